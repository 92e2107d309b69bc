from pathlib import Path

import pytest

from eval.beir import NoCollection, read_collection


def test_a_folder_gives_its_corpus_topics_and_each_file_of_judgements(folder: Path) -> None:
    collection = read_collection(folder)
    assert [p.id for p in collection.corpus] == ["tuoi", "hop", "phi"]
    assert collection.corpus[1].title == "Quy định mẫu, Điều 2"
    assert [(t.id, t.kind) for t in collection.topics] == [("q1", "faq"), ("q2", "faq"), ("q3", "heading")]
    assert collection.judgements == {"faq": {"q1": {"tuoi": 2, "hop": 0}, "q2": {"hop": 1}}, "weak": {"q3": {"phi": 1}}}


def test_a_document_may_lack_a_title(folder: Path) -> None:
    (folder / "corpus.jsonl").write_text('{"_id": "d", "text": "Không có đầu đề."}\n\n', encoding="utf-8")
    assert [(p.id, p.title) for p in read_collection(folder).corpus] == [("d", "")]


def test_a_suite_without_corpus_is_judged_by_places(folder: Path) -> None:
    (folder / "corpus.jsonl").unlink()
    assert read_collection(folder).corpus == ()


def test_a_suite_may_have_one_file_of_judgements_and_call_its_kinds_classes(tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_text('{"_id": "p1", "text": "bao nhieu tuoi", "class": "no-marks"}\n')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\np1\t294-qd-tw_2025-05-26#1.1.1\t2\n")
    suite = read_collection(tmp_path)
    assert suite.topics[0].kind == "no-marks"
    assert suite.judgements == {"qrels": {"p1": {"294-qd-tw_2025-05-26#1.1.1": 2}}}


def test_a_folder_without_judgements_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(NoCollection, match=r"qrels/\*\.tsv"):
        read_collection(tmp_path)
