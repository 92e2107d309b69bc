"""The lines of a format without pages while they are read one after another, with their places in the reader's text."""

from collections.abc import Callable, Sequence

from ingest.encodings import convert, legacy_encoding, tidy_with_places
from ingest.manuscript import Line, Page
from ingest.quality import share_vietnamese
from ingest.readers.layout import is_layout

Cell = Sequence[tuple[str, bool, bool]]
"""The lines of a cell: text, bold, centred."""


class Scroll:
    """Collects lines. Add plain lines with ``line``, tables with ``table``; take the one page at the end."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._length = 0
        self._tables = 0

    @classmethod
    def lines_of(cls, fill: Callable[["Scroll"], None]) -> list[Line]:
        """The lines that something adds to a scroll of its own."""
        own = cls()
        fill(own)
        return own._lines

    def line(
        self, text: str, *, bold: bool = False, centred: bool = False, starts: bool | None = True, footnote: str | None = None
    ) -> None:  # fmt: skip
        """A line of running text; an empty one is left out but counts as a place."""
        if text.strip():
            self._lines.append(Line(text, self._length, bold, centred, starts=starts, footnote=footnote))
        self._length += len(text) + 1

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """A table: its rows with cells joined by tabs, or plain lines cell after cell where it is only layout."""
        texts = [["\n".join(words for words, _, _ in cell) for cell in row] for row in rows]
        if is_layout([[t for t in row if t.strip()] for row in texts if any(t.strip() for t in row)]):
            for row in rows:
                for cell in row:
                    for words, bold, centred in cell:
                        self.line(words, bold=bold, centred=centred)
            return
        self._tables += 1
        number = 0
        for cells in texts:
            if any(t.strip() for t in cells):
                words = "\t".join(" ".join(t.split()) for t in cells)
                self._lines.append(Line(words, self._length, table=self._tables, row=number))
                self._length += len(words) + 1
                number += 1

    def page(self, extractor: str) -> Page:
        """Everything as one page without a number, in Unicode: legacy fonts are judged on the whole of it."""
        legacy = legacy_encoding("\n".join(line.text for line in self._lines))
        lines = tuple(_unicode(line, legacy) for line in self._lines)
        quality = share_vietnamese("\n".join(line.text for line in lines))
        return Page(None, tuple(line for line in lines if line.text.strip()), extractor, quality)


def _unicode(line: Line, legacy: str | None) -> Line:
    words = convert(line.text, legacy)
    text, places = tidy_with_places(words)
    at = () if places == range(len(text)) else tuple(line.index + p for p in places)
    return Line(
        text, line.index, line.bold, line.centred, line.table, line.row, line.starts, at, line.footnote
    )  # fmt: skip
