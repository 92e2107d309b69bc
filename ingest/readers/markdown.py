"""Markdown, above all captures of web pages: emphasis across lines, tables of which only the bars are left, hard wraps.

CommonMark would renumber lists and stumble over "**1. ***Giảm tối đa"; so lines are read as they stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.encodings import decode
from ingest.manuscript import Line, Page, Reading
from ingest.quality import share_vietnamese
from ingest.readers.layout import is_layout
from ingest.readers.unreadable import Unreadable
from ingest.readers.widths import wrapped_to

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+")
_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_RULE_ROW = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_BAR = re.compile(r"^\s*\|\s*$")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_RAISED = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>", re.IGNORECASE)
_RAISED_NOTE = re.compile(r"^\s*<sup>\s*(\d{1,3})\s*</sup>\s*", re.IGNORECASE | re.MULTILINE)
_STARS = re.compile(r"\*+|__+")


@dataclass(slots=True)
class _Row:
    """A line of the file without its marks: the words, whether all of them are bold, and where it stood."""

    text: str
    index: int
    bold: bool
    heading: bool
    breaks: bool  # the emphasis before it was closed or opened at the line end: not one wrapped phrase


@dataclass(slots=True)
class _Table:
    """A table while its bars are met: rows of cells of rows."""

    rows: list[list[list[_Row]]] = field(default_factory=list)


def read_markdown(data: bytes) -> Reading:
    """A .md file. ``Run.index`` counts from the start of the text without its marks."""
    text = _with_raised_notes(decode(data))
    rows = list(_rows(text))
    lines = tuple(_lines(rows))
    if not lines:
        raise Unreadable("no_text", "Tệp không có chữ nào đọc được. Hãy kiểm tra lại bản gốc rồi nộp lại.")
    words = "\n".join(line.text for line in lines)
    first = next((row.text for row in rows if row.heading), None)
    return Reading("md", (Page(None, lines, "markdown", share_vietnamese(words)),), first)


def _with_raised_notes(text: str) -> str:
    """Raised figures that have a note, "<sup>1</sup> …" at the beginning of a line, as Markdown writes footnotes."""
    noted = set(_RAISED_NOTE.findall(text))
    text = _RAISED_NOTE.sub(r"[^\1]: ", text)
    return _RAISED.sub(lambda m: f"[^{m[1]}]" if m[1] in noted else m[0], text)


def _rows(text: str) -> Iterator[_Row]:
    """Every line of the file, blank ones too, with emphasis followed from line to line inside a block."""
    position, bold = 0, False
    for raw in _raw_rows(text):
        if not raw.strip():
            bold = False
        heading = _HEADING.match(raw)
        words = raw[heading.end() :] if heading else raw
        opened = bold
        words, bold, all_bold = _plain(words, bold)
        yield _Row(words, position, all_bold or bool(heading), bool(heading), opened and bool(words.strip()))
        position += len(words) + 1


def _raw_rows(text: str) -> Iterator[str]:
    """The lines of the file; a bar left at the end of a cell's last line stands on a line of its own."""
    for raw in text.split("\n"):
        closed = re.fullmatch(r"(\s*[^|\s][^|]*?)\s*\|\s*", raw)
        yield from (closed[1], "|") if closed else (raw,)


def _plain(raw: str, bold: bool) -> tuple[str, bool, bool]:
    """The words of a line without emphasis, links and tags; whether bold is open after it; whether all is bold."""
    if re.fullmatch(r"\s*[*_]+(\s+[*_]+)+\s*", raw):
        return "", bold, False
    if len(re.findall(r"(?<!\*)\*(?!\*)", raw)) % 2:
        raw = re.sub(r"^(\s*)\*\s+(?=\S)", r"\1- ", raw)
    if re.fullmatch(r"\s*(?:\*\s*)?\*{1,5}\s*", raw) and raw.strip() in ("*", "***", "*****"):
        return "*", bold, bold or raw.strip() != "*"
    raw = _TAG.sub(" " if "<br" in raw.lower() else "", _LINK.sub(r"\1", raw))
    pieces: list[str] = []
    heavy: list[bool] = []
    position = 0
    for stars in _STARS.finditer(raw):
        _take(pieces, heavy, raw[position : stars.start()], bold)
        position = stars.end()
        if len(stars[0]) >= 2 and set(stars[0]) == {"*"} and len(stars[0]) != 4:
            bold = not bold
        elif _stands_alone(raw, stars) or (stars[0][0] == "_" and len(stars[0]) > 2):
            _take(pieces, heavy, stars[0], bold)
    _take(pieces, heavy, raw[position:], bold)
    words = _ESCAPE.sub(r"\1", "".join(pieces))
    return words, bold, bool(words.strip()) and all(heavy)


def _take(pieces: list[str], heavy: list[bool], words: str, bold: bool) -> None:
    if words:
        pieces.append(words)
    if words.strip():
        heavy.append(bold)


def _stands_alone(raw: str, stars: re.Match[str]) -> bool:
    """A star between spaces, or in a number such as 5*3, is printed and no emphasis."""
    before, after = raw[: stars.start()][-1:], raw[stars.end() :][:1]
    return (
        (before.isdigit() and after.isdigit())
        or (before.isspace() and after.isspace())
        or (before == "(" and after == ")")
    )


