"""python -m ingest: documents in, out and looked after. Standard output carries only data; the rest goes to standard error."""

import io
import json
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from index.errors import BadRequest, NotFound, TracuuError
from index.library import Library
from index.records import Document, Relation
from index.settings import Settings
from ingest import confirming, sampling
from ingest.doctor import Report, examine
from ingest.intake import SAMPLES_LEAVE, Row, add_paths
from ingest.verify import verify as verified

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
samples = typer.Typer(no_args_is_help=True, help="Thư viện mẫu: văn bản hư cấu để dùng thử.")
app.add_typer(samples, name="samples")
_aloud = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help="JSON, mỗi dòng một đối tượng.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Định danh văn bản, như in ra ở list.")]

_STATUS = {
    "added": "đã nạp", "held": "đã có", "edition": "bản mới", "pending": "chờ xử lý", "refused": "từ chối",
    "skipped": "bỏ qua", "failed": "lỗi",
}  # fmt: skip
_STATE = {
    "in_force": "còn hiệu lực", "not_yet": "chưa có hiệu lực", "amended": "đã sửa đổi", "replaced": "đã bị thay thế",
    "repealed": "đã bãi bỏ", "unknown": "",
}  # fmt: skip


@app.callback()
def main() -> None:
    """Nạp văn bản vào thư viện, xem, xác nhận và gỡ ra."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="TỆP_HOẶC_THƯ_MỤC", help="PDF, DOCX, HTML, Markdown, TXT.")],
    as_json: AsJson = False,
) -> None:
    """Nạp tệp và thư mục."""
    with _sentences():
        settings = _settings()
        _tell(_aloud_each(add_paths(Library.open(settings), paths, settings.max_file_mb)), as_json)


@app.command("list")
def list_documents(
    unconfirmed: Annotated[bool, typer.Option("--unconfirmed", help="Chỉ văn bản chưa xác nhận.")] = False,
    as_json: AsJson = False,
) -> None:
    """Các văn bản trong thư viện."""
    with _sentences():
        found = [d for d in _library().all_documents() if d.unconfirmed or not unconfirmed]
        if _for_machines(as_json):
            _lines(document_shape(d, date.today()) for d in found)
        else:
            _show_table(found)


@app.command()
def show(id: Id, as_json: AsJson = False) -> None:
    """Một văn bản: lý lịch, điều còn ngờ, quan hệ với văn bản khác."""
    with _sentences():
        library = _library()
        document = library.document(id)
        if document is None:
            raise NotFound(f"Thư viện không có văn bản {id!r}. Xem các văn bản đang có: python -m ingest list")
        shape = document_shape(document, date.today()) | _details(library, document)
        if _for_machines(as_json):
            _lines([shape])
        else:
            for name, value in shape.items():
                _write(f"{name:14} {_plain(value)}")


@app.command()
def pending(as_json: AsJson = False) -> None:
    """Những tệp chờ người phụ trách xem xét."""
    with _sentences():
        for w in _library().pending():
            row = Row(w.name, w.sha256, "pending", w.id, w.reason, w.message)
            _write(
                json.dumps(asdict(row), ensure_ascii=False)
                if _for_machines(as_json)
                else f"{w.id}  {w.name}  {w.message}"
            )


@app.command()
def confirm(
    id: Id,
    fields: Annotated[
        list[str] | None,
        typer.Argument(metavar="TRƯỜNG=GIÁ_TRỊ", help="kind, number, issuer, issued_on, title hoặc audience."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Xác nhận một văn bản, sửa những trường ghi sai hoặc còn ngờ."""
    with _sentences():
        document = confirming.confirm(_library(), id, _fields(fields or []))
        if document.id != id:
            _aloud.print(f"Định danh mới: {document.id}", highlight=False, markup=False, soft_wrap=True)
        _write(
            json.dumps(document_shape(document, date.today()), ensure_ascii=False)
            if _for_machines(as_json)
            else document.id
        )


