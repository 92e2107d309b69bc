"""Collections: what is searched, what is asked, what was judged, in one folder.

In the BEIR layout corpus.jsonl, queries.jsonl and qrels/*.tsv (or one qrels.tsv); in TREC's corpus.jsonl, topics.tsv or
topics.txt, and qrels.txt. A suite of our own has no corpus: its judgements name places ("294-qd-tw_2025-05-26#1.1.1").
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from eval import trec
from eval.lines import Line, lines
from eval.trec import Judged
from index.errors import TracuuError

Judgements = Mapping[str, Mapping[str, int]]
"""Topic → {document or place: grade}; grade 0 is "looked at, not relevant"."""


class NoCollection(TracuuError):
    """A folder that is no collection."""

    code = "no_collection"
    exit_status = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """A question to be measured. ``kind`` is its class ("faq", "unanswerable"), "" where the set knows none."""

    id: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a corpus."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """What is searched, what is asked, and what was judged: one set of judgements a qrels file."""

    name: str
    corpus: tuple[Piece, ...]
    topics: tuple[Topic, ...]
    judgements: Mapping[str, Judgements]


Named = TypeVar("Named", Topic, Piece)


def read_collection(folder: Path) -> Collection:
    """The collection in a folder. NoCollection when topics or judgements are missing; BadCollection, with file and line,
    when they cannot be read or do not fit together."""
    asked, judged = _topic_file(folder), _judgement_files(folder)
    if asked is None or not judged:
        raise NoCollection(
            f"Thư mục {str(folder)!r} không phải một bộ đánh giá: cần queries.jsonl và qrels/*.tsv (bố cục BEIR), "
            "hoặc topics.tsv hay topics.txt và qrels.txt (TREC)."
        )
    topics = _distinct(_topics(asked), "chủ đề")
    corpus = folder / "corpus.jsonl"
    pieces = _distinct(map(_piece, lines(corpus)), "văn bản") if corpus.is_file() else {}
    judgements = {file.stem: _read_judgements(file, topics) for file in judged}
    if pieces:
        require_known(folder, pieces.__contains__, corpus.name)
    return Collection(folder.name, tuple(pieces.values()), tuple(topics.values()), judgements)


def require_known(folder: Path, known: Callable[[str], bool], where: str) -> None:
    """BadCollection, with file and line, at the first judgement of something that is not there."""
    for file in _judgement_files(folder):
        for judged in judged_in(file):
            if not known(judged.name):
                raise judged.line.wrong(f"{judged.name!r} không có trong {where}. Hãy bỏ dòng này, hoặc thêm văn bản.")


def _topic_file(folder: Path) -> Path | None:
    files = (folder / name for name in ("queries.jsonl", "topics.tsv", "topics.txt"))
    return next((file for file in files if file.is_file()), None)


def _judgement_files(folder: Path) -> list[Path]:
    return sorted(file for pattern in ("qrels.tsv", "qrels/*.tsv", "qrels.txt") for file in folder.glob(pattern))


def _topics(file: Path) -> Iterator[tuple[Line, Topic]]:
    """The topics of a file, read as its name says."""
    if file.suffix == ".jsonl":
        yield from map(_topic, lines(file))
    else:
        read = trec.topics_of_columns if file.suffix == ".tsv" else trec.topics_of_tags
        yield from ((line, Topic(id, text)) for line, id, text in read(file))


def _topic(line: Line) -> tuple[Line, Topic]:
    row = line.object()
    kind = row.get("class") or row.get("kind") or ""
    return line, Topic(line.string(row, "_id", "id"), line.string(row, "text"), str(kind))


def _piece(line: Line) -> tuple[Line, Piece]:
    row = line.object()
    if not isinstance(row.get("text"), str):
        raise line.wrong("thiếu “text”, hoặc “text” không phải chuỗi chữ.")
    return line, Piece(line.string(row, "_id", "id"), str(row.get("title") or ""), row["text"])


def _distinct(found: Iterable[tuple[Line, Named]], what: str) -> dict[str, Named]:
    """Each by its id; BadCollection at a second line with the same id."""
    kept: dict[str, Named] = {}
    stood: dict[str, int] = {}
    for line, one in found:
        if one.id in kept:
            raise line.wrong(f"{what} {one.id!r} đã có ở dòng {stood[one.id]}. Mỗi mã chỉ được đứng một lần.")
        kept[one.id], stood[one.id] = one, line.number
    return kept


def _read_judgements(file: Path, topics: Mapping[str, Topic]) -> Judgements:
    """The grades of a file by topic; BadCollection when it has none, names no topic of ours, or contradicts itself."""
    judgements: dict[str, dict[str, int]] = {}
    for line, topic, name, grade in judged_in(file):
        if topic not in topics:
            raise line.wrong(f"chủ đề {topic!r} không có trong danh sách câu hỏi của bộ này.")
        if judgements.setdefault(topic, {}).setdefault(name, grade) != grade:
            raise line.wrong(f"{name!r} được chấm cho {topic!r} hai điểm khác nhau. Hãy giữ một điểm.")
    if not judgements:
        raise Line(file, 1, "").wrong("không có đánh giá nào. Mỗi dòng cần chủ đề, văn bản (hoặc chỗ) và điểm.")
    return judgements


def judged_in(file: Path) -> Iterator[Judged]:
    """The judgements of a file, BEIR's three columns or TREC's four. The first line of BEIR's may be its head."""
    if file.suffix == ".txt":
        yield from trec.judgements(file)
        return
    for line in lines(file):
        topic, name, grade = line.columns(3, "\t")
        if line.number > 1 or grade.lstrip("-").isdigit():
            yield Judged(line, topic, name, line.whole(grade, "điểm đánh giá"))
