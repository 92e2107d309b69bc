import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from holdings import a_deposit, a_document
from typer.testing import CliRunner

from index.encoders import Encoder
from index.library import Library
from index.settings import Settings
from service.__main__ import app

QUESTION = "Chi bộ thôn Mây họp thường kỳ vào tối nào?"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: Encoder) -> Iterator[Path]:
    """A home with one invented regulation, named by the environment."""
    home = tmp_path / "nha"
    library = Library.open(Settings(home=home), encoder)
    library.add([a_deposit(a_document())])
    library.close()
    for name in [n for n in os.environ if n.startswith("TRACUU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TRACUU_HOME", str(home))
    yield home


def run(*arguments: str, typed: bytes = b""):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, arguments, input=typed)


def test_ask_shows_the_quote_with_its_place_and_state(home: Path) -> None:
    done = run("ask", QUESTION)
    assert done.exit_code == 0 and done.stderr == ""
    assert "│ Chi bộ thôn Mây họp thường kỳ vào tối mùng năm hằng tháng." in done.stdout
    assert "— Quy định 07-QĐ/CB ngày 2/3/2025, Điều 1, trang 1" in done.stdout
    assert "chưa thấy văn bản thay thế trong thư viện" in done.stdout


def test_ask_json_is_one_line_in_the_shape_of_the_contract(home: Path) -> None:
    done = run("ask", QUESTION, "--json")
    (line,) = done.stdout.splitlines()
    shape = json.loads(line)
    assert "id" not in shape
    assert (shape["question"], shape["status"]) == (QUESTION, "answered")


def test_a_refused_answer_is_done_too(home: Path) -> None:
    done = run("ask", "??")
    assert done.exit_code == 0 and "Chưa rõ câu hỏi" in done.stdout


def test_a_file_of_questions_gives_a_line_each_with_its_id(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "cau-hoi.jsonl"
    file.write_text(json.dumps({"id": "a", "question": QUESTION}) + "\n\nhồ sơ xin vắng mặt\n", "utf-8")
    done = run("ask", "--file", str(file), "--json")
    assert done.exit_code == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", 3]


def test_questions_come_from_standard_input_too(home: Path) -> None:
    done = run("ask", "--file", "-", "--json", typed=f"{QUESTION}\n".encode())
    assert json.loads(done.stdout)["status"] == "answered"


def test_a_line_that_is_no_question_is_an_error_line_and_exit_1(home: Path) -> None:
    done = run("ask", "--file", "-", "--json", typed=b'{"id": "x", "question": 1}\n' + QUESTION.encode())
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["error"]) == ("x", "bad_request") and first["message"]
    assert second["status"] == "answered"
    assert done.exit_code == 1


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(home: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "cau-hoi.tsv", tmp_path / "tra-loi.jsonl"
    file.write_text(f"a\t{QUESTION}\nb\thồ sơ xin vắng mặt\nc\thọp tối nào\n", "utf-8")
    whole = run("ask", "--file", str(file), "--json", "--out", str(out))
    assert (whole.exit_code, whole.stdout, whole.stderr) == (0, "", "")
    first, second, third = out.read_bytes().splitlines(keepends=True)
    out.write_bytes(first + second[:-40])
    again = run("ask", "--file", str(file), "--json", "--out", str(out))
    lines = out.read_bytes().splitlines(keepends=True)
    assert again.exit_code == 0 and lines[0] == first
    assert [json.loads(line)["id"] for line in lines] == ["a", "b", "c"]
    assert json.loads(lines[2])["statements"] == json.loads(third)["statements"]


def test_answers_of_another_library_stop_the_run(home: Path, tmp_path: Path, encoder: Encoder) -> None:
    file, out = tmp_path / "cau-hoi.txt", tmp_path / "tra-loi.jsonl"
    file.write_text(QUESTION, "utf-8")
    run("ask", "--file", str(file), "--json", "--out", str(out))
    before = out.read_bytes()
    other = Library.open(Settings(home=home), encoder)
    other.withdraw(a_document().id)
    other.close()
    done = run("ask", "--file", str(file), "--json", "--out", str(out))
    assert (done.exit_code, done.stdout, out.read_bytes()) == (2, "", before)
    assert str(out) in done.stderr and "thư viện khác" in done.stderr


def test_the_questions_are_never_the_file_of_answers(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "cau-hoi.jsonl"
    file.write_text(json.dumps({"id": "a", "question": QUESTION}), "utf-8")
    before = file.read_bytes()
    done = run("ask", "--file", str(file), "--json", "--out", str(file))
    assert (done.exit_code, done.stdout, file.read_bytes()) == (2, "", before)
    assert "chính là tệp câu hỏi" in done.stderr


def test_another_question_under_the_same_id_stops_the_run(home: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "cau-hoi.tsv", tmp_path / "tra-loi.jsonl"
    file.write_text(f"a\t{QUESTION}\n", "utf-8")
    run("ask", "--file", str(file), "--json", "--out", str(out))
    before = out.read_bytes()
    file.write_text("a\thồ sơ xin vắng mặt\n", "utf-8")
    done = run("ask", "--file", str(file), "--json", "--out", str(out))
    assert (done.exit_code, out.read_bytes()) == (2, before) and "Dòng 1 của tệp" in done.stderr


def test_search_gives_a_passage_a_line(home: Path) -> None:
    done = run("search", "giấy xác nhận của trạm y tế", "-k", "2")
    shapes = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(shapes) == 2 and shapes[0]["place"] == "dieu-2.diem-b"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", QUESTION, "--file", "-"),
        ("ask", QUESTION, "--as-of", "hôm qua"),
        ("ask", "đ" * 2001),
        ("ask", "--file", "khong-co.txt"),
        ("ask", "--file", "-", "--out", "x.jsonl"),
        ("ask", QUESTION, "--json", "--out", "x.jsonl"),
        ("ask", "--file", "-", "--json", "--out", "khong-co/x.jsonl"),
        ("search", " "),
        ("search", "họp", "--kind", "thơ"),
        ("ask", QUESTION, "-k", "0"),
        ("hoi",),
    ],
)
def test_wrong_usage_is_exit_2_and_says_so_on_standard_error_only(home: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_an_unknown_variable_is_named_with_the_nearest_known(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACUU_HOM", "x")
    done = run("ask", QUESTION)
    assert (done.exit_code, done.stdout) == (2, "") and "TRACUU_HOME" in done.stderr


def test_a_library_of_another_encoder_is_exit_3(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACUU_ENCODER", str(tmp_path / "khong-co"))
    done = run("ask", QUESTION)
    assert (done.exit_code, done.stdout) == (3, "") and done.stderr.strip()


def test_bytes_that_no_terminal_can_show_go_through(home: Path) -> None:
    arguments = [sys.executable, "-m", "service", "ask", "--json", b"h\xffop chi bo"]
    done = subprocess.run(arguments, capture_output=True, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert json.loads(done.stdout)["question"] == "h\udcffop chi bo"


def test_a_port_in_use_is_said_before_anything_is_loaded(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("TRACUU_PORT", str(taken.getsockname()[1]))
        done = run("serve")
    assert done.exit_code == 3 and "TRACUU_PORT" in done.stderr
