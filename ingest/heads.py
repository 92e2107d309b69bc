"""The official head of a document, in two columns that a text layer often interleaves.

Nothing here relies on the order of lines: anchors (number, place and date, the Party's name, the kind in capitals) are
found first; what remains of the capitals above the kind is the issuing body.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.kinds import kind_name, kinds_of
from ingest.identity import Masthead
from ingest.issuers import is_central, issuer_of_code, issuer_of_head, level_of, proper, starts_body, whole_lines
from ingest.kind_lines import KindLine, kind_lines
from ingest.manuscript import Manuscript
from ingest.stamps import is_stamp
from ingest.subjects import subject_below, subject_of_letter

HEAD_REACH = 9000
"""Code points in which a head is looked for: a web capture may put its own boilerplate first."""

_HEAD_LENGTH = 1500
_BLANKS = " .…_\n\t"

_NUMBER = re.compile(
    r"(?<![^\W_])S[ốỐ]\s*:?\s*(?P<number>\d{1,5}|[\s.…_]*)\s*[-–—‑]\s*(?P<symbol>[A-Za-zĐđÐ]{2,5})\s*/\s*(?P<code>[A-ZĐÐ][A-ZĐÐa-zđ]{1,9}(?:-[A-ZĐÐ]{1,8})*)(?!\w)"
)
_STATE_NUMBER = re.compile(
    r"(?<![^\W_])(?:(?:Luật|Nghị quyết|Pháp lệnh)\s+s|S)[ốỐ]\s*:?\s*(?P<number>\d{1,5}(?:/\d{4})?/[A-ZĐÐ][\w-]*(?:-[A-ZĐÐ][\w-]*)*)"
)
_SMALL = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_PLACE = rf"(?P<place>[{_SMALL.upper()}][{_SMALL}]+[^\n\t,|*]{{0,40}}),\s*"
_ON = r"ngày(?P<day>[\s.…_]*\d{0,2}[\s.…_]*)tháng(?P<month>[\s.…_]*\d{0,2}[\s.…_]*)năm\s*(?P<year>\d{4})"
_DATED = re.compile(f"(?:{_PLACE})?{_ON}")
_ADOPTED = re.compile(rf"thông\s+qua\s+{_ON}")
_MONTHLY = re.compile(r"(?<!\w)[Tt][Hh][Áá][Nn][Gg]\s+(?P<month>\d{1,2})\s*(?:/|[Nn][Ăă][Mm]|-)\s*(?P<year>\d{4})")
_PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_PARTY_BROKEN = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN(?=[^\n]*\n[^\n]*VIỆT\s+NAM)")
_STATE = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM")
_NO_NUMBER = {
    "dieu-le",
    "cuong-linh",
    "chien-luoc",
    "thong-cao",
    "tuyen-bo",
    "loi-keu-goi",
    "bien-ban",
    "chuyen-de",
    "ban-tin",
    "tai-lieu",
}


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Where the sure parts of a head stand. ``low:high`` spans number, date and the Party's (or the State's) name."""

    name: re.Match[str] | None
    number: re.Match[str] | None
    dated: re.Match[str] | None
    kind: KindLine | None
    low: int
    high: int

    @property
    def is_state(self) -> bool:
        return bool(self.name and self.name.re is _STATE)


@dataclass(frozen=True, slots=True)
class _Number:
    """The ký hiệu as printed; ``text`` is None where no number was printed, ``blank`` where room was left for one."""

    symbol: str | None = None
    code: str | None = None
    text: str | None = None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class _Day:
    """ "YYYY-MM-DD" or "YYYY-MM"; ``blank`` where room was left for a day."""

    text: str | None = None
    blank: bool = False


