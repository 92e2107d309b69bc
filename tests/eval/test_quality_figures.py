from pathlib import Path

import pytest

from eval.answered import Told
from eval.beir import read_collection
from eval.figure import Bench, NoData, mean
from eval.quality import Aim, answering, quality, reached
from index.encoders import HashingEncoder


def test_a_mean_has_its_interval_and_says_over_how_many() -> None:
    figure = mean("samples test, R@5", [1.0, 1.0], "≥ .95")
    assert (figure.name, figure.value, figure.wanted) == ("samples test, R@5 (2)", "1.000 [1.000, 1.000]", "≥ .95")
    assert mean("none", []).value == "0.000 [0.000, 0.000]"


def test_a_set_is_measured_by_each_of_its_files(folder: Path) -> None:
    aim = Aim("bo-nho", "words", {("faq", "R@10"): "≥ .92", ("weak", "nDCG@10"): ""})
    figures = list(reached(aim, read_collection(folder), HashingEncoder()))
    assert [f.name for f in figures] == ["bo-nho faq words, R@10 (2)", "bo-nho weak words, nDCG@10 (1)"]
    assert figures[0].value.startswith("1.000")


def test_answers_are_counted_among_those_that_have_one_and_those_that_have_none() -> None:
    judged = {"q1": {"a#1": 2}, "q2": {"a#1": 2}}
    told = [an_answer("q1", "a#1"), an_answer("q2", "b#1"), an_answer("q3", "a#1"), an_answer("q4", None)]
    values = {f.name.removeprefix("samples test, "): f.value[:5] for f in answering(told, judged)}
    assert values == {
        "first statement right of answered (2)": "0.500",
        "coverage (2)": "1.000",
        "false answers (2)": "0.500",
        "quotes verbatim (3)": "1.000",
    }


def test_without_one_of_the_sets_nothing_is_measured(tmp_path: Path) -> None:
    with pytest.raises(NoData, match="shared/data"):
        next(quality(Bench(tmp_path, tmp_path, tmp_path / "vectors.db")))


def an_answer(topic: str, cited: str | None) -> Told:
    given = ((cited,),) if cited else ()
    status = "answered" if cited else "refused"
    return Told(topic, status, None, 0.5, given, cited, "", len(given), len(given), 1.0)
