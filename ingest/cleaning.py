"""From lines as printed to one clean text: a paragraph a line, with its way back to every page and character.

Nothing is rewritten: lines are joined, spaces become single, and what belongs to the paper or the site is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.kinds import kind_named
from index.records import Run
from ingest.furniture import furniture_of, is_from_a_site
from ingest.manuscript import Line, Manuscript, Paragraph, Reading
from ingest.running_heads import running_lines

_WEB = ("md", "html", "txt")
_KNOWS_PARAGRAPHS = ("docx", "html")

_ENDED = re.compile(r"(?:[.;:!?…]|\./\.)[\"”’')\]]*$")
_REFERS = re.compile(
    r"(?:\b(?:điều|khoản|điểm|mục|tiết|chương|phần|phụ lục|số|mẫu|và|hoặc|hay|với|của|tại|theo|ngày|tháng|năm|đến|từ"
    r"|các|những|về|do|cho|là|được|trong|trên|không|để|bằng|có)|[,/(–-])$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,4}(?:[.)/]|\s?[-–])|\d{1,2}(?:\.\d{1,2}){1,4}|\(\d{1,2}\))\s*(?=[^\W\d_]|[\"“(*])"
)
_LETTERED = re.compile(r"^(?:[a-zđ]{1,2}[).]|[a-zđ]\.?\d{1,2}[).])\s*(?=\S)")
_ROMAN = re.compile(r"^[IVXLC]{1,6}\s?[-.–—)/]\s*(?=[^\W\d_]|[\"“])")
_CAPITAL = re.compile(r"^[A-HĐ]\s?[.)/-]\s+(?=[A-ZĐÀ-Ỹ])")
_DASHED = re.compile(r"^[-+–—*]\s*(?=[^\W_]|[\"“(])")
_NAMED = re.compile(
    r"^(?:Điều\s+\d{1,3}[a-zđ]?\s*(?:[.:]|$|-\s)|(?:Chương|CHƯƠNG)\s+(?:[IVXLC]+|\d{1,2})\s*(?:[.:\-–]|$|[A-ZĐÀ-Ỹ]{2})"
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
_MARKER = re.compile(r"(?<=\S) ?\[\d{1,3}\]|\[sửa(?: \| sửa mã nguồn)?\]")
_NOTE = re.compile(r"^\[(\d{1,3})\]\s*(?=\S)")
_RULE = re.compile(r"^[\s_]*_{3,}[\s_]*$")
_SEPARATOR = re.compile(r"^(?:[-–—_=]{2,}|\*+)$")
_NUMBERED_PLACE = re.compile(r"\b(?:điều|khoản|điểm|tiết|mục|phần|chương) (?:[\d.]+|[IVX]+|[a-zđ])$", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"^(?:Quy định|Hướng dẫn|Quyết định|Điều lệ|Nghị quyết|Kết luận|Chỉ thị|Thông tri|Thông báo|Quy chế|Kế hoạch|Thông tư"
    r"|Nghị định|Luật|Bộ luật|Pháp lệnh)\b"
)
_CHAPTER = re.compile(r"^(?:chương|phần|mục|phụ lục)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line and the page on which it stands."""

    line: Line
    page: int | None

    @property
    def text(self) -> str:
        return self.line.text.strip()


