"""The evaluation commands, as typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.measures import NAMES


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "nha"


@pytest.fixture
def typed(home: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("TRACUU_HOME", str(home))
    return CliRunner()


@pytest.fixture
def ran(typed: CliRunner, folder: Path) -> CliRunner:
    """After the baselines and one ablation have been run."""
    names = ("words", "meaning", "both", "as-typed")
    chosen = [part for name in names for part in ("--configuration", name)]
    assert typed.invoke(app, ["run", str(folder), "--encoder", "hashing", *chosen]).exit_code == 0
    return typed


def test_run_prints_one_object_a_line(typed: CliRunner, folder: Path) -> None:
    result = typed.invoke(app, ["run", str(folder), "--encoder", "hashing", "--json"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    named = {f"{name}@hashing" for name in ("words", "meaning", "both")}
    assert {(r["qrels"], r["configuration"]) for r in rows} >= {("faq", name) for name in named}
    assert all({*NAMES, "topics"} <= r.keys() for r in rows)


def test_run_prints_a_table_of_the_same_lines_and_what_it_cost(typed: CliRunner, folder: Path) -> None:
    objects = typed.invoke(app, ["run", str(folder), "--encoder", "hashing", "--json"]).stdout.splitlines()
    table = typed.invoke(app, ["run", str(folder), "--encoder", "hashing"]).stdout.split("\n\n")
    assert len(table[0].splitlines()) == len(objects) + 1
    assert tuple(table[0].splitlines()[0].split()[-6:]) == NAMES
    assert table[1].startswith("cost")


def test_every_configuration_runs_beside_the_others(typed: CliRunner, folder: Path, home: Path) -> None:
    assert typed.invoke(app, ["run", str(folder), "--all", "--encoder", "hashing"]).exit_code == 0
    assert {"words@hashing", "hashing", "no-numbers@hashing"} <= {f.name for f in (home / "eval/runs/bo-nho").iterdir()}


def test_questions_without_marks_are_a_run_of_their_own(typed: CliRunner, folder: Path, home: Path) -> None:
    assert typed.invoke(app, ["run", str(folder), "--encoder", "hashing", "--unmarked"]).exit_code == 0
    assert (home / "eval" / "runs" / "bo-nho" / "both@hashing-unmarked" / "run.txt").is_file()


def test_runs_can_be_kept_elsewhere_and_compared_by_their_folders(ran: CliRunner, folder: Path, tmp_path: Path) -> None:
    again = ["run", str(folder), "--encoder", "hashing", "--into", str(tmp_path / "sau")]
    assert ran.invoke(app, again).exit_code == 0
    after = tmp_path / "sau" / "bo-nho" / "both@hashing"
    result = ran.invoke(app, ["compare", "bo-nho/both@hashing", str(after), "--json"])
    assert {json.loads(line)["ties"] for line in result.stdout.splitlines()} == {3}


def test_vectors_are_kept_in_the_home(ran: CliRunner, home: Path) -> None:
    assert (home / "eval" / "vectors.db").is_file()


def test_compare_prints_a_line_a_measure(ran: CliRunner) -> None:
    pair = ["bo-nho/words@hashing", "bo-nho/meaning@hashing"]
    result = ran.invoke(app, ["compare", *pair, "--json"])
    assert [json.loads(line)["measure"] for line in result.stdout.splitlines()] == list(NAMES)


def test_bare_files_are_compared_over_a_collection_that_is_named(ran: CliRunner, folder: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for file, first in zip(files, ("tuoi", "hop"), strict=True):
        file.write_text(f"q1 Q0 {first} 1 0.9 x\nq2 Q0 hop 1 0.9 x\nq3 Q0 phi 1 0.9 x\n", encoding="utf-8")
    pair = [str(file) for file in files]
    assert ran.invoke(app, ["compare", *pair]).exit_code == 2
    result = ran.invoke(app, ["compare", *pair, "--collection", str(folder), "--json"])
    success = json.loads(result.stdout.splitlines()[-1])
    assert (success["measure"], success["losses"], success["ties"]) == ("Success@1", 1, 2)
    each = ran.invoke(app, ["compare", *pair, "--collection", str(folder), "--each"]).stdout
    assert each.splitlines()[-1].endswith("Bao nhiêu tuổi thì được vào Đảng?")


def test_report_writes_a_page(ran: CliRunner, tmp_path: Path) -> None:
    out = tmp_path / "trang.html"
    result = ran.invoke(app, ["report", "bo-nho/words@hashing", "bo-nho/both@hashing", "--out", str(out)])
    assert result.stdout.strip() == str(out)
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_gate_tells_by_its_exit_status_whether_a_run_is_good_enough(ran: CliRunner, tmp_path: Path) -> None:
    expected = tmp_path / "expected.toml"
    for least, status in ((0.5, 0), (1.1, 1)):
        expected.write_text(f'[bo-nho."words@hashing".least]\n"R@10" = {least}\n', encoding="utf-8")
        assert ran.invoke(app, ["gate", "bo-nho/words@hashing", "--expected", str(expected)]).exit_code == status
    expected.write_text("", encoding="utf-8")
    assert ran.invoke(app, ["gate", "bo-nho/words@hashing", "--expected", str(expected)]).exit_code == 2


def test_a_pool_is_judged_and_becomes_judgements(typed: CliRunner, folder: Path, tmp_path: Path) -> None:
    pool, judged = tmp_path / "pool.jsonl", tmp_path / "an.jsonl"
    assert typed.invoke(app, ["pool", str(folder), "--encoder", "hashing", "--out", str(pool)]).exit_code == 0
    rows = [json.loads(line) for line in pool.read_text(encoding="utf-8").splitlines()]
    judged.write_text("".join(json.dumps(r | {"grade": 0, "judge": j}) + "\n" for j in ("An", "Bình") for r in rows))
    result = typed.invoke(app, ["judge", str(pool), str(judged)])
    assert f"An / Bình: {len(rows)} of {len(rows)} the same" in result.stdout
    assert len((tmp_path / "qrels.tsv").read_text(encoding="utf-8").splitlines()) == len(rows) + 1
    assert (tmp_path / "overturned.jsonl").read_text(encoding="utf-8") == ""


def test_vire_prints_each_leg_and_both(typed: CliRunner, folder: Path) -> None:
    result = typed.invoke(app, ["vire", str(folder), "--encoder", "hashing", "--json"])
    assert [json.loads(line)["name"] for line in result.stdout.splitlines()] == [
        "BM25",
        "dense",
        "0.7 dense + 0.3 BM25",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "khong-co"], "Không có bộ câu hỏi"),
        (["run", "samples", "--configuration", "tat-ca"], "Không có cấu hình"),
        (["run", "samples", "--half", "train"], "Không có nửa 'train'"),
        (["compare", "a", "b"], "Không có lượt chạy nào"),
        (["report", "a", "--out", "x.html"], "Không có lượt chạy nào"),
        (["gate", "a"], "Không có lượt chạy nào"),
        (["vire", "samples"], "không có corpus.jsonl"),
        (["bench", "--data", "khong-co"], "Không có dữ liệu đo"),
        (["bench", "bay"], "Không có phần đo"),
    ],
)
def test_what_is_not_here_is_said_in_one_sentence(typed: CliRunner, arguments: list[str], sentence: str) -> None:
    result = typed.invoke(app, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert sentence in result.stderr


def test_a_suite_that_does_not_fit_together_is_said_with_file_and_line(typed: CliRunner, folder: Path) -> None:
    (folder / "qrels" / "weak.tsv").write_text("q3\tmat\t1\n", encoding="utf-8")
    result = typed.invoke(app, ["run", str(folder), "--encoder", "hashing"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "weak.tsv, dòng 1: 'mat' không có trong corpus.jsonl" in result.stderr


def test_what_cannot_be_written_is_said_before_the_work_starts(ran: CliRunner, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "tep"
    file.write_text("{}", encoding="utf-8")
    for arguments in (
        ["report", "bo-nho/words@hashing", "--out", str(tmp_path)],
        ["report", "bo-nho/words@hashing", "--out", str(tmp_path / "khong-co" / "x.html")],
        ["pool", str(folder), "--encoder", "hashing", "--out", str(file / "x.jsonl")],
        ["judge", str(file), str(file), "--qrels", str(tmp_path)],
        ["run", str(folder), "--encoder", "hashing", "--into", str(file)],
        ["run", str(folder), "--encoder", "hashing", "--into", str(file / "sau")],
    ):
        result = ran.invoke(app, arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Không ghi được")
