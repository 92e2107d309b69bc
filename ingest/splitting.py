"""Clauses cut into chunks: pieces of 60 to 110 syllables at the borders of sentences and list items.

A chunk never crosses a clause. Dashes and pluses are packed with the clause that introduces them; a table gives a
chunk a row. What a chunk is not allowed to say itself, its context says: the titles above it, from outside in.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.records import Chunk, Locator, Run, Section, pages_of
from index.vietnamese import count_syllables, sentences
from ingest.manuscript import Manuscript

LONGEST = 110
"""Syllables in a child; encoders dilute what is longer."""
SHORTEST = 60
"""Syllables below which a child is better joined to its neighbour."""
_WHOLE = 125  # a clause of so many syllables stays in one piece
_SENTENCE = 150  # a longer sentence is cut at its semicolons, then at its commas
_TRAIL = 28  # syllables of one heading in a context
_ITEM = re.compile(r"[gc]\d+(?:~\d+)?")
_ROW = re.compile(r"dong-\d+(?:~\d+)?")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A section that stands by itself, with the list items packed into it; ``parents`` from outside in.

    For a row of a table ``above`` holds the header row and, where merged cells leave it short, the last full row.
    """

    section: Section
    items: tuple[Section, ...]
    parents: tuple[Section, ...]
    end: int
    above: tuple[Section, ...] = ()


def split(m: Manuscript, sections: Sequence[Section], document_id: str, title: str) -> tuple[Chunk, ...]:
    """The chunks of a document in reading order. ``title`` opens every context."""
    pages = _Pages(m.runs)
    chunks: list[Chunk] = []
    for clause in _clauses(m.text, sections):
        for start, end in _pieces(m.text, clause):
            locator = _locator(m.text, clause, start, end)
            context = " > ".join((title, *_trail(m.text, clause, start)))
            located = Locator(locator.segments, pages.of(start, end))
            chunks.append(Chunk(document_id, located, m.text[start:end], start, end, context))
    return tuple(chunks)


