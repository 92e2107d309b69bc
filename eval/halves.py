"""The two halves of a suite: what may be tuned on, and what is looked at only to report. Divided by document."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.beir import Collection, Judgements
from eval.judged import Grades, grades_of
from eval.lines import BadCollection, Line

FILE = "split.json"
HALVES = ("dev", "test")


@dataclass(frozen=True, slots=True)
class Split:
    """The topics of each half, by id."""

    dev: frozenset[str]
    test: frozenset[str]


def read_split(folder: Path, collection: Collection) -> Split | None:
    """How a folder divides its topics; None when it does not. A topic belongs to the half that has the document of its
    best graded place; one without any is listed by name. BadCollection, with file and line, for what belongs nowhere."""
    file = folder / FILE
    if not file.is_file():
        return None
    told, grades = _read(file), grades_of(collection)
    topics = [t.id for t in collection.topics]
    halves = {half: _topics(file, told[half], topics, grades) for half in HALVES}
    _require_each_once(file, topics, halves)
    return Split(halves["dev"], halves["test"])


def narrowed(collection: Collection, topics: frozenset[str]) -> Collection:
    """The collection with these topics only; files of judgements that have none of them are left out."""
    parts = {name: _part(judgements, topics) for name, judgements in collection.judgements.items()}
    kept = {name: part for name, part in parts.items() if part}
    return replace(collection, topics=tuple(t for t in collection.topics if t.id in topics), judgements=kept)


def _part(judgements: Judgements, topics: frozenset[str]) -> Judgements:
    return {topic: grades for topic, grades in judgements.items() if topic in topics}


def _read(file: Path) -> Mapping[str, Any]:
    """What split.json says; BadCollection unless it has both halves with their lists."""
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
        if all(isinstance(told[half][part], list) for half in HALVES for part in ("documents", "unanswerable")):
            return dict(told)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise Line(file, 1, "").wrong("cần “dev” và “test”, mỗi nửa có danh sách “documents” và “unanswerable”.")


def _topics(
    file: Path, half: Mapping[str, Sequence[str]], topics: Sequence[str], grades: Mapping[str, Grades]
) -> frozenset[str]:
    """The topics of one half."""
    for listed in half["unanswerable"]:
        if listed not in topics:
            raise _at(file, listed, f"câu hỏi {listed!r} không có trong bộ này.")
    documents = set(half["documents"])
    own = (t for t in topics if (best := _best(grades.get(t, {}))) and best.partition("#")[0] in documents)
    return frozenset([*own, *half["unanswerable"]])


def _best(grades: Grades) -> str | None:
    """The name with the highest grade, the first of several; None when nothing is relevant."""
    name = max(grades, key=lambda n: grades[n], default=None)
    return name if name and grades[name] > 0 else None


def _require_each_once(file: Path, topics: Iterable[str], halves: Mapping[str, frozenset[str]]) -> None:
    for topic in topics:
        count = sum(topic in half for half in halves.values())
        if count != 1:
            where = "không thuộc nửa nào" if not count else "thuộc cả hai nửa"
            raise _at(file, topic, f"câu hỏi {topic!r} {where}. Hãy sửa danh sách văn bản hoặc “unanswerable”.")


def _at(file: Path, word: str, what: str) -> BadCollection:
    """The error at the line on which a word stands; at the first when it stands nowhere."""
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    number = next((n for n, row in enumerate(rows, start=1) if json.dumps(word, ensure_ascii=False) in row), 1)
    return Line(file, number, "").wrong(what)