def _lines(rows: list[_Row]) -> Iterator[Line]:
    starts = _block_starts(rows)
    tables, n, after_table = 0, 0, False
    while n < len(rows):
        if _BAR.match(rows[n].text) or _PIPES.match(rows[n].text):
            table, end = _table(rows, n)
            as_text = is_layout([["\n".join(r.text for r in cell) for cell in row] for row in table.rows])
            if as_text:
                yield from (line for row in table.rows for cell in row for line in _cell_lines(cell))
            else:
                tables += 1
                yield from _table_lines(table, tables)
            n, after_table = max(end, n + 1), True
            continue
        row = rows[n]
        if row.text.strip():
            begins = True if after_table or row.heading or (n and rows[n - 1].heading) else starts[n]
            yield _line(row, begins)
            after_table = False
        n += 1


def _block_starts(rows: list[_Row]) -> list[bool | None]:
    """What the blocks tell: a line after a blank one begins a paragraph; within a block, lines were wrapped.

    Where the file has no blank lines to speak of nothing is known; where its lines were never wrapped all begin.
    Widths tell nothing here: converters wrap the tags of a page together with its words.
    """
    texts = [row.text for row in rows]
    if wrapped_to(texts) is None:
        return [True] * len(rows)
    blocks = sum(bool(a.strip()) and not b.strip() for a, b in zip(texts, [*texts[1:], ""], strict=True))
    parted = blocks >= 5 and sum(bool(t.strip()) for t in texts) / blocks < 8
    inside = False if parted else None
    return [True if n == 0 or not texts[n - 1].strip() else inside for n in range(len(rows))]


def _table(rows: list[_Row], begin: int) -> tuple[_Table, int]:
    """The table that begins at a bar, and where it ends: pipe rows, or cells between lines that are only a bar."""
    return _pipe_table(rows, begin) if _PIPES.match(rows[begin].text) else _bar_table(rows, begin)


def _pipe_table(rows: list[_Row], begin: int) -> tuple[_Table, int]:
    table, n = _Table(), begin
    while n < len(rows) and _PIPES.match(rows[n].text) and not _BAR.match(rows[n].text):
        if not _RULE_ROW.match(rows[n].text):
            table.rows.append([[cell] for cell in _cells(rows[n])])
        n += 1
    return table, n


def _cells(row: _Row) -> list[_Row]:
    found: list[_Row] = []
    for match in re.finditer(r"[^|]+", row.text.strip()[1:-1]):
        found.append(_Row(match[0].strip(), row.index + match.start() + 1, row.bold, False, False))
    return found


def _bar_table(rows: list[_Row], begin: int) -> tuple[_Table, int]:
    """Cells between bars: a bar closes a cell, a second bar right after it opens the next row."""
    table = _Table()
    cell: list[_Row] = []
    row: list[list[_Row]] = []
    closed, n = True, begin
    last_bar = begin
    while n < len(rows):
        if _BAR.match(rows[n].text):
            if cell:
                row.append(cell)
                cell, closed = [], True
            elif row and closed:
                table.rows.append(row)
                row = []
            last_bar = n
        elif rows[n].text.strip():
            if not cell and (n > last_bar + 1 or _row_is_full(table, row, rows[n])):
                break
            cell.append(rows[n])
            if len(cell) > 60:
                break
        elif cell and not any(_BAR.match(r.text) for r in rows[n : n + 40]):
            break
        n += 1
    if cell:
        n = _cell_start(rows, cell)
    if row:
        table.rows.append(row)
    return table, max(n, last_bar + 1)


def _row_is_full(table: _Table, row: list[list[_Row]], after: _Row) -> bool:
    """Whether what stands after a bar can be no further cell: the row has all of its cells, or a footnote begins."""
    if re.match(r"\W*_{3,}|\[\d{1,3}\]|Điều \d|Chương ", after.text.strip()):
        return True
    if table.rows:
        return len(row) >= max(len(each) for each in table.rows)
    return len(row) >= 2 and any(re.match(r"\W*Nơi nhận", line.text.strip()) for cell in row for line in cell[:1])


def _cell_start(rows: list[_Row], cell: list[_Row]) -> int:
    """Where an unclosed cell began: that was no cell, the table ended before it."""
    return next(n for n, row in enumerate(rows) if row is cell[0])


def _cell_lines(cell: list[_Row]) -> Iterator[Line]:
    """The lines of a layout cell: a phrase that was wrapped is one line, everything else stays apart."""
    before: _Row | None = None
    for row in cell:
        yield _line(row, not (before and _wrapped(before, row)))
        before = row


def _wrapped(before: _Row, row: _Row) -> bool:
    text, tail = row.text.strip(), before.text.strip()
    if re.match(r"[-+*–]|Số\b|T/M|K/T|TM\.|KT\.", text) or re.fullmatch(r"[-*_]+", tail) or before.bold != row.bold:
        return False
    if tail.endswith((":", ";", ".")) or (tail.endswith(",") and text[:1] == "-"):
        return False
    return tail.isupper() == text.isupper() or text[:1].islower()


def _table_lines(table: _Table, number: int) -> Iterator[Line]:
    for place, row in enumerate(table.rows):
        words = ""
        at: list[int] = []
        for cell in row:
            if words:
                words += "\t"
                at.append(at[-1] + 1)
            for n, part in enumerate(cell):
                text = (" " if n else "") + part.text.strip()
                at.extend(range(part.index, part.index + len(text)))
                words += text
        if words.strip():
            yield Line(words, at[0], all(p.bold for c in row for p in c), table=number, row=place, at=tuple(at))


def _line(row: _Row, starts: bool | None) -> Line:
    return Line(row.text, row.index, row.bold, starts=starts)