def read_head(m: Manuscript) -> Masthead | None:
    """An official head: two at least of number, place and date, and the Party's name, with a kind or a number."""
    text = m.text[:HEAD_REACH].replace("Ð", "Đ")
    found = _anchors(m, text)
    if found is None:
        return None
    number, day = _number_of(found.number), _day_of(found.dated)
    left = _left_lines(text, found) or [line for line in m.removed if line.isupper() and starts_body(line)][:1]
    printed = _state_body(left) if found.is_state else issuer_of_head(left) or ""
    issuer = printed or issuer_of_code(number.code) or ""
    if not issuer and not day.text and not number.text:
        return None
    kind = _kind_of(found.kind, number.symbol)
    title, body_start = _subject(m, found)
    return Masthead(
        kind=kind,
        number=number.text,
        issuer=issuer,
        level=level_of(issuer, " ".join(left[:1])),
        issued_on=day.text,
        title=title or kind_name(kind),
        doubts=(
            *_doubts_on_kind(found.kind, kind, number.symbol),
            *_doubts_on_issuer(printed, issuer, number.code),
            *_doubts_on_number(number, kind),
            *_doubts_on_day(day),
            *(() if title else ("Không đọc được trích yếu của văn bản.",)),
        ),
        body_start=body_start,
        blank=number.blank or day.blank,
    )


def is_head_line(line: str) -> bool:
    """Whether a line stands in heads and says nothing of the matter: a body, the Party's name, place and date."""
    sure = _PARTY.search(line) or _STATE.search(line) or re.match(r"\W*Độc lập\b", line) or _DATED.search(line)
    return bool(line.isupper() and starts_body(line)) or bool(sure and len(line) < 90)


def _anchors(m: Manuscript, text: str) -> _Anchors | None:
    names = [found for p in (_PARTY, _PARTY_BROKEN, _STATE) if (found := p.search(text))]
    name = min(names, key=lambda found: found.start(), default=None)
    number = _find_number(text)
    dated = _find_date(text, name, number)
    sure = [a for a in (name, number, dated) if a]
    spans = [a.span() for a in sure if a.re not in (_MONTHLY, _ADOPTED)]
    low, high = min((first for first, _ in spans), default=0), max((last for _, last in spans), default=0)
    if len(sure) < 2 or high - low > _HEAD_LENGTH:
        return None
    kind = _kind_below(m, text, low, high, state=bool(name and name.re is _STATE))
    return _Anchors(name, number, dated, kind, low, high) if kind or number else None


def _find_number(text: str) -> re.Match[str] | None:
    """The head's own number line; a number in a sentence ("Quy định số 66-QĐ/TW") has small letters before it."""
    for pattern in (_NUMBER, _STATE_NUMBER):
        for found in pattern.finditer(text):
            before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
            if not _has_small(_DATED.sub("", before)):
                return found
    return None


def _find_date(text: str, name: re.Match[str] | None, number: re.Match[str] | None) -> re.Match[str] | None:
    """The place and date near the first anchor; else the day of adoption, or a month ("tháng 9 năm 2026" of a bulletin)."""
    start = min((a.start() for a in (name, number) if a), default=0)
    for found in _DATED.finditer(text, max(0, start - 300), start + _HEAD_LENGTH):
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if (found["place"] or number) and not _has_small(_NUMBER.sub("", before)):
            return found
    return _ADOPTED.search(text, start, start + 600) or _MONTHLY.search(text, start, start + 600)


def _number_of(found: re.Match[str] | None) -> _Number:
    if not found:
        return _Number()
    if found.re is _STATE_NUMBER:
        symbol = found["number"].split("/")[-1].split("-")[0]
        return _Number(symbol if symbol in ("QĐ", "NQ", "CT", "TB", "KH", "BC", "CV") else None, None, found["number"])
    digits = found["number"].strip(_BLANKS)
    if not digits:
        return _Number(found["symbol"], found["code"], None, True)
    return _Number(found["symbol"], found["code"], f"{digits}-{found['symbol']}/{found['code']}")


def _day_of(found: re.Match[str] | None) -> _Day:
    if not found:
        return _Day()
    parts = {name: (value or "").strip(_BLANKS) for name, value in found.groupdict().items()}
    if not parts["month"] or not 1 <= int(parts["month"]) <= 12:
        return _Day(None, True)
    month = f"{parts['year']}-{int(parts['month']):02}"
    if "day" not in parts:
        return _Day(month)
    try:
        return _Day(date(int(parts["year"]), int(parts["month"]), int(parts["day"] or 0)).isoformat())
    except ValueError:
        return _Day(month, True)


def _kind_below(m: Manuscript, text: str, low: int, high: int, state: bool) -> KindLine | None:
    """The kind in capitals: first at the start of a line below the anchors, else wherever it stands among them."""
    starts = {p.start for p in m.paragraphs}

    def rank(line: KindLine) -> tuple[bool, bool, int]:
        opens = line.start in starts or not re.search(r"\w", text[text.rfind("\n", 0, line.start) + 1 : line.start])
        return not (opens and line.start >= high), not opens, line.start

    return min(kind_lines(text, low, min(len(text), high + 1200), state), key=rank, default=None)


