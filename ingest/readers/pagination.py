"""What the layout of printed pages tells of their rows: which begin a paragraph, are centred, or belong to a footnote.

Lengths are in points, as in ``ingest.readers.leaf``.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.manuscript import Line, Page
from ingest.readers.leaf import Leaf, Row
from ingest.readers.widths import commonest
from ingest.running_heads import running_lines

_INDENT = 9.0
_CLAUSE = re.compile(r"[-+•]|\d{1,2}(\.\d{1,2})*\.?[.)]|\d{1,2}\.\d|[a-zđ]\)|\(\d+\)")
_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the body of a page stands, how far its lines are apart and how large its letters are."""

    left: float
    right: float
    leading: float
    size: float
    middle: float

    def indented(self, row: Row) -> bool:
        return row.left > self.left + _INDENT

    def centred(self, row: Row) -> bool:
        """Whether a row stands in the middle of body or paper; stricter where a first-line indent may look like it."""
        inside = row.left > self.left + 14 and row.right < self.right - 8 and not _CLAUSE.match(row.text)
        off = min(abs((row.left + row.right) / 2 - m) for m in ((self.left + self.right) / 2, self.middle))
        return inside and off < (3 if row.left < self.left + 45 else 9)


@dataclass(slots=True)
class Sheet:
    """A page while its rows become lines. ``cited`` are the numbers of the footnote markers in its body.

    ``running`` are the places of rows that belong to the paper; from ``foot`` on the rows are small print.
    """

    rows: list[Row]
    margins: Margins
    running: frozenset[int]
    foot: int
    cited: frozenset[str]
    notes: dict[int, str]


def paginate(leaves: Sequence[Leaf]) -> list[list[Line]]:
    """The lines of every page. Small raised figures are left out of them: they are footnote markers."""
    leaves = _with_numbered_tables(leaves)
    margins = _margins(leaves)
    sheets = [_sheet(leaf, margin) for leaf, margin in zip(leaves, margins, strict=True)]
    _set_running(sheets)
    pages: list[list[Line]] = []
    before: Sheet | None = None
    note: str | None = None
    for sheet in sheets:
        lines, note = _lines(sheet, before, note)
        pages.append(lines)
        before = sheet
    return pages


