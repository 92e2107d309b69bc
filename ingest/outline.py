"""The outline of a document: its sections in reading order, each with a place of its own.

The lines are read once, from first to last: a head, a body, a closing block, annexes, notes. What a line's number opens
is decided from the number, from the sections that are open, from the line before and, where that leaves a doubt, from
the numbers that follow.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.records import Locator, Run, Section, pages_of
from index.vietnamese import count_syllables
from ingest import headings
from ingest.clauses import Clauses
from ingest.headings import Line
from ingest.manuscript import Manuscript
from ingest.numbering import Mark
from ingest.surroundings import Surroundings
from ingest.tree import LEAVES, RANK, TABLE, TITLED, Open, Spot, Tree

_UNTITLED = {"mo-dau", "ket", "doan", "dash", "plus", "bang", "dong", "chu-thich", "nested"}
_FIRST_SENTENCE = re.compile(r"(.{3,140}?)(?<!\b[A-ZĐ])\.\s+(?=[A-ZĐÀ-Ỹ])")
_VERBAL = re.compile(
    r"(?<!\w)(?:không|phải|là|được|có|thì|do|bị|sẽ|đã|nên|cần|trong|khi)(?!\w)|(?<![\w(])\d", re.IGNORECASE
)


def outline(m: Manuscript, body_start: int, body_end: int) -> tuple[Section, ...]:
    """Its sections in reading order. The body lies between the end of the head and the closing block; annexes, attached
    texts and footnotes are found wherever they stand after it.

    Together the sections hold every word of the text, each word in the own text of exactly one.
    """
    lines = headings.lines_of(m)
    around = Surroundings(lines, Tree(), body_end if body_end > body_start else len(m.text))
    draft = _Draft(lines, around, Clauses(around), body_start)
    for i in range(len(lines)):
        draft.read(i)
    draft.finish()
    return _sections(m, sorted(around.tree.spots, key=lambda spot: spot.start))


@dataclass(slots=True)
class _Draft:
    """Reads the parts of a document. ``head`` is the line with which the head begins that is being read."""

    lines: Sequence[Line]
    around: Surroundings
    clauses: Clauses
    body_start: int
    part: Literal["head", "body", "ket", "annex"] = "head"
    head: int = 0
    in_table: bool = False

    @property
    def tree(self) -> Tree:
        return self.around.tree

    def read(self, i: int) -> None:
        """Take in line ``i``: open what begins with it, or let it belong to what is open."""
        line = self.lines[i]
        if line.paragraph.footnote:
            self._read_footnote(i)
        elif i <= self.tree.title_to or self._read_annex(i):
            return
        elif self.part == "head":
            self._read_head(i)
        elif self.part == "ket":
            self._read_ket(i)
        elif self.part == "body" and (line.start >= self.around.body_end or headings.is_closing(line)):
            self._close(i)
        elif self.part == "body" and headings.opens_attached(self.lines, i):
            self._attach(i)
        else:
            self._read_body(i)

    def finish(self) -> None:
        """Come to the end of the text."""
        self._leave(len(self.lines))

    def _leave(self, i: int) -> None:
        """Leave the head or the body before line ``i``: a head without body is a text without numbers."""
        if self.part == "head":
            self._read_unnumbered(self.head, i)
        elif self.part == "body":
            self._settle_ket(i)
        self.tree.close_all()

    def _begin(self, name: str, i: int) -> None:
        """Begin a part outside all sections: "mo-dau", "ket", "chu-thich-3"."""
        self.tree.close_all()
        kind = "chu-thich" if name.startswith("chu-thich") else name
        self.tree.begin(Open(kind, 0, (), (name,)), self.lines[i].start, i)

    def _read_head(self, i: int) -> None:
        line = self.lines[i]
        if self.head == 0 and line.start < self.body_start:
            return
        if self.head < i and (
            headings.is_closing(line) or (line.start >= self.around.body_end and not self.tree.spots)
        ):
            self._close(i)
        elif self._opens_body(i):
            if i > self.head:
                self._begin("mo-dau", self.head)
                self.tree.close_all()
            self.part = "body"
            self._read_body(i)

    def _opens_body(self, i: int) -> bool:
        """Whether the first section begins at line ``i``."""
        line = self.lines[i]
        if line.quoted or line.paragraph.table is not None:
            return False
        return any(self.clauses.begins(i, mark) for mark in line.marks) or self.clauses.is_first_title(i, self.head)

    def _read_body(self, i: int) -> None:
        line = self.lines[i]
        if line.paragraph.table is not None:
            self.clauses.row(i)
            self.in_table = True
            return
        left_table, self.in_table = self.in_table, False
        if left_table:
            self.tree.close_from(TABLE)
        mark = next((mark for mark in line.marks if self.clauses.accept(i, mark)), None)
        if mark is not None:
            self.clauses.run_ins(i, mark.after)
        elif not self._read_title(i):
            if left_table:
                self.clauses.paragraph(i)
            else:
                self.clauses.run_ins(i, 0)

    def _read_title(self, i: int) -> bool:
        """Open a heading without number, or the closing block that begins with who signs."""
        if not headings.is_title(self.lines[i]) or self.tree.innermost("mau"):
            return False
        if self.part == "body" and self.around.signs_off(i):
            self._close(i)
            return True
        rank = self.clauses.title_rank(i)
        if rank is not None:
            self.clauses.open_title(i, rank)
        return rank is not None

    def _read_unnumbered(self, begin: int, end: int) -> None:
        """A text without numbers, from line ``begin`` to ``end``: its head, then paragraph by paragraph."""
        first = next((j for j in range(end) if self.lines[j].start >= self.body_start), end)
        if begin:
            first = headings.attached_title(self.lines, begin, end)
        if first > begin:
            self._begin("mo-dau", begin)
        self.tree.close_all()
        for j in range(first, end):
            line = self.lines[j]
            item = next((mark for mark in line.marks if mark.kind in {"dash", "plus"}), None)
            if line.paragraph.table is not None:
                self.clauses.row(j)
            elif item and self.tree.stack:
                self.clauses.item(j, item)
            else:
                self.tree.close_all()
                self.clauses.paragraph(j)
                if item:
                    self.tree.close_all()

    # The closing block, and what stands after it

    def _close(self, i: int) -> None:
        """The closing block begins at line ``i``; a closing formula before it belongs to it."""
        if self.part == "head":
            self._read_unnumbered(self.head, i)
        if self.part == "head" or not self._settle_ket(i):
            self._begin("ket", i)
        self.tree.close_all()
        self.part = "ket"

    def _settle_ket(self, end: int) -> bool:
        """Give unnumbered closing formulas before line ``end`` to "ket", unless the last section has no text but them."""
        spot = self.tree.spots[-1] if self.tree.spots else None
        if spot is None or spot.kind not in {*LEAVES, "dieu"}:
            return False
        first = bisect.bisect_right(self.lines, spot.start, key=lambda line: line.start)
        heading_only = self.lines[first - 1].ends_open
        if heading_only and spot.kind == "dieu":
            return False
        for i in range(first + heading_only, end):
            if headings.is_formula(self.lines[i]) and self.lines[i].paragraph.table is None:
                self._begin("ket", i)
                return True
        return False

    def _read_ket(self, i: int) -> None:
        """After the closing block another text may be attached, with its title in capitals or with its first section."""
        if headings.opens_attached(self.lines, i, closed=True):
            self._attach(i)
        elif any(self._starts_again(i, mark) for mark in self.lines[i].marks):
            self._attach(i)
            self._read_head(i)

    def _starts_again(self, i: int, mark: Mark) -> bool:
        if mark.kind not in {"phan", "chuong", "roman", "dieu"} or mark.form != "clear" or mark.value != (1,):
            return False
        rest = self.around.rest(i, mark)
        shown = mark.kind == "dieu" or not rest or rest.isupper()
        return shown and not self.around.hangs(i) and self.around.supported(i, mark)

    def _attach(self, i: int) -> None:
        """An attached text begins at line ``i``: its head first, its numbering from the start."""
        self._leave(i)
        self.tree.begin_text()
        self.part, self.head = "head", i
        if self.around.body_end <= self.lines[i].start:
            self.around.body_end = self.lines[-1].paragraph.end

    def _read_footnote(self, i: int) -> None:
        note = self.lines[i].paragraph.footnote or ""
        if i and self.lines[i - 1].paragraph.footnote == note:
            return
        self._leave(i)
        self.part = "annex"
        self._begin(f"chu-thich-{re.sub(r'[^0-9a-z]', '', note.lower()) or '1'}", i)

    def _read_annex(self, i: int) -> bool:
        """Open an annex or a form if line ``i`` is its head; a form stands inside an annex of forms."""
        line = self.lines[i]
        mark = next((mark for mark in line.marks if mark.kind in {"phu-luc", "mau"}), None)
        if mark is None or not self._heads_annex(i, mark):
            return False
        if self.part in {"head", "body"}:
            self._leave(i)
        inside = mark.kind == "mau" and self._in_annex_of_forms()
        value = mark.value[0] if mark.value else self.tree.last.get(mark.kind, 0) + 1
        self.tree.last = {**{kind: self.tree.last.get(kind, 0) for kind in ("phu-luc", "mau")}, mark.kind: value}
        self.tree.fresh.clear()
        self.part, self.in_table = "annex", False
        if not inside:
            self.tree.close_all()
        self.clauses.open(i, mark, RANK[mark.kind], f"{mark.kind}-{mark.name or value}")
        return True

    def _heads_annex(self, i: int, mark: Mark) -> bool:
        """Whether "Phụ lục 1" or "Mẫu 2" heads an annex here, and is no mention in a sentence or line of a list."""
        line = self.lines[i]
        if line.start < self.body_start and self.part == "head":
            return False
        rest = self.around.rest(i, mark).strip()
        shown = line.paragraph.bold or line.paragraph.centred or line.text.isupper() or not rest or rest[0] == "("
        if not shown and (mark.form != "clear" or rest.endswith((".", ":"))):
            return False
        if count_syllables(line.text) > 40 or rest.endswith((";", ",")) or self.around.hangs(i):
            return False
        around = [self.lines[j] for j in (i - 1, i + 1) if 0 <= j < len(self.lines)]
        return not any(_is_listed(near, other) for near in around for other in near.marks if other.kind == mark.kind)

    def _in_annex_of_forms(self) -> bool:
        if not self.tree.stack or self.tree.stack[0].kind != "phu-luc":
            return False
        annex = next(spot for spot in reversed(self.tree.spots) if spot.segments == self.tree.stack[0].segments)
        return re.search(r"\bmẫu|\bbiểu", annex.title, re.IGNORECASE) is not None


def _is_listed(line: Line, mark: Mark) -> bool:
    """Whether an annex beside another stands in a list of them; a whole sentence about an annex is no such list."""
    return mark.form == "clear" or not line.text.rstrip().endswith(".")


def _sections(m: Manuscript, spots: Sequence[Spot]) -> tuple[Section, ...]:
    """The spots as sections: each ends where the next begins, and closes where one not below it begins."""
    runs = sorted(m.runs, key=lambda run: run.start)
    starts = [run.start for run in runs]
    sections = []
    for i, spot in enumerate(spots):
        end = spots[i + 1].start if i + 1 < len(spots) else len(m.text)
        close = next((s.start for s in spots[i + 1 :] if s.depth <= spot.depth), len(m.text))
        end, close = (spot.start + len(m.text[spot.start : edge].rstrip()) for edge in (end, close))
        locator = Locator(spot.segments, _pages(runs, starts, spot.start, close))
        sections.append(Section(locator, _heading(spot, end, close), spot.start, end, close))
    return tuple(sections)


def _pages(runs: Sequence[Run], starts: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    """``pages_of`` over the runs that can matter."""
    low = max(bisect.bisect_right(starts, start) - 1, 0)
    return pages_of(runs[low : bisect.bisect_left(starts, end)], start, end)


def _heading(spot: Spot, end: int, close: int) -> str:
    """The title of a section: what follows its number, when that is a title and not the clause itself."""
    if spot.kind in _UNTITLED or not spot.title:
        return ""
    title = spot.title.split("\n")[0]
    bare, size = title.strip(" .:;-–—"), count_syllables(title)
    if spot.kind in TITLED - {"dieu"}:
        return bare if size <= 60 else ""
    first = _FIRST_SENTENCE.match(title)
    if first:
        return first[1] if count_syllables(first[1]) <= 14 and not _VERBAL.search(first[1]) else ""
    if title.endswith(".") and spot.kind in {"letter", "paren"} and close == end:
        return ""
    whole = size <= 16 if title.endswith(".") else size <= 40
    return bare if whole and (close > spot.title_end or not title.endswith((".", ";", ","))) else ""
