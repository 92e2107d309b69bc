from math import inf

from eval.answered import Told
from eval.halves import Split
from eval.risk import Point, at, calibrated, confidence, curve, fitted

JUDGED = {f"q{n}": {"a#1": 2} for n in (1, 2, 3)}


def told(topic: str, sure: float | None, place: str = "a#1") -> Told:
    """Answered above 0 with a quote of this place; below, refused, with it the nearest."""
    answered = sure is not None and sure > 0
    cited = ((place,),) if answered else ()
    return Told(topic, "answered" if answered else "refused", None, sure, cited, place, "", 0, 0, 1.0)


ANSWERS = [told("q1", 3.0), told("q2", 2.0, "a#9"), told("q3", -1.0), told("u1", 1.0), told("u2", -2.0)]


def test_a_threshold_gives_coverage_risk_and_false_answers() -> None:
    assert at(1.5, ANSWERS, JUDGED) == Point(1.5, coverage=2 / 3, risk=1 / 2, false=0.0)
    assert at(0.0, ANSWERS, JUDGED) == Point(0.0, coverage=2 / 3, risk=2 / 3, false=1 / 2)


def test_below_its_threshold_a_refusal_counts_by_its_nearest_passage() -> None:
    assert at(-1.0, ANSWERS, JUDGED) == Point(-1.0, coverage=1.0, risk=2 / 4, false=1 / 2)


def test_the_curve_goes_from_the_most_careful_to_the_most_generous() -> None:
    points = curve(ANSWERS, JUDGED)
    assert [p.threshold for p in points] == [3.0, 2.0, 1.0, -1.0, -2.0]
    assert [p.coverage for p in points] == sorted(p.coverage for p in points)


def test_the_threshold_is_the_most_generous_that_answers_few_of_the_unanswerable() -> None:
    points = curve(ANSWERS, JUDGED)
    assert fitted(points, most=0.05) == at(2.0, ANSWERS, JUDGED)
    assert fitted(points, most=0.5) == at(-1.0, ANSWERS, JUDGED)
    assert fitted([Point(1.0, 1.0, 0.0, 1.0)]) is None


def test_what_is_fitted_on_dev_is_reported_on_test() -> None:
    found = calibrated(ANSWERS, JUDGED, Split(frozenset({"q1", "u1"}), frozenset({"q2", "q3", "u2"})))
    assert found is not None
    assert (found.dev.threshold, found.dev.coverage, found.dev.false) == (3.0, 1.0, 0.0)
    assert (found.test.coverage, found.test.false) == (0.0, 0.0)


def test_an_answer_by_number_is_certain_and_so_is_a_refusal_before_searching() -> None:
    by_number = Told("q", "answered", None, None, (("a#1",),), None, "", 1, 1, 1.0)
    unclear = Told("q", "refused", "unclear", None, (), None, "", 0, 0, 1.0)
    assert (confidence(by_number), confidence(unclear)) == (inf, -inf)
