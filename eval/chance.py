"""What may be chance: intervals by bootstrap, a paired randomisation test, and Holm's correction. Seeded, so that the same
figures give the same answer.

The test is Fisher's on the differences of each topic: under the null hypothesis either sign is as likely (Smucker, Allan
and Carterette 2007). p counts the observed order itself, so it is never 0.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

PERMUTATIONS = 10_000
SEED = 20_260_101
_AT_ONCE = 1_000  # rounds drawn together, to bound memory

Values = npt.NDArray[np.float64]
Interval = tuple[float, float]


def interval(values: Sequence[float], percent: float = 95.0) -> Interval:
    """The bootstrap interval of a mean, by percentiles of resampled topics; (0, 0) without any."""
    if not values:
        return 0.0, 0.0
    own = np.array(values, dtype=np.float64)
    return _middle(np.concatenate([own[drawn].mean(axis=1) for drawn in _resamples(len(own))]), percent)


def ratio_interval(parts: Sequence[float], wholes: Sequence[float], percent: float = 95.0) -> Interval:
    """The bootstrap interval of one mean divided by another of the same topics, resampled together; (0, 0) without any."""
    if not any(wholes):
        return 0.0, 0.0
    part, whole = np.array(parts, dtype=np.float64), np.array(wholes, dtype=np.float64)
    sums = [(part[drawn].sum(axis=1), whole[drawn].sum(axis=1)) for drawn in _resamples(len(whole))]
    return _middle(np.concatenate([above[below > 0] / below[below > 0] for above, below in sums]), percent)


def p_value(differences: Sequence[float]) -> float:
    """How often signs thrown at random give a mean difference at least as great, two-sided."""
    own, rng = np.array(differences, dtype=np.float64), np.random.default_rng(SEED)
    if not own.any():
        return 1.0
    observed = abs(own.mean()) - 1e-12
    thrown = (abs((rng.integers(0, 2, (n, len(own))) * 2 - 1) @ own) / len(own) for n in _rounds())
    return (1 + sum(int((means >= observed).sum()) for means in thrown)) / (PERMUTATIONS + 1)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Each p corrected for having asked them all: the least times their number, and so on, never falling."""
    corrected: dict[str, float] = {}
    least = 0.0
    for n, name in enumerate(sorted(p_values, key=lambda name: p_values[name])):
        least = max(least, min(1.0, p_values[name] * (len(p_values) - n)))
        corrected[name] = least
    return corrected


def _middle(means: Values, percent: float) -> Interval:
    low, high = np.percentile(means, [(100 - percent) / 2, (100 + percent) / 2])
    return float(low), float(high)


def _resamples(topics: int) -> Iterator[npt.NDArray[np.int64]]:
    """Topics drawn with return, a row a resample."""
    rng = np.random.default_rng(SEED)
    yield from (rng.integers(0, topics, (n, topics)) for n in _rounds())


def _rounds() -> Iterator[int]:
    yield from [_AT_ONCE] * (PERMUTATIONS // _AT_ONCE)
