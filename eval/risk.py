"""Risk and coverage: what a threshold on confidence costs and gives. Fitted on dev questions, reported on test ones.

A refusal for want of support can be looked at below its threshold too: it would have quoted its nearest passage first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from eval.answered import Told, is_answerable
from eval.halves import Split
from eval.judged import Grades, grade_of

MOST_FALSE = 0.05
"""The share of unanswerable questions that may be answered."""


@dataclass(frozen=True, slots=True)
class Point:
    """What answering from this confidence on gives: ``coverage`` is the share of answerable questions that are answered,
    ``risk`` the share of the answers that are wrong, ``false`` the share of unanswerable questions that are answered."""

    threshold: float
    coverage: float
    risk: float
    false: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """A threshold fitted on one half, and what it gives on either."""

    dev: Point
    test: Point


def curve(answers: Sequence[Told], judged: Mapping[str, Grades]) -> list[Point]:
    """A point for each confidence that occurs, the most careful first."""
    thresholds = sorted({c for a in answers if (c := confidence(a)) > -inf}, reverse=True)
    return [at(threshold, answers, judged) for threshold in thresholds]


def at(threshold: float, answers: Iterable[Told], judged: Mapping[str, Grades]) -> Point:
    """What one threshold gives."""
    good, bad = _parted(answers, judged)
    given = [a for a in good if confidence(a) >= threshold]
    false = sum(confidence(a) >= threshold for a in bad)
    wrong = sum(not _right(a, judged[a.topic]) for a in given)
    return Point(
        threshold,
        coverage=len(given) / max(len(good), 1),
        risk=(wrong + false) / max(len(given) + false, 1),
        false=false / max(len(bad), 1),
    )


def fitted(points: Sequence[Point], most: float = MOST_FALSE) -> Point | None:
    """The most generous point that answers at most so many of the unanswerable; None when even the first answers more."""
    return max((p for p in points if p.false <= most), key=lambda p: (p.coverage, p.threshold), default=None)


def calibrated(answers: Sequence[Told], judged: Mapping[str, Grades], split: Split) -> Calibration | None:
    """The threshold fitted on dev with what it gives on test; None when dev fits none."""
    dev, test = ([a for a in answers if a.topic in half] for half in (split.dev, split.test))
    point = fitted(curve(dev, judged))
    return Calibration(point, at(point.threshold, test, judged)) if point else None


def confidence(answer: Told) -> float:
    """Its confidence; without one, an answer by number is certain and a refusal before searching certain too."""
    if answer.confidence is not None:
        return answer.confidence
    return inf if answer.answered else -inf


def _right(answer: Told, grades: Grades) -> bool:
    if answer.answered:
        return answer.first_right(grades)
    return answer.nearest is not None and grade_of(answer.nearest, grades) > 0


def _parted(answers: Iterable[Told], judged: Mapping[str, Grades]) -> tuple[list[Told], list[Told]]:
    good: list[Told] = []
    bad: list[Told] = []
    for answer in answers:
        (good if is_answerable(answer.topic, judged) else bad).append(answer)
    return good, bad