def _with_numbered_tables(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Gives every table of the document its number and its rows theirs; one that runs on over a page is one table.

    Its header, printed again at the top of the page, is left out.
    """
    running = _running([leaf.rows for leaf in leaves])
    count, number, header = 0, 0, ""
    above: tuple[int, ...] = ()
    numbered: list[Leaf] = []
    for page, leaf in enumerate(leaves):
        rows: list[Row] = []
        seen: int | None = None
        for place, row in enumerate(leaf.rows):
            if row.table is None:
                above = above if (page, place) in running else ()
            elif row.table != seen:
                seen, goes_on = row.table, above == row.columns
                above = row.columns
                if goes_on and row.text == header:
                    continue
                count, number, header = (count, number, header) if goes_on else (count + 1, 0, row.text)
            rows.append(row if row.table is None else replace(row, table=count, number=number))
            number += row.table is not None
        numbered.append(replace(leaf, rows=tuple(rows)))
    return numbered


def _margins(leaves: Sequence[Leaf]) -> list[Margins]:
    return [_margins_of(leaf, [each for each in leaves if round(each.width) == round(leaf.width)]) for leaf in leaves]


def _margins_of(leaf: Leaf, alike: Sequence[Leaf]) -> Margins:
    """The margins of a leaf, from its own rows where it has enough of them, otherwise from leaves as wide as it."""
    rows = [row for each in alike for row in each.rows if len(row.text) > 30 and row.table is None]
    own = [row for row in leaf.rows if len(row.text) > 30 and row.table is None]
    size = statistics.median(row.size for row in rows) if rows else 12.0
    left, right = _edges(own if len(own) > 12 else rows, leaf.width)
    return Margins(left, right, _leading(alike, size), size, leaf.width / 2)


def _edges(rows: Sequence[Row], width: float) -> tuple[float, float]:
    """The body's left edge, the furthest out of those where rows often begin, and its right edge."""
    if len(rows) < 3:
        return width * 0.12, width * 0.88
    lefts = Counter(round(row.left) for row in rows)
    usual = [left for left, times in lefts.items() if times >= max(3, 0.1 * len(rows))] or [
        commonest(list(lefts.elements())) or 0
    ]
    rights = sorted(row.right for row in rows)
    return float(min(usual)), rights[int(0.95 * (len(rights) - 1))]


def _leading(leaves: Sequence[Leaf], size: float) -> float:
    """The commonest step from row to row, which is the one inside paragraphs."""
    steps = [
        round(2 * (above.bottom - below.bottom))
        for each in leaves
        for above, below in zip(each.rows, each.rows[1:], strict=False)
        if 0.8 * size < above.bottom - below.bottom < 2.2 * size
    ]
    return (commonest(steps) or 2.4 * size) / 2


def _sheet(leaf: Leaf, margins: Margins) -> Sheet:
    rows: list[Row] = []
    notes: dict[int, str] = {}
    cited = {row.text[a:b] for row in leaf.rows for a, b in row.markers}
    marker: Row | None = None
    for row in leaf.rows:
        if row.table is None and _NUMBER.fullmatch(row.text) and row.size < 0.8 * margins.size:
            cited.add(row.text)
            marker = row
            continue
        if marker and row.size < 0.93 * margins.size:
            notes[len(rows)] = marker.text
        if rows and row.table is None and _goes_on(rows[-1], row, marker):
            rows[-1] = _joined(rows[-1], row)
        else:
            rows.append(row)
        marker = None
    return Sheet(rows, margins, frozenset(), _foot(rows, margins), frozenset(cited), notes)


def _goes_on(before: Row, row: Row, marker: Row | None) -> bool:
    """Whether a row is the rest of the printed line before it, which only a raised marker cut in two."""
    gap = row.left - before.right
    cut = marker is not None or (before.markers and before.markers[-1][1] == len(before.text))
    return bool(cut) and abs(row.bottom - before.bottom) < 0.2 * row.size and -1 < gap < 1.5 * row.size


def _joined(before: Row, row: Row) -> Row:
    space = "" if re.match(r"[.,;:)!?”\"’]", row.text) else " "
    shift = len(before.text) + len(space)
    return replace(
        before,
        text=before.text + space + row.text,
        at=before.at + (row.at[0],) * len(space) + row.at,
        right=row.right,
        markers=before.markers + tuple((a + shift, b + shift) for a, b in row.markers),
    )


def _foot(rows: Sequence[Row], margins: Margins) -> int:
    """Where the small print at the foot of the page begins: from there on every row has smaller letters."""
    place = len(rows)
    while (
        place
        and rows[place - 1].table is None
        and (rows[place - 1].size < 0.93 * margins.size or rows[place - 1].text.isdigit())
    ):
        place -= 1
    return place if any(not row.text.isdigit() for row in rows[place:]) else len(rows)


def _set_running(sheets: Sequence[Sheet]) -> None:
    running = _running([sheet.rows for sheet in sheets])
    for n, sheet in enumerate(sheets):
        sheet.running = frozenset(place for page, place in running if page == n)


def _running(pages: Sequence[Sequence[Row]]) -> set[tuple[int, int]]:
    return running_lines(
        [
            Page(n, tuple(Line(row.text, row.at[0], table=row.table) for row in rows), "pdfium", 0.0)
            for n, rows in enumerate(pages, 1)
        ]
    )


def _last(sheet: Sheet | None) -> Row | None:
    """The last row of running text, footnotes left aside: what the next page goes on from."""
    if sheet is None:
        return None
    return next((sheet.rows[n] for n in reversed(range(sheet.foot)) if n not in sheet.running), None)


def _lines(sheet: Sheet, before: Sheet | None, note: str | None) -> tuple[list[Line], str | None]:
    """The lines of a sheet, and the footnote that goes on on the next one."""
    notes = dict(_notes(sheet, note))
    previous, same_page = _last(before), False
    indented = bool(before and previous and before.margins.indented(previous))
    lines: list[Line] = []
    for place, row in enumerate(sheet.rows):
        number, begins = notes.get(place, (None, False))
        following = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else None
        after = following is None or sheet.margins.indented(following)
        starts = begins or _starts(previous, row, sheet.margins, (indented, after), same_page)
        lines.append(_line(row, sheet, starts, number, begins))
        if place not in sheet.running:
            previous, same_page, indented = row if row.table is None else None, True, sheet.margins.indented(row)
    last = notes.get(len(sheet.rows) - 1, (None, False))[0]
    return lines, last if last and not re.search(r"[.;:!?”\")]$", sheet.rows[-1].text) else None


def _notes(sheet: Sheet, carried: str | None) -> Iterator[tuple[int, tuple[str, bool]]]:
    """For every row of a footnote its place, the footnote's number and whether it begins here.

    Small print is a footnote only under a marker, or where one went on from the page before.
    """
    number = carried
    for place in range(sheet.foot, len(sheet.rows)):
        if place in sheet.running:
            continue
        begins = sheet.notes.get(place) or _printed_number(sheet.rows[place], sheet.cited)
        number = begins or number
        if number:
            yield place, (number, begins is not None)


def _printed_number(row: Row, cited: frozenset[str]) -> str | None:
    begins = re.match(r"[(\[]?(\d{1,2})[\])]?(?=\s|[^\W\d_])", row.text)
    return begins[1] if begins and (row.raised or begins[1] in cited) else None


def _line(row: Row, sheet: Sheet, starts: bool | None, number: str | None, begins: bool) -> Line:
    """The row as a line, without footnote markers and without the printed number at the head of a footnote."""
    if row.table is not None:
        return Line(row.text, row.at[0], table=row.table, row=row.number, starts=True, at=row.at)
    dropped = [*row.markers]
    if begins and (printed := re.match(r"[(\[]?\d{1,2}[\])]?\s*", row.text)) and printed[0].strip("([]) ") == number:
        dropped.append(printed.span())
    kept = [i for i in range(len(row.text)) if not any(a <= i < b for a, b in dropped)]
    at = tuple(row.at[i] for i in kept)
    return Line(
        "".join(row.text[i] for i in kept), at[0] if at else row.at[0], row.bold, sheet.margins.centred(row),
        starts=starts, at=at, footnote=number,
    )  # fmt: skip


def _starts(previous: Row | None, row: Row, body: Margins, indents: tuple[bool, bool], same_page: bool) -> bool | None:
    """What the layout says: True for a wider gap, a first-line indent, or an unfilled line before; False for a full one.

    ``indents`` tell whether the row before and the next one stand further in than the body's edge.
    """
    if previous is None:
        return True
    room = body.right - previous.right - row.first_word - 0.25 * row.size
    if same_page and (told := _step_tells(previous, row, body, room)) is not None:
        return told
    before, after = indents
    if body.indented(row) and not (before and after) and not body.centred(row):
        return True
    if room < -2:
        return False
    return True if room > 12 else None


def _step_tells(previous: Row, row: Row, body: Margins, room: float) -> bool | None:
    """What the step from the row before says: down by more than a line, up, to another column, in by an indent."""
    step = previous.bottom - row.bottom
    if step < -row.size or step > 1.6 * body.leading:
        return True
    if step > 1.22 * max(body.leading, 0.9 * row.size) and room > -0.5 * row.size:
        return True
    if previous.left > body.middle and row.left < previous.left - 60:
        return True
    centred, before = body.centred(row), body.centred(previous)
    if centred and not before:
        return True
    return True if row.left > previous.left + _INDENT and not centred and not before else None
