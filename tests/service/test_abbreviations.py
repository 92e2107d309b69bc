"""What people shorten, glue together and call by other names."""

import pytest

from service.abbreviations import expand, said_officially, unglued


@pytest.mark.parametrize(
    ("word", "after", "meant"),
    [
        ("đv", " dự bị", "đảng viên"),
        ("ĐV", "", "đảng viên"),
        ("kl", " 127", "kết luận"),
        ("kl", " mức nào", "kỷ luật"),
        ("đc", " Nam", "đồng chí"),
        ("đc", " không", "được"),
        ("cu", " tri", None),
        ("chi", " bộ", None),
    ],
)
def test_an_abbreviation_is_read_by_what_follows(word: str, after: str, meant: str | None) -> None:
    assert expand(word, after) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lớp cảm tình đảng học mấy ngày", "lớp bồi dưỡng nhận thức về Đảng học mấy ngày"),
        ("mất thẻ đảng", "mất thẻ đảng viên"),
        ("mất thẻ đảng viên", "mất thẻ đảng viên"),
        ("đã quá 60 tuổi", "trên 60 tuổi"),
        ("chưa đủ 18 tuổi", "dưới 18 tuổi"),
        ("quá 12 tháng", "quá 12 tháng"),
        ("hơn 30 đảng viên", "trên 30 đảng viên"),
    ],
)
def test_everyday_words_become_those_of_regulations(typed: str, meant: str) -> None:
    assert said_officially(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("60t", "60 tuổi"), ("6th", "6 tháng"), ("điểm 1.1t", "điểm 1.1t"), ("10tb", "10tb")]
)
def test_units_glued_to_a_number_are_parted(typed: str, meant: str) -> None:
    assert unglued(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "đảng viên phải có đạo đức như thế nào",
        "ai có quyền bãi bỏ đảng bộ",
        "chuyển đảng phí lên cấp trên",
        "thay bằng cấp uỷ khác",
        "mất thẻ đảng viên",
        "họp chi bộ mấy tháng một lần",
    ],
)
def test_a_saying_inside_another_phrase_stays(typed: str) -> None:
    assert said_officially(typed) == typed


def test_fewer_than_a_number_is_not_turned_round() -> None:
    assert said_officially("chi bộ ít hơn 9 người") == "chi bộ dưới 9 người"
    assert said_officially("chi bộ hơn 9 người") == "chi bộ trên 9 người"
