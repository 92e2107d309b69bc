import json
from pathlib import Path

import pytest

from eval.beir import Collection, Topic
from eval.halves import narrowed, read_split
from eval.lines import BadCollection

COLLECTION = Collection(
    "bo",
    (),
    (Topic("q1", "?"), Topic("q2", "?"), Topic("u1", "?")),
    {"qrels": {"q1": {"a#1": 1, "b#1": 2}, "q2": {"a#2": 2}, "u1": {"b#2": 0}}},
)


def put(folder: Path, dev: tuple[list[str], list[str]], test: tuple[list[str], list[str]]) -> Path:
    halves = {half: dict(zip(("documents", "unanswerable"), told, strict=True)) for half, told in (("dev", dev), ("test", test))}  # fmt: skip
    (folder / "split.json").write_text(json.dumps(halves, indent=1), encoding="utf-8")
    return folder


def test_a_topic_is_of_the_half_of_its_best_document_and_the_unanswerable_are_listed(tmp_path: Path) -> None:
    split = read_split(put(tmp_path, (["a"], ["u1"]), (["b"], [])), COLLECTION)
    assert split is not None
    assert (split.dev, split.test) == ({"q2", "u1"}, {"q1"})


def test_a_folder_without_halves_is_not_divided(tmp_path: Path) -> None:
    assert read_split(tmp_path, COLLECTION) is None


def test_a_half_has_its_topics_and_their_judgements_only() -> None:
    half = narrowed(COLLECTION, frozenset({"q2", "u1"}))
    assert [t.id for t in half.topics] == ["q2", "u1"]
    assert half.judgements == {"qrels": {"q2": {"a#2": 2}, "u1": {"b#2": 0}}}
    assert narrowed(COLLECTION, frozenset({"u9"})).judgements == {}


@pytest.mark.parametrize(
    ("dev", "test", "sentence"),
    [
        ((["a"], ["u1"]), ([], []), "câu hỏi 'q1' không thuộc nửa nào"),
        ((["a"], ["u1"]), (["b"], ["u1"]), "dòng 7: câu hỏi 'u1' thuộc cả hai nửa"),
        ((["a"], ["u1", "u7"]), (["b"], []), "dòng 8: câu hỏi 'u7' không có trong bộ này"),
    ],
)
def test_what_belongs_nowhere_is_named_with_its_line(
    tmp_path: Path, dev: tuple[list[str], list[str]], test: tuple[list[str], list[str]], sentence: str
) -> None:
    with pytest.raises(BadCollection, match=sentence):
        read_split(put(tmp_path, dev, test), COLLECTION)


@pytest.mark.parametrize("text", ["{", "[]", '{"dev": {"documents": [], "unanswerable": []}}'])
def test_a_file_that_is_no_split_says_what_it_needs(tmp_path: Path, text: str) -> None:
    (tmp_path / "split.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadCollection, match=r"split\.json, dòng 1: cần “dev” và “test”"):
        read_split(tmp_path, COLLECTION)
