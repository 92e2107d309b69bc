"""How much words, meaning and tokens weigh: every weight of searching stands here. How deep each leg is asked is said where
it is asked (index.library, service.answers)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.records import Hit


@dataclass(frozen=True, slots=True)
class Words:
    """What a term is worth in BM25, by the field in which it stands (see index.lexical). Where the library does not
    write it as typed, it is worth both in the folded field."""

    own: float
    near: float


WORDS = Words(own=0.1, near=0.9)


@dataclass(frozen=True, slots=True)
class Blend:
    """``meaning`` is the share of the vectors in the score, from 0 (words only) to 1 (meaning only); None: the question
    decides. ``agreement``: what both legs find counts so much again. ``siblings``: the share of the other chunks found of a
    place in what it means. ``closeness``: the share of late interaction in the score of what was compared, where meaning is
    all; half of it where words are."""

    meaning: float | None = None
    agreement: float = 0.5
    siblings: float = 0.3
    closeness: float = 0.3

    def settled(self, best: float, ideal: float) -> "Blend":
        """The blend for one question. ``best`` is the highest BM25 that was found, ``ideal`` what the question's terms are
        worth all together. Where a clause says nearly all of it, as a title typed in full, the words decide; where none
        does, as when people ask in words of their own, the meaning does."""
        coverage = best / ideal if ideal else 0.0
        return self if self.meaning is not None else replace(self, meaning=1 / (1 + (coverage / _PARITY) ** 2))

    @property
    def share(self) -> float:
        """The share of meaning; even where nothing has settled it."""
        return 0.5 if self.meaning is None else self.meaning


RERANKED = 100
"""Chunks, the best by both legs, whose tokens are compared with the question's."""

_PARITY = 0.3  # the coverage of a question at which words and meaning weigh the same
_DEPTH = 150  # meaning counts from the hundred and fiftieth best on: deeper, all cosines are alike


def fuse(meaning: Sequence[Hit], words: Sequence[Hit], blend: Blend) -> list[Hit]:
    """Convex combination and agreement, best first, scores from 0 to 1, whatever the number of hits. Words are divided
    by the best (no match is 0 there too); meaning is stretched from its hundred and fiftieth to its best, below that it is 0."""
    near = _stretched(meaning)
    top = max((h.score for h in words), default=0.0) or 1.0
    word = {h.chunk_id: h.score / top for h in words}
    scores = {i: _joined(near.get(i, 0.0), word.get(i, 0.0), blend) for i in {**near, **word}}
    tied = {h.chunk_id: h.score for h in meaning}
    return sorted(
        (Hit(i, s) for i, s in scores.items()), key=lambda h: (-h.score, -tied.get(h.chunk_id, 0.0), h.chunk_id)
    )


def closer(hits: Sequence[Hit], tokens: Sequence[Hit], blend: Blend) -> list[Hit]:
    """The hits in a new order, with late interaction's share in the score of those that were compared; the others have
    nothing in its place, and sink. No ``tokens``: as they were."""
    if not tokens:
        return list(hits)
    near, share = _stretched(tokens), blend.closeness * (1 + blend.share) / 2
    mixed = [Hit(h.chunk_id, (1 - share) * h.score + share * near.get(h.chunk_id, 0.0)) for h in hits]
    return sorted(mixed, key=lambda h: -h.score)


def of_place(cosines: Sequence[float], blend: Blend) -> float:
    """What a place means to a question, from the cosines of those of its chunks that were found: its best, and a
    little of them all, so that one lucky chunk of a long clause does not speak for it."""
    return (1 - blend.siblings) * max(cosines) + blend.siblings * sum(cosines) / len(cosines)


def _joined(near: float, word: float, blend: Blend) -> float:
    both = blend.share * near + (1 - blend.share) * word
    return both if blend.share in (0, 1) else (both + blend.agreement * min(near, word)) / (1 + blend.agreement)


def _stretched(hits: Sequence[Hit]) -> dict[int, float]:
    scores = sorted((h.score for h in hits), reverse=True)[:_DEPTH]
    least, width = (scores[-1], scores[0] - scores[-1]) if scores else (0.0, 0.0)
    return {h.chunk_id: max(0.0, h.score - least) / width if width else 1.0 for h in hits}
