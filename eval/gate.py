"""The least that a run must reach and the most that it may cost, as a TOML file says.

[samples.both.least] and [samples.both.most] hold for the run "both" of the collection "samples": a measure ("nDCG@10"), or
a share of its answers ("false_answers"). [samples.both] without = ["as-of"] leaves classes of questions out.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.halves import narrowed
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
    found = _expected(file, result.collection.name, result.name)
    sides = _sides(file, result, found)
    figures = _figures(without(result, _classes(file, result, found)))
    for side in SIDES:
        for name, value in sides[side].items():
            yield Bound(name, side, value, figures.get(name))


def without(result: Result, kinds: Collection[str]) -> Result:
    """The result over the questions of other classes."""
    others = frozenset(t.id for t in result.collection.topics if t.kind not in kinds)
    return replace(result, collection=narrowed(result.collection, others)) if kinds else result


def _figures(result: Result) -> Mapping[str, float]:
    return dict(result.scores.means) | (shares(result.outcomes[0]) if result.outcomes else {})


def _expected(file: Path, collection: str, run: str) -> Mapping[str, Any]:
    if not file.is_file():
        raise BadCollection(f"Không có tệp {str(file)!r} với các mức phải đạt.")
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise BadCollection(f"{file}: không phải UTF-8. Hãy lưu lại tệp theo UTF-8.") from None
    except RecursionError:
        raise BadCollection(f"{file}: không phải TOML dùng được, lồng nhau quá sâu.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise BadCollection(f"{file}: không phải TOML ({wrong}).") from None
    return _table(_table(told, collection), run)


def _sides(file: Path, result: Result, found: Mapping[str, Any]) -> Mapping[str, Mapping[str, float]]:
    sides = {side: _table(found, side) for side in SIDES}
    if not any(sides.values()) or not all(_is_number(value) for side in sides.values() for value in side.values()):
        named = f"{result.collection.name}.{result.name}"
        raise BadCollection(f"{file}: [{named}.least] và [{named}.most] phải có ít nhất một mức là số.")
    return sides


def _classes(file: Path, result: Result, found: Mapping[str, Any]) -> Collection[str]:
    """The classes that are left out; BadCollection when the collection has no such class."""
    kinds, known = found.get("without", []), {t.kind for t in result.collection.topics}
    if not isinstance(kinds, list) or not all(isinstance(kind, str) and kind in known for kind in kinds):
        raise BadCollection(f"{file}: “without” phải là danh sách các loại câu hỏi của bộ {result.collection.name!r}.")
    return kinds


def _table(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
