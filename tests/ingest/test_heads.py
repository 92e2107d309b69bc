"""The official head of a document, in the forms that readers give it."""

import pytest
from paper import COMMUNE, SHA, TWO_COLUMNS, head_of, id_of

from ingest.identity import document_id


def test_number_and_date_on_one_line_of_an_interleaved_head():
    head = head_of(TWO_COLUMNS)
    assert (head.kind, head.number, head.issued_on) == ("quy-dinh", "294-QĐ/TW", "2025-05-26")
    assert (head.issuer, head.level) == ("Ban Chấp hành Trung ương", "trung-uong")
    assert head.title == "THI HÀNH ĐIỀU LỆ ĐẢNG"
    assert head.doubts == ()


@pytest.mark.parametrize(
    ("left", "issuer", "level"),
    [
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TUYÊN GIÁO VÀ DÂN VẬN", "Ban Tuyên giáo và Dân vận Trung ương", "trung-uong"),
        ("BAN CHẤP HÀNH\nTRUNG ƯƠNG\nVĂN PHÒNG", "Văn phòng Trung ương Đảng", "trung-uong"),
        ("THÀNH UỶ HÀ NỘI\nBAN TỔ CHỨC", "Ban Tổ chức Thành ủy Hà Nội", "tinh"),
        ("TỈNH ỦY QUẢNG SƠN\nỦY BAN KIỂM TRA", "Ủy ban Kiểm tra Tỉnh ủy Quảng Sơn", "tinh"),
        ("ĐẢNG ỦY XÃ AN PHÚ\nCHI BỘ THÔN ĐOÀN KẾT", "Chi bộ thôn Đoàn Kết", "chi-bo"),
        ("TỈNH ỦY QUẢNG SƠN\nTHÀNH ỦY ĐÔNG HÀ", "Thành ủy Đông Hà", "huyen"),
        ("TỈNH ỦY QUẢNG SƠN\nHUYỆN ỦY BA SÔNG", "Huyện ủy Ba Sông", "huyen"),
    ],
)
def test_issuers_as_they_stand_on_the_left(left: str, issuer: str, level: str):
    text = COMMUNE.replace("TỈNH ỦY QUẢNG SƠN\nĐẢNG ỦY XÃ AN PHÚ", left)
    head = head_of(text)
    assert (head.issuer, head.level) == (issuer, level)


def test_a_kind_that_does_not_fit_the_symbol_is_doubted():
    assert any("không khớp" in doubt for doubt in head_of(TWO_COLUMNS.replace("294-QĐ/TW", "294-HD/TW")).doubts)


def test_a_missing_body_is_taken_from_the_code_with_doubt():
    head = head_of(TWO_COLUMNS.replace("BAN CHẤP HÀNH TRUNG ƯƠNG\n*\n", "", 1))
    assert head.issuer == "Ban Chấp hành Trung ương"
    assert any("suy từ ký hiệu" in doubt for doubt in head.doubts)


def test_a_capture_whose_head_follows_the_boilerplate_of_its_site():
    text = "Số hiệu:\n212-KL/TW\nNgày ban hành:\n18/11/2025\nTình trạng:\nĐã biết\n" + TWO_COLUMNS
    assert id_of(text) == "294-qd-tw_2025-05-26"


def test_the_body_under_its_superior_issues_and_stands_in_the_id():
    head = head_of(COMMUNE)
    assert (head.issuer, head.level) == ("Đảng ủy xã An Phú", "xa")
    assert document_id(head, SHA) == "12-nq-du_2026-09-05_dang-uy-xa-an-phu"


def test_a_name_broken_over_two_interleaved_lines_is_not_taken_for_the_body():
    text = """BAN CHẤP HÀNH ĐẢNG CỘNG SẢN
TRUNG ƯƠNG VIỆT NAM
Số 294-QĐ/TW Hà Nội, ngày 26 tháng 5 năm 2025
QUY ĐỊNH
thi hành Điều lệ Đảng
- Căn cứ Điều lệ Đảng;"""
    assert head_of(text).issuer == "Ban Chấp hành Trung ương"


def test_a_bulletin_has_a_month_and_no_number_and_nothing_is_doubted():
    text = """ĐẢNG ỦY XÃ AN PHÚ
*
ĐẢNG CỘNG SẢN VIỆT NAM
BẢN TIN
sinh hoạt chi bộ tháng 9 năm 2026
-----
1. Tin trong xã
Chi bộ thôn Đoàn Kết đã nạo vét kênh."""
    head = head_of(text)
    assert (head.kind, head.number, head.issued_on, head.doubts) == ("ban-tin", None, "2026-09", ())
    assert id_of(text) == "ban-tin_2026-09_dang-uy-xa-an-phu"


def test_a_decree_of_the_state_keeps_its_own_kind_in_the_title():
    text = """CHÍNH PHỦ
Số: 30/2020/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 05 tháng 3 năm 2020
NGHỊ ĐỊNH
về công tác văn thư
Căn cứ Luật Tổ chức Chính phủ;"""
    head = head_of(text)
    assert (head.kind, head.number, head.issuer) == ("tai-lieu", "30/2020/NĐ-CP", "Chính phủ")
    assert head.title == "Nghị định về công tác văn thư"
    assert id_of(text) == "30-2020-nd-cp_2020-03-05"


def test_a_form_without_anything_of_its_own_has_no_head():
    assert head_of("ĐẢNG CỘNG SẢN VIỆT NAM\nSố …/…-NX\nNHẬN XÉT\nđảng viên dự bị").article


def test_the_body_and_the_date_may_stand_on_one_line():
    text = """ĐẢNG BỘ TỈNH QUẢNG SƠN                    ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ AN PHÚ                  An Phú, ngày 05 tháng 5 năm 2026
*
Số 08-QĐ/ĐU
QUY ĐỊNH
quản lý, sử dụng tủ sách chi bộ
-----
Căn cứ Điều lệ Đảng;"""
    assert id_of(text) == "08-qd-du_2026-05-05_dang-uy-xa-an-phu"


def test_the_day_of_adoption_stands_in_for_the_day_of_a_charter():
    text = """ĐẢNG BỘ XÃ AN PHÚ                         ĐẢNG CỘNG SẢN VIỆT NAM
ĐIỀU LỆ
CÂU LẠC BỘ ĐẢNG VIÊN CAO TUỔI
(Đại hội Câu lạc bộ thông qua ngày 19 tháng 01 năm 2026)
-----
Điều 1."""
    assert id_of(text) == "dieu-le_2026-01-19_dang-bo-xa-an-phu"
