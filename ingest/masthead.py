"""What the head of a document says: its number, kind, issuing body, date and title, with every doubt admitted.

The head stands in two columns that a text layer often interleaves, so nothing here relies on the order of lines:
anchors (number, place and date, the Party's name, the kind in capitals) are found first, what remains of the
capitals on the left is the issuing body. A text without a head is an article unless it speaks of itself
("Nghị quyết này phổ biến đến chi bộ") and something names it; then it is let in with doubt.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from index.kinds import KINDS, fold_slug, kind_name, kinds_of
from ingest.effect import NUMERIC_DATE, effective_on, read_date
from ingest.issuers import is_central, issuer_of_code, issuer_of_head, level_of, starts_body, whole_lines
from ingest.manuscript import Manuscript, Paragraph

HEAD_REACH = 9000
"""Code points in which a head is looked for: a web capture may put its own boilerplate first."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head as read. ``body_start`` is where it ends in the clean text, ``end`` where the closing block begins.

    ``secrecy`` is the mark found ("MẬT"), ``restricted`` a limit of circulation; ``blank`` tells a number or day left
    open to be filled in by hand. ``doubts`` are sentences for a keeper; none means that nothing is doubted.
    """

    kind: str
    number: str | None
    issuer: str
    level: str
    issued_on: str | None
    title: str
    effective: date | None = None
    secrecy: str | None = None
    article: bool = False
    doubts: tuple[str, ...] = ()
    body_start: int = 0
    end: int = 0
    restricted: bool = False
    blank: bool = False


def read_masthead(m: Manuscript) -> Masthead:
    """The masthead of a manuscript, of whichever sort: an official head, a text without one, an article."""
    head = _read_head(m) or _read_headless(m) or _read_article(m)
    end = _closing(m, head.body_start)
    return replace(
        head,
        effective=None if head.article else effective_on(m.text[head.body_start :], head.issued_on),
        secrecy=_secrecy(m, head.body_start),
        restricted=_is_restricted(m, head.body_start),
        end=end,
    )


def document_id(masthead: Masthead, sha256: str) -> str:
    """The identity of a document as docs/contract.md has it; never derived from what else a library holds."""
    head = masthead
    if head.article:
        return f"bai-viet_{sha256[:12]}"
    body = fold_slug(head.issuer)
    if head.blank or not head.issued_on:
        opening = "-".join(fold_slug(head.title).split("-")[:6])
        return "_".join(part for part in (head.kind, head.issued_on, body, opening) if part)
    parts = [fold_slug(_two_digits(head.number)) if head.number else head.kind, head.issued_on]
    if head.number and head.kind == "quyet-dinh":
        parts.append("quyet-dinh")
    if not is_central(head.issuer):
        parts.append(body)
    return "_".join(part for part in parts if part)


def _two_digits(number: str) -> str:
    return re.sub(r"^0*(\d+)", lambda m: m[1].zfill(2), number)


# ---------------------------------------------------------------------------------------------- an official head

_NUMBER = re.compile(
    r"(?<![^\W_])S[ốỐ]\s*:?\s*(?P<number>\d{1,5}|[\s.…_]*)\s*[-–—‑]\s*(?P<symbol>[A-Za-zĐđÐ]{2,5})\s*/\s*(?P<code>[A-ZĐÐ][A-ZĐÐa-zđ]{1,9}(?:-[A-ZĐÐ]{1,8})*)(?!\w)"
)
_STATE_NUMBER = re.compile(r"(?<![^\W_])S[ốỐ]\s*:?\s*(?P<number>\d{1,5}(?:/\d{4})?/[A-ZĐÐ][\w-]*(?:-[A-ZĐÐ][\w-]*)*)")
_DATED = re.compile(
    r"(?:(?P<place>[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ][^\n\t,|*]{1,40}),\s*)?ngày(?P<day>[\s.…_]*\d{0,2}[\s.…_]*)tháng(?P<month>[\s.…_]*\d{0,2}[\s.…_]*)năm\s*(?P<year>\d{4})"
)
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
_KIND_LINE = re.compile(
    r"(?<!\w)(?P<kind>"
    + "|".join(
        sorted(
            (re.escape(name.upper()).replace(r"\ ", r"\s+") for k, (name, _) in KINDS.items() if k != "bai-viet"),
            key=len,
            reverse=True,
        )
    )
    + r")(?!\w)"
)
_MARKS = re.compile(r"TÀI LIỆU (?:THU HỒI|HỘI NGHỊ|MẬT|TỐI MẬT|TUYỆT MẬT|LƯU HÀNH|NỘI BỘ)")


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: str
    start: int
    end: int


def _read_head(m: Manuscript) -> Masthead | None:
    """An official head: at least two of number, place and date, Party's name, and the kind in capitals below them."""
    text = m.text[:HEAD_REACH].replace("Ð", "Đ")
    party = _PARTY.search(text) or _PARTY_BROKEN.search(text) or _STATE.search(text)
    number = _head_number(text, party)
    dated = _head_date(text, party, number)
    anchors = [a for a in (party, number, dated) if a]
    if len(anchors) < 2:
        return None
    low, high = min(a.start() for a in anchors), max(a.end() for a in anchors)
    if high - low > 1500:
        return None
    kind = _kind_line(text, m.paragraphs, low, high)
    if not kind and not number:
        return None
    return _compose(m, text, _Anchors(party, number, dated, kind, low, high))


