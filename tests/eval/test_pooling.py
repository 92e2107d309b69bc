from pathlib import Path

import pytest

from eval.configurations import named
from eval.lines import BadCollection, lines
from eval.pooling import pool, pooled_places
from eval.running import Order
from eval.source import open_source

CHOSEN = named(["words", "meaning"])


def test_the_first_places_of_every_configuration_are_pooled_once_without_those_judged(
    folder: Path, tmp_path: Path
) -> None:
    order = Order(open_source(str(folder)), tmp_path / "nha", "hashing")
    found = pool(order, CHOSEN, depth=3)
    places = [(one.topic, one.place) for one in found]
    assert len(places) == len(set(places))
    assert ("q1", "tuoi") not in places  # judged 2
    assert ("q1", "hop") not in places  # judged 0
    assert ("q1", "phi") in places
    assert [topic for topic, _ in places] == sorted(topic for topic, _ in places)


def test_a_judge_sees_the_question_and_the_whole_place(folder: Path, tmp_path: Path) -> None:
    order = Order(open_source(str(folder)), tmp_path / "nha", "hashing")
    one = next(one for one in pool(order, CHOSEN, depth=3) if (one.topic, one.place) == ("q1", "phi"))
    assert one.question == "Bao nhiêu tuổi thì được vào Đảng?"
    assert one.text == "Đảng viên đóng đảng phí hằng tháng cho chi bộ."
    assert one.document == "Quy định mẫu, Điều 3"


def test_a_pool_deeper_holds_more(folder: Path, tmp_path: Path) -> None:
    order = Order(open_source(str(folder)), tmp_path / "nha", "hashing")
    assert len(pool(order, CHOSEN, depth=1)) < len(pool(order, CHOSEN, depth=3))


def test_a_line_without_a_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "pool.jsonl").write_text('{"topic": "q1"}\n', encoding="utf-8")
    with pytest.raises(BadCollection, match=r"pool\.jsonl, dòng 1: thiếu “place”"):
        pooled_places(list(lines(tmp_path / "pool.jsonl")))
