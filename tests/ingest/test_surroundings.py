"""Facts about what stands round a number: by the words before it and the numbers after it, it is told from a reference."""

import pytest

from ingest.headings import lines_of
from ingest.manuscript import Manuscript, Paragraph
from ingest.numbering import readings
from ingest.surroundings import Surroundings, is_reference
from ingest.tree import Open, Tree


def around(*texts: str) -> Surroundings:
    words = "\n".join(texts) + "\n"
    starts = [sum(len(t) + 1 for t in texts[:i]) for i in range(len(texts))]
    paragraphs = tuple(Paragraph(a, a + len(t)) for a, t in zip(starts, texts, strict=True))
    return Surroundings(lines_of(Manuscript(words, paragraphs, (), "txt")), Tree(), len(words))


@pytest.mark.parametrize(
    "before",
    [
        "việc này làm theo",
        "nêu tại khoản 2",
        "quy định tại điểm a, b và c",
        "Quy định số",
        "theo khoản",
        "trái với các",
    ],
)
def test_an_unfinished_sentence_hangs_over(before):
    assert around(before, "Điều 5. Chi bộ").hangs(1)


@pytest.mark.parametrize(
    "before", ["Chi bộ họp.", "Thời gian, địa điểm", "Về kết quả thí điểm", "Hồ sơ gồm:", "Thôn số"]
)
def test_a_finished_one_does_not(before):
    assert not around(before, "Điều 5. Chi bộ").hangs(1)


def test_the_first_number_after_a_title_that_ends_with_such_a_word_does_not_hang():
    found = around("Điều 1. Báo đi, báo về", "1. Báo đi.", "2. Báo về theo", "3. Báo lại.")
    found.tree.begin(Open("dieu", 9, (1,), ("dieu-1",)), 0, 0)
    assert not found.hangs(1, found.lines[1].marks[0])
    found.tree.begin(Open("number", 11, (2,), ("dieu-1", "khoan-2")), found.lines[2].start, 2)
    assert found.hangs(3, found.lines[3].marks[0])


def test_small_letters_go_on_with_the_line_before():
    found = around("Người được kết nạp trong năm", "5. đảng viên nữ")
    assert found.hangs(1, next(readings("5. đảng viên nữ")))


def test_a_number_is_supported_by_its_successor():
    found = around("5. Năm.", "a) Lẻ.", "6. Sáu.", "8. Tám.")
    assert found.supported(0, found.lines[0].marks[0])
    assert not found.supported(2, found.lines[2].marks[0])


def test_the_closing_block_ends_the_search_for_a_number():
    found = around("MỤC TIÊU", "Nơi nhận:", "1. Một.")
    assert found.next_number(0) == (3, None)


def test_words_that_speak_of_another_place():
    assert is_reference("của Quy định này") and is_reference("Quy định số 5-QĐ/TU") and is_reference("Điều lệ Đảng")
    assert not is_reference("Quy định chung") and not is_reference("Phạm vi")
