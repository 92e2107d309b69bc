"""What stands round a line: the words before it, the numbers after it. By these a number is told from a reference."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.vietnamese import count_syllables
from ingest import headings
from ingest.headings import Line
from ingest.numbering import Mark, opens_capital
from ingest.tree import RANK, TITLED, Tree, follows, successors

_PRINTED = r"(?:\d+(?:\.\d+)*|[a-zđ]|[IVX]+)"
_CONNECTIVE = re.compile(
    r"\b(?:tại|theo|của|các|những|từ|đến|với|về|hay|trong|là|và|hoặc|(?:quy định|quyết định|hướng dẫn|nghị quyết|"
    r"chỉ thị|kết luận|thông báo|quy chế|kế hoạch|văn bản|nghị định|thông tư) số)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"\b(?:điểm|khoản|mục|tiết)\s+{_PRINTED}(?:(?:,| và)\s+{_PRINTED})*$", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:khoản|điều|mục|tiết|chương|phụ lục|mẫu|biểu|(?<!thí )(?<!địa )(?<!thời )(?<!quan )(?<!đặc )(?<!ưu )"
    r"(?<!khuyết )(?<!kiểm )điểm)$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:của|và|hoặc|này|nêu|trên|thì|tại|theo|quy định (?:này|số|tại|của)|hướng dẫn (?:này|số|của)|quyết định (?:này|số)|"
    r"nghị (?:quyết|định) (?:này|số)|kết luận (?:này|số)|chỉ thị (?:này|số)|quy chế (?:này|số|của)|luật|bộ luật|"
    r"điều lệ|thông tư|điều \d|khoản \d|điểm \w\b|mục [\dIVX])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Surroundings:
    """The lines of a text and what is open in it. ``body_end`` is where the closing block begins."""

    lines: Sequence[Line]
    tree: Tree
    body_end: int

    def rest(self, i: int, mark: Mark) -> str:
        """The words of line ``i`` after its number."""
        return self.lines[i].text[mark.after :]

    # Before the line

    def hangs(self, i: int, mark: Mark | None = None) -> bool:
        """Whether line ``i`` goes on with the sentence of the line before, so that its number is a reference."""
        if i == 0:
            return False
        before, spot = self.lines[i - 1], self.tree.follows_spot(i)
        text = before.text.rstrip()
        in_title = (spot is not None and spot.kind in TITLED) or i - 1 <= self.tree.title_to
        reference = _CONNECTIVE.search(text) or _NUMBERED.search(text)
        if spot is not None and mark is not None and mark.form == "clear" and self.is_due(mark):
            of_its_own = in_title or (spot.kind == mark.kind == "number" and self.tree.path == mark.value[:-1])
            opens = mark.value[-1:] == (1,) and opens_capital(self.rest(i, mark))
            first = of_its_own and opens and count_syllables(text) <= 20
            return reference is not None and not text.isupper() and not first and not self.lines[i].text.isupper()
        if (reference or _NOUN.search(text)) and not (in_title and text.isupper()):
            return not (mark is not None and mark.kind == "letter" and re.search(r"\b(?:và|hoặc)$", text))
        rest = self.rest(i, mark) if mark else ""
        return rest[:1].islower() and before.ends_open and not in_title and text[-1] not in ')”"-–'

    def is_due(self, mark: Mark) -> bool:
        """Whether the mark is the one that comes next in its sequence."""
        if mark.kind == "number":
            return mark.value in successors(self.tree.path)
        if mark.kind in {"letter", "paren"}:
            own = self.tree.innermost(mark.kind)
            return mark.value == (1,) or follows(own.value[0] if own else 0, mark.value[0], mark.kind)
        return bool(mark.value) and mark.value[0] in {1, self.tree.last.get(mark.kind, 0) + 1}

    def shown(self, i: int, rest: str) -> bool:
        """Whether its looks make it a heading: bold, centred or a line by itself, short, not worded as a reference."""
        paragraph = self.lines[i].paragraph
        looks = (paragraph.bold or paragraph.centred) and count_syllables(rest) <= 30
        alone = (i == 0 or not self.lines[i - 1].ends_open) and self.lines[i].ends_open and count_syllables(rest) <= 15
        return (looks or alone) and opens_capital(rest) and not is_reference(rest)

    def is_unmarked_title(self, i: int) -> bool:
        """Whether line ``i``, which nothing shows to be a title, can be one: short, no sentence, not yet read as one."""
        line = self.lines[i]
        if line.marks or line.quoted or line.paragraph.table is not None or i <= self.tree.title_to:
            return False
        known = any(spot.line == i for spot in reversed(self.tree.spots))
        return not known and line.ends_open and opens_capital(line.text) and count_syllables(line.text) <= 25

    # After the line

    def marks_after(self, i: int) -> Iterator[tuple[int, Mark]]:
        """The clear marks below line ``i``, each with its line."""
        for j in range(i + 1, len(self.lines)):
            yield from ((j, mark) for mark in self.lines[j].marks if mark.form == "clear")

    def supported(self, i: int, mark: Mark) -> bool:
        """Whether the next of its kind below goes on from it."""
        for _, following in self.marks_after(i):
            if following.kind == mark.kind == "number":
                return following.value in successors(mark.value)
            if following.kind == mark.kind:
                return following.value[0] == mark.value[0] + 1
            if following.kind in {"phu-luc", "mau"}:
                return False
        return False

    def next_number(self, i: int) -> tuple[int, Mark | None]:
        """The first number below line ``i`` before the body ends, dashes apart, and its line; None before an annex."""
        for j in range(i + 1, len(self.lines)):
            line = self.lines[j]
            if headings.is_closing(line) or line.start >= self.body_end > self.lines[i].start:
                break
            for mark in line.marks:
                if mark.form == "clear" and mark.kind not in {"dash", "plus"}:
                    return j, None if mark.kind in {"phu-luc", "mau"} else mark
        return len(self.lines), None

    def heads_part(self, i: int) -> bool:
        """Whether the next number below line ``i`` is a first one: what a heading over numbered clauses has below it."""
        mark = self.next_number(i)[1]
        return mark is not None and mark.value == (1,)

    def is_borne_out(self, i: int, mark: Mark) -> bool:
        """Whether the next number below is the first of its own: "29." inside a paragraph, then "29.1."."""
        following = next((mk for _, mk in self.marks_after(i) if mk.kind == "number"), None)
        return following is not None and following.value == (*mark.value, 1)

    def is_list_inside(self, i: int) -> bool:
        """Whether "1." begins a list inside what is open: introduced by a colon, and followed by what is due outside."""
        if not self.lines[i - 1].text.rstrip().endswith(":"):
            return False
        letter, count, path = self.tree.innermost("letter"), 1, self.tree.path
        for _, mark in self.marks_after(i):
            if mark.kind in RANK:
                return letter is not None and count > 1
            if mark.kind == "number" and mark.value == (count + 1,):
                count += 1
            elif (mark.kind == "number" and mark.value in successors(path)) or (
                mark.kind == "letter" and letter is not None and mark.value[0] == letter.value[0] + 1
            ):
                return True
        return letter is not None or len(path) > 1

    def signs_off(self, i: int) -> bool:
        """Whether line ``i`` names who signs: in capitals, near the end, nothing but a few words below it."""
        below = self.lines[i + 1 :]
        few = len(below) <= 3 and not any(line.marks or line.paragraph.table is not None for line in below)
        return few and headings.names_signer(self.lines[i])


def is_reference(rest: str) -> bool:
    """Whether the words after a number speak of another place: "Điều 10 **của Quy định này**"."""
    return _REFERENCE.match(rest) is not None
