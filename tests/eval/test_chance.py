import pytest

from eval.chance import holm, interval, p_value, ratio_interval


def test_an_interval_is_narrow_where_all_topics_agree() -> None:
    assert interval([0.5] * 40) == (0.5, 0.5)
    assert interval([]) == (0.0, 0.0)


def test_an_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [0.0, 1.0] * 50
    low, high = interval(values)
    assert low == pytest.approx(0.40, abs=0.02)
    assert high == pytest.approx(0.60, abs=0.02)
    assert interval(values) == (low, high)


def test_a_ratio_is_resampled_by_topic() -> None:
    wholes = [0.2, 1.0, 0.6, 0.9]
    assert ratio_interval([w / 2 for w in wholes], wholes) == pytest.approx((0.5, 0.5))
    low, high = ratio_interval([0.0, 1.0] * 50, [1.0] * 100)
    assert (low, high) == (interval([0.0, 1.0] * 50))
    assert ratio_interval([], []) == (0.0, 0.0)


def test_a_difference_on_every_topic_is_not_chance_and_one_on_few_may_be() -> None:
    assert p_value([0.1] * 20) < 0.001
    assert p_value([0.5, 0.5]) == pytest.approx(0.5, abs=0.02)
    assert p_value([0.3, -0.3, 0.2, -0.2]) == 1.0
    assert p_value([0.0] * 5) == 1.0


def test_either_direction_counts_the_same() -> None:
    row = [0.1, 0.2, -0.05, 0.3, 0.0, 0.1]
    assert p_value(row) == p_value([-d for d in row])


def test_holm_multiplies_the_least_by_all_and_never_falls() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})
    assert holm({"a": 0.9, "b": 0.8}) == {"b": 1.0, "a": 1.0}
