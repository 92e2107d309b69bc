"""A master set as a PDF with a text layer: two-column head, page numbers, running heads, footnotes, ruled tables."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from ingest.samples.master import MARKER, Block, Master

PLAIN, BOLD = "BeVietnamPro-Regular", "BeVietnamPro-Bold"
SIZE, LEADING, SMALL = 11.0, 16.0, 8.0
LEFT, RIGHT, TOP, BOTTOM = 80.0, A4[0] - 55, A4[1] - 70, 62.0


def pdf_file(master: Master) -> bytes:
    """The file's bytes; the same master gives the same bytes."""
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / f"{name}.ttf"))
    sheet = _Sheet(master)
    sheet.columns(master.under_left, master.right_beside_number)
    sheet.gap()
    for line in (master.kind, *wrap(master.subject if master.kind else "", BOLD, 380), "-----"):
        sheet.centred(line, BOLD)
    sheet.gap()
    for block in master.body:
        sheet.set(block)
    sheet.gap()
    sheet.paragraph(master.end)
    return sheet.bytes()


def width(text: str, font: str, size: float = SIZE) -> float:
    """How wide these words are, footnote markers at their small size."""
    markers = sum(pdfmetrics.stringWidth(m[1], font, SMALL) for m in MARKER.finditer(text))
    return float(pdfmetrics.stringWidth(MARKER.sub("", text), font, size) + markers)


def wrap(text: str, font: str, room: float, size: float = SIZE) -> list[str]:
    """The text in lines no wider than the room, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, font, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class _Sheet:
    """Where the next line goes. ``notes`` are the footnotes owed to the page in hand."""

    def __init__(self, master: Master) -> None:
        self.master = master
        self.footnotes = dict(master.footnotes)
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.canvas.setTitle(f"{master.number} {master.subject}".strip())
        self.page, self.y, self.in_table = 1, TOP, False
        self.notes: list[str] = []

    def set(self, block: Block) -> None:
        """The block goes on the page; a table stands apart from what is round it."""
        if self.in_table != (block.style == "row"):
            self.gap()
        self.in_table = block.style == "row"
        match block.style:
            case "heading":
                for line in wrap(block.text, BOLD, RIGHT - LEFT):
                    self.centred(line, BOLD)
            case "centre":
                for line in wrap(block.text, PLAIN, 380):
                    self.centred(line, PLAIN)
            case "clause":
                self.paragraph(block.text, BOLD)
            case "row":
                self.row(block.cells)
            case "break":
                self.turn()
            case "closing":
                self.gap()
                self.columns(("Nơi nhận:", *block.cells), block.text.split("\n"))
            case "text":
                self.paragraph(block.text)

    def centred(self, text: str, font: str) -> None:
        if text:
            self.line(text, font, (LEFT + RIGHT - width(text, font)) / 2)

    def paragraph(self, text: str, font: str = PLAIN) -> None:
        """The first line is set in by 28 points."""
        lines = wrap(text, font, RIGHT - LEFT - 28)
        rest = wrap(" ".join(lines[1:]), font, RIGHT - LEFT)
        for number, line in enumerate([*lines[:1], *rest]):
            self.line(line, font, LEFT if number else LEFT + 28)
        self.y -= 3

    def line(self, text: str, font: str, x: float) -> None:
        owed = [f"{m[1]} {self.footnotes[m[1]]}" for m in MARKER.finditer(text)]
        if self.y - LEADING * (1 + len(owed) + len(self.notes)) < BOTTOM:
            self.turn()
        self.notes += owed
        self.y -= LEADING
        self._draw(text, font, x)

    def columns(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Two columns side by side, each line centred in its own; written row by row, as typesetters leave them."""
        middle = (LEFT + RIGHT) / 2
        parts = [
            [line for text in column for line in wrap(text, PLAIN, middle - LEFT - 8, 10)] for column in (left, right)
        ]
        rows = max(map(len, parts))
        if self.y - LEADING * rows < BOTTOM:
            self.turn()
        for row in range(rows):
            self.y -= LEADING
            for part, start, end in ((parts[0], LEFT, middle), (parts[1], middle, RIGHT)):
                if row < len(part):
                    self._write((start + end - width(part[row], PLAIN, 10)) / 2, part[row], PLAIN, 10)

    def row(self, cells: Sequence[str]) -> None:
        """One ruled table row: a narrow first column when it only counts, the others alike."""
        edges = list(_edges(cells))
        texts = [wrap(c, PLAIN, b - a - 6, 9.5) for c, a, b in zip(cells, edges, edges[1:], strict=False)]
        height = 13 * max(map(len, texts)) + 6
        if self.y - height < BOTTOM:
            self.turn()
        for lines, a, b in zip(texts, edges, edges[1:], strict=False):
            self.canvas.rect(a, self.y - height, b - a, height)
            for number, line in enumerate(lines):
                self.canvas.setFont(PLAIN, 9.5)
                self.canvas.drawString(a + 3, self.y - 12 - 13 * number, line)
        self.y -= height

    def gap(self) -> None:
        self.y -= LEADING / 2

    def turn(self) -> None:
        """The page in hand is finished: footnotes, running head and number go on it."""
        self._furniture()
        self.canvas.showPage()
        self.page, self.y, self.notes = self.page + 1, TOP, []

    def bytes(self) -> bytes:
        self._furniture()
        self.canvas.save()
        return self.buffer.getvalue()

    def _draw(self, text: str, font: str, x: float) -> None:
        for number, part in enumerate(MARKER.split(text)):
            size, rise = (SMALL - 1, 4) if number % 2 else (SIZE, 0)
            self._write(x, part, font, size, rise)
            x += width(part, font, size)

    def _write(self, x: float, text: str, font: str, size: float, rise: float = 0) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y + rise, text)

    def _furniture(self) -> None:
        bottom = BOTTOM - 4 + 11 * len(self.notes)
        if self.notes:
            self.canvas.line(LEFT, bottom, LEFT + 140, bottom)
        self.canvas.setFont(PLAIN, SMALL)
        for number, note in enumerate(self.notes):
            self.canvas.drawString(LEFT, bottom - 11 * (number + 1), note)
        self.canvas.setFont(PLAIN, 10)
        if self.page > 1:
            self.canvas.drawCentredString((LEFT + RIGHT) / 2, A4[1] - 45, str(self.page))
        if self.master.running and self.page > 1:
            self.canvas.drawRightString(RIGHT, 34, self.master.running)


def _edges(cells: Sequence[str]) -> Iterable[float]:
    narrow = 32.0
    step = (RIGHT - LEFT - narrow) / (len(cells) - 1)
    yield LEFT
    yield from (LEFT + narrow + step * i for i in range(len(cells)))
