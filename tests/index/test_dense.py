from pathlib import Path

import numpy as np
from shelf import a_document

from index.dense import Batch, Dense
from index.engine import Card, Gate
from index.records import Scope

EVERYTHING = Gate.of(Scope(), samples=True)


def batch(number: int, rows: int = 3) -> Batch:
    chance = np.random.default_rng(number)
    vectors = chance.standard_normal((rows, 8)).astype(np.float32)
    ids = [1000 * number + n for n in range(rows)]
    return Batch(
        Card.of(a_document(f"{number:02}-QĐ/TW")), ids, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    )


def exact(batches: list[Batch], vector: np.ndarray, k: int) -> list[int]:
    scores = {i: float(v @ vector) for b in batches for i, v in zip(b.ids, b.vectors, strict=True)}
    return sorted(scores, key=lambda i: -scores[i])[:k]


def test_neighbours_are_exact_over_many_segments() -> None:
    batches = [batch(n, rows=7) for n in range(30)]
    dense = Dense((), {})
    for n, added in enumerate(batches):
        dense = dense.grown(f"segment-{n}", [], [added])
    asked = batches[3].vectors[0]
    assert [h.chunk_id for h in dense.nearest(asked, 20, EVERYTHING)] == exact(batches, asked, 20)
    assert len(dense) == 210


def test_segments_stay_few() -> None:
    dense = Dense((), {})
    for n in range(60):
        dense = dense.grown(f"segment-{n}", [], [batch(n)])
    assert len(dense.segments) <= 9


def test_a_large_segment_is_not_copied_for_small_ones() -> None:
    dense = Dense((), {}).grown("large", [], [batch(n, rows=100) for n in range(5)])
    for n in range(10, 40):
        dense = dense.grown(f"segment-{n}", [], [batch(n)])
    assert "large" in [s.name for s in dense.segments]


def test_a_segment_without_living_rows_goes() -> None:
    dense = Dense((), {}).grown("first", [], [batch(1)]).grown("second", [], [batch(2)])
    assert [s.name for s in dense.grown("third", ["01-qd-tw"], []).segments] == ["second"]


def test_a_generation_shares_the_files_of_the_one_before(tmp_path: Path) -> None:
    first = Dense((), {}).grown("a", [], [batch(1)])
    first.write(tmp_path / "1", None)
    second = first.grown("b", [], [batch(2)])
    second.write(tmp_path / "2", tmp_path / "1")
    assert (tmp_path / "2" / "a.npz").samefile(tmp_path / "1" / "a.npz")
    assert not (tmp_path / "1" / "b.npz").exists()


def test_what_is_read_again_gives_the_same_hits(tmp_path: Path) -> None:
    batches = [batch(n) for n in range(3)]
    dense = Dense((), {}).grown("a", [], batches)
    dense.write(tmp_path / "1", None)
    again = Dense.open(tmp_path / "1")
    for number in range(3):
        hits = again.nearest(batches[number].vectors[0], 4, EVERYTHING)
        assert [h.chunk_id for h in hits] == exact(batches, batches[number].vectors[0], 4)
    assert again.cards() == dense.cards()
