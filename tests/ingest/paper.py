"""Documents on paper, for tests of heads: a clean text with a paragraph a line, and two heads to change."""

from ingest.identity import Masthead, document_id
from ingest.manuscript import Manuscript, Paragraph
from ingest.masthead import read_masthead

SHA = "5a9bd7f3c1e2" + "0" * 52

TWO_COLUMNS = """BAN CHẤP HÀNH TRUNG ƯƠNG
*
ĐẢNG CỘNG SẢN VIỆT NAM
---------------
Số 294-QĐ/TW Hà Nội, ngày 26 tháng 5 năm 2025
QUY ĐỊNH
THI HÀNH ĐIỀU LỆ ĐẢNG
- Căn cứ Điều lệ Đảng;
1. Điều 1 (Khoản 2): Tuổi đời của người vào Đảng
Quy định này có hiệu lực thi hành từ ngày 01/7/2025.
Nơi nhận:
T/M BAN CHẤP HÀNH TRUNG ƯƠNG"""

COMMUNE = """TỈNH ỦY QUẢNG SƠN
ĐẢNG ỦY XÃ AN PHÚ
*
Số 12-NQ/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
An Phú, ngày 05 tháng 9 năm 2026
NGHỊ QUYẾT
về giữ sạch nguồn nước đầu nguồn
-----
Thực hiện chương trình công tác năm 2026, Đảng ủy xã ra Nghị quyết này.
I- MỤC TIÊU
T/M ĐẢNG ỦY"""


def manuscript(text: str, source: str = "van-ban.txt", removed: tuple[str, ...] = ()) -> Manuscript:
    """A clean text with a paragraph a line."""
    paragraphs, position = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(position, position + len(line)))
        position += len(line) + 1
    return Manuscript(text + "\n", tuple(paragraphs), (), "txt", source=source, pages=1, removed=removed)


def head_of(text: str, source: str = "van-ban.txt", removed: tuple[str, ...] = ()) -> Masthead:
    return read_masthead(manuscript(text, source, removed))


def id_of(text: str, source: str = "van-ban.txt") -> str:
    return document_id(head_of(text, source), SHA)
