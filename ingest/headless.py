"""Texts without a head: the body of a document whose head is lost, web articles, pages about a body."""

import re

from index.kinds import fold_slug, kinds_of
from ingest.effect import NUMERIC_DATE, read_date
from ingest.heads import is_head_line
from ingest.identity import Masthead
from ingest.issuers import issuer_of_code, level_of
from ingest.manuscript import Manuscript
from ingest.subjects import joined

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


_NO_HEAD = "Không tìm thấy phần đầu văn bản (số, ký hiệu, ngày, cơ quan ban hành). Nếu đây là một văn bản, hãy xác nhận các mục đó."


def read_headless(m: Manuscript) -> Masthead | None:
    """The text of a document whose head is lost: it says "Kết luận này" and a title or the file's name names it."""
    spoken = _SPEAKS_OF_ITSELF.search(m.text)
    opening = m.text[:4000]
    if not spoken or _reports(m):
        return None
    kind = fold_slug(spoken["kind"])
    first = _first_words(m)
    for line in (first, m.declared_title or ""):
        titled = _TITLE_LINE.match(line)
        if titled and fold_slug(titled["kind"]) == kind:
            return _from_title(m, kind, titled, m.text.find(first) + len(first) + 1 if line == first else 0)
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


def _from_title(m: Manuscript, kind: str, titled: re.Match[str], body_start: int) -> Masthead:
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
    return Masthead(
        kind, number, issuer, level_of(issuer), when.isoformat() if when else None, title.strip(" .*"),
        doubts=tuple(doubts), body_start=min(len(m.text), body_start),
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


def read_article(m: Manuscript) -> Masthead:
    """News, a summary, a page about a body: whatever number it mentions, it has none of its own.

    A PDF or a Word file is seldom a web page: that its head was not found is doubted.
    """
    first = _first_words(m)
    title = m.declared_title if m.declared_title and m.declared_title in first else _opening_words(m)
    doubts = (_NO_HEAD,) if m.format in ("pdf", "docx") else ()
    return Masthead("bai-viet", None, "", "", None, title, article=True, doubts=doubts)


def _first_words(m: Manuscript) -> str:
    """The first paragraph that says something: no rule, no line of a head."""
    lines = (m.words(p) for p in m.paragraphs if re.search(r"\w", m.words(p)))
    return next((line for line in lines if not is_head_line(line)), "")


def _opening_words(m: Manuscript) -> str:
    """The first paragraph as a title: whole when short, else its first 16 words."""
    words = joined([_first_words(m)]).split()
    return " ".join(words[:16]) + (" …" if len(words) > 16 else "")


def _accented(code: str) -> str:
    """A symbol or code from a file's name with its Đ again: "QD" → "QĐ", "DU" → "ĐU"."""
    return {"QD": "QĐ", "QDi": "QĐi", "DA": "ĐA", "DU": "ĐU"}.get(code, code)
