"""Where a paragraph begins."""

import pytest

from ingest.joining import begins_paragraph
from ingest.manuscript import Line


def begins(before: str, text: str, starts: bool | None = False, format: str = "txt") -> bool:
    return begins_paragraph([Line(before, 0)], Line(text, 100, starts=starts), format, "")


@pytest.mark.parametrize(
    "before, text",
    [
        ("CHẾ ĐỘ BÁO CÁO HẰNG NĂM", "Điều 1. Các loại báo cáo"),
        ("QUY ĐỊNH CHUNG", "ĐIỀU 1. PHẠM VI, ĐỐI TƯỢNG"),
        ("Đảng ủy cơ sở giải quyết trong năm ngày.", "Hướng dẫn này có hiệu lực kể từ ngày ký."),
        ("đề nghị công nhận đảng viên;", "- Báo cáo cấp ủy cấp trên."),
        ("(Ban hành kèm theo Quyết định số 22-QĐ/ĐU, ngày 08/12/2025)", "Chương I"),
    ],
)
def test_these_begin_one_even_after_a_full_line(before, text):
    assert begins(before, text, None if before.isupper() else False)


@pytest.mark.parametrize(
    "before, text",
    [
        ("nghị quyết của đại hội đảng bộ nhiệm kỳ 2025", "- 2030 và các hướng dẫn về tổ chức đại hội."),
        ("thực hiện theo Điểm 4.4 Quy định số 294-QĐ/TW, điểm 3, mục I", "Hướng dẫn số 38-HD/BTCTW, cụ thể như sau:"),
        ("đã hoàn thành chương trình trong năm", "2026 theo kế hoạch."),
        ("các tổ chức chính trị - xã hội trong doanh nghiệp", "(nếu có); quyết định phân loại tổ chức đảng."),
    ],
)
def test_these_go_on_with_the_sentence(before, text):
    assert not begins(before, text) and not begins(before, text, None)


@pytest.mark.parametrize("text", ["1.- Một việc", "a- Điều hay", "II.- VỀ YÊU CẦU", "ĐIỀU 2. CÁC BIỂU MẪU"])
def test_numbers_of_every_style_begin_one(text):
    assert begins("Báo cáo phải ghi rõ hai việc", text, True)


def test_an_article_in_capitals_is_no_reference():
    assert begins("Báo cáo phải ghi rõ điều và", "ĐIỀU 2. CÁC BIỂU MẪU", True)
    assert not begins("Báo cáo phải ghi rõ điều và", "ĐIỀU 2. CÁC BIỂU MẪU")


def test_a_format_that_knows_its_paragraphs_is_believed():
    assert begins("một câu chưa hết", "thì vẫn sang đoạn", True, "docx")


def test_the_name_of_a_kind_in_capitals_stands_alone_but_not_inside_a_heading():
    assert begins("Mai Khê, ngày 10 tháng 02 năm 2026", "QUY ĐỊNH", None)
    assert not begins("XỬ LÝ NHỮNG TRƯỜNG HỢP KẾT NẠP KHÔNG ĐÚNG", "QUY ĐỊNH", False)
