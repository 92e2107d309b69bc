"""Tables of a printed page, found by the rules drawn round their cells.

Lengths are in points, y grows upwards. Everything here is geometry: no pdfium.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NEAR = 3.5


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: horizontal when ``flat``. It runs from ``start`` to ``end`` at the height (or the x) ``at``."""

    flat: bool
    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        return self.start - _NEAR <= place <= self.end + _NEAR

    def touches(self, other: "Rule") -> bool:
        if self.flat == other.flat:
            return (
                abs(self.at - other.at) <= _NEAR and self.start <= other.end + _NEAR and other.start <= self.end + _NEAR
            )
        return self.covers(other.at) and other.covers(self.at)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rules. Rows count from 0 at the top; the cells of a row from 0 at the left."""

    flat: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    heights: tuple[float, ...]
    edges: tuple[float, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and the column in which a point stands; a cell that spans several rows is all in its first one."""
        row = next(
            (r for r, (top, low) in enumerate(zip(self.heights, self.heights[1:], strict=False)) if low <= y <= top),
            None,
        )
        if row is None or not self.edges[0] <= x <= self.edges[-1]:
            return None
        while row and not any(abs(f.at - self.heights[row]) <= _NEAR and f.covers(x) for f in self.flat):
            row -= 1
        middle = (self.heights[row] + self.heights[row + 1]) / 2
        dividers = sorted({round(u.at) for u in self.upright if u.covers(middle) and u.start < middle < u.end})
        return row, sum(d <= x for d in dividers)


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that the rules of a page draw: at least two rows and two columns, from top to bottom."""
    found = [grid for group in _groups(rules) if (grid := _grid(group)) is not None]
    return sorted(found, key=lambda g: -g.heights[0])


def edges_of(left: float, low: float, right: float, top: float) -> Iterator[Rule]:
    """The rules of a drawn shape by its box: a thin one is itself a rule, another one has four sides."""
    if top - low <= 2.5 < right - left:
        yield Rule(True, (top + low) / 2, left, right)
    elif right - left <= 2.5 < top - low:
        yield Rule(False, (left + right) / 2, low, top)
    elif right - left > 6 and top - low > 6:
        yield from (Rule(True, low, left, right), Rule(True, top, left, right))
        yield from (Rule(False, left, low, top), Rule(False, right, low, top))


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that hang together by touching."""
    left = list(rules)
    groups: list[list[Rule]] = []
    while left:
        group, edge = [], [left.pop()]
        while edge:
            rule = edge.pop()
            group.append(rule)
            near = [other for other in left if rule.touches(other)]
            left = [other for other in left if other not in near]
            edge.extend(near)
        groups.append(group)
    return groups


def _grid(group: Sequence[Rule]) -> Grid | None:
    flat = tuple(rule for rule in group if rule.flat)
    upright = tuple(rule for rule in group if not rule.flat)
    heights = _places([rule.at for rule in flat])[::-1]
    edges = _places([rule.at for rule in upright])
    if len(heights) < 3 or len(edges) < 3:
        return None
    return Grid(flat, upright, tuple(heights), tuple(edges))


def _places(values: Sequence[float]) -> list[float]:
    """The values in order, those that stand within a rule's width of each other once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept
