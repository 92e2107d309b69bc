"""One document from its bytes to all that it brings."""

from datetime import date
from pathlib import Path

import pytest

from ingest.identity import Masthead
from ingest.pipeline import Marked, deposit, trail
from ingest.readers.unreadable import Unreadable

DECISION = """ĐẢNG ỦY XÃ AN PHÚ
CHI BỘ THÔN ĐOÀN KẾT
*
Số 03-NQ/CB
ĐẢNG CỘNG SẢN VIỆT NAM
An Phú, ngày 05 tháng 9 năm 2026
NGHỊ QUYẾT
về nạo vét kênh thôn
-----
Chi bộ họp ngày 04/9/2026 và thống nhất:
1. Nạo vét 700 mét kênh trước ngày 30/10/2026.
2. Mỗi hộ góp một công hoặc 150.000 đồng.
Nghị quyết này có hiệu lực kể từ ngày ký và thay thế Nghị quyết số 01-NQ/CB, ngày 02/3/2026 của Chi bộ.
T/M CHI BỘ
BÍ THƯ
"""


def test_a_document_brings_all_that_belongs_to_it():
    brought = deposit(DECISION.encode(), "thu-muc/nghi-quyet.txt")
    document = brought.document
    assert (document.id, document.source) == ("03-nq-cb_2026-09-05_chi-bo-thon-doan-ket", "nghi-quyet.txt")
    assert (document.format, document.valid_from, document.unconfirmed) == ("txt", date(2026, 9, 5), False)
    assert [s.locator.place for s in brought.sections if s.locator.place in ("1", "2")] == ["1", "2"]
    assert [(r.verb, r.target, r.target_date) for r in brought.relations] == [("replaces", "01-NQ/CB", "2026-03-02")]


def test_chunks_are_verbatim_and_belong_to_the_document():
    brought = deposit(DECISION.encode(), "nghi-quyet.txt")
    assert any("150.000 đồng" in c.text for c in brought.chunks)
    for chunk in brought.chunks:
        assert brought.text[chunk.start : chunk.end] == chunk.text
        assert chunk.document_id == brought.document.id


def test_the_same_bytes_give_the_same_deposit():
    assert deposit(DECISION.encode(), "a.txt") == deposit(DECISION.encode(), "a.txt")


def test_a_limit_of_circulation_makes_it_restricted():
    text = DECISION.replace("NGHỊ QUYẾT\n", "Lưu hành nội bộ\nNGHỊ QUYẾT\n", 1)
    assert deposit(text.encode(), "a.txt").document.audience == "restricted"


def test_a_secrecy_mark_stops_it():
    with pytest.raises(Marked, match="TỐI MẬT"):
        deposit(DECISION.replace("Số 03-NQ/CB", "Số 03-NQ/CB\nTỐI MẬT").encode(), "a.txt")


def test_nothing_to_read_is_said():
    with pytest.raises(Unreadable) as empty:
        deposit(b"", "rong.txt")
    assert empty.value.code == "empty"


def test_the_trail_names_the_document_in_small_letters():
    head = Masthead("quy-dinh", "294-QĐ/TW", "Ban Chấp hành Trung ương", "trung-uong", "2025-05-26", "THI HÀNH ĐIỀU LỆ")
    assert trail(head) == "Quy định 294-QĐ/TW: Thi hành điều lệ"


PARTY_DOCS = Path(__file__).parents[2] / ".." / "shared" / "data" / "party-docs"

CONFIRMED = {
    "pdf/294-QD-TW_2025-05-26.pdf": "294-qd-tw_2025-05-26",
    "pdf/06-HD-TW_2025-06-09.pdf": "06-hd-tw_2025-06-09",
    "text/07-KL-VPTW_2025.md": "07-kl-vptw_2025-12-01",
    "text/1147-QD-BTGDVTW_2025.md": "1147-qd-btgdvtw_2025-12-01_quyet-dinh",
    "text/212-KL-TW_2025.md": "212-kl-tw_2025-11-18",
    "text/221-KL-TW_2025.md": "221-kl-tw_2025-11-28",
    "text/37-HD-BTGDVTW_2025.md": "37-hd-btgdvtw_2025-11-19",
    "text/383-QD-TW_2025.md": "383-qd-tw_2025-11-19",
    "text/384-QD-TW_2025.md": "384-qd-tw_2025-11-19",
    "text/432-TB-VPTW_2025.md": "432-tb-vptw_2025-11-26",
    "text/45-HD-BTCTW_2025.md": "45-hd-btctw_2025-11-21",
    "text/Dieu-le-Dang-2011.md": "dieu-le_2011-01-19",
}
DOUBTED = {
    "pdf/02-HD-BTCTU_Hanoi_2025-11.pdf": "huong-dan_2025-11_ban-to-chuc-thanh-uy-ha-noi_nghiep-vu-cong-tac-to-chuc",
    "pdf/21-HD-BTCTU_Hanoi_2025-08.pdf": "huong-dan_2025-08_ban-to-chuc-thanh-uy-ha-noi_thuc-hien-quy-trinh-thu-tuc",
    "text/127-KL-TW_2025.md": "ket-luan_2025-02_bo-chinh-tri-ban-bi-thu_tai-phien-hop-ngay-28-2",
    "text/71-NQ-TW_2025.md": "nghi-quyet_bo-chinh-tri_trong-qua-trinh-phat-trien-dat",
}


def party_document(name: str) -> bytes:
    path = PARTY_DOCS / name
    if not path.exists():
        pytest.skip("needs ../shared/data/party-docs beside the repository")
    return path.read_bytes()


@pytest.mark.data
@pytest.mark.parametrize("name", CONFIRMED)
def test_real_documents_with_a_whole_head(name: str):
    document = deposit(party_document(name), name).document
    assert (document.id, document.unconfirmed, document.doubts) == (CONFIRMED[name], False, ())


@pytest.mark.data
@pytest.mark.parametrize("name", DOUBTED)
def test_real_documents_whose_head_leaves_doubt(name: str):
    document = deposit(party_document(name), name).document
    assert (document.id, document.unconfirmed) == (DOUBTED[name], True)


@pytest.mark.data
def test_real_captures_that_only_tell_of_documents_are_articles():
    party_document("text/45-CT-TW_news.md")
    others = [p for p in sorted((PARTY_DOCS / "text").glob("*.md")) if f"text/{p.name}" not in CONFIRMED | DOUBTED]
    found = {p.name: deposit(p.read_bytes(), p.name).document for p in others}
    assert len(found) == 15
    assert {d.kind for d in found.values()} == {"bai-viet"}
    assert {d.number for d in found.values()} == {None}
