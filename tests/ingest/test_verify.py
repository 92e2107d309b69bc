"""Every chunk is looked for again in its original, by other means than those that read it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.encoders import HashingEncoder
from index.library import Library
from index.records import Chunk, Locator, Run
from index.settings import Settings
from ingest.intake import add_paths
from ingest.sampling import folder
from ingest.verify import check, closed_up, is_there, other_texts, stretches, verify


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(Settings(home=tmp_path / "nha", encoder="hashing"), HashingEncoder())
    yield opened
    opened.close()


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "md", "txt"])
def test_every_chunk_of_a_sample_is_found_again(library: Library, format: str):
    samples = sorted(p for p in folder().iterdir() if p.suffix == f".{format}")
    assert samples
    list(add_paths(library, samples))
    checked = list(verify(library))
    assert len(checked) == len(samples)
    assert [(c.id, c.missing) for c in checked if not c.is_sound] == []
    assert all(c.chunks and c.share == 1.0 for c in checked)


def test_words_that_are_not_in_the_original_are_named(library: Library, tmp_path: Path):
    file = tmp_path / "a.txt"
    file.write_text("Điều 1. Phạm vi\nChi bộ thôn trông coi bể nước.\n")
    (row,) = add_paths(library, [file])
    original = library.original(row.id or "")
    original.write_text("Điều 1. Phạm vi\nChi bộ thôn trông coi kênh mương.\n")
    document = library.document(row.id or "")
    assert document is not None
    assert "mã băm khác" in (check(library, document).fault or "")


def test_a_lost_original_is_a_fault(library: Library, tmp_path: Path):
    file = tmp_path / "a.txt"
    file.write_text("Điều 1. Phạm vi\nChi bộ thôn trông coi bể nước.\n")
    (row,) = add_paths(library, [file])
    library.original(row.id or "").unlink()
    (checked,) = verify(library)
    assert not checked.is_sound
    assert "Không còn tệp gốc" in (checked.fault or "")


def test_stretches_end_where_the_printed_characters_are_no_neighbours():
    runs = (Run(0, 7, 1, 100), Run(7, 5, 1, 107), Run(12, 4, 1, 140), Run(16, 5, 2, 0))
    found = [(s.page, s.text) for s in stretches("chi bộ thôn giữ bể nước", runs, 0, 21)]
    assert found == [(1, "chi bộ thôn "), (1, "giữ "), (2, "bể nư")]


@pytest.mark.parametrize(
    ("clean", "runs", "printed", "there"),
    [
        ("14.1. Đại biểu", (Run(0, 14, 1, 0),), "14.1. Đại biểu", True),
        ("14.. Đại biểu", (Run(0, 3, 1, 0), Run(3, 10, 1, 4)), "14.1. Đại biểu", False),
        ("bể nước, sổ", (Run(0, 7, 1, 0), Run(7, 4, 1, 8)), "bể nước1, sổ", True),
        ("bể nước", (Run(0, 7, 1, 0),), "kênh mương", False),
        ("bể nước", (Run(0, 7, 1, 0),), "bể n ước", True),
    ],
)
def test_a_lost_number_is_missed_and_a_footnote_marker_is_not(
    clean: str, runs: tuple[Run, ...], printed: str, there: bool
):
    chunk = Chunk("a", Locator(("1",)), clean, 0, len(clean), "")
    assert is_there(chunk, clean, runs, {1: closed_up(printed)}) is there


def test_a_word_file_is_read_straight_from_its_xml():
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as file:
        file.writestr("word/document.xml", '<w:d xmlns:w="w"><w:t>Chi bộ</w:t><w:x>bỏ</w:x><w:t> thôn</w:t></w:d>')
    assert other_texts(package.getvalue(), "docx") == {None: "Chi bộ thôn"}


def test_scripts_of_a_page_are_not_its_words():
    page = "<p>Chi bộ <b>thôn</b></p><script>var x</script>".encode()
    assert other_texts(page, "html") == {None: "Chi bộ thôn"}
