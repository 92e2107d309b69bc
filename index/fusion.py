"""How much words and meaning weigh: every weight of searching stands here."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Hit


@dataclass(frozen=True, slots=True)
class Words:
    """What a term is worth in BM25, by the field in which it stands (see index.lexical). Where the library does not
    write it as typed, it is worth both in the folded field."""

    own: float
    near: float


WORDS = Words(own=0.25, near=0.75)


@dataclass(frozen=True, slots=True)
class Blend:
    """``meaning`` is the share of the vectors in the score, from 0 (words only) to 1 (meaning only)."""

    meaning: float = 0.2


_DEPTH = 100  # meaning counts from the hundredth best on: deeper, all cosines are alike


def fuse(meaning: Sequence[Hit], words: Sequence[Hit], blend: Blend) -> list[Hit]:
    """Convex combination, best first, scores from 0 to 1, whatever the number of hits. Words are divided by the best
    (no match is 0 there too); meaning is stretched from its hundredth to its best, and below that it is 0."""
    near = _stretched(meaning)
    top = max((h.score for h in words), default=0.0) or 1.0
    word = {h.chunk_id: h.score / top for h in words}
    scores = {i: blend.meaning * near.get(i, 0.0) + (1 - blend.meaning) * word.get(i, 0.0) for i in {**near, **word}}
    tied = {h.chunk_id: h.score for h in meaning}
    return sorted(
        (Hit(i, s) for i, s in scores.items()), key=lambda h: (-h.score, -tied.get(h.chunk_id, 0.0), h.chunk_id)
    )


def _stretched(hits: Sequence[Hit]) -> dict[int, float]:
    scores = sorted((h.score for h in hits), reverse=True)[:_DEPTH]
    least, width = (scores[-1], scores[0] - scores[-1]) if scores else (0.0, 0.0)
    return {h.chunk_id: max(0.0, h.score - least) / width if width else 1.0 for h in hits}
