from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.vectors import CachedEncoder, DocumentsKept
from index.encoders import Encoding, HashingEncoder, Vectors


class Counting(HashingEncoder):
    """A HashingEncoder that remembers what it was asked for."""

    def __init__(self, name: str = "counting") -> None:
        super().__init__(dimension=64)
        self.name = name
        self.asked: list[str] = []

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        return super().encode_document(texts)


class WithTokens(Counting):
    """One that has vectors of tokens, of numbers that half precision cannot hold."""

    token_width = 2

    def read_query(self, text: str) -> Encoding:
        third = np.full((len(text.split()), 2), 1 / 3, dtype=np.float32)
        return Encoding(self.encode_query([text])[0], third)


def test_vectors_of_tokens_are_the_same_the_first_time_and_later(tmp_path: Path) -> None:
    kept = CachedEncoder(WithTokens(), tmp_path / "v.db")
    first, later = kept.read_query("đóng đảng phí"), kept.read_query("đóng đảng phí")
    assert first.tokens.shape == (3, 2)
    assert np.array_equal(first.tokens, later.tokens)


def test_a_text_is_encoded_once_even_by_the_next_run(tmp_path: Path) -> None:
    texts = ["chi bộ họp thường kỳ", "kết nạp đảng viên", "chi bộ họp thường kỳ"]
    first = Counting()
    vectors = CachedEncoder(first, tmp_path / "v.db").encode_document(texts)
    second = Counting()
    again = CachedEncoder(second, tmp_path / "v.db").encode_document([*texts, "đảng phí"])
    assert first.asked == texts[:2]
    assert second.asked == ["đảng phí"]
    assert np.array_equal(again[:3], vectors)
    assert np.array_equal(vectors, HashingEncoder(64).encode_document(texts))


def test_a_question_is_no_document_and_another_model_another_vector(tmp_path: Path) -> None:
    CachedEncoder(Counting(), tmp_path / "v.db").encode_query(["đảng phí"])
    same, other = Counting(), Counting("other")
    CachedEncoder(same, tmp_path / "v.db").encode_document(["đảng phí"])
    CachedEncoder(other, tmp_path / "v.db").encode_document(["đảng phí"])
    assert same.asked == other.asked == ["đảng phí"]


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    assert CachedEncoder(Counting(), tmp_path / "v.db").encode_document([]).shape == (0, 64)


def test_a_question_may_be_encoded_anew_each_time_while_documents_are_kept(tmp_path: Path) -> None:
    asked = Counting()
    kept = DocumentsKept(asked, tmp_path / "v.db")
    kept.encode_query(["đảng phí"])
    kept.encode_query(["đảng phí"])
    kept.encode_document(["chi bộ"])
    kept.encode_document(["chi bộ"])
    assert asked.asked == ["đảng phí", "đảng phí", "chi bộ"]
