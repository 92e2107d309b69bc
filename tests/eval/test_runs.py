from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.beir import Piece, read_collection
from eval.configurations import named
from eval.runs import TOGETHER, deposit, found, library_of, measured, rankings
from index.encoders import HashingEncoder
from index.library import Library

WORDS, BOTH = named(["words", "both"])
FILLER = "Các cấp ủy thực hiện nghiêm túc nội dung này theo hướng dẫn của cấp trên. " * 12
LAST = "Lễ kết nạp đảng viên được tổ chức trong vòng ba mươi ngày."


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with library_of(read_collection(folder).corpus, HashingEncoder()) as library:
        yield library


def test_every_baseline_is_measured_by_each_file_of_judgements_and_by_all_together(
    folder: Path, library: Library
) -> None:
    rows = measured(read_collection(folder), library)
    assert {(r.qrels, r.configuration) for r in rows} == {
        (q, one) for q in ("faq", "weak", TOGETHER) for one in ("words", "meaning", "both")
    }
    assert {r.scores.topics for r in rows if r.qrels == TOGETHER} == {3}
    assert all(r.scores.means["R@10"] == 1.0 for r in rows if r.configuration == "words")


def test_classes_of_questions_are_measured_apart_where_one_file_has_several(folder: Path, library: Library) -> None:
    (folder / "qrels" / "weak.tsv").write_text("query-id\tcorpus-id\tscore\nq3\tphi\t1\nq2\thop\t1\n", encoding="utf-8")
    rows = [r for r in measured(read_collection(folder), library) if r.qrels == "weak" and r.configuration == "both"]
    assert [(r.kind, r.scores.topics) for r in rows] == [("", 2), ("faq", 1), ("heading", 1)]


def test_questions_without_marks_are_understood_before_they_are_searched_for(folder: Path, library: Library) -> None:
    rows = measured(read_collection(folder), library, unmarked=True)
    assert next(r for r in rows if r.qrels == TOGETHER and r.configuration == "words").scores.means["R@10"] == 1.0


def test_a_document_is_scored_by_its_best_child() -> None:
    long, short = Piece("dai", "", FILLER + LAST), Piece("ngan", "", "Chi bộ họp thường kỳ mỗi tháng một lần.")
    with library_of([long, short], HashingEncoder()) as library:
        best = found("lễ kết nạp đảng viên tổ chức trong vòng bao nhiêu ngày", library, WORDS).passages[0]
    assert best.document.id == "dai"
    assert best.chunk.text.endswith(LAST)
    assert len(best.chunk.text) < len(FILLER)


def test_the_title_stands_above_every_child_and_the_text_stays_verbatim() -> None:
    brought = deposit(Piece("d", "Quy định mẫu, Điều 9", FILLER + LAST))
    assert {c.context for c in brought.chunks} == {"Quy định mẫu, Điều 9"}
    assert all(brought.text[c.start : c.end] == c.text for c in brought.chunks)
    assert len(brought.chunks) > 1


def test_two_documents_of_the_same_words_stay_two() -> None:
    twins = [Piece("a", "", LAST), Piece("b", "", LAST)]
    with library_of(twins, HashingEncoder()) as library:
        assert {p.document.id for p in found("lễ kết nạp", library, BOTH).passages} == {"a", "b"}


def test_a_run_keeps_names_with_their_scores_and_the_time_it_took(folder: Path, library: Library) -> None:
    one = found("đóng đảng phí", library, WORDS)
    ranking = rankings({"q3": one}, read_collection(folder))["q3"]
    assert ranking.names[0] == "phi"
    assert ranking.scores[0] == 1.0 >= ranking.scores[-1]
    assert one.ms > 0
