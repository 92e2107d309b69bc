"""Plain text: one file, pages at form feeds, lines that may be paragraphs or only visual."""

from ingest.encodings import decode
from ingest.manuscript import Line, Page, Reading
from ingest.quality import share_vietnamese
from ingest.readers.unreadable import Unreadable
from ingest.readers.widths import starts_of


def read_text(data: bytes) -> Reading:
    """A .txt file. ``Run.index`` counts from the start of each page of the decoded text."""
    text = decode(data)
    if not text.strip():
        raise Unreadable("no_text", "Tệp không có chữ nào đọc được. Hãy kiểm tra lại bản gốc rồi nộp lại.")
    leaves = text.split("\f")
    return Reading("txt", tuple(_page(leaf, n if len(leaves) > 1 else None) for n, leaf in enumerate(leaves, 1)))


def _page(text: str, number: int | None) -> Page:
    rows = text.split("\n")
    lines: list[Line] = []
    position = 0
    for row, starts in zip(rows, starts_of(rows), strict=True):
        if row.strip():
            lines.append(Line(row, position, starts=starts))
        position += len(row) + 1
    return Page(number, tuple(lines), "text", share_vietnamese(text))
