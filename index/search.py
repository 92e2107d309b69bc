"""From chunks that two legs found to places, each once: the best child scores its clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.fusion import Blend, fuse, of_place
from index.records import Chunk, Document, Hit, Passage


@dataclass(frozen=True, slots=True)
class Scored:
    """A place that may answer: its best chunk, and what each leg said of the place (cosine, BM25; None: not found)."""

    passage: Passage
    meaning: float | None
    words: float | None


@dataclass(frozen=True, slots=True)
class Legs:
    """What each leg said of chunks, by cosine and by BM25."""

    meaning: Sequence[Hit]
    words: Sequence[Hit]


def by_place(legs: Legs, chunks: Mapping[int, Chunk], documents: Mapping[str, Document], blend: Blend) -> list[Scored]:
    """The places of these chunks, best first. A place has the best that either leg gave any of its chunks, and shows
    the chunk that is best by both; hits whose chunk is not given are left out."""
    places = {i: (c.document_id, c.locator.place) for i, c in chunks.items()}
    best: dict[tuple[str, str], int] = {}
    for hit in fuse(legs.meaning, legs.words, blend):
        if hit.chunk_id in places:
            best.setdefault(places[hit.chunk_id], hit.chunk_id)
    standing_for = {i: best[place] for i, place in places.items() if place in best}
    meaning, words = _by_place(legs.meaning, standing_for), _by_place(legs.words, standing_for)
    fused = fuse(
        [Hit(i, of_place(scores)) for i, scores in meaning.items()],
        [Hit(i, max(scores)) for i, scores in words.items()],
        blend,
    )
    return [_scored(hit, chunks[hit.chunk_id], documents, meaning, words) for hit in fused]


def _by_place(hits: Sequence[Hit], standing_for: Mapping[int, int]) -> dict[int, list[float]]:
    """The scores of each place's chunks, under the id of the chunk that stands for it."""
    scores: dict[int, list[float]] = {}
    for hit in hits:
        chunk_id = standing_for.get(hit.chunk_id)
        if chunk_id is not None:
            scores.setdefault(chunk_id, []).append(hit.score)
    return scores


def _scored(
    hit: Hit,
    chunk: Chunk,
    documents: Mapping[str, Document],
    meaning: Mapping[int, Sequence[float]],
    words: Mapping[int, Sequence[float]],
) -> Scored:
    legs: tuple[tuple[Literal["words", "meaning"], Mapping[int, Sequence[float]]], ...]
    legs = ("words", words), ("meaning", meaning)
    why = tuple(name for name, leg in legs if hit.chunk_id in leg)
    passage = Passage(documents[chunk.document_id], chunk, hit.score, why)
    cosine, bm25 = (max(leg.get(hit.chunk_id, ()), default=None) for leg in (meaning, words))
    return Scored(passage, cosine, bm25)
