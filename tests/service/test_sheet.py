"""A file of answers: what is there is not asked again, and what is not ours is left alone."""

import json
from pathlib import Path

import pytest

from index.errors import BadRequest
from service.batch import Line
from service.questions import Question
from service.sheet import opened

A_LINE = Line("a", Question("Đảng phí?"))
NO_QUESTION = Line("a", None, "Dòng này không có câu hỏi.")
ANSWER = json.dumps({"id": "a", "question": "Đảng phí?", "library": "h1"}) + "\n"
COMPLAINT = json.dumps({"id": "a", "error": "bad_request", "message": "…"}) + "\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tra-loi.jsonl"


def test_a_line_is_on_the_disk_as_soon_as_it_is_written(path: Path) -> None:
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
    "text", ["Đảng phí?", "Đảng phí?\n", "[]\n", '{"id": "a", "question": "x"}\n', ANSWER + "%PDF-1.7", "\n"]
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
