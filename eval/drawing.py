"""Plots as inline SVG, drawn here so that a page needs nothing from anywhere. Every text in them is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 24, 16, 44
COLOURS = ("#0b5cad", "#d1480a", "#2a7d4f", "#8a4fae", "#b8860b", "#5b6770", "#c2376b", "#178a8a")
"""Of the runs in their order; they begin again after the eighth."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a plot with what it is called."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Axes:
    """What is plotted, from where to where, and how the axes are called."""

    x: str
    y: str
    low: tuple[float, float] = (0.0, 0.0)
    high: tuple[float, float] = (1.0, 1.0)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A value's place on the drawing."""
        across = (x - self.low[0]) / ((self.high[0] - self.low[0]) or 1.0)
        up = (y - self.low[1]) / ((self.high[1] - self.low[1]) or 1.0)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)


def bars(groups: Mapping[str, Mapping[str, float]], names: Sequence[str], axis: str) -> str:
    """Groups of bars from 0 to 1: group → name → value; each name keeps its colour in every group. The groups'
    names stand on two levels, so that many have room."""
    axes = Axes("", axis, high=(max(len(groups), 1), 1.0))
    thick = 0.8 / max(len(names), 1)
    drawn = [_frame(axes, ticks_across=False)]
    for n, (group, values) in enumerate(groups.items()):
        for i, name in enumerate(names):
            if name in values:
                drawn.append(_bar(axes, n + 0.1 + i * thick, thick, values[name], f"{group}, {name}", i))
        x, y = axes.at(n + 0.5, 0)
        drawn.append(_text(x, y + (16 if n % 2 == 0 else 31), group, "middle"))
    return _svg(drawn, f"{axis}: {', '.join(groups)}")


def lines(series: Mapping[str, Sequence[tuple[float, float]]], axes: Axes, marks: Mapping[str, Mark]) -> str:
    """A line for each name through its points, in order, and a named dot upon those that have one."""
    drawn = [_frame(axes)]
    for i, (name, points) in enumerate(series.items()):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (axes.at(*point) for point in points))
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{_colour(i)}" stroke-width="2"/>')
        drawn += [_dot(axes, marks[name], i)] if name in marks else []
    return _svg(drawn, f"{axes.y} / {axes.x}: {', '.join(series)}")


def scatter(marks: Sequence[Mark], axes: Axes) -> str:
    """A named dot for each mark."""
    drawn = [_frame(axes)]
    drawn += [_dot(axes, mark, i) for i, mark in enumerate(marks)]
    return _svg(drawn, f"{axes.y} / {axes.x}")


def legend(names: Iterable[str]) -> str:
    """The colour of each name."""
    keys = (f'<span><i style="background:{_colour(i)}"></i>{escape(name)}</span>' for i, name in enumerate(names))
    return f'<p class="legend">{"".join(keys)}</p>'


def _frame(axes: Axes, ticks_across: bool = True) -> str:
    """Grid, numbers and the axes' names."""
    drawn: list[str] = []
    for n in range(6):
        share = n / 5
        y_value = axes.low[1] + share * (axes.high[1] - axes.low[1])
        x, y = axes.at(axes.low[0], y_value)
        drawn.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e3e6ea"/>')
        drawn.append(_text(x - 8, y + 4, _number(y_value), "end"))
        if ticks_across:
            x_value = axes.low[0] + share * (axes.high[0] - axes.low[0])
            x, y = axes.at(x_value, axes.low[1])
            drawn.append(_text(x, y + 16, _number(x_value), "middle"))
    drawn.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, axes.x, "middle"))
    drawn.append(
        f'<g transform="translate(13 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)">{_text(0, 0, axes.y, "middle")}</g>'
    )
    return "".join(drawn)


def _bar(axes: Axes, start: float, thick: float, value: float, name: str, i: int) -> str:
    left, top = axes.at(start, value)
    right, bottom = axes.at(start + thick * 0.92, 0)
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" fill="{_colour(i)}">'
        f"<title>{escape(name)}: {value:.3f}</title></rect>"
    )


def _dot(axes: Axes, mark: Mark, i: int) -> str:
    """A dot with its name beside it, on the side that has room."""
    x, y = axes.at(mark.x, mark.y)
    end = x > WIDTH * 0.7
    named = _text(x - 9 if end else x + 9, y + 4, mark.name, "end" if end else "start")
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{_colour(i)}"/>{named}'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(drawn: Iterable[str], says: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(says, quote=True)}">{"".join(drawn)}</svg>'
    )


def _colour(i: int) -> str:
    return COLOURS[i % len(COLOURS)]


def _number(value: float) -> str:
    return f"{value:.1f}" if abs(value) < 10 else f"{value:.0f}"
