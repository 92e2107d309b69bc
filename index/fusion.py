"""How much words and meaning weigh: every weight of searching stands here."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Hit


@dataclass(frozen=True, slots=True)
class Words:
    """What a term is worth in BM25, by the field in which it stands (see index.lexical)."""

    own: float
    near: float
    folded: float


WORDS = Words(own=0.25, near=0.75, folded=0.15)


@dataclass(frozen=True, slots=True)
class Blend:
    """``meaning`` is the share of the vectors in the score, from 0 (words only) to 1 (meaning only)."""

    meaning: float = 0.4


def fuse(meaning: Sequence[Hit], words: Sequence[Hit], blend: Blend) -> list[Hit]:
    """Convex combination, best first, scores from 0 to 1. Words are divided by the best (no match is 0 there too);
    meaning is stretched from its least to its best. What one leg did not find has 0 from it."""
    near = _stretched(meaning)
    top = max((h.score for h in words), default=0.0) or 1.0
    word = {h.chunk_id: h.score / top for h in words}
    scores = {i: blend.meaning * near.get(i, 0.0) + (1 - blend.meaning) * word.get(i, 0.0) for i in {**near, **word}}
    return sorted((Hit(i, s) for i, s in scores.items()), key=lambda h: (-h.score, h.chunk_id))


def _stretched(hits: Sequence[Hit]) -> dict[int, float]:
    least = min((h.score for h in hits), default=0.0)
    width = max((h.score for h in hits), default=0.0) - least
    return {h.chunk_id: (h.score - least) / width if width else 1.0 for h in hits}
