"""What pages and terminals say of documents and citations, in Vietnamese. Never part of a quote."""

from collections.abc import Callable
from datetime import date
from itertools import groupby

from index.records import Citation, Document, Passage, Relation, Statement
from service.questions import dated, describe
from service.wire import address, page_of

Find = Callable[[str], Document | None]
"""The document with this id, where the library holds it."""

_ARTICLE = "bài viết, không thay cho toàn văn văn bản"
_VERBS = {"replaces": "thay thế", "amends": "sửa đổi, bổ sung", "repeals": "bãi bỏ"}


def by_document(statement: Statement) -> list[list[Citation]]:
    """Its citations, neighbours of one document together."""
    return [list(group) for _, group in groupby(statement.citations, key=lambda c: c.document.id)]


def source_line(c: Citation) -> str:
    """Whose words these are: "Quy định 294-QĐ/TW ngày 26/5/2025, Điểm 1.1.2, trang 3"."""
    return f"{describe(c.document)}, {place_line(c)}"


def place_line(c: Citation) -> str:
    """Where in its document: "Điểm 1.1.2, trang 3"."""
    page = page_of(c)
    return f"{c.locator.label}, trang {page}" if page else c.locator.label


def standing(d: Document, on: date, find: Find) -> list[str]:
    """Everything that one must know before relying on it, one phrase each: its state first, then doubts."""
    said = [_ARTICLE if d.kind == "bai-viet" else _state(d, on, find)]
    if d.unconfirmed:
        said.append("thông tin văn bản chưa được xác nhận")
    if d.sample:
        said.append("văn bản mẫu hư cấu")
    return said


def has_ended(d: Document, on: date) -> bool:
    """Whether it no longer holds on that day, or something that came later has taken its place."""
    return d.state(on) in {"replaced", "repealed"} or d.successor is not None


def quote_address(c: Citation) -> str:
    """The place in the document with the quote marked: "/van-ban/{id}?trich=10-90#dieu-3"."""
    return _marked(address(c.document, c.locator), c.start, c.end)


def passage_address(p: Passage) -> str:
    """The place of the passage with the passage marked."""
    return _marked(address(p.document, p.chunk.locator), p.chunk.start, p.chunk.end)


def relation_line(r: Relation) -> str:
    """What a document does to another: "Thay thế 232-QĐ/TW ngày 20/01/2025"."""
    words = f"{_VERBS[r.verb]} {r.target}"
    if r.target_date:
        words += f" {dated(r.target_date)}"
    if r.effective:
        words += f", từ {dated(r.effective.isoformat())}"
    return words[:1].upper() + words[1:]


def _marked(url: str, start: int, end: int) -> str:
    page, _, place = url.partition("#")
    return f"{page}?trich={start}-{end}#{place}"


def _state(d: Document, on: date, find: Find) -> str:
    state = d.state(on)
    if state == "not_yet" and d.valid_from:
        return f"chưa có hiệu lực, có hiệu lực từ {dated(d.valid_from.isoformat())}"
    if state == "repealed":
        return "đã bị bãi bỏ" + _by(d, find)
    if state == "replaced":
        return "đã được thay thế" + _by(d, find)
    if d.valid_until:
        return f"được thay thế từ {dated(d.valid_until.isoformat())}" + _by(d, find)
    return "chưa thấy văn bản thay thế trong thư viện"


def _by(d: Document, find: Find) -> str:
    successor = find(d.successor) if d.successor else None
    return f" bởi {describe(successor)}" if successor else ""
