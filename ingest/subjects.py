"""The subject of a document (trích yếu): what stands in the middle of the page below the kind."""

import re

from ingest.manuscript import Manuscript, Paragraph

_RULE = re.compile(r"^[\s*_|-]*[-–—_*]{2,}[\s*_|-]*$")
_OPENS_BODY = re.compile(
    r"^\W*(?:Căn cứ|Kính gửi|Hôm nay|Điều \d|Chương [IVX\d]|(?:Phần|PHẦN) (?:[IVX\d]|[Tt][Hh][Ứứ])|[IVX]{1,4}\s*[.\-–]\s|\d{1,2}\s*[.\-–)]\s|"
    r"(?:BỘ CHÍNH TRỊ|BAN BÍ THƯ|BAN CHẤP HÀNH|BAN THƯỜNG VỤ)\b.*(?:QUY ĐỊNH|QUYẾT ĐỊNH|QUYẾT NGHỊ)\b)"
)
_OPENS_SENTENCE = re.compile(
    r"^\W*(?:Thực hiện|Xét|Theo|Tại|Để|Nhằm|Sau khi|Ngày|Trong|Thi hành|Qua|Năm|Kỳ|Vừa qua|Hội nghị|Đại hội)\b"
)


def subject_below(m: Manuscript, start: int, end: int) -> tuple[str, int]:
    """The subject below a kind printed at ``start:end``, its lines joined, and where the body begins after it."""
    rest_of_line = next((p for p in m.paragraphs if p.start <= start < p.end), None)
    parts, position = [], end
    if rest_of_line:
        rest = m.text[end : rest_of_line.end]
        subject = _leading_subject(rest)
        if len(subject) < len(rest):
            begins = end + len(subject)
            return joined([subject]), _next_words(m, begins, rest_of_line.end)
        parts.append(rest)
        position = rest_of_line.end
    below = [p for p in m.paragraphs if p.start >= position]
    in_note = False
    for i, p in enumerate(below[:12]):
        words = m.words(p).strip()
        if _RULE.match(words):
            return joined(parts), below[i + 1].start if i + 1 < len(below) else p.end
        if not in_note and _ends_title(words, p, bool(joined(parts))):
            return joined(parts), p.start
        if not in_note and not _is_note(words):
            parts.append(words)
        in_note = (
            (in_note or _is_note(words)) and ")" not in words and "(" in "".join(m.words(q) for q in below[: i + 1])
        )
    return joined(parts), below[12].start if len(below) > 12 else len(m.text)


def _next_words(m: Manuscript, begins: int, end: int) -> int:
    """Where words go on after a subject: in its own paragraph, or at the next when only a rule is left of it."""
    if re.search(r"\w", m.text[begins:end]):
        return begins
    return next((p.start for p in m.paragraphs if p.start >= end), len(m.text))


def _leading_subject(words: str) -> str:
    """What of the kind's own line is subject: all of it, unless a rule or a whole text was joined to it."""
    rule = re.search(r"\s[-–—_]{3,}", words)
    if rule:
        return words[: rule.start()]
    if len(words) < 400:
        return words
    capitals = re.match(r"(?:[^\w\n]*(?:[^\W\d_a-z]{2,}|\d[\w/.-]*)(?![^\W\d_]))+", words)
    return capitals[0] if capitals and capitals[0].isupper() else words[:400]


def _ends_title(words: str, p: Paragraph, begun: bool) -> bool:
    """Whether a paragraph below the kind no longer belongs to the subject."""
    if p.table is not None or _OPENS_BODY.match(words):
        return True
    if words.isupper() or _is_note(words):
        return False
    if not begun:
        return len(words) > 400
    return bool(_OPENS_SENTENCE.match(words)) or len(words) > (240 if p.centred or p.bold else 120)


def _is_note(words: str) -> bool:
    """A bracketed note under the subject: "(Ban hành kèm theo …)", "(thông qua ngày …)"; also a stray mark."""
    return words.strip(" *_").startswith(("(", "[")) or not re.search(r"\w", words)


def joined(parts: list[str]) -> str:
    """Lines as one, without rules, bars and emphasis at either end."""
    return re.sub(r"\s+", " ", " ".join(parts)).strip(" *_|-–—.:\t")


def subject_of_letter(m: Manuscript, high: int) -> tuple[str, int]:
    """A letter has no kind; its subject begins with "V/v"."""
    found = re.compile(r"(?:V/v|Về việc)\b:?\s*([^\n]+)").search(m.text, 0, high + 600)
    body = next((p.start for p in m.paragraphs if p.start >= max(high, found.end() if found else 0)), len(m.text))
    return (joined([found[1]]) if found else ""), body
