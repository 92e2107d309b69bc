"""The sample library: that its papers are as its README promises, and that the pipeline reads them as their author meant.

``samples_expected.json`` was written from the masters, not from a parser's output.
"""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from index import places
from index.records import Deposit, Section
from ingest.pipeline import deposit
from ingest.samples.as_text import tcvn3
from ingest.samples.build import FOLDER, built
from ingest.samples.master import masters, read_master

EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "samples_expected.json").read_text(encoding="utf-8")
)
MASTERS = {master.file: master for master in masters()}
RUN = 20


def words(text: str) -> str:
    """White space and capitals apart: TCVN3 has no capitals with tone marks."""
    return " ".join(text.split()).casefold()


def syllables(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def unpacked(data: bytes) -> object:
    """The words of a PDF page by page, the body of a Word file, the bytes of anything else."""
    if data.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(data) as pdf:
            return [page.get_textpage().get_text_bounded() for page in pdf]
    if data.startswith(b"PK"):
        return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    return data


def section(brought: Deposit, place: str) -> Section:
    known = {s.locator.place: s for s in brought.sections}
    found = places.resolve(place, known)
    assert found, f"no place {place} among {', '.join(known)}"
    return known[found]


@pytest.fixture(scope="module")
def library() -> dict[str, Deposit]:
    return {name: deposit((FOLDER / name).read_bytes(), name) for name in EXPECTED}


def test_every_master_has_its_file_and_its_expectations() -> None:
    files = {path.name for path in FOLDER.iterdir()}
    assert files == set(MASTERS) == set(EXPECTED)
    assert len(files) >= 16


@pytest.mark.parametrize("name", EXPECTED)
def test_the_committed_file_is_what_its_master_gives(name: str) -> None:
    """Packed formats are compared by what they hold: another zlib packs the same words into other bytes."""
    assert unpacked((FOLDER / name).read_bytes()) == unpacked(built(MASTERS[name]))


@pytest.mark.parametrize("name", EXPECTED)
def test_the_same_master_gives_the_same_bytes(name: str) -> None:
    assert built(MASTERS[name]) == built(MASTERS[name])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_small_and_a_document_is_whole(name: str) -> None:
    assert (FOLDER / name).stat().st_size < 150_000
    assert 800 <= sum(len(syllables(p)) for p in MASTERS[name].paragraphs) < 2500


@pytest.mark.parametrize("name", EXPECTED)
def test_a_document_says_twice_that_it_is_invented(name: str) -> None:
    master = MASTERS[name]
    assert "hư cấu" in " ".join(master.paragraphs[:3])
    assert "hư cấu" in master.end


def test_no_two_documents_share_a_run_of_twenty_syllables() -> None:
    owner: dict[tuple[str, ...], str] = {}
    for name, master in MASTERS.items():
        for paragraph in master.paragraphs:
            run = syllables(paragraph)
            for start in range(len(run) - RUN + 1):
                piece = tuple(run[start : start + RUN])
                assert owner.setdefault(piece, name) == name, f"{name} and {owner[piece]} share: {' '.join(piece)}"


def test_files_are_in_the_encodings_that_they_stand_for() -> None:
    assert b"\xcc\x81" in (FOLDER / "17-qd-tu-2026.txt").read_bytes()
    assert b"\xa7\xb6ng" in (FOLDER / "07-nq-tu-2021.txt").read_bytes()
    assert (FOLDER / "03-bc-cb-2026.txt").read_bytes().startswith(b"\xff\xfe")
    assert tcvn3("Ủy ban xã") == b"\xf1y ban x\xb7"


def test_a_master_reads_into_head_blocks_and_footnotes() -> None:
    master = read_master(
        "@file a.txt\n@left CHI BỘ\n@place Đồng Sậy\n@subject về việc\n# I- VIỆC\n1. Một[^1]\n| A | B |\n"
        "@to - Lưu.\n@sign BÍ THƯ\n@sign Ai Đó\n[^1]: Chú thích"
    )
    assert [b.style for b in master.body] == ["heading", "text", "row", "closing"]
    assert master.body[2].cells == ("A", "B")
    assert (master.body[3].cells, master.body[3].text) == (("- Lưu.",), "BÍ THƯ\nAi Đó")
    assert master.footnotes == (("1", "Chú thích"),)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_masthead_is_read(name: str, library: dict[str, Deposit]) -> None:
    wanted, document = EXPECTED[name], library[name].document
    read = {"id": document.id, "kind": document.kind, "number": document.number}
    read |= {"issuer": document.issuer, "issued_on": document.issued_on}
    assert read == {key: wanted[key] for key in read}
    assert words(document.title).endswith(words(wanted["title"]))
    assert document.doubts == ()


@pytest.mark.parametrize("name", EXPECTED)
def test_the_outline_has_the_top_places_in_order(name: str, library: dict[str, Deposit]) -> None:
    top = [s.locator.place for s in library[name].sections if len(s.locator.segments) == 1]
    numbered = [p for p in top if re.match(r"(phan|chuong|muc|dieu|phu-luc|mau)-\d|\d+$", p)]
    assert numbered == EXPECTED[name]["top"]


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, wanted in EXPECTED.items() for place in wanted["places"]]
)
def test_a_place_begins_with_its_words(name: str, place: str, library: dict[str, Deposit]) -> None:
    found = section(library[name], place)
    text = words(library[name].text[found.start : found.close])
    assert text.startswith(words(EXPECTED[name]["places"][place]))


def test_a_notice_without_numbers_is_read_by_paragraphs(library: dict[str, Deposit]) -> None:
    name = "31-tb-vptu-2025.txt"
    paragraphs = [s for s in library[name].sections if s.locator.place.startswith("doan-")]
    texts = [words(library[name].text[s.start : s.close]) for s in paragraphs]
    for wanted in EXPECTED[name]["paragraphs"]:
        assert sum(text.startswith(words(wanted)) for text in texts) == 1


def test_only_footnotes_are_footnotes(library: dict[str, Deposit]) -> None:
    """The rows of the table in the annex of 06-HD/BTCTU begin with numbers and are set small, as footnotes are."""
    notes = {
        name: [s.locator.place for s in b.sections if "chu-thich" in s.locator.place] for name, b in library.items()
    }
    assert {name: found for name, found in notes.items() if found} == {
        "06-hd-btctu-2026.pdf": ["chu-thich-1", "chu-thich-2"]
    }


def test_only_the_new_regulations_replace_others(library: dict[str, Deposit]) -> None:
    said = {name: [f"{r.target} of {r.target_date}" for r in brought.relations] for name, brought in library.items()}
    wanted = {name: [entry["replaces"]] for name, entry in EXPECTED.items() if "replaces" in entry}
    assert {name: targets for name, targets in said.items() if targets} == wanted


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.endswith(".html")])
def test_what_a_site_puts_round_a_document_is_left_out(name: str, library: dict[str, Deposit]) -> None:
    for boilerplate in ("Chia sẻ", "Tin cùng chuyên mục", "Trang chủ", "Bản quyền", "luotXem"):
        assert boilerplate not in library[name].text
