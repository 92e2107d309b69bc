"""PDF pages come with their lines, their layout and pdfium's character indexes."""

import pypdfium2
import pytest

from ingest.cleaning import clean
from ingest.readers.pdf import read_pdf
from ingest.readers.unreadable import Unreadable

BODY = [
    "Người vào Đảng phải có bằng tốt nghiệp trung học cơ sở trở lên, trừ trường",
    "hợp đặc biệt do cấp ủy có thẩm quyền xem xét, quyết định theo hướng dẫn của",
    "Ban Bí thư.",
    "1.2. Việc kết nạp lại chỉ thực hiện một lần, theo đúng các thủ tục đã nêu tại",
    "khoản 1 và phải được ban thường vụ tỉnh ủy đồng ý bằng văn bản trước đó.",
]


def paragraphs(data: bytes) -> list[str]:
    m = clean(read_pdf(data))
    return [m.words(p) for p in m.paragraphs]


def test_lines_of_a_paragraph_are_joined_by_what_the_layout_says(printed):
    assert paragraphs(printed(BODY)) == [" ".join(BODY[:3]), " ".join(BODY[3:])]


def test_the_index_of_a_line_is_that_of_its_first_character_in_pdfium(printed):
    data = printed(BODY, BODY)
    document = pypdfium2.PdfDocument(data)
    for page in read_pdf(data).pages:
        text = document[page.number - 1].get_textpage().get_text_range()
        for line in page.lines:
            assert [text[i] for i in line.at] == list(line.text)
            assert line.index == line.at[0]


def test_runs_lead_from_the_clean_text_back_to_the_page(printed):
    data = printed(BODY)
    m = clean(read_pdf(data))
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    for run in m.runs:
        assert m.text[run.start : run.start + run.length] == text[run.index : run.index + run.length]


def test_pypdf_gives_the_same_words_at_the_same_places(printed):
    data = printed(BODY)
    by_pdfium, by_pypdf = read_pdf(data, "pdfium"), read_pdf(data, "pypdf")
    assert by_pypdf.pages[0].extractor == "pypdf"
    assert [line.index for line in by_pypdf.pages[0].lines] == [line.index for line in by_pdfium.pages[0].lines]
    assert clean(by_pypdf).text == clean(by_pdfium).text


def test_bold_and_centred_lines_are_known(printed):
    lines = read_pdf(printed(["**|QUY ĐỊNH**", "|THI HÀNH ĐIỀU LỆ ĐẢNG", *BODY])).pages[0].lines
    assert [(line.bold, line.centred) for line in lines[:3]] == [(True, True), (False, True), (False, False)]


def test_footnote_markers_go_and_footnotes_move_behind(printed):
    page = [
        "1.1. Lễ trao tặng do đảng ủy xã chủ trì tổ chức tại tổ chức cơ sở đảng^1^",
        *BODY,
        "~^1^ Theo mục 18.5 Hướng dẫn số 06-HD/TW.",
    ]
    m = clean(read_pdf(printed(page)))
    assert m.text.startswith(page[0].replace("^1^", "")) and "đảng1" not in m.text
    assert m.paragraphs[-1].footnote == "1"
    assert m.words(m.paragraphs[-1]) == "Theo mục 18.5 Hướng dẫn số 06-HD/TW."


def test_numbers_glued_to_words_in_full_size_stay(printed):
    line = "Theo mẫu 2A, khổ A4, đợt 30/5, Quy định 294-QĐ/TW, điểm 1.1, mục số 5."
    assert paragraphs(printed([line])) == [line]


def test_a_scanned_page_among_good_ones_is_listed_and_the_rest_is_read(printed):
    reading = read_pdf(printed(BODY, [], BODY, picture=[2]))
    assert [(p.number, p.has_image, bool(p.lines)) for p in reading.pages] == [
        (1, False, True),
        (2, True, False),
        (3, False, True),
    ]


def test_the_declared_title_is_kept(printed):
    assert read_pdf(printed(BODY)).declared_title in (None, "untitled")


@pytest.mark.parametrize(
    "pages, picture, code",
    [([[]], [], "no_text"), ([[], []], [1, 2], "needs_ocr"), ([["CÔNG BÁO/Số 5 86"]], [1], "needs_ocr")],
)
def test_pages_without_words_are_never_read_as_silence(printed, pages, picture, code):
    with pytest.raises(Unreadable) as caught:
        read_pdf(printed(*pages, picture=picture))
    assert caught.value.code == code


def test_small_rows_at_the_foot_of_a_page_are_no_footnotes_without_markers(printed):
    m = clean(read_pdf(printed([*BODY, "~1 Trả lời phiếu xác minh: 12 ngày", "~2 Ký quyết định kết nạp: 18 ngày"])))
    assert [p.footnote for p in m.paragraphs if p.footnote] == []
    assert "2 Ký quyết định kết nạp: 18 ngày" in m.text


def test_a_full_stop_after_a_marker_stays_with_its_sentence(printed):
    data = printed(["1.1. Người xin vào Đảng học lớp lưu động ở xã^1^.", *BODY[3:], "~^1^ Lớp do trung tâm mở."])
    assert clean(read_pdf(data)).text.startswith("1.1. Người xin vào Đảng học lớp lưu động ở xã.\n1.2. ")


def test_the_two_columns_of_a_head_that_stand_on_one_line_come_apart(printed):
    row = "Số 05-QĐ/TU" + " " * 60 + "Mai Khê, ngày 10 tháng 02 năm 2026"
    assert paragraphs(printed([row, "**|QUY ĐỊNH**", *BODY]))[:3] == [
        "Số 05-QĐ/TU",
        "Mai Khê, ngày 10 tháng 02 năm 2026",
        "QUY ĐỊNH",
    ]