@dataclass(slots=True)
class _Sheet:
    """The clean text while it grows."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)


def clean(reading: Reading, source: str = "") -> Manuscript:
    """The clean text of a file as read; ``source`` is its name. ``pages`` counts physical pages, 1 where there are none."""
    kept, removed = _without_paper(reading)
    if reading.format in _WEB:
        kept, gone = _without_site(kept, reading.format)
        removed += gone
        kept = _with_footnotes(kept)
    groups = list(_paragraphs(kept, reading.format))
    sheet = _Sheet()
    for group in sorted(groups, key=lambda g: g[0].line.footnote is not None):
        _write(sheet, group)
    return Manuscript(
        text="".join(sheet.pieces),
        paragraphs=tuple(sheet.paragraphs),
        runs=tuple(sheet.runs),
        format=reading.format,
        declared_title=reading.declared_title,
        source=source,
        pages=len(reading.pages),
        removed=tuple(removed),
    )


def _without_paper(reading: Reading) -> tuple[list[_Placed], list[str]]:
    """All lines but running heads, page numbers and drawn rules; and the texts of those."""
    running = running_lines(reading.pages)
    kept: list[_Placed] = []
    removed: list[str] = []
    for p, page in enumerate(reading.pages):
        for n, line in enumerate(page.lines):
            if (p, n) in running or _RULE.match(line.text) or not line.text.strip():
                removed.append(line.text.strip())
            else:
                kept.append(_Placed(line, page.number))
    return kept, [text for text in removed if text]


def _without_site(placed: Sequence[_Placed], format: str) -> tuple[list[_Placed], list[str]]:
    rows = [each.text for each in placed]
    gone = furniture_of(rows) if format != "txt" or is_from_a_site(rows) else set()
    kept = [each for n, each in enumerate(placed) if n not in gone]
    return kept, [placed[n].text for n in sorted(gone)]


def _with_footnotes(placed: Sequence[_Placed]) -> list[_Placed]:
    """Footnotes typed as "[1] …" after the text get their numbers; their markers in the text go."""
    first = next((n for n, each in enumerate(placed) if _opens_notes(placed, n, each)), len(placed))
    body = [replace(each, line=_cut(each.line, _MARKER)) for each in placed[:first]]
    notes: list[_Placed] = []
    number: str | None = None
    for each in placed[first:]:
        if found := _NOTE.match(each.text):
            number = found[1]
            line = replace(_cut(each.line, re.compile(r"^\s*" + _NOTE.pattern[1:])), starts=True)
        else:
            line = each.line
        notes.append(replace(each, line=replace(line, footnote=number)))
    return body + notes


def _opens_notes(placed: Sequence[_Placed], n: int, each: _Placed) -> bool:
    found = _NOTE.match(each.text)
    return found is not None and found[1] == "1" and any("[1]" in other.text for other in placed[:n])


def _cut(line: Line, pattern: re.Pattern[str]) -> Line:
    """The line without what the pattern matches, its characters still knowing where they stood."""
    gone = {i for m in pattern.finditer(line.text) for i in range(*m.span())}
    if not gone:
        return line
    kept = [i for i in range(len(line.text)) if i not in gone]
    at = tuple(line.at[i] if line.at else line.index + i for i in kept)
    return replace(line, text="".join(line.text[i] for i in kept), at=at)


def _paragraphs(placed: Sequence[_Placed], format: str) -> Iterator[list[_Placed]]:
    """The lines in groups, a paragraph each; footnotes do not break the paragraph that runs round them."""
    body: list[_Placed] = []
    note: list[_Placed] = []
    label = ""
    for each in placed:
        group = note if each.line.footnote is not None else body
        if group and _begins(group, each, format, label):
            label = group[-1].text if group is body else label
            yield list(group)
            group.clear()
        group.append(each)
    yield from (list(group) for group in (body, note) if group)


def _begins(group: Sequence[_Placed], each: _Placed, format: str, label: str) -> bool:
    """Whether a line begins a paragraph after those of the group; ``label`` is the paragraph before the group."""
    before, line = group[-1].line, each.line
    if (line.table, line.row) != (before.table, before.row) or line.footnote != before.footnote:
        return True
    if line.table is not None:
        return False
    if _one_heading(group, each, label, format):
        return False
    if line.starts and format in _KNOWS_PARAGRAPHS:
        return True
    text, tail = each.text, group[-1].text
    if _SEPARATOR.match(text) or _SEPARATOR.match(tail):
        return True
    if line.starts is not False and (_is_kind(text) or (len(group) == 1 and _is_kind(tail))):
        return True
    if (opens := _opener(text)) is not None:
        return _opener_begins(opens, line, text, tail)
    if _NUMBERED_PLACE.search(tail) and _DOCUMENT.match(text) and not _capitals(tail):
        return False
    if line.starts is False:
        return _changes_dress(group, each)
    return _unnumbered_begins(group, each)


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
    if opens.re is _DASHED:
        return not rest[:1].islower() if line.starts is False else line.starts is True or not rest[:1].islower()
    refers = _REFERS.search(tail) is not None
    if opens.re is _NAMED:
        return not refers and (line.starts is not False or _LABEL.match(text) is not None)
    if opens.re is _LETTERED:
        return line.starts is True or not (refers and (_PLACE_WORD.match(rest) or line.starts is False))
    if refers:
        return line.starts is True and rest[:1].isupper()
    return rest[:1].isupper() or not rest[:1].isalpha() or line.starts is True


def _unnumbered_begins(group: Sequence[_Placed], each: _Placed) -> bool:
    tail, text = group[-1].text, each.text
    if _changes_dress(group, each):
        return True
    goes_on = text.lstrip('(“"')[:1].islower() and not _ENDED.search(tail)
    if each.line.starts:
        return not goes_on or _capitals(tail)
    return bool(_ENDED.search(tail)) and not text[:1].islower()


def _changes_dress(group: Sequence[_Placed], each: _Placed) -> bool:
    """Whether bold or capitals end here with a whole heading, or begin here after a whole sentence."""
    tail, text = group[-1].text, each.text
    if _ENDED.search(tail) and each.line.bold and not group[-1].line.bold and not text[:1].islower():
        return True
    if _REFERS.search(tail) or text[:1].islower():
        return False
    bold, capitals = all(g.line.bold for g in group), all(_capitals(g.text) for g in group)
    if capitals and (not _capitals(text) or bold != each.line.bold):
        return True
    return bold and not each.line.bold and (capitals or _opener(group[0].text) is not None)


def _one_heading(group: Sequence[_Placed], each: _Placed, label: str, format: str) -> bool:
    """Whether a line goes on with a heading that was too long for one line."""
    before, line = group[-1].line, each.line
    if line.bold != before.bold or _opener(each.text) or kind_named(each.text):
        return False
    if not (_begins_in_capitals(each.text) and all(_capitals(g.text) for g in group)) or kind_named(group[-1].text):
        return False
    issuers = _ISSUER.match(each.text) or (_ISSUER.match(group[0].text) and line.starts is not False)
    if issuers or line.starts is False:
        return not issuers
    numbered = _ROMAN.match(group[0].text) or (_NAMED.match(group[0].text) and _CHAPTER.match(group[0].text))
    if format in _KNOWS_PARAGRAPHS and line.starts:
        return False
    return bool(numbered and len(group[0].text) > 24) or bool(_CHAPTER.match(label) and len(label) < 24)


def _begins_in_capitals(text: str) -> bool:
    words = [word for word in text.split()[:3] if any(c.isalpha() for c in word)]
    return bool(words) and all(word.isupper() for word in words)


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def _write(sheet: _Sheet, group: Sequence[_Placed]) -> None:
    """Adds one paragraph to the sheet, with the way back of every character that was printed."""
    start = sheet.length
    for each in group:
        words, places = _single_spaced(each.line)
        if not words:
            continue
        if sheet.length > start and not _glued(sheet.pieces[-1], words):
            _put(sheet, " ")
        _note_runs(sheet, words, places, each)
        _put(sheet, words)
    if sheet.length == start:
        return
    first = group[0].line
    sheet.paragraphs.append(
        Paragraph(
            start, sheet.length, all(g.line.bold for g in group), all(g.line.centred for g in group),
            first.table, first.row, first.footnote,
        )
    )  # fmt: skip
    _put(sheet, "\n")


def _put(sheet: _Sheet, words: str) -> None:
    sheet.pieces.append(words)
    sheet.length += len(words)


def _glued(before: str, words: str) -> bool:
    """Whether a line ended inside "294-QĐ/TW" or "30/5/2025": then no space comes between."""
    return re.search(r"\w[-/]$", before) is not None and words[:1].isalnum()


def _single_spaced(line: Line) -> tuple[str, list[int]]:
    """The line's words with single spaces (tabs between the cells of a row), and where each character stood."""
    words: list[str] = []
    places: list[int] = []
    wide = "\t" if line.table is not None else " "
    for i, c in enumerate(line.text.rstrip()):
        if c.isspace() and (not words or words[-1].isspace()):
            if words and c == "\t":
                words[-1] = wide
            continue
        words.append(c if not c.isspace() else wide if c == "\t" else " ")
        places.append(line.at[i] if line.at else line.index + i)
    return "".join(words), places


def _note_runs(sheet: _Sheet, words: str, places: Sequence[int], each: _Placed) -> None:
    begin = 0
    for i in range(1, len(places) + 1):
        if i == len(places) or places[i] != places[i - 1] + 1:
            sheet.runs.append(Run(sheet.length + begin, i - begin, each.page, places[begin]))
            begin = i
