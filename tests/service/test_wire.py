import json
from datetime import date

import pytest
from holdings import TODAY, a_document
from pydantic import ValidationError

from index.records import (
    Answer,
    Change,
    Chunk,
    Citation,
    Locator,
    Note,
    Passage,
    Span,
    Statement,
    Understood,
)
from service import wire

PLACE = Locator(("dieu-2", "diem-a"), (3, 4))
QUOTE = Citation(a_document(), PLACE, "Đơn xin vắng mặt", 10, 26, (Span(4, 7, 23),))


def an_answer(**changes: object) -> Answer:
    given: dict[str, object] = {
        "question": "hs vắng mặt",
        "understood": Understood(
            "hồ sơ vắng mặt", (Change("hs", "hồ sơ", "abbreviation"),), (), None, date(2025, 8, 1)
        ),
        "status": "answered",
        "generation": 3,
        "library": "abc",
        "statements": (Statement((QUOTE,)),),
        "notes": (Note("sample", "Văn bản mẫu.", (QUOTE,)),),
        "choices": (a_document(),),
        "passages": (Passage(a_document(), Chunk("x", PLACE, "Đơn xin", 0, 7, ""), 0.5, ("words 8.31", "fused 0.50")),),
        "took_ms": 1.25,
    }
    return Answer(**(given | changes))  # type: ignore[arg-type]


def test_an_answer_has_exactly_the_fields_of_the_contract() -> None:
    shape = wire.answer(an_answer(), TODAY)
    assert list(shape) == [
        "question", "understood", "status", "reason", "message", "statements", "notes", "choices", "passages",
        "generation", "library", "took_ms",
    ]  # fmt: skip
    assert shape["understood"] == {
        "text": "hồ sơ vắng mặt",
        "changes": [{"from": "hs", "to": "hồ sơ", "why": "abbreviation"}],
        "documents": [],
        "place": None,
        "as_of": "2025-08-01",
    }


def test_an_id_stands_first_when_given() -> None:
    assert next(iter(wire.answer(an_answer(), TODAY, "c7").items())) == ("id", "c7")


def test_a_citation_names_the_page_on_which_the_quote_begins() -> None:
    assert wire.citation(QUOTE, TODAY) == {
        "document": wire.document(a_document(), TODAY),
        "place": "dieu-2.diem-a",
        "label": "Điểm a Điều 2",
        "page": 4,
        "quote": "Đơn xin vắng mặt",
        "start": 10,
        "end": 26,
        "spans": [{"page": 4, "start": 7, "end": 23}],
        "ocr": None,
        "url": "/van-ban/07-qd-cb_2025-03-02_chi-bo-thon-may#dieu-2.diem-a",
    }


def test_a_place_without_pages_has_page_null() -> None:
    web = Citation(a_document(), Locator(("doan-1",)), "x", 0, 1, (Span(None, 0, 1),))
    assert wire.citation(web, TODAY)["page"] is None


def test_a_passage_has_exactly_the_fields_of_the_contract() -> None:
    shape = wire.answer(an_answer(), TODAY)["passages"][0]  # type: ignore[index]
    assert list(shape) == ["document", "place", "label", "page", "text", "score", "why", "url"]
    assert (shape["page"], shape["text"], shape["why"]) == (3, "Đơn xin", ["words 8.31", "fused 0.50"])


def test_a_document_stands_as_on_the_day_asked_of() -> None:
    ended = a_document(valid_until=date(2026, 7, 26), ended_by="replaced", successor="208-qd-tw_2026-07-26")
    assert wire.document(ended, TODAY)["state"] == "replaced"
    assert wire.document(ended, date(2025, 8, 1))["state"] == "unknown"
    assert wire.document(ended, TODAY)["successor"] == "208-qd-tw_2026-07-26"


def test_a_statements_text_is_its_quotes_and_nothing_else() -> None:
    shape = wire.answer(an_answer(statements=(Statement((QUOTE, QUOTE)),)), TODAY)
    assert shape["statements"][0]["text"] == "Đơn xin vắng mặt\nĐơn xin vắng mặt"  # type: ignore[index]


def test_a_lone_surrogate_goes_out_as_an_escape_and_comes_back_the_same() -> None:
    line = wire.line({"question": "đảng \ud83d phí 🙂"})
    assert "đảng \\ud83d phí 🙂" in line
    assert json.loads(line.encode("utf-8")) == {"question": "đảng \ud83d phí 🙂"}


def test_a_line_is_one_line() -> None:
    assert "\n" not in wire.line({"text": "một\nhai\u2028ba"})


@pytest.mark.parametrize("given", ["2025-8-1", "01/08/2025", "2025-02-30", "20250801", "", 20250801, "２０２５-08-01"])
def test_a_day_is_written_one_way(given: object) -> None:
    with pytest.raises(ValueError, match="năm-tháng-ngày"):
        wire.day(given)


def test_a_kind_may_be_named_as_people_write_it() -> None:
    assert wire.Asked(question="đảng phí", kinds=["Quy định", "huong-dan"]).kinds == ["quy-dinh", "huong-dan"]


@pytest.mark.parametrize(
    "changes", [{"k": 0}, {"k": 101}, {"kinds": ["thơ"]}, {"as_of": "hôm qua"}, {"asof": "2025-01-01"}]
)
def test_what_the_contract_does_not_know_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        wire.Asked(**({"question": "đảng phí"} | changes))  # type: ignore[arg-type]


def test_a_question_may_have_2000_characters_and_no_more() -> None:
    assert wire.question_text("đ" * 2000)
    with pytest.raises(ValueError, match="2001 ký tự, quá giới hạn 2000"):
        wire.question_text("đ" * 2001)
