"""Facts about places: their slugs, their Vietnamese labels, and what people may leave out of them."""

import pytest

from index import places


@pytest.mark.parametrize(
    ("place", "segments"),
    [
        ("chuong-2.dieu-3.khoan-2.diem-a", ("chuong-2", "dieu-3", "khoan-2", "diem-a")),
        ("1.1.2", ("1.1.2",)),
        ("muc-2.1.3", ("muc-2", "1.3")),
        ("5.4.b.g2.c1", ("5.4", "b", "g2", "c1")),
        ("phan-1.A.muc-1.1.1", ("phan-1", "A", "muc-1", "1.1")),
        ("1.3~2", ("1.3~2",)),
    ],
)
def test_a_slug_is_read_into_its_segments_and_back(place, segments):
    assert places.parse(place) == segments
    assert places.join(segments) == place


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("chuong-2.dieu-3.khoan-2.diem-a", "Điểm a khoản 2 Điều 3"),
        ("phan-1.dieu-3.khoan-1.diem-dd", "Điểm đ khoản 1 Điều 3"),
        ("chuong-2", "Chương II"),
        ("phan-1.muc-2", "Mục II Phần I"),
        ("1.1.2", "Điểm 1.1.2"),
        ("5.4.b", "Tiết b điểm 5.4"),
        ("5.4.dd.g2.c1", "Dấu cộng 1 gạch đầu dòng 2 tiết đ điểm 5.4"),
        ("muc-2.1.3", "Điểm 1.3 khoản 1 Mục II"),
        ("muc-2.1.b", "Điểm b khoản 1 Mục II"),
        ("dieu-10.khoan-1.1.4", "Điểm 1.4 khoản 1 Điều 10"),
        ("phu-luc-1.bang-1.dong-4", "Phụ lục 1, bảng 1, dòng 4"),
        ("phu-luc-1.muc-1.2", "Phụ lục 1, khoản 2 Mục I"),
        ("mau-2.1", "Mẫu 2, điểm 1"),
        ("doan-7", "Đoạn 7"),
        ("chu-thich-3", "Chú thích 3"),
        ("mo-dau", "Phần mở đầu"),
        ("mo-dau~2", "Phần mở đầu (lần 2)"),
        ("ket", "Phần kết"),
        ("dieu-5a", "Điều 5a"),
        ("dieu-1~2.khoan-1", "Khoản 1 Điều 1 (lần 2)"),
        ("phan-2.A.muc-1", "Mục I Mục A Phần II"),
        ("1.2.n4", "Ý (4) điểm 1.2"),
    ],
)
def test_a_place_has_a_label_inside_out(place, label):
    assert places.label(places.parse(place)) == label


def test_an_unambiguous_ending_is_enough():
    known = ["chuong-1.dieu-2.khoan-1", "chuong-2.dieu-3.khoan-1", "muc-1.1.1", "muc-2.1.1", "muc-2.1.1.a", "5.4.b"]
    assert places.resolve("dieu-2.khoan-1", known) == "chuong-1.dieu-2.khoan-1"
    assert places.resolve("5.4.b", known) == "5.4.b"
    assert places.resolve("muc-2.1.1", known) == "muc-2.1.1"
    assert places.resolve("khoan-1", known) is None
    assert places.resolve("1.1", known) is None
    assert places.resolve("dieu-9", known) is None


def test_a_printed_number_is_not_the_ending_of_a_longer_one():
    assert places.resolve("1.2", ["1.1.2", "3.1.2"]) is None
    assert places.resolve("b", ["5.4.b", "1"]) == "5.4.b"


def test_what_stands_within_what():
    assert places.within("1.1.2", "1.1")
    assert places.within("dieu-3", "dieu-3")
    assert not places.within("dieu-31", "dieu-3")
    assert not places.within("1.10", "1.1")


@pytest.mark.parametrize(("numeral", "number"), [("I", 1), ("iv", 4), ("XIX", 19), ("CM", 900)])
def test_roman_numerals_both_ways(numeral, number):
    assert places.arabic(numeral) == number
    assert places.roman(number) == numeral.upper()


@pytest.mark.parametrize("word", ["IIII", "VX", "A", "", "IC"])
def test_what_is_no_roman_numeral(word):
    assert places.arabic(word) is None
