"""Invented documents, as ingestion would hand them over."""

import hashlib
from datetime import date

from index.records import Chunk, Deposit, Document, Locator, Run, Section

TODAY = date(2026, 11, 2)
TOKEN = "khoa-thu-nghiem"

CLAUSES = (
    ("mo-dau", "", "QUY ĐỊNH\nvề sinh hoạt của chi bộ thôn Mây (văn bản hư cấu)"),
    ("dieu-1", "Điều 1. Thời gian họp chi bộ", "Điều 1. Thời gian họp chi bộ\nChi bộ thôn Mây họp thường kỳ vào tối mùng năm hằng tháng."),
    ("dieu-2", "Điều 2. Hồ sơ xin vắng mặt", "Điều 2. Hồ sơ xin vắng mặt\nHồ sơ xin vắng mặt gồm có:"),
    ("dieu-2.diem-a", "", "a) Đơn xin vắng mặt có chữ ký của đảng viên;"),
    ("dieu-2.diem-b", "", "b) Giấy xác nhận của trạm y tế <thôn> & xã."),
)  # fmt: skip


def a_document(**changes: object) -> Document:
    """A regulation of an invented branch, unless changed."""
    given: dict[str, object] = {
        "id": "07-qd-cb_2025-03-02_chi-bo-thon-may",
        "kind": "quy-dinh",
        "number": "07-QĐ/CB",
        "issuer": "Chi bộ thôn Mây",
        "level": "chi-bo",
        "issued_on": "2025-03-02",
        "title": "Về sinh hoạt của chi bộ thôn Mây",
        "source": "quy-dinh-07.txt",
        "sha256": hashlib.sha256(b"quy-dinh-07").hexdigest(),
        "format": "txt",
        "pages": 0,
    }
    return Document(**(given | changes))  # type: ignore[arg-type]


def a_deposit(document: Document, clauses: tuple[tuple[str, str, str], ...] = CLAUSES) -> Deposit:
    """The document with these clauses (place, heading, text), one chunk each."""
    text = "\n".join(words for _, _, words in clauses)
    sections: list[Section] = []
    chunks: list[Chunk] = []
    at = 0
    for place, heading, words in clauses:
        locator = Locator(tuple(place.split(".")), (1,))
        inside = [w for p, _, w in clauses if p.startswith(place + ".")]
        close = at + len("\n".join([words, *inside]))
        sections.append(Section(locator, heading, at, at + len(words), close))
        chunks.append(Chunk(document.id, locator, words, at, at + len(words), document.title))
        at += len(words) + 1
    return Deposit(document, text, tuple(sections), tuple(chunks), (), (Run(0, len(text), 1, 0),))
