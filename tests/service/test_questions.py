"""Understanding: what is changed in a question, what is left alone, what it names."""

from datetime import date

import pytest
from commune import GUIDE_ID, NEW_ID

from index.library import Library
from service.questions import Question, describe, tidy, understand, vietnamese_date


def test_abbreviations_are_written_out_and_shown(commune: Library) -> None:
    understood = understand(Question("đv mất thẻ thì xin cb cấp lại đc ko"), commune).understood
    assert understood.text == "đảng viên mất thẻ thì xin chi bộ cấp lại được không"
    assert {(c.source, c.target) for c in understood.changes} >= {("đv", "đảng viên"), ("ko", "không")}


def test_a_comrade_is_no_passive(commune: Library) -> None:
    assert understand(Question("đc Nam có được cấp thẻ không"), commune).understood.text.startswith("đồng chí Nam")


def test_missing_marks_are_put_back(commune: Library) -> None:
    assert (
        understand(Question("the thu vien co gia tri bao lau"), commune).understood.text
        == "thẻ thư viện có giá trị bao lâu"
    )


def test_a_question_with_its_marks_stays_as_typed(commune: Library) -> None:
    text = "Thẻ thư viện có giá trị bao lâu?"
    reading = understand(Question(text), commune)
    assert (reading.understood.text, reading.understood.changes) == (text, ())


@pytest.mark.parametrize(
    ("question", "documents", "place"),
    [
        ("khoản 1 điều 1 qđ 05", (NEW_ID,), "dieu-1.khoan-1"),
        ("hd02 noi gi", (GUIDE_ID,), None),
        ("02-hd/đu điểm 2.1", (GUIDE_ID,), "2.1"),
        ("mỗi ngày tưới cây mấy lần", (), None),
    ],
)
def test_documents_and_places_are_named(
    commune: Library, question: str, documents: tuple[str, ...], place: str | None
) -> None:
    understood = understand(Question(question), commune).understood
    assert (understood.documents, understood.place) == (documents, place)


def test_a_number_that_is_not_held_is_missing(commune: Library) -> None:
    assert understand(Question("nghị quyết 57 nói gì"), commune).missing == ("nghị quyết 57",)


def test_the_topic_is_what_is_left_of_the_question(commune: Library) -> None:
    assert understand(Question("quy định 05 nói gì về ảnh chân dung"), commune).topic == "nói gì về ảnh chân dung"


def test_an_asked_day_wins_over_a_spoken_one(commune: Library) -> None:
    question = Question("hồi năm 2023 thẻ thư viện có giá trị bao lâu", as_of=date(2022, 6, 1))
    assert understand(question, commune).understood.as_of == date(2022, 6, 1)


@pytest.mark.parametrize(
    "typed", ["mất\x00thẻ", "mất\n\tthẻ", "  mất  thẻ ", "mất\u200bthẻ", "mất\ud800thẻ", "ma\u0302\u0301t the\u0309"]
)
def test_odd_characters_are_spaces(typed: str) -> None:
    assert tidy(typed) == "mất thẻ"


def test_documents_are_named_as_people_name_them(commune: Library) -> None:
    document = commune.document(NEW_ID)
    assert document is not None
    assert describe(document) == "Quy định 05-QĐ/ĐU ngày 12/5/2026"
    assert vietnamese_date("2025-11") == "11/2025"


def test_a_bare_number_beside_a_clause_names_the_document(commune: Library) -> None:
    understood = understand(Question("xem chỗ khoản 1 điều 1 trong cái 05 nó viết sao"), commune).understood
    assert (understood.documents, understood.place) == ((NEW_ID,), "dieu-1.khoan-1")


@pytest.mark.parametrize("spoken", ["tiết e điểm 5.4", "tiết k điểm 5.4", "Chương V", "mục V"])
def test_the_letter_of_a_clause_is_no_abbreviation(commune: Library, spoken: str) -> None:
    assert spoken in understand(Question(f"{spoken} quy định 05 nói gì"), commune).understood.text
