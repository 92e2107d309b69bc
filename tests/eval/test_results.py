from pathlib import Path

import pytest
from results_of import a_collection, a_result

from eval.answered import outcome
from eval.results import of_half, result, shares
from index.errors import BadRequest

COLLECTION = a_collection({"q1": {"a": 1}})


def test_a_bare_run_needs_the_name_of_its_collection(tmp_path: Path, folder: Path) -> None:
    kept = a_result(COLLECTION, {"q1": ["tuoi"]}, tmp_path).kept
    with pytest.raises(BadRequest, match="--collection"):
        result(kept)
    assert result(kept, given=str(folder)).scores.each["q1"]["Success@1"] == 1.0


def test_a_half_must_be_one_that_there_is(tmp_path: Path) -> None:
    source = a_result(COLLECTION, {}, tmp_path).source
    assert of_half(source, None) == COLLECTION
    with pytest.raises(BadRequest, match="Chỉ có: dev, test"):
        of_half(source, "train")
    with pytest.raises(BadRequest, match=r"không có split\.json"):
        of_half(source, "dev")


def test_shares_without_anything_to_count_are_left_out() -> None:
    assert shares(outcome("", [], {})) == {}