@dataclass(frozen=True, slots=True)
class _Anchors:
    party: re.Match[str] | None
    number: re.Match[str] | None
    dated: re.Match[str] | None
    kind: _Kind | None
    low: int
    high: int


def _compose(m: Manuscript, text: str, found: _Anchors) -> Masthead:
    doubts: list[str] = []
    symbol, code, number, blank_number = _number_parts(found.number)
    issued_on, blank_day = _date_parts(found.dated)
    kind = _kind_of(found.kind, symbol, doubts)
    left = _left_lines(text, found) or [line for line in m.removed if line.isupper() and starts_body(line)][:1]
    issuer = _issuer_checked(issuer_of_head(left) or "", code, doubts)
    title, body_start = _title(m, found)
    if blank_number:
        doubts.append("Số của văn bản để trống trong bản được nạp.")
    elif number is None and kind not in _NO_NUMBER:
        doubts.append("Không tìm thấy số, ký hiệu ở đầu văn bản.")
    if issued_on is None:
        doubts.append("Không tìm thấy ngày ban hành ở đầu văn bản.")
    elif blank_day:
        doubts.append("Ngày ban hành để trống trong bản được nạp; chỉ đọc được tháng và năm.")
    if not title:
        doubts.append("Không đọc được trích yếu của văn bản.")
    superior = " ".join(left[:1])
    return Masthead(
        kind, number, issuer, level_of(issuer, superior), issued_on, title or kind_name(kind),
        doubts=tuple(doubts), body_start=body_start, blank=blank_number or blank_day,
    )  # fmt: skip


def _head_number(text: str, party: re.Match[str] | None) -> re.Match[str] | None:
    """The head's own number line; a number in a sentence ("Quy định số 66-QĐ/TW") begins with a small letter."""
    for pattern in (_NUMBER, _STATE_NUMBER):
        for found in pattern.finditer(text):
            before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
            if not _has_small(_DATED.sub("", before)):
                return found
    return None


def _head_date(text: str, party: re.Match[str] | None, number: re.Match[str] | None) -> re.Match[str] | None:
    """The place and date nearest below the first anchor; the Charter's has no number above it."""
    start = min((a.start() for a in (party, number) if a), default=0)
    for found in _DATED.finditer(text, max(0, start - 300), start + 1500):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if (found["place"] or number) and not _has_small(_NUMBER.sub("", line)):
            return found
    return _MONTHLY.search(text, start, start + 600)


