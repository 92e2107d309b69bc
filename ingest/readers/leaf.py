"""One page of a PDF as pdfium sees it: its characters and its printed rows with their boxes.

Lengths are in points. Call ``lift`` only under the lock of ``ingest.readers.pdf``.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

_HYPHENS = {"\ufffe": "-", "\x02": "-"}
_MARKER = re.compile(r"(?<=[^\W\d_])\d{1,2}(?![\w/-])|(?<=[^\W\d][)”\"’.,;:])\d{1,2}(?=\s|$|[.,;:)])")
_RIGHT_COLUMN = re.compile(
    r"^(?:ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập -|[TK]/[MTL]\b|TM\.|KT\.|TL\.|TUQ\.|-{5,}$)"
    r"|^[^\d,]{2,30}, ?ngày\b.{0,20}tháng"
)
_LEFT_COLUMN = re.compile(r"^Nơi nhận\s*:?$")


@dataclass(slots=True)
class Row:
    """A printed row: its words, the page character of each code point, its box, the size and weight of its letters.

    ``markers`` are the spans of footnote markers in it; ``raised`` tells that it begins with a small raised figure.
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


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page lifted out of pdfium. ``pictured`` tells that images cover a good part of it, as scans do."""

    text: str
    rows: tuple[Row, ...]
    width: float
    pictured: bool


def lift(document: pdfium.PdfDocument, number: int) -> Leaf:
    """The page of that number, from 0."""
    page = document[number]
    words = page.get_textpage()
    try:
        text = _characters(words)
        rows = tuple(_rows(words, text))
        pictured = len(text.split()) < 250 and _pictured(page)
        return Leaf(text, rows, page.get_width(), pictured)
    finally:
        words.close()
        page.close()


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
        text, tuple(range(begin, end)), first[0], last[2], min(first[1], last[1]), size, bold,
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
