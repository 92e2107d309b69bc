"""One page of a PDF as pdfium sees it: its characters and its printed rows with their boxes.

Lengths are in points. Call ``lift`` only under the lock of ``ingest.readers.pdf``.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from ingest.readers.grid import Grid, Rule, edges_of, grids
from ingest.readers.layout import are_columns, is_layout
from ingest.readers.widths import commonest

_HYPHENS = {"\ufffe": "-", "\x02": "-"}
_MARKER = re.compile(r"(?<=[^\W\d_])\d{1,2}(?![\w/-])|(?<=[^\W\d][)”\"’.,;:])\d{1,2}(?=\s|$|[.,;:)])")
_FEW_RULES, _MANY_RULES = 3, 4000
_LONGEST_LINE = 180


@dataclass(slots=True)
class Row:
    """A printed row: its words, the page character of each code point, its box, the size and weight of its letters.

    ``markers`` are the spans of footnote markers in it; ``raised`` tells that it begins with a small raised figure.
    A row of a ruled table has its ``table``, from 0 on the page, and its cells joined by tabs; ``columns`` are the left
    edges of that table's cells, the same on every page over which it runs.
    """

    text: str
    at: tuple[int, ...]
    left: float
    right: float
    bottom: float
    size: float
    bold: bool
    first_word: float
    raised: bool
    markers: tuple[tuple[int, int], ...] = ()
    table: int | None = None
    number: int = 0
    columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page lifted out of pdfium. ``pictured`` tells that images cover a good part of it, as scans do."""

    text: str
    rows: tuple[Row, ...]
    width: float
    pictured: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A page's text layer, and by how many quarter turns its lines are printed, as pdfium counts: 3 reads upwards."""

    raw: pdfium.PdfTextPage
    turn: int


Box = tuple[float, float, float, float]
"""Left, low, right and top, as the reader of the line sees them."""


def lift(document: pdfium.PdfDocument, number: int) -> Leaf:
    """The page of that number, from 0."""
    page = document[number]
    raw = page.get_textpage()
    try:
        words = Words(raw, _turn(raw))
        text = _characters(words)
        rows = tuple(_with_tables(words, page, list(_rows(words, text))))
        pictured = len(text.split()) < 250 and _pictured(page)
        return Leaf(text, rows, _length(page, words.turn), pictured)
    finally:
        raw.close()
        page.close()


