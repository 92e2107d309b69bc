"""Heads of documents, in the forms that readers give them."""

import pytest

from ingest.manuscript import Manuscript, Paragraph
from ingest.masthead import Masthead, document_id, read_masthead

SHA = "5a9bd7f3c1e2" + "0" * 52

TWO_COLUMNS = """BAN CHẤP HÀNH TRUNG ƯƠNG
*
ĐẢNG CỘNG SẢN VIỆT NAM
---------------
Số 294-QĐ/TW Hà Nội, ngày 26 tháng 5 năm 2025
QUY ĐỊNH
THI HÀNH ĐIỀU LỆ ĐẢNG
- Căn cứ Điều lệ Đảng;
1. Điều 1 (Khoản 2): Tuổi đời của người vào Đảng
Quy định này có hiệu lực thi hành từ ngày 01/7/2025.
Nơi nhận:
T/M BAN CHẤP HÀNH TRUNG ƯƠNG"""

COMMUNE = """TỈNH ỦY QUẢNG SƠN
ĐẢNG ỦY XÃ AN PHÚ
*
Số 12-NQ/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
An Phú, ngày 05 tháng 9 năm 2026
NGHỊ QUYẾT
về giữ sạch nguồn nước đầu nguồn
-----
Thực hiện chương trình công tác năm 2026, Đảng ủy xã ra Nghị quyết này.
I- MỤC TIÊU
T/M ĐẢNG ỦY"""


def manuscript(text: str, source: str = "van-ban.txt", removed: tuple[str, ...] = ()) -> Manuscript:
    """A clean text with a paragraph a line."""
    paragraphs, position = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(position, position + len(line)))
        position += len(line) + 1
    return Manuscript(text + "\n", tuple(paragraphs), (), "txt", source=source, pages=1, removed=removed)


def head_of(text: str, source: str = "van-ban.txt", removed: tuple[str, ...] = ()) -> Masthead:
    return read_masthead(manuscript(text, source, removed))


def id_of(text: str, source: str = "van-ban.txt") -> str:
    return document_id(head_of(text, source), SHA)


def test_number_and_date_on_one_line_of_an_interleaved_head():
    head = head_of(TWO_COLUMNS)
    assert (head.kind, head.number, head.issued_on) == ("quy-dinh", "294-QĐ/TW", "2025-05-26")
    assert (head.issuer, head.level) == ("Ban Chấp hành Trung ương", "trung-uong")
    assert head.title == "THI HÀNH ĐIỀU LỆ ĐẢNG"
    assert head.doubts == ()


def test_the_body_begins_after_the_subject_and_ends_at_the_closing_block():
    head = head_of(TWO_COLUMNS)
    assert TWO_COLUMNS[head.body_start :].startswith("- Căn cứ Điều lệ Đảng;")
    assert TWO_COLUMNS[head.end :].startswith("Nơi nhận:")


def test_a_stated_day_of_effect_is_read():
    assert str(head_of(TWO_COLUMNS).effective) == "2025-07-01"


def test_the_body_under_its_superior_issues_and_stands_in_the_id():
    head = head_of(COMMUNE)
    assert (head.issuer, head.level) == ("Đảng ủy xã An Phú", "xa")
    assert document_id(head, SHA) == "12-nq-du_2026-09-05_dang-uy-xa-an-phu"


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


def test_a_capture_whose_head_follows_the_boilerplate_of_its_site():
    text = "Số hiệu:\n212-KL/TW\nNgày ban hành:\n18/11/2025\nTình trạng:\nĐã biết\n" + TWO_COLUMNS
    assert id_of(text) == "294-qd-tw_2025-05-26"


def test_a_letter_takes_its_kind_from_the_symbol_and_its_subject_from_v_v():
    text = """TỈNH ỦY QUẢNG SƠN
BAN TỔ CHỨC
*
Số 357-CV/BTCTU
ĐẢNG CỘNG SẢN VIỆT NAM
Quảng Sơn, ngày 03 tháng 4 năm 2026
V/v lập danh sách đảng viên đi làm xa
Kính gửi: Các đảng ủy xã
Đề nghị các đồng chí gửi danh sách trước ngày 30."""
    head = head_of(text)
    assert (head.kind, head.title, head.doubts) == ("cong-van", "lập danh sách đảng viên đi làm xa", ())


def test_a_kind_that_does_not_fit_the_symbol_is_doubted():
    assert any("không khớp" in doubt for doubt in head_of(TWO_COLUMNS.replace("294-QĐ/TW", "294-HD/TW")).doubts)


