"""One question from asking to answer, over three invented documents and the bundled encoder."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from commune import GUIDE_ID, NEW_ID, OLD_ID

from index.library import Library
from index.records import Answer
from index.settings import Settings
from service.answers import answer
from service.questions import LONGEST, Question
from service.quotes import is_verbatim


def ask(library: Library, text: str, as_of: date | None = None) -> Answer:
    return answer(library, Question(text, as_of=as_of))


def places(found: Answer) -> list[str]:
    return [f"{c.document.id}#{c.locator.place}" for s in found.statements for c in s.citations]


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Thẻ thư viện có giá trị bao lâu?", f"{NEW_ID}#dieu-1.khoan-1"),
        ("the thu vien co gia tri bao lau", f"{NEW_ID}#dieu-1.khoan-1"),
        ("mất thẻ thì mấy ngày được cấp lại", f"{NEW_ID}#dieu-1.khoan-2"),
        ("Hồ sơ xin cấp thẻ thư viện gồm những gì?", f"{NEW_ID}#dieu-2"),
        ("ai quyết định thu hồi thẻ thư viện", f"{NEW_ID}#dieu-3"),
        ("vườn thuốc nam tưới mấy lần một ngày", f"{GUIDE_ID}#1.1"),
        ("khoản 2 điều 1 quy định 05", f"{NEW_ID}#dieu-1.khoan-2"),
        ("diem 1.2 hd02", f"{GUIDE_ID}#1.2"),
        ("Quy định 11-QĐ/ĐU còn hiệu lực không?", f"{NEW_ID}#dieu-4"),
    ],
)
def test_the_first_thing_read_answers_from_the_right_clause(commune: Library, question: str, place: str) -> None:
    found = ask(commune, question)
    assert found.status == "answered"
    assert places(found)[0] == place


def test_every_quote_is_verbatim(commune: Library) -> None:
    found = ask(commune, "Thẻ thư viện có giá trị bao lâu?")
    assert found.statements
    assert all(is_verbatim(commune, c) for s in found.statements for c in s.citations)


def test_a_list_is_answered_with_all_its_items(commune: Library) -> None:
    text = ask(commune, "hồ sơ xin cấp thẻ gồm những giấy tờ gì").statements[0].text
    assert "Đơn xin cấp thẻ" in text
    assert "Giấy giới thiệu của chi ủy" in text


def test_a_replaced_document_gives_way_to_its_successor(commune: Library) -> None:
    assert not any(OLD_ID in place for place in places(ask(commune, "Thẻ thư viện có giá trị bao lâu?")))


def test_a_past_day_is_answered_from_the_text_of_that_day(commune: Library) -> None:
    found = ask(commune, "thẻ thư viện có giá trị bao lâu", as_of=date(2023, 1, 1))
    assert places(found)[0] == f"{OLD_ID}#dieu-1"


def test_a_replaced_document_asked_for_by_number_says_so(commune: Library) -> None:
    found = ask(commune, "điều 1 quy định 11-QĐ/ĐU")
    assert places(found) == [f"{OLD_ID}#dieu-1"]
    assert [n.code for n in found.notes] == ["replaced"]
    assert "05-QĐ/ĐU" in found.notes[0].text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("thủ tục ly hôn", "no_source"),
        ("đội nào vô địch V-League năm nay", "no_source"),
        ("quy định 294 nói gì", "no_such_document"),
        ("điều 9 quy định 05-QĐ/ĐU", "no_such_place"),
        ("", "unclear"),
        ("a", "unclear"),
        ("?!…", "unclear"),
        ("\x00\ud800", "unclear"),
        ("thẻ " * LONGEST, "unclear"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_reason(commune: Library, question: str, reason: str) -> None:
    found = ask(commune, question)
    assert (found.status, found.reason, found.statements) == ("refused", reason, ())
    assert found.message


def test_a_refusal_shows_what_is_nearest(commune: Library) -> None:
    assert ask(commune, "thủ tục ly hôn").passages


def test_a_passage_says_what_every_stage_gave_it(commune: Library) -> None:
    found = ask(commune, "Thẻ thư viện có giá trị bao lâu?")
    said = dict(one.split() for one in found.passages[0].why)
    assert list(said) == ["words", "meaning", "tokens", "fused", "relevance", "support"]
    assert found.confidence is not None
    assert float(said["support"]) == pytest.approx(found.confidence, abs=0.01) and float(said["meaning"]) > 0.8


def test_nfd_is_the_same_question(commune: Library) -> None:
    nfd = unicodedata.normalize("NFD", "Thẻ thư viện có giá trị bao lâu?")
    assert places(ask(commune, nfd)) == places(ask(commune, "Thẻ thư viện có giá trị bao lâu?"))


def test_a_story_of_three_hundred_words_is_answered_like_a_short_question(commune: Library) -> None:
    story = "Thưa đồng chí, tôi là đảng viên của chi bộ, mới được cấp thẻ thư viện và hay mượn sách về đọc. " * 13
    text = f"{story}Cho tôi hỏi thẻ thư viện của chi bộ có giá trị bao lâu kể từ ngày cấp?"
    assert len(text.split()) >= 300 and len(text) <= LONGEST
    found = ask(commune, text)
    assert found.status == "answered"
    assert f"{NEW_ID}#dieu-1.khoan-1" in places(found)


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    assert ask(Library.open(Settings(home=tmp_path)), "thẻ thư viện có giá trị bao lâu").reason == "empty_library"


def test_what_was_asked_about_is_noted_even_where_its_successor_is_quoted(commune: Library) -> None:
    found = ask(commune, "Quy định 11-QĐ/ĐU còn hiệu lực không?")
    assert [n.code for n in found.notes] == ["replaced"]


def test_a_document_that_replaces_none_is_not_said_to(commune: Library) -> None:
    assert ask(commune, "hướng dẫn 02-HD/ĐU thay thế văn bản nào").status == "refused"


def test_another_language_is_left_as_typed(commune: Library) -> None:
    text = "How old must one be to join the Party?"
    assert ask(commune, text).understood.text == text


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("Thẻ thư viện có giá trị bao lâu?", True),
        ("ai quyết định thu hồi thẻ thư viện", True),
        ("Thủ tục đăng ký kết hôn với người nước ngoài gồm những gì?", False),
    ],
)
def test_confidence_is_above_zero_where_it_answers_and_below_where_it_does_not(
    commune: Library, question: str, answered: bool
) -> None:
    found = ask(commune, question)
    assert found.confidence is not None
    assert (found.confidence > 0) == (found.status == "answered") == answered


def test_what_is_answered_by_number_or_refused_before_searching_has_no_confidence(commune: Library) -> None:
    assert ask(commune, "khoản 2 điều 1 quy định 05").confidence is None
    assert ask(commune, "?").confidence is None
