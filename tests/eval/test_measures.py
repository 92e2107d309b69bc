"""Measures against values worked out by hand."""

from math import log2

import pytest

from eval.measures import score


def test_ndcg_takes_the_grade_as_gain_and_the_logarithm_of_the_place_as_discount() -> None:
    scores = score({"q": ["b", "x", "a"]}, {"q": {"a": 2, "b": 1}})
    found, best = 1 / log2(2) + 2 / log2(4), 2 / log2(2) + 1 / log2(3)
    assert scores.means["nDCG@10"] == pytest.approx(found / best)


def test_recall_is_the_share_of_the_relevant_within_the_first_places() -> None:
    ranking = [f"x{n}" for n in range(9)] + ["a", "b"]
    scores = score({"q": ranking}, {"q": {"a": 1, "b": 1, "c": 1}})
    assert scores.means["R@5"] == 0.0
    assert scores.means["R@10"] == pytest.approx(1 / 3)
    assert scores.means["R@100"] == pytest.approx(2 / 3)


def test_the_reciprocal_rank_is_of_the_first_relevant_within_ten() -> None:
    late = [f"x{n}" for n in range(10)] + ["a"]
    scores = score({"q": ["x", "a", "b"], "r": late}, {"q": {"a": 1, "b": 2}, "r": {"a": 1}})
    assert (scores.each["q"]["RR@10"], scores.each["r"]["RR@10"]) == (0.5, 0.0)


def test_success_at_one_looks_at_the_first_place_only() -> None:
    scores = score({"q": ["x", "a"], "r": ["a"]}, {"q": {"a": 1}, "r": {"a": 1}})
    assert scores.means["Success@1"] == 0.5
    assert scores.each["q"]["Success@1"] == 0.0


def test_a_judged_topic_without_results_scores_nothing_and_still_counts() -> None:
    scores = score({"q": ["a"], "empty": []}, {"q": {"a": 1}, "empty": {"a": 1}, "absent": {"a": 1}})
    assert scores.topics == 3
    assert scores.means["nDCG@10"] == pytest.approx(1 / 3)


def test_a_topic_with_nothing_relevant_is_not_measured() -> None:
    assert score({"q": ["a"], "r": ["a"]}, {"q": {"a": 1}, "r": {"a": 0}}).topics == 1


def test_a_ranking_is_measured_in_its_own_order() -> None:
    for ranking in (["a", "b"], ["b", "a"]):
        expected = 1.0 if ranking[0] == "a" else 0.0
        assert score({"q": ranking}, {"q": {"a": 1}}).means["Success@1"] == expected


def test_a_run_without_any_result_is_a_row_of_noughts() -> None:
    assert set(score({}, {"q": {"a": 1}}).means.values()) == {0.0}
