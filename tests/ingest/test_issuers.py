"""Names of bodies."""

import pytest

from ingest.issuers import is_central, issuer_of_code, issuer_of_head, level_of, proper


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("ĐẢNG UỶ XÃ AN PHÚ", "Đảng ủy xã An Phú"),
        ("CHI BỘ TRƯỜNG TRUNG HỌC CƠ SỞ AN PHÚ", "Chi bộ Trường Trung học cơ sở An Phú"),
        ("ĐẠI HỘI ĐẠI BIỂU TOÀN QUỐC LẦN THỨ XI", "Đại hội đại biểu toàn quốc lần thứ XI"),
        ("BAN CHẤP HÀNH ĐẢNG BỘ PHƯỜNG BẾN NỨA", "Ban Chấp hành Đảng bộ phường Bến Nứa"),
        ("Đảng uỷ phường Bến Nứa", "Đảng ủy phường Bến Nứa"),
    ],
)
def test_capitals_become_the_usual_spelling(printed: str, written: str):
    assert proper(printed) == written


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (["BAN", "CHẤP HÀNH TRUNG ƯƠNG"], "Ban Chấp hành Trung ương"),
        (["ĐẢNG BỘ TỈNH", "QUẢNG SƠN", "ĐẢNG ỦY XÃ AN PHÚ"], "Đảng ủy xã An Phú"),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG VĂN PHÒNG"], "Văn phòng Trung ương Đảng"),
        (["ỦY BAN KIỂM TRA ĐẢNG ỦY XÃ AN PHÚ"], "Ủy ban Kiểm tra Đảng ủy xã An Phú"),
        (["ĐẢNG ỦY XÃ AN PHÚ", "CHI BỘ CƠ QUAN ỦY BAN NHÂN DÂN"], "Chi bộ cơ quan Ủy ban nhân dân"),
        (["ĐẢNG BỘ TỈNH QUẢNG SƠN", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH"], "Đảng ủy các cơ quan Đảng tỉnh"),
        (["ĐẢNG BỘ XÃ AN PHÚ", "ĐẠI HỘI ĐẠI BIỂU LẦN THỨ I"], "Đại hội đại biểu lần thứ I Đảng bộ xã An Phú"),
        (["ĐẠI HỘI ĐẠI BIỂU TOÀN QUỐC", "LẦN THỨ XI"], "Đại hội đại biểu toàn quốc lần thứ XI"),
        ([], None),
    ],
)
def test_the_issuing_body_of_a_left_head(lines: list[str], issuer: str | None):
    assert issuer_of_head(lines) == issuer


def test_codes_that_only_one_body_can_mean():
    assert issuer_of_code("BTCTW") == "Ban Tổ chức Trung ương"
    assert issuer_of_code("ĐU") is None


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Ban Bí thư", "trung-uong"),
        ("Tỉnh ủy Mai Khê", "tinh"),
        ("Quận ủy Ba Đình", "huyen"),
        ("Đảng ủy đặc khu Hòn Mây", "xa"),
        ("Đảng ủy Công ty cổ phần Bến Nứa", "co-so"),
        ("Chi bộ thôn Đoàn Kết", "chi-bo"),
    ],
)
def test_levels(name: str, level: str):
    assert level_of(name) == level
    assert is_central(name) == (level == "trung-uong")
