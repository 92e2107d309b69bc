from pathlib import Path

import numpy as np
import pytest
from shelf import a_deposit, a_document

from index.generation import Generation
from index.local import LocalDraft, LocalEngine
from index.records import Scope

VECTORS = np.eye(1, 8, dtype=np.float32)


def draft_of(caches: Path, number: str = "07-QĐ/TW") -> LocalDraft:
    draft = LocalDraft(caches)
    document = a_document(number)
    draft.add(document, a_deposit(document, "Chi bộ họp").chunks, VECTORS)
    return draft


def test_a_generation_stands_in_the_folder_of_its_number(tmp_path: Path) -> None:
    draft_of(tmp_path).publish(Generation(12, "x"))
    assert [f.name for f in tmp_path.iterdir()] == ["12"]


def test_a_generation_that_never_was_committed_is_written_over(tmp_path: Path) -> None:
    draft_of(tmp_path, "66-QĐ/TW").publish(Generation(1, "never"))
    engine = draft_of(tmp_path).publish(Generation(1, "committed"))
    (hit,) = engine.matching(["chi"], 5, Scope())
    assert hit.chunk_id == a_deposit(a_document(), "Chi bộ họp").chunks[0].id
    assert LocalEngine.open(tmp_path, Generation(1, "never")) is None
    assert [f.name for f in tmp_path.iterdir()] == ["1"]


def test_what_cannot_be_written_leaves_no_folder(tmp_path: Path) -> None:
    draft = LocalDraft(tmp_path)
    draft.add(a_document(), a_deposit(a_document(), "Một", "Hai").chunks, VECTORS)
    draft.add(a_document("08-QĐ/TW"), a_deposit(a_document("08-QĐ/TW"), "Ba").chunks, np.ones((1, 9), np.float32))
    with pytest.raises(ValueError, match="dimension"):
        draft.publish(Generation(1, "x"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", ["manifest.json", "dense/segments.json", "lexical/meta.json"])
def test_a_folder_with_a_file_missing_is_not_opened(tmp_path: Path, file: str) -> None:
    draft_of(tmp_path).publish(Generation(1, "x"))
    assert LocalEngine.open(tmp_path, Generation(1, "x")) is not None
    (tmp_path / "1" / file).unlink()
    assert LocalEngine.open(tmp_path, Generation(1, "x")) is None
