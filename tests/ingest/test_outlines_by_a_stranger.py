"""The places of invented documents, expected by someone who read the contract and never the parser.

Beside each document of ``outlines`` stands what its author expects: every place in reading order, with its first words.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from index.records import Deposit, Section
from ingest.pipeline import deposit

OUTLINES = Path(__file__).parent / "outlines"
NAMES = sorted(path.name for path in OUTLINES.iterdir() if path.suffix in {".txt", ".md"})

LABELS = [
    ("01-quy-dinh-2026-y-kien-dang-vien.txt", "phan-1.dieu-2.khoan-3.diem-dd", "Điểm đ khoản 3 Điều 2"),
    ("04-quy-dinh-2017-can-bo-co-so.txt", "muc-2.dieu-4.khoan-2.g4", "Gạch đầu dòng 4 khoản 2 Điều 4"),
    ("05-thi-hanh-dieu-le-ket-nap.txt", "1.1.2", "Điểm 1.1.2"),
    ("05-thi-hanh-dieu-le-ket-nap.txt", "3.1.dd", "Tiết đ điểm 3.1"),
    ("07-nghi-quyet-chuyen-doi-so.txt", "muc-2", "Mục II"),
    ("07-nghi-quyet-chuyen-doi-so.txt", "muc-2.1.3", "Điểm 1.3 khoản 1 Mục II"),
    ("10-quy-dinh-ky-luat.txt", "chuong-2.muc-1.dieu-3.khoan-1.diem-a", "Điểm a khoản 1 Điều 3"),
    ("10-quy-dinh-ky-luat.txt", "chuong-3", "Chương III"),
    ("14-huong-dan-phu-luc-bang.md", "phu-luc-1.bang-1.dong-4", "Phụ lục 1, bảng 1, dòng 4"),
    ("15-quy-dinh-bieu-mau.md", "chu-thich-1", "Chú thích 1"),
    ("15-quy-dinh-bieu-mau.md", "mau-2", "Mẫu 2"),
    ("16-thong-bao-khong-danh-so.txt", "doan-11", "Đoạn 11"),
]


def expected(name: str) -> list[tuple[str, str]]:
    """Every place of a document with the words that it begins with."""
    wanted = json.loads((OUTLINES / name).with_suffix(".expected.json").read_text(encoding="utf-8"))
    return [(place, words) for place, words in wanted]


@cache
def brought(name: str) -> Deposit:
    return deposit((OUTLINES / name).read_bytes(), name)


def beginning(document: Deposit, section: Section) -> str:
    """A place's own words, white space apart."""
    return " ".join(document.text[section.start : section.end].split())


def test_every_structure_has_two_documents_and_each_says_that_it_is_invented() -> None:
    assert len(NAMES) >= 26
    for name in NAMES:
        assert "ăn bản hư cấu dùng để kiểm tra phần mềm" in " ".join(
            (OUTLINES / name).read_text(encoding="utf-8").split()
        )


@pytest.mark.parametrize("name", NAMES)
def test_the_places_are_those_of_the_contract(name: str) -> None:
    assert [s.locator.place for s in brought(name).sections] == [place for place, _ in expected(name)]


@pytest.mark.parametrize("name", NAMES)
def test_a_place_begins_with_its_words(name: str) -> None:
    document, wanted = brought(name), dict(expected(name))
    found = {s.locator.place: beginning(document, s) for s in document.sections if s.locator.place in wanted}
    assert {p: w for p, w in found.items() if not w.startswith(wanted[p])} == {}


@pytest.mark.parametrize(("name", "place", "label"), LABELS)
def test_a_label_is_said_from_inside_out(name: str, place: str, label: str) -> None:
    assert [s.locator.label for s in brought(name).sections if s.locator.place == place] == [label]
