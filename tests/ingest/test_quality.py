"""What can be a Vietnamese syllable, and how much of a text can."""

import pytest

from ingest.quality import broken_words, is_syllable, private_glyphs, share_vietnamese, stray_spaces


@pytest.mark.parametrize("word", "nghiêng ĐIỀU quyết gì giếng khuỷu uỷ ủy thuở Kạn huệ yểu tuýp xoong".split())
def test_a_vietnamese_syllable_is_recognised(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", "ĐIỀ Mộtsố hßa ngề cac ựngx Lênin file qế ccá".split())
def test_what_no_vietnamese_mouth_says_is_no_syllable(word):
    assert not is_syllable(word)


def test_a_syllable_that_ends_in_a_stop_needs_a_rising_or_falling_tone():
    assert is_syllable("các") and is_syllable("cạc")
    assert not is_syllable("cac") and not is_syllable("càc")


def test_broken_words_are_found_where_an_extractor_breaks_them():
    assert broken_words("ĐIỀ U LỆ ĐẢNG quy định Mộtsố vấn đề") == ["ĐIỀ", "Mộtsố"]


def test_abbreviations_and_single_letters_count_neither_way():
    assert share_vietnamese("Quy định số 294-QĐ/TW của BCHTW, điểm a") == 1.0


def test_text_in_an_old_font_is_not_vietnamese_and_its_repair_is():
    assert share_vietnamese("Céng hoµ x· héi chñ nghÜa ViÖt Nam") < 0.6
    assert share_vietnamese("Cộng hoà xã hội chủ nghĩa Việt Nam") == 1.0


def test_decomposed_letters_count_as_their_composed_ones():
    assert share_vietnamese("Đảng viên") == 1.0


def test_nothing_and_figures_alone_have_no_quality():
    assert share_vietnamese("") == 0.0
    assert share_vietnamese("2025 30/5") == 0.0


def test_private_and_lost_signs_are_counted():
    assert private_glyphs("\uf0b7 Đảng \ufffd viên") == 2


def test_spaces_inside_words_are_found_and_spaces_between_words_are_not():
    text = "việc xây d ựng, s ử dụng h ệ thống qu ốc gia; vi ệc này do ban ủy nhiệm, điểm a ăn"
    stray = set(stray_spaces(text))
    assert "".join(c for n, c in enumerate(text) if n not in stray) == (
        "việc xây dựng, sử dụng hệ thống quốc gia; việc này do ban ủy nhiệm, điểm a ăn"
    )
