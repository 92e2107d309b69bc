from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.beir import NoCollection, Topic, read_collection
from eval.suite import SUITES, documents_of, judged_place, library_from, outcome
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


@pytest.mark.parametrize(
    ("judged", "named"),
    [
        ({"a#dieu-1"}, "a#dieu-1"),
        ({"a#dieu-1.khoan-2"}, "a#dieu-1.khoan-2"),
        ({"a#dieu-1", "a#dieu-1.khoan-2"}, "a#dieu-1.khoan-2"),
        ({"a#dieu-1.khoan-2.diem-a"}, "a#dieu-1.khoan-2"),
        ({"b#dieu-1"}, "a#dieu-1.khoan-2"),
        ({"a#dieu-1.khoan"}, "a#dieu-1.khoan-2"),
        (set(), "a#dieu-1.khoan-2"),
    ],
)
def test_a_passage_is_named_by_the_innermost_judged_place_that_holds_it(judged: set[str], named: str) -> None:
    assert judged_place("a", "dieu-1.khoan-2", judged) == named


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "quy-dinh-07.txt").write_text(RULES, encoding="utf-8")
    with library_from(tmp_path, HashingEncoder()) as library:
        yield library


def an_answer(library: Library, *quoted: tuple[str, str]) -> Answer:
    """An answer that quotes these words from these places; a refusal without any."""
    document = library.documents()[0]
    citations = [Citation(document, Locator(tuple(place.split("."))), words, 0, 0) for place, words in quoted]
    statements = tuple(Statement((c,)) for c in citations)
    return Answer("?", Understood("?"), "answered" if statements else "refused", 1, "", statements=statements)


def test_an_answer_is_right_when_its_first_statement_cites_a_judged_place_or_one_within_it(library: Library) -> None:
    judged = {f"q{n}": {f"{library.documents()[0].id}#dieu-1"} for n in (1, 2, 3)}
    meeting = ("dieu-1.khoan-1", "họp thường kỳ vào tối mùng năm hằng tháng")
    absence = ("dieu-2", "Người vắng mặt gửi đơn")
    answers = [an_answer(library, meeting, absence), an_answer(library, absence, meeting), an_answer(library)]
    told = outcome("formal", [(Topic(f"q{n}", ""), a) for n, a in enumerate(answers, 1)], judged, library)
    assert (told.answerable, told.answered, told.right) == (3, 2, 1)
    assert told.quotes == told.verbatim == 4


def test_a_question_without_a_judged_place_should_be_refused(library: Library) -> None:
    answers = [an_answer(library), an_answer(library, ("dieu-2", "Người vắng mặt gửi đơn"))]
    told = outcome("", [(Topic(f"u{n}", ""), a) for n, a in enumerate(answers)], {}, library)
    assert (told.answerable, told.unanswerable, told.refused) == (0, 2, 1)


@pytest.mark.parametrize(
    "quoted",
    [
        ("dieu-1.khoan-1", "Cuộc họp bất thường do bí thư chi bộ triệu tập"),
        ("dieu-1.khoan-2", "cuộc họp bất thường do bí thư chi bộ triệu tập"),
        ("dieu-9", "Người vắng mặt gửi đơn"),
    ],
)
def test_words_of_another_place_or_other_words_are_not_verbatim(library: Library, quoted: tuple[str, str]) -> None:
    told = outcome("", [(Topic("q", ""), an_answer(library, quoted))], {}, library)
    assert (told.quotes, told.verbatim) == (1, 0)


@pytest.mark.parametrize("suite", ["samples", "party-docs"])
def test_a_suite_of_ours_has_sixty_questions_and_some_without_an_answer(suite: str) -> None:
    collection = read_collection(SUITES / suite)
    judged = {topic for judgements in collection.judgements.values() for topic in judgements}
    assert len(collection.topics) >= 60
    assert judged < {t.id for t in collection.topics}
    assert all("#" in name for j in collection.judgements.values() for grades in j.values() for name in grades)


def test_a_suite_that_is_not_ours_is_named_with_those_that_are() -> None:
    with pytest.raises(NoCollection, match="party-docs, samples"):
        documents_of("mau")
