"""One document for a page: its clean text as nested clauses, paragraphs and tables, with a quote marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.records import Section

_HANGING = re.compile(r"\s*(?:[-–—+•*]\s|[a-zđ]{1,2}\)\s|\(?\d+\)\s)", re.IGNORECASE)
_STOPS = " .:;"

_DASHES = re.compile(r"[gc]\d+(~\d+)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """The quote to mark: code points of the clean text, end exclusive."""

    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> "Mark | None":
        """ "120-340" → that stretch; anything else marks nothing."""
        m = re.fullmatch(r"(\d{1,9})-(\d{1,9})", text, re.ASCII)
        return cls(int(m[1]), int(m[2])) if m and int(m[1]) < int(m[2]) else None


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph, inside or outside the marked quote."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the clean text. ``role``: "heading", "item" (a list item, hanging), or "text"."""

    pieces: tuple[Piece, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Row:
    """A table row with the id of its place; its cells in order."""

    place: str
    cells: tuple[tuple[Piece, ...], ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A section with everything in it, in reading order. ``depth`` counts from 1; ``dashed`` is an item under - or +."""

    place: str
    label: str
    depth: int
    dashed: bool
    contents: "tuple[Paragraph | Table | Clause, ...]"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline."""

    place: str
    heading: str
    depth: int


def hangs(words: str) -> bool:
    """Whether a line is a list item: "- Đơn xin", "a) Đơn xin", "(1) Đơn xin"."""
    return _HANGING.match(words) is not None


def document_contents(
    text: str, sections: Sequence[Section], mark: Mark | None
) -> tuple[Paragraph | Table | Clause, ...]:
    """The whole text as nested clauses: every character of it once, in order."""
    ordered = sorted(sections, key=lambda s: (s.start, -s.close))
    return tuple(_Reader(text, ordered, mark).stretch(0, len(text), 1))


def outline(text: str, sections: Sequence[Section], deepest: int = 3) -> tuple[Entry, ...]:
    """The headed clauses down to that depth as printed, number and heading, for a table of contents."""
    open_until: list[int] = []
    entries: list[Entry] = []
    for s in sorted(sections, key=lambda s: (s.start, -s.close)):
        while open_until and s.start >= open_until[-1]:
            open_until.pop()
        open_until.append(s.close)
        if s.heading.strip() and len(open_until) <= deepest:
            entries.append(Entry(s.locator.place, _printed(text[s.start : s.end], s.heading.strip()), len(open_until)))
    return tuple(entries)


def _printed(own: str, heading: str) -> str:
    """The heading with the number before it: "Chương I QUY ĐỊNH CHUNG"."""
    before, found, _ = own.partition(heading)
    return " ".join(f"{before} {heading}".split()) if found and len(before) < 40 else heading


class _Reader:
    """Walks the sections once, in order of their starts; a section lies inside the one that closes after it."""

    def __init__(self, text: str, sections: Sequence[Section], mark: Mark | None) -> None:
        self._text = text
        self._mark = mark
        self._sections = list(sections)
        self._next = 0

    def stretch(self, start: int, end: int, depth: int, heading: str = "") -> Iterator[Paragraph | Table | Clause]:
        """What stands in start:end: paragraphs, and the clauses that begin there."""
        at = start
        items: list[Paragraph | Row | Clause] = []
        while self._next < len(self._sections) and self._sections[self._next].start < end:
            section = self._sections[self._next]
            self._next += 1
            items += self._paragraphs(at, section.start, heading if at == start else "")
            items.append(self._clause(section, min(section.close, end), depth))
            at = max(at, min(section.close, end))
        items += self._paragraphs(at, end, heading if at == start else "")
        yield from _with_tables(items)

    def _clause(self, section: Section, close: int, depth: int) -> Clause | Row:
        place = section.locator.place
        if re.match(r"dong-\d+", section.locator.segments[-1]):
            while self._next < len(self._sections) and self._sections[self._next].start < close:
                self._next += 1
            return self._row(place, section.start, close)
        inside = tuple(self.stretch(section.start, close, depth + 1, section.heading.strip()))
        dashed = _DASHES.fullmatch(section.locator.segments[-1]) is not None
        return Clause(place, section.locator.label, depth, dashed, inside)

    def _row(self, place: str, start: int, end: int) -> Row:
        cells = [self._pieces(a, b) for a, b in _split(self._text, start, end, "\t")]
        return Row(place, tuple(cells), place.rsplit(".", 1)[-1].startswith("dong-0"))

    def _paragraphs(self, start: int, end: int, heading: str) -> Iterator[Paragraph]:
        lines = [(a, b) for a, b in _split(self._text, start, end, "\n") if self._text[a:b].strip()]
        headed = self._heading_lines(lines, heading)
        for number, (a, b) in enumerate(lines):
            role = "heading" if number < headed else "item" if hangs(self._text[a:b]) else "text"
            yield Paragraph(self._pieces(a, b), role)

    def _heading_lines(self, lines: Sequence[tuple[int, int]], heading: str) -> int:
        """How many of the first lines are the heading: one ("Điều 1. Họp"), two ("Chương I", "QUY ĐỊNH CHUNG"), or none."""
        wanted = heading.strip(_STOPS)
        for number, (a, b) in enumerate(lines[:2], start=1):
            if wanted and self._text[a:b].strip(_STOPS).endswith(wanted):
                return number
        return 0

    def _pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The text of start:end in up to three pieces, cut where the mark begins and ends."""
        low, high = (self._mark.start, self._mark.end) if self._mark else (end, end)
        cuts = sorted({start, end, min(max(low, start), end), min(max(high, start), end)})
        return tuple(Piece(self._text[a:b], low <= a and b <= high) for a, b in pairwise(cuts) if a < b)


def _split(text: str, start: int, end: int, separator: str) -> Iterator[tuple[int, int]]:
    """The stretches of text[start:end] between separators."""
    at = start
    for part in text[start:end].split(separator):
        yield at, at + len(part)
        at += len(part) + len(separator)


def _with_tables(items: Sequence[Paragraph | Row | Clause]) -> Iterator[Paragraph | Table | Clause]:
    """Neighbouring rows make one table."""
    for is_row, group in groupby(items, key=lambda item: isinstance(item, Row)):
        if is_row:
            yield Table(tuple(item for item in group if isinstance(item, Row)))
        else:
            yield from (item for item in group if not isinstance(item, Row))
