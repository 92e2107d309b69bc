"""What was written for the project, in ``questions/``: questions over official texts, invented clauses with theirs, everyday
sentences. questions/README.md tells by whom and how."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypedDict

FOLDER = Path(__file__).parent / "questions"


class Asked(NamedTuple):
    """A question over an official text: the passage's name, the class of the question, its words."""

    passage: str
    kind: str
    text: str


class Clause(TypedDict):
    """One line of a file of invented clauses; ``q`` are class and words of each question."""

    group: str
    trail: str
    clause: str
    q: list[tuple[str, str]]


def official_questions() -> Iterator[Asked]:
    for line in _lines("official-*.tsv"):
        passage, kind, text = line.split("\t")
        yield Asked(passage, kind, text)


def invented_clauses() -> Iterator[Clause]:
    for line in _lines("invented-*.jsonl"):
        yield json.loads(line)


def everyday_sentences() -> Iterator[str]:
    return _lines("everyday-*.txt")


def _lines(names: str) -> Iterator[str]:
    for file in sorted(FOLDER.glob(names)):
        yield from file.read_text(encoding="utf-8").splitlines()