def test_a_missing_body_is_taken_from_the_code_with_doubt():
    head = head_of(TWO_COLUMNS.replace("BAN CHẤP HÀNH TRUNG ƯƠNG\n*\n", "", 1))
    assert head.issuer == "Ban Chấp hành Trung ương"
    assert any("suy từ ký hiệu" in doubt for doubt in head.doubts)


NEWS = """Thay mặt Bộ Chính trị, Thường trực Ban Bí thư đã ký Kết luận số 126-KL/TW ngày 14/2/2025.
Theo đó, Kết luận nêu rõ yêu cầu các cấp ủy thực hiện Kết luận này."""


def test_news_of_a_document_is_an_article_and_never_has_its_number():
    head = head_of(NEWS, "126-KL-TW_2025.md")
    assert head.article
    assert head.number is None
    assert document_id(head, SHA) == "bai-viet_5a9bd7f3c1e2"


def test_a_page_about_a_body_is_an_article():
    text = "Ban Tổ chức Trung ương\nI. CHỨC NĂNG\nLà cơ quan tham mưu.\n(Theo Quyết định số 216-QĐ/TW ngày 02/01/2020)"
    assert id_of(text, "CNNV.md") == "bai-viet_5a9bd7f3c1e2"


def test_a_body_without_a_head_that_speaks_of_itself_is_let_in_with_doubt():
    text = "Giáo dục là quốc sách hàng đầu.\nBộ Chính trị yêu cầu thực hiện tốt các nội dung sau.\nNghị quyết này phổ biến đến chi bộ."
    head = head_of(text, "71-NQ-TW_2025.md")
    assert (head.kind, head.number, head.issued_on, head.issuer) == ("nghi-quyet", "71-NQ/TW", None, "Bộ Chính trị")
    assert len(head.doubts) == 3
    assert not head.article


def test_without_a_head_or_a_name_it_is_an_article():
    assert head_of("Giáo dục là quốc sách.\nNghị quyết này phổ biến đến chi bộ.", "bai.md").article


def test_a_title_line_stands_in_for_a_lost_head_with_doubt():
    text = "Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư về thể loại văn bản của Đảng\nĐiều 1. Phạm vi\nCác cấp ủy thi hành Quy định này."
    head = head_of(text)
    assert document_id(head, SHA) == "66-qd-tw_2017-02-06"
    assert (head.issuer, head.title) == ("Ban Bí thư", "về thể loại văn bản của Đảng")
    assert head.doubts


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Tối mật", "* MẬT *"])
def test_a_secrecy_mark_under_the_number_is_seen(mark: str):
    assert head_of(COMMUNE.replace("Số 12-NQ/ĐU", f"Số 12-NQ/ĐU\n{mark}")).secrecy in {"MẬT", "TỐI MẬT", "TUYỆT MẬT"}


def test_a_secrecy_mark_on_the_line_of_the_other_column_is_seen():
    assert head_of(COMMUNE.replace("Số 12-NQ/ĐU", "Số 12-NQ/ĐU TỐI MẬT")).secrecy == "TỐI MẬT"


def test_a_secrecy_mark_taken_out_as_a_running_head_is_seen():
    assert head_of(COMMUNE, removed=("MẬT", "2")).secrecy == "MẬT"


def test_words_about_secrets_are_no_mark():
    text = COMMUNE.replace("về giữ sạch nguồn nước đầu nguồn", "VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC")
    assert head_of(text + "\nTài liệu tối mật được giữ riêng.").secrecy is None


@pytest.mark.parametrize("limit", ["Lưu hành nội bộ", "TÀI LIỆU THU HỒI", "(Xem xong trả lại)", "Tài liệu hội nghị"])
def test_a_limit_of_circulation_restricts_the_audience(limit: str):
    assert head_of(COMMUNE.replace("NGHỊ QUYẾT\n", f"{limit}\nNGHỊ QUYẾT\n")).restricted
    assert head_of(COMMUNE.replace("NGHỊ QUYẾT\n", f"{limit}\nNGHỊ QUYẾT\n")).kind == "nghi-quyet"


def test_a_rule_about_such_papers_restricts_nothing():
    assert not head_of(
        COMMUNE
        + "\nTài liệu thu hồi phải được nộp lại văn phòng trong ngày họp, không để thất lạc ra ngoài, người giữ chịu trách nhiệm."
    ).restricted
