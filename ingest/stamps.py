"""Marks on the paper: secrecy, limits of circulation, and the closing block."""

import re

from ingest.kind_lines import kind_lines
from ingest.manuscript import Manuscript

_EDGE = 600  # code points at the beginning in which a mark may stand even where no head was found

_STAMP = re.compile(r"[\W_]*(?:(?:ĐỘ\s+)?(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)|(?:THƯỢNG\s+)?KHẨN|H(?:ỎA|OẢ)\s+TỐC)[\W_]*")
_SECRET_ALONE = re.compile(
    r"[\W_]*(?:(?:dấu\s+(?:chỉ\s+)?)?độ\s+mật\s*:?\W*)?(?P<mark>tuyệt\s+mật|tối\s+mật|mật)[\W_]*", re.IGNORECASE
)
_SECRET_IN_HEAD = re.compile(
    r"(?<!BÍ )(?<!BẢO )(?<!CƠ )(?<!\w)(?P<mark>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?!\w)(?!\s+(?:NHÀ NƯỚC|MÃ))"
)
_SECRET_STAMPED = re.compile(r"đóng dấu\s+(?:chỉ\s+)?(?:độ\s+)?[\"“(]?(?P<mark>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?!\w)")
_LIMIT = re.compile(
    r"^[\W_]*(?:tài liệu\s+)?(?:lưu hành nội bộ|thu hồi|tài liệu hội nghị|xem xong (?:xin )?trả lại|(?:chỉ )?lưu hành trong (?:nội bộ|đảng)|tài liệu nội bộ|không phổ biến)",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"^[\W_]*(?:N[ơƠ][iI] nh[ậẬ]n|NƠI NHẬN)\b|^[\W_]*(?:T/M|TM\.|K/T|KT\.|T/L|TL\.)\s+[A-ZĐ]")


def is_stamp(line: str) -> bool:
    """Whether a line is nothing but a mark of secrecy or urgency."""
    return _STAMP.fullmatch(line) is not None


def secrecy(m: Manuscript, body_start: int) -> str | None:
    """The secrecy mark a document carries: in capitals in its head, or alone on a line of it or of its running heads."""
    head_end = max(body_start, _EDGE)
    for line in (*m.removed, *(m.words(p) for p in m.paragraphs if p.start < head_end)):
        alone = _SECRET_ALONE.fullmatch(line.strip())
        if alone and line.strip():
            return " ".join(alone["mark"].upper().split())
    kind = next(kind_lines(m.text, 0, body_start), None)
    found = _SECRET_IN_HEAD.search(m.text, 0, kind.start if kind else 0) or _SECRET_STAMPED.search(m.text, 0, head_end)
    return " ".join(found["mark"].split()) if found else None


def is_restricted(m: Manuscript, body_start: int) -> bool:
    """Whether a limit of circulation stands alone on a line, in the head, at the foot or in a running head."""
    edge = max(body_start, _EDGE)
    near = (m.words(p) for p in m.paragraphs if p.start < edge or p.end > len(m.text) - 1200)
    return any(_LIMIT.match(line) and len(line) < 90 for line in (*m.removed, *near))


def closing(m: Manuscript, body_start: int) -> int:
    """Where the last closing block begins; the whole length when an attached text follows it."""
    blocks = [p.start for p in m.paragraphs if p.start > body_start and _CLOSING.match(m.words(p))]
    for i, start in reversed(list(enumerate(blocks))):
        if i == 0 or blocks[i - 1] < start - 1500:
            return start if len(m.text) - start < 2500 else len(m.text)
    return len(m.text)
