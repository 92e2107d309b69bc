"""Late interaction: how near a passage comes to each word of a question, by the vectors of their tokens.

The score is the mean, over the question's tokens, of each one's best cosine among the passage's (MaxSim of ColBERT,
Khattab and Zaharia 2020, arXiv 2004.12832). Kept tokens are whole numbers in one byte: a cosine is off by 0.004 at most.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Tokens = npt.NDArray[np.float32]
"""Unit vectors, one row a token."""
Kept = npt.NDArray[np.int8]
"""The same in steps of 1/127."""

_STEPS = np.float32(127)


def kept(tokens: Tokens) -> Kept:
    """The tokens as they are kept."""
    whole: Kept = np.rint(tokens * _STEPS).astype(np.int8)
    return whole


def to_bytes(tokens: Tokens) -> bytes:
    """The tokens, packed; their width has to be known to read them again."""
    return kept(tokens).tobytes()


def from_bytes(packed: bytes, width: int) -> Kept:
    return np.frombuffer(packed, dtype=np.int8).reshape(-1, width)


def closeness(question: Tokens, passages: Sequence[Kept]) -> list[float]:
    """The score of each passage, from -1 to 1. A passage has at least one token; a question without any is 0 to all."""
    if not len(question) or not passages:
        return [0.0] * len(passages)
    starts = np.cumsum([0, *(len(p) for p in passages[:-1])])
    cosines = np.concatenate(passages).astype(np.float32) @ (question.T / _STEPS)
    best: list[float] = np.maximum.reduceat(cosines, starts, axis=0).mean(axis=1).tolist()
    return best
