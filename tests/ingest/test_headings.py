"""Facts about lines without numbers: titles, closing words, quotations, attached texts."""

import pytest

from ingest import headings
from ingest.headings import Line, lines_of
from ingest.manuscript import Manuscript, Paragraph


def lines(*texts: str, bold: bool = False) -> list[Line]:
    words = "\n".join(texts) + "\n"
    starts = [sum(len(t) + 1 for t in texts[:i]) for i in range(len(texts))]
    paragraphs = tuple(Paragraph(a, a + len(t), bold=bold) for a, t in zip(starts, texts, strict=True))
    return lines_of(Manuscript(words, paragraphs, (), "txt"))


@pytest.mark.parametrize("text", ["MỤC TIÊU CHUNG", "TỔ CHỨC THỰC HIỆN:", "ĐẢNG VÀ NHÂN DÂN"])
def test_capitals_make_a_title(text):
    assert headings.is_title(lines(text)[0])


@pytest.mark.parametrize("text", ["Mục tiêu chung", "CHI BỘ HỌP.", "LƯU Ý KHI HỌP CHI BỘ", "-----", "*"])
def test_plain_words_sentences_and_remarks_make_none(text):
    assert not headings.is_title(lines(text)[0])


def test_bold_makes_a_title_of_plain_words():
    assert headings.is_title(lines("Tin trong xã", bold=True)[0])


@pytest.mark.parametrize(
    "text",
    [
        "Quy định này có hiệu lực kể từ ngày ký.",
        "Nghị quyết này được phổ biến đến chi bộ.",
        "Trên đây là hướng dẫn của Đảng ủy.",
        "Trong quá trình thực hiện, nếu có vướng mắc thì báo cáo.",
        "Các quy định trước đây trái với Quy định này đều bãi bỏ.",
        "Căn cứ Hướng dẫn này, các chi bộ thực hiện.",
    ],
)
def test_closing_formulas(text):
    assert headings.is_formula(lines(text)[0])


@pytest.mark.parametrize("text", ["Quy định về học tập.", "1. Quy định này có hiệu lực.", "Trên đây có ba việc."])
def test_what_is_no_closing_formula(text):
    assert not headings.is_formula(lines(text)[0])


@pytest.mark.parametrize("text", ["Nơi nhận:", "Nơi nhận", "T/M BAN THƯỜNG VỤ", "K/T CHÁNH VĂN PHÒNG", "TM. CHI ỦY"])
def test_the_closing_block(text):
    assert headings.is_closing(lines(text)[0])


def test_a_sentence_about_a_place_of_receipt_closes_nothing():
    assert not headings.is_closing(lines("Nơi nhận hồ sơ là văn phòng đảng ủy.")[0])


def test_a_quotation_runs_to_the_paragraph_that_closes_it():
    found = lines("1. Sửa như sau:", "“2. Chi bộ họp.", "3. Bí thư chủ trì.”", "2. Bãi bỏ Điều 9.")
    assert [line.quoted for line in found] == [False, True, True, False]
    assert [bool(line.marks) for line in found] == [True, False, False, True]


def test_a_quotation_that_never_closes_is_a_slip():
    found = lines("Gọi là “sổ tay.", "1. Một.", "2. Hai.")
    assert [line.quoted for line in found] == [False, False, False]


def test_a_quotation_does_not_run_over_a_chapter():
    found = lines("Có căn cứ như sau:", "“Căn cứ Luật Cư trú;", "Chương I", "Điều 1. Phạm vi", "Nói “vậy”.", "Hết.”")
    assert [line.quoted for line in found] == [False, True, False, False, False, False]


def test_an_attached_text_begins_with_its_kind():
    found = lines("QUY CHẾ", "HỌC TẬP", "(Ban hành kèm theo Quyết định số 12-QĐ/ĐU)")
    assert headings.opens_attached(found, 0)
    assert not headings.opens_attached(lines("QUY CHẾ", "HỌC TẬP", "Điều 1. Phạm vi"), 0)


@pytest.mark.parametrize(
    "note",
    ["(kèm theo Quyết định số 5)", "Ban hành kèm theo Quyết định số 5", "họp chi bộ (kèm theo Quyết định số 5)"],
)
def test_an_attached_text_names_what_it_is_attached_to(note):
    assert headings.opens_attached(lines("NỘI QUY HỌP", note), 0)


def test_a_chapter_whose_articles_speak_of_annexes_attaches_nothing():
    found = lines("QUY ĐỊNH CHUNG", "Điều 1. Hồ sơ gồm đơn (kèm theo ảnh)", "(Kèm theo Quyết định số 5)")
    assert not headings.opens_attached(found, 0)


@pytest.mark.parametrize(
    "title", ["QUY CHẾ", "NỘI QUY RA VÀO TRỤ SỞ", "ĐỀ CƯƠNG BÁO CÁO", "DANH SÁCH", "QUY CHẾ (dự thảo)"]
)
def test_after_the_closing_block_a_title_is_enough(title):
    assert headings.opens_attached(lines(title, "Điều 1. Phạm vi"), 0, closed=True)


@pytest.mark.parametrize("text", ["PHÓ BÍ THƯ", "QUYỀN CHÁNH VĂN PHÒNG", "Danh sách", "Quy chế họp"])
def test_names_and_plain_words_are_no_attached_title(text):
    assert not headings.opens_attached(lines(text, "Điều 1. Phạm vi"), 0, closed=True)


def test_the_head_above_an_attached_title_belongs_to_it():
    found = lines(
        "Đỗ Văn Hư", "TỈNH ỦY MAI KHÊ", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "QUY CHẾ", "họp (kèm theo Quyết định số 5)"
    )
    assert [headings.opens_attached(found, i) for i in range(6)] == [False, True, True, True, True, False]
    assert not headings.opens_attached(lines("TỈNH ỦY MAI KHÊ", "QUY CHẾ", "(kèm theo Quyết định số 5)"), 0)


def test_the_title_of_an_attached_text_ends_with_its_note_or_its_capitals():
    assert (
        headings.attached_title(lines("NỘI QUY", "họp", "(Kèm theo Quyết định số 5)", "-----", "Chi bộ họp."), 0, 5)
        == 4
    )
    assert headings.attached_title(lines("NỘI QUY", "HỌP", "Chi bộ họp.", "Hết."), 0, 4) == 2


def test_a_short_sentence_is_running_text_and_a_blank_form_none():
    assert headings.is_sentence(lines("Chi bộ họp hằng tháng.")[0])
    assert not headings.is_sentence(lines("Đối với đồng chí: ……….")[0])
    assert not headings.is_sentence(lines("1. Chi bộ họp hằng tháng.")[0])


def test_a_title_goes_on_in_capitals_only():
    chapter, title, more, text = lines("Chương I", "QUY ĐỊNH", "CHUNG", "Chi bộ họp.")
    assert headings.continues_title(title, chapter, numbered=True)
    assert headings.continues_title(more, title, numbered=False)
    assert not headings.continues_title(text, more, numbered=False)
