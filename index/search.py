"""From chunks that two legs found to places, each once: the best child scores its clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.fusion import Blend, closer, fuse, of_place
from index.records import Chunk, Document, Hit, Passage

_DIGITS = {"words": 2, "meaning": 3, "tokens": 3, "fused": 2}
"""The stages of a search, and how finely each tells what it gave."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A place that may answer: its best chunk, and what was said of the place: cosine, BM25, late interaction (None: not
    found, not compared)."""

    passage: Passage
    meaning: float | None
    words: float | None
    tokens: float | None = None


@dataclass(frozen=True, slots=True)
class Legs:
    """What each leg said of chunks, by cosine and by BM25, and how near the best of them come to the question's tokens."""

    meaning: Sequence[Hit]
    words: Sequence[Hit]
    tokens: Sequence[Hit] = ()


def by_place(legs: Legs, chunks: Mapping[int, Chunk], documents: Mapping[str, Document], blend: Blend) -> list[Scored]:
    """The places of these chunks, best first. A place has the best that either leg gave any of its chunks, and shows
    the chunk that is best by both; hits whose chunk is not given are left out."""
    places = {i: (c.document_id, c.locator.place) for i, c in chunks.items()}
    best: dict[tuple[str, str], int] = {}
    for hit in closer(fuse(legs.meaning, legs.words, blend), legs.tokens, blend):
        if hit.chunk_id in places:
            best.setdefault(places[hit.chunk_id], hit.chunk_id)
    standing_for = {i: best[place] for i, place in places.items() if place in best}
    meaning, words, tokens = (_by_place(leg, standing_for) for leg in (legs.meaning, legs.words, legs.tokens))
    fused = fuse([Hit(i, of_place(scores, blend)) for i, scores in meaning.items()], _best(words), blend)
    said = {"words": words, "meaning": meaning, "tokens": tokens, "fused": {h.chunk_id: [h.score] for h in fused}}
    return [_scored(hit, chunks[hit.chunk_id], documents, said) for hit in closer(fused, _best(tokens), blend)]


def _best(scores: Mapping[int, Sequence[float]]) -> list[Hit]:
    return [Hit(i, max(of)) for i, of in scores.items()]


def _by_place(hits: Sequence[Hit], standing_for: Mapping[int, int]) -> dict[int, list[float]]:
    """The scores of each place's chunks, under the id of the chunk that stands for it."""
    scores: dict[int, list[float]] = {}
    for hit in hits:
        chunk_id = standing_for.get(hit.chunk_id)
        if chunk_id is not None:
            scores.setdefault(chunk_id, []).append(hit.score)
    return scores


def _scored(
    hit: Hit, chunk: Chunk, documents: Mapping[str, Document], said: Mapping[str, Mapping[int, Sequence[float]]]
) -> Scored:
    best = {name: max(leg.get(hit.chunk_id, ()), default=None) for name, leg in said.items()}
    why = tuple(f"{name} {score:.{_DIGITS[name]}f}" for name, score in best.items() if score is not None)
    passage = Passage(documents[chunk.document_id], chunk, hit.score, why)
    return Scored(passage, best["meaning"], best["words"], best["tokens"])
