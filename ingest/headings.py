"""What kind of line a paragraph is, numbers apart: a title, a closing formula, the start of an attached text, a quotation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.kinds import kind_named
from index.vietnamese import count_syllables
from ingest.manuscript import Manuscript, Paragraph
from ingest.numbering import ORDER, Mark, opens_capital, readings

_KIND = (
    r"(?:quy định|quyết định|hướng dẫn|nghị quyết|chỉ thị|kết luận|quy chế|thông báo|thông tri|kế hoạch|chương trình|"
    r"điều lệ|đề án|quy trình|công văn|văn bản|chuyên đề|bản tin)"
)
_FORMULA = re.compile(
    rf"(?:(?:căn cứ |nhận được )?(?:bản )?{_KIND}(?: số \S+)? này\b|trên đây là\b"
    r"|(?:trong )?quá trình (?:tổ chức )?(?:triển khai|thực hiện)\b"
    rf"|(?:các|những) (?:{_KIND}|nội dung)(?: \w+){{0,4}} trước đây\b)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.|T/U)\s*[A-ZĐÀ-Ỹ ,]{4,}")
_SIGNER = re.compile(
    r"(?:ban|văn phòng|ủy ban|uỷ ban|tỉnh|thành|đảng|chi|cấp|thường trực|tổng|bí thư|phó|trưởng|chánh|chủ|thủ trưởng|người)\b",
    re.IGNORECASE,
)
_RECIPIENTS = re.compile(r"nơi nhận\s*(?:[:：\t]|$)", re.IGNORECASE)
_ATTACHED = re.compile(
    r"(?:ban hành )?kèm theo\b|ban hành theo\b|(?:.*\s)?\((?:ban hành )?(?:kèm )?theo\b.*\)$", re.IGNORECASE
)
_ATTACHABLE = re.compile(
    r"(?:quy chế|quy định|nội quy|điều lệ|quy trình|quy ước|đề cương|đề án|phương án|kế hoạch|chương trình|hướng dẫn|danh sách|"
    r"danh mục|bảng|biểu)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"…|\.{3}")
_SIGN = re.compile(r"[-–—_=*\s]+$")
_HEAD_LINE = re.compile(r"số\b|\*?\s*[^,]{2,40}, ngày\b", re.IGNORECASE)
_PARTY = re.compile(r"đảng cộng sản việt nam", re.IGNORECASE)
_HEAD_SPAN, _NOTE_SPAN = 8, 9  # lines: of a head above its title, of a title above its "(kèm theo …)"
_REMARK = re.compile(r"(?:lưu ý|chú ý|ví dụ|ghi chú|chú thích|nguồn)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(rf"{_KIND}\s*:?$", re.IGNORECASE)
_OPENING = ("“", '"', "«")
_CLOSED = re.compile(r"”\W*\d{0,3}\W*$")
_QUOTATION_SPAN = 40  # paragraphs: a quotation mark still open after so many is a slip of the pen


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its words and everything that its opening could be."""

    text: str
    paragraph: Paragraph
    marks: tuple[Mark, ...]
    quoted: bool = False

    @property
    def start(self) -> int:
        return self.paragraph.start

    @property
    def ends_open(self) -> bool:
        """Whether no sentence ends with it."""
        return self.text.rstrip()[-1:] not in ".;:,!?…/"


def lines_of(m: Manuscript) -> list[Line]:
    """The paragraphs of a manuscript that have words. Inside quotations and tables nothing is read as a number."""
    kept = [p for p in m.paragraphs if m.words(p).strip()]
    quoted = _quotations([m.words(p) for p in kept])
    return [
        Line(words := m.words(p), p, () if q or p.table is not None or p.footnote else tuple(readings(words)), q)
        for p, q in zip(kept, quoted, strict=True)
    ]


def _quotations(texts: Sequence[str]) -> list[bool]:
    """Which paragraphs begin inside quotation marks: those of an amendment's new wording."""
    quoted = [False] * len(texts)
    for i, text in enumerate(texts):
        if quoted[i]:
            continue
        quoted[i] = text.lstrip().startswith(_OPENING)
        outermost = _depth(text.lstrip('“"« ')) if quoted[i] else _depth(text.rpartition("“")[2])
        for j in range(i + 1, _closes_at(texts, i) + 1):
            if _depth(texts[j]) < outermost:
                break
            quoted[j] = True
    return quoted


def _depth(text: str) -> int:
    """How far in the section stands that a text clearly opens; "Điều" for one that opens none."""
    kinds = [mark.kind for mark in readings(text) if mark.form == "clear" and mark.kind not in {"roman", "capital"}]
    return min((ORDER.index(kind) for kind in kinds), default=ORDER.index("dieu") + 1)


def _closes_at(texts: Sequence[str], i: int) -> int:
    """The paragraph in which the quotation closes that paragraph ``i`` leaves open; ``i`` when it leaves none open."""
    text = texts[i].lstrip()
    if text.count("“") > text.count("”"):
        depth = 0
        for j in range(i, min(i + _QUOTATION_SPAN, len(texts))):
            depth += texts[j].count("“") - texts[j].count("”")
            if depth <= 0:
                return j if _CLOSED.search(texts[j]) else i
    elif text.startswith('"') and text.count('"') % 2:
        for j in range(i + 1, min(i + _QUOTATION_SPAN, len(texts))):
            if texts[j].rstrip(" .;,").endswith('"'):
                return j
    return i


