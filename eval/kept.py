"""Runs as they are kept: a folder with run.txt (TREC), manifest.json, and, where the service answered, answers.jsonl.

tops.jsonl has the first places of each topic in words, for reading. A bare run file of TREC can be read too; it has no
manifest, and a topic without results is not in it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.answered import Told
from eval.beir import Collection
from eval.lines import Line, lines
from eval.manifest import Manifest, line_of, read_manifest, topics_hash, write_manifest
from eval.measures import Run
from eval.runs import Found, name, rankings
from eval.trec import Ranked, names_of, read_run, write_run
from index.errors import BadRequest

RUN, MANIFEST, ANSWERS, TOPS = "run.txt", "manifest.json", "answers.jsonl", "tops.jsonl"
SHOWN = 3
"""Places of each topic whose words are kept."""


@dataclass(frozen=True, slots=True)
class Top:
    """One of the first places of a topic, in words."""

    topic: str
    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A run read again from ``file``; what a bare file does not have is None or empty. ``name`` is how tables call it: its
    folder's, or its file's without a manifest."""

    name: str
    file: Path
    ranked: Mapping[str, Sequence[Ranked]]
    manifest: Manifest | None
    answers: tuple[Told, ...]
    tops: tuple[Top, ...]

    @property
    def run(self) -> Run:
        return names_of(self.ranked)


def keep(folder: Path, found: Mapping[str, Found], collection: Collection, manifest: Manifest) -> None:
    """Writes a run in the place of what stood there; its manifest last, so that a run with one is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in (MANIFEST, ANSWERS):
        (folder / stale).unlink(missing_ok=True)
    write_run(folder / RUN, rankings(found, collection), manifest.configuration)
    _write(folder / TOPS, (asdict(top) for topic, one in found.items() for top in _tops(topic, one, collection)))
    write_manifest(folder / MANIFEST, manifest)


def keep_answers(folder: Path, answers: Iterable[Told]) -> None:
    """Writes the answers of a run beside it."""
    _write(folder / ANSWERS, map(asdict, answers))


def read_kept(place: Path) -> Kept:
    """A run by its folder or its file. BadRequest when there is none; BadCollection, with file and line, for a bad line."""
    file = place / RUN if place.is_dir() else place
    if not file.is_file():
        raise BadRequest(f"Không có lượt chạy nào ở {str(place)!r}. Hãy chạy trước: python -m eval run BỘ.")
    beside = file.with_name(MANIFEST)
    whole = file.name == RUN and beside.is_file()
    return Kept(
        file.parent.name if whole else file.stem,
        file,
        read_run(file),
        read_manifest(beside) if whole else None,
        tuple(_answers(file.with_name(ANSWERS))) if whole else (),
        tuple(_tops_kept(file.with_name(TOPS))) if whole else (),
    )


def require_same_topics(kept: Kept, collection: Collection) -> None:
    """BadCollection, with file and line, when a run answers other questions than those of the collection."""
    known = {t.id for t in collection.topics}
    for topic, ranked in kept.ranked.items():
        if topic not in known:
            raise ranked[0].line.wrong(f"chủ đề {topic!r} không có trong bộ {collection.name!r}.")
    if kept.manifest and kept.manifest.collection.topics != topics_hash(collection):
        raise line_of(kept.file.with_name(MANIFEST), "topics").wrong(
            f"câu hỏi của bộ {collection.name!r} đã đổi từ khi chạy lượt này. Hãy chạy lại."
        )


def _tops(topic: str, found: Found, collection: Collection) -> list[Top]:
    return [
        Top(topic, name(p, collection), f"{p.chunk.locator.label}, {p.document.title or p.document.id}", p.chunk.text)
        for p in found.passages[:SHOWN]
    ]


def _answers(file: Path) -> Iterator[Told]:
    for line in _lines(file):
        row = line.object()
        with _whole(line):
            yield Told(**row | {"cited": tuple(map(tuple, row["cited"]))})


def _tops_kept(file: Path) -> Iterator[Top]:
    for line in _lines(file):
        with _whole(line):
            yield Top(**line.object())


@contextmanager
def _whole(line: Line) -> Iterator[None]:
    try:
        yield
    except (TypeError, KeyError):
        raise line.wrong("không phải một dòng do lệnh run ghi. Hãy chạy lại lượt này.") from None


def _lines(file: Path) -> Iterable[Line]:
    return lines(file) if file.is_file() else ()


def _write(file: Path, rows: Iterable[Mapping[str, object]]) -> None:
    written = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    file.write_bytes(written.encode("utf-8", "backslashreplace"))
