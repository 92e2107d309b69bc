"""The least that a run must reach and the most that it may cost, as a TOML file says.

[samples.both.least] and [samples.both.most] hold for the run "both" of the collection "samples": a measure ("nDCG@10"), or
a share of its answers ("false_answers").
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.lines import BadCollection
from eval.results import Result, shares

SIDES = ("least", "most")


@dataclass(frozen=True, slots=True)
class Bound:
    """One figure against what is expected of it; ``value`` None when the run has no such figure."""

    name: str
    side: str
    expected: float
    value: float | None

    @property
    def holds(self) -> bool:
        if self.value is None:
            return False
        return self.value >= self.expected if self.side == "least" else self.value <= self.expected


def bounds(result: Result, file: Path) -> Iterator[Bound]:
    """Every bound that the file sets for this run. BadCollection when it sets none."""
    figures = dict(result.scores.means) | (shares(result.outcomes[0]) if result.outcomes else {})
    expected = _expected(file, result.collection.name, result.name)
    for side in SIDES:
        for name, value in expected.get(side, {}).items():
            yield Bound(name, side, value, figures.get(name))


def _expected(file: Path, collection: str, run: str) -> Mapping[str, Mapping[str, float]]:
    if not file.is_file():
        raise BadCollection(f"Không có tệp {str(file)!r} với các mức phải đạt.")
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as wrong:
        raise BadCollection(f"{file}: không phải TOML ({wrong}).") from None
    found = _table(_table(told, collection), run)
    sides = {side: _table(found, side) for side in SIDES}
    if not any(sides.values()) or not all(_is_number(value) for side in sides.values() for value in side.values()):
        raise BadCollection(
            f"{file}: [{collection}.{run}.least] và [{collection}.{run}.most] phải có ít nhất một mức là số."
        )
    return sides


def _table(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
