"""Footnotes typed in the text, as web pages and plain texts have them: "[1] …", "[^1]: …", "¹ …", "(1) …" at a page's end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest.manuscript import Line
from ingest.numbering import readings

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_HEADINGS = {"phu-luc", "mau", "phan", "chuong", "muc", "tieu-muc", "roman", "dieu"}


@dataclass(frozen=True, slots=True)
class _Style:
    """One way of typing footnotes: the marker in the text, and how the note itself begins. Group 1 is the number.

    ``ends_page``: the notes are the last lines of a page or of the text, so all that follows belongs to them; otherwise
    a note is a paragraph.
    """

    marker: re.Pattern[str]
    note: re.Pattern[str]
    ends_page: bool


_DEFINED = _Style(re.compile(r"(?<=\S) ?\[\^(\w{1,8})\]"), re.compile(r"\s*\[\^(\w{1,8})\]:\s*(?=\S)"), False)
_SQUARE = _Style(re.compile(r"(?<=\S) ?\[(\d{1,3})\]"), re.compile(r"\s*\[(\d{1,3})\]\s*(?=\S)"), True)
_SMALL = _Style(
    re.compile(rf"(?<=\S)(?<!\bm)(?<!\b[ckdm]m) ?([{_RAISED}]{{1,3}})"),
    re.compile(rf"\s*([{_RAISED}]{{1,3}})\s*(?=\S)"),
    False,
)
_ROUND = _Style(re.compile(r"(?<=[^\W\d_])\((\d{1,2})\)"), re.compile(r"\s*\((\d{1,2})\)\s*(?=\S)"), True)
_STYLES = (_DEFINED, _SQUARE, _SMALL, _ROUND)


def with_footnotes(lines: Sequence[Line], pages: Sequence[int | None] = ()) -> list[Line]:
    """The same lines: those of footnotes know their number and lose it in print, and markers in the text are gone.

    ``pages`` says on which page each line stands. Bracketed figures go even without notes: sites leave them where they
    cut the notes off.
    """
    notes = _Notes()
    numbered = zip(pages or [None] * len(lines), lines, strict=True)
    read = [line for _, page in groupby(numbered, lambda pair: pair[0]) for line in notes.read([p[1] for p in page])]
    return [line if line.footnote else notes.without_markers(line) for line in read]


def cut(line: Line, pattern: re.Pattern[str]) -> Line:
    """The line without what the pattern matches, its characters still knowing where they stood."""
    return _without(line, {i for m in pattern.finditer(line.text) for i in range(*m.span())})


@dataclass(slots=True)
class _Notes:
    """What was met so far: the numbers ``cited`` by markers, and the ``labels`` of notes, by style."""

    cited: dict[_Style, set[str]] = field(default_factory=lambda: {style: set() for style in _STYLES})
    labels: dict[_Style, list[str]] = field(default_factory=lambda: {style: [] for style in _STYLES})

    def read(self, page: Sequence[Line]) -> Iterator[Line]:
        """The lines of a page, those of its footnotes with their numbers."""
        style, number = None, ""
        for n, line in enumerate(page):
            begun = next(
                (s for s in _STYLES if s.note.match(line.text) and (s is style or self._opens(s, page[n:]))), None
            )
            if begun is not None:
                style, number = begun, self._number(begun, line)
                yield replace(cut(line, re.compile("^" + begun.note.pattern)), starts=True, footnote=number)
            elif style is not None and _belongs(line, style):
                yield replace(line, footnote=number)
            else:
                style = None
                for each in _STYLES:
                    self.cited[each].update(_numbers(line, each))
                yield line

    def _number(self, style: _Style, line: Line) -> str:
        """The number of a note as printed, or which one it is where it has a word for a label: "[^luật]"."""
        m = style.note.match(line.text)
        assert m
        self.labels[style].append(_plain(m[1]))
        return _plain(m[1]) if _plain(m[1]).isdigit() else str(len(self.labels[style]))

    def _opens(self, style: _Style, rest: Sequence[Line]) -> bool:
        """Whether footnotes begin: the marker stands before.

        "(1)" counts lists elsewhere: such notes close the page, number one after another, and each of them is cited.
        """
        labels = [_plain(m[1]) for line in rest if (m := style.note.match(line.text))]
        if style is not _ROUND:
            return labels[0] in self.cited[style]
        counted = [str(int(labels[0]) + n) for n in range(len(labels))]
        return labels == counted and set(labels) <= self.cited[style] and not any(map(_is_heading, rest))

    def without_markers(self, line: Line) -> Line:
        """The line without the markers of footnotes that were found; figures in square brackets go in any case."""
        return _without(
            line,
            {
                i
                for style in _STYLES
                for m in style.marker.finditer(line.text)
                if style is _SQUARE or _plain(m[1]) in self.labels[style]
                for i in range(*m.span())
            },
        )


def _belongs(line: Line, style: _Style) -> bool:
    return style.ends_page or line.starts is not True


def _is_heading(line: Line) -> bool:
    return any(mark.kind in _HEADINGS and mark.form == "clear" for mark in readings(line.text.strip()))


def _numbers(line: Line, style: _Style) -> Iterator[str]:
    return (_plain(m[1]) for m in style.marker.finditer(line.text))


def _plain(figures: str) -> str:
    """ "¹²" → "12"."""
    return figures.translate(str.maketrans(_RAISED, "0123456789"))


def _without(line: Line, gone: set[int]) -> Line:
    if not gone:
        return line
    kept = [i for i in range(len(line.text)) if i not in gone]
    at = tuple(line.at[i] if line.at else line.index + i for i in kept)
    return replace(line, text="".join(line.text[i] for i in kept), at=at)
