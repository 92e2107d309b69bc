"""Files into a library: a row each, whatever happens to them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.encoders import HashingEncoder
from index.errors import Locked
from index.library import Library
from index.settings import Settings
from ingest import sampling
from ingest.intake import SAMPLES_LEAVE, Row, Upload, add_paths, add_uploads, likeness

REGULATION = """TỈNH ỦY QUẢNG SƠN
*
Số {number}-QĐ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Quảng Sơn, ngày {day} tháng 3 năm 2026
QUY ĐỊNH
về giữ nguồn nước đầu nguồn
-----
Căn cứ Quy chế làm việc, Ban Thường vụ Tỉnh ủy quy định như sau:
Điều 1. Phạm vi
Quy định này nói về việc giữ nguồn nước ở các thôn đầu nguồn của tỉnh.
Điều 2. Việc phải làm
1. Chi bộ thôn cử người trông coi bể nước {times} lần một tuần.
2. Người trông coi ghi sổ từng ngày và báo ngay khi nước đục.
Điều 3. Hiệu lực
Quy định này có hiệu lực kể từ ngày ký.
T/M BAN THƯỜNG VỤ
BÍ THƯ
"""


def regulation(number: str = "15", day: str = "02", times: str = "hai") -> str:
    return REGULATION.format(number=number, day=day, times=times)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(Settings(home=tmp_path / "nha", encoder="hashing"), HashingEncoder())
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ho-so").mkdir()
    return tmp_path / "ho-so"


def rows_of(library: Library, *paths: Path) -> list[Row]:
    return list(add_paths(library, paths))


def test_a_readable_file_is_added_under_its_identity(library: Library, folder: Path):
    (folder / "15.txt").write_text(regulation())
    (row,) = rows_of(library, folder)
    assert (row.status, row.id, row.reason) == ("added", "15-qd-tu_2026-03-02_tinh-uy-quang-son", None)
    assert row.chunks == len(library.chunks(row.id or ""))
    assert library.original(row.id or "").read_text() == regulation()


def test_the_same_bytes_twice_change_nothing(library: Library, folder: Path):
    (folder / "15.txt").write_text(regulation())
    rows_of(library, folder)
    before = (library.generation, library.hash, library.journal())
    (row,) = rows_of(library, folder)
    assert (row.status, row.reason) == ("held", "same_bytes")
    assert (library.generation, library.hash, library.journal()) == before


def test_the_same_bytes_under_two_names_in_one_batch_are_held_once(library: Library, folder: Path):
    (folder / "a.txt").write_text(regulation())
    (folder / "b.txt").write_text(regulation())
    assert [r.status for r in rows_of(library, folder)] == ["added", "held"]


def test_the_same_text_in_another_form_is_held(library: Library, folder: Path):
    (folder / "15.txt").write_text(regulation())
    rows_of(library, folder)
    (folder / "15-ban-khac.txt").write_text(regulation().replace("\n", "\r\n"))
    assert [r.reason for r in rows_of(library, folder)] == ["same_text", "same_bytes"]
    assert len(library.all_documents()) == 1


def test_a_corrected_file_is_a_new_edition(library: Library, folder: Path):
    (folder / "15.txt").write_text(regulation())
    rows_of(library, folder)
    (folder / "15.txt").write_text(regulation(times="ba"))
    (row,) = rows_of(library, folder)
    assert row.status == "edition"
    assert "ba lần một tuần" in library.text(row.id or "")
    assert len(library.all_documents()) == 1


def test_another_document_under_the_same_identity_waits_and_overwrites_nothing(library: Library, folder: Path):
    (folder / "15.txt").write_text(regulation())
    rows_of(library, folder)
    head, _ = regulation().split("Căn cứ")
    other = "Điều 1. Hội thi\nMỗi xã cử một đội bơi chải dự hội thi mùa xuân, thuyền dài chín mét, mười hai tay chèo."
    (folder / "khac.txt").write_text(head + other)
    _, row = rows_of(library, folder)
    assert (row.status, row.reason) == ("pending", "same_identity")
    assert "trông coi bể nước" in library.text("15-qd-tu_2026-03-02_tinh-uy-quang-son")
    assert [w.id for w in library.pending()] == [row.id]


def test_a_folder_is_taken_in_order_and_what_is_passed_over_is_said(library: Library, folder: Path):
    (folder / "b.docx").write_bytes(b"khong phai goi nen nhung la tep rieng")
    (folder / "b.txt").write_text(regulation("16"))
    (folder / "c.txt").write_text(regulation("17"))
    (folder / "PROVENANCE.txt").write_text("ghi chú")
    (folder / "README.md").write_text("ghi chú")
    (folder / "manifest.json").write_text("[]")
    (folder / "video.mp4").write_bytes(b"\0\0")
    (folder / ".an").write_text("tệp ẩn")
    rows = {Path(r.path).name: (r.status, r.reason) for r in rows_of(library, folder)}
    assert rows == {
        "PROVENANCE.txt": ("skipped", "notes"),
        "README.md": ("skipped", "notes"),
        "manifest.json": ("skipped", "notes"),
        "video.mp4": ("skipped", "suffix"),
        "b.docx": ("pending", "not_a_zip"),
        "b.txt": ("skipped", "twin"),
        "c.txt": ("added", None),
    }


def test_a_twin_named_on_the_same_line_is_passed_over_too(library: Library, folder: Path):
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 hong")
    (folder / "b.txt").write_text(regulation())
    assert [r.reason for r in rows_of(library, folder / "b.pdf", folder / "b.txt")] == ["truncated", "twin"]
    assert [r.status for r in rows_of(library, folder / "b.txt")] == ["added"]


def test_a_copy_does_not_take_the_place_of_the_paper(library: Library, folder: Path, printed: Callable[..., bytes]):
    lines = regulation().split("\n")
    (folder / "15.pdf").write_bytes(printed(lines))
    (folder / "chep-lai.md").write_text("\n\n".join(line for line in lines if "đục" not in line))
    paper, copy = rows_of(library, folder)
    assert (paper.status, copy.status, copy.reason) == ("added", "held", "copy")
    assert paper.id == copy.id
    assert library.document(paper.id or "") and "nước đục" in library.text(paper.id or "")


def test_what_cannot_be_read_waits_with_its_original(library: Library, folder: Path):
    (folder / "hong.pdf").write_bytes(b"%PDF-1.7\nbi cat ngang")
    before = library.hash
    (row,) = rows_of(library, folder)
    assert (row.status, row.reason) == ("pending", "truncated")
    assert row.id == f"p-{(row.sha256 or '')[:12]}"
    assert [(w.id, w.reason) for w in library.pending()] == [(row.id, "truncated")]
    assert library.hash == before


def test_an_empty_file_and_a_missing_one_fail_with_a_sentence(library: Library, folder: Path):
    (folder / "rong.pdf").write_bytes(b"")
    rows = rows_of(library, folder, folder / "khong-co.pdf")
    assert [(r.status, r.reason) for r in rows] == [("failed", "empty"), ("failed", "not_found")]
    assert all(r.message for r in rows)


def test_a_folder_without_files_is_said_to_be_empty(library: Library, folder: Path):
    assert [(r.status, r.reason) for r in rows_of(library, folder)] == [("failed", "no_documents")]


def test_a_file_over_the_limit_is_not_even_opened(library: Library):
    upload = Upload("to.pdf", 300 * 1024 * 1024, Path("khong-ton-tai.pdf"))
    (row,) = add_uploads(library, [upload])
    assert (row.status, row.reason, row.sha256) == ("failed", "too_large", None)


def test_a_marked_document_leaves_its_name_and_hash_and_nothing_else(library: Library, folder: Path):
    secret = regulation().replace("Số 15-QĐ/TU", "Số 15-QĐ/TU\nTỐI MẬT")
    (folder / "mat.txt").write_text(secret)
    (row,) = rows_of(library, folder)
    assert (row.status, row.reason, row.id) == ("refused", "secret", None)
    assert library.is_empty
    assert library.pending() == ()
    assert not library.settings.originals.exists()
    (entry,) = library.journal()
    assert (entry.name, entry.sha256, entry.status, entry.message) == ("mat.txt", row.sha256, "refused", None)
    kept = b"".join(p.read_bytes() for p in library.settings.home.rglob("*") if p.is_file())
    assert "trông coi".encode() not in kept


def test_a_doubted_masthead_is_let_in_unconfirmed(library: Library, folder: Path):
    (folder / "15.txt").write_text(regulation().replace("Số 15-QĐ/TU", "Số     -QĐ/TU"))
    (row,) = rows_of(library, folder)
    assert (row.status, row.reason) == ("added", "unconfirmed")
    assert row.id == "quy-dinh_2026-03-02_tinh-uy-quang-son_ve-giu-nguon-nuoc-dau-nguon"
    assert "trống" in (row.message or "")


def test_one_bad_file_does_not_stop_the_others(library: Library, folder: Path):
    (folder / "a.txt").write_text(regulation("15"))
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 hong")
    (folder / "c.txt").write_text(regulation("16", "03"))
    assert [r.status for r in rows_of(library, folder)] == ["added", "pending", "added"]


def test_a_folder_does_not_bring_back_what_a_keeper_withdrew(library: Library, folder: Path):
    (folder / "15.txt").write_text(regulation())
    (row,) = rows_of(library, folder)
    library.withdraw(row.id or "")
    library.note("15.txt", row.sha256 or "", "withdrawn", row.id)
    assert [(r.status, r.reason) for r in rows_of(library, folder)] == [("skipped", "withdrawn")]
    assert library.is_empty
    assert [r.status for r in rows_of(library, folder / "15.txt")] == ["added"]


def test_batches_are_committed_on_the_way(library: Library, folder: Path):
    for n in range(10, 20):
        (folder / f"{n}.txt").write_text(regulation(str(n), times=f"{n}"))
    rows = add_paths(library, [folder])
    first = next(rows)
    assert first.status == "added"
    assert len(library.all_documents()) == 8
    rest = list(rows)
    assert len(rest) == 9
    assert len(library.all_documents()) == 10


def test_a_kill_in_the_middle_leaves_a_whole_library_that_goes_on(tmp_path: Path, folder: Path):
    for n in range(10, 40):
        (folder / f"{n}.txt").write_text(regulation(str(n), times=f"{n}"))
    environment = os.environ | {"TRACUU_HOME": str(tmp_path / "nha"), "TRACUU_ENCODER": "hashing"}
    command = [sys.executable, "-u", "-m", "ingest", "add", str(folder), "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as ingest:
        assert ingest.stdout is not None
        assert json.loads(ingest.stdout.readline())["status"] == "added"
        ingest.kill()
    opened = Library.open(Settings(home=tmp_path / "nha", encoder="hashing"), HashingEncoder())
    held = len(opened.all_documents())
    assert 8 <= held < 30
    assert opened.faults() == ()
    assert [r.status for r in rows_of(opened, folder)] == ["held"] * held + ["added"] * (30 - held)
    opened.close()


def test_two_ingests_at_once_are_one_too_many(library: Library, folder: Path):
    (folder / "15.txt").write_text(regulation())
    other = Library.open(library.settings, HashingEncoder())
    with other.writing(), pytest.raises(Locked):
        rows_of(library, folder)
    other.close()
    assert library.is_empty


def test_the_first_real_document_takes_the_samples_out_and_says_so(library: Library, folder: Path):
    sample = next(p for p in sampling.folder().iterdir() if p.suffix == ".md")
    rows_of(library, sample)
    assert [d.sample for d in library.documents()] == [True]
    (folder / "15.txt").write_text(regulation())
    (row,) = rows_of(library, folder)
    assert SAMPLES_LEAVE in (row.message or "")
    assert [d.sample for d in library.documents()] == [False]
    assert len(library.all_documents()) == 2


def test_samples_are_removed_by_hand(library: Library):
    sample = next(p for p in sampling.folder().iterdir() if p.suffix == ".md")
    (row,) = rows_of(library, sample)
    assert list(sampling.remove(library)) == [row.id]
    assert library.is_empty


def test_likeness_counts_shared_runs_of_words():
    text = "chi bộ thôn cử người trông coi bể nước hai lần một tuần"
    assert likeness(text, text) == 1.0
    assert likeness(text, "mỗi xã cử một đội bơi chải dự hội thi mùa xuân") == 0.0


def test_a_lost_original_comes_back_with_the_same_bytes(tmp_path: Path, library: Library) -> None:
    file = tmp_path / "mot.txt"
    file.write_text("Văn bản hư cấu.\n1. Chi bộ họp vào tối thứ bảy hằng tuần tại nhà văn hóa.\n", encoding="utf-8")
    (first,) = add_paths(library, [file])
    original = library.original(first.id or "")
    original.unlink()
    (again,) = add_paths(library, [file])
    assert again.status == "held"
    assert original.exists()
