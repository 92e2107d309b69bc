"""From chunks that two legs found to places, each once: the best child scores its clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.fusion import Blend, fuse
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
    meaning, words = _best_of(legs.meaning, standing_for), _best_of(legs.words, standing_for)
    fused = fuse([Hit(i, s) for i, s in meaning.items()], [Hit(i, s) for i, s in words.items()], blend)
    return [_scored(hit, chunks[hit.chunk_id], documents, meaning, words) for hit in fused]


def _best_of(hits: Sequence[Hit], standing_for: Mapping[int, int]) -> dict[int, float]:
    """The best score of each place, under the id of the chunk that stands for it."""
    scores: dict[int, float] = {}
    for hit in hits:
        chunk_id = standing_for.get(hit.chunk_id)
        if chunk_id is not None:
            scores[chunk_id] = max(scores.get(chunk_id, hit.score), hit.score)
    return scores


def _scored(
    hit: Hit, chunk: Chunk, documents: Mapping[str, Document], meaning: Mapping[int, float], words: Mapping[int, float]
) -> Scored:
    legs: tuple[tuple[Literal["words", "meaning"], Mapping[int, float]], ...] = (("words", words), ("meaning", meaning))
    why = tuple(name for name, leg in legs if hit.chunk_id in leg)
    passage = Passage(documents[chunk.document_id], chunk, hit.score, why)
    return Scored(passage, meaning.get(hit.chunk_id), words.get(hit.chunk_id))
