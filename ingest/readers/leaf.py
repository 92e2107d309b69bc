"""One page of a PDF as pdfium sees it: its characters, its lines with their boxes, and what the layout tells.

Lengths are in points. Call ``lift`` only under the lock of ``ingest.readers.pdf``.
"""

import ctypes
import math
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from ingest.manuscript import Line
from ingest.readers.widths import commonest

_HYPHENS = {"\ufffe": "-", "\x02": "-"}
_MARKER = re.compile(r"(?<=[^\W\d_])\d{1,2}(?![\w/-])|(?<=[^\W\d][)”\"’.,;:])\d{1,2}(?=\s|$|[.,;:)])")
_RIGHT_COLUMN = re.compile(
    r"^(?:ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập -|[TK]/[MTL]\b|TM\.|KT\.|TL\.|TUQ\.)"
    r"|^[^\d,]{2,30}, ?ngày\b.{0,20}tháng"
)
_LEFT_COLUMN = re.compile(r"^Nơi nhận\s*:?$")


@dataclass(slots=True)
class Row:
    """A printed line: ``text`` are the page's characters from ``index``; the box, the size of its letters, its weight."""

    text: str
    index: int
    left: float
    right: float
    bottom: float
    size: float
    bold: bool
    first_word: float
    raised: bool  # begins with a small raised figure, as footnotes do
    markers: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Leaf:
    """A page lifted out of pdfium. ``pictured`` tells that images cover a good part of it, as scans do.

    ``running`` are the places of the rows that belong to the paper: heads, feet, page numbers.
    """

    text: str
    rows: list[Row]
    width: float
    pictured: bool
    left: float = 0.0
    right: float = 0.0
    leading: float = 0.0
    size: float = 0.0
    running: frozenset[int] = frozenset()

    @property
    def last(self) -> Row | None:
        """The last row of running text, footnotes left aside: what the next page goes on from."""
        foot = _foot(self)
        return next((row for n, row in reversed(list(enumerate(self.rows[:foot]))) if n not in self.running), None)


def lift(document: pdfium.PdfDocument, number: int) -> Leaf:
    """The page of that number, from 0."""
    page = document[number]
    words = page.get_textpage()
    try:
        text = _characters(words)
        rows = list(_rows(words, text))
        pictured = len(text.split()) < 250 and _pictured(page)
        return Leaf(text, rows, page.get_width(), pictured)
    finally:
        words.close()
        page.close()


def set_margins(leaves: Sequence[Leaf]) -> None:
    """Finds each leaf's body: where its lines begin and end, its leading and letter size, from leaves as wide as it."""
    for width in {round(each.width) for each in leaves}:
        alike = [each for each in leaves if round(each.width) == width]
        rows = [row for each in alike for row in each.rows if len(row.text.strip()) > 30]
        for each in alike:
            own = [row for row in each.rows if len(row.text.strip()) > 30]
            each.size = _typical([row.size for row in rows]) or 12.0
            each.left, each.right = _edges(own if len(own) > 12 else rows, each.width)
            each.leading = _leading(alike) or each.size * 1.2


def lines_of(each: Leaf, before: Leaf | None, footnote: str | None) -> tuple[list[Line], str | None]:
    """The leaf's lines with what the layout says of them, and the footnote that is open at its foot."""
    lines: list[Line] = []
    open_note: str | None = None
    previous = before.last if before else None
    same_page, indented = False, bool(before and previous and _is_indented(previous, before))
    marker: str | None = None
    foot = _foot(each)
    for place, row in enumerate(each.rows):
        if _is_raised_marker(row, each):
            marker = row.text.strip()
            continue
        in_foot = place >= foot
        note = _note_number(row, marker, open_note or footnote) if in_foot else None
        open_note = note or open_note or (footnote if in_foot else None)
        following = each.rows[place + 1] if place + 1 < len(each.rows) else None
        indents = (indented, _is_indented(row, each), following is None or _is_indented(following, each))
        starts = True if note else _starts(previous, row, each, indents, same_page)
        lines.append(_line(row, each, starts, open_note if in_foot else None, bool(note) and marker is None))
        marker = None
        if place not in each.running:
            previous, same_page, indented = row, True, indents[1]
    return lines, open_note


def reword(lines: Sequence[Line], text: str) -> list[Line]:
    """The same page in another extractor's words: each of its lines put where pdfium has the same letters.

    What the layout said of pdfium's lines (bold, centred, beginning a paragraph) goes with the letters.
    """
    letters = [(c, line, at) for line in lines for c, at in zip(line.text, line.at, strict=True) if not c.isspace()]
    joined = "".join(c for c, _, _ in letters)
    reworded: list[Line] = []
    position = 0
    for row in text.split("\n"):
        bare = "".join(row.split())
        if not bare:
            continue
        found = joined.find(bare, position)
        found = joined.find(bare) if found < 0 else found
        if found < 0:
            continue
        reworded.append(_reworded(row, letters[found : found + len(bare)]))
        position = found + len(bare)
    missed = _missed(lines, reworded)
    return sorted([*reworded, *missed], key=lambda line: line.index)


