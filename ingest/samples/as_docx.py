"""A master set as a Word file: the head and the closing block in tables without rules, as offices set them."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ingest.samples.master import Block, Master, without_markers

_DAY = datetime(2026, 11, 1)


def word_file(master: Master) -> bytes:
    """The file's bytes; the same master gives the same bytes."""
    paper = docx.Document()
    paper.styles["Normal"].font.name = "Times New Roman"
    _columns(paper, master.under_left, master.right)
    for line in (master.kind, master.subject, "-----"):
        _centred(paper.add_paragraph(), line)
    for block, rows in _grouped(master.body):
        _set(paper, block, rows)
    paper.add_paragraph(master.end)
    return _fixed(paper, master)


def _grouped(body: Sequence[Block]) -> list[tuple[Block, list[Block]]]:
    """Each block with the table rows that start with it: rows of one table come once, with its first row."""
    groups: list[tuple[Block, list[Block]]] = []
    for block in body:
        if block.style == "row" and groups and groups[-1][0].style == "row":
            groups[-1][1].append(block)
        else:
            groups.append((block, [block] if block.style == "row" else []))
    return groups


def _set(paper: Document, block: Block, rows: list[Block]) -> None:
    match block.style:
        case "heading":
            _centred(paper.add_paragraph(), block.text)
        case "centre":
            paper.add_paragraph(block.text).alignment = WD_ALIGN_PARAGRAPH.CENTER
        case "clause":
            paper.add_paragraph().add_run(block.text).bold = True
        case "row":
            _table(paper, rows)
        case "break":
            paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case "closing":
            _columns(paper, ("Nơi nhận:", *block.cells), block.text.split("\n"))
        case "text":
            paper.add_paragraph(without_markers(block.text)).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _centred(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = True


def _columns(paper: Document, left: Sequence[str], right: Sequence[str]) -> None:
    cells = paper.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        _fill(cell, lines)


def _fill(cell: _Cell, lines: Sequence[str]) -> None:
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def _table(paper: Document, rows: list[Block]) -> None:
    table = paper.add_table(rows=0, cols=len(rows[0].cells))
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.cells, strict=True):
            cell.text = text


def _fixed(paper: Document, master: Master) -> bytes:
    """The packed file with the clock taken out: properties and archive entries all bear one day."""
    properties = paper.core_properties
    properties.author, properties.title = "Tracuu", master.subject
    properties.created = properties.modified = _DAY
    packed, fixed = io.BytesIO(), io.BytesIO()
    paper.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DAY.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
