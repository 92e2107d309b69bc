from math import log

import numpy as np
import pytest

from eval.beir import Collection, NoCollection, Piece, Topic
from eval.vire import Bm25, distinct, measured, require_corpus, stretched
from index.encoders import HashingEncoder

TWINS = Collection(
    "bo",
    (
        Piece("d0", "", "Chi bộ họp mỗi tháng."),
        Piece("d1", "", "Chi bộ họp mỗi tháng."),
        Piece("d2", "", "Đóng đảng phí."),
    ),
    (Topic("q1", "chi bộ họp khi nào"), Topic("q2", "đảng phí")),
    {"test": {"q1": {"d1": 1}, "q2": {"d2": 1}}},
)


def test_bm25_counts_syllables_and_pairs_against_the_length() -> None:
    scores = Bm25(["đảng phí", "chi bộ"]).scores("đảng")
    idf = log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    assert scores == pytest.approx([idf * 2.2 / (1 + 1.2), 0.0])


def test_a_term_that_is_asked_twice_counts_twice() -> None:
    bm25 = Bm25(["đảng phí", "chi bộ"])
    assert bm25.scores("đảng, đảng")[0] == pytest.approx(2 * bm25.scores("đảng")[0])


def test_each_row_is_stretched_by_itself() -> None:
    rows = stretched(np.array([[2.0, 4.0, 3.0], [7.0, 7.0, 7.0]]))
    assert rows.tolist() == [[0.0, 1.0, 0.5], [0.0, 0.0, 0.0]]


def test_the_pool_has_each_context_once_and_its_twin_is_found_by_it() -> None:
    assert list(distinct(TWINS).values()) == ["d0", "d2"]
    found = {m.name: m for m in measured(TWINS, HashingEncoder())}
    assert list(found) == ["BM25", "dense", "0.7 dense + 0.3 BM25"]
    assert found["BM25"].ndcg == 1.0
    assert found["BM25"].topics == 2
    assert found["BM25"].interval == (1.0, 1.0)


def test_a_suite_without_documents_of_its_own_cannot_be_measured_so() -> None:
    with pytest.raises(NoCollection, match=r"không có corpus\.jsonl"):
        require_corpus(Collection("samples", (), (), {}))
