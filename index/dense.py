"""Nearest neighbours by FAISS: flat and exact, so a narrow scope never leaves a place empty.

A generation is a list of segments. A segment is one immutable file, shared by hard link with the generations before;
a document lives in the segment that ``homes`` names, and its rows anywhere else are dead.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from index.engine import Card, Gate, Vectors
from index.records import Hit

_MOST_SEGMENTS = 8
_FAISS: Any = faiss  # its stubs know C++ signatures only

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Batch:
    """Chunks of one document to be added: ids, and one vector each."""

    card: Card
    ids: Sequence[int]
    vectors: Vectors


class Segment:
    """Rows of vectors. ``owner[row]`` is the number of its document among ``cards``."""

    def __init__(self, name: str, ids: npt.NDArray[np.int64], owner: npt.NDArray[np.int32], cards: Sequence[Card]):
        self.name = name
        self.ids = ids
        self.owner = owner
        self.cards = tuple(cards)
        self.index: faiss.IndexFlatIP | None = None

    def filled(self, vectors: npt.NDArray[np.floating]) -> "Segment":
        if len(self.ids):
            self.index = faiss.IndexFlatIP(vectors.shape[1])
            self.index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return self

    @classmethod
    def of(cls, name: str, batches: Sequence[Batch]) -> "Segment":
        ids = np.array([i for b in batches for i in b.ids], dtype=np.int64)
        owner = np.repeat(np.arange(len(batches), dtype=np.int32), [len(b.ids) for b in batches])
        rows = [b.vectors for b in batches if len(b.ids)]
        return cls(name, ids, owner, [b.card for b in batches]).filled(
            np.concatenate(rows) if rows else np.zeros((0, 1))
        )

    @classmethod
    def read(cls, folder: Path, name: str) -> "Segment":
        with (folder / f"{name}.npz").open("rb") as file, np.load(file) as stored:
            cards = [Card(**card) for card in json.loads(stored["cards"].tobytes())]
            return cls(name, stored["ids"], stored["owner"], cards).filled(stored["vectors"])

    def write(self, folder: Path) -> None:
        cards = np.frombuffer(json.dumps([asdict(c) for c in self.cards]).encode(), dtype=np.uint8)
        vectors = self.vectors().astype(np.float16)
        with (folder / f"{self.name}.npz").open("wb") as file:
            np.savez(file, ids=self.ids, owner=self.owner, cards=cards, vectors=vectors)

    def vectors(self) -> Vectors:
        """All rows, as they were added."""
        if self.index is None:
            return np.zeros((0, 1), dtype=np.float32)
        rows: Vectors = self.index.reconstruct_n(0, self.index.ntotal)
        return rows

    def batches(self, living: Iterable[int]) -> list[Batch]:
        """The documents with these numbers, ready to be added elsewhere."""
        vectors = self.vectors()
        rows = [(self.cards[n], np.flatnonzero(self.owner == n)) for n in living]
        return [Batch(card, self.ids[r].tolist(), vectors[r]) for card, r in rows]

    def best(self, vector: Vectors, k: int, mask: Mask) -> list[Hit]:
        """The k best rows where the mask is true."""
        allowed = int(mask.sum())
        if self.index is None or not allowed:
            return []
        selector = _FAISS.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        scores, rows = self.index.search(query, min(k, allowed), params=_FAISS.SearchParameters(sel=selector))
        return [Hit(int(self.ids[r]), float(s)) for s, r in zip(scores[0], rows[0], strict=True) if r >= 0]


class Dense:
    """The vectors of one generation."""

    def __init__(self, segments: Sequence[Segment], homes: Mapping[str, str]) -> None:
        self.segments = tuple(segments)
        self.homes = dict(homes)
        self._masks = lru_cache(maxsize=32)(self._masks_of)

    @classmethod
    def open(cls, folder: Path) -> "Dense":
        contents = json.loads((folder / "segments.json").read_text())
        return cls([Segment.read(folder, name) for name in contents["segments"]], contents["homes"])

    def nearest(self, vector: Vectors, k: int, gate: Gate) -> list[Hit]:
        """The k best rows that the gate admits, best first."""
        masks = self._masks(gate)
        hits = [hit for s, mask in zip(self.segments, masks, strict=True) for hit in s.best(vector, k, mask)]
        return sorted(hits, key=lambda h: (-h.score, h.chunk_id))[:k]

    def cards(self) -> list[Card]:
        """The documents that are held."""
        return [card for s in self.segments for card in s.cards if self.homes.get(card.document) == s.name]

    def __len__(self) -> int:
        everyone = [np.array([self._lives(s, c) for c in s.cards], dtype=bool)[s.owner] for s in self.segments]
        return sum(int(living.sum()) for living in everyone)

    def grown(self, name: str, removed: Iterable[str], batches: Sequence[Batch]) -> "Dense":
        """These rows without the removed documents and with the batches, which make up the segment of that name."""
        gone = {*removed, *(b.card.document for b in batches)}
        homes = {document: home for document, home in self.homes.items() if document not in gone}
        kept = [s for s in self.segments if s.name in homes.values()]
        merged = sorted(kept, key=lambda s: len(s.ids))[: max(0, len(kept) - _MOST_SEGMENTS // 2)]
        if len(kept) < _MOST_SEGMENTS:
            merged = []
        moved = [
            b for s in merged for b in s.batches(n for n, c in enumerate(s.cards) if homes.get(c.document) == s.name)
        ]
        new = [Segment.of(name, [*moved, *batches])] if moved or batches else []
        homes |= {b.card.document: name for b in (*moved, *batches)}
        return Dense([s for s in kept if s not in merged] + new, homes)

    def write(self, folder: Path, before: Path | None) -> None:
        """Writes the generation; files that it shares with the one before are linked."""
        folder.mkdir()
        for segment in self.segments:
            old = before and before / f"{segment.name}.npz"
            if old and old.is_file():
                os.link(old, folder / old.name)
            else:
                segment.write(folder)
        contents = {"segments": [s.name for s in self.segments], "homes": self.homes}
        (folder / "segments.json").write_text(json.dumps(contents))

    def _lives(self, segment: Segment, card: Card) -> bool:
        return self.homes.get(card.document) == segment.name

    def _masks_of(self, gate: Gate) -> tuple[Mask, ...]:
        return tuple(
            np.array([self._lives(s, c) and gate.admits(c) for c in s.cards], dtype=bool)[s.owner]
            for s in self.segments
        )
