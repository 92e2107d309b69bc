"""A keeper's word on a masthead."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.encoders import HashingEncoder
from index.errors import BadRequest, NotFound
from index.library import Library
from index.settings import Settings
from ingest.confirming import confirm
from ingest.intake import add_paths

BLANK = """THÀNH ỦY ĐÔNG HÀ
BAN TỔ CHỨC
*
Số     -HD/BTCTU
ĐẢNG CỘNG SẢN VIỆT NAM
Đông Hà, ngày     tháng 11 năm 2025
HƯỚNG DẪN
nghiệp vụ công tác đảng viên
-----
Ban Tổ chức Thành ủy hướng dẫn như sau:
1. Mỗi chi bộ lập một sổ theo dõi.
2. Hướng dẫn này có hiệu lực kể từ ngày ký.
"""
BLANK_ID = "huong-dan_2025-11_ban-to-chuc-thanh-uy-dong-ha_nghiep-vu-cong-tac-dang-vien"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(Settings(home=tmp_path / "nha", encoder="hashing"), HashingEncoder())
    (tmp_path / "a.txt").write_text(BLANK)
    list(add_paths(opened, [tmp_path / "a.txt"]))
    yield opened
    opened.close()


def test_number_and_day_make_it_confirmed_under_its_own_identity(library: Library):
    document = confirm(library, BLANK_ID, {"number": "02-HD/BTCTU", "issued_on": "20/11/2025"})
    assert document.id == "02-hd-btctu_2025-11-20_ban-to-chuc-thanh-uy-dong-ha"
    assert (document.unconfirmed, document.doubts, str(document.valid_from)) == (False, (), "2025-11-20")
    assert [d.id for d in library.all_documents()] == [document.id]
    assert {c.document_id for c in library.chunks(document.id)} == {document.id}


def test_confirmed_as_it_stands_it_keeps_its_id(library: Library):
    document = confirm(library, BLANK_ID, {})
    assert (document.id, document.unconfirmed) == (BLANK_ID, False)
    assert len(library.all_documents()) == 1


def test_kinds_go_by_name_or_slug(library: Library):
    assert confirm(library, BLANK_ID, {"kind": "Quy chế"}).kind == "quy-che"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"so": "2"}, "Không có trường"),
        ({"kind": "thơ"}, "Không có loại văn bản"),
        ({"issued_on": "31/02/2025"}, "Ngày"),
        ({"audience": "ai cũng được"}, "audience"),
    ],
)
def test_what_makes_no_sense_changes_nothing(library: Library, fields: dict[str, str], sentence: str):
    before = library.hash
    with pytest.raises(BadRequest, match=sentence):
        confirm(library, BLANK_ID, fields)
    assert library.hash == before


def test_an_unknown_id_is_not_found(library: Library):
    with pytest.raises(NotFound):
        confirm(library, "khong-co", {})


def test_a_file_that_waits_for_its_identity_is_confirmed_into_another(library: Library, tmp_path: Path):
    head, _ = BLANK.split("1. Mỗi")
    (tmp_path / "b.txt").write_text(head + "1. Thuyền dài chín mét, mười hai tay chèo dự hội thi mùa xuân ở bến.\n" * 9)
    (row,) = add_paths(library, [tmp_path / "b.txt"])
    assert row.reason == "same_identity"
    document = confirm(library, row.id or "", {"title": "tổ chức hội thi mùa xuân"})
    assert document.id == "huong-dan_2025-11_ban-to-chuc-thanh-uy-dong-ha_to-chuc-hoi-thi-mua-xuan"
    assert library.pending() == ()
    assert len(library.all_documents()) == 2
