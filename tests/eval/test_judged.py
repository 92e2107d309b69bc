import pytest

from eval.beir import Collection, Piece, Topic
from eval.judged import as_judged, grade_of, grades_of, holder


def a_suite(judged: dict[str, dict[str, int]]) -> Collection:
    return Collection("bo", (), tuple(Topic(t, "?") for t in judged), {"qrels": judged})


@pytest.mark.parametrize(
    ("judged", "held"),
    [
        ({"a#dieu-1"}, "a#dieu-1"),
        ({"a#dieu-1.khoan-2"}, "a#dieu-1.khoan-2"),
        ({"a#dieu-1", "a#dieu-1.khoan-2"}, "a#dieu-1.khoan-2"),
        ({"a#dieu-1.khoan-2.diem-a"}, None),
        ({"b#dieu-1"}, None),
        ({"a#dieu-1.khoan"}, None),
        (set(), None),
    ],
)
def test_a_place_is_held_by_the_innermost_judged_place_around_it(judged: set[str], held: str | None) -> None:
    assert holder("a#dieu-1.khoan-2", judged) == held


def test_a_place_that_was_looked_at_and_is_not_relevant_does_not_take_the_grade_around_it() -> None:
    grades = {"a#dieu-1": 2, "a#dieu-1.khoan-2": 0}
    assert [grade_of(f"a#dieu-1.khoan-{n}", grades) for n in (1, 2)] == [2, 0]
    assert grade_of("b#dieu-1", grades) == 0


def test_places_below_a_judged_one_are_one_result() -> None:
    suite = a_suite({"q": {"a#dieu-1": 2}})
    run = {"q": ("a#dieu-1.khoan-1", "b#1", "a#dieu-1.khoan-2"), "r": ("a#dieu-1.khoan-1",)}
    assert as_judged(run, suite) == {"q": ["a#dieu-1", "b#1"], "r": ["a#dieu-1.khoan-1"]}


def test_documents_of_a_corpus_keep_their_names() -> None:
    corpus = Collection("bo", (Piece("a", "", ""),), (), {"qrels": {"q": {"a": 1}}})
    assert as_judged({"q": ("a#1", "a")}, corpus) == {"q": ("a#1", "a")}


def test_several_files_of_judgements_give_the_higher_grade() -> None:
    suite = Collection("bo", (), (), {"one": {"q": {"a#1": 1}}, "two": {"q": {"a#1": 2, "b#1": 0}}})
    assert grades_of(suite) == {"q": {"a#1": 2, "b#1": 0}}
