"""A run goes to its folder and comes back; what cannot be meant is named with file and line."""

import json
from pathlib import Path

import pytest

from eval.beir import read_collection
from eval.configurations import named
from eval.kept import read_kept, require_same_topics
from eval.lines import BadCollection
from eval.manifest import read_manifest
from eval.running import Order, carried_out
from eval.source import open_source
from index.errors import BadRequest


@pytest.fixture
def kept(folder: Path, tmp_path: Path) -> Path:
    order = Order(open_source(str(folder)), tmp_path / "nha", "hashing")
    return next(iter(carried_out(order, named(["words"]))))


def test_a_run_is_a_folder_named_by_collection_configuration_and_encoder(kept: Path) -> None:
    assert kept.parts[-4:] == ("nha", "runs", "bo-nho", "words@hashing")
    assert {f.name for f in kept.iterdir()} == {"run.txt", "manifest.json", "tops.jsonl"}


def test_a_run_comes_back_with_what_was_found_and_the_first_places_in_words(kept: Path) -> None:
    run = read_kept(kept)
    assert run.name == "words@hashing"
    assert run.run["q3"][0] == "phi"
    first = next(top for top in run.tops if top.topic == "q3")
    assert (first.name, first.text) == ("phi", "Đảng viên đóng đảng phí hằng tháng cho chi bộ.")


def test_a_manifest_says_with_what_the_run_was_made(kept: Path, folder: Path) -> None:
    told = read_manifest(kept / "manifest.json")
    assert (told.configuration, told.encoder) == ("words", "hashing-256")
    assert (told.collection.name, told.collection.count, told.collection.source) == ("bo-nho", 3, str(folder))
    assert told.settings["blend"]["meaning"] == 0.0
    assert told.settings["depth"] == 100
    assert told.library.generation == 1
    assert len(told.library.hash) == 64
    assert told.code.commit is None or len(told.code.commit) == 40
    assert told.machine.cores >= 1
    assert 0 < told.cost.p50_ms <= told.cost.p95_ms
    assert told.cost.passages_a_second > 0
    assert min(told.cost.peak_memory, told.cost.size_on_disk) > 10_000


def test_the_same_documents_are_one_library_and_others_another(kept: Path, folder: Path, tmp_path: Path) -> None:
    before = read_manifest(kept / "manifest.json").library
    (folder / "corpus.jsonl").write_text(
        (folder / "corpus.jsonl").read_text(encoding="utf-8") + '{"_id": "them", "text": "Thêm một điều."}\n',
        encoding="utf-8",
    )
    again = Order(open_source(str(folder)), tmp_path / "nha", "hashing")
    after = read_manifest(next(iter(carried_out(again, named(["words"])))) / "manifest.json").library
    assert before.documents != after.documents


def test_a_bare_run_file_has_no_manifest(kept: Path, tmp_path: Path) -> None:
    bare = tmp_path / "nguoi-khac.txt"
    bare.write_bytes((kept / "run.txt").read_bytes())
    run = read_kept(bare)
    assert (run.name, run.manifest, run.answers, run.tops) == ("nguoi-khac", None, (), ())


def test_where_no_run_is_one_is_told_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="python -m eval run"):
        read_kept(tmp_path)


def test_questions_that_changed_since_are_named_with_the_line_of_the_manifest(kept: Path, folder: Path) -> None:
    (folder / "queries.jsonl").write_text(
        (folder / "queries.jsonl").read_text(encoding="utf-8").replace("khi nào", "lúc nào"), encoding="utf-8"
    )
    with pytest.raises(BadCollection, match=r"manifest\.json, dòng \d+: câu hỏi của bộ 'bo-nho' đã đổi"):
        require_same_topics(read_kept(kept), read_collection(folder))


def test_a_topic_that_the_collection_lacks_is_named_with_the_line_of_the_run(folder: Path, tmp_path: Path) -> None:
    bare = tmp_path / "run.txt"
    bare.write_text("q1 Q0 tuoi 1 0.9 x\nq8 Q0 hop 1 0.9 x\n", encoding="utf-8")
    with pytest.raises(BadCollection, match=r"run\.txt, dòng 2: chủ đề 'q8' không có trong bộ 'bo-nho'"):
        require_same_topics(read_kept(bare), read_collection(folder))


@pytest.mark.parametrize("text", ["{", "[]", '{"configuration": "words"}'])
def test_a_manifest_that_is_not_whole_says_so(kept: Path, text: str) -> None:
    (kept / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadCollection, match=r"manifest\.json, dòng 1: không phải lý lịch"):
        read_kept(kept)


@pytest.mark.parametrize("name", ["answers.jsonl", "tops.jsonl"])
def test_an_answer_or_a_place_that_is_not_whole_is_named_with_its_line(kept: Path, name: str) -> None:
    (kept / name).write_text(json.dumps({"topic": "q1"}) + "\n", encoding="utf-8")
    with pytest.raises(BadCollection, match=rf"{name}, dòng 1: không phải một dòng do lệnh run ghi"):
        read_kept(kept)
