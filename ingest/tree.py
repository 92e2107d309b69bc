"""The sections begun so far and those still open, while a document is read from its first line to its last."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.numbering import ALPHABET, Kind

RANK: dict[Kind, float] = {
    "phu-luc": 1, "mau": 2, "phan": 3, "chuong": 4, "capital": 5, "muc": 6, "tieu-muc": 7, "roman": 8, "dieu": 9,
}  # fmt: skip
"""How far in a section stands; what is open with the same rank or a higher one closes when it begins."""
OVER_NUMBERS, NUMBERS, IN_CLAUSE, LETTERS = 9.5, 10.0, 29.0, 30.0
NESTED, TABLE, ROW, LOOSE, DASH, PLUS = 35.0, 36.0, 37.0, 38.0, 40.0, 41.0
TITLED = {"phu-luc", "mau", "phan", "chuong", "capital", "muc", "tieu-muc", "roman", "dieu", "tieu-de"}
"""Kinds whose first line is a title."""
LEAVES = {"number", "letter", "paren", "nested", "dash", "plus"}
_RARE = {ALPHABET.index(c) + 1 for c in "đfjwz"}  # letters that lists often leave out


@dataclass(slots=True)
class Open:
    """A section that is open. ``value`` and ``style`` are those of its mark."""

    kind: str
    rank: float
    value: tuple[int, ...]
    segments: tuple[str, ...]
    style: str = ""

    @property
    def is_khoan(self) -> bool:
        return self.segments[-1].startswith("khoan-")


@dataclass(slots=True)
class Spot:
    """Where a section begins: at ``start``, on line ``line``. ``depth`` counts open sections around it.

    ``title`` is what may be its heading, read up to ``title_end``.
    """

    kind: str
    start: int
    line: int
    segments: tuple[str, ...]
    depth: int
    title: str = ""
    title_end: int = 0


@dataclass(slots=True)
class Tree:
    """``last`` is the latest value of Phần, Chương, … in this text; in ``fresh`` are those that may start again at 1,
    because something outside them has begun. ``title_to`` is the last line that belongs to a title."""

    spots: list[Spot] = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    title_to: int = -1
    _taken: set[str] = field(default_factory=set)
    _counts: dict[str, int] = field(default_factory=dict)

    def begin(self, opened: Open, start: int, line: int) -> None:
        """Begin a section at ``start``. ``opened.segments`` is its place, "~2" or so added where it was taken."""
        *outer, tail = opened.segments
        again = 1
        while ".".join(opened.segments) in self._taken:
            again += 1
            opened.segments = (*outer, f"{tail}~{again}")
        self._taken.add(".".join(opened.segments))
        self.spots.append(Spot(opened.kind, start, line, opened.segments, len(self.stack)))
        self.stack.append(opened)

    def below(self, tail: str) -> tuple[str, ...]:
        """The place of a section of that name below the innermost open one."""
        return (*self.place, tail)

    @property
    def place(self) -> tuple[str, ...]:
        return self.stack[-1].segments if self.stack else ()

    def close_from(self, rank: float) -> None:
        """Close what is open at that rank or further in."""
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()

    def close_all(self) -> None:
        self.stack.clear()

    def begin_text(self) -> None:
        """Start every numbering again: an attached text begins."""
        self.stack.clear()
        self.last.clear()
        self.fresh.clear()

    def note(self, kind: Kind, value: int, rank: float) -> None:
        """Remember that this number was the latest of its kind, and that all inside it may start again."""
        self.last[kind] = value
        self.renew(rank)
        self.fresh.discard(kind)

    def renew(self, rank: float) -> None:
        self.fresh.update(kind for kind, r in RANK.items() if r > rank)

    def innermost(self, *kinds: str) -> Open | None:
        """The innermost open section of one of these kinds."""
        return next((o for o in reversed(self.stack) if o.kind in kinds), None)

    @property
    def path(self) -> tuple[int, ...]:
        """The open printed number: (5, 4) inside 5.4."""
        number = self.innermost("number")
        return number.value if number else ()

    @property
    def style(self) -> str:
        number = self.innermost("number")
        return number.style if number else ""

    @property
    def annex(self) -> str:
        """The name of the open annex or form; "" in the body."""
        return self.stack[0].segments[0] if self.stack and self.stack[0].kind in {"phu-luc", "mau"} else ""

    def nth(self, name: str) -> int:
        """How many of that name there are now, this one included."""
        self._counts[name] = self._counts.get(name, 0) + 1
        return self._counts[name]

    def follows_spot(self, line: int) -> Spot | None:
        """The section that began on the line before, if one did."""
        return self.spots[-1] if self.spots and self.spots[-1].line == line - 1 else None

    def ancestors(self) -> Iterator[Open]:
        """What is open, outermost first, printed numbers apart."""
        return (o for o in self.stack if o.kind != "number")


def successors(path: tuple[int, ...]) -> set[tuple[int, ...]]:
    """The numbers that may come after one: (5, 4) → 5.4.1, 5.5, 6."""
    if not path:
        return {(1,)}
    return {(*path, 1), *((*path[:d], path[d] + 1) for d in range(len(path)))}


def follows(before: int, value: int, kind: Kind) -> bool:
    """Whether a letter or "(n)" is the next one; Vietnamese lists may leave out đ, f, j, w and z."""
    if kind != "letter":
        return value == before + 1
    return value > before and all(v in _RARE for v in range(before + 1, value))
