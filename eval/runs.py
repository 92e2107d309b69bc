"""Runs: what the product's own search finds for the questions of a collection, and how it measures.

A corpus becomes a library of its own, by the product's path: each document is one place, cut into the same children,
its title standing above them as a clause's heading trail does.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.beir import Collection, Judgements, Piece, Topic
from eval.measures import Run, Scores, score
from index.encoders import Encoder
from index.fusion import Blend
from index.library import Library
from index.records import Chunk, Deposit, Document, Locator, Passage, Section
from index.settings import Settings
from index.vietnamese import fold, nfc
from ingest.splitting import children
from service.questions import Question, understand

LEGS = {"words": Blend(meaning=0.0), "meaning": Blend(meaning=1.0), "both": None}
"""What is measured: one leg alone, the other, and the blend that each question asks for."""

DEPTH = 100
"""How many places a ranking has at most: R@100 needs no more."""

TOGETHER = "all"

Naming = Callable[[str, Sequence[Passage]], Sequence[str]]
"""From a topic and the passages found for it to the names by which its judgements call them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a file of judgements (TOGETHER: all), a class of questions ("": all), a leg."""

    qrels: str
    kind: str
    leg: str
    scores: Scores


@contextmanager
def library_of(corpus: Sequence[Piece], encoder: Encoder) -> Iterator[Library]:
    """A library that holds a corpus and nothing else, gone afterwards."""
    with TemporaryDirectory(prefix="tracuu-eval-") as home:
        library = Library.open(Settings(home=Path(home)), encoder)
        library.add([deposit(piece) for piece in corpus])
        yield library
        library.close()


def deposit(piece: Piece) -> Deposit:
    """A document of a corpus as one place of one document."""
    text, place = nfc(piece.text), Locator(("doan-1",))
    digest = hashlib.sha256(f"{piece.id}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(
        piece.id, "tai-lieu", None, "", "trung-uong", None, piece.title, f"{piece.id}.txt", digest, "txt", 1
    )
    chunks = tuple(Chunk(piece.id, place, text[s:e], s, e, nfc(piece.title)) for s, e in children(text, 0))
    return Deposit(document, text, (Section(place, "", 0, len(text), len(text)),), chunks, (), ())


def measured(
    collection: Collection, library: Library, unmarked: bool = False, naming: Naming | None = None
) -> list[Row]:
    """Every leg's scores, by file of judgements and by class of question."""
    asked = [Topic(t.id, fold(t.text) if unmarked else t.text, t.kind) for t in collection.topics]
    runs = {leg: run(asked, library, blend, naming or _by_document) for leg, blend in LEGS.items()}
    return [
        Row(qrels, kind, leg, scores)
        for qrels, judgements in _with_all(collection.judgements).items()
        for kind, part in _by_kind(judgements, collection.topics if qrels != TOGETHER else ()).items()
        for leg in LEGS
        if (scores := score(runs[leg], part)).topics
    ]


def run(topics: Sequence[Topic], library: Library, blend: Blend | None, naming: Naming) -> Run:
    """What one leg finds for each topic, in the words in which its judgements name things."""
    return {topic.id: naming(topic.id, found(topic.text, library, blend)) for topic in topics}


def found(text: str, library: Library, blend: Blend | None) -> list[Passage]:
    """The passages for one question as the service would look for it: understood first, in its scope of today."""
    question = Question(text)
    reading = understand(question, library)
    scope = question.scope(reading.understood.as_of or date.today(), reading.understood.documents)
    return library.search(reading.topic or reading.understood.text, DEPTH, scope, blend)


def _by_document(_: str, passages: Sequence[Passage]) -> Sequence[str]:
    return list(dict.fromkeys(p.document.id for p in passages))


def _with_all(judgements: Mapping[str, Judgements]) -> Mapping[str, Judgements]:
    """The files of judgements, and all of them together where there are several."""
    if len(judgements) == 1:
        return judgements
    together: dict[str, dict[str, int]] = {}
    for one in judgements.values():
        for topic, grades in one.items():
            together[topic] = together.get(topic, {}) | dict(grades)
    return {**judgements, TOGETHER: together}


def _by_kind(judgements: Judgements, topics: Sequence[Topic]) -> Mapping[str, Judgements]:
    """All judgements under "", then those of each class where the set knows several."""
    of = {t.id: t.kind for t in topics if t.id in judgements}
    kinds = sorted(set(of.values()))
    parts = {kind: {t: g for t, g in judgements.items() if of.get(t) == kind} for kind in kinds}
    return {"": judgements, **parts} if len(kinds) > 1 else {"": judgements}