def _turn(raw: pdfium.PdfTextPage) -> int:
    """The direction of most of the page's letters."""
    count = raw.count_chars()
    probes = range(0, count, max(1, count // 25))
    turns = [round(pdfium_c.FPDFText_GetCharAngle(raw, i) / (math.pi / 2)) % 4 for i in probes]
    return commonest(turns) or 0


def _length(page: pdfium.PdfPage, turn: int) -> float:
    """How wide the page is in the direction of its lines."""
    lies = (turn - page.get_rotation() // 90) % 2
    return float(page.get_height() if lies else page.get_width())


def _turned(box: Box, turn: int) -> Box:
    left, low, right, top = box
    match turn:
        case 3:
            return (low, -right, top, -left)
        case 2:
            return (-right, -top, -left, -low)
        case 1:
            return (-top, left, -low, right)
        case _:
            return box


def _characters(words: Words) -> str:
    """One code point for each of pdfium's characters; a hyphen at a line's end, which it marks, is a hyphen again."""
    count = words.raw.count_chars()
    text = words.raw.get_text_range()
    if len(text) != count:
        codes = [pdfium_c.FPDFText_GetUnicode(words.raw, i) for i in range(count)]
        text = "".join(chr(c) if c and not 0xD800 <= c < 0xE000 else " " for c in codes)
    return "".join(_HYPHENS.get(c, c) for c in text)


def _rows(words: Words, text: str) -> Iterator[Row]:
    for match in re.finditer(r"[^\r\n]+", text):
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        end = match.start() + len(match[0].rstrip())
        for start, stop in _printed_lines(words, text, begin, end):
            yield from _columns(words, text[start:stop], start)


def _printed_lines(words: Words, text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch as pdfium gives it; one too long for a line is cut where its words step down or back."""
    if end - begin <= _LONGEST_LINE:
        if begin < end:
            yield begin, end
        return
    start, before = begin, _box(words, begin)
    for word in re.finditer(r"\S+", text[begin:end]):
        box = _box(words, begin + word.start())
        if abs(box[1] - before[1]) > 0.5 * (box[3] - box[1]) or box[0] < before[0] - 1:
            yield start, begin + len(text[begin : begin + word.start()].rstrip())
            start = begin + word.start()
        before = _box(words, begin + word.end() - 1)
    yield start, end


def _columns(words: Words, text: str, begin: int) -> Iterator[Row]:
    """The row, or the two rows of a head or closing whose columns pdfium put on one line."""
    row = _row(words, text, begin)
    for gap in re.finditer(r" +", text) if len(text) < 110 else ():
        left, right = text[: gap.start()], text[gap.end() :]
        if not are_columns(left, right):
            continue
        edge = _box(words, begin + gap.start() - 1)[2]
        if _box(words, begin + gap.end())[0] - edge > 2.2 * row.size:
            yield _row(words, left, begin)
            yield from _columns(words, right, begin + gap.end())
            return
    yield row


def _row(words: Words, text: str, begin: int) -> Row:
    end = begin + len(text)
    first, last = _box(words, begin), _box(words, end - 1)
    size = _size(words, begin + _inked(text, len(text) // 2))
    word = begin + len(text.split(maxsplit=1)[0]) - 1
    letters = [i for i, c in enumerate(text) if c.isalpha()] or [0]
    probes = {begin + letters[0], begin + letters[len(letters) // 2], begin + letters[-1]}
    bold = all(_bold(words, p) for p in probes)
    return Row(
        text, tuple(range(begin, end)), first[0], last[2], min(first[1], last[1]), size, bold,
        _box(words, word)[2] - first[0], _begins_raised(words, text, begin, size), tuple(_markers(words, text, begin, size)),
    )  # fmt: skip


def _inked(text: str, near: int) -> int:
    """The place of a sign that is no space, from there on or before: spaces that pdfium adds have no size."""
    places: list[int] = [i for i in (*range(near, len(text)), *range(near - 1, -1, -1)) if not text[i].isspace()]
    return places[0]


def _markers(words: Words, text: str, begin: int, size: float) -> Iterator[tuple[int, int]]:
    """Where small raised figures are glued to a word: footnote markers."""
    for match in _MARKER.finditer(text):
        if _size(words, begin + match.start()) < 0.8 * size or _raised(words, begin + match.start(), size):
            yield match.span()


def _begins_raised(words: Words, text: str, begin: int, size: float) -> bool:
    figure = re.match(r"\d{1,2}(?!\d)", text)
    if not figure or figure.end() == len(text):
        return False
    after = begin + _inked(text, figure.end())
    return _size(words, begin) < 0.8 * size or _tight_box(words, begin)[1] > _tight_box(words, after)[1] + 0.2 * size


def _raised(words: Words, index: int, size: float) -> bool:
    box, before = _tight_box(words, index), _tight_box(words, index - 1)
    return box[3] - box[1] < 0.62 * size and box[1] > before[1] + 0.2 * size and box[3] - box[1] < 0.8 * size


def _box(words: Words, index: int) -> Box:
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(words.raw, index, ctypes.byref(rect)):
        return (0.0, 0.0, 0.0, 0.0)
    return _turned((rect.left, rect.bottom, rect.right, rect.top), words.turn)


def _tight_box(words: Words, index: int) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharBox(words.raw, index, left, right, bottom, top)
    return _turned((left.value, bottom.value, right.value, top.value), words.turn)


def _size(words: Words, index: int) -> float:
    """Letter size as printed: the font's own size under the scaling of its text."""
    scaling = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(words.raw, index, ctypes.byref(scaling))
    scale = math.hypot(scaling.b, scaling.d) or 1.0
    return float(pdfium_c.FPDFText_GetFontSize(words.raw, index)) * scale


def _bold(words: Words, index: int) -> bool:
    if pdfium_c.FPDFText_GetFontWeight(words.raw, index) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(words.raw, index, name, 128, ctypes.byref(flags))
    return b"bold" in name.value.lower() or b"black" in name.value.lower() or (flags.value & (1 << 18)) != 0


def _with_tables(words: Words, page: pdfium.PdfPage, rows: list[Row]) -> list[Row]:
    """The rows with those inside ruled tables put together anew, a row of the table each."""
    for number, grid in enumerate(grids(_rules(page, words.turn))):
        inside = [row for row in rows if grid.cell(*_middle(words, row.at[0])) is not None]
        cells: dict[tuple[int, int], list[tuple[str, int]]] = {}
        for row in inside:
            for cell, written in _cells(words, row, grid):
                cells.setdefault(cell, []).extend(written)
        table = _table(cells)
        if len(table) < 2 or is_layout([["".join(c for c, _ in cell) for cell in row] for row in table]):
            continue
        place = rows.index(inside[0])
        columns = tuple(round(edge) for edge in grid.edges)
        made = [_table_row(inside[0], row, number, columns) for row in table]
        rows = (
            [row for row in rows[:place] if row not in inside]
            + made
            + [row for row in rows[place:] if row not in inside]
        )
    return rows


def _cells(words: Words, row: Row, grid: Grid) -> Iterator[tuple[tuple[int, int], list[tuple[str, int]]]]:
    """The words of a printed row by the cells in which they stand, each with a space after it."""
    for word in re.finditer(r"\S+", row.text):
        cell = grid.cell(*_middle(words, row.at[(word.start() + word.end() - 1) // 2]))
        if cell is not None:
            signs = [(row.text[i], row.at[i]) for i in range(*word.span())]
            yield cell, [*signs, (" ", signs[-1][1] + 1)]


def _table(cells: dict[tuple[int, int], list[tuple[str, int]]]) -> list[list[list[tuple[str, int]]]]:
    """The rows of a table that have words, each with all of its cells up to the last one."""
    rows = sorted({row for row, _ in cells})
    width = max((column for _, column in cells), default=0)
    least = min((column for _, column in cells), default=0)
    return [[cells.get((row, column), [])[:-1] for column in range(least, width + 1)] for row in rows]


def _table_row(like: Row, cells: list[list[tuple[str, int]]], number: int, columns: tuple[int, ...]) -> Row:
    signs: list[tuple[str, int]] = []
    for place, cell in enumerate(cells):
        after = signs[-1][1] + 1 if signs else (cell[0][1] if cell else like.at[0])
        signs.extend([("\t", after)] if place else [])
        signs.extend(cell)
    return replace(
        like, text="".join(c for c, _ in signs), at=tuple(i for _, i in signs), bold=False, raised=False, markers=(),
        table=number, columns=columns,
    )  # fmt: skip


def _middle(words: Words, index: int) -> tuple[float, float]:
    left, low, right, top = _box(words, index)
    return (left + right) / 2, (low + top) / 2


def _rules(page: pdfium.PdfPage, turn: int) -> list[Rule]:
    shapes = list(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3))
    if not _FEW_RULES <= len(shapes) <= _MANY_RULES:
        return []
    return [rule for shape in shapes for rule in edges_of(*_turned(shape.get_bounds(), turn)) if _is_drawn(shape)]


def _is_drawn(shape: pdfium.PdfObject) -> bool:
    """Whether a shape is stroked, or so thin that its fill is a line; a filled area is only shading."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(shape, ctypes.byref(fill), ctypes.byref(stroke))
    left, low, right, top = shape.get_bounds()
    return bool(stroke.value) or min(right - left, top - low) <= 2.5


def _pictured(page: pdfium.PdfPage) -> bool:
    whole = page.get_width() * page.get_height()
    covered = 0.0
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > 0.15 * whole)
