"""Running heads, running feet and page numbers: what stands at the edge of page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.manuscript import Line, Page

_EDGE = 3
_NUMBER = re.compile(r"^(?:trang\s*)?[-–—\s]*(\d{1,4})[-–—\s]*(?:/\s*\d{1,4})?$", re.IGNORECASE)


def running_lines(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """(place of the page, place of the line) of every line that belongs to the paper and not to the text."""
    return _repeated(pages) | _numbered(pages)


def _repeated(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Lines that stand at the same edge of a third of the pages, three at least, or of two out of three.

    The head of a document on its first page is text, even where the pages after it carry the same name.
    """
    least = 2 if len(pages) <= 3 else max(3, len(pages) / 3)
    depths: dict[str, list[int]] = {}
    for page in pages:
        for skeleton, depth in {_skeleton(line): _depth(page, n) for n, line in _edges(page)}.items():
            depths.setdefault(skeleton, []).append(depth)
    usual = {s: Counter(d).most_common(1)[0][0] for s, d in depths.items() if len(s) > 3 and len(d) >= least}
    return {
        (p, n)
        for p, page in enumerate(pages)
        for n, line in _edges(page)
        if _skeleton(line) in usual
        and abs(_depth(page, n) - usual[_skeleton(line)]) <= 1
        and (len(pages) > 3 or usual[_skeleton(line)] in (0, 1, -1, -2))
        and not (p == 0 and line.text.isupper() and not any(c.isdigit() for c in line.text))
    }


def _depth(page: Page, n: int) -> int:
    """How far a line stands from the nearer edge: 0, 1, 2 from above, -1, -2, -3 from below."""
    return n if n < _EDGE else n - len(page.lines)


def _numbered(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Lines that are a number which counts along with the pages."""
    numbers = [
        (p, n, int(m[1]))
        for p, page in enumerate(pages)
        for n, line in _edges(page)
        if page.number is not None and (m := _NUMBER.match(line.text.strip()))
    ]
    offsets = Counter(value - p for p, _, value in numbers)
    likely = {offset for offset, times in offsets.items() if times >= 2 or offset in (0, 1)}
    return {(p, n) for p, n, value in numbers if value - p in likely}


def _edges(page: Page) -> Iterator[tuple[int, Line]]:
    """The first and the last lines of the page, footnotes and tables left aside for the last ones."""
    count = len(page.lines)
    for n, line in enumerate(page.lines):
        if (n < _EDGE or n >= count - _EDGE) and line.table is None:
            yield n, line


def _skeleton(line: Line) -> str:
    """The line without what changes from page to page: figures, spaces, case."""
    return re.sub(r"[\d\s]+", "", line.text).lower()
