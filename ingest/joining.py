"""Where a paragraph begins: printed numbers, what the layout says, and whether the sentence before has ended."""

import re
from collections.abc import Sequence

from index.kinds import kind_named
from ingest.manuscript import Line

_KNOWS_PARAGRAPHS = ("docx", "html")

_ENDED = re.compile(r"(?:[.;:!?…]|\./\.)[\"”’')\]]*$")
_REFERS = re.compile(
    r"(?:\b(?:điều|khoản|điểm|mục|tiết|chương|phần|phụ lục|số|mẫu|và|hoặc|hay|với|của|tại|theo|đến|từ"
    r"|các|những|về|do|cho|là|được|trong|trên|không|để|bằng|có)|[,/(–-])$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BESIDE = re.compile(r"^\((?:ban hành )?(?:kèm theo|theo|thông qua)", re.IGNORECASE)
_DATES = re.compile(r"\b(?:ngày|tháng|năm|quý|khoá|khóa)$", re.IGNORECASE)
_CLOSING = re.compile(
    r"^(?:Quy định|Hướng dẫn|Quyết định|Nghị quyết|Kết luận|Chỉ thị|Thông tri|Thông báo|Quy chế|Kế hoạch) này"
    r" (?:có hiệu lực|thay thế|được phổ biến|phổ biến)"
)
_NUMBERED = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,4}(?:\.[-–]|[.)/]|\s?[-–])|\d{1,2}(?:\.\d{1,2}){1,4}|\(\d{1,2}\))\s*(?=[^\W\d_]|[\"“(*])"
)
_LETTERED = re.compile(r"^(?:[a-zđ]{1,2}[).]|[a-zđ]\.?[-–](?=\s)|[a-zđ]\.?\d{1,2}[).])\s*(?=\S)")
_ROMAN = re.compile(r"^[IVXLC]{1,6}(?:\.[-–]|\s?[-.–—)/])\s*(?=[^\W\d_]|[\"“])")
_CAPITAL = re.compile(r"^[A-HĐ]\s?[.)/-]\s+(?=[A-ZĐÀ-Ỹ])")
_DASHED = re.compile(r"^[-+–—*]\s*(?=[^\W_]|[\"“(])")
_NAMED = re.compile(
    r"^(?:(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?\s*(?:[.:]|$|-\s)|(?:Chương|CHƯƠNG)\s+(?:[IVXLC]+|\d{1,2})\s*(?:[.:\-–]|$|[A-ZĐÀ-Ỹ]{2})"
    r"|(?:Phần|PHẦN)\s+(?:[IVX]+|\d{1,2}|(?:thứ|THỨ)\s+\w+)\s*(?:[.:\-–]|$|[A-ZĐÀ-Ỹ]{2})"
    r"|(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?:[IVX]+|\d{1,2})\s*(?:[.:\-–]|$)"
    r"|(?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+|SỐ\s+)?(?:[IVX]+|\d{1,2})\w?)?\s*(?:[.:\-–(]|$)"
    r"|(?:Mẫu|MẪU)\s+(?:số\s+|SỐ\s+)?\d{1,3}\w?\s*(?:[.:\-–(]|$)|Nơi nhận\s*:?)"
)
_LABEL = re.compile(r"^(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Phụ lục|PHỤ LỤC)\s+(?:[IVXLC]+|\d{1,2})$")
_PLACE_WORD = re.compile(r"^(?:khoản|điều|điểm|mục|tiết|chương)\b", re.IGNORECASE)
_ISSUER = re.compile(
    r"^(?:BAN |ĐẢNG (?:BỘ|[ỦU]|CỘNG SẢN)|THÀNH [ỦU]|TỈNH [ỦU]|HUYỆN [ỦU]|QUẬN [ỦU]|CHI BỘ|ĐẢNG BỘ|BỘ |VĂN PHÒNG|[ỦU]Y BAN|CHÍNH PHỦ|QUỐC HỘI"
    r"|T/M|K/T|T/L|TM\.|KT\.|TRƯỞNG |PHÓ |BÍ THƯ|CHỦ |THỦ TƯỚNG|CỘNG H|Số|[*]|-{3,})"
)
_SEPARATOR = re.compile(r"^(?:[-–—_=]{2,}|\*+)$")
_NUMBERED_PLACE = re.compile(r"\b(?:điều|khoản|điểm|tiết|mục|phần|chương) (?:[\d.]+|[IVX]+|[a-zđ])$", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"^(?:Quy định|Hướng dẫn|Quyết định|Điều lệ|Nghị quyết|Kết luận|Chỉ thị|Thông tri|Thông báo|Quy chế|Kế hoạch|Thông tư"
    r"|Nghị định|Luật|Bộ luật|Pháp lệnh)\b"
)
_CHAPTER = re.compile(r"^(?:chương|phần|mục|phụ lục)\b", re.IGNORECASE)


def begins_paragraph(group: Sequence[Line], line: Line, format: str, label: str) -> bool:
    """Whether a line begins a paragraph after those of the group; ``label`` is the paragraph before the group."""
    before = group[-1]
    if (line.table, line.row) != (before.table, before.row) or line.footnote != before.footnote:
        return True
    if line.table is not None:
        return False
    if _one_heading(group, line, label, format):
        return False
    if line.starts and format in _KNOWS_PARAGRAPHS:
        return True
    text, tail = _words(line), _words(group[-1])
    if _SEPARATOR.match(text) or _SEPARATOR.match(tail):
        return True
    if line.starts is not False and (_is_kind(text) or (len(group) == 1 and _is_kind(tail))):
        return True
    if (opens := _opener(text)) is not None:
        return _opener_begins(opens, line, text, tail)
    if _NUMBERED_PLACE.search(tail) and _DOCUMENT.match(text) and not _capitals(tail):
        return False
    if line.starts is False:
        return _changes_dress(group, line) or bool(_ENDED.search(tail) and _CLOSING.match(text))
    return _unnumbered_begins(group, line)


def _is_kind(text: str) -> bool:
    """Whether a line is the name of a kind of document in capitals, as under every head: "QUY ĐỊNH"."""
    return text.isupper() and kind_named(text) is not None


def _opener(text: str) -> re.Match[str] | None:
    return next((m for p in (_NAMED, _NUMBERED, _LETTERED, _ROMAN, _CAPITAL, _DASHED) if (m := p.match(text))), None)


def _opener_begins(opens: re.Match[str], line: Line, text: str, tail: str) -> bool:
    """Whether a printed number or dash at a line's start is one, and not a reference that a line break cut in two."""
    rest = text[opens.end() :]
    if _ENDED.search(tail):
        return True
    if opens.re is _DASHED and _YEAR.match(rest) and _YEAR.search(tail[-4:]):
        return False
    if opens.re is _DASHED:
        return not rest[:1].islower() if line.starts is False else line.starts is True or not rest[:1].islower()
    refers = _refers(tail, text) and not (line.starts is True and _capitals(text))
    if opens.re is _NAMED:
        return not refers and (line.starts is not False or _LABEL.match(text) is not None)
    if opens.re is _LETTERED:
        return line.starts is True or not (refers and (_PLACE_WORD.match(rest) or line.starts is False))
    if refers:
        return line.starts is True and rest[:1].isupper()
    return rest[:1].isupper() or not rest[:1].isalpha() or line.starts is True


def _refers(tail: str, text: str) -> bool:
    """Whether a line breaks off where something must follow: "theo", "và", "khoản", a comma; "năm" before a figure."""
    if _capitals(tail):
        return False
    return _REFERS.search(tail) is not None or (text[:1].isdigit() and _DATES.search(tail) is not None)


def _unnumbered_begins(group: Sequence[Line], line: Line) -> bool:
    tail, text = _words(group[-1]), _words(line)
    if _changes_dress(group, line):
        return True
    goes_on = text.lstrip('(“"')[:1].islower() and not _ENDED.search(tail) and not _BESIDE.match(text)
    if line.starts:
        return not goes_on or _capitals(tail)
    return bool(_ENDED.search(tail)) and not text[:1].islower()


def _changes_dress(group: Sequence[Line], line: Line) -> bool:
    """Whether bold or capitals end here with a whole heading, or begin here after a whole sentence."""
    tail, text = _words(group[-1]), _words(line)
    if _ENDED.search(tail) and line.bold and not group[-1].bold and not text[:1].islower():
        return True
    if _refers(tail, text) or text[:1].islower():
        return False
    bold, capitals = all(g.bold for g in group), all(_capitals(_words(g)) for g in group)
    if capitals and (not _capitals(text) or bold != line.bold):
        return True
    return bold and not line.bold and (capitals or _opener(_words(group[0])) is not None)


def _one_heading(group: Sequence[Line], line: Line, label: str, format: str) -> bool:
    """Whether a line goes on with a heading that was too long for one line."""
    before = group[-1]
    if line.bold != before.bold or _opener(_words(line)) or kind_named(_words(line)):
        return False
    if not (_begins_in_capitals(_words(line)) and all(_capitals(_words(g)) for g in group)) or kind_named(
        _words(group[-1])
    ):
        return False
    issuers = _ISSUER.match(_words(line)) or (_ISSUER.match(_words(group[0])) and line.starts is not False)
    if issuers or line.starts is False:
        return not issuers
    numbered = _ROMAN.match(_words(group[0])) or (_NAMED.match(_words(group[0])) and _CHAPTER.match(_words(group[0])))
    if format in _KNOWS_PARAGRAPHS and line.starts:
        return False
    return bool(numbered and len(_words(group[0])) > 24) or bool(_CHAPTER.match(label) and len(label) < 24)


def _begins_in_capitals(text: str) -> bool:
    words = [word for word in text.split()[:3] if any(c.isalpha() for c in word)]
    return bool(words) and all(word.isupper() for word in words)


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def _words(line: Line) -> str:
    return line.text.strip()
