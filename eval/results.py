"""A run beside what was judged: its scores, its answers, its curve."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from eval.answered import Outcome, Told, outcomes
from eval.beir import Collection
from eval.halves import HALVES, narrowed
from eval.judged import as_judged, grades_of
from eval.kept import Kept, require_same_topics
from eval.measures import Run, Scores, score
from eval.risk import Calibration, Point, at, calibrated, curve
from eval.source import Source, open_source
from index.errors import BadRequest


@dataclass(frozen=True)
class Result:
    """A run and the questions on which it is measured; ``source`` has all of them, ``collection`` those of a half."""

    kept: Kept
    source: Source
    collection: Collection

    @property
    def name(self) -> str:
        return self.kept.name

    @cached_property
    def judged(self) -> dict[str, dict[str, int]]:
        return grades_of(self.collection)

    @cached_property
    def run(self) -> Run:
        """What was found, in the names of the judgements."""
        return as_judged(self.kept.run, self.collection)

    @cached_property
    def scores(self) -> Scores:
        """Over all files of judgements together."""
        return score(self.run, self.judged)

    @cached_property
    def answers(self) -> list[Told]:
        asked = {t.id for t in self.collection.topics}
        return [a for a in self.kept.answers if a.topic in asked]

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """How its questions were answered, all and by class; empty where nothing was."""
        return outcomes(self.answers, self.collection.topics, self.judged) if self.answers else []

    @cached_property
    def curve(self) -> list[Point]:
        return curve(self.answers, self.judged) if self.answers else []

    @property
    def product(self) -> Point:
        """What the product's own threshold gives: it quotes what has support above 0."""
        return at(0.0, self.answers, self.judged)

    @cached_property
    def calibration(self) -> Calibration | None:
        """The threshold of dev on test, whichever half is looked at; None without halves or answers."""
        split = self.source.split
        return calibrated(self.kept.answers, grades_of(self.source.collection), split) if split else None


def result(kept: Kept, half: str | None = None, given: str | None = None) -> Result:
    """A run beside its judgements as they are now. ``given`` names the collection of a bare run file. BadCollection when
    the questions are others than those that were asked."""
    named = given or (kept.manifest.collection.source if kept.manifest else None)
    if named is None:
        raise BadRequest(f"{kept.file} không có manifest.json bên cạnh. Hãy nêu bộ câu hỏi bằng --collection.")
    source = open_source(named)
    require_same_topics(kept, source.collection)
    return Result(kept, source, of_half(source, half))


def of_half(source: Source, half: str | None) -> Collection:
    """The collection, or one half of it. BadRequest when there are no halves, or none of that name."""
    if half is None:
        return source.collection
    if half not in HALVES:
        raise BadRequest(f"Không có nửa {half!r}. Chỉ có: {', '.join(HALVES)}.")
    if source.split is None:
        raise BadRequest(f"Bộ {source.collection.name!r} không chia nửa: không có split.json.")
    return narrowed(source.collection, source.split.dev if half == "dev" else source.split.test)


def shares(outcome: Outcome) -> dict[str, float]:
    """The shares that an outcome speaks of, by name; those without anything to count are left out."""
    parts: Sequence[tuple[str, int, int]] = (
        ("answered", outcome.answered, outcome.answerable),
        ("first_right", outcome.right, outcome.answerable),
        ("first_right_of_answered", outcome.right, outcome.answered),
        ("refused_rightly", outcome.refused, outcome.unanswerable),
        ("false_answers", outcome.false, outcome.unanswerable),
        ("verbatim", outcome.verbatim, outcome.quotes),
    )
    means = ("place_precision", "place_recall", "document_precision", "document_recall")
    counted = {name: part / whole for name, part, whole in parts if whole}
    return counted | {name: value for name in means if (value := getattr(outcome, name)) is not None}
