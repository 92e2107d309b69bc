from pathlib import Path

import pytest
from results_of import a_collection, a_manifest, a_result

from eval.gate import bounds
from eval.lines import BadCollection
from eval.results import Result


@pytest.fixture
def result(tmp_path: Path) -> Result:
    """The run "both" of the collection "bo": the right place first for one question of two."""
    run = {"q1": ["a"], "q2": ["x", "a"]}
    return a_result(a_collection({"q1": {"a": 1}, "q2": {"a": 1}}), run, tmp_path / "both", a_manifest())


def put(folder: Path, text: str) -> Path:
    file = folder / "expected.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_run_is_held_to_the_least_and_the_most(result: Result, tmp_path: Path) -> None:
    file = put(tmp_path, '[bo.both.least]\n"Success@1" = 0.5\n"RR@10" = 0.8\n[bo.both.most]\n"R@10" = 1\n')
    assert [(b.name, b.value, b.holds) for b in bounds(result, file)] == [
        ("Success@1", 0.5, True),
        ("RR@10", 0.75, False),
        ("R@10", 1.0, True),
    ]


def test_a_figure_that_the_run_does_not_have_does_not_hold(result: Result, tmp_path: Path) -> None:
    assert [b.holds for b in bounds(result, put(tmp_path, "[bo.both.least]\nverbatim = 1.0\n"))] == [False]


@pytest.mark.parametrize(
    "text", ["", "[bo.words.least]\na = 1\n", '[bo.both.least]\n"R@10" = "cao"\n', "bo = 3\n", "[bo.both.least]\n"]
)
def test_a_file_that_expects_nothing_of_a_run_says_so(result: Result, tmp_path: Path, text: str) -> None:
    with pytest.raises(BadCollection, match=r"expected\.toml: \[bo\.both\.least\]"):
        list(bounds(result, put(tmp_path, text)))


def test_a_file_that_is_missing_or_no_toml_says_so(result: Result, tmp_path: Path) -> None:
    with pytest.raises(BadCollection, match="Không có tệp"):
        list(bounds(result, tmp_path / "khong-co.toml"))
    with pytest.raises(BadCollection, match="không phải TOML"):
        list(bounds(result, put(tmp_path, "[bo")))


def test_classes_that_are_not_gated_are_left_out(tmp_path: Path) -> None:
    collection = a_collection({"q1": {"a": 1}, "q2": {"a": 1}}, {"q1": "plain", "q2": "as-of"})
    one = a_result(collection, {"q1": ["a"], "q2": []}, tmp_path / "both", a_manifest())
    least = '[bo.both.least]\n"Success@1" = 0.9\n'
    assert [b.value for b in bounds(one, put(tmp_path, least))] == [0.5]
    assert [b.value for b in bounds(one, put(tmp_path, f'[bo.both]\nwithout = ["as-of"]\n{least}'))] == [1.0]
    with pytest.raises(BadCollection, match="“without”"):
        list(bounds(one, put(tmp_path, f'[bo.both]\nwithout = ["as of"]\n{least}')))
    with pytest.raises(BadCollection, match="“without”"):
        list(bounds(one, put(tmp_path, f'[bo.both]\nwithout = [["as-of"]]\n{least}')))


def test_a_file_that_is_no_utf_8_or_too_deep_says_so(result: Result, tmp_path: Path) -> None:
    file = tmp_path / "expected.toml"
    file.write_bytes("[bo.both.least]\n# mức".encode("utf-16"))
    with pytest.raises(BadCollection, match="không phải UTF-8"):
        list(bounds(result, file))
    with pytest.raises(BadCollection, match="không phải TOML"):
        list(bounds(result, put(tmp_path, "a = " + "[" * 100_000)))