def _reworded(row: str, letters: Sequence[tuple[str, Line, int]]) -> Line:
    words = " ".join(row.split())
    at: list[int] = []
    used = 0
    for c in words:
        at.append(letters[min(used, len(letters) - 1)][2])
        used += not c.isspace()
    first = letters[0][1]
    begins = letters[0][2] == next((a for c, a in zip(first.text, first.at, strict=True) if not c.isspace()), -1)
    return replace(first, text=words, index=at[0], at=tuple(at), starts=first.starts if begins else False)


def _missed(lines: Sequence[Line], reworded: Sequence[Line]) -> list[Line]:
    """Lines of which no letter was found in the other extractor's text: better pdfium's words than none."""
    seen = {a for line in reworded for a in line.at}
    return [line for line in lines if not seen.intersection(line.at)]


def _characters(words: pdfium.PdfTextPage) -> str:
    """One code point for each of pdfium's characters; a hyphen at a line's end, which it marks, is a hyphen again."""
    count = words.count_chars()
    text = words.get_text_range()
    if len(text) != count:
        codes = [pdfium_c.FPDFText_GetUnicode(words, i) for i in range(count)]
        text = "".join(chr(c) if c and not 0xD800 <= c < 0xE000 else " " for c in codes)
    return "".join(_HYPHENS.get(c, c) for c in text)


def _rows(words: pdfium.PdfTextPage, text: str) -> Iterator[Row]:
    for match in re.finditer(r"[^\r\n]+", text):
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        end = match.start() + len(match[0].rstrip())
        if begin < end:
            yield from _columns(words, text[begin:end], begin)


def _columns(words: pdfium.PdfTextPage, text: str, begin: int) -> Iterator[Row]:
    """The row, or the two rows of a head or closing whose columns pdfium put on one line."""
    row = _row(words, text, begin)
    for gap in re.finditer(r" +", text) if len(text) < 110 else ():
        left, right = text[: gap.start()], text[gap.end() :]
        if not (_RIGHT_COLUMN.search(right) or _LEFT_COLUMN.search(left)):
            continue
        edge = _box(words, begin + gap.start() - 1)[2]
        if _box(words, begin + gap.end())[0] - edge > 2.2 * row.size:
            yield _row(words, left, begin)
            yield from _columns(words, right, begin + gap.end())
            return
    yield row


