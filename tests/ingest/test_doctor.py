"""What is installed, how large the library is, what growing takes, what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.encoders import HashingEncoder
from index.library import Library
from index.settings import Settings
from ingest.doctor import examine
from ingest.intake import add_paths

TEXT = "Điều 1. Phạm vi\nChi bộ thôn trông coi bể nước.\nĐiều 2. Hiệu lực\nMọi người thi hành.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(Settings(home=tmp_path / "nha", encoder="hashing"), HashingEncoder())
    yield opened
    opened.close()


def test_an_empty_library_has_nothing_to_measure_on_and_says_how_to_begin(library: Library):
    report = examine(library)
    assert (report.size.documents, report.size.chunks, report.growth.bytes_per_chunk) == (0, 0, None)
    assert any("ingest add" in sentence for sentence in report.wrong)


def test_what_growing_takes_is_measured_on_the_library_itself(library: Library, tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT)
    list(add_paths(library, [tmp_path / "a.txt"]))
    report = examine(library)
    assert report.size.documents == 1
    assert report.size.chunks == len(library.chunks(library.all_documents()[0].id))
    assert report.growth.passages_per_second
    assert report.growth.bytes_per_chunk
    assert report.growth.hours_for_10000_documents is not None
    assert report.wrong == ()


def test_versions_and_encoder_are_named(library: Library):
    installed = examine(library).installed
    assert installed.encoder == library.encoder.name
    assert installed.parts["tantivy"]


def test_what_waits_and_what_is_lost_is_named(library: Library, tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 hong")
    list(add_paths(library, [tmp_path / "a.txt", tmp_path / "b.pdf"]))
    library.original(library.all_documents()[0].id).unlink()
    wrong = examine(library).wrong
    assert any("chờ xử lý" in sentence for sentence in wrong)
    assert any("Mất tệp gốc" in sentence for sentence in wrong)