def _number_parts(found: re.Match[str] | None) -> tuple[str | None, str | None, str | None, bool]:
    """Symbol, issuer's code, the ký hiệu, and whether its number was left blank."""
    if not found:
        return None, None, None, False
    if "symbol" not in found.groupdict():
        return found["number"].split("/")[-1].split("-")[0], None, found["number"], False
    digits = found["number"].strip(" .…_\n\t")
    if not digits:
        return found["symbol"], found["code"], None, True
    return found["symbol"], found["code"], f"{digits}-{found['symbol']}/{found['code']}", False


def _date_parts(found: re.Match[str] | None) -> tuple[str | None, bool]:
    """ "YYYY-MM-DD", or "YYYY-MM" with whether a day was left blank."""
    if not found:
        return None, False
    groups = {name: (value or "").strip(" .…_\n\t") for name, value in found.groupdict().items()}
    month, year = groups["month"], groups["year"]
    if not month or not 1 <= int(month) <= 12:
        return None, True
    if "day" not in groups:
        return f"{year}-{int(month):02}", False
    day = groups["day"]
    if not day:
        return f"{year}-{int(month):02}", True
    try:
        return date(int(year), int(month), int(day)).isoformat(), False
    except ValueError:
        return f"{year}-{int(month):02}", True


def _kind_line(text: str, paragraphs: tuple[Paragraph, ...], low: int, high: int) -> _Kind | None:
    """The kind in capitals: at the start of a line below the anchors, else anywhere between them."""
    starts = {p.start for p in paragraphs}
    candidates = []
    for found in _KIND_LINE.finditer(text, low, min(len(text), high + 1200)):
        if _MARKS.match(text, found.start()):
            continue
        line_start = text.rfind("\n", 0, found.start()) + 1
        opens = found.start() in starts or not re.search(r"\w", text[line_start : found.start()])
        candidates.append((not (opens and found.start() >= high), not opens, found))
    if not candidates:
        return None
    _, _, found = min(candidates, key=lambda c: (c[0], c[1], c[2].start()))
    kind = next(k for k, (name, _) in KINDS.items() if name.upper() == " ".join(found["kind"].split()))
    return _Kind(kind, found.start(), found.end())


def _kind_of(line: _Kind | None, symbol: str | None, doubts: list[str]) -> str:
    """The kind that line and symbol agree on. QĐ is two kinds: the line decides."""
    possible = kinds_of(symbol) if symbol else ()
    if line and (not possible or line.kind in possible):
        return line.kind
    if line:
        doubts.append(f"Tên loại “{kind_name(line.kind)}” không khớp với ký hiệu {symbol}.")
        return line.kind
    if len(possible) == 1:
        if possible[0] != "cong-van":
            doubts.append(f"Không thấy tên loại văn bản; suy từ ký hiệu {symbol}.")
        return possible[0]
    doubts.append("Không đọc được tên loại văn bản.")
    return possible[-1] if possible else "tai-lieu"


def _issuer_checked(issuer: str, code: str | None, doubts: list[str]) -> str:
    """The body at the left of the head; the ký hiệu's code stands in where the head names none."""
    named = issuer_of_code(code) if code else None
    if not issuer:
        doubts.append("Không đọc được cơ quan ban hành ở đầu văn bản" + (f"; suy từ ký hiệu {code}." if named else "."))
        return named or ""
    if named and not is_central(issuer):
        doubts.append(f"Cơ quan ban hành “{issuer}” không khớp với ký hiệu {code}.")
    return issuer


def _left_lines(text: str, found: _Anchors) -> list[str]:
    """What remains of the capitals above the kind once number, date, Party's name and rules are taken out."""
    high = found.kind.start if found.kind and found.kind.start >= found.high else found.high
    low = _head_top(text, found.low)
    area = list(text[low:high])
    for anchor in (found.party, found.number, found.dated):
        if anchor:
            first, last = max(0, anchor.start() - low), anchor.end() - low
            area[first:last] = ["\n" if c == "\n" else "\t" for c in area[first:last]]
    rest = _PARTY.sub("\t", _STATE.sub("\t", "".join(area)))
    if found.party and "VIỆT" not in found.party[0]:
        rest = re.sub(r"VIỆT\s+NAM", "\t", rest, count=1)
    parts = (part.strip(" *|_-–—.:") for line in rest.split("\n") for part in line.split("\t"))
    lines = [
        p for p in parts if len(p) > 1 and p.upper() == p and re.search(r"[^\W\d_]{2}", p) and not _STAMP.fullmatch(p)
    ]
    lines = whole_lines(lines)
    first = next((i for i, line in enumerate(lines) if starts_body(line)), len(lines))
    return lines[first:]