@app.command()
def withdraw(id: Id) -> None:
    """Gỡ một văn bản khỏi tra cứu ngay; hồ sơ và tệp gốc vẫn giữ."""
    with _sentences():
        library = _library()
        document = library.document(id)
        library.withdraw(id)
        if document:
            library.note(document.source, document.sha256, "withdrawn", id)
        _aloud.print(f"Đã gỡ {id} khỏi tra cứu.", highlight=False, markup=False, soft_wrap=True)


@app.command()
def rebuild() -> None:
    """Lập lại chỉ mục từ dữ liệu gốc, mã hóa lại khi đã đổi bộ mã hóa."""
    with _sentences(), _aloud.status("Đang lập lại chỉ mục…"):
        library = Library.rebuild(_settings())
        _lines([{"generation": library.generation, "library": library.hash, "encoder": library.encoder.name}])


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Đối chiếu mọi đoạn với tệp gốc bằng bộ đọc khác, và chỉ mục với dữ liệu."""
    with _sentences():
        library = _library()
        sound = True
        for each in verified(library):
            sound = sound and each.is_sound
            if _for_machines(as_json):
                _lines([{**asdict(each), "share": round(each.share, 4)}])
            else:
                _write(f"{each.share:7.2%}  {each.found}/{each.chunks}  {each.id}  {each.fault or ''}".rstrip())
                for place in each.missing:
                    _write(f"         không thấy lại  {place}")
        for fault in library.faults():
            sound = False
            _aloud.print(fault, highlight=False, markup=False, soft_wrap=True)
    if not sound:
        raise typer.Exit(1)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Máy có gì, thư viện lớn chừng nào, muốn lớn thêm thì cần gì, có gì không ổn."""
    with _sentences():
        report = examine(_library())
        if _for_machines(as_json):
            _lines([asdict(report)])
        else:
            _show_report(report)


@samples.command("add")
def samples_add(as_json: AsJson = False) -> None:
    """Nạp thư viện mẫu. Văn bản mẫu chỉ trả lời khi chưa có văn bản thật nào."""
    with _sentences():
        settings = _settings()
        library = Library.open(settings)
        if any(not d.sample for d in library.all_documents()):
            _aloud.print(
                "Thư viện đã có văn bản thật nên văn bản mẫu sẽ không được tra cứu.", highlight=False, soft_wrap=True
            )
        _tell(_aloud_each(add_paths(library, [sampling.folder()], settings.max_file_mb)), as_json)


@samples.command("remove")
def samples_remove() -> None:
    """Gỡ thư viện mẫu."""
    with _sentences():
        for id in sampling.remove(_library()):
            _write(id)


def document_shape(d: Document, on: date) -> dict[str, object]:
    """A document as docs/contract.md has it (D), in its state on that day."""
    return {
        "id": d.id, "number": d.number, "kind": d.kind, "issuer": d.issuer, "issued_on": d.issued_on, "title": d.title,
        "source": d.source, "state": d.state(on), "successor": d.successor, "unconfirmed": d.unconfirmed,
    }  # fmt: skip


def _details(library: Library, d: Document) -> dict[str, object]:
    """What else a keeper wants to know of a document."""
    return {
        "level": d.level, "audience": d.audience, "sample": d.sample, "format": d.format, "pages": d.pages,
        "sha256": d.sha256, "doubts": list(d.doubts),
        "valid_from": d.valid_from and d.valid_from.isoformat(), "valid_until": d.valid_until and d.valid_until.isoformat(),
        "sections": len(library.sections(d.id)), "chunks": len(library.chunks(d.id)),
        "relations": [_said(r) for r in library.relations(d.id)],
        "relations_to": [_said(r) for r in library.relations_to(d.id)],
    }  # fmt: skip


