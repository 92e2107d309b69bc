"""From lines as printed to one clean text: a paragraph a line, with its way back to every page and character.

Nothing is rewritten: lines are joined, spaces become single, and what belongs to the paper or the site is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.records import Run
from ingest.footnotes import cut, with_footnotes
from ingest.furniture import furniture_of, is_from_a_site
from ingest.joining import begins_paragraph
from ingest.manuscript import Line, Manuscript, Paragraph, Reading
from ingest.running_heads import running_lines

_WEB = ("md", "html", "txt")

_EDIT_LINK = re.compile(r"\[sửa(?: \| sửa mã nguồn)?\]")
_RULE = re.compile(r"^[\s_]*_{3,}[\s_]*$")


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
        lines = with_footnotes([cut(each.line, _EDIT_LINK) for each in kept], [each.page for each in kept])
        kept = [_Placed(line, each.page) for line, each in zip(lines, kept, strict=True)]
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


def _paragraphs(placed: Sequence[_Placed], format: str) -> Iterator[list[_Placed]]:
    """The lines in groups, a paragraph each; footnotes do not break the paragraph that runs round them."""
    body: list[_Placed] = []
    note: list[_Placed] = []
    label = ""
    for each in placed:
        group = note if each.line.footnote is not None else body
        if group and begins_paragraph([g.line for g in group], each.line, format, label):
            label = group[-1].text if group is body else label
            yield list(group)
            group.clear()
        group.append(each)
    yield from (list(group) for group in (body, note) if group)


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
