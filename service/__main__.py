"""python -m service ask | search | serve. Standard output carries only data; the rest goes to standard error."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from index.errors import TracuuError
from index.library import Library
from index.settings import Settings
from service import batch, sheet, terminal, wire
from service.answers import answer
from service.questions import Question, understand

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="NGÀY", help="Theo văn bản có hiệu lực ngày này: 2025-08-01.")
]
Count = Annotated[int, typer.Option("-k", min=1, max=100, help="Số đoạn liên quan kèm theo.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="Chỉ loại văn bản này: quy-dinh. Có thể lặp lại.")]
Issuers = Annotated[list[str] | None, typer.Option("--issuer", help="Chỉ cơ quan ban hành này. Có thể lặp lại.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON, mỗi dòng một đối tượng, thay cho văn bản để đọc.")]


@app.callback()
def main() -> None:
    """Hỏi thư viện văn bản: câu trả lời là nguyên văn, kèm chỗ trích."""


@app.command()
def ask(
    text: Annotated[str | None, typer.Argument(metavar="CÂU_HỎI", help="Câu hỏi, trong ngoặc kép.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Tệp câu hỏi, mỗi dòng một câu; “-” là đầu vào chuẩn.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Ghi vào tệp này; chạy lại thì làm tiếp từ chỗ dở. Đi cùng --file và --json."),
    ] = None,
    as_of: AsOf = None,
    k: Count = 10,
    as_json: AsJson = False,
) -> None:
    """Hỏi một câu, hoặc cả tệp câu hỏi."""
    with _sentences():
        if (text is None) == (file is None):
            raise typer.BadParameter("Hãy đưa một câu hỏi trong ngoặc kép, hoặc --file với tệp câu hỏi.")
        if out is not None and not (file and as_json):
            raise typer.BadParameter("--out chỉ đi cùng --file và --json.")
        on = _day(as_of)
        if file is not None and out is not None:
            _ask_into(out, file, k, on)
        elif file is not None:
            _ask_all(file, k, on, as_json)
        elif text is not None:
            question = Question(_usable(text), k, on)
            library = _library()
            _write(_answered(library, question, None, as_json))


@app.command()
def search(
    text: Annotated[str, typer.Argument(metavar="TỪ", help="Điều cần tìm, trong ngoặc kép.")],
    k: Count = 10,
    as_of: AsOf = None,
    kind: Kinds = None,
    issuer: Issuers = None,
    as_json: AsJson = False,
) -> None:
    """Tìm các đoạn gần nhất. Ra JSON khi có --json hoặc khi đầu ra không phải là màn hình."""
    with _sentences():
        sought = _sought(text, k, as_of, kind or [], issuer or [])
        library = _library()
        words = understand(Question(sought.q), library).understood.text
        for passage in library.search(words, sought.k, sought.scope()):
            on = sought.as_of or date.today()
            plain = sys.stdout.isatty() and not as_json
            _write(
                terminal.passage_shown(passage, library.document, on) if plain else wire.line(wire.passage(passage, on))
            )


@app.command()
def serve() -> None:
    """Phục vụ trang hỏi đáp và HTTP tại TRACUU_HOST, TRACUU_PORT (127.0.0.1:8000)."""
    from service.serving import serve_forever

    with _sentences():
        serve_forever(Settings.from_environment(os.environ))


def _ask_all(file: Path, k: int, on: date | None, as_json: bool) -> None:
    """Loads once; one answer a line, flushed as it goes. Exit status 1 when a line was no question."""
    with _opened(file) as lines:
        library = _library()
        failed = False
        for line in batch.questions(lines, k, on):
            failed |= line.question is None
            _write(_replied(library, line, as_json))
    if failed:
        raise typer.Exit(1)


def _ask_into(out: Path, file: Path, k: int, on: date | None) -> None:
    """The same into a file, as JSON. What is there from a run that was broken off stays and is not asked again."""
    sheet.require_apart(out, file)
    with _opened(file) as lines:
        library = _library()
        failed = False
        with sheet.opened(out, library.hash) as answers:
            for line in batch.questions(lines, k, on):
                failed |= line.question is None
                if not answers.has(line):
                    answers.write(_replied(library, line, as_json=True))
    if failed:
        raise typer.Exit(1)


def _replied(library: Library, line: batch.Line, as_json: bool) -> str:
    if line.question is not None:
        return _answered(library, line.question, line.id, as_json)
    return wire.line({"id": line.id, **wire.error("bad_request", line.complaint)}) if as_json else line.complaint


def _answered(library: Library, question: Question, id: batch.Id | None, as_json: bool) -> str:
    found = answer(library, question)
    if as_json:
        return wire.line(wire.answer(found, date.today(), id))
    shown = terminal.shown(found, library.document, date.today())
    return shown if id is None else f"{question.text}\n\n{shown}\n"


@contextmanager
def _opened(file: Path) -> Iterator[Iterator[bytes]]:
    if str(file) == "-":
        yield iter(sys.stdin.buffer.readline, b"")
        return
    try:
        stream = file.open("rb")
    except OSError as wrong:
        raise typer.BadParameter(f"Không mở được tệp câu hỏi {file}: {wrong.strerror}.") from wrong
    with stream:
        yield stream


def _library() -> Library:
    return Library.open(Settings.from_environment(os.environ))


def _usable(text: str) -> str:
    try:
        return wire.question_text(text)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong)) from wrong


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else wire.day(text)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong)) from wrong


def _sought(text: str, k: int, as_of: str | None, kinds: list[str], issuers: list[str]) -> wire.Sought:
    """The same border as over HTTP, with its sentences."""
    try:
        return wire.Sought.model_validate({"q": text, "k": k, "as_of": as_of, "kind": kinds, "issuer": issuers})
    except ValidationError as wrong:
        raise typer.BadParameter(wire.complaint(wrong.errors())) from wrong


def _write(text: str) -> None:
    """A line of data, out at once, in UTF-8 whatever the terminal."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors != "backslashreplace":
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    typer.echo(text)


@contextmanager
def _sentences() -> Iterator[None]:
    """A failure that we know is one sentence on standard error and its exit status."""
    try:
        yield
    except TracuuError as wrong:
        typer.echo(wrong.message, err=True)
        raise typer.Exit(wrong.exit_status) from wrong


if __name__ == "__main__":
    app(prog_name="python -m service")
