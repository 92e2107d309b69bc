"""Collections in the BEIR layout: corpus.jsonl, queries.jsonl and qrels/*.tsv (or one qrels.tsv) in a folder.

A suite of our own has the same layout without a corpus: its judgements name places ("294-qd-tw_2025-05-26#1.1.1").
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


def read_collection(folder: Path) -> Collection:
    """The collection in a folder; NoCollection when queries or judgements are missing."""
    queries, qrels = folder / "queries.jsonl", sorted([*folder.glob("qrels.tsv"), *folder.glob("qrels/*.tsv")])
    if not queries.is_file() or not qrels:
        raise NoCollection(
            f"Thư mục {str(folder)!r} không phải một bộ đánh giá: cần queries.jsonl và qrels/*.tsv (bố cục BEIR)."
        )
    corpus = folder / "corpus.jsonl"
    pieces = tuple(_piece(row) for row in _rows(corpus)) if corpus.is_file() else ()
    judgements = {path.stem: _read_qrels(path) for path in qrels}
    return Collection(folder.name, pieces, tuple(_topic(row) for row in _rows(queries)), judgements)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _piece(row: Mapping[str, Any]) -> Piece:
    return Piece(str(row["_id"]), row.get("title") or "", row["text"])


def _topic(row: Mapping[str, Any]) -> Topic:
    return Topic(str(row["_id"]), row["text"], row.get("class") or row.get("kind") or "")


def _read_qrels(path: Path) -> Judgements:
    """The three columns of a BEIR qrels file; the first line is its head."""
    judgements: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t")
        next(rows, None)
        for topic, document, grade in rows:
            judgements.setdefault(topic, {})[document] = int(grade)
    return judgements
