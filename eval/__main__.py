"""The evaluation commands: run, bench. Standard output carries only data."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from eval import bench as figures
from eval.beir import read_collection
from eval.measures import NAMES
from eval.runs import Row, library_of, measured
from eval.suite import DATA, SUITES, Outcome, documents_of, library_from, named_by_places, outcomes
from eval.vectors import CachedEncoder
from index.encoders import Encoder, open_encoder
from index.errors import TracuuError
from index.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Đo chất lượng tra cứu và trả lời trên câu hỏi đã có đáp án, và tốc độ trên máy này."""


@app.command()
def run(
    folder: Annotated[
        str, typer.Argument(metavar="THƯ_MỤC", help="Thư mục BEIR, hoặc bộ của dự án: samples, party-docs.")
    ],
    encoder: Annotated[str, typer.Option(help="bundled, hashing, hoặc một mô hình sentence-transformers.")] = "bundled",
    unmarked: Annotated[bool, typer.Option("--unmarked", help="Bỏ dấu câu hỏi trước khi hỏi.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Mỗi dòng một đối tượng JSON.")] = False,
) -> None:
    """nDCG@10, R@10, R@100, Success@1: chỉ từ ngữ, chỉ ý nghĩa, cả hai."""
    with _sentences():
        kept = CachedEncoder(open_encoder(encoder), _home() / "eval" / "vectors.db")
        rows, answers = (
            _of_folder(Path(folder), kept, unmarked) if Path(folder).is_dir() else _of_suite(folder, kept, unmarked)
        )
        for line in _as_json(rows, answers) if as_json else _as_table(rows, answers):
            typer.echo(line)


@app.command()
def bench(
    sections: Annotated[list[str] | None, typer.Argument(metavar="PHẦN", help=", ".join(figures.SECTIONS))] = None,
    data: Annotated[Path, typer.Option(help="Thư mục dữ liệu đo.")] = DATA,
) -> None:
    """Các số đo của dự án trên máy này; không nêu phần nào là đo tất cả."""
    with _sentences():
        for figure in figures.bench(data, tuple(sections or ())):
            wanted = f"   [{figure.wanted}]" if figure.wanted else ""
            typer.echo(f"{figure.name:<46}{figure.value}{wanted}")


def _home() -> Path:
    return Settings.from_environment(os.environ).home


def _of_folder(folder: Path, encoder: Encoder, unmarked: bool) -> tuple[list[Row], list[Outcome]]:
    collection = read_collection(folder)
    with library_of(collection.corpus, encoder) as library:
        return measured(collection, library, unmarked), []


def _of_suite(name: str, encoder: Encoder, unmarked: bool) -> tuple[list[Row], list[Outcome]]:
    documents, collection = documents_of(name), read_collection(SUITES / name)
    with library_from(documents, encoder) as library:
        return measured(collection, library, unmarked, named_by_places(collection)), outcomes(collection, library)


def _as_json(rows: Iterable[Row], answers: Iterable[Outcome]) -> Iterator[str]:
    for row in rows:
        named: dict[str, Any] = {"qrels": row.qrels, "class": row.kind or None, "leg": row.leg}
        yield json.dumps(named | {"topics": row.scores.topics} | dict(row.scores.means), ensure_ascii=False)
    for outcome in answers:
        yield json.dumps({"answers": outcome.kind or "all"} | asdict(outcome), ensure_ascii=False)


def _as_table(rows: Iterable[Row], answers: Iterable[Outcome]) -> Iterator[str]:
    yield f"{'judged by':<14}{'class':<16}{'leg':<9}{'topics':>6}" + "".join(f"{name:>11}" for name in NAMES)
    for row in rows:
        values = "".join(f"{row.scores.means[name]:>11.4f}" for name in NAMES)
        yield f"{row.qrels:<14}{row.kind:<16}{row.leg:<9}{row.scores.topics:>6}{values}"
    for n, o in enumerate(answers):
        if n == 0:
            yield f"\n{'answers':<16}{'answered':>12}{'first right':>14}{'rightly refused':>18}{'verbatim':>14}"
        yield (
            f"{o.kind or 'all':<16}{_share(o.answered, o.answerable):>12}{_share(o.right, o.answerable):>14}"
            f"{_share(o.refused, o.unanswerable):>18}{_share(o.verbatim, o.quotes):>14}"
        )


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "–"


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
