"""Where the caches disagree with the truth."""

from collections.abc import Iterator

from sqlalchemy import Connection

from index import truth, vietnamese
from index.records import Document, Scope
from index.snapshot import Snapshot

_MEND = "Hãy lập lại chỉ mục: python -m ingest rebuild"


def faults(connection: Connection, snapshot: Snapshot, encoder: str) -> Iterator[str]:
    """What is wrong, in sentences. Asks both legs of the engine for the first and last chunks of every document."""
    counted = 0
    for document in snapshot.documents.values():
        stored = truth.chunks_of(connection, snapshot.editions[document.id], document.id, encoder)
        counted += len(stored)
        if document in snapshot.searchable and not _answers(snapshot, document, [*stored[:1], *stored[-1:]]):
            yield f"Chỉ mục không tìm thấy {document.id}. {_MEND}"
    if counted != len(snapshot.engine):
        yield f"Chỉ mục có {len(snapshot.engine)} đoạn, dữ liệu có {counted}. {_MEND}"


def _answers(snapshot: Snapshot, document: Document, stored: list[truth.StoredChunk]) -> bool:
    """Whether the engine finds these chunks of a document by their own vectors and words."""
    scope = Scope(audiences=("public", "restricted"), documents=(document.id,))
    for each in stored:
        terms = vietnamese.terms(each.chunk.text)
        if each.vector is None or not snapshot.engine.nearest(each.vector, 1, scope):
            return False
        if terms and not snapshot.engine.matching(terms, 1, scope):
            return False
    return True
