"""Late interaction: each token of a question against the nearest of a passage."""

import numpy as np
import pytest

from index.late import closeness, from_bytes, kept, to_bytes


def unit(*rows: list[float]) -> np.ndarray:
    tokens = np.array(rows, dtype=np.float32)
    return tokens / np.linalg.norm(tokens, axis=1, keepdims=True)


def test_each_word_of_the_question_looks_for_its_own_nearest() -> None:
    question = unit([1, 0, 0], [0, 1, 0])
    both, one, neither = unit([0, 1, 0], [1, 0, 0]), unit([1, 0, 0]), unit([0, 0, 1], [0, 0, 1])
    scores = closeness(question, [kept(p) for p in (both, one, neither)])
    assert scores == pytest.approx([1.0, 0.5, 0.0], abs=0.005)


def test_more_words_in_a_passage_take_nothing_away() -> None:
    question, passage = unit([1, 0]), unit([1, 0])
    longer = np.concatenate([passage, unit([0, 1], [-1, 0])])
    assert closeness(question, [kept(passage), kept(longer)]) == pytest.approx([1.0, 1.0], abs=0.005)


def test_kept_tokens_come_back_and_cost_little() -> None:
    tokens = unit(*np.random.default_rng(7).normal(size=(40, 128)).tolist())
    read = from_bytes(to_bytes(tokens), 128)
    assert read.nbytes == 40 * 128
    assert np.abs(read / 127 - tokens).max() <= 0.5 / 127 + 1e-6
    assert closeness(tokens, [read])[0] == pytest.approx(1.0, abs=0.004)


def test_nothing_to_compare_is_no_error() -> None:
    assert closeness(unit([1, 0]), []) == []
    assert closeness(np.zeros((0, 2), np.float32), [kept(unit([1, 0]))]) == [0.0]
