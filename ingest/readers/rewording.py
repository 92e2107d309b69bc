"""One extractor's words put at the places of another's: the same letters stand at the same characters."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.manuscript import Line


def reword(lines: Sequence[Line], text: str) -> list[Line]:
    """The same page in another extractor's words: each of its lines put where pdfium has the same letters.

    What the layout said of pdfium's lines (bold, centred, beginning a paragraph) goes with the letters. Rows of tables
    stay as they are: only pdfium's boxes tell their cells apart.
    """
    plain = [line for line in lines if line.table is None]
    letters = [(c, line, at) for line in plain for c, at in zip(line.text, line.at, strict=True) if not c.isspace()]
    joined = "".join(c for c, _, _ in letters)
    reworded: list[Line] = []
    position = 0
    for row in text.split("\n"):
        bare = "".join(row.split())
        if not bare:
            continue
        found = joined.find(bare, position)
        found = joined.find(bare) if found < 0 else found
        if found < 0:
            continue
        reworded.append(_reworded(row, letters[found : found + len(bare)]))
        position = found + len(bare)
    missed = _missed(lines, reworded)
    return sorted([*reworded, *missed], key=lambda line: line.index)


def _reworded(row: str, letters: Sequence[tuple[str, Line, int]]) -> Line:
    words = " ".join(row.split())
    at: list[int] = []
    used = 0
    for c in words:
        at.append(letters[min(used, len(letters) - 1)][2])
        used += not c.isspace()
    first = letters[0][1]
    begins = letters[0][2] == next((a for c, a in zip(first.text, first.at, strict=True) if not c.isspace()), -1)
    return replace(first, text=words, index=at[0], at=tuple(at), starts=first.starts if begins else False)


def _missed(lines: Sequence[Line], reworded: Sequence[Line]) -> list[Line]:
    """Lines of which no letter was found in the other extractor's text: better pdfium's words than none."""
    seen = {a for line in reworded for a in line.at}
    return [line for line in lines if not seen.intersection(line.at)]