def children(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Pieces of 60 to 110 syllables of any text, at the borders of lines and sentences; offsets count from ``start``."""
    atoms = _atoms(text, 0, len(text))
    return [(start + low, start + high) for low, high in _packed(text, atoms)]


def _clauses(text: str, sections: Sequence[Section]) -> Iterator[_Clause]:
    open_: list[Section] = []
    rows: list[Section] = []
    i = 0
    while i < len(sections):
        section = sections[i]
        while open_ and open_[-1].close <= section.start:
            open_.pop()
        i += 1
        items = []
        while i < len(sections) and _ITEM.fullmatch(sections[i].locator.segments[-1]):
            items.append(sections[i])
            i += 1
        end = items[-1].end if items else section.end
        rows = _rows_above(text, rows, section)
        if section.end > section.start:
            yield _Clause(section, tuple(items), tuple(open_), end, tuple(rows[:-1]))
        open_.append(section)


def _rows_above(text: str, rows: Sequence[Section], section: Section) -> list[Section]:
    """The rows that say what this row is about, itself last; none outside tables."""
    name = section.locator.segments[-1]
    if not _ROW.fullmatch(name):
        return []
    if name == "dong-0" or not rows:
        return [section]
    cells = text.count("\t", section.start, section.end)
    full = [row for row in rows[1:] if text.count("\t", row.start, row.end) > cells]
    return [rows[0], *full, section]


def _pieces(text: str, clause: _Clause) -> list[tuple[int, int]]:
    """The clause in one piece if it is short, otherwise in children that keep its items whole where they can."""
    start, end = clause.section.start, clause.end
    if count_syllables(text[start:end]) <= _WHOLE:
        return [(start, end)]
    return _packed(text, _atoms(text, start, end))


def _atoms(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts that are not cut: a short line whole, a long one by its sentences."""
    atoms: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
        low = start + line.start()
        if count_syllables(line[0]) <= SHORTEST:
            atoms.append((low + len(line[0]) - len(line[0].lstrip()), low + len(line[0].rstrip())))
        else:
            for a, b in sentences(line[0]):
                atoms.extend(_cut(text, low + a, low + b))
    return atoms


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, cut at semicolons and then at commas while it is too long for any encoder."""
    if count_syllables(text[start:end]) <= _SENTENCE:
        return [(start, end)]
    for border in (r";\s+", r",\s+"):
        cuts = [start, *(start + b.end() for b in re.finditer(border, text[start:end])), end]
        parts = [(a, a + len(text[a:b].rstrip())) for a, b in pairwise(cuts) if text[a:b].strip()]
        if len(parts) > 1:
            packed = _packed(text, parts)
            return [p for a, b in packed for p in (_cut(text, a, b) if border == r";\s+" else [(a, b)])]
    return [(start, end)]


def _packed(text: str, atoms: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring atoms joined so that every piece is near 60–110 syllables and no piece is left too short."""
    if not atoms:
        return []
    total = [0]
    for low, high in atoms:
        total.append(total[-1] + count_syllables(text[low:high]))
    borders = [0.0, *(_border(text, before, after) for before, after in pairwise(atoms))]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for j in range(1, len(atoms) + 1):
        costs = ((best[i][0] + borders[i] + _cost(total[j] - total[i]), i) for i in range(max(0, j - 40), j))
        best.append(min(costs))
    cuts = [len(atoms)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return [(atoms[a][0], atoms[b - 1][1]) for a, b in pairwise(reversed(cuts))]


def _cost(syllables: int) -> float:
    """What a piece of that length costs: little between 60 and 110, more the further outside."""
    if syllables > LONGEST:
        return ((syllables - LONGEST) / 20) ** 2 + 0.1
    if syllables < SHORTEST:
        return ((SHORTEST - syllables) / 30) ** 2 + 0.1
    return 0.1


def _border(text: str, before: tuple[int, int], after: tuple[int, int]) -> float:
    """What a cut between two atoms costs: between paragraphs nothing, after the words that introduce a list most."""
    if text[before[1] - 1] == ":":
        return 1.0
    return 0.0 if "\n" in text[before[1] : after[0]] else 0.2


def _locator(text: str, clause: _Clause, start: int, end: int) -> Locator:
    """The deepest section that holds the piece. A paragraph after a list item speaks for the clause, not the item."""
    for item in reversed(clause.items):
        first = text.find("\n", item.start, item.end)
        last = item.close if item.close > item.end or first < 0 else first
        if item.start <= start and end <= last:
            return item.locator
    return clause.section.locator


def _trail(text: str, clause: _Clause, start: int) -> Iterator[str]:
    """The titles above a piece; for a later piece of its clause also the clause's own, and what introduces the list."""
    for parent in clause.parents:
        name = _name(text, parent)
        if name:
            yield name
    for row in clause.above:
        yield _short(text[row.start : row.end].replace("\t", " · "))
    if start > clause.section.start:
        yield _name(text, clause.section)
        before = text[clause.section.start : start].rstrip().split("\n")
        in_item = any(item.start <= start < item.end for item in clause.items)
        intro = next((line for line in reversed(before) if line.rstrip().endswith(":")), "") if in_item else ""
        if intro and intro != before[0]:
            yield _short(intro)


def _name(text: str, section: Section) -> str:
    """How a section is named in a context: its first line, with its number, up to the end of a sentence."""
    if section.locator.segments[-1].startswith(("mo-dau", "ket")):
        return ""
    own = text[section.start : section.end]
    if section.heading and len(section.heading) <= len(own):
        at = own.replace("\n", " ").find(section.heading)
        if at >= 0:
            return _short(own[: at + len(section.heading)])
    return _short(own.split("\n")[0])


def _short(line: str) -> str:
    words = line.split()
    return " ".join(words[:_TRAIL]) + ("…" if len(words) > _TRAIL else "")


class _Pages:
    """Looks up the pages of a stretch without going through every run of a long document."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = sorted(runs, key=lambda r: r.start)
        self._starts = [r.start for r in self._runs]

    def of(self, start: int, end: int) -> tuple[int, ...]:
        low = max(bisect.bisect_right(self._starts, start) - 1, 0)
        return pages_of(self._runs[low : bisect.bisect_left(self._starts, end)], start, end)
