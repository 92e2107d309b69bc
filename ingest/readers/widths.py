"""Whether a line of plain characters begins a paragraph: what blank lines, indents and the width of the lines tell."""

import re
from collections import Counter
from collections.abc import Sequence

_NARROW, _WIDE, _CROWD = 40, 130, 16


def starts_of(rows: Sequence[str]) -> list[bool | None]:
    """For each row: True after a blank row or an unfilled one, False after a full one, None where nothing is known.

    A row was full when the next row's first word would not have fitted in the width to which the text was wrapped.
    """
    width = wrapped_to(rows)
    starts: list[bool | None] = []
    before = ""
    for row in rows:
        starts.append(_starts(before, row, width))
        before = row
    return starts


def wrapped_to(rows: Sequence[str]) -> int | None:
    """The width at which a text was cut into lines, or None when every line is a paragraph of its own.

    A cut text has its longer lines crowded just under one width, and next to none beyond it.
    """
    lengths = [len(r.rstrip()) for r in rows if len(r.rstrip()) >= _NARROW]
    if len(lengths) < 4:
        return None
    width = max(range(_NARROW + _CROWD, _WIDE), key=lambda w: (sum(w - _CROWD <= n <= w for n in lengths), -w))
    while any(n == width + 1 for n in lengths):
        width += 1
    crowd = sum(width - _CROWD <= n <= width for n in lengths)
    beyond = sum(n > width for n in lengths)
    return width if crowd >= 0.4 * len(lengths) and beyond <= 0.25 * len(lengths) else None


def _starts(before: str, row: str, width: int | None) -> bool | None:
    if not before.strip() or width is None or len(before.rstrip()) > width + 20:
        return True
    if _indent(row) >= _indent(before) + 2 and _indent(row) <= 12:
        return True
    first = re.match(r"\S*", row.strip())
    assert first
    room = width - len(before.rstrip()) - 1 - len(first[0])
    if room < 1:
        return False
    return True if room > 0.18 * width else None


def _indent(row: str) -> int:
    return len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip())


def commonest(values: Sequence[int]) -> int | None:
    """The value that occurs most often, the smaller one among equals."""
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None
