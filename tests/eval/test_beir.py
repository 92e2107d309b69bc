from pathlib import Path

import pytest

from eval.beir import NoCollection, read_collection

CORPUS = """{"_id": "d1", "title": "Quy định mẫu, Điều 1", "text": "Người vào Đảng phải từ đủ 18 tuổi."}
{"_id": "d2", "text": "Chi bộ họp mỗi tháng một lần."}
"""
QUERIES = """{"_id": "q1", "text": "Bao nhiêu tuổi thì vào Đảng?", "kind": "faq"}

{"_id": "q2", "text": "Chi bộ họp khi nào?"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text(CORPUS, encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(QUERIES, encoding="utf-8")
    (tmp_path / "qrels" / "faq.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n", encoding="utf-8")
    (tmp_path / "qrels" / "weak.tsv").write_text("query-id\tcorpus-id\tscore\nq2\td2\t1\n", encoding="utf-8")
    return tmp_path


def test_a_folder_gives_its_corpus_topics_and_each_set_of_judgements(folder: Path) -> None:
    collection = read_collection(folder)
    assert [(p.id, p.title) for p in collection.corpus] == [("d1", "Quy định mẫu, Điều 1"), ("d2", "")]
    assert [(t.id, t.kind) for t in collection.topics] == [("q1", "faq"), ("q2", "")]
    assert collection.judgements == {"faq": {"q1": {"d1": 2, "d2": 0}}, "weak": {"q2": {"d2": 1}}}


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
