import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.judging import agreements, as_row, kappa, last_grades, overturned, read_judgements, write_qrels
from eval.lines import BadCollection


def put(file: Path, rows: Sequence[dict[str, object]]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def row(place: str, grade: object, judge: str) -> dict[str, object]:
    return {"topic": "q1", "place": place, "grade": grade, "judge": judge}


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    return put(tmp_path / "pool.jsonl", [{"topic": "q1", "place": f"a#{n}"} for n in range(1, 5)])


def test_what_was_judged_last_counts_and_what_it_overturned_is_told(pool: Path, tmp_path: Path) -> None:
    first = put(tmp_path / "an.jsonl", [row("a#1", 2, "An"), row("a#2", 0, "An")])
    second = put(tmp_path / "binh.jsonl", [row("a#1", 1, "Bình"), row("a#2", 0, "Bình"), row("a#3", 2, "Bình")])
    judgements = read_judgements([first, second], pool)
    assert last_grades(judgements) == {("q1", "a#1"): 1, ("q1", "a#2"): 0, ("q1", "a#3"): 2}
    assert [as_row(one) for one in overturned(judgements)] == [
        {"topic": "q1", "place": "a#1", "first": {"judge": "An", "grade": 2}, "last": {"judge": "Bình", "grade": 1}}
    ]


def test_two_judges_are_compared_on_what_both_have_judged(pool: Path, tmp_path: Path) -> None:
    an = put(tmp_path / "an.jsonl", [row("a#1", 2, "An"), row("a#2", 0, "An"), row("a#4", 1, "An")])
    binh = put(tmp_path / "binh.jsonl", [row("a#1", 2, "Bình"), row("a#2", 0, "Bình"), row("a#3", 2, "Bình")])
    (found,) = agreements(read_judgements([an, binh], pool))
    assert (found.judges, found.together, found.same) == (("An", "Bình"), 2, 2)
    assert found.linear == found.quadratic == 1.0


def test_kappa_is_one_for_the_same_none_for_chance_and_less_for_the_opposite() -> None:
    assert kappa([0, 1, 2], [0, 1, 2], 1) == 1.0
    assert kappa([0, 0, 2, 2], [0, 2, 0, 2], 2) == pytest.approx(0.0)
    assert kappa([0, 2], [2, 0], 1) == -1.0
    assert kappa([2, 2], [2, 2], 2) == 1.0


def test_a_distance_of_two_weighs_twice_or_four_times_one() -> None:
    one, other = [0, 0, 1, 2, 2, 0, 1, 2], [0, 1, 1, 2, 2, 0, 1, 0]
    assert kappa(one, other, 1) == pytest.approx(1 - (3 / 8) / (58 / 64))
    assert kappa(one, other, 2) == pytest.approx(1 - (5 / 8) / (88 / 64))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (row("a#9", 1, "An"), r"an\.jsonl, dòng 2: 'a#9' cho 'q1' không có trong pool\.jsonl"),
        (row("a#2", 3, "An"), r"dòng 2: “grade” phải là một trong 0, 1, 2, nhưng là 3"),
        (row("a#2", True, "An"), r"dòng 2: “grade” phải là"),
        (row("a#2", None, "An"), r"dòng 2: “grade” phải là"),
        ({"topic": "q1", "place": "a#2", "grade": 1}, r"dòng 2: thiếu “judge”"),
        (row("a#1", 0, "An"), r"dòng 2: 'An' đã chấm chỗ này một điểm khác"),
    ],
)
def test_a_judgement_that_cannot_be_meant_is_named_with_its_line(
    pool: Path, tmp_path: Path, wrong: dict[str, object], sentence: str
) -> None:
    file = put(tmp_path / "an.jsonl", [row("a#1", 2, "An"), wrong])
    with pytest.raises(BadCollection, match=sentence):
        read_judgements([file], pool)


def test_judgements_are_added_to_those_that_stand(tmp_path: Path) -> None:
    file = tmp_path / "qrels.tsv"
    assert write_qrels(file, {("q1", "a#1"): 2}) == 1
    assert write_qrels(file, {("q1", "a#1"): 1, ("q2", "a#2"): 0}) == 2
    assert file.read_text(encoding="utf-8") == "query-id\tcorpus-id\tscore\nq1\ta#1\t1\nq2\ta#2\t0\n"
