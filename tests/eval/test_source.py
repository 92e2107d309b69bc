from pathlib import Path

import pytest

from eval.beir import NoCollection
from eval.source import open_source
from eval.suite import SUITES


def test_a_folder_with_a_corpus_is_a_source_by_its_path(folder: Path) -> None:
    source = open_source(str(folder))
    assert (source.named, source.is_suite, source.split) == (str(folder), False, None)


def test_a_suite_of_ours_is_a_source_by_its_name_or_its_path() -> None:
    by_name, by_path = open_source("samples"), open_source(str(SUITES / "samples"))
    assert by_name.is_suite
    assert by_name.collection == by_path.collection
    assert by_name.split is not None


def test_a_folder_without_corpus_that_is_no_suite_of_ours_has_nothing_to_search(folder: Path) -> None:
    (folder / "corpus.jsonl").unlink()
    with pytest.raises(NoCollection, match=r"không có corpus\.jsonl"):
        open_source(str(folder))
