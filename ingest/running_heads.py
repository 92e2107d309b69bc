"""Running heads, running feet and page numbers: what stands at the edge of page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.manuscript import Line, Page

_EDGE = 3
_NUMBER = re.compile(r"^(?:trang\s*)?[-–—\s]*(\d{1,4})[-–—\s]*(?:/\s*\d{1,4})?$", re.IGNORECASE)


def running_lines(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """(place of the page, place of the line) of every line that belongs to the paper and not to the text."""
    repeated = _repeated(pages)
    numbered = _numbered(pages)
    return {
        (p, n)
        for p, page in enumerate(pages)
        for n, line in _edges(page)
        if _skeleton(line) in repeated or (p, n) in numbered
    }


def _repeated(pages: Sequence[Page]) -> set[str]:
    """The skeletons that stand at the edge of at least a third of the pages, three at least."""
    counts = Counter(s for page in pages for s in {_skeleton(line) for _, line in _edges(page)} if len(s) > 3)
    least = max(3, len(pages) / 3)
    return {s for s, times in counts.items() if times >= least}


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
