"""DOCX: paragraphs, tables, printed list numbers and footnotes in the order of the page; heads and feet left out."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree  # type: ignore[import-untyped]

from ingest.manuscript import Reading
from ingest.readers.numbering import Numbering
from ingest.readers.scroll import Cell, Scroll
from ingest.readers.unreadable import Unreadable

_TEXT, _TAB, _BREAK, _CR = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_NO_BREAK_HYPHEN, _SYMBOL = qn("w:noBreakHyphen"), qn("w:sym")
_SKIPPED = {
    qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:pPr"), qn("w:rPr"), qn("w:drawing"), qn("w:pict"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
}  # fmt: skip
_BOXES = ".//w:txbxContent[not(ancestor::*[local-name()='Fallback'])]"


def read_docx(data: bytes) -> Reading:
    """A Word file. Has no pages: Word lays them out anew on every machine."""
    try:
        document = docx.Document(BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Unreadable(
            "truncated",
            "Tệp Word bị hỏng nên không mở được. Hãy mở tệp bằng Word, chọn Mở và sửa chữa (Open and Repair), lưu "
            "lại thành DOCX rồi nộp lại.",
        ) from error
    scroll = Scroll()
    numbering = Numbering(document)
    for block in _blocks(document.element.body, document):
        _add(scroll, block, numbering)
    _add_footnotes(scroll, document)
    page = scroll.page("python-docx")
    if not page.lines:
        raise Unreadable(
            "no_text",
            "Tệp Word không có chữ (có thể chỉ chứa ảnh quét). Hãy nhận dạng chữ (OCR) hoặc nộp bản gốc có chữ.",
        )
    return Reading("docx", (page,), (document.core_properties.title or "").strip() or None)


def _blocks(parent: etree._Element, document: Docx) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in order, those inside content controls included."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield Paragraph(child, document)
            for box in child.xpath(_BOXES):
                yield from _blocks(box, document)
        elif child.tag == qn("w:tbl"):
            yield Table(child, document)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:smartTag")):
            yield from _blocks(child, document)


def _add(scroll: Scroll, block: Paragraph | Table, numbering: Numbering) -> None:
    if isinstance(block, Table):
        scroll.table([[_cell(c, block, numbering) for c in _own_cells(row)] for row in block._tbl.tr_lst])
        return
    for n, (words, bold, centred) in enumerate(_lines(block, numbering)):
        scroll.line(words, bold=bold, centred=centred, starts=True if n == 0 else None)


def _own_cells(row: etree._Element) -> list[etree._Element]:
    """The cells that the row really has: a merged cell once, and not again in the rows below."""
    return [tc for tc in row.tc_lst if not _continues_from_above(tc)]


def _continues_from_above(tc: etree._Element) -> bool:
    merge = tc.find(qn("w:tcPr") + "/" + qn("w:vMerge"))
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _cell(tc: etree._Element, table: Table, numbering: Numbering) -> Cell:
    lines: list[tuple[str, bool, bool]] = []
    for paragraph in tc.iter(qn("w:p")):
        lines.extend(_lines(Paragraph(paragraph, table), numbering))
    return lines


def _lines(paragraph: Paragraph, numbering: Numbering) -> list[tuple[str, bool, bool]]:
    """The paragraph's lines (a line break divides), the first with the number that Word prints before it."""
    words = _words(paragraph._p)
    printed = numbering.printed(paragraph) if words.strip() else ""
    bold, centred = _is_bold(paragraph), _is_centred(paragraph)
    return [(line.strip(), bold, centred) for line in (printed + words.lstrip("\t ")).split("\n")]


def _words(element: etree._Element) -> str:
    """All text as it stands after accepting every tracked change; text boxes and deletions left out."""
    pieces: list[str] = []
    for child in element:
        if child.tag == _TEXT:
            pieces.append(child.text or "")
        elif child.tag == _TAB:
            pieces.append("\t")
        elif child.tag in (_BREAK, _CR):
            pieces.append("\n" if child.get(qn("w:type")) in (None, "textWrapping") else " ")
        elif child.tag == _NO_BREAK_HYPHEN:
            pieces.append("-")
        elif child.tag == _SYMBOL:
            pieces.append("-" if not "".join(pieces).strip() else "")
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            pieces.append(_words(child))
    return "".join(pieces)


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    if not runs:
        return False
    style_bold = _style_bold(paragraph)
    return all(run.bold if run.bold is not None else style_bold for run in runs)


def _style_bold(paragraph: Paragraph) -> bool:
    style = paragraph.style
    while style is not None:
        if style.font.bold is not None:
            return bool(style.font.bold)
        style = style.base_style
    return False


def _is_centred(paragraph: Paragraph) -> bool:
    alignment = paragraph.alignment
    style = paragraph.style
    while alignment is None and style is not None:
        alignment = style.paragraph_format.alignment
        style = style.base_style
    return alignment == WD_ALIGN_PARAGRAPH.CENTER


def _add_footnotes(scroll: Scroll, document: Docx) -> None:
    """The footnotes in the order of their markers, numbered as printed: 1, 2, 3, …"""
    part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/footnotes")), None)
    if part is None:
        return
    notes = {n.get(qn("w:id")): n for n in etree.fromstring(part.blob, _SAFE).iter(qn("w:footnote"))}
    cited = [r.get(qn("w:id")) for r in document.element.body.iter(qn("w:footnoteReference"))]
    for number, name in enumerate(dict.fromkeys(cited), 1):
        for paragraph in notes[name].iter(qn("w:p")) if name in notes else ():
            scroll.line(_words(paragraph), footnote=str(number))


_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
