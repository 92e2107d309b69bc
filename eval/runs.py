"""Runs: what the product's own search finds for the questions of a collection, and how it measures.

A corpus becomes a library of its own, by the product's path: each document is one place, cut into the same children,
its title standing above them as a clause's heading trail does.
"""

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.beir import Collection, Judgements, Piece, Topic
from eval.configurations import BASELINES, Configuration
from eval.judged import as_judged, grades_of, place_name
from eval.measures import Run, Scores, score
from eval.trec import Ranking
from eval.understanding import sought
from index.encoders import Encoder
from index.library import Library
from index.records import Chunk, Deposit, Document, Locator, Passage, Section
from index.settings import Settings
from index.vietnamese import fold, nfc
from ingest.splitting import children

DEPTH = 100
"""How many places a ranking has at most: R@100 needs no more."""

TOGETHER = "all"


@dataclass(frozen=True, slots=True)
class Found:
    """The passages for one topic, best first, and the milliseconds from the question as typed to them."""

    passages: tuple[Passage, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a file of judgements (TOGETHER: all), a class of questions ("": all), a configuration."""

    qrels: str
    kind: str
    configuration: str
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


def measured(collection: Collection, library: Library, unmarked: bool = False) -> list[Row]:
    """The baselines' scores, by file of judgements and by class of question."""
    asked = without_marks(collection) if unmarked else collection
    runs = {c.name: names(carry_out(c, asked.topics, library), collection) for c in BASELINES}
    return rows(runs, collection)


def without_marks(collection: Collection) -> Collection:
    """The same collection asked by people who type no marks."""
    return replace(collection, topics=tuple(replace(t, text=fold(t.text)) for t in collection.topics))


def carry_out(configuration: Configuration, topics: Sequence[Topic], library: Library) -> dict[str, Found]:
    """What one configuration finds for each topic."""
    return {topic.id: found(topic.text, library, configuration) for topic in topics}


def found(text: str, library: Library, configuration: Configuration) -> Found:
    """The passages for one question as the service would look for it, in its scope of today."""
    began = time.perf_counter()
    what = sought(text, library, configuration.asked)
    passages = library.search(what.text, DEPTH, what.scope, configuration.blend)
    return Found(tuple(passages), 1000 * (time.perf_counter() - began))


def name(passage: Passage, collection: Collection) -> str:
    """How a run calls a passage: by its document where the collection has a corpus, else by its place."""
    return passage.document.id if collection.corpus else place_name(passage.document.id, passage.chunk.locator.place)


def names(found: Mapping[str, Found], collection: Collection) -> dict[str, tuple[str, ...]]:
    """What was found, by name."""
    return {topic: tuple(name(p, collection) for p in one.passages) for topic, one in found.items()}


def rankings(found: Mapping[str, Found], collection: Collection) -> dict[str, Ranking]:
    """What was found, as a run keeps it."""
    scores = {topic: tuple(p.score for p in one.passages) for topic, one in found.items()}
    return {topic: Ranking(places, scores[topic]) for topic, places in names(found, collection).items()}


def rows(runs: Mapping[str, Run], collection: Collection) -> list[Row]:
    """The scores of runs side by side (configuration → run), by file of judgements and by class of question."""
    called = {configuration: as_judged(run, collection) for configuration, run in runs.items()}
    return [
        Row(qrels, kind, configuration, scores)
        for qrels, judgements in _with_all(collection).items()
        for kind, part in _by_kind(judgements, collection.topics if qrels != TOGETHER else ()).items()
        for configuration in called
        if (scores := score(called[configuration], part)).topics
    ]


def _with_all(collection: Collection) -> Mapping[str, Judgements]:
    """The files of judgements, and all of them together where there are several."""
    judgements = collection.judgements
    return judgements if len(judgements) == 1 else {**judgements, TOGETHER: grades_of(collection)}


def _by_kind(judgements: Judgements, topics: Sequence[Topic]) -> Mapping[str, Judgements]:
    """All judgements under "", then those of each class where the set knows several."""
    of = {t.id: t.kind for t in topics if t.id in judgements}
    kinds = sorted(set(of.values()))
    parts = {kind: {t: g for t, g in judgements.items() if of.get(t) == kind} for kind in kinds}
    return {"": judgements, **parts} if len(kinds) > 1 else {"": judgements}
