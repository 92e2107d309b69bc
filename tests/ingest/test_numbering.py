"""Facts about printed numbers at the opening of a paragraph: how they are read, and what is none."""

import pytest

from ingest.numbering import readings, run_ins, slug


def first(text: str) -> tuple[str, tuple[int, ...], str, str]:
    """Kind, value, name and form of the likeliest reading."""
    mark = next(readings(text))
    return mark.kind, mark.value, mark.name, mark.form


@pytest.mark.parametrize(
    ("text", "kind", "value", "name"),
    [
        ("Điều 3. Phạm vi", "dieu", (3,), "3"),
        ("ĐIỀU 12", "dieu", (12,), "12"),
        ("Ðiều 5a. Chi bộ", "dieu", (5,), "5a"),
        ("Chương IV", "chuong", (4,), "4"),
        ("CHƯƠNG 2: TỔ CHỨC", "chuong", (2,), "2"),
        ("PHẦN THỨ HAI", "phan", (2,), "2"),
        ("Phần thứ nhất. Mở đầu", "phan", (1,), "1"),
        ("Phần I QUY ĐỊNH CHUNG", "phan", (1,), "1"),
        ("Mục 3. Tài chính", "muc", (3,), "3"),
        ("Tiểu mục 1. Thu", "tieu-muc", (1,), "1"),
        ("Phụ lục số 02", "phu-luc", (2,), "2"),
        ("PHỤ LỤC III", "phu-luc", (3,), "3"),
        ("PHỤ LỤC", "phu-luc", (), ""),
        ("Mẫu 10-KNĐ", "mau", (10,), "10"),
        ("Mẫu số: 03", "mau", (3,), "3"),
        ("II- NHIỆM VỤ", "roman", (2,), "2"),
        ("XIV. Về tổ chức", "roman", (14,), "14"),
        ("IV- VIỆC CẦN LÀM", "roman", (4,), "4"),
        ("IV.- VỀ TỔ CHỨC", "roman", (4,), "4"),
        ("A. KẾT NẠP", "capital", (1,), "A"),
        ("1. Điều 1 (Khoản 2): Tuổi đời", "number", (1,), "1"),
        ("1- Nội dung", "number", (1,), "1"),
        ("1.- Nội dung", "number", (1,), "1"),
        ("1.1.2. Việc kết nạp", "number", (1, 1, 2), "1.1.2"),
        ("2. 30 ngày là thời hạn", "number", (2,), "2"),
        ("(4) Đơn xin", "paren", (4,), "4"),
        ("4) Đơn xin", "paren", (4,), "4"),
        ("đ) Trường hợp khác", "letter", (5,), "dd"),
        ("d) Trường hợp", "letter", (4,), "d"),
        ("a. Quyết định", "letter", (1,), "a"),
        ("a- Quyết định", "letter", (1,), "a"),
        ("đ.- Quyết định", "letter", (5,), "dd"),
        ("– Gạch dài", "dash", (), ""),
        ("+ Dấu cộng", "plus", (), ""),
    ],
)
def test_what_opens_a_paragraph(text, kind, value, name):
    assert first(text) == (kind, value, name, "clear")


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5, Điều 6 của Quy chế",
        "Phụ lục 01, Quy định 377",
        "Mục 2.1 nếu đảng viên",
        "20.1.2025) đã họp",
        "30. 000 đồng",
        "5.000.000 đồng",
        "2.5 triệu",
        "1-2 năm",
        "7 chi ủy viên",
        "19/5/1890",
        "5-TĐV; thẻ hỏng",
        "06-HD/TW",
        "1- QĐ/TW nêu",
        "V.I. Lênin",
        "III- V của Quy định",
        "a-đ của khoản 2",
        "Phụ lục kèm theo Quy chế này nêu danh mục",
        "-----",
        "Chi bộ họp",
    ],
)
def test_what_opens_nothing(text):
    assert list(readings(text)) == []


def test_a_reference_is_read_without_conviction():
    assert first("Điều 10 Quy định số 12") == ("dieu", (10,), "10", "plain")
    assert first("Phụ lục 1 kèm theo Quy chế này nêu danh mục.") == ("phu-luc", (1,), "1", "plain")
    assert first("Phụ lục 1 kèm theo Quy chế này") == ("phu-luc", (1,), "1", "clear")
    assert first("10.4.3 Các tổ chức") == ("number", (10, 4, 3), "10.4.3", "plain")


def test_a_mistyped_number_is_read_as_one():
    assert first("1 1.2. Số lượng") == ("number", (11, 2), "11.2", "typo")
    assert first("10.4,1. Tổ chức") == ("number", (10, 4, 1), "10.4.1", "typo")


def test_c_is_a_hundred_or_a_letter():
    assert [(m.kind, m.name) for m in readings("C. CÔNG TÁC KHÁC")] == [("roman", "100"), ("capital", "C")]


def test_the_words_begin_after_the_number():
    text = "1.2.  Về học vấn"
    assert text[next(readings(text)).after :] == "Về học vấn"


def test_numbers_inside_a_paragraph_follow_the_end_of_a_sentence():
    text = "Về nước thì nộp. 6.2. Hồ sơ là tài liệu, xem 6.3. Hết"
    assert [text[at : at + 4] for at in run_ins(text)] == ["6.2."]


def test_only_the_vietnamese_d_is_doubled():
    assert (slug("đ"), slug("d")) == ("dd", "d")