def is_title(line: Line) -> bool:
    """Whether it looks like a heading without number: bold or in capitals, short, and no sentence."""
    text = line.text.strip()
    if line.quoted or line.paragraph.table is not None or line.paragraph.footnote or _REMARK.match(text):
        return False
    letters = sum(c.isalpha() for c in text)
    shown = (text.isupper() and letters > 5) or (line.paragraph.bold and letters > 3)
    return (
        shown
        and text[-1] not in ".;,/"
        and opens_capital(text)
        and 2 <= count_syllables(text) <= (60 if line.paragraph.bold else 32)
    )


def continues_title(line: Line, before: Line, numbered: bool) -> bool:
    """Whether it is the title under "Chương I" (``before``), or one more line of a title that has begun.

    ``numbered``: the line before is the bare number, whose title must stand on the next line.
    """
    if line.marks or line.quoted or line.paragraph.table is not None or line.paragraph.footnote:
        return False
    text, shown, above = line.text.strip(), line.paragraph, before.paragraph
    if text[-1] in ".;:," or count_syllables(text) > 40 or not any(c.isalpha() for c in text):
        return False
    alike = (shown.bold and above.bold) or (shown.centred and above.centred) or before.text.isupper()
    capitals = text.split("(")[0].isupper()
    return (numbered and opens_capital(text)) or (capitals and alike and before.ends_open)


def is_plain(line: Line) -> bool:
    """Whether it is a sentence or more of running text."""
    return not line.marks and line.text.rstrip()[-1:] in ".:;" and count_syllables(line.text) >= 12


def is_sentence(line: Line) -> bool:
    """Whether it is running text, however short, and no blank to fill in."""
    text = line.text.rstrip()
    return not line.marks and text[-1:] in ".:;" and count_syllables(text) >= 2 and not _BLANK.search(text)


def announces(line: Line) -> bool:
    """Whether it is the line that ends a preamble: "BỘ CHÍNH TRỊ QUYẾT ĐỊNH", "… hướng dẫn như sau:"."""
    text = line.text.strip()
    return text.endswith(":") or _ANNOUNCES.search(text) is not None


def is_formula(line: Line) -> bool:
    """Whether it opens as a document's last words do: "Quy định này có hiệu lực …", "Trên đây là …"."""
    return not line.marks and _FORMULA.match(line.text.lstrip()) is not None


def is_closing(line: Line) -> bool:
    """Whether the closing block begins here: "Nơi nhận:", or who signs for whom."""
    text = line.text.lstrip("*_ ")
    return _RECIPIENTS.match(text) is not None or _SIGNATURE.match(text) is not None


def names_signer(line: Line) -> bool:
    """Whether it is a body or an office in capitals: "BAN BIÊN TẬP", "CHÁNH VĂN PHÒNG"."""
    return line.text.isupper() and _SIGNER.match(line.text) is not None


def opens_attached(lines: Sequence[Line], i: int, closed: bool = False) -> bool:
    """Whether an attached text begins: a title in capitals, a head of its own above it or not, "(kèm theo …)" below it.

    After a closing block (``closed``) the title is enough.
    """
    at = i
    while at < min(i + _HEAD_SPAN, len(lines) - 1) and not _can_be_attached(lines[at]) and _stands_in_head(lines[at]):
        at += 1
    if not _can_be_attached(lines[at]) or not (at == i or any(_PARTY.search(line.text) for line in lines[i:at])):
        return False
    return closed or _attached_note(lines, at, len(lines)) is not None


def _can_be_attached(line: Line) -> bool:
    """Whether it is a kind of document in capitals, or begins with the name of something that is attached to others."""
    title = line.text.strip().split("(")[0].rstrip()
    named = kind_named(title) is not None or _ATTACHABLE.match(title) is not None
    return title.isupper() and named and line.paragraph.table is None and not line.quoted and not title.endswith(":")


def _stands_in_head(line: Line) -> bool:
    text = line.text.strip()
    return (
        (text.isupper() and not is_closing(line)) or _SIGN.match(text) is not None or _HEAD_LINE.match(text) is not None
    )


def _attached_note(lines: Sequence[Line], i: int, end: int) -> int | None:
    """The line with "(Ban hành kèm theo …)" below the title on line ``i``, before the first number."""
    for j in range(i, min(i + _NOTE_SPAN, end)):
        if any(mark.form == "clear" for mark in lines[j].marks):
            return None
        if _ATTACHED.match(lines[j].text.strip().lstrip("(")) or _ATTACHED.match(lines[j].text.strip()):
            return j
    return None


def attached_title(lines: Sequence[Line], i: int, end: int) -> int:
    """The line after the title of a text without numbers that begins at line ``i``: "(kèm theo …)" and a rule are in it."""
    note = _attached_note(lines, i, end)
    below = i if note is None else note + 1
    return next((j for j in range(below, end) if not _stands_in_head(lines[j])), end)
