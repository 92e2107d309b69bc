"""PDFs as a word processor would print them."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import fontpkg_be_vietnam_pro
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
_LEFT, _TOP, _STEP = 85.0, 770.0, 17.0


def pdf(*pages: Sequence[str], password: str | None = None, picture: Sequence[int] = ()) -> bytes:
    """``pdf(page, page, …)``: a PDF of pages of lines. "**bold**", "|centred", "word^1^" raised, "~small print"."""
    _fonts()
    buffer = BytesIO()
    lock = StandardEncryption(password, ownerPassword="chủ", strength=128) if password else None
    canvas = Canvas(buffer, pagesize=A4, encrypt=lock)
    for number, lines in enumerate(pages, 1):
        _page(canvas, lines)
        if number in picture:
            canvas.drawInlineImage(_grey(), 40, 40, 500, 700)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@cache
def _fonts() -> None:
    for name in ("BeVietnamPro-Regular", "BeVietnamPro-Bold"):
        pdfmetrics.registerFont(TTFont(name, _FONTS / f"{name}.ttf"))


def _page(canvas: Canvas, lines: Sequence[str]) -> None:
    for n, line in enumerate(lines):
        y = _TOP - n * _STEP
        if line.startswith("~"):
            y = 40 + 12 * (len(lines) - n)
        _line(canvas, line, y)


def _line(canvas: Canvas, line: str, y: float) -> None:
    size = 9.0 if line.startswith("~") else 12.0
    words = line.lstrip("~")
    font = "BeVietnamPro-Bold" if "**" in words else "BeVietnamPro-Regular"
    words = words.replace("**", "")
    if words.startswith("|"):
        canvas.setFont(font, size)
        canvas.drawCentredString(A4[0] / 2, y, words[1:])
        return
    x = _LEFT
    for n, piece in enumerate(words.split("^")):
        raised = n % 2 == 1
        canvas.setFont(font, size * 0.6 if raised else size)
        canvas.drawString(x, y + (size * 0.4 if raised else 0), piece)
        x += pdfmetrics.stringWidth(piece, font, size * 0.6 if raised else size)


def _grey() -> object:
    from PIL import Image

    return Image.new("L", (60, 80), 128)