def _has_small(words: str) -> bool:
    return any(c.islower() for c in words)


def _head_top(text: str, low: int) -> int:
    """The start of the head: up over the lines in capitals above the first anchor, eight at most."""
    top = text.rfind("\n", 0, low) + 1
    for _ in range(8):
        above = text.rfind("\n", 0, max(0, top - 1)) + 1
        line = text[above : max(0, top - 1)]
        if top == 0 or _has_small(line):
            break
        top = above
    return top


# ------------------------------------------------------------------------------------------------------- the title

_RULE = re.compile(r"^[\s*_|-]*[-–—_*]{2,}[\s*_|-]*$")
_OPENS_BODY = re.compile(
    r"^\W*(?:Căn cứ|Kính gửi|Hôm nay|Điều \d|Chương [IVX\d]|(?:Phần|PHẦN) (?:[IVX\d]|[Tt][Hh][Ứứ])|[IVX]{1,4}\s*[.\-–]\s|\d{1,2}\s*[.\-–)]\s|"
    r"(?:BỘ CHÍNH TRỊ|BAN BÍ THƯ|BAN CHẤP HÀNH|BAN THƯỜNG VỤ)\b.*(?:QUY ĐỊNH|QUYẾT ĐỊNH|QUYẾT NGHỊ)\b)"
)
_OPENS_SENTENCE = re.compile(
    r"^\W*(?:Thực hiện|Xét|Theo|Tại|Để|Nhằm|Sau khi|Ngày|Trong|Thi hành|Qua|Năm|Kỳ|Vừa qua|Hội nghị|Đại hội)\b"
)


def _title(m: Manuscript, found: _Anchors) -> tuple[str, int]:
    """The subject below the kind, its lines joined, and where the body begins after it."""
    if not found.kind:
        return _subject_of_letter(m, found.high)
    rest_of_line = next((p for p in m.paragraphs if p.start <= found.kind.start < p.end), None)
    parts, position = [], found.kind.end
    if rest_of_line:
        rest = m.text[found.kind.end : rest_of_line.end]
        subject = _leading_subject(rest)
        if len(subject) < len(rest):
            begins = found.kind.end + len(subject)
            return _joined([subject]), _next_words(m, begins, rest_of_line.end)
        parts.append(rest)
        position = rest_of_line.end
    below = [p for p in m.paragraphs if p.start >= position]
    in_note = False
    for i, p in enumerate(below[:12]):
        words = m.words(p).strip()
        if _RULE.match(words):
            return _joined(parts), below[i + 1].start if i + 1 < len(below) else p.end
        if not in_note and _ends_title(words, p, bool(_joined(parts))):
            return _joined(parts), p.start
        if not in_note and not _is_note(words):
            parts.append(words)
        in_note = (
            (in_note or _is_note(words)) and ")" not in words and "(" in "".join(m.words(q) for q in below[: i + 1])
        )
    return _joined(parts), below[12].start if len(below) > 12 else len(m.text)


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


def _joined(parts: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(parts)).strip(" *_|-–—.:\t")


def _subject_of_letter(m: Manuscript, high: int) -> tuple[str, int]:
    """A letter has no kind; its subject begins with "V/v"."""
    found = re.compile(r"(?:V/v|Về việc)\b:?\s*([^\n]+)").search(m.text, 0, high + 600)
    body = next((p.start for p in m.paragraphs if p.start >= max(high, found.end() if found else 0)), len(m.text))
    return (_joined([found[1]]) if found else ""), body


# ----------------------------------------------------------------------- texts without a head, articles, web pages

