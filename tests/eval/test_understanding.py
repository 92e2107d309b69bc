"""Steps left out leave the question as typed; all together they are the service's own reading."""

from collections.abc import Iterator

import pytest

from eval.suite import library_from
from eval.understanding import ALL, NUMBERS, sought
from index.encoders import HashingEncoder
from index.library import Library
from service.questions import Question, understand

RULES = """CHI BỘ THÔN MÂY
*
Số 07-QĐ/CB

ĐẢNG CỘNG SẢN VIỆT NAM
Mây Trắng, ngày 02 tháng 3 năm 2025

QUY ĐỊNH
về sinh hoạt của chi bộ thôn Mây (văn bản hư cấu)

Điều 1. Kết nạp đảng viên
1. Người xin vào Đảng phải đủ mười tám tuổi và học lớp bồi dưỡng nhận thức về Đảng.
2. Chi bộ họp thường kỳ vào tối mùng năm hằng tháng tại nhà văn hóa.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("van-ban")
    (folder / "quy-dinh-07.txt").write_text(RULES, encoding="utf-8")
    with library_from(folder, HashingEncoder()) as library:
        yield library


@pytest.mark.parametrize(
    "text",
    [
        "khoản 2 điều 1 quy định 07-QĐ/CB nói gì",
        "qđ 07 nói gì về việc họp của cb",
        "đv 60t họp chi bộ ntn?",
        "chi bo hop thuong ky khi nao",
        "Chi bộ họp khi nào?",
        "quy định 07-QĐ/CB",
    ],
)
def test_all_steps_are_the_reading_of_the_service(library: Library, text: str) -> None:
    reading = understand(Question(text), library)
    found = sought(text, library)
    assert found.text == (reading.topic or reading.understood.text)
    assert found.scope.documents == reading.understood.documents


def without(step: str) -> tuple[str, ...]:
    return tuple(other for other in ALL if other != step)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("khoản 2 điều 1 quy định 07-QĐ/CB nói gì", "abbreviations"),
        ("khoản 2 điều 1 quy định 07-QĐ/CB nói gì", "marks"),
        ("đv 60t họp ntn, học cảm tình đảng ở đâu?", NUMBERS),
        ("đv 60t họp khi nào?", "sayings"),
        ("chi bo hop thuong ky khi nao", "abbreviations"),
    ],
)
def test_a_step_that_has_nothing_to_do_can_be_left_out(library: Library, text: str, step: str) -> None:
    assert sought(text, library, without(step)) == sought(text, library)


@pytest.mark.parametrize(
    ("text", "step", "left"),
    [
        ("cb hop khi nao", "marks", "chi bộ hop khi nao"),
        ("đv 60t họp khi nào", "abbreviations", "đv 60t họp khi nào"),
        ("học cảm tình đảng ở đâu", "sayings", "học cảm tình đảng ở đâu"),
        ("quy định 07-QĐ/CB nói gì về việc họp", NUMBERS, "quy định 07-QĐ/CB nói gì về việc họp"),
        ("khoản 2 điều 1 quy định 07-QĐ/CB nói gì về cuộc họp đv", "abbreviations", "nói gì về cuộc họp đv"),
        ("nghị quyết 19-NQ/TW về đv", "sayings", "về đảng viên"),
    ],
)
def test_a_step_left_out_leaves_its_words_as_typed(library: Library, text: str, step: str, left: str) -> None:
    assert sought(text, library, without(step)).text == left


def test_without_numbers_the_whole_library_is_searched(library: Library) -> None:
    text = "quy định 07-QĐ/CB nói gì về việc họp"
    assert len(sought(text, library).scope.documents) == 1
    assert sought(text, library, without(NUMBERS)).scope.documents == ()


def test_as_typed_a_question_is_only_tidied(library: Library) -> None:
    assert sought("  đv 60t\u200b hop ntn ", library, ()).text == "đv 60t hop ntn"
