"""Footnotes typed in the text, as pages of the web and plain texts have them: "[1] …", "[^1]: …", "(1) …" at the end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.manuscript import Line


@dataclass(frozen=True, slots=True)
class _Style:
    """One way of typing footnotes: the marker in the text, and how the note itself begins. Group 1 is the number."""

    marker: re.Pattern[str]
    note: re.Pattern[str]


_STYLES = (
    _Style(re.compile(r"(?<=\S) ?\[\^(\w{1,8})\]"), re.compile(r"\s*\[\^(\w{1,8})\]:\s*(?=\S)")),
    _Style(re.compile(r"(?<=\S) ?\[(\d{1,3})\]"), re.compile(r"\s*\[(\d{1,3})\]\s*(?=\S)")),
    _Style(re.compile(r"(?<=[^\W\d_])\((\d{1,2})\)"), re.compile(r"\s*\((\d{1,2})\)\s*(?=\S)")),
)
_BRACKETED = _STYLES[1].marker


def with_footnotes(lines: Sequence[Line]) -> list[Line]:
    """The same lines: those of footnotes know their number and lose it in print, and markers in the text are gone.

    Bracketed figures go even without notes: sites leave them where they cut the notes off.
    """
    for style in _STYLES:
        first = _first_note(lines, style)
        if first is not None:
            body = [cut(cut(line, style.marker), _BRACKETED) for line in lines[:first]]
            return body + list(_notes(lines[first:], style))
    return [cut(line, _BRACKETED) for line in lines]


def cut(line: Line, pattern: re.Pattern[str]) -> Line:
    """The line without what the pattern matches, its characters still knowing where they stood."""
    gone = {i for m in pattern.finditer(line.text) for i in range(*m.span())}
    if not gone:
        return line
    kept = [i for i in range(len(line.text)) if i not in gone]
    at = tuple(line.at[i] if line.at else line.index + i for i in kept)
    return replace(line, text="".join(line.text[i] for i in kept), at=at)


def _first_note(lines: Sequence[Line], style: _Style) -> int | None:
    """Where the notes begin: at a note whose marker stands before it, from which on no marker is without its note.

    Numbers in round brackets are list items elsewhere; these must be the last lines of all, counted from 1.
    """
    cited: list[str] = []
    for n, line in enumerate(lines):
        begins = style.note.match(line.text)
        if begins and begins[1] in cited and (style is not _STYLES[2] or _closes(lines[n:], cited, style)):
            return n
        cited.extend(m[1] for m in style.marker.finditer(line.text))
    return None


def _closes(lines: Sequence[Line], cited: Sequence[str], style: _Style) -> bool:
    numbers = [m[1] for line in lines if (m := style.note.match(line.text))]
    return numbers == [str(n) for n in range(1, len(numbers) + 1)] and set(numbers) == set(cited)


def _notes(lines: Sequence[Line], style: _Style) -> Iterator[Line]:
    number: str | None = None
    for line in lines:
        begins = style.note.match(line.text)
        number = begins[1] if begins else number
        bare = replace(cut(line, re.compile("^" + style.note.pattern)), starts=True) if begins else line
        yield replace(bare, footnote=number)
