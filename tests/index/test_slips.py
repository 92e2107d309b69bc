"""Slips of the finger: what is told from a word that is merely unknown, and what may have been meant."""

import pytest

from index.marks import Marks
from index.slips import Known, from_telex, is_spelled

KNOWN = Known(
    {"ket": ["kết"], "nap": ["nạp"], "dang": ["đảng", "đang"], "vien": ["viên"], "dieu": ["điều"], "hon": ["hơn"]}
)
TEXT = "Điều kiện kết nạp đảng viên. Hồ sơ kết nạp đảng viên dự bị. Chi bộ họp. Đảng phí nộp hằng tháng. Nhiều hơn của chi bộ."


@pytest.mark.parametrize(
    "word", ["hôn", "hon", "nghiêng", "quy", "gì", "giếng", "khuỷu", "nước", "ủy", "uỷ", "thuế", "yêu", "được"]
)
def test_what_can_be_spelled_is_no_slip(word: str) -> None:
    assert is_spelled(word)
    assert KNOWN.meant(word) == ()


@pytest.mark.parametrize("word", ["kêt", "nạpp", "dagn", "đảgn", "vneid", "facebook", "kết1", "xyz"])
def test_what_cannot_be_spelled_may_be_one(word: str) -> None:
    assert not is_spelled(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kêt", ("kết",)),
        ("keets", ("kết",)),
        ("ddieeuf", ("điều",)),
        ("dagn", ("đảng", "đang")),
        ("đảgn", ("đảng",)),
        ("nạpp", ("nạp",)),
        ("viênn", ("viên",)),
        ("facebook", ()),
        ("vk", ()),
    ],
)
def test_what_may_have_been_meant(typed: str, meant: tuple[str, ...]) -> None:
    assert KNOWN.meant(typed) == meant


@pytest.mark.parametrize(
    ("keys", "word"),
    [("ddieeuf", "điều"), ("dduwowcj", "được"), ("keets", "kết"), ("uwr", "ử"), ("hojp", "họp"), ("nop", "nop")],
)
def test_telex_is_composed_as_a_keyboard_would(keys: str, word: str) -> None:
    assert from_telex(keys) == word


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("điều kiện kêt nạp đảng viên", "điều kiện kết nạp đảng viên"),
        ("hồ sơ kết nạpp đảng viênn", "hồ sơ kết nạp đảng viên"),
        ("ho so ket napp dagn vien", "hồ sơ kết nạp đảng viên"),
        ("hoof sow keets najp đảng viên", "hồ sơ kết nạp đảng viên"),
        ("thủ tục ly hôn của chi bộ", "thủ tục ly hôn của chi bộ"),
        ("đảng viên dùng facebook", "đảng viên dùng facebook"),
    ],
)
def test_a_question_is_read_without_its_slips(typed: str, read: str) -> None:
    assert Marks.learn([TEXT] * 3).restore(typed) == read