_SPEAKS_OF_ITSELF = re.compile(
    r"(?:thực hiện|thi hành|nêu tại|quy định tại|của|theo|trong|trái với|,|\.|\n|^)\s*(?P<kind>Nghị quyết|Quyết định|Chỉ thị|Kết luận|Quy chế|Quy định|Thông tri|Hướng dẫn|Thông báo|Kế hoạch)\s+này\b"
)
_REPORTS = re.compile(
    r"(?:đã ký(?: ban hành)?|đã ban hành|vừa ban hành|vừa ký|Theo đó,|Theo (?:Nghị quyết|Quy định|Kết luận|Hướng dẫn|Chỉ thị|Thông báo)[^,\n]{0,40},|"
    r"(?:Nghị quyết|Quy định|Kết luận|Hướng dẫn|Chỉ thị|Thông báo)(?:\s+số)?(?:\s+\d+[\w/-]*)?\s+(?:cũng\s+)?(?:nêu rõ|đề ra|đặt ra|nêu|chỉ rõ|làm rõ|quy định rõ|quy định cụ thể)\b)"
)
_NAMED = re.compile(
    r"(?<!\d)(?P<number>\d{1,5})[-_ ]?(?P<symbol>NQ|QDi|QD|QĐ|CT|KL|QC|TT|HD|TB|BC|KH|CTr|DA|ĐA|PA|TTr|CV)[-_ /](?P<code>[A-ZĐ]{2,9})(?![A-Za-z])"
)
_TITLE_LINE = re.compile(
    r"^\W*(?P<kind>Nghị quyết|Quyết định|Chỉ thị|Kết luận|Quy chế|Quy định|Thông tri|Hướng dẫn|Thông báo|Kế hoạch)\s+(?:số\s*:?\s*)?(?P<number>\d{1,5}\s*[-–]\s*[A-Za-zĐđ]{2,4}/[A-ZĐ]{2,9})[,\s]*(?:ngày\s+(?P<when>[\d/.-]+|\d+ tháng \d+ năm \d{4}))?[,\s]*(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_ISSUES = re.compile(
    r"(Bộ Chính trị, Ban Bí thư|Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương(?: Đảng)?)\s+(?:có ý kiến|kết luận|yêu cầu|quyết nghị|quyết định|ban hành|quy định)"
)


def _read_headless(m: Manuscript) -> Masthead | None:
    """The text of a document whose head is lost: it says "Kết luận này" and a title or the file's name names it."""
    spoken = _SPEAKS_OF_ITSELF.search(m.text)
    opening = m.text[:4000]
    if not spoken or _reports(m):
        return None
    kind = fold_slug(spoken["kind"])
    titled = _TITLE_LINE.match(_first_words(m))
    if titled and fold_slug(titled["kind"]) == kind:
        return _from_title(m, kind, titled)
    named = _NAMED.search(m.source)
    if not named or kind not in kinds_of(named["symbol"]):
        return None
    number = f"{named['number']}-{_accented(named['symbol'])}/{_accented(named['code'])}"
    issuing = _ISSUES.search(opening)
    issuer = issuing[1] if issuing else issuer_of_code(_accented(named["code"])) or ""
    issued_on, doubt = _date_with_doubt(opening, m.source)
    doubts = (
        f"Văn bản không có phần đầu; số {number} lấy từ tên tệp.",
        doubt,
        f"Cơ quan ban hành “{issuer}” suy từ nội dung hoặc ký hiệu.",
    )
    return Masthead(kind, number, issuer, level_of(issuer), issued_on, _opening_words(m), doubts=doubts, blank=True)


def _from_title(m: Manuscript, kind: str, titled: re.Match[str]) -> Masthead:
    """What a web page's title line says of the document below it: "Quy định số 66-QĐ/TW, ngày 06/02/2017 của …"."""
    number = re.sub(r"\s+", "", titled["number"]).replace("–", "-")
    when = read_date(titled["when"]) if titled["when"] else None
    rest = titled["rest"].strip(" ,")
    by = re.match(r"của\s+(.+?)(?:,|\s+(?=về\b|quy định\b|hướng dẫn\b)|$)\s*(.*)", rest)
    issuer = (by[1] if by else issuer_of_code(number.split("/")[-1])) or ""
    doubts = ["Văn bản không có phần đầu; số, ngày và cơ quan ban hành lấy từ dòng tiêu đề."]
    if not when:
        doubts.append("Không rõ ngày ban hành.")
    title = (by[2] if by else rest) or titled[0].strip()
    first = m.paragraphs[0]
    return Masthead(
        kind, number, issuer, level_of(issuer), when.isoformat() if when else None, title.strip(" .*"),
        doubts=tuple(doubts), body_start=min(len(m.text), first.end + 1),
    )  # fmt: skip


