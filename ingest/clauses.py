"""What a line opens: a named section, a printed number, a letter, a dash, a row, or a heading without number."""

from dataclasses import dataclass

from index.vietnamese import count_syllables
from ingest import headings
from ingest.headings import Line
from ingest.numbering import Mark, opens_capital, readings, run_ins
from ingest.surroundings import Surroundings, is_reference
from ingest.tree import (
    DASH,
    IN_CLAUSE,
    LETTERS,
    LOOSE,
    NESTED,
    NUMBERS,
    OVER_NUMBERS,
    PLUS,
    RANK,
    ROW,
    TABLE,
    TITLED,
    Open,
    Tree,
    follows,
    successors,
)  # fmt: skip


@dataclass(slots=True)
class Clauses:
    """Opens sections in the tree, one line at a time."""

    around: Surroundings

    @property
    def tree(self) -> Tree:
        return self.around.tree

    def line(self, i: int) -> Line:
        return self.around.lines[i]

    def begins(self, i: int, mark: Mark) -> bool:
        """Whether the first numbered section of a text can begin with this mark."""
        if mark.kind in {"dash", "plus", "letter", "paren", "phu-luc", "mau"} or self.around.hangs(i):
            return False
        rest = self.around.rest(i, mark)
        if mark.form != "clear":
            return mark.form == "plain" and mark.value == (1,) and self.around.shown(i, rest)
        if rest and not (opens_capital(rest) or rest[0].isdigit()):
            return False
        if mark.kind == "capital" and mark.value != (1,):
            return False
        return set(mark.value) == {1} or self.around.supported(i, mark)

    def accept(self, i: int, mark: Mark) -> bool:
        """Open what the mark names if it fits here."""
        if mark.kind in {"dash", "plus"}:
            self.item(i, mark)
            return True
        if mark.kind in {"phu-luc", "mau"} or self.around.hangs(i, mark):
            return False
        if mark.kind == "number":
            return self._number(i, mark)
        return self._listed(i, mark) if mark.kind in {"letter", "paren"} else self._named(i, mark)

    # Phần, Chương, Mục, Điều, "II-", "B."

    def _named(self, i: int, mark: Mark) -> bool:
        """In their sequence, starting again where something outside them began; out of it only with good reason."""
        rest, value, before = self.around.rest(i, mark), mark.value[0], self.tree.last.get(mark.kind)
        due = value == 1 if before is None else value == before + 1 or (value == 1 and mark.kind in self.tree.fresh)
        if mark.form == "plain":
            fits = due and self.around.shown(i, rest)
        elif rest and not opens_capital(rest):
            fits = False
        elif mark.kind == "capital":
            part = rest.isupper() and self.around.heads_part(i)
            fits = part or (due and (value > 1 or self.around.supported(i, mark)))
        else:
            near = before is None or before <= value <= before + 4
            plain = mark.kind == "dieu" or rest.isupper() or not rest
            fits = due or (near and plain) or self.around.supported(i, mark)
        if fits:
            self._open_named(i, mark)
        return fits

    def _open_named(self, i: int, mark: Mark) -> None:
        same = self.tree.innermost(mark.kind)
        rank = same.rank if same else RANK[mark.kind]
        if mark.kind == "capital" and same is None and self.tree.innermost("roman"):
            below = self.around.next_number(i)[1]
            over_roman = below is not None and below.kind == "roman" and below.value == (1,)
            rank = rank if over_roman else RANK["roman"] + 0.5
        tail = mark.name if mark.kind == "capital" else f"{'muc' if mark.kind == 'roman' else mark.kind}-{mark.name}"
        self.open(i, mark, rank, tail)
        self.tree.note(mark.kind, mark.value[0], rank)

    def open(self, i: int, mark: Mark, rank: float, tail: str) -> None:
        """Open a section of that name at the start of line ``i``, closing what is not outside it, and read its title."""
        self.tree.close_from(rank)
        opened = Open(mark.kind, rank, mark.value, self.tree.below(tail), mark.style)
        self.tree.begin(opened, self.line(i).start, i)
        self.read_title(i, self.around.rest(i, mark))

    # "1.", "1.1."

    def _number(self, i: int, mark: Mark) -> bool:
        """The next, the first below, or nearly so; "1." again is a list inside, or a new beginning."""
        nested, rest, path = self.tree.innermost("nested"), self.around.rest(i, mark), self.tree.path
        if nested and mark.form == "clear" and mark.value == (nested.value[0] + 1,) and mark.style == nested.style:
            self._open_nested(i, mark)
            return True
        due, titled = mark.value in successors(path), opens_capital(rest) or rest[:1].isdigit()
        if mark.form == "typo" and not (due and titled and len(mark.value) > 1):
            return False
        if (mark.form == "plain" and (not due or is_reference(rest))) or not (due or titled):
            return False
        if mark.value == (1,) and path:
            if self._is_other_style(mark) or self.around.is_list_inside(i):
                self._open_nested(i, mark)
                return True
            if self.around.is_unmarked_title(i - 1):
                self.open_title(i - 1, OVER_NUMBERS)
        elif not due and not self._nearly(i, mark):
            return False
        self._open_number(self.line(i).start, i, mark)
        self.read_title(i, rest)
        return True

    def _nearly(self, i: int, mark: Mark) -> bool:
        """Whether a number out of sequence is a slip of the document rather than no heading."""
        value, d, path = mark.value, len(mark.value) - 1, self.tree.path
        if not path:
            return d > 0 or self.around.supported(i, mark)
        if value == path[: d + 1]:
            return True
        if d < len(path) and value[:d] == path[:d]:
            slip = path[d] < value[d] <= path[d] + 5 or (d > 0 and value[d] < path[d])
            return slip or self.around.supported(i, mark)
        if value[: len(path)] == path:
            return value[len(path)] <= 5
        return path[0] <= value[0] <= path[0] + 2 or self.around.supported(i, mark)

    def _open_number(self, start: int, i: int, mark: Mark) -> None:
        """Under a Điều "1." is a khoản; deeper numbers stand under that khoản, elsewhere under what holds the numbers."""
        tree, value = self.tree, mark.value
        while tree.stack and tree.stack[-1].rank >= NUMBERS:
            top = tree.stack[-1]
            if top.kind == "number" and len(top.value) < len(value) and value[: len(top.value)] == top.value:
                break
            tree.stack.pop()
        outer = [*tree.ancestors()]
        in_article = bool(outer) and outer[-1].kind == "dieu"
        khoan = next((o for o in tree.stack if o.is_khoan), None) if in_article else None
        base = khoan.segments if khoan else outer[-1].segments if outer else ()
        tail = f"khoan-{mark.name}" if in_article and len(value) == 1 else mark.name
        tree.begin(Open("number", NUMBERS + len(value), value, (*base, tail), mark.style), start, i)

    def _open_nested(self, i: int, mark: Mark) -> None:
        self.tree.close_from(NESTED)
        opened = Open("nested", NESTED, mark.value, self.tree.below(mark.name), mark.style)
        self.tree.begin(opened, self.line(i).start, i)

    def _is_other_style(self, mark: Mark) -> bool:
        """Whether "1." begins a list inside "1-", or the other way round."""
        return self.tree.style not in {"", mark.style}

    def run_ins(self, i: int, after: int) -> None:
        """Open the numbers due next that stand inside line ``i``, after the end of a sentence."""
        line = self.line(i)
        for at in run_ins(line.text) if not line.quoted and line.paragraph.table is None else ():
            mark = next((mk for mk in readings(line.text[at:]) if mk.kind == "number" and mk.form == "clear"), None)
            path = self.tree.path
            if at <= after or mark is None or not path or mark.value not in successors(path):
                continue
            rest = line.text[at + mark.after :]
            if opens_capital(rest) and (len(mark.value) > 1 or self.around.is_borne_out(i, mark)):
                self._open_number(line.start + at, i, mark)
                self.tree.spots[-1].title, self.tree.spots[-1].title_end = rest.strip(), line.paragraph.end

    # "a)", "(1)", "-", "+"

    def _listed(self, i: int, mark: Mark) -> bool:
        """The next of the open list, or the first of a list inside what is open."""
        own = self.tree.innermost(mark.kind)
        other = self.tree.innermost("paren" if mark.kind == "letter" else "letter")
        value, rest = mark.value[0], self.around.rest(i, mark)
        if mark.style == ")" and own is None and self.tree.style in {"", ")"}:
            return self._number(i, Mark("number", mark.value, mark.name, mark.after, style=")"))
        titled = opens_capital(rest) or rest[:1].isdigit()
        rank = own.rank if own else LETTERS
        if own is not None and follows(own.value[0], value, mark.kind):
            fits = True
        elif value == 1 and (own is None or (other is not None and other.rank > own.rank)):
            fits, rank = mark.form == "clear" or titled, other.rank + 0.5 if other else LETTERS
        elif mark.form == "plain" or not titled:
            fits = False
        elif own is None:
            fits = value <= 6 and self.around.supported(i, mark)
        else:
            fits = own.value[0] <= value <= own.value[0] + 3 or self.around.supported(i, mark)
        if fits:
            self._open_listed(i, mark, rank)
        return fits

    def _open_listed(self, i: int, mark: Mark, rank: float) -> None:
        self.tree.close_from(rank)
        top = self.tree.stack[-1] if self.tree.stack else None
        under_khoan = top is not None and (top.kind == "dieu" or top.is_khoan)
        self.open(
            i,
            mark,
            rank,
            f"n{mark.name}" if mark.kind == "paren" else f"diem-{mark.name}" if under_khoan else mark.name,
        )

    def item(self, i: int, mark: Mark) -> None:
        """A dash or a plus: the nth among its siblings."""
        rank, sign = (DASH, "g") if mark.kind == "dash" else (PLUS, "c")
        self.tree.close_from(rank)
        nth = self.tree.nth(".".join(self.tree.below(sign)))
        self.tree.begin(Open(mark.kind, rank, (), self.tree.below(f"{sign}{nth}")), self.line(i).start, i)

    # Tables and loose paragraphs

    def row(self, i: int) -> None:
        """A row of a table: the table is counted within the annex or the body, its rows from 0."""
        tree, paragraph = self.tree, self.line(i).paragraph
        table = tree.innermost("bang")
        if table is None or table.value != (paragraph.table,):
            tree.close_from(TABLE)
            nth = tree.nth(f"{tree.annex}.bang")
            tree.begin(Open("bang", TABLE, (paragraph.table or 0,), tree.below(f"bang-{nth}")), paragraph.start, i)
        tree.close_from(ROW)
        tree.begin(Open("dong", ROW, (), tree.below(f"dong-{paragraph.row or 0}")), paragraph.start, i)

    def paragraph(self, i: int) -> None:
        """A paragraph that belongs to nothing before it, counted among all paragraphs from 1."""
        self.tree.close_from(LOOSE)
        self.tree.begin(Open("doan", LOOSE, (), self.tree.below(f"doan-{i + 1}")), self.line(i).start, i)

    # Headings without number

    def is_first_title(self, i: int, head: int) -> bool:
        """Whether a heading without number opens the body: running text or a list follows it, and no preamble does.

        ``head`` is the line with which the head begins.
        """
        line, lines = self.line(i), self.around.lines
        if not headings.is_title(line) or i + 1 >= len(lines):
            return False
        if head and all(above.text.isupper() for above in lines[head:i]):
            return False  # the title of an attached text goes on
        below = lines[i + 1]
        after_text = i > head and lines[i - 1].text.rstrip().endswith(".") and not lines[i - 1].marks
        starts_list = any(mark.kind == "number" and mark.value == (1,) for mark in below.marks)
        if after_text and starts_list and not line.text.isupper():
            return True
        if line.marks or headings.announces(line) or not below.text.rstrip().endswith("."):
            return False
        announced = i > head and lines[i - 1].text.rstrip().endswith((".", ":")) and not lines[i - 1].marks
        return headings.is_plain(below) or (announced and headings.is_sentence(below))

    def open_title(self, i: int, rank: float) -> None:
        """Open a heading without number, the nth of its annex or of the body."""
        self.tree.close_from(rank)
        nth = self.tree.nth(f"{self.tree.annex}.tieu-de")
        self.tree.begin(Open("tieu-de", rank, (), self.tree.below(f"tieu-de-{nth}")), self.line(i).start, i)
        self.tree.renew(rank)
        self.read_title(i, self.line(i).text)

    def title_rank(self, i: int) -> float | None:
        """How far in a heading without number stands, by the number that follows it; None when it is no heading."""
        lines = self.around.lines
        below = lines[i + 1] if i + 1 < len(lines) else None
        if below is None or headings.is_closing(below) or any(mark.form != "plain" for mark in lines[i].marks):
            return None
        j, mark = self.around.next_number(i)
        if mark is not None and mark.kind in {"letter", "paren"}:
            listed = self.tree.innermost("letter", "paren")
            goes_on = listed is not None and mark.kind == listed.kind and mark.value[0] == listed.value[0] + 1
            return None if goes_on else IN_CLAUSE
        if mark is not None and mark.kind == "number":
            return self._rank_over_number(i, mark, adjacent=j == i + 1)
        text = headings.is_plain(below) or headings.is_sentence(below)
        if j != i + 1 and not (text or below.marks or below.paragraph.table is not None):
            return None
        if mark is None:
            return RANK["phan"] - 0.5
        again = mark.value == (1,) and mark.kind in self.tree.last
        return RANK[mark.kind] - (0.5 if j == i + 1 and (mark.kind == "dieu" or again) else 0)

    def _rank_over_number(self, i: int, mark: Mark, *, adjacent: bool) -> float:
        """Over the numbers that start again under it, beside those that have not begun, inside a clause that goes on."""
        path = self.tree.path
        if mark.value == (1,):
            if path and (part := self._part_ended_by(i)):
                return part.rank
            if self._is_other_style(mark):
                return IN_CLAUSE
            return OVER_NUMBERS if path or adjacent else NUMBERS + 1
        return IN_CLAUSE if mark.value in successors(path) else OVER_NUMBERS

    def _part_ended_by(self, i: int) -> Open | None:
        """The last of the parts "I-", "II-" in capitals whose numbers the heading in capitals on line ``i`` starts again."""
        part = next((o for o in reversed(self.tree.stack) if o.kind in TITLED), None)
        if part is None or part.kind not in {"roman", "capital", "muc"} or not self.line(i).text.isupper():
            return None
        title = next(spot.title for spot in reversed(self.tree.spots) if spot.segments == part.segments)
        goes_on = (part.kind, part.value[0] + 1)
        later = any((mark.kind, mark.value[0]) == goes_on for _, mark in self.around.marks_after(i) if mark.value)
        return part if title.isupper() and part.value[0] > 1 and not later else None

    def read_title(self, i: int, rest: str) -> None:
        """Note what may be the heading of the section just opened: the rest of its line and the title lines below."""
        spot, lines = self.tree.spots[-1], self.around.lines
        parts, j = [rest.strip()] if rest.strip() else [], i + 1
        if spot.kind in TITLED:
            while j < min(i + 5, len(lines)) and not headings.opens_attached(lines, j):
                due = not parts and (spot.kind != "dieu" or _is_bold_or_short(lines[j]))
                if not headings.continues_title(lines[j], lines[j - 1], due):
                    break
                parts.append(lines[j].text.strip())
                j += 1
            self.tree.title_to = max(self.tree.title_to, j - 1)
        spot.title, spot.title_end = " ".join(parts), lines[j - 1].paragraph.end


def _is_bold_or_short(line: Line) -> bool:
    return line.paragraph.bold or (line.ends_open and count_syllables(line.text) <= 20)
