from datetime import date

import pytest

from service.batch import questions
from service.questions import Question


def read(*lines: bytes) -> list[tuple[object, Question | None, str]]:
    return [(x.id, x.question, x.complaint) for x in questions(lines, 10, None)]


@pytest.mark.parametrize(
    ("line", "id", "text"),
    [
        ("Đảng phí đóng thế nào?\n", 1, "Đảng phí đóng thế nào?"),
        ("\ufeffĐảng phí?\r\n", 1, "Đảng phí?"),
        ("c7\tĐảng phí?\n", "c7", "Đảng phí?"),
        ("hồ sơ gồm\tnhững gì\n", 1, "hồ sơ gồm\tnhững gì"),
        ('{"id": "a-1", "question": "Đảng phí?"}\n', "a-1", "Đảng phí?"),
        ('{"id": 5, "question": "Đảng phí?"}', 5, "Đảng phí?"),
        ('{"_id": "q1", "text": "Đảng phí?", "metadata": {}}', "q1", "Đảng phí?"),
        ('{"question": "Đảng phí?"}', 1, "Đảng phí?"),
    ],
)
def test_a_line_is_a_question_and_keeps_its_id(line: str, id: object, text: str) -> None:
    assert read(line.encode()) == [(id, Question(text), "")]


def test_blank_lines_are_passed_over_but_counted() -> None:
    assert [id for id, _, _ in read(b"\n", b"a b\n", b"  \n", b"c d\n")] == [2, 4]


def test_a_json_line_may_say_more_than_its_question() -> None:
    line = '{"question": "chuyển sinh hoạt", "k": 3, "as_of": "2025-08-01", "kinds": ["Quy định"], "issuers": ["Chi bộ A"]}'
    assert read(line.encode())[0][1] == Question("chuyển sinh hoạt", 3, date(2025, 8, 1), ("quy-dinh",), ("Chi bộ A",))


def test_what_the_line_leaves_open_comes_from_the_command() -> None:
    found = next(questions([b"x y"], 4, date(2025, 8, 1)))
    assert found.question == Question("x y", 4, date(2025, 8, 1))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"id": "a", "question": 3}', "không có câu hỏi"),
        (b'{"id": "a"', "không có câu hỏi"),
        (b'{"a":' * 100_000, "không có câu hỏi"),
        (b'{"id": "a", "question": "x", "k": 0}', "từ 1 đến 100"),
        (b'{"id": "a", "question": "x", "k": true}', "từ 1 đến 100"),
        (b'{"id": "a", "question": "x", "as_of": "mai"}', "năm-tháng-ngày"),
        (b'{"id": "a", "question": "x", "kinds": "quy-dinh"}', "danh sách"),
        (b'{"id": "a", "question": "x", "kinds": ["tho"]}', "loại văn bản"),
        (b"x" * 2001, "quá giới hạn 2000"),
    ],
)
def test_a_line_that_is_no_question_says_why(line: bytes, says: str) -> None:
    assert says in read(line)[0][2]


def test_bytes_that_are_no_utf_8_are_still_a_line() -> None:
    (found,) = read(b"\xffdang phi")
    assert found[1] == Question("\udcffdang phi")


def test_lines_are_answered_as_they_come() -> None:
    def lines():  # type: ignore[no-untyped-def]
        yield b"mot hai\n"
        raise AssertionError("read ahead")

    assert next(questions(lines(), 10, None)).id == 1
