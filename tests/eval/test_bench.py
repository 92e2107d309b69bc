from pathlib import Path

import pytest

from eval.bench import QUESTIONS, SECTIONS, WARMING, bench, probe, questions
from eval.figure import NoData
from eval.suite import DATA


def test_the_probe_gives_two_rates() -> None:
    assert [f.name for f in probe()] == ["machine, matrix product", "machine, Python loop"]


def test_without_data_nothing_is_measured(tmp_path: Path) -> None:
    with pytest.raises(NoData, match="shared/data"):
        next(bench(tmp_path, tmp_path / "vectors.db"))


def test_sections_can_be_named() -> None:
    speeds = ["ingestion", "asking", "serve", "encoder", "retrieval", "precision"]
    assert list(SECTIONS) == [*speeds, "quality", "spelling"]


@pytest.mark.data
def test_two_hundred_different_questions_are_asked_after_those_that_warm() -> None:
    if not DATA.is_dir():
        pytest.skip("../shared/data is not beside this checkout")
    asked = questions(DATA)[: QUESTIONS + WARMING]
    assert len(set(asked)) == QUESTIONS + WARMING
    assert all("\n" not in text for text in asked)
