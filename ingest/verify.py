"""Is what the library quotes really in the originals? Each file is read again by other means than those that read it.

A page that pdfium gave is read by pypdf and the other way round; Word files straight from their XML; web pages by the
standard library's parser; plain text by a plain decode. Of every chunk each printed stretch must be there again,
whitespace apart; what cleaning took out between two stretches (page numbers, footnote markers) is not missed.
"""

import hashlib
import logging
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pypdf

from index.library import Library
from index.records import Chunk, Document, Run
from ingest.encodings import repair, tidy
from ingest.readers.pdf import read_pdf

log = logging.getLogger(__name__)

_WHOLE = None
"""The key of a text without pages."""

Texts = Mapping[int | None, str]

_PRINTED_NUMBER = re.compile(r"^(?:[-+–•]|\(?[\dIVXLC]{1,5}(?:\.\d+)*[.)-]*|[a-zđ][.)])")
_CLOSED_UP = re.compile(r"[\s\u00ad\u200b-\u200f\ufeff*_#|>`\\\[\]-]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words whose printed characters are neighbours, and the page on which they stand."""

    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found again of one document. ``missing`` are the places, with the words, that were not."""

    id: str
    chunks: int
    found: int
    missing: tuple[str, ...] = ()
    fault: str | None = None

    @property
    def share(self) -> float:
        """Chunks found again, of all; 1.0 for a document without any."""
        return self.found / self.chunks if self.chunks else 1.0

    @property
    def is_sound(self) -> bool:
        return self.fault is None and self.found == self.chunks


def verify(library: Library) -> Iterator[Checked]:
    """Every held document, in order of id."""
    for document in library.all_documents():
        yield check(library, document)


def check(library: Library, document: Document) -> Checked:
    """One document against its original."""
    chunks = library.chunks(document.id)
    original = library.original(document.id)
    fault = _fault(original, document)
    if fault:
        return Checked(document.id, len(chunks), 0, fault=fault)
    try:
        texts = {page: closed_up(text) for page, text in other_texts(original.read_bytes(), document.format).items()}
    except Exception:
        log.exception("While reading %s again", document.id)
        return Checked(
            document.id, len(chunks), 0, fault="Bộ đọc thứ hai không mở được tệp gốc nên chưa đối chiếu được."
        )
    whole, runs = library.text(document.id), library.runs(document.id)
    missing = tuple(_named(c) for c in chunks if not is_there(c, whole, runs, texts))
    return Checked(document.id, len(chunks), len(chunks) - len(missing), missing)


def is_there(chunk: Chunk, whole: str, runs: Sequence[Run], texts: Texts) -> bool:
    """Whether every stretch of a chunk stands in the other reading, no number lost between two, and it in the clean text."""
    if whole[chunk.start : chunk.end] != chunk.text:
        return False
    parts = list(stretches(whole, runs, chunk.start, chunk.end))
    if not all(_found(part, texts) for part in parts):
        return False
    return not any(_number_lost(one, two, texts) for one, two in pairwise(parts))


def stretches(whole: str, runs: Sequence[Run], start: int, end: int) -> Iterator[Stretch]:
    """The clean text ``start:end`` cut where its printed characters are not neighbours."""
    page, text, after = None, "", -1
    for run in runs:
        low, high = max(start, run.start), min(end, run.start + run.length)
        if low >= high:
            continue
        index = run.index + low - run.start
        if text and (page != run.page or index != after):
            yield Stretch(page, text)
            text = ""
        page, text, after = run.page, text + whole[low:high], index + high - low
    if text:
        yield Stretch(page, text)


def closed_up(text: str) -> str:
    """Letters and signs without spaces, hyphens and the marks of Markdown, NFC: what two extractors must agree on."""
    return _CLOSED_UP.sub("", unicodedata.normalize("NFC", text))


def other_texts(data: bytes, format: str) -> Texts:
    """The file's text by page (None where it has none), by other means than ``ingest.readers``."""
    match format:
        case "pdf":
            return _pdf(data)
        case "docx":
            return {_WHOLE: tidy(_docx(data))}
        case "html":
            return {_WHOLE: tidy(_html(_plain(data)))}
        case "md":
            return {_WHOLE: tidy(_plain(data)).replace("&nbsp;", "")}
        case _:
            text = tidy(_plain(data))
            return {_WHOLE: text, **dict(enumerate(text.split("\f"), 1))}


def _found(part: Stretch, texts: Texts) -> bool:
    """Whether a stretch stands in the other text; a number that Word prints by itself stands in no XML."""
    bare, text = closed_up(part.text), texts.get(part.page, "")
    if bare in text:
        return True
    return part.page is None and closed_up(_PRINTED_NUMBER.sub("", part.text.strip())) in text


def _number_lost(one: Stretch, two: Stretch, texts: Texts) -> bool:
    """Whether the other text has digits of a printed number between two stretches: "14." + ". Đại biểu" of "14.1. Đại biểu".

    A footnote's marker between two stretches is rightly gone.
    """
    if one.page != two.page:
        return False
    before, after = closed_up(one.text)[-12:], closed_up(two.text)[:12]
    if not after or not re.search(r"\d\.$", before):
        return False
    between = re.escape(before) + r"\d{1,3}" + re.escape(after)
    return re.search(between, texts.get(one.page, "")) is not None


def _fault(original: Path, document: Document) -> str | None:
    if not original.exists():
        return "Không còn tệp gốc trong thư viện. Hãy nạp lại tệp này."
    if hashlib.sha256(original.read_bytes()).hexdigest() != document.sha256:
        return "Tệp gốc trong thư viện đã bị thay đổi (mã băm khác). Hãy nạp lại tệp gốc đúng."
    return None


def _named(chunk: Chunk) -> str:
    return f"{chunk.locator.place}: {chunk.text[:80]!r}"


def _pdf(data: bytes) -> Texts:
    """Each page by the extractor that did not give its words."""
    chosen = {page.number: page.extractor for page in read_pdf(data).pages}
    structure = pypdf.PdfReader(BytesIO(data))
    texts: dict[int | None, str] = {n: page.extract_text() for n, page in enumerate(structure.pages, 1)}
    if "pypdf" in chosen.values():
        for page in read_pdf(data, "pdfium").pages:
            if chosen[page.number] == "pypdf":
                texts[page.number] = "\n".join(line.text for line in page.lines)
    whole = repair("\f".join(texts.values())).split("\f")
    return dict(zip(texts, whole, strict=True)) if len(whole) == len(texts) else texts


def _docx(data: bytes) -> str:
    """Every w:t of the parts that hold text, in order."""
    pieces: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(?:document|footnotes|endnotes)\.xml", name):
                pieces.extend(_words_of(ElementTree.fromstring(package.read(name))))
    return "".join(pieces)


def _words_of(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag.endswith("}t"):
            yield element.text or ""
        elif element.tag.endswith("}noBreakHyphen"):
            yield "-"


class _Words(HTMLParser):
    """Collects all that is neither markup nor script."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def _html(text: str) -> str:
    parser = _Words()
    parser.feed(text)
    return "".join(parser.pieces)


def _plain(data: bytes) -> str:
    """A plain decode: what its mark says, else UTF-8, else one byte a sign and the fonts of before Unicode."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    if data[:4000].count(0) > len(data[:4000]) // 5:
        return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")
    try:
        return repair(data.decode("utf-8"))
    except UnicodeDecodeError:
        return repair("".join(chr(byte) if 0x80 <= byte < 0xA0 else bytes([byte]).decode("latin-1") for byte in data))
