"""Plain text: one file, pages at form feeds, lines that may be paragraphs or only visual."""

import re
from collections.abc import Iterator

from ingest.encodings import decode
from ingest.manuscript import Line, Page, Reading
from ingest.quality import share_vietnamese
from ingest.readers.layout import are_columns
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
    divided = False
    for row, starts in zip(rows, starts_of(rows), strict=True):
        columns = list(_columns(row))
        for begin, words in columns:
            lines.append(Line(words, position + begin, starts=starts if not divided and len(columns) == 1 else True))
        divided = len(columns) > 1 or (divided and not columns)
        position += len(row) + 1
    return Page(number, tuple(lines), "text", share_vietnamese(text))


def _columns(row: str) -> Iterator[tuple[int, str]]:
    """The words of a row and where they begin: one stretch, or the two columns of a head or closing typed with spaces."""
    begin = len(row) - len(row.lstrip())
    for gap in re.finditer(r"\s{4,}|\t+", row.strip()):
        left, right = row.strip()[: gap.start()], row.strip()[gap.end() :]
        if are_columns(left, right):
            yield from ((begin, left), (begin + gap.end(), right))
            return
    if row.strip():
        yield begin, row.strip()
