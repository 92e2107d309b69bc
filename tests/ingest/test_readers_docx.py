"""Word files: everything that is printed, in the order in which it is printed."""

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.cleaning import clean
from ingest.readers.docx import read_docx
from ingest.readers.unreadable import Unreadable


def saved(document: Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraphs(document: Document) -> list[str]:
    m = clean(read_docx(saved(document)))
    return [m.words(p) for p in m.paragraphs]


def numbered(document: Document, forms: list[tuple[str, str]]) -> int:
    """Adds a list of levels (format, pattern) and gives its number."""
    root = document.part.numbering_part.element
    abstract = 90 + len(root.findall(qn("w:abstractNum")))
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for n, (form, pattern) in enumerate(forms)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{abstract}"><w:abstractNumId w:val="{abstract}"/></w:num>'))
    return abstract


def item(document: Document, text: str, number: int, level: int = 0) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_numbers_that_word_prints_are_in_the_text():
    document = docx.Document()
    number = numbered(document, [("upperRoman", "%1-"), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-")])
    for text, level in [
        ("QUY ĐỊNH CHUNG", 0),
        ("Phạm vi", 1),
        ("Một là", 2),
        ("hai là", 2),
        ("gạch", 3),
        ("Đối tượng", 1),
        ("TỔ CHỨC", 0),
        ("Lại từ đầu", 1),
    ]:
        item(document, text, number, level)
    assert paragraphs(document) == [
        "I- QUY ĐỊNH CHUNG",
        "1. Phạm vi",
        "a) Một là",
        "b) hai là",
        "- gạch",
        "2. Đối tượng",
        "II- TỔ CHỨC",
        "1. Lại từ đầu",
    ]


def test_numbers_of_several_levels_are_printed_whole():
    document = docx.Document()
    number = numbered(document, [("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")])
    for text, level in [("a", 0), ("b", 1), ("c", 2), ("d", 2), ("e", 1), ("f", 0), ("g", 2)]:
        item(document, text, number, level)
    assert [p.split()[0] for p in paragraphs(document)] == ["1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "2.", "2.1.1."]


def test_a_paragraph_taken_out_of_its_list_has_no_number():
    document = docx.Document()
    item(document, "Tôi xin hứa", 0)
    assert paragraphs(document) == ["Tôi xin hứa"]


def test_tables_are_rows_and_merged_cells_come_once():
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for r, row in enumerate([["STT", "Nội dung", "Ghi chú"], ["1", "Kết nạp", "Điều 4"], ["2", "Gộp", ""]]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(2, 1).merge(table.cell(2, 2))
    document.add_paragraph("Sau bảng")
    assert paragraphs(document) == ["STT\tNội dung\tGhi chú", "1\tKết nạp\tĐiều 4", "2\tGộp", "Sau bảng"]


def test_the_two_columns_of_a_head_are_plain_lines():
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "ĐẢNG BỘ XÃ AN HÒA\nCHI BỘ THÔN BA\n*\nSố 03-BC/CB"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM\nAn Hòa, ngày 05 tháng 9 năm 2026"
    assert paragraphs(document) == [
        "ĐẢNG BỘ XÃ AN HÒA",
        "CHI BỘ THÔN BA",
        "*",
        "Số 03-BC/CB",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "An Hòa, ngày 05 tháng 9 năm 2026",
    ]


def test_heads_and_feet_of_the_page_are_left_out():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Tài liệu nội bộ của phần mềm"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    document.add_paragraph("Nội dung")
    assert paragraphs(document) == ["Nội dung"]


def test_tracked_insertions_are_read_and_deletions_are_not():
    document = docx.Document()
    paragraph = document.add_paragraph("Thời hạn là ")
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>30 ngày</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>60 ngày</w:delText></w:r></w:del>"))
    assert paragraphs(document) == ["Thời hạn là 30 ngày"]


def test_what_stands_in_a_content_control_is_read():
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Kính gửi chi bộ</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert paragraphs(document) == ["Kính gửi chi bộ"]


def test_bold_and_centred_come_from_the_paragraph_or_its_style():
    document = docx.Document()
    title = document.add_paragraph()
    title.add_run("NGHỊ QUYẾT").bold = True
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_heading("I. TÌNH HÌNH", 1)
    document.add_paragraph("Nội dung")
    lines = read_docx(saved(document)).pages[0].lines
    assert [(line.bold, line.centred) for line in lines] == [(True, True), (True, False), (False, False)]


def test_a_word_file_has_no_pages():
    document = docx.Document()
    document.add_paragraph("Nội dung")
    reading = read_docx(saved(document))
    assert [page.number for page in reading.pages] == [None]


def test_a_word_file_without_words_says_so():
    with pytest.raises(Unreadable) as caught:
        read_docx(saved(docx.Document()))
    assert caught.value.code == "no_text"
