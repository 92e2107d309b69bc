"""PDF: pypdfium2's text layer and pypdf's, page by page whichever reads cleaner, with the layout of every line.

A line's ``index`` and ``at`` always count pypdfium2's characters of the page, whichever extractor gave the words, so
that a quote can be found again on the page and framed. Everything that touches pdfium goes through one lock.
"""

import logging
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from threading import Lock
from typing import Literal

import pypdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from pypdf.errors import DeprecationError, PyPdfError

from ingest.encodings import convert, legacy_encoding, tidy, tidy_with_places
from ingest.manuscript import Line, Page, Reading
from ingest.quality import share_vietnamese, stray_spaces
from ingest.readers.leaf import Leaf, lift
from ingest.readers.pagination import paginate
from ingest.readers.rewording import reword
from ingest.readers.unreadable import Unreadable

Extractor = Literal["best", "pdfium", "pypdf"]

_PDFIUM = Lock()
_CLEAN = 0.999
_BROKEN = 0.985
_FEW_SYLLABLES = 40

_PYPDF_FAILS = (
    PyPdfError, DeprecationError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
    AssertionError, NotImplementedError, OSError, zlib.error, struct.error,
)  # fmt: skip
"""What pypdf raises on files that pdfium reads well."""

logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(data: bytes, extractor: Extractor = "best") -> Reading:
    """A PDF with a text layer. A page that is only an image comes with ``has_image`` and no lines."""
    _check_whole(data)
    leaves = _leaves(data)
    if not leaves:
        raise Unreadable("zero_pages", "Tệp PDF không có trang nào. Hãy xuất lại PDF từ bản gốc rồi nộp lại.")
    structure = _structure(data)
    pages = _pages(leaves, structure, extractor)
    if _words_of(pages) < _FEW_SYLLABLES and (not _words_of(pages) or any(page.has_image for page in pages)):
        raise _no_words(any(page.has_image for page in pages))
    return Reading("pdf", tuple(pages), _declared_title(structure))


def _words_of(pages: Sequence[Page]) -> int:
    return sum(len(line.text.split()) for page in pages for line in page.lines)


def _check_whole(data: bytes) -> None:
    if b"%%EOF" not in data[-65536:] and b"startxref" not in data[-65536:]:
        raise _truncated()


def _truncated() -> Unreadable:
    return Unreadable(
        "truncated",
        "Tệp PDF bị hỏng hoặc thiếu phần cuối (có thể do tải về hoặc sao chép dở dang). Hãy lấy lại tệp từ bản gốc "
        "rồi nộp lại.",
    )


def _encrypted() -> Unreadable:
    return Unreadable(
        "encrypted", "Tệp PDF đặt mật khẩu mở tệp. Hãy bỏ mật khẩu (in hoặc lưu lại thành PDF mới) rồi nộp lại."
    )


def _no_words(has_image: bool) -> Unreadable:
    if has_image:
        return Unreadable(
            "needs_ocr",
            "Tệp PDF là ảnh quét, không có lớp chữ nên chưa đưa vào thư viện. Hãy nhận dạng chữ (OCR) rồi nộp lại "
            "bản có lớp chữ, hoặc nộp tệp Word gốc.",
        )
    return Unreadable(
        "no_text",
        "Tệp PDF không có chữ đọc được (trang trắng, hoặc chữ đã chuyển thành nét vẽ). Hãy nộp tệp Word gốc hoặc "
        "PDF xuất trực tiếp từ Word.",
    )


def _leaves(data: bytes) -> list[Leaf]:
    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if _counts_no_page(data):
                return []
            if b"/Encrypt" in data and (error.err_code == pdfium_c.FPDF_ERR_PASSWORD or _is_encrypted(data)):
                raise _encrypted() from error
            raise _truncated() from error
        try:
            return [lift(document, n) for n in range(len(document))]
        except pdfium.PdfiumError as error:
            raise _truncated() from error
        finally:
            document.close()


def _structure(data: bytes) -> pypdf.PdfReader | None:
    """pypdf's view of the file; None where only pdfium can make sense of it."""
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        len(reader.pages)
    except _PYPDF_FAILS:
        return None
    return reader


def _is_encrypted(data: bytes) -> bool:
    try:
        return pypdf.PdfReader(BytesIO(data)).is_encrypted
    except _PYPDF_FAILS:
        return False


def _counts_no_page(data: bytes) -> bool:
    structure = _structure(data)
    return structure is not None and len(structure.pages) == 0


def _declared_title(structure: pypdf.PdfReader | None) -> str | None:
    try:
        title = structure.metadata.title if structure and structure.metadata else None
    except _PYPDF_FAILS:
        return None
    return title.strip() or None if isinstance(title, str) else None


def _pages(leaves: Sequence[Leaf], structure: pypdf.PdfReader | None, extractor: Extractor) -> list[Page]:
    legacy = legacy_encoding("\n".join(leaf.text for leaf in leaves))
    pages: list[Page] = []
    for number, (leaf, lines) in enumerate(zip(leaves, paginate(leaves), strict=True)):
        page = _page(number + 1, lines, leaf, legacy)
        pages.append(_chosen(page, partial(_pypdf_text, structure, number, legacy), extractor))
    return pages


def _page(number: int, lines: Sequence[Line], leaf: Leaf, legacy: str | None) -> Page:
    """A page by pdfium's words; without lines when it is only a picture under a stamp or a running head."""
    tidied = _mended([t for line in lines if (t := _tidy(line, legacy)).text.strip()])
    text = "\n".join(line.text for line in tidied)
    pictured = leaf.pictured and len(text.split()) < _FEW_SYLLABLES
    if pictured:
        return Page(number, (), "pdfium", 0.0, True)
    return Page(number, tidied, "pdfium", share_vietnamese(text), leaf.pictured)


def _mended(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a page; where its text layer breaks many words, without the spaces that stand inside them."""
    if share_vietnamese("\n".join(line.text for line in lines)) > _BROKEN:
        return tuple(lines)
    return tuple(_without(line, frozenset(stray_spaces(line.text))) for line in lines)


def _without(line: Line, places: frozenset[int]) -> Line:
    kept = [i for i in range(len(line.text)) if i not in places]
    return replace(line, text="".join(line.text[i] for i in kept), at=tuple(line.at[i] for i in kept))


def _tidy(line: Line, legacy: str | None) -> Line:
    words = convert(line.text, legacy)
    if words != line.text and len(words) != len(line.text):
        spread = len(line.text) / max(len(words), 1)
        return replace(line, text=words, at=tuple(line.at[int(i * spread)] for i in range(len(words))))
    text, places = tidy_with_places(words)
    return replace(line, text=text, at=tuple(line.at[p] for p in places))


def _chosen(page: Page, other: Callable[[], str | None], extractor: Extractor) -> Page:
    """The page as the wanted extractor has it; "best" takes pypdf's words only where they are measurably cleaner."""
    if extractor == "pdfium" or not page.lines or (extractor == "best" and page.quality >= _CLEAN):
        return page
    text = other()
    if text is None:
        return page
    lines = _mended(reword(page.lines, text))
    quality = share_vietnamese("\n".join(line.text for line in lines))
    if extractor == "best" and quality <= page.quality:
        return page
    return Page(page.number, tuple(lines), "pypdf", quality, page.has_image)


def _pypdf_text(structure: pypdf.PdfReader | None, number: int, legacy: str | None) -> str | None:
    if structure is None:
        return None
    try:
        return tidy(convert(structure.pages[number].extract_text(), legacy))
    except _PYPDF_FAILS:
        return None
