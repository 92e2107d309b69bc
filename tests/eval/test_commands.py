"""The evaluation commands, as typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("TRACUU_HOME", str(tmp_path / "nha"))
    return CliRunner()


def test_run_prints_one_object_a_line(typed: CliRunner, folder: Path) -> None:
    result = typed.invoke(app, ["run", str(folder), "--encoder", "hashing", "--json"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert {(r["qrels"], r["leg"]) for r in rows} >= {("faq", "words"), ("faq", "meaning"), ("faq", "both")}
    assert all({"nDCG@10", "R@10", "R@100", "Success@1", "topics"} <= r.keys() for r in rows)


def test_run_prints_a_table_of_the_same_lines(typed: CliRunner, folder: Path) -> None:
    objects = typed.invoke(app, ["run", str(folder), "--encoder", "hashing", "--json"]).stdout.splitlines()
    table = typed.invoke(app, ["run", str(folder), "--encoder", "hashing"]).stdout.splitlines()
    assert len(table) == len(objects) + 1
    assert table[0].split()[-4:] == ["nDCG@10", "R@10", "R@100", "Success@1"]


def test_vectors_are_kept_in_the_home(typed: CliRunner, folder: Path, tmp_path: Path) -> None:
    typed.invoke(app, ["run", str(folder), "--encoder", "hashing"])
    assert (tmp_path / "nha" / "eval" / "vectors.db").is_file()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "khong-co"], "Không có bộ câu hỏi"),
        (["bench", "--data", "khong-co"], "Không có dữ liệu đo"),
        (["bench", "bay"], "Không có phần đo"),
    ],
)
def test_what_is_not_here_is_said_in_one_sentence(typed: CliRunner, arguments: list[str], sentence: str) -> None:
    result = typed.invoke(app, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert sentence in result.stderr
