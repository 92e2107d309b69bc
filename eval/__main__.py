"""The evaluation commands. Standard output carries only data."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from eval import bench as figures
from eval import judging, pooling, tables, vire
from eval.comparing import by_topic, cut_differently, differences
from eval.configurations import BASELINES, CONFIGURATIONS, Configuration, named
from eval.gate import bounds
from eval.kept import read_kept
from eval.overlap import overlaps
from eval.report import page
from eval.results import Result, of_half, result
from eval.running import BUNDLED, Order, carried_out
from eval.runs import rows
from eval.source import open_source
from eval.suite import DATA
from eval.vectors import CachedEncoder
from eval.writing import require_file, require_folder
from index.encoders import open_encoder
from index.errors import TracuuError
from index.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

EXPECTED = Path(__file__).parent / "expected.toml"

Collected = Annotated[
    str, typer.Argument(metavar="BỘ", help="Thư mục BEIR hoặc TREC, hoặc bộ của dự án: samples, party-docs.")
]
EncoderNamed = Annotated[str, typer.Option(help="bundled, hashing, thư mục, hoặc một mô hình sentence-transformers.")]
Half = Annotated[str | None, typer.Option(help="Chỉ chấm nửa này của bộ: dev hoặc test.")]
Configured = Annotated[list[str] | None, typer.Option(help=", ".join(c.name for c in CONFIGURATIONS))]
Given = Annotated[str | None, typer.Option(help="Bộ câu hỏi của một tệp TREC không có manifest.json.")]
AsJson = Annotated[bool, typer.Option("--json", help="Mỗi dòng một đối tượng JSON.")]


@app.callback()
def main() -> None:
    """Đo chất lượng tra cứu và trả lời trên câu hỏi đã có đáp án, và tốc độ trên máy này."""


@app.command()
def run(
    folder: Collected,
    configuration: Configured = None,
    everything: Annotated[bool, typer.Option("--all", help="Mọi cấu hình, cạnh nhau.")] = False,
    encoder: EncoderNamed = BUNDLED,
    unmarked: Annotated[bool, typer.Option("--unmarked", help="Bỏ dấu câu hỏi trước khi hỏi.")] = False,
    into: Annotated[
        Path | None, typer.Option(help="Giữ các lượt chạy ở thư mục này thay cho TRACUU_HOME/eval/runs.")
    ] = None,
    half: Half = None,
    as_json: AsJson = False,
) -> None:
    """Chạy các cấu hình trên một bộ câu hỏi, giữ lại từng lượt, và in điểm; mặc định: chỉ từ ngữ, chỉ ý nghĩa, cả hai."""
    with _sentences():
        order = Order(open_source(folder), _home(), encoder, unmarked, into)
        of_half(order.source, half)
        chosen = CONFIGURATIONS if everything else named(configuration or ()) or BASELINES
        for one in chosen:
            require_folder(order.folder(one))
        results = [result(read_kept(folder), half) for folder in _kept(order, chosen)]
        _echo(_as_json(results) if as_json else _as_table(results))


@app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A")],
    b: Annotated[str, typer.Argument(metavar="B")],
    half: Half = None,
    collection: Given = None,
    each: Annotated[bool, typer.Option("--each", help="In từng câu hỏi có điểm khác nhau.")] = False,
    as_json: AsJson = False,
) -> None:
    """So hai lượt chạy, từng câu hỏi một: thắng, thua, khoảng tin cậy, kiểm định hoán vị với hiệu chỉnh Holm."""
    with _sentences():
        one, other = (result(read_kept(_run(place)), half, collection) for place in (a, b))
        found = differences(one, other)
        if cut_differently(one.kept, other.kept):
            typer.echo("Hai lượt cùng văn bản nhưng cắt đoạn khác nhau (mã thư viện khác nhau).", err=True)
        if as_json:
            _echo(json.dumps(asdict(difference), ensure_ascii=False) for difference in found)
        else:
            _echo(tables.of_differences(one, other, found))
            _echo(tables.of_topics(one, other, by_topic(one, other, "nDCG@10")) if each else ())


@app.command()
def report(
    runs: Annotated[list[str], typer.Argument(metavar="LƯỢT…", help="Thư mục hoặc tệp của các lượt chạy.")],
    out: Annotated[Path, typer.Option(help="Trang HTML sẽ ghi.")],
    half: Half = None,
    collection: Given = None,
) -> None:
    """Một trang HTML trọn vẹn: điểm, biểu đồ, và mọi câu hỏi chưa đạt cùng điều đã tìm thấy."""
    with _sentences():
        require_file(out)
        text = page([result(read_kept(_run(place)), half, collection) for place in runs], half)
        out.write_bytes(text.encode("utf-8", "backslashreplace"))
        typer.echo(out)


@app.command()
def gate(
    place: Annotated[str, typer.Argument(metavar="LƯỢT")],
    expected: Annotated[Path, typer.Option(help="Các mức phải đạt.")] = EXPECTED,
    half: Half = None,
    collection: Given = None,
) -> None:
    """Kết thúc bằng mã 1 khi lượt chạy dưới mức phải đạt."""
    with _sentences():
        found = list(bounds(result(read_kept(_run(place)), half, collection), expected))
        _echo(tables.of_bounds(found))
        if not all(bound.holds for bound in found):
            raise typer.Exit(1)


@app.command()
def pool(
    folder: Collected,
    out: Annotated[Path, typer.Option(help="Tệp JSONL sẽ ghi, mỗi dòng một chỗ cần chấm.")],
    depth: Annotated[int, typer.Option(min=1, help="Lấy bấy nhiêu chỗ đầu của mỗi cấu hình.")] = 10,
    configuration: Configured = None,
    encoder: EncoderNamed = BUNDLED,
) -> None:
    """Gom các chỗ đứng đầu của mọi cấu hình (hay những cấu hình được nêu) để người chấm xem; chỗ đã chấm thì thôi."""
    with _sentences():
        chosen = named(configuration or ()) or CONFIGURATIONS
        require_file(out)
        found = pooling.pool(Order(open_source(folder), _home(), encoder), chosen, depth)
        _write(out, map(pooling.as_row, found))
        typer.echo(f"{len(found)} chỗ cần chấm, {len({one.topic for one in found})} câu hỏi: {out}")


@app.command()
def judge(
    pooled: Annotated[Path, typer.Argument(metavar="GOM", help="Tệp do lệnh pool ghi.", exists=True, dir_okay=False)],
    files: Annotated[
        list[Path], typer.Argument(metavar="TỆP…", help="Các tệp chấm, lần chấm sau đứng sau.", exists=True)
    ],
    qrels: Annotated[Path | None, typer.Option(help="Tệp đánh giá được bổ sung; mặc định ở cạnh tệp gom.")] = None,
) -> None:
    """Gộp các tệp chấm vào qrels.tsv; in kappa giữa từng hai người; ghi chỗ bị chấm lại vào overturned.jsonl."""
    with _sentences():
        into = qrels or pooled.with_name("qrels.tsv")
        for file in (into, into.with_name("overturned.jsonl")):
            require_file(file)
        judgements = judging.read_judgements(files, pooled)
        changed = judging.overturned(judgements)
        count = judging.write_qrels(into, judging.last_grades(judgements))
        _write(into.with_name("overturned.jsonl"), map(judging.as_row, changed))
        _echo(tables.of_agreements(judging.agreements(judgements)))
        typer.echo(f"{into}: {count} dòng; {len(changed)} chỗ bị chấm lại: {into.with_name('overturned.jsonl')}")


@app.command()
def overlap(folder: Collected) -> None:
    """Câu hỏi của một bộ dùng lại bao nhiêu từ của chỗ trả lời, theo loại câu hỏi."""
    with _sentences():
        _echo(tables.of_overlaps(overlaps(open_source(folder))))


@app.command("vire")
def whole_documents(folder: Collected, encoder: EncoderNamed = BUNDLED, as_json: AsJson = False) -> None:
    """nDCG@10 theo cách đo của ViRE: văn bản nguyên, 0,7 ý nghĩa + 0,3 BM25, không chỉnh gì."""
    with _sentences():
        collection = open_source(folder).collection
        vire.require_corpus(collection)
        kept = CachedEncoder(open_encoder(encoder), _home() / "vectors.db")
        for found in vire.measured(collection, kept):
            typer.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else tables.of_protocol(found))


@app.command()
def bench(
    sections: Annotated[list[str] | None, typer.Argument(metavar="PHẦN", help=", ".join(figures.SECTIONS))] = None,
    data: Annotated[Path, typer.Option(help="Thư mục dữ liệu đo.")] = DATA,
) -> None:
    """Các số đo của dự án trên máy này; không nêu phần nào là đo tất cả."""
    with _sentences():
        for figure in figures.bench(data, _home() / "vectors.db", tuple(sections or ())):
            wanted = f"   [{figure.wanted}]" if figure.wanted else ""
            typer.echo(f"{figure.name:<58}{figure.value}{wanted}")


def _home() -> Path:
    """Where vectors and runs are kept."""
    return Settings.from_environment(os.environ).home / "eval"


def _run(place: str) -> Path:
    """The run of that folder or file, else of that name ("samples/both") among those kept."""
    return Path(place) if Path(place).exists() else _home() / "runs" / place


def _kept(order: Order, configurations: Sequence[Configuration]) -> Iterator[Path]:
    for folder in carried_out(order, configurations):
        typer.echo(folder, err=True)
        yield folder


def _as_json(results: Sequence[Result]) -> Iterator[str]:
    for row in rows({r.name: r.kept.run for r in results}, results[0].collection):
        told: dict[str, Any] = {"qrels": row.qrels, "class": row.kind or None, "configuration": row.configuration}
        yield json.dumps(told | {"topics": row.scores.topics} | dict(row.scores.means), ensure_ascii=False)
    for one in results:
        for outcome in one.outcomes:
            told = {"answers": outcome.kind or "all", "configuration": one.name}
            yield json.dumps(told | asdict(outcome), ensure_ascii=False)


def _as_table(results: Sequence[Result]) -> Iterator[str]:
    yield from tables.of_rows(rows({r.name: r.kept.run for r in results}, results[0].collection))
    for one in results:
        yield from tables.of_outcomes(one.name, one.outcomes)
        yield from tables.of_calibration(one.name, one.calibration)
    yield from tables.of_costs((r.name, r.kept.manifest.cost) for r in results if r.kept.manifest)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _write(file: Path, told: Iterable[Mapping[str, object]]) -> None:
    written = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in told)
    file.write_bytes(written.encode("utf-8", "backslashreplace"))


@contextmanager
def _sentences() -> Iterator[None]:
    """A failure that we know is one sentence on standard error and its exit status."""
    try:
        yield
    except TracuuError as wrong:
        typer.echo(wrong.message, err=True)
        raise typer.Exit(wrong.exit_status) from wrong


if __name__ == "__main__":
    app(prog_name="python -m eval")
