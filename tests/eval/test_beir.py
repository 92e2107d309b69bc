from pathlib import Path

import pytest

from eval.beir import NoCollection, read_collection
from eval.lines import BadCollection


def test_a_folder_gives_its_corpus_topics_and_each_file_of_judgements(folder: Path) -> None:
    collection = read_collection(folder)
    assert [p.id for p in collection.corpus] == ["tuoi", "hop", "phi"]
    assert collection.corpus[1].title == "Quy định mẫu, Điều 2"
    assert [(t.id, t.kind) for t in collection.topics] == [("q1", "faq"), ("q2", "faq"), ("q3", "heading")]
    assert collection.judgements == {"faq": {"q1": {"tuoi": 2, "hop": 0}, "q2": {"hop": 1}}, "weak": {"q3": {"phi": 1}}}


def test_a_document_may_lack_a_title(folder: Path) -> None:
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as corpus:
        corpus.write('{"_id": "d", "text": "Không có đầu đề."}\n\n')
    assert [(p.id, p.title) for p in read_collection(folder).corpus][3:] == [("d", "")]


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


def test_a_folder_of_trec_has_topics_and_four_columns_of_judgements(folder: Path) -> None:
    (folder / "queries.jsonl").unlink()
    for file in (folder / "qrels").iterdir():
        file.unlink()
    (folder / "topics.tsv").write_bytes("\ufeffq1\tBao nhiêu tuổi?\r\n".encode())
    (folder / "qrels.txt").write_bytes(b"q1 0 tuoi 2\r\nq1 0 hop 0\r\n")
    collection = read_collection(folder)
    assert [(t.id, t.text) for t in collection.topics] == [("q1", "Bao nhiêu tuổi?")]
    assert collection.judgements == {"qrels": {"q1": {"tuoi": 2, "hop": 0}}}


def test_marks_of_order_and_carriage_returns_change_nothing(folder: Path) -> None:
    plain = read_collection(folder)
    for file in [*folder.glob("*.jsonl"), *folder.glob("qrels/*.tsv")]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_collection(folder) == plain


def test_a_file_of_judgements_needs_no_head(folder: Path) -> None:
    (folder / "qrels" / "weak.tsv").write_text("q3\tphi\t1\n", encoding="utf-8")
    assert read_collection(folder).judgements["weak"] == {"q3": {"phi": 1}}


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("qrels/weak.tsv", "q3\tmat\t1\n", r"weak\.tsv, dòng 1: 'mat' không có trong corpus\.jsonl"),
        ("qrels/weak.tsv", "q\tc\ts\nq3\tphi\t1\nq9\tphi\t1\n", r"weak\.tsv, dòng 3: chủ đề 'q9' không có"),
        ("qrels/weak.tsv", "query-id\tcorpus-id\tscore\n", r"weak\.tsv, dòng 1: không có đánh giá nào"),
        ("qrels/weak.tsv", "", r"weak\.tsv, dòng 1: không có đánh giá nào"),
        ("qrels/weak.tsv", "q3\tphi\t1\nq3\tphi\tcao\n", r"dòng 2: điểm đánh giá phải là số nguyên, nhưng là 'cao'"),
        ("qrels/weak.tsv", "q3\tphi\t1\nq3\tphi\t2\n", r"dòng 2: 'phi' được chấm cho 'q3' hai điểm khác nhau"),
        ("qrels/weak.tsv", "q3 phi 1\n", r"dòng 1: cần 3 cột cách nhau bằng dấu tab"),
        ("queries.jsonl", '{"_id": "q1", "text": "a"}\n{"_id": "q1", "text": "b"}\n', r"dòng 2: chủ đề 'q1' đã có ở dòng 1"),
        ("queries.jsonl", '{"_id": "q1"}\n', r"queries\.jsonl, dòng 1: thiếu “text”"),
        ("queries.jsonl", '{"text": "a"}\n', r"queries\.jsonl, dòng 1: thiếu “_id”"),
        ("queries.jsonl", '{"_id": "q1", "text": "a"\n', r"queries\.jsonl, dòng 1: không phải một đối tượng JSON"),
        ("corpus.jsonl", '{"_id": "d", "text": ""}\n{"_id": "d", "text": ""}\n', r"dòng 2: văn bản 'd' đã có ở dòng 1"),
        ("corpus.jsonl", '{"_id": "d"}\n', r"corpus\.jsonl, dòng 1: thiếu “text”"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_named_with_file_and_line(
    folder: Path, file: str, text: str, sentence: str
) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(BadCollection, match=sentence) as wrong:
        read_collection(folder)
    assert (wrong.value.code, wrong.value.exit_status) == ("bad_collection", 2)
