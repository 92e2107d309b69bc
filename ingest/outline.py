"""The outline of a document: its sections in reading order, each with a place of its own.

The paragraphs are read once, from first to last. What a paragraph's number opens is decided from the number, from the
sections that are open, from the line before and, where that leaves a doubt, from the numbers that follow.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.records import Locator, Run, Section, pages_of
from index.vietnamese import count_syllables
from ingest import headings
from ingest.headings import Line
from ingest.manuscript import Manuscript
from ingest.numbering import ALPHABET, Kind, Mark, opens_capital, readings, run_ins

_RANK: dict[Kind, float] = {
    "phu-luc": 1, "mau": 2, "phan": 3, "chuong": 4, "capital": 5, "muc": 6, "tieu-muc": 7, "roman": 8, "dieu": 9,
}  # fmt: skip
_NUMBERS, _LETTERS, _NESTED, _TABLE, _ROW, _LOOSE, _DASH, _PLUS = 10.0, 30.0, 35.0, 36.0, 37.0, 38.0, 40.0, 41.0
_TITLED = {"phu-luc", "mau", "phan", "chuong", "capital", "muc", "tieu-muc", "roman", "dieu", "tieu-de"}
_LEAVES = {"number", "letter", "paren", "nested", "dash", "plus"}
_RARE = {ALPHABET.index(c) + 1 for c in "đfjwz"}  # letters that lists often leave out
_CONNECTIVE = re.compile(
    r"\b(?:tại|theo|của|các|những|từ|đến|với|về|hay|trong|là|và|hoặc|(?:quy định|quyết định|hướng dẫn|nghị quyết|"
    r"chỉ thị|kết luận|thông báo|quy chế|kế hoạch|văn bản|nghị định|thông tư) số)\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:điểm|khoản|mục|tiết)\s+(?:\d[\d.]*|[a-zđ]|[IVX]+)(?:(?:,| và)\s+(?:\d[\d.]*|[a-zđ]|[IVX]+))*\s*$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:khoản|điều|mục|tiết|chương|phụ lục|mẫu|biểu|(?<!thí )(?<!địa )(?<!thời )(?<!quan )(?<!đặc )(?<!ưu )"
    r"(?<!khuyết )(?<!kiểm )điểm)\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?<!\w)(?:không|phải|là|được|có|thì|do|bị|sẽ|đã|nên|cần|trong|khi)(?!\w)|(?<![\w(])\d", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"(?:của|và|hoặc|này|nêu|trên|thì|tại|theo|quy định (?:này|số|tại|của)|hướng dẫn (?:này|số|của)|quyết định (?:này|số)|"
    r"nghị (?:quyết|định) (?:này|số)|kết luận (?:này|số)|chỉ thị (?:này|số)|quy chế (?:này|số|của)|luật|bộ luật|"
    r"điều lệ|thông tư|điều \d|khoản \d|điểm \w\b|mục [\dIVX])",
    re.IGNORECASE,
)


def outline(m: Manuscript, body_start: int, body_end: int) -> tuple[Section, ...]:
    """Its sections in reading order. The body lies between the end of the head and the closing block;

    annexes, attached texts and footnotes are found wherever they stand after it. Together the sections hold every
    word of the text, each word in the own text of exactly one.
    """
    draft = _Draft(m.text, headings.lines_of(m), body_start, body_end if body_end > body_start else len(m.text))
    for i in range(len(draft.lines)):
        draft.read(i)
    draft.finish()
    return _sections(m, draft.spots)


@dataclass(slots=True)
class _Open:
    """A section that is open while reading. Lower ``rank`` is further out."""

    kind: str
    rank: float
    value: tuple[int, ...]
    segments: tuple[str, ...]
    style: str = ""


@dataclass(slots=True)
class _Spot:
    """Where a section begins. ``title`` is what may be its heading, up to ``title_end``; ``depth`` counts from 0."""

    kind: str
    start: int
    segments: tuple[str, ...]
    depth: int
    title: str = ""
    title_end: int = 0
    line: int = 0


@dataclass(slots=True)
class _Draft:
    text: str
    lines: list[Line]
    body_start: int
    body_end: int
    phase: str = "head"  # head, body, ket, annex
    head: int = 0  # the line with which the present head began
    spots: list[_Spot] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    title_until: int = -1  # the last line that belongs to a title already read
    in_table: bool = False

    # Reading

    def read(self, i: int) -> None:
        """Take in line ``i``: open what begins with it, or let it belong to what is open."""
        line = self.lines[i]
        if line.paragraph.footnote:
            self._footnote(i)
        elif i <= self.title_until or self._annex(i):
            return
        elif self.phase == "head":
            self._read_head(i)
        elif self.phase == "ket":
            self._read_ket(i)
        elif self.phase == "body" and (line.start >= self.body_end or headings.is_closing(line)):
            self._close(i)
        elif self.phase == "body" and headings.opens_attached(self.lines, i):
            self._attach(i)
        else:
            self._read_body(i)

    def finish(self) -> None:
        """Close what is open at the end of the text."""
        if self.phase == "head":
            self._unnumbered(self.head, len(self.lines))
        elif self.phase == "body":
            self._settle_ket(len(self.lines))
        self.spots.sort(key=lambda s: s.start)

    def _read_head(self, i: int) -> None:
        line = self.lines[i]
        if self.head == 0 and line.start < self.body_start:
            return
        if self.head < i and ((line.start >= self.body_end and not self.spots) or headings.is_closing(line)):
            self._unnumbered(self.head, i)
            self._open("ket", 0, (), "ket", line.start, i)
            self.phase = "ket"
            return
        if line.quoted or line.paragraph.table is not None:
            return
        mark = next((mk for mk in line.marks if self._begins(i, mk)), None)
        titled = mark is None and self._is_first_title(i)
        if mark is None and not titled:
            return
        if i > self.head:
            self._open("mo-dau", 0, (), "mo-dau", self.lines[self.head].start, self.head)
            self.stack.clear()
        self.phase = "body"
        self._read_body(i)

    def _read_ket(self, i: int) -> None:
        if headings.opens_attached(self.lines, i):
            self._attach(i)
            return
        line = self.lines[i]
        for mark in line.marks:
            if mark.kind in {"phan", "chuong", "roman", "dieu"} and mark.form == "clear" and not self._hangs(i):
                rest = line.text[mark.after :]
                again = mark.value == (1,) and (rest.isupper() or not rest or mark.kind == "dieu")
                if again and self._supported(i, mark):
                    self._attach(i)
                    self._read_head(i)
                    return

    def _read_body(self, i: int) -> None:
        line = self.lines[i]
        if line.paragraph.table is not None:
            self._row(i)
            return
        left_table, self.in_table = self.in_table, False
        if left_table:
            self._pop(_TABLE)
        for mark in line.marks:
            if self._accept(i, mark):
                self._run_ins(i, mark.after)
                return
        titled = headings.is_title(line) and not self._in_form()
        if titled and self.phase == "body" and self._signs_off(i):
            self._close(i)
            return
        rank = self._title_rank(i) if titled else None
        if rank is not None:
            self._open_title(i, rank)
        elif left_table:
            self._open("doan", _LOOSE, (), f"doan-{i + 1}", line.start, i)
        else:
            self._run_ins(i, 0)

    # Parts of a document

    def _close(self, i: int) -> None:
        """The closing block begins at line ``i``; a closing formula before it belongs to it."""
        if not self._settle_ket(i):
            self.stack.clear()
            self._open("ket", 0, (), "ket", self.lines[i].start, i)
        self.stack.clear()
        self.phase = "ket"

    def _settle_ket(self, end: int) -> bool:
        """Give unnumbered closing formulas before line ``end`` to "ket", unless the last section has no text but them."""
        spot = self.spots[-1] if self.spots else None
        if spot is None or spot.kind not in _LEAVES:
            return False
        first = bisect.bisect_right(self.lines, spot.start, key=lambda line: line.start)
        lone = self.lines[first - 1].ends_open
        for i in range(first + lone, end):
            if headings.is_formula(self.lines[i]) and self.lines[i].paragraph.table is None:
                self.stack.clear()
                self._open("ket", 0, (), "ket", self.lines[i].start, i)
                return True
        return False

    def _attach(self, i: int) -> None:
        """An attached text begins at line ``i``: its head first, its numbering from the start."""
        if self.phase == "body":
            self._settle_ket(i)
        self.stack.clear()
        self.last.clear()
        self.fresh.clear()
        self.phase, self.head = "head", i
        if self.body_end <= self.lines[i].start:
            self.body_end = len(self.text)

    def _unnumbered(self, begin: int, end: int) -> None:
        """A text without numbers from line ``begin`` to ``end``: its head, then paragraph by paragraph."""
        first = next((j for j in range(begin, end) if begin or self.lines[j].start >= self.body_start), end)
        if first > begin:
            self._open("mo-dau", 0, (), "mo-dau", self.lines[begin].start, begin)
        self.stack.clear()
        for j in range(first, end):
            line = self.lines[j]
            item = next((mk for mk in line.marks if mk.kind in {"dash", "plus"}), None)
            if line.paragraph.table is not None:
                self._row(j)
            elif item and self.stack:
                self._item(j, item)
            else:
                self._pop(0)
                self._open("doan", _LOOSE, (), f"doan-{j + 1}", line.start, j)
        self.stack.clear()

    def _footnote(self, i: int) -> None:
        if i and self.lines[i - 1].paragraph.footnote == self.lines[i].paragraph.footnote:
            return
        if self.phase == "head":
            self._unnumbered(self.head, i)
        elif self.phase == "body":
            self._settle_ket(i)
        self.stack.clear()
        self.phase = "annex"
        number = re.sub(r"\W+", "", self.lines[i].paragraph.footnote or "") or "1"
        self._open("chu-thich", 0, (), f"chu-thich-{number}", self.lines[i].start, i)

    def _annex(self, i: int) -> bool:
        """Open an annex or a form if line ``i`` is its head."""
        line = self.lines[i]
        mark = next((mk for mk in line.marks if mk.kind in {"phu-luc", "mau"}), None)
        if mark is None or not self._heads_annex(i, mark):
            return False
        if self.phase == "head":
            self._unnumbered(self.head, i)
        elif self.phase == "body":
            self._settle_ket(i)
        outer = self.stack[0] if self.stack else None
        holds_forms = outer is not None and outer.kind == "phu-luc" and self._forms_in(outer)
        name = mark.name or str(self.last.get(mark.kind, 0) + 1)
        self._pop(_RANK["mau"] if mark.kind == "mau" and holds_forms else 0)
        annexes = {k: self.last.get(k, 0) for k in ("phu-luc", "mau")}
        self.last = {**annexes, mark.kind: mark.value[0] if mark.value else annexes[mark.kind] + 1}
        self.fresh.clear()
        self.phase, self.in_table = "annex", False
        self._open(mark.kind, _RANK[mark.kind], mark.value, f"{mark.kind}-{name}", line.start, i)
        self._read_title(i, line.text[mark.after :])
        return True

    def _heads_annex(self, i: int, mark: Mark) -> bool:
        """Whether "Phụ lục 1" or "Mẫu 2" heads an annex here, and is no mention in a sentence or line of a list."""
        line = self.lines[i]
        if line.start < self.body_start and self.phase == "head":
            return False
        rest = line.text[mark.after :].strip()
        shown = line.paragraph.bold or line.paragraph.centred or line.text.isupper() or not rest or rest[0] == "("
        if not shown and (mark.form != "clear" or rest.endswith((".", ";", ",", ":"))):
            return False
        if count_syllables(line.text) > 40 or rest.endswith((";", ",")) or self._hangs(i):
            return False
        around = [self.lines[j] for j in (i - 1, i + 1) if 0 <= j < len(self.lines)]
        return not any(mk.kind == mark.kind for other in around for mk in other.marks)

    def _forms_in(self, annex: _Open) -> bool:
        spot = next(s for s in reversed(self.spots) if s.segments == annex.segments)
        return re.search(r"\bmẫu|\bbiểu", spot.title, re.IGNORECASE) is not None

    def _in_form(self) -> bool:
        return any(o.kind == "mau" for o in self.stack)

    # What a number opens

    def _begins(self, i: int, mark: Mark) -> bool:
        """Whether the first numbered section can begin with this mark."""
        if mark.kind in {"dash", "plus", "letter", "paren", "phu-luc", "mau"} or self._hangs(i):
            return False
        rest = self.lines[i].text[mark.after :]
        if mark.form != "clear":
            return mark.form == "plain" and mark.value == (1,) and self._shown(i, rest)
        if rest and not (opens_capital(rest) or rest[0].isdigit()):
            return False
        if mark.kind == "capital" and mark.value != (1,):
            return False
        return set(mark.value) == {1} or self._supported(i, mark)

    def _accept(self, i: int, mark: Mark) -> bool:
        """Open what the mark names if it fits here."""
        match mark.kind:
            case "dash" | "plus":
                self._item(i, mark)
                return True
            case "number":
                return not self._hangs(i, mark) and self._number(i, mark)
            case "letter" | "paren":
                return not self._hangs(i, mark) and self._listed(i, mark)
            case "phu-luc" | "mau":
                return False
        return not self._hangs(i, mark) and self._named(i, mark)

    def _named(self, i: int, mark: Mark) -> bool:
        """Phần, Chương, Mục, Điều, "II-", "B.": in their sequence, starting again where something outside them began."""
        rest, value, before = self.lines[i].text[mark.after :], mark.value[0], self.last.get(mark.kind)
        due = value == 1 if before is None else value == before + 1 or (value == 1 and mark.kind in self.fresh)
        if mark.form == "plain":
            fits = due and self._shown(i, rest)
        elif rest and not opens_capital(rest):
            fits = False
        elif mark.kind == "capital":
            fits = (due and value > 1) or (rest.isupper() and self._opens_part(i)) or (due and self._supported(i, mark))
        elif due:
            fits = True
        else:
            near = before is None or before <= value <= before + 4
            fits = (near and (mark.kind == "dieu" or rest.isupper() or not rest)) or self._supported(i, mark)
        if fits:
            self._open_named(i, mark)
        return fits

    def _open_named(self, i: int, mark: Mark) -> None:
        rank = next((o.rank for o in self.stack if o.kind == mark.kind), _RANK[mark.kind])
        if mark.kind == "capital" and not any(o.kind == "capital" for o in self.stack):
            below = self._next_mark(i)[1]
            in_roman = any(o.kind == "roman" for o in self.stack) and not (
                below and below.kind == "roman" and below.value == (1,)
            )
            rank = _RANK["roman"] + 0.5 if in_roman else rank
        tail = mark.name if mark.kind == "capital" else f"{'muc' if mark.kind == 'roman' else mark.kind}-{mark.name}"
        self._pop(rank)
        self._open(mark.kind, rank, mark.value, tail, self.lines[i].start, i)
        self.last[mark.kind] = mark.value[0]
        self._refresh(rank)
        self.fresh.discard(mark.kind)
        self._read_title(i, self.lines[i].text[mark.after :])

    def _number(self, i: int, mark: Mark) -> bool:
        """ "1.", "1.1.": the next, the first below, or nearly so; "1." again is a list inside, or a new beginning."""
        nested = next((o for o in reversed(self.stack) if o.kind == "nested"), None)
        rest, path = self.lines[i].text[mark.after :], self._path()
        if nested and mark.form == "clear" and mark.value == (nested.value[0] + 1,) and mark.style == nested.style:
            return self._open_nested(i, mark)
        due = mark.value in _successors(path)
        if mark.form == "typo" or not due:
            titled = opens_capital(rest) or rest[:1].isdigit()
            if not titled or (mark.form != "clear" and not (due and len(mark.value) > 1)):
                return False
        if mark.form == "plain" and (not due or _REFERENCE.match(rest)):
            return False
        if mark.value == (1,) and path:
            if self._is_other_style(mark) or self._is_list_inside(i, path):
                return self._open_nested(i, mark)
            self._name_restart(i)
        elif not due and not self._nearly(i, mark, path):
            return False
        self._open_number(self.lines[i].start, i, mark)
        self._read_title(i, rest)
        return True

    def _nearly(self, i: int, mark: Mark, path: tuple[int, ...]) -> bool:
        """Whether a number out of sequence is a slip of the document rather than no heading."""
        value, d = mark.value, len(mark.value) - 1
        if not path:
            return d > 0 or self._supported(i, mark)
        if value == path[: d + 1]:
            return True
        if d < len(path) and value[:d] == path[:d]:
            return path[d] < value[d] <= path[d] + 5 or (d > 0 and value[d] < path[d]) or self._supported(i, mark)
        if value[: len(path)] == path:
            return value[len(path)] <= 5
        return path[0] <= value[0] <= path[0] + 2 or self._supported(i, mark)

    def _open_number(self, start: int, i: int, mark: Mark) -> None:
        value = mark.value
        while self.stack and self.stack[-1].rank >= _NUMBERS:
            top = self.stack[-1]
            if top.kind == "number" and len(top.value) < len(value) and value[: len(top.value)] == top.value:
                break
            self.stack.pop()
        outside = [o for o in self.stack if o.kind != "number"]
        base = outside[-1].segments if outside else ()
        in_article = bool(outside) and outside[-1].kind == "dieu"
        if in_article:
            base = next((o.segments for o in self.stack if o.segments[-1].startswith("khoan-")), base)
        tail = f"khoan-{mark.name}" if in_article and len(value) == 1 else mark.name
        self._open("number", _NUMBERS + len(value), value, tail, start, i, base)
        self.stack[-1].style = mark.style

    def _path(self) -> tuple[int, ...]:
        return next((o.value for o in reversed(self.stack) if o.kind == "number"), ())

    def _open_nested(self, i: int, mark: Mark) -> bool:
        self._pop(_NESTED)
        self._open("nested", _NESTED, mark.value, mark.name, self.lines[i].start, i)
        self.stack[-1].style = mark.style
        return True

    def _is_other_style(self, mark: Mark) -> bool:
        """Whether "1." begins a list inside "1-", or the other way round."""
        return self._style() not in {"", mark.style}

    def _style(self) -> str:
        return next((o.style for o in reversed(self.stack) if o.kind == "number"), "")

    def _is_list_inside(self, i: int, path: tuple[int, ...]) -> bool:
        """Whether "1." begins a list inside what is open: introduced by a colon, and followed by what is due outside."""
        if not self.lines[i - 1].text.rstrip().endswith(":"):
            return False
        letter = next((o.value[0] for o in reversed(self.stack) if o.kind == "letter"), None)
        count = 1
        for line in self.lines[i + 1 :]:
            for mark in line.marks:
                if mark.kind in _RANK and mark.form == "clear":
                    return letter is not None and count > 1
                if mark.kind == "number" and mark.value == (count + 1,):
                    count += 1
                    break
                if mark.kind == "number" and mark.value in _successors(path):
                    return True
                if mark.kind == "letter" and letter is not None and mark.value[0] == letter + 1:
                    return True
        return letter is not None or len(path) > 1

    def _name_restart(self, i: int) -> None:
        """A short line before a number that starts again is a heading without number, though nothing shows it."""
        before = self.lines[i - 1]
        known = any(s.line == i - 1 for s in reversed(self.spots)) or i - 1 <= self.title_until
        plain = not before.marks and not before.quoted and before.paragraph.table is None
        if (
            not known
            and plain
            and before.ends_open
            and opens_capital(before.text)
            and count_syllables(before.text) <= 25
        ):
            self._open_title(i - 1, _RANK["dieu"] + 0.5)

    def _listed(self, i: int, mark: Mark) -> bool:
        """ "a)" and "(1)": the next of the open list, or the first of a list inside what is open."""
        own = next((o for o in reversed(self.stack) if o.kind == mark.kind), None)
        other = next(
            (o for o in reversed(self.stack) if o.kind == ("paren" if mark.kind == "letter" else "letter")), None
        )
        value, rest = mark.value[0], self.lines[i].text[mark.after :]
        if mark.style == ")" and own is None and self._style() in {"", ")"}:
            return self._number(i, Mark("number", mark.value, mark.name, mark.after, style=")"))
        titled = opens_capital(rest) or rest[:1].isdigit()
        if own is not None and _follows(own.value[0], value, mark.kind):
            return self._open_listed(i, mark, own.rank)
        inside_other = other is not None and (own is None or other.rank > own.rank)
        if value == 1 and (own is None or inside_other):
            if mark.form == "plain" and not titled:
                return False
            return self._open_listed(i, mark, other.rank + 0.5 if other else _LETTERS)
        if mark.form == "plain" or not titled:
            return False
        if own is None:
            return value <= 6 and self._supported(i, mark) and self._open_listed(i, mark, _LETTERS)
        near = own.value[0] <= value <= own.value[0] + 3
        return (near or self._supported(i, mark)) and self._open_listed(i, mark, own.rank)

    def _open_listed(self, i: int, mark: Mark, rank: float) -> bool:
        self._pop(rank)
        top = self.stack[-1] if self.stack else None
        if mark.kind == "paren":
            tail = f"n{mark.name}"
        elif top is not None and (top.kind == "dieu" or top.segments[-1].startswith("khoan-")):
            tail = f"diem-{mark.name}"
        else:
            tail = mark.name
        self._open(mark.kind, rank, mark.value, tail, self.lines[i].start, i)
        self._read_title(i, self.lines[i].text[mark.after :])
        return True

    def _item(self, i: int, mark: Mark) -> None:
        """A dash or a plus: the nth among its siblings."""
        self._pop(_DASH if mark.kind == "dash" else _PLUS)
        parent = ".".join(self.stack[-1].segments) if self.stack else ""
        sign = "g" if mark.kind == "dash" else "c"
        key = f"{parent}.{sign}"
        self.counts[key] = self.counts.get(key, 0) + 1
        rank = _DASH if mark.kind == "dash" else _PLUS
        self._open(mark.kind, rank, (), f"{sign}{self.counts[key]}", self.lines[i].start, i)

    def _row(self, i: int) -> None:
        """A row of a table: the table is counted within the annex or the body, its rows from 0."""
        paragraph = self.lines[i].paragraph
        table = self.stack[-2] if len(self.stack) > 1 and self.stack[-2].kind == "bang" else None
        if table is None or table.value != (paragraph.table,):
            self._pop(_TABLE)
            self._pop(_DASH)
            region = self.stack[0].segments[0] if self.stack and self.stack[0].kind in {"phu-luc", "mau"} else ""
            key = f"{region}.bang"
            self.counts[key] = self.counts.get(key, 0) + 1
            self._open("bang", _TABLE, (paragraph.table or 0,), f"bang-{self.counts[key]}", paragraph.start, i)
        self._pop(_ROW)
        self._open("dong", _ROW, (), f"dong-{paragraph.row or 0}", paragraph.start, i)
        self.in_table = True

    def _run_ins(self, i: int, after: int) -> None:
        """Numbers due next that stand inside the paragraph, after the end of a sentence."""
        line = self.lines[i]
        if line.quoted or line.paragraph.table is not None or self.phase not in {"body", "annex"}:
            return
        for at in run_ins(line.text):
            if at <= after:
                continue
            mark = next((mk for mk in readings(line.text[at:]) if mk.kind == "number" and mk.form == "clear"), None)
            path = self._path()
            if mark is None or not path or mark.value not in _successors(path):
                continue
            rest = line.text[at + mark.after :]
            if opens_capital(rest) and (len(mark.value) > 1 or self._is_borne_out(i, mark)):
                self._open_number(line.start + at, i, mark)
                spot = self.spots[-1]
                spot.title, spot.title_end = rest.strip(), line.paragraph.end

    def _is_borne_out(self, i: int, mark: Mark) -> bool:
        """Whether the next number below is the first of its own: "29." in a sentence, then "29.1."."""
        for line in self.lines[i + 1 :]:
            for following in line.marks:
                if following.kind == "number" and following.form == "clear":
                    return following.value == (*mark.value, 1)
        return False

    # Headings without number

    def _is_first_title(self, i: int) -> bool:
        """Whether a heading without number opens the body: running text or a list follows it, and no preamble does."""
        line = self.lines[i]
        if not headings.is_title(line) or i + 1 >= len(self.lines):
            return False
        below = self.lines[i + 1]
        after_text = i > self.head and self.lines[i - 1].text.rstrip()[-1:] == "." and not self.lines[i - 1].marks
        if (
            after_text
            and line.text != line.text.upper()
            and any(mk.kind == "number" and mk.value == (1,) for mk in below.marks)
        ):
            return True
        if line.marks or headings.announces(line):
            return False
        return headings.is_plain(below) and below.text.rstrip().endswith(".")

    def _open_title(self, i: int, rank: float) -> None:
        self._pop(rank)
        region = self.stack[0].segments[0] if self.stack and self.stack[0].kind in {"phu-luc", "mau"} else ""
        key = f"{region}.tieu-de"
        self.counts[key] = self.counts.get(key, 0) + 1
        self._open("tieu-de", rank, (), f"tieu-de-{self.counts[key]}", self.lines[i].start, i)
        self._refresh(rank)
        self._read_title(i, self.lines[i].text)

    def _signs_off(self, i: int) -> bool:
        """Whether a line in capitals near the end is the one who signs: nothing but a few words stands below it."""
        below = self.lines[i + 1 :]
        few = len(below) <= 3 and not any(line.marks or line.paragraph.table is not None for line in below)
        return few and headings.names_signer(self.lines[i])

    def _title_rank(self, i: int) -> float | None:
        """How far out a heading without number stands, from the number that follows it; None when it is no heading."""
        below = self.lines[i + 1] if i + 1 < len(self.lines) else None
        if below is None or headings.is_closing(below) or any(mk.form != "plain" for mk in self.lines[i].marks):
            return None
        j, mark = self._next_mark(i)
        listed = next((o for o in reversed(self.stack) if o.kind in {"letter", "paren"}), None)
        if mark is not None and listed is not None and mark.kind == listed.kind:
            return None if mark.value[0] == listed.value[0] + 1 else _LETTERS - 1
        if mark is not None and mark.kind in {"letter", "paren"}:
            return _LETTERS - 1
        if mark is not None and mark.kind == "number":
            return self._rank_above_number(i, j, mark)
        if j != i + 1 and not (headings.is_plain(below) or below.marks or below.paragraph.table is not None):
            return None
        if mark is None:
            return _RANK["phan"] - 0.5
        rank, again = _RANK[mark.kind], mark.value == (1,) and mark.kind in self.last
        return rank - 0.5 if j == i + 1 and (mark.kind == "dieu" or again) else rank

    def _next_mark(self, i: int) -> tuple[int, Mark | None]:
        """The first clear number below line ``i`` before the body ends, dashes apart, and its line."""
        for j in range(i + 1, len(self.lines)):
            line = self.lines[j]
            if headings.is_closing(line) or line.start >= self.body_end > self.lines[i].start:
                break
            for mark in line.marks:
                if mark.form == "clear" and mark.kind in {"phu-luc", "mau"}:
                    return j, None
                if mark.form == "clear" and mark.kind not in {"dash", "plus"}:
                    return j, mark
        return len(self.lines), None

    def _rank_above_number(self, i: int, j: int, mark: Mark) -> float:
        """Above the numbers that start again under it, beside those that have not begun, inside a clause that goes on."""
        path = self._path()
        if mark.value == (1,) and self._is_other_style(mark):
            return _LETTERS - 1
        if mark.value == (1,):
            return _RANK["dieu"] + 0.5 if path or j == i + 1 else _NUMBERS + 1
        return _LETTERS - 1 if mark.value in _successors(path) else _RANK["dieu"] + 0.5

    def _read_title(self, i: int, rest: str) -> None:
        """Note what may be the heading of the section just opened: the rest of its line and the title lines below."""
        spot = self.spots[-1]
        parts, j = [rest.strip()] if rest.strip() else [], i + 1
        if spot.kind in _TITLED:
            while j < min(i + 5, len(self.lines)) and not headings.opens_attached(self.lines, j):
                bare = not parts and (spot.kind != "dieu" or self._is_bold_or_short(j))
                if not headings.continues_title(self.lines[j], self.lines[j - 1], bare):
                    break
                parts.append(self.lines[j].text.strip())
                j += 1
            self.title_until = max(self.title_until, j - 1)
        spot.title, spot.title_end = " ".join(parts), self.lines[j - 1].paragraph.end

    def _opens_part(self, i: int) -> bool:
        """Whether the next number below line ``i`` is a first one: what a heading over numbered clauses has below it."""
        mark = self._next_mark(i)[1]
        return mark is not None and mark.value == (1,)

    def _is_bold_or_short(self, i: int) -> bool:
        line = self.lines[i]
        return line.paragraph.bold or (line.ends_open and count_syllables(line.text) <= 20)

    # The stack

    def _open(
        self,
        kind: str,
        rank: float,
        value: tuple[int, ...],
        tail: str,
        start: int,
        line: int,
        base: tuple[str, ...] | None = None,
    ) -> None:
        outer = base if base is not None else (self.stack[-1].segments if self.stack else ())
        segments, again = (*outer, tail), 1
        while ".".join(segments) in self.taken:
            again += 1
            segments = (*outer, f"{tail}~{again}")
        self.taken.add(".".join(segments))
        self.spots.append(_Spot(kind, start, segments, len(self.stack), line=line))
        self.stack.append(_Open(kind, rank, value, segments))

    def _pop(self, rank: float) -> None:
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()

    def _refresh(self, rank: float) -> None:
        self.fresh.update(k for k, r in _RANK.items() if r > rank)

    # Context

    def _hangs(self, i: int, mark: Mark | None = None) -> bool:
        """Whether line ``i`` goes on with the sentence of the line before, so that its number is a reference."""
        if i == 0:
            return False
        before, after_spot = self.lines[i - 1], any(spot.line == i - 1 for spot in self.spots[-1:])
        text = before.text.rstrip()
        in_title = (after_spot and self.spots[-1].kind in _TITLED) or i - 1 <= self.title_until
        if after_spot and mark is not None and mark.form == "clear" and self._is_due(mark):
            return not text.isupper() and bool(_CONNECTIVE.search(text) or _NUMBERED.search(text))
        hanging = _CONNECTIVE.search(text) or _NUMBERED.search(text) or _NOUN.search(text)
        if hanging and not (in_title and text.isupper()):
            return not (mark is not None and mark.kind == "letter" and re.search(r"\b(?:và|hoặc)$", text))
        rest = self.lines[i].text[mark.after :] if mark else ""
        return bool(rest) and rest[0].islower() and before.ends_open and not in_title and text[-1] not in ')”"-–'

    def _is_due(self, mark: Mark) -> bool:
        """Whether the mark is the one that comes next in its sequence."""
        if mark.kind == "number":
            return mark.value in _successors(self._path())
        if mark.kind in {"letter", "paren"}:
            own = next((o.value[0] for o in reversed(self.stack) if o.kind == mark.kind), 0)
            return _follows(own, mark.value[0], mark.kind) or mark.value == (1,)
        return bool(mark.value) and mark.value[0] in {1, self.last.get(mark.kind, 0) + 1}

    def _shown(self, i: int, rest: str) -> bool:
        """Whether its looks make it a heading: bold, centred or a line by itself, short, not worded as a reference."""
        paragraph = self.lines[i].paragraph
        looks = (paragraph.bold or paragraph.centred) and count_syllables(rest) <= 30
        alone = (i == 0 or not self.lines[i - 1].ends_open) and self.lines[i].ends_open and count_syllables(rest) <= 15
        return (looks or alone) and opens_capital(rest) and not _REFERENCE.match(rest)

    def _supported(self, i: int, mark: Mark) -> bool:
        """Whether the next of its kind below goes on from it."""
        for line in self.lines[i + 1 :]:
            for following in line.marks:
                if following.kind == mark.kind and following.form == "clear":
                    if mark.kind == "number":
                        return following.value in _successors(mark.value)
                    return following.value[0] == mark.value[0] + 1
                if following.kind in {"phu-luc", "mau"} and following.form == "clear":
                    return False
        return False


def _successors(path: tuple[int, ...]) -> set[tuple[int, ...]]:
    """The numbers that may come after one: (5, 4) → 5.4.1, 5.5, 6."""
    if not path:
        return {(1,)}
    return {(*path, 1), *((*path[:d], path[d] + 1) for d in range(len(path)))}


def _follows(before: int, value: int, kind: Kind) -> bool:
    """Whether a letter or "(n)" is the next one; Vietnamese lists may leave out đ, f, j, w and z."""
    if kind != "letter":
        return value == before + 1
    return value > before and all(v in _RARE for v in range(before + 1, value))


def _sections(m: Manuscript, spots: Sequence[_Spot]) -> tuple[Section, ...]:
    """The spots as sections: each ends where the next begins, and closes where one not below it begins."""
    runs = sorted(m.runs, key=lambda r: r.start)
    starts = [r.start for r in runs]
    sections = []
    for i, spot in enumerate(spots):
        end = spots[i + 1].start if i + 1 < len(spots) else len(m.text)
        close = next((s.start for s in spots[i + 1 :] if s.depth <= spot.depth), len(m.text))
        end, close = _trimmed(m.text, spot.start, end), _trimmed(m.text, spot.start, close)
        locator = Locator(spot.segments, _pages(runs, starts, spot.start, close))
        sections.append(Section(locator, _heading(m.text, spot, end, close), spot.start, end, close))
    return tuple(sections)


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _pages(runs: Sequence[Run], starts: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    """``pages_of`` over the runs that can matter."""
    low = max(bisect.bisect_right(starts, start) - 1, 0)
    return pages_of(runs[low : bisect.bisect_left(starts, end)], start, end)


def _heading(text: str, spot: _Spot, end: int, close: int) -> str:
    """The title of a section: what follows its number, when that is a title and not the clause itself."""
    if spot.kind in {"mo-dau", "ket", "doan", "dash", "plus", "bang", "dong", "chu-thich", "nested"} or not spot.title:
        return ""
    title = spot.title.split("\n")[0]
    bare, size = title.strip(" .:;-–—"), count_syllables(title)
    if spot.kind in _TITLED - {"dieu"}:
        return bare if size <= 60 else ""
    first = re.match(r"(.{3,140}?)(?<!\b[A-ZĐ])\.\s+(?=[A-ZĐÀ-Ỹ])", title)
    if first:
        return first[1] if count_syllables(first[1]) <= 14 and not _SENTENCE.search(first[1]) else ""
    whole = size <= 16 if title.endswith(".") else size <= 40
    return bare if whole and (close > spot.title_end or not title.endswith((".", ";", ","))) else ""