def _said(r: Relation) -> dict[str, object]:
    effective = r.effective and r.effective.isoformat()
    return {**asdict(r), "effective": effective}


def _tell(rows: Iterable[Row], as_json: bool) -> None:
    """Writes each row as it comes; exit 1 when some input failed or waits."""
    incomplete = False
    for row in rows:
        incomplete = incomplete or row.status in ("failed", "pending", "refused")
        _write(json.dumps(asdict(row), ensure_ascii=False) if as_json else _row_line(row))
    if incomplete:
        raise typer.Exit(1)


def _row_line(row: Row) -> str:
    parts = (f"{_STATUS[row.status]:10}", row.id or "-", row.path, f"({row.message})" if row.message else "")
    return "  ".join(parts).rstrip()


def _aloud_each(rows: Iterator[Row]) -> Iterator[Row]:
    """Shows on standard error that work goes on, and what every batch brought."""
    counted: dict[str, int] = {}
    with _aloud.status("Đang đọc văn bản…") as status:
        for row in rows:
            counted[row.status] = counted.get(row.status, 0) + 1
            if SAMPLES_LEAVE in (row.message or ""):
                _aloud.print(SAMPLES_LEAVE, highlight=False, markup=False, soft_wrap=True)
            status.update(f"{sum(counted.values())} tệp; {Path(row.path).name}")
            yield row
    told = ", ".join(f"{_STATUS[name]} {count}" for name, count in counted.items())
    _aloud.print(f"Xong: {told}." if told else "Không có tệp nào.", highlight=False, markup=False, soft_wrap=True)


def _fields(given: list[str]) -> dict[str, str]:
    fields = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign:
            raise BadRequest(f"{each!r} không có dạng trường=giá trị. Ví dụ: number=02-HD/BTCTU issued_on=2025-11-20")
        fields[name.strip()] = value.strip()
    return fields


def _show_table(documents: Iterable[Document]) -> None:
    table = Table(
        Column("id", overflow="fold", min_width=30), "số, ký hiệu", "ngày", "tiêu đề", "tình trạng", "ghi chú"
    )
    for d in documents:
        notes = ", ".join(n for n, is_so in (("mẫu", d.sample), ("chưa xác nhận", d.unconfirmed)) if is_so)
        table.add_row(d.id, d.number or "", d.issued_on or "", d.title, _STATE[d.state(date.today())], notes)
    Console().print(table)


def _show_report(report: Report) -> None:
    for title, part in (("Đã cài", report.installed), ("Thư viện", report.size), ("Để lớn thêm", report.growth)):
        _write(title)
        for name, value in asdict(part).items():
            _write(f"  {name:34} {_plain(value)}")
    _write("Không ổn" if report.wrong else "Không thấy gì không ổn")
    for sentence in report.wrong:
        _write(f"  {sentence}")


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {v or '-'}" for k, v in value.items())
    if isinstance(value, list):
        return "; ".join(map(_plain, value)) or "-"
    return "-" if value is None else str(value)


def _for_machines(as_json: bool) -> bool:
    """JSON when asked for, and whenever the output is not a screen."""
    return as_json or not sys.stdout.isatty()


def _lines(shapes: Iterable[dict[str, object]]) -> None:
    for shape in shapes:
        _write(json.dumps(shape, ensure_ascii=False))


def _write(text: str) -> None:
    """A line of data, out at once, in UTF-8 whatever the terminal."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors != "backslashreplace":
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    typer.echo(text)


def _settings() -> Settings:
    return Settings.from_environment(os.environ)


def _library() -> Library:
    return Library.open(_settings())


@contextmanager
def _sentences() -> Iterator[None]:
    """A failure that we know is one sentence on standard error and its exit status."""
    try:
        yield
    except TracuuError as wrong:
        typer.echo(wrong.message, err=True)
        raise typer.Exit(wrong.exit_status) from wrong


if __name__ == "__main__":
    app(prog_name="python -m ingest")