def _kind_of(line: KindLine | None, symbol: str | None) -> str:
    """The kind that the line names; without one what the symbol stands for. QĐ is two kinds: the line decides."""
    possible = kinds_of(symbol) if symbol else ()
    if line:
        return line.kind
    return possible[-1] if possible else "tai-lieu"


def _doubts_on_kind(line: KindLine | None, kind: str, symbol: str | None) -> Iterator[str]:
    possible = kinds_of(symbol) if symbol else ()
    if line and possible and line.kind not in possible:
        yield f"Tên loại “{kind_name(kind)}” không khớp với ký hiệu {symbol}."
    elif not line and kind != "cong-van":
        said = f"; suy từ ký hiệu {symbol}" if possible else ""
        yield f"Không đọc được tên loại văn bản{said}."


def _doubts_on_issuer(printed: str, issuer: str, code: str | None) -> Iterator[str]:
    if not printed:
        said = f"; suy từ ký hiệu {code}" if issuer else ""
        yield f"Không đọc được cơ quan ban hành ở đầu văn bản{said}."
    elif issuer_of_code(code) and not is_central(issuer):
        yield f"Cơ quan ban hành “{issuer}” không khớp với ký hiệu {code}."


def _doubts_on_number(number: _Number, kind: str) -> Iterator[str]:
    if number.blank:
        yield "Số của văn bản để trống trong bản được nạp."
    elif number.text is None and kind not in _NO_NUMBER:
        yield "Không tìm thấy số, ký hiệu ở đầu văn bản."


def _doubts_on_day(day: _Day) -> Iterator[str]:
    if day.text is None:
        yield "Không tìm thấy ngày ban hành ở đầu văn bản."
    elif day.blank:
        yield "Ngày ban hành để trống trong bản được nạp; chỉ đọc được tháng và năm."


def _subject(m: Manuscript, found: _Anchors) -> tuple[str, int]:
    if not found.kind:
        return subject_of_letter(m, found.high)
    title, body_start = subject_below(m, found.kind.start, found.kind.end)
    return " ".join(part for part in (found.kind.name, title) if part), body_start


def _left_lines(text: str, found: _Anchors) -> list[str]:
    """What remains of the capitals above the kind once number, date, Party's name and rules are taken out."""
    high = found.kind.start if found.kind and found.kind.start >= found.high else found.high
    low = _head_top(text, found.low)
    rest = text[low:high]
    for anchor in (found.name, found.number, found.dated):
        if anchor and anchor.end() <= high:
            first, last = max(0, anchor.start() - low), anchor.end() - low
            rest = rest[:first] + re.sub(r"[^\n]", "\t", rest[first:last]) + rest[last:]
    rest = _PARTY.sub("\t", _STATE.sub("\t", rest))
    if found.name and found.name.re is _PARTY_BROKEN:
        rest = re.sub(r"VIỆT\s+NAM", "\t", rest, count=1)
    parts = (part.strip(" *|_-–—.:") for line in rest.split("\n") for part in line.split("\t"))
    lines = whole_lines([p for p in parts if p.isupper() and re.search(r"[^\W\d_]{2}", p) and not is_stamp(p)])
    if found.is_state:
        return list(dict.fromkeys(line for line in lines if not line.startswith(("CÔNG BÁO", "VĂN BẢN"))))
    return lines[next((i for i, line in enumerate(lines) if starts_body(line)), len(lines)) :]


def _state_body(lines: list[str]) -> str:
    """The State's body; the gazette prints it once more above the page."""
    words = " ".join(lines[:4]).split()
    half = len(words) // 2
    return proper(" ".join(words[:half] if words[:half] == words[half:] else words))


def _head_top(text: str, low: int) -> int:
    """The start of the head: up over the lines in capitals above the first anchor, eight at most."""
    top = text.rfind("\n", 0, low) + 1
    for _ in range(8):
        above = text.rfind("\n", 0, max(0, top - 1)) + 1
        if top == 0 or _has_small(text[above : max(0, top - 1)]):
            break
        top = above
    return top


def _has_small(words: str) -> bool:
    return any(c.islower() for c in words)
