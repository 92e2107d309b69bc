"""One generation as readers hold it, and how it is opened, built and, once old, swept away."""

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from index import states, truth
from index.encoders import Encoder
from index.engine import Card, Engine, Vectors, empty_draft, open_engine
from index.generation import Generation
from index.records import Document
from index.settings import Settings
from index.truth import StoredChunk

_KEPT = 2  # generations whose caches stay
_ABANDONED = 3600.0  # seconds after which a half-built cache belongs to nobody


@dataclass(frozen=True)
class Snapshot:
    """Documents with their states, their editions, and the engine's snapshot."""

    generation: Generation
    documents: Mapping[str, Document]
    editions: Mapping[str, int]
    engine: Engine

    @cached_property
    def ids(self) -> dict[int, str]:
        """Edition → document id."""
        return {edition: document_id for document_id, edition in self.editions.items()}

    @cached_property
    def searchable(self) -> tuple[Document, ...]:
        """What is found, in order of id: the samples only as long as nothing else is here."""
        real = tuple(d for d in self.documents.values() if not d.sample)
        return real or tuple(self.documents.values())

    @cached_property
    def idf(self) -> Callable[[str], float]:
        """BM25's inverse document frequency of a term over chunks; what was asked before is remembered."""
        total = len(self.engine)

        @lru_cache(maxsize=32768)
        def of(term: str) -> float:
            frequency = self.engine.frequency(term)
            return log(1 + (total - frequency + 0.5) / (frequency + 0.5)) if total >= frequency else 0.0

        return of

    def shelfmark(self, document_id: str) -> tuple[int, Card] | None:
        """All that the engine's entries of a document depend on."""
        document = self.documents.get(document_id)
        return (self.editions[document_id], Card.of(document)) if document else None


def open_snapshot(connection: sa.Connection, settings: Settings) -> Snapshot | None:
    """The newest committed generation, as this transaction sees it; None when its caches are not whole."""
    generation = truth.generation(connection)
    engine = open_engine(settings.engine, settings.caches, generation)
    return Snapshot(generation, *_standing(connection), engine) if engine else None


def build_snapshot(
    connection: sa.Connection, settings: Settings, encoder: Encoder, base: Snapshot | None = None
) -> Snapshot:
    """Builds the caches of the newest generation; those of ``base``, where given, are linked and only changes written."""
    documents, editions = _standing(connection)
    draft = base.engine.draft() if base else empty_draft(settings.engine, settings.caches)
    for document_id in base.documents if base else ():
        if document_id not in documents:
            draft.remove(document_id)
    for document_id, document in documents.items():
        if base is None or base.shelfmark(document_id) != (editions[document_id], Card.of(document)):
            stored = truth.chunks_of(connection, editions[document_id], document_id, encoder.name)
            draft.add(document, [s.chunk for s in stored], _rows(stored, encoder.dimension))
    generation = truth.generation(connection)
    return Snapshot(generation, documents, editions, draft.publish(generation))


def sweep(caches: Path, newest: int) -> None:
    """Removes the caches of old generations, of those that never were committed, and what builders left behind."""
    kept = {str(newest - n) for n in range(_KEPT)}
    abandoned = time.time() - _ABANDONED
    for folder in caches.iterdir():
        if folder.name not in kept and (folder.name.isdigit() or _age(folder) < abandoned):
            shutil.rmtree(folder, ignore_errors=True)


def _age(folder: Path) -> float:
    return folder.stat().st_mtime if folder.exists() else time.time()


def _standing(connection: sa.Connection) -> tuple[dict[str, Document], dict[str, int]]:
    """What is held: documents with their states, and their editions, by id."""
    holdings = truth.held(connection)
    relations = truth.relations(connection, {h.edition: h.document.id for h in holdings})
    documents = states.with_states([h.document for h in holdings], relations)
    return {d.id: d for d in documents}, {h.document.id: h.edition for h in holdings}


def _rows(stored: Sequence[StoredChunk], dimension: int) -> Vectors:
    rows = [s.vector for s in stored if s.vector is not None]
    return np.stack(rows) if rows else np.zeros((0, dimension), dtype=np.float32)
