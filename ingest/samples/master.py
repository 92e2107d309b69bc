"""A master: one sample document in light markup, as its author wrote it, before it is set as PDF, DOCX, HTML or text.

Lines of a master: ``@key value`` for the head and the closing block, ``# centred heading``, ``## heading at the margin``,
``> centred line``, ``| cell | cell |``, ``[^1]: footnote``; anything else is one paragraph.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Style = Literal["heading", "clause", "centre", "text", "row", "break", "closing"]

FOLDER = Path(__file__).parent / "masters"
MARKER = re.compile(r"\[\^(\d+)\]")


@dataclass(frozen=True, slots=True)
class Block:
    """One block in reading order. A row has its cells; a closing block has recipients as cells, signature lines as text."""

    style: Style
    text: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Master:
    """Head, body and footnotes of one document. ``encoding`` is how a text file is written ("utf-8" unless told)."""

    file: str
    left: tuple[str, ...]
    place: str
    subject: str
    body: tuple[Block, ...]
    number: str = ""
    about: str = ""
    kind: str = ""
    running: str = ""
    encoding: str = "utf-8"
    end: str = ""
    footnotes: tuple[tuple[str, str], ...] = ()

    @property
    def right(self) -> tuple[str, str, str]:
        """The right column of the head."""
        return ("ĐẢNG CỘNG SẢN VIỆT NAM", "---------------", self.place)

    @property
    def right_beside_number(self) -> tuple[str, ...]:
        """The right column with place and date brought down to the row of the number, as offices print them."""
        party, rule, place = self.right
        return (party, rule, *[""] * (len(self.left) - 2), place)

    @property
    def under_left(self) -> tuple[str, ...]:
        """The left column of the head: bodies, star, number and, in a công văn, its subject."""
        return tuple(line for line in (*self.left, self.number, self.about) if line)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Every paragraph, cell and footnote that has words of this document, head and end line apart."""
        cells = [c for b in self.body if b.style == "row" for c in b.cells]
        return (*(b.text for b in self.body if b.style in ("heading", "clause", "centre", "text")), *cells, *dict(self.footnotes).values())  # fmt: skip


def masters() -> tuple[Master, ...]:
    """Every master of the sample library, by file name."""
    return tuple(read_master(p.read_text(encoding="utf-8")) for p in sorted(FOLDER.glob("*.txt")))


def read_master(source: str) -> Master:
    """The master that this markup describes."""
    lines = source.splitlines()
    head = {key: value for key, value in map(_head_line, lines) if key}
    return Master(
        file=head["file"],
        left=tuple(value for key, value in map(_head_line, lines) if key == "left"),
        place=head["place"],
        subject=head["subject"],
        body=tuple(_blocks(lines)),
        number=head.get("number", ""),
        about=head.get("about", ""),
        kind=head.get("kind", ""),
        running=head.get("running", ""),
        encoding=head.get("encoding", "utf-8"),
        end=head.get("end", ""),
        footnotes=tuple((m[1], m[2]) for m in map(_footnote, lines) if m),
    )


def without_markers(text: str) -> str:
    """The words without footnote markers."""
    return MARKER.sub("", text)


def _head_line(line: str) -> tuple[str, str]:
    if not line.startswith("@"):
        return "", ""
    key, _, value = line[1:].partition(" ")
    return key, value.strip()


def _footnote(line: str) -> re.Match[str] | None:
    return re.fullmatch(r"\[\^(\d+)\]: (.+)", line)


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        key, value = _head_line(line)
        if key in ("to", "sign"):
            blocks[-1:] = _closing(blocks[-1], key, value)
        elif key == "break":
            blocks.append(Block("break"))
        elif not key and line.strip() and not _footnote(line):
            blocks.append(_block(line.strip()))
    return blocks


def _closing(last: Block, key: str, value: str) -> list[Block]:
    """The last blocks once this line of the closing block is in."""
    before = [] if last.style == "closing" else [last]
    old = last if last.style == "closing" else Block("closing")
    if key == "to":
        return [*before, Block("closing", old.text, (*old.cells, value))]
    return [*before, Block("closing", f"{old.text}\n{value}".strip(), old.cells)]


def _block(line: str) -> Block:
    styles: tuple[tuple[str, Style], ...] = (("## ", "clause"), ("# ", "heading"), ("> ", "centre"))
    for sign, style in styles:
        if line.startswith(sign):
            return Block(style, line.removeprefix(sign))
    if line.startswith("| "):
        return Block("row", cells=tuple(cell.strip() for cell in line.strip("| ").split(" | ")))
    return Block("text", line)