def _row(words: pdfium.PdfTextPage, text: str, begin: int) -> Row:
    end = begin + len(text)
    first, last = _box(words, begin), _box(words, end - 1)
    size = _size(words, begin + _inked(text, len(text) // 2))
    word = begin + len(text.split(maxsplit=1)[0]) - 1
    letters = [i for i, c in enumerate(text) if c.isalpha()] or [0]
    probes = {begin + letters[0], begin + letters[len(letters) // 2], begin + letters[-1]}
    bold = all(_bold(words, p) for p in probes)
    return Row(
        text, begin, first[0], last[2], min(first[1], last[1]), size, bold,
        _box(words, word)[2] - first[0], _begins_raised(words, text, begin, size), tuple(_markers(words, text, begin, size)),
    )  # fmt: skip


def _inked(text: str, near: int) -> int:
    """The place of a sign that is no space, from there on or before: spaces that pdfium adds have no size."""
    places: list[int] = [i for i in (*range(near, len(text)), *range(near - 1, -1, -1)) if not text[i].isspace()]
    return places[0]


def _markers(words: pdfium.PdfTextPage, text: str, begin: int, size: float) -> Iterator[tuple[int, int]]:
    """Where small raised figures are glued to a word: footnote markers."""
    for match in _MARKER.finditer(text):
        if _size(words, begin + match.start()) < 0.8 * size or _raised(words, begin + match.start(), size):
            yield match.span()


def _begins_raised(words: pdfium.PdfTextPage, text: str, begin: int, size: float) -> bool:
    figure = re.match(r"\d{1,2}(?!\d)", text)
    if not figure or figure.end() == len(text):
        return False
    after = begin + _inked(text, figure.end())
    return _size(words, begin) < 0.8 * size or _tight_box(words, begin)[1] > _tight_box(words, after)[1] + 0.2 * size


def _raised(words: pdfium.PdfTextPage, index: int, size: float) -> bool:
    box, before = _tight_box(words, index), _tight_box(words, index - 1)
    return box[3] - box[1] < 0.62 * size and box[1] > before[1] + 0.2 * size and box[3] - box[1] < 0.8 * size


def _box(words: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(words, index, ctypes.byref(rect)):
        return (0.0, 0.0, 0.0, 0.0)
    return (rect.left, rect.bottom, rect.right, rect.top)


def _tight_box(words: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharBox(words, index, left, right, bottom, top)
    return (left.value, bottom.value, right.value, top.value)


def _size(words: pdfium.PdfTextPage, index: int) -> float:
    """Letter size as printed: the font's own size under the scaling of its text."""
    scaling = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(words, index, ctypes.byref(scaling))
    scale = math.hypot(scaling.b, scaling.d) or 1.0
    return float(pdfium_c.FPDFText_GetFontSize(words, index)) * scale


def _bold(words: pdfium.PdfTextPage, index: int) -> bool:
    if pdfium_c.FPDFText_GetFontWeight(words, index) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(words, index, name, 128, ctypes.byref(flags))
    return b"bold" in name.value.lower() or b"black" in name.value.lower() or (flags.value & (1 << 18)) != 0


def _pictured(page: pdfium.PdfPage) -> bool:
    whole = page.get_width() * page.get_height()
    covered = 0.0
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > 0.15 * whole)


def _edges(rows: Sequence[Row], width: float) -> tuple[float, float]:
    if len(rows) < 3:
        return width * 0.12, width * 0.88
    left = commonest([round(row.left) for row in rows])
    rights = sorted(row.right for row in rows)
    return float(left or 0), rights[int(0.95 * (len(rights) - 1))]


def _leading(leaves: Sequence[Leaf]) -> float | None:
    steps = [
        round(above.bottom - below.bottom, 1)
        for each in leaves
        for above, below in zip(each.rows, each.rows[1:], strict=False)
        if 0.8 * each.size < above.bottom - below.bottom < 2.2 * each.size
    ]
    return _low(steps)


def _low(steps: Sequence[float]) -> float | None:
    """The commonest step, which is the one inside paragraphs."""
    rounded = commonest([round(s * 2) for s in steps])
    return None if rounded is None else rounded / 2


def _typical(sizes: Sequence[float]) -> float | None:
    return statistics.median(sizes) if sizes else None


def _foot(each: Leaf) -> int:
    """Where the small print at the foot of the page begins: from there on every row has smaller letters."""
    place = len(each.rows)
    while place and (each.rows[place - 1].size < 0.93 * each.size or _is_number(each.rows[place - 1])):
        place -= 1
    rows = each.rows[place:]
    return place if any(not _is_number(row) for row in rows) else len(each.rows)


def _is_number(row: Row) -> bool:
    return row.text.strip().isdigit()


def _is_raised_marker(row: Row, each: Leaf) -> bool:
    return re.fullmatch(r"\d{1,2}", row.text.strip()) is not None and row.size < 0.8 * each.size


def _note_number(row: Row, marker: str | None, last: str | None) -> str | None:
    """The number of the footnote that this row of small print begins; it is raised, bracketed, or the next in turn."""
    if marker:
        return marker
    begins = re.match(r"([(\[]?)(\d{1,2})[\])]?(?=\s|[^\W\d_])", row.text)
    if not begins or begins[2].startswith("0"):
        return None
    next_in_turn = int(begins[2]) == int(last or 0) + 1
    return begins[2] if row.raised or next_in_turn or (begins[1] and last is None) else None


def _line(row: Row, each: Leaf, starts: bool | None, note: str | None, numbered: bool) -> Line:
    """The row as a line, footnote markers left out, and the printed number at the head of a footnote."""
    dropped = [*row.markers]
    if numbered and (printed := re.match(r"\(?\[?\d{1,2}[\])]?\s*", row.text)):
        dropped.append(printed.span())
    kept = [i for i in range(len(row.text)) if not any(a <= i < b for a, b in dropped)]
    text = "".join(row.text[i] for i in kept)
    at = tuple(row.index + i for i in kept)
    return Line(text, at[0] if at else row.index, row.bold, _centred(row, each), starts=starts, at=at, footnote=note)


def _is_indented(row: Row, each: Leaf) -> bool:
    return row.left > each.left + 9


def _centred(row: Row, each: Leaf) -> bool:
    middle = (each.left + each.right) / 2
    inside = row.left > each.left + 14 and row.right < each.right - 8
    return inside and abs((row.left + row.right) / 2 - middle) < 6


def _starts(
    previous: Row | None, row: Row, each: Leaf, indents: tuple[bool, bool, bool], same_page: bool
) -> bool | None:
    """What the layout says: True for a wider gap, a first-line indent, or an unfilled line before; False for a full one.

    ``indents`` tell whether the row before, this row and the next one stand further in than the body's edge.
    """
    if previous is None:
        return True
    room = each.right - previous.right - row.first_word - 0.25 * row.size
    if same_page:
        step = previous.bottom - row.bottom
        if step > 1.22 * max(each.leading, 0.9 * row.size) or step < -row.size:
            return True if step < -row.size or room > -0.5 * row.size or step > 1.6 * each.leading else None
        if row.left > previous.left + 9 and not (_centred(row, each) or _centred(previous, each)):
            return True
    before, here, after = indents
    if here and (not before or not after) and not _centred(row, each):
        return True
    if room < -2:
        return False
    return True if room > 12 else None
