import unicodedata

import pytest

from eval.rewriting import abbreviated, decomposed, slipped, typed

ASKED = "Cuộc họp chi bộ cần tối thiểu bao nhiêu đảng viên chính thức tham gia theo Quy định 24-QĐ/TW?"


def test_the_longest_reading_is_abbreviated_first() -> None:
    assert abbreviated("Đảng viên chính thức được bao nhiêu phiếu?") == "đvct dc bn phiếu?"
    assert abbreviated("Các chi bộ ghép") == "Các cb ghép"


def test_a_question_without_any_reading_stays() -> None:
    assert abbreviated("Sổ mượn sách để ở đâu?") == "Sổ mượn sách để ở đâu?"


@pytest.mark.parametrize(
    ("word", "keys"),
    [("nạp", "napj"), ("Đảng", "Ddangr"), ("kết", "keets"), ("ủy", "uyr"), ("thưởng", "thuwowngr"), ("ăn", "awn")],
)
def test_a_word_is_typed_in_telex(word: str, keys: str) -> None:
    assert typed(word) == keys


def test_one_or_two_words_slip_and_always_alike() -> None:
    assert slipped(ASKED) == slipped(ASKED)
    assert sum(a != b for a, b in zip(ASKED.split(), slipped(ASKED).split(), strict=True)) == 2
    assert slipped("Chi bộ họp") != "Chi bộ họp"


def test_numbers_of_documents_never_slip() -> None:
    assert "24-QĐ/TW" in slipped(ASKED)
    assert slipped("24-QĐ/TW?") == "24-QĐ/TW?"


def test_nfd_reads_the_same() -> None:
    assert decomposed(ASKED) != ASKED
    assert unicodedata.normalize("NFC", decomposed(ASKED)) == ASKED