def _reports(m: Manuscript) -> bool:
    """Whether a text tells of a document instead of being one: twice in its words, or once in its opening."""
    told = [found.start() for found in _REPORTS.finditer(m.text)]
    return bool(told) and (told[0] < 1200 or len(told) > 2)


def _date_with_doubt(opening: str, source: str) -> tuple[str | None, str]:
    session = re.search(rf"phiên họp\s+ngày\s+{NUMERIC_DATE}", opening)
    if session:
        month = f"{session['year']}-{int(session['month']):02}"
        said = f"tháng {session['month']}/{session['year']} suy từ ngày phiên họp nêu ở đầu văn bản"
        return month, f"Không thấy ngày ban hành; {said}."
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", source)
    return None, "Không thấy ngày ban hành" + (f"; tên tệp cho biết năm {year[0]}." if year else ".")


def _read_article(m: Manuscript) -> Masthead:
    """News, a summary, a page about a body: whatever number it mentions, it has none of its own."""
    first = _first_words(m)
    title = m.declared_title if m.declared_title and m.declared_title in first else _opening_words(m)
    return Masthead("bai-viet", None, "", "", None, title, article=True)


def _first_words(m: Manuscript) -> str:
    return next((m.words(p) for p in m.paragraphs if re.search(r"\w", m.words(p))), "")


def _opening_words(m: Manuscript) -> str:
    """The first paragraph as a title: whole when short, else its first 16 words."""
    words = _joined([_first_words(m)]).split()
    return " ".join(words[:16]) + (" …" if len(words) > 16 else "")


def _accented(code: str) -> str:
    """A symbol or code from a file's name with its Đ again: "QD" → "QĐ", "DU" → "ĐU"."""
    return {"QD": "QĐ", "QDi": "QĐi", "DA": "ĐA", "DU": "ĐU"}.get(code, code)


# ------------------------------------------------------------------------------- marks, limits and the closing block

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


def _secrecy(m: Manuscript, body_start: int) -> str | None:
    """The secrecy mark a document carries: in capitals in its head, or alone on a line of it or of its running heads."""
    head_end = max(body_start, 600)
    for line in (*m.removed, *(m.words(p) for p in m.paragraphs if p.start < head_end)):
        alone = _SECRET_ALONE.fullmatch(line.strip())
        if alone and line.strip():
            return " ".join(alone["mark"].upper().split())
    kind = _KIND_LINE.search(m.text, 0, body_start)
    found = _SECRET_IN_HEAD.search(m.text, 0, kind.start() if kind else 0) or _SECRET_STAMPED.search(
        m.text, 0, head_end
    )
    return " ".join(found["mark"].split()) if found else None


def _is_restricted(m: Manuscript, body_start: int) -> bool:
    """Whether a limit of circulation stands alone on a line, in the head, at the foot or in a running head."""
    edge = max(body_start, 600)
    near = (m.words(p) for p in m.paragraphs if p.start < edge or p.end > len(m.text) - 1200)
    return any(_LIMIT.match(line) and len(line) < 90 for line in (*m.removed, *near))


def _closing(m: Manuscript, body_start: int) -> int:
    """Where the last closing block begins; the whole length when an attached text follows it."""
    blocks = [p.start for p in m.paragraphs if p.start > body_start and _CLOSING.match(m.words(p))]
    for i, start in reversed(list(enumerate(blocks))):
        if i == 0 or blocks[i - 1] < start - 1500:
            return start if len(m.text) - start < 2500 else len(m.text)
    return len(m.text)
