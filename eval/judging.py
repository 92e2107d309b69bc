"""Judgements by several people: put together, compared, and where a second look overturned the first, said so.

Kappa is Cohen's, weighted by how far two grades are apart (linear) or by the square of it: 1 is agreement in everything, 0 what
chance would give. What was judged last counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from eval.beir import judged_in
from eval.lines import Line, lines
from eval.pooling import pooled_places

GRADES = (0, 1, 2)
"""Not relevant, helps, answers."""

About = tuple[str, str]
"""A topic and a place."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One look at one place for one topic."""

    topic: str
    place: str
    grade: int
    judge: str


@dataclass(frozen=True, slots=True)
class Overturned:
    """A place that the last judge graded otherwise than the first."""

    first: Judgement
    last: Judgement


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two judges agree on the places that both have judged."""

    judges: tuple[str, str]
    together: int
    same: int
    linear: float
    quadratic: float


def read_judgements(files: Sequence[Path], pool: Path) -> list[Judgement]:
    """The judgements of all files, in order. BadCollection, with file and line, for one that is not of the pool, has no grade,
    or contradicts what its own judge said before."""
    known = pooled_places(list(lines(pool)))
    given: dict[tuple[str, About], Judgement] = {}
    for line in (line for file in files for line in lines(file)):
        judgement = _judgement(line)
        about = judgement.topic, judgement.place
        if about not in known:
            raise line.wrong(f"{judgement.place!r} cho {judgement.topic!r} không có trong {pool.name}.")
        if given.setdefault((judgement.judge, about), judgement).grade != judgement.grade:
            raise line.wrong(f"{judgement.judge!r} đã chấm chỗ này một điểm khác. Mỗi người chỉ chấm một lần.")
    return list(given.values())


def overturned(judgements: Iterable[Judgement]) -> list[Overturned]:
    """The places whose last grade is not their first."""
    looks = _looks(judgements).values()
    return [Overturned(own[0], own[-1]) for own in looks if own[0].grade != own[-1].grade]


def last_grades(judgements: Iterable[Judgement]) -> dict[About, int]:
    """What was judged last, by topic and place."""
    return {about: looks[-1].grade for about, looks in _looks(judgements).items()}


def agreements(judgements: Sequence[Judgement]) -> list[Agreement]:
    """Every two judges that judged some place both."""
    judges = list(dict.fromkeys(j.judge for j in judgements))
    by = {judge: {(j.topic, j.place): j.grade for j in judgements if j.judge == judge} for judge in judges}
    pairs = ((a, b, sorted(by[a].keys() & by[b].keys())) for a, b in combinations(judges, 2))
    return [_agreement((a, b), [by[a][x] for x in both], [by[b][x] for x in both]) for a, b, both in pairs if both]


def kappa(one: Sequence[int], other: Sequence[int], power: int) -> float:
    """Cohen's kappa of two rows of grades, disagreement weighted by distance to this power; 1.0 where neither varies."""
    seen = np.zeros((len(GRADES), len(GRADES)))
    for a, b in zip(one, other, strict=True):
        seen[GRADES.index(a), GRADES.index(b)] += 1
    seen /= seen.sum()
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0))
    weights = np.abs(np.subtract.outer(GRADES, GRADES)).astype(float) ** power
    expected = float((weights * chance).sum())
    return 1.0 - float((weights * seen).sum()) / expected if expected else 1.0


def write_qrels(file: Path, grades: Mapping[About, int]) -> int:
    """Writes these grades into a file of judgements (BEIR's three columns): what stood there stays unless it is judged
    anew. Gives how many lines it has now."""
    stood = judged_in(file) if file.is_file() else ()
    together = {(j.topic, j.name): j.grade for j in stood} | dict(grades)
    rows = (f"{topic}\t{place}\t{grade}\n" for (topic, place), grade in together.items())
    file.write_text("query-id\tcorpus-id\tscore\n" + "".join(rows), encoding="utf-8")
    return len(together)


def as_row(one: Overturned) -> dict[str, object]:
    """As a line of overturned.jsonl."""
    looks = {n: {"judge": j.judge, "grade": j.grade} for n, j in (("first", one.first), ("last", one.last))}
    return {"topic": one.first.topic, "place": one.first.place, **looks}


def _looks(judgements: Iterable[Judgement]) -> dict[About, list[Judgement]]:
    looks: dict[About, list[Judgement]] = {}
    for judgement in judgements:
        looks.setdefault((judgement.topic, judgement.place), []).append(judgement)
    return looks


def _judgement(line: Line) -> Judgement:
    row = line.object()
    grade = row.get("grade")
    if isinstance(grade, bool) or grade not in GRADES:
        raise line.wrong(f"“grade” phải là một trong {', '.join(map(str, GRADES))}, nhưng là {grade!r}.")
    return Judgement(line.string(row, "topic"), line.string(row, "place"), int(grade), line.string(row, "judge"))


def _agreement(judges: tuple[str, str], one: Sequence[int], other: Sequence[int]) -> Agreement:
    same = sum(a == b for a, b in zip(one, other, strict=True))
    return Agreement(judges, len(one), same, kappa(one, other, 1), kappa(one, other, 2))
