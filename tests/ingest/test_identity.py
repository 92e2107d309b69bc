"""Ids: as docs/contract.md has them."""

from paper import COMMUNE, SHA, TWO_COLUMNS, head_of, id_of

from ingest.identity import Masthead, document_id


def test_a_colon_after_so_and_a_number_before_its_left_column():
    text = TWO_COLUMNS.replace(
        "Số 294-QĐ/TW Hà Nội, ngày 26 tháng 5 năm 2025", "Hà Nội, ngày 06 tháng 02 năm 2017 Số: 66-QĐ/TW"
    )
    assert id_of(text) == "66-qd-tw_2017-02-06"


def test_a_number_below_ten_has_two_digits_in_the_id():
    text = TWO_COLUMNS.replace("Số 294-QĐ/TW", "Số 7-HD/TW").replace("\nQUY ĐỊNH\n", "\nHƯỚNG DẪN\n")
    assert id_of(text) == "07-hd-tw_2025-05-26"


def test_qd_is_a_decision_or_a_regulation_by_the_line_in_capitals():
    assert id_of(TWO_COLUMNS.replace("\nQUY ĐỊNH\n", "\nQUYẾT ĐỊNH\n")) == "294-qd-tw_2025-05-26_quyet-dinh"


def test_a_blank_number_and_day_give_an_id_from_the_title_and_two_doubts():
    text = """THÀNH ỦY HÀ NỘI
BAN TỔ CHỨC
*
Số           - HD/BTCTU
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày          tháng 11 năm 2025
HƯỚNG DẪN
Nghiệp vụ công tác tổ chức đảng và đảng viên
-----
- Căn cứ Điều lệ Đảng;"""
    head = head_of(text, "02-HD-BTCTU_2025-11.pdf")
    assert head.number is None
    assert len(head.doubts) == 2
    assert document_id(head, SHA) == "huong-dan_2025-11_ban-to-chuc-thanh-uy-ha-noi_nghiep-vu-cong-tac-to-chuc"


def test_the_charter_has_no_number_and_no_body_in_its_id():
    text = """ĐẠI HỘI ĐẠI BIỂU TOÀN QUỐC
LẦN THỨ XI
*
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 19 tháng 01 năm 2011
ĐIỀU LỆ
ĐẢNG CỘNG SẢN VIỆT NAM
(Đại hội đại biểu toàn quốc lần thứ XI của Đảng
thông qua ngày 19 tháng 01 năm 2011)
-----
Chương I
ĐẢNG VIÊN"""
    head = head_of(text)
    assert document_id(head, SHA) == "dieu-le_2011-01-19"
    assert head.title == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert head.doubts == ()


def test_a_decision_of_a_body_below_the_centre_adds_both():
    assert id_of(COMMUNE.replace("12-NQ/ĐU", "12-QĐ/ĐU").replace("\nNGHỊ QUYẾT\n", "\nQUYẾT ĐỊNH\n")) == (
        "12-qd-du_2026-09-05_quyet-dinh_dang-uy-xa-an-phu"
    )


def test_the_charter_of_another_congress_is_another_document():
    head = Masthead("dieu-le", None, "Đại hội đại biểu toàn quốc lần thứ XI", "trung-uong", "2011-01-19", "Đảng")
    assert document_id(head, SHA) == "dieu-le_2011-01-19"


def test_an_article_is_named_by_its_bytes():
    assert (
        document_id(Masthead("bai-viet", "294-QĐ/TW", "", "", None, "tin", article=True), SHA)
        == "bai-viet_5a9bd7f3c1e2"
    )
