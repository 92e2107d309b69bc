"""The commands: data on standard output, sentences on standard error, exit statuses of the contract."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from ingest.__main__ import app

TEXT = """TỈNH ỦY QUẢNG SƠN
*
Số 15-QĐ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Quảng Sơn, ngày 02 tháng 3 năm 2026
QUY ĐỊNH
về giữ nguồn nước đầu nguồn
-----
Điều 1. Phạm vi
Chi bộ thôn trông coi bể nước.
Điều 2. Quy định này thay thế Quy định số 10-QĐ/TU, ngày 01/02/2020.
"""
ID = "15-qd-tu_2026-03-02_tinh-uy-quang-son"
D = ["id", "number", "kind", "issuer", "issued_on", "title", "source", "state", "successor", "unconfirmed"]
ROW = ["path", "sha256", "status", "id", "reason", "message", "pages", "chunks", "seconds"]

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    environment = {"TRACUU_HOME": str(tmp_path / "nha"), "TRACUU_ENCODER": "hashing"}

    def call(*arguments: str | Path, **more: str) -> Result:
        return CliRunner().invoke(app, [str(a) for a in arguments], env=environment | more)

    return call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "15.txt").write_text(TEXT)
    return tmp_path / "15.txt"


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_add_writes_a_row_of_the_contract_a_line(run: Run, file: Path):
    result = run("add", file, "--json")
    (row,) = objects(result)
    assert (result.exit_code, list(row), row["status"], row["id"]) == (0, ROW, "added", ID)


def test_add_for_people_names_what_came_of_each_file(run: Run, file: Path):
    result = run("add", file)
    assert "đã nạp" in result.stdout
    assert ID in result.stdout


def test_add_exits_1_when_some_input_waits_or_fails(run: Run, file: Path):
    (file.parent / "hong.pdf").write_bytes(b"%PDF-1.4 hong")
    result = run("add", file.parent / "hong.pdf", file, "--json")
    assert result.exit_code == 1
    assert [row["status"] for row in objects(result)] == ["pending", "added"]
    (waiting,) = objects(run("pending"))
    assert (waiting["status"], waiting["reason"], list(waiting)) == ("pending", "truncated", ROW)


def test_list_and_show_give_documents_of_the_contract(run: Run, file: Path):
    run("add", file)
    (document,) = objects(run("list"))
    assert (list(document), document["id"], document["state"]) == (D, ID, "unknown")
    (shown,) = objects(run("show", ID))
    assert list(shown)[: len(D)] == D
    assert [(r["verb"], r["target"]) for r in shown["relations"]] == [("replaces", "10-QĐ/TU")]


def test_show_of_an_unknown_id_is_a_sentence(run: Run):
    result = run("show", "khong-co")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "không có văn bản" in result.stderr
    assert "Traceback" not in result.stderr


def test_confirm_prints_the_document_and_refuses_what_is_no_field(run: Run, file: Path):
    run("add", file)
    (document,) = objects(run("confirm", ID, "title=về giữ nước"))
    assert document["title"] == "về giữ nước"
    assert run("confirm", ID, "title").exit_code == 2
    assert run("confirm", ID, "mau=xanh").exit_code == 2


def test_withdraw_takes_it_out(run: Run, file: Path):
    run("add", file)
    assert run("withdraw", ID).exit_code == 0
    assert objects(run("list")) == []
    assert run("withdraw", ID).exit_code == 1


def test_verify_is_sound_after_adding_and_not_after_tampering(run: Run, file: Path, tmp_path: Path):
    run("add", file)
    sound = run("verify")
    assert (sound.exit_code, objects(sound)[0]["share"]) == (0, 1.0)
    (original,) = (p for p in (tmp_path / "nha" / "originals").rglob("*") if p.is_file())
    original.write_text("khác")
    assert run("verify").exit_code == 1


def test_another_encoder_is_refused_until_the_library_is_rebuilt(run: Run, file: Path):
    run("add", file)
    result = run("list", TRACUU_ENCODER="bundled")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "ingest rebuild" in result.stderr
    (rebuilt,) = objects(run("rebuild"))
    assert list(rebuilt) == ["generation", "library", "encoder"]


def test_an_unknown_setting_is_usage(run: Run):
    result = run("list", TRACUU_HOEM="nha")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "TRACUU_HOME" in result.stderr


def test_no_path_is_usage(run: Run):
    assert run("add").exit_code == 2


def test_doctor_reports_as_one_object(run: Run, file: Path):
    run("add", file)
    (report,) = objects(run("doctor"))
    assert list(report) == ["installed", "size", "growth", "wrong"]


def test_samples_go_in_and_out(run: Run):
    rows = objects(run("samples", "add", "--json"))
    assert {row["status"] for row in rows} == {"added"}
    assert len(rows) >= 16
    removed = run("samples", "remove").stdout.split()
    assert sorted(removed) == sorted(row["id"] for row in rows)
    assert objects(run("list")) == []
