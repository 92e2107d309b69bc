import pytest

from index.fusion import Blend, closer, fuse, of_place
from index.records import Hit


def test_what_both_legs_like_comes_first() -> None:
    fused = fuse([Hit(1, 0.9), Hit(2, 0.8), Hit(3, 0.1)], [Hit(2, 12.0), Hit(1, 3.0)], Blend(meaning=0.5))
    assert [h.chunk_id for h in fused] == [2, 1, 3]


def test_one_leg_alone_keeps_its_order() -> None:
    assert [h.chunk_id for h in fuse([], [Hit(5, 2.0), Hit(4, 1.0)], Blend())] == [5, 4]
    assert [h.chunk_id for h in fuse([Hit(5, 0.2), Hit(4, 0.1)], [], Blend())] == [5, 4]
    assert fuse([], [], Blend()) == []


def test_scores_lie_between_0_and_1() -> None:
    fused = fuse([Hit(1, 0.9), Hit(2, -0.3)], [Hit(1, 40.0), Hit(3, 1.0)], Blend(meaning=0.3))
    assert fused[0].score == 1.0
    assert all(0 <= h.score <= 1 for h in fused)


def test_what_both_legs_find_is_worth_more_than_what_one_finds() -> None:
    meaning = [Hit(1, 0.9), Hit(2, 0.7), Hit(3, 0.1)]
    fused = fuse(meaning, [Hit(4, 10.0), Hit(2, 7.0)], Blend(meaning=0.5))
    assert fused[0].chunk_id == 2


def test_one_leg_asked_for_alone_is_not_bent_by_the_other() -> None:
    meaning, words = [Hit(1, 0.9), Hit(2, 0.8), Hit(3, 0.1)], [Hit(2, 7.0), Hit(3, 9.0)]
    assert [h.chunk_id for h in fuse(meaning, words, Blend(meaning=1.0))] == [1, 2, 3]
    assert [h.chunk_id for h in fuse(meaning, words, Blend(meaning=0.0))] == [3, 2, 1]


def test_a_title_typed_in_full_is_searched_by_its_words_and_a_question_in_other_words_by_its_meaning() -> None:
    assert Blend().settled(90.0, 100.0).share < 0.15
    assert Blend().settled(30.0, 100.0).share == pytest.approx(0.5)
    assert Blend().settled(12.0, 100.0).share > 0.8


def test_a_question_without_any_word_of_the_library_is_searched_by_meaning_alone() -> None:
    assert Blend().settled(0.0, 100.0) == Blend().settled(0.0, 0.0) == Blend(meaning=1.0)


def test_a_lucky_chunk_of_a_long_place_yields_to_a_place_that_speaks_of_nothing_else() -> None:
    assert of_place([0.9], Blend()) == pytest.approx(0.9)
    assert of_place([0.8, 0.8], Blend()) > of_place([0.81, 0.7, 0.7], Blend())
    assert of_place([0.9, 0.7], Blend()) > of_place([0.85], Blend())


def test_equal_scores_come_in_a_fixed_order() -> None:
    hits = [Hit(9, 1.0), Hit(3, 1.0)]
    assert fuse(hits, [], Blend()) == fuse(hits[::-1], [], Blend())


def test_the_score_of_the_best_does_not_depend_on_how_deep_one_looked() -> None:
    meaning = [Hit(n, 1.0 - n / 1000) for n in range(300)]
    words = [Hit(n, 50.0 - n / 10) for n in range(0, 300, 3)]
    shallow = fuse(meaning[:200], words[:67], Blend(meaning=0.4))
    assert fuse(meaning, words, Blend(meaning=0.4))[:20] == shallow[:20]


def test_what_comes_nearest_word_by_word_rises_and_what_was_not_compared_sinks() -> None:
    hits = [Hit(1, 0.9), Hit(2, 0.8), Hit(3, 0.7)]
    assert [h.chunk_id for h in closer(hits, [Hit(1, 0.3), Hit(2, 0.8)], Blend(meaning=1.0, closeness=0.4))] == [
        2,
        1,
        3,
    ]
    assert closer(hits, [], Blend()) == hits
    assert closer(hits, [Hit(2, 0.8)], Blend(closeness=0.0)) == hits
