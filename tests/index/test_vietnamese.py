import subprocess
import sys
import unicodedata

import pytest

from index.vietnamese import (
    count_syllables,
    fold,
    folded_terms,
    has_marks,
    nfc,
    sentences,
    spelling,
    syllables,
    terms,
    without_marks,
)


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("uỷ", "ủy"), ("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuý", "thúy"), ("quí", "quý"), ("qui", "quy"),
        ("kỹ", "kĩ"), ("lý", "lí"), ("ý", "ý"), ("yêu", "yêu"), ("tay", "tay"), ("tai", "tai"),
        ("giờ", "giờ"), ("gì", "gì"), ("quốc", "quốc"), ("hòan", "hoàn"), ("khuỷu", "khuỷu"), ("mùa", "mùa"),
        ("nghiệm", "nghiệm"), ("chuyển", "chuyển"), ("qđ", "qđ"), ("tw", "tw"), ("covid", "covid"),
    ],
)  # fmt: skip
def test_each_syllable_has_one_spelling(written: str, searched: str) -> None:
    assert spelling(written) == searched
    assert spelling(searched) == searched


def test_a_question_and_a_text_in_different_forms_have_the_same_terms() -> None:
    text = "Uỷ ban Kiểm tra"
    assert terms(unicodedata.normalize("NFD", text)) == terms("ủy ban kiểm tra") == terms(nfc(text))


def test_numbers_and_the_pieces_of_a_ky_hieu_are_terms() -> None:
    assert syllables("Điểm 1.1.2 Quy định 294-QĐ/TW, nq57") == [
        "điểm", "1.1.2", "quy", "định", "294", "qđ", "tw", "nq", "57",
    ]  # fmt: skip


def test_terms_are_syllables_and_their_neighbours() -> None:
    assert terms("kết nạp Đảng") == ["kết", "nạp", "đảng", "kết_nạp", "nạp_đảng"]
    assert folded_terms("kết nạp Đảng") == ["ket", "nap", "dang", "ket_nap", "nap_dang"]
    assert terms("") == terms("…!?") == []


def test_what_is_no_word_gives_no_term() -> None:
    assert syllables("\x00 \ud800 🎉 — “đảng”") == ["đảng"]


def test_folding_takes_marks_off() -> None:
    assert fold("Đại hội ĐẢNG") == "dai hoi dang"
    assert has_marks("đang")
    assert not has_marks("Dang")


def test_syllables_are_counted_with_numbers() -> None:
    assert count_syllables("Có từ 03 đảng viên trở lên.") == 7


@pytest.mark.parametrize(
    "pieces",
    [
        ["Người vào Đảng phải đủ 18 tuổi.", "Trên 60 tuổi thì sao?"],
        ["1.1. Về tuổi đời.", "Người vào Đảng phải đủ 18 tuổi."],
        ["Theo Quy định Số 5.4. nói trên thì được."],
        ["Áp dụng NĐ. 30 của GS.TS. Nguyễn Văn An."],
        ["Ở TP. Hải Phòng có hai chi bộ.", "Ở nơi khác thì không."],
        ["Điều 5. Phạm vi áp dụng"],
        ["Như khoản 2 Điều 5.", "Người giới thiệu phải ở cùng chi bộ."],
        ["Bác nói: “Phải đoàn kết.”", "Mọi người làm theo."],
        ["Hồ sơ gồm: a) đơn; b) lý lịch;"],
        ["Chờ một chút..."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert [text[start:end] for start, end in sentences(text)] == pieces


def test_a_sentence_never_crosses_a_line_end_and_offsets_are_verbatim() -> None:
    text = "a) Đơn xin vào Đảng\nb) Lý lịch.  Bản sao.\n\n"
    assert [text[start:end] for start, end in sentences(text)] == [
        "a) Đơn xin vào Đảng", "b) Lý lịch.", "Bản sao.",
    ]  # fmt: skip


def test_the_tokenizer_brings_neither_torch_nor_transformers() -> None:
    code = "import sys; from index.vietnamese import sentences; sentences('Một. Hai.')"
    code += "; assert not {'torch', 'transformers', 'underthesea'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_marks_all_else_stays() -> None:
    assert without_marks("Điều 4. Thẻ ĐẢNG, 5%") == "Dieu 4. The DANG, 5%"
