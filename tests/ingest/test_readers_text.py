"""Plain text: pages, paragraphs, hard wraps."""

from ingest.cleaning import clean
from ingest.readers.text import read_text
from ingest.readers.widths import wrapped_to


def paragraphs(text: str) -> list[str]:
    m = clean(read_text(text.encode()))
    return [m.words(p) for p in m.paragraphs]


def test_a_line_is_a_paragraph_where_lines_were_not_wrapped():
    text = "QUY CHẾ\nlàm việc của chi bộ\n1. Chi bộ họp thường kỳ mỗi tháng một lần.\nNội dung do chi ủy chuẩn bị"
    assert paragraphs(text) == text.split("\n")


def test_wrapped_lines_are_joined():
    text = (
        "1. Chi bộ họp thường kỳ mỗi tháng một lần, khi cần thì họp đột xuất để bàn\n"
        "và quyết định những việc thuộc thẩm quyền, theo đúng nguyên tắc tập trung\n"
        "dân chủ của Đảng.\n"
        "2. Nội dung cuộc họp do chi ủy chuẩn bị và thông báo cho đảng viên trước ít\n"
        "nhất ba ngày làm việc, trừ trường hợp đột xuất do bí thư chi bộ quyết định.\n"
    )
    assert [p[:2] for p in paragraphs(text)] == ["1.", "2."]


def test_a_form_feed_begins_a_page():
    reading = read_text("Trang một.\fTrang hai.".encode())
    assert [page.number for page in reading.pages] == [1, 2]
    assert [run.page for run in clean(reading).runs] == [1, 2]


def test_without_form_feeds_there_are_no_pages():
    assert [page.number for page in read_text("Một trang.".encode()).pages] == [None]


def test_runs_count_characters_of_the_decoded_text():
    text = "Dòng một.\r\n\r\n  Dòng hai."
    m = clean(read_text(text.encode()))
    decoded = text.replace("\r\n", "\n")
    assert [decoded[run.index : run.index + run.length] for run in m.runs] == ["Dòng một.", "Dòng hai."]


def test_the_width_of_wrapping_is_found_and_long_paragraphs_have_none():
    wrapped = ["x" * n for n in (78, 80, 79, 75, 80, 40, 77, 79)]
    assert wrapped_to(wrapped) == 80
    assert wrapped_to(["x" * n for n in (45, 300, 120, 800, 260, 90)]) is None


def test_a_head_in_two_columns_typed_with_spaces_comes_apart():
    text = "TỈNH ỦY BÌNH LẠC                    ĐẢNG CỘNG SẢN VIỆT NAM\n*            Bình Lạc, ngày 20 tháng 10 năm 2026\nSố 12-CT/TU\nCHỈ THỊ\n"
    assert paragraphs(text) == [
        "TỈNH ỦY BÌNH LẠC",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "*",
        "Bình Lạc, ngày 20 tháng 10 năm 2026",
        "Số 12-CT/TU",
        "CHỈ THỊ",
    ]
