"""A file of answers: what is there is not asked again, and what is not ours is left alone."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from index.errors import BadRequest
from service.batch import Line
from service.questions import Question
from service.sheet import opened, require_apart

A_LINE = Line("a", Question("Đảng phí?"))
NO_QUESTION = Line("a", None, "Dòng này không có câu hỏi.")
ANSWER = json.dumps({"id": "a", "question": "Đảng phí?", "library": "h1"}) + "\n"
COMPLAINT = json.dumps({"id": "a", "error": "bad_request", "message": "…"}) + "\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tra-loi.jsonl"


def test_a_line_can_be_read_as_soon_as_it_is_written(path: Path) -> None:
    with opened(path, "h1") as sheet:
        assert not sheet.has(A_LINE)
        sheet.write(ANSWER.strip())
        assert path.read_text("utf-8") == ANSWER


def test_what_is_there_stands_for_as_many_lines_of_that_id(path: Path) -> None:
    path.write_text(ANSWER, "utf-8")
    with opened(path, "h1") as sheet:
        assert [sheet.has(A_LINE), sheet.has(A_LINE)] == [True, False]


def test_a_line_that_was_no_question_is_asked_when_it_has_become_one(path: Path) -> None:
    path.write_text(COMPLAINT, "utf-8")
    with opened(path, "h1") as sheet:
        assert (sheet.has(NO_QUESTION), sheet.has(A_LINE)) == (True, False)


@pytest.mark.parametrize("half", ["{", '{"id": "b", "ques', ANSWER.strip()])
def test_a_last_line_without_its_end_is_dropped(path: Path, half: str) -> None:
    path.write_text(COMPLAINT + half, "utf-8")
    with opened(path, "h1") as sheet:
        assert not sheet.has(A_LINE)
    assert path.read_text("utf-8") == COMPLAINT


@pytest.mark.parametrize(
    "text",
    [
        "Đảng phí?",
        "Đảng phí?\n",
        "[]\n",
        '{"id": "a", "question": "x"}\n',
        ANSWER + "%PDF-1.7",
        "\n",
        '{"id": "a", "question": "x"}',
        '{"id": 1}',
        ANSWER + "null ",
        "[" * 100_000 + "\n",
    ],
)
def test_a_file_of_something_else_is_left_as_it_is(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(BadRequest, match=r"tra-loi\.jsonl không phải câu trả lời"), opened(path, "h1"):
        pass
    assert path.read_text("utf-8") == text


def test_answers_of_another_library_are_left_as_they_are(path: Path) -> None:
    path.write_text(ANSWER + '{"id"', "utf-8")
    says = r"Dòng 1 của tệp .*tra-loi\.jsonl là câu trả lời từ một thư viện khác"
    with pytest.raises(BadRequest, match=says), opened(path, "h2"):
        pass
    assert path.read_text("utf-8") == ANSWER + '{"id"'


def test_an_answer_to_another_question_under_the_same_id_stops_with_its_line(path: Path) -> None:
    path.write_text(COMPLAINT + ANSWER, "utf-8")
    with opened(path, "h1") as sheet, pytest.raises(BadRequest, match=r"Dòng 2 .*'a'.* một câu hỏi khác"):
        sheet.has(Line("a", Question("Đảng kỳ?")))
    assert path.read_text("utf-8") == COMPLAINT + ANSWER


def test_one_id_may_stand_for_several_questions(path: Path) -> None:
    path.write_text(ANSWER.replace("ph", "k") + ANSWER, "utf-8")
    with opened(path, "h1") as sheet:
        assert [sheet.has(A_LINE), sheet.has(Line("a", Question("Đảng kí?"))), sheet.has(A_LINE)] == [True, True, False]


def test_an_answer_as_of_another_day_stops(path: Path) -> None:
    then = json.loads(ANSWER) | {"understood": {"as_of": "2025-08-01"}}
    path.write_text(2 * (json.dumps(then) + "\n"), "utf-8")
    with opened(path, "h1") as sheet:
        assert sheet.has(Line("a", Question("Đảng phí?", as_of=date(2025, 8, 1))))
        with pytest.raises(BadRequest, match="một ngày khác"):
            sheet.has(Line("a", Question("Đảng phí?", as_of=date(2024, 8, 1))))


def test_the_file_of_questions_and_what_is_no_regular_file_take_no_answers(path: Path, tmp_path: Path) -> None:
    file, pipe = tmp_path / "cau-hoi.jsonl", tmp_path / "ong"
    require_apart(path, file)
    file.write_text('{"id": "a", "question": "Đảng phí?"}', "utf-8")
    path.symlink_to(file)
    os.mkfifo(pipe)
    require_apart(tmp_path / "khac.jsonl", file)
    for out, says in (
        (file, "chính là tệp câu hỏi"),
        (path, "chính là"),
        (pipe, "tệp thường"),
        (tmp_path, "tệp thường"),
    ):
        with pytest.raises(BadRequest, match=says):
            require_apart(out, file)
