"""What ingestion works on between bytes and sections: pages of lines, then one clean text with its paragraphs."""

from dataclasses import dataclass, field

from index.records import Run


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader gives it, NFC. ``index`` is where it starts among the page's characters (see Run).

    ``table`` and ``row`` count from 1 and 0 within the document (header row 0); the cells of a row are joined by tabs.
    ``at`` gives the index of each code point where these are not simply ``index``, ``index + 1``, …
    ``footnote`` is the number of the footnote to which the line belongs.
    """

    text: str
    index: int
    bold: bool = False
    centred: bool = False
    table: int | None = None
    row: int | None = None
    starts: bool | None = None  # whether it begins a paragraph, as far as the format or the layout tells; None: unknown
    at: tuple[int, ...] = ()
    footnote: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A physical page (``number`` from 1), or the whole of a format without pages (``number`` None).

    ``quality`` is the share of its syllables that are Vietnamese (0–1); an empty page has 0 and ``has_image`` tells a scan.
    """

    number: int | None
    lines: tuple[Line, ...]
    extractor: str
    quality: float
    has_image: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its pages, its format ("pdf", "docx", "html", "md", "txt") and the title it declares, if any."""

    format: str
    pages: tuple[Page, ...]
    declared_title: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the clean text: ``text[start:end]`` without its line end. One table row is one paragraph."""

    start: int
    end: int
    bold: bool = False
    centred: bool = False
    table: int | None = None
    row: int | None = None
    footnote: str | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The clean text: NFC, one paragraph a line, running heads, page numbers, footnote markers and web boilerplate out.

    Footnotes stand after everything else. ``runs`` say on which page and at which character every stretch stands.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    runs: tuple[Run, ...]
    format: str
    declared_title: str | None = None
    source: str = ""
    pages: int = 0
    removed: tuple[str, ...] = field(default=())

    def words(self, paragraph: Paragraph) -> str:
        """The words of one of its paragraphs."""
        return self.text[paragraph.start : paragraph.end]
