from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.answered import Told, outcome, outcomes, told
from eval.beir import Topic
from eval.suite import library_from
from index.encoders import HashingEncoder
from index.library import Library
from index.records import Answer, Citation, Locator, Statement, Understood

RULES = """CHI BỘ THÔN MÂY
*
Số 07-QĐ/CB

ĐẢNG CỘNG SẢN VIỆT NAM
Mây Trắng, ngày 02 tháng 3 năm 2025

QUY ĐỊNH
về sinh hoạt của chi bộ thôn Mây (văn bản hư cấu)

Điều 1. Thời gian họp
1. Chi bộ thôn Mây họp thường kỳ vào tối mùng năm hằng tháng tại nhà văn hóa.
2. Cuộc họp bất thường do bí thư chi bộ triệu tập trước ba ngày.

Điều 2. Hồ sơ xin vắng mặt
Người vắng mặt gửi đơn có chữ ký cho chi ủy trước cuộc họp hai ngày.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("van-ban")
    (folder / "quy-dinh-07.txt").write_text(RULES, encoding="utf-8")
    with library_from(folder, HashingEncoder()) as library:
        yield library


def an_answer(library: Library, *quoted: tuple[str, str]) -> Answer:
    """An answer that quotes these words from these places; a refusal without any."""
    document = library.documents()[0]
    citations = [Citation(document, Locator(tuple(place.split("."))), words, 0, 0) for place, words in quoted]
    statements = tuple(Statement((c,)) for c in citations)
    return Answer("?", Understood("?"), "answered" if statements else "refused", 1, "", statements=statements)


def a_telling(topic: str, *cited: str, status: str = "answered") -> Told:
    """An answer with one quote a statement, or what else became of the question."""
    return Told(topic, status, None, None, tuple((name,) for name in cited), None, "", len(cited), len(cited), 1.0)


def test_what_is_cited_is_named_by_document_and_place(library: Library) -> None:
    document = library.documents()[0].id
    answer = an_answer(library, ("dieu-1.khoan-1", "họp thường kỳ"), ("dieu-2", "gửi đơn"))
    one = told(Topic("q", "?"), answer, library)
    assert one.cited == ((f"{document}#dieu-1.khoan-1",), (f"{document}#dieu-2",))
    assert (one.quotes, one.verbatim, one.text) == (2, 2, "họp thường kỳ\n\ngửi đơn")


@pytest.mark.parametrize(
    "quoted",
    [
        ("dieu-1.khoan-1", "Cuộc họp bất thường do bí thư chi bộ triệu tập"),
        ("dieu-1.khoan-2", "cuộc họp bất thường do bí thư chi bộ triệu tập"),
        ("dieu-9", "Người vắng mặt gửi đơn"),
    ],
)
def test_words_of_another_place_or_other_words_are_not_verbatim(library: Library, quoted: tuple[str, str]) -> None:
    one = told(Topic("q", "?"), an_answer(library, quoted), library)
    assert (one.quotes, one.verbatim) == (1, 0)


def test_an_answer_is_right_when_its_first_statement_cites_a_judged_place_or_one_within_it() -> None:
    judged = {f"q{n}": {"a#dieu-1": 2} for n in (1, 2, 3)}
    right, wrong = a_telling("q1", "a#dieu-1.khoan-1", "a#dieu-2"), a_telling("q2", "a#dieu-2", "a#dieu-1")
    found = outcome("formal", [right, wrong, a_telling("q3", status="refused")], judged)
    assert (found.answerable, found.answered, found.right) == (3, 2, 1)


def test_a_question_with_nothing_relevant_should_be_refused_even_when_places_were_looked_at() -> None:
    answers = [a_telling("u1", status="refused"), a_telling("u2", "a#1"), a_telling("u3", status="choose")]
    found = outcome("", answers, {"u2": {"a#1": 0}})
    assert (found.answerable, found.unanswerable, found.refused, found.false) == (0, 3, 1, 1)


def test_precision_is_over_what_is_cited_and_recall_over_what_answers() -> None:
    judged = {"q": {"a#1": 2, "a#2": 2, "a#3": 1}}
    found = outcome("", [a_telling("q", "a#1.1", "a#3", "a#9", "b#1")], judged)
    assert (found.place_precision, found.place_recall) == (0.5, 0.5)
    assert (found.document_precision, found.document_recall) == (0.5, 1.0)


def test_a_refusal_recalls_nothing_and_is_no_citation() -> None:
    judged = {"q": {"a#1": 1}, "r": {"a#1": 2}}
    found = outcome("", [a_telling("q", "a#1"), a_telling("r", status="refused")], judged)
    assert (found.place_precision, found.place_recall) == (1.0, 0.5)


def test_where_nothing_is_to_be_counted_there_is_no_share() -> None:
    found = outcome("", [a_telling("u", status="refused")], {})
    assert found.place_precision is found.place_recall is found.document_recall is None


def test_classes_are_counted_apart_after_all_together() -> None:
    topics = [Topic("q1", "?", "formal"), Topic("q2", "?", "plain")]
    found = outcomes(
        [a_telling("q1", "a#1"), a_telling("q2", "a#1"), a_telling("q9", "a#1")], topics, {"q1": {"a#1": 2}}
    )
    assert [(o.kind, o.answerable, o.unanswerable) for o in found] == [("", 1, 1), ("formal", 1, 0), ("plain", 0, 1)]
