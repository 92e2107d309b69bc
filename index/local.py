"""The engine of one machine: FAISS for meaning and tantivy for words, in ``caches/<generation>/``.

A generation is built in a folder of its own and renamed into place, so it is there whole or not at all.
"""

import errno
import json
import shutil
import tempfile
import uuid
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from index import lexical
from index.dense import Batch, Dense
from index.engine import Card, Gate, Vectors
from index.generation import Generation
from index.lexical import Lexical
from index.records import Chunk, Document, Hit, Scope

_FORMAT = 2
_MANIFEST = "manifest.json"


class LocalEngine:
    """A published generation on this machine's disk."""

    def __init__(self, folder: Path, dense: Dense, words: Lexical) -> None:
        self.folder = folder
        self.dense = dense
        self.words = words
        cards = dense.cards()
        self._samples = all(card.sample for card in cards)
        self._admits_all = lru_cache(maxsize=32)(lambda gate: all(gate.admits(card) for card in cards))

    @classmethod
    def open(cls, caches: Path, generation: Generation) -> "LocalEngine | None":
        """That generation; None when it is not there, not whole, or of the same number but another hash."""
        folder = caches / str(generation.number)
        try:
            if json.loads((folder / _MANIFEST).read_text()) != _manifest(generation):
                return None
            return cls(folder, Dense.open(folder / "dense"), Lexical.open(folder / "lexical"))
        except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
            return None

    def nearest(self, vector: Vectors, k: int, scope: Scope) -> list[Hit]:
        return self.dense.nearest(vector, k, Gate.of(scope, self._samples))

    def matching(self, terms: Sequence[str], k: int, scope: Scope) -> list[Hit]:
        gate = Gate.of(scope, self._samples)
        return self.words.matching(terms, k, None if self._admits_all(gate) else gate)

    def frequency(self, term: str) -> int:
        return self.words.frequency(term)

    def __len__(self) -> int:
        return len(self.words)

    def draft(self) -> "LocalDraft":
        return LocalDraft(self.folder.parent, self)


class LocalDraft:
    """The next generation, before it is published."""

    def __init__(self, caches: Path, base: LocalEngine | None = None) -> None:
        self._caches = caches
        self._base = base
        self._removed: set[str] = set()
        self._added: dict[str, tuple[Card, Sequence[Chunk], Vectors]] = {}

    def add(self, document: Document, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        self.remove(document.id)
        self._added[document.id] = (Card.of(document), chunks, vectors)

    def remove(self, document_id: str) -> None:
        self._added.pop(document_id, None)
        self._removed.add(document_id)

    def publish(self, generation: Generation) -> LocalEngine:
        self._caches.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=self._caches))
        folder = self._caches / str(generation.number)
        try:
            dense = self._write(building, generation)
            words = Lexical.open(building / "lexical")
            _replace(building, folder)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        return LocalEngine(folder, dense, words)

    def _write(self, building: Path, generation: Generation) -> Dense:
        base, added = self._base, self._added.values()
        batches = [Batch(card, [c.id for c in chunks], vectors) for card, chunks, vectors in added]
        dense = (base.dense if base else Dense((), {})).grown(uuid.uuid4().hex, self._removed, batches)
        dense.write(building / "dense", base.folder / "dense" if base else None)
        words = [(card, chunks) for card, chunks, _ in added]
        lexical.write(building / "lexical", base.folder / "lexical" if base else None, self._removed, words)
        (building / _MANIFEST).write_text(json.dumps(_manifest(generation)))
        return dense


def _manifest(generation: Generation) -> dict[str, int | str]:
    return {"format": _FORMAT, "generation": generation.number, "hash": generation.hash}


def _replace(building: Path, folder: Path) -> None:
    """Puts the folder in place. What stands there was never committed, or is the same made by another reader."""
    while True:
        try:
            building.rename(folder)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        old = folder.with_name(f".old-{uuid.uuid4().hex}")
        with suppress(FileNotFoundError):
            folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)
