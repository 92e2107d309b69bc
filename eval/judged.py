"""Names of places in judgements: "294-qd-tw_2025-05-26#1.1.1". A judged place stands for everything below it."""

from collections.abc import Iterable, Mapping, Sequence

from eval.beir import Collection
from eval.measures import Run
from index.places import within

Grades = Mapping[str, int]
"""What was judged for one topic: name → grade."""


def place_name(document: str, place: str) -> str:
    return f"{document}#{place}"


def grades_of(collection: Collection) -> dict[str, dict[str, int]]:
    """Topic → name → grade over all of a collection's files; where two grade the same, the higher."""
    together: dict[str, dict[str, int]] = {}
    for judgements in collection.judgements.values():
        for topic, grades in judgements.items():
            own = together.setdefault(topic, {})
            for name, grade in grades.items():
                own[name] = max(grade, own.get(name, grade))
    return together


def holder(name: str, judged: Iterable[str]) -> str | None:
    """The innermost of the judged places that a place equals or is within; None when none holds it."""
    holding = [other for other in judged if _holds(other, name)]
    return max(holding, key=len, default=None)


def grade_of(name: str, grades: Grades) -> int:
    """The grade of a place: that of the innermost judged one that holds it, 0 when none does."""
    held = holder(name, grades)
    return grades[held] if held is not None else 0


def as_judged(run: Run, collection: Collection) -> Run:
    """The run in the names of its judgements: each place by its holder, else by its own name, each name once.
    Documents of a corpus keep their names."""
    if collection.corpus:
        return run
    grades = grades_of(collection)
    return {topic: _distinct(names, grades.get(topic, {})) for topic, names in run.items()}


def _distinct(names: Iterable[str], judged: Grades) -> Sequence[str]:
    return list(dict.fromkeys(holder(name, judged) or name for name in names))


def _holds(judged: str, name: str) -> bool:
    own_document, _, own_place = judged.partition("#")
    document, _, place = name.partition("#")
    return own_document == document and within(place, own_place)
