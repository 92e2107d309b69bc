import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from results_of import a_collection, a_manifest, a_result

from eval.answered import Told
from eval.kept import Top
from eval.lines import BadCollection
from eval.report import failures, page
from eval.results import Result

JUDGED = {"q1": {"a": 2}, "q2": {"a": 2}, "u1": {}}
COLLECTION = a_collection(JUDGED, {"q1": "formal", "q2": "plain", "u1": "unanswerable"})


def told(topic: str, sure: float, *cited: str) -> Told:
    status = "answered" if cited else "refused"
    return Told(
        topic, status, None if cited else "no_source", sure, tuple((c,) for c in cited), None, "<i>Trích</i>", 1, 1, 5.0
    )


@pytest.fixture
def result(tmp_path: Path) -> Result:
    """q1 is right; q2 finds another place first and is refused; u1 is answered though nothing answers it."""
    return a_result(
        COLLECTION, {"q1": ["a"], "q2": ["x", "a"], "u1": ["x"]}, tmp_path / "both", a_manifest(),
        [told("q1", 2.0, "a"), told("q2", -1.0), told("u1", 1.0, "x")],
        [Top("q2", "x", "Điều 9", "<script>alert(1)</script> " + "dài " * 300)],
    )  # fmt: skip


def test_every_failed_question_says_why_and_what_was_returned_instead(result: Result) -> None:
    found = {f.topic: f for f in failures(result)}
    assert list(found) == ["q2", "u1"]
    assert found["q2"].why == "chỗ xếp đầu không đúng; không trả lời (no_source)"
    assert (found["q2"].wanted, found["q2"].places[0].name) == (("a",), "x")
    assert found["q2"].places[0].text.endswith("…")
    assert (found["u1"].why, found["u1"].said) == ("trả lời câu không có trong văn bản", "<i>Trích</i>")


def test_the_page_stands_alone_and_escapes_what_was_asked_and_found(result: Result) -> None:
    html = page([result])
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "Câu hỏi q2 &lt;b&gt;?" in html
    assert "&lt;i&gt;Trích" in html
    assert not re.search(r"(?:src|href)=", html)


def test_the_page_has_bars_a_curve_and_a_scatter_that_are_well_formed(result: Result) -> None:
    plots = re.findall(r"<svg.*?</svg>", page([result]), re.DOTALL)
    assert len(plots) == 3
    assert all(ElementTree.fromstring(plot).tag == "svg" for plot in plots)
    assert "plain" in plots[0]


def test_a_bare_run_has_neither_answers_nor_cost(tmp_path: Path) -> None:
    html = page([a_result(COLLECTION, {"q1": ["a"]}, tmp_path / "la")])
    assert html.count("<svg") == 1
    assert "không tìm thấy gì" in html


def test_runs_side_by_side_are_of_the_same_questions(result: Result, tmp_path: Path) -> None:
    other = a_result(COLLECTION, {"q9": ["a"]}, tmp_path / "khac", a_manifest(topics="khac"))
    with pytest.raises(BadCollection, match="hỏi những câu khác"):
        page([result, other])


def test_two_runs_of_one_name_are_numbered(result: Result) -> None:
    html = page([result, result])
    assert "<td>1: both</td>" in html
    assert "<td>2: both</td>" in html
