"""Running heads, running feet and page numbers: what stands at the edge of page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.manuscript import Line, Page
from ingest.numbering import readings

_EDGE = 3
_LEAST_PAGE = 3  # lines from one running head to the next
_NUMBER = re.compile(r"^(?:trang\s*)?[-–—\s]*(\d{1,4})[-–—\s]*(?:/\s*\d{1,4})?$", re.IGNORECASE)

_LAST, _FIRST = re.compile(r"\d.*\s(\d{1,4})$"), re.compile(r"^(\d{1,4})\s.*\d")


def running_lines(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """(place of the page, place of the line) of every line that belongs to the paper and not to the text."""
    if len(pages) == 1:
        return {(0, n) for n in _counted(pages[0].lines)} | _numbered(pages)
    return _repeated(pages) | _numbered(pages)


def _counted(lines: Sequence[Line]) -> set[int]:
    """In a text that lost its pages: a line that comes again and again with a number that goes up by one each time.

    The number stands alone on the line after or before it, or at the end or beginning of a line that has other figures:
    "CÔNG BÁO/Số 252/Ngày 27-04-2026 90", never "Phụ lục 1".
    """
    found: set[int] = set()
    places: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        opens_clause = next(readings(line.text.strip()), None) is not None
        if len(skeleton := _skeleton(line)) >= 8 and line.table is None and not opens_clause:
            places.setdefault(skeleton, []).append(n)
    for again in places.values():
        if len(again) < 3 or min(b - a for a, b in pairwise(again)) < _LEAST_PAGE:
            continue
        for shift, number in ((0, _LAST), (0, _FIRST), (1, _NUMBER), (-1, _NUMBER)):
            matches = [m for n in again if (m := _match(lines, n + shift, number))]
            values = [int(m[1]) for m in matches]
            if len(values) == len(again) and all(b == a + 1 for a, b in pairwise(values)):
                found.update(n + s for n in again for s in {0, shift})
                break
    return found


def _match(lines: Sequence[Line], n: int, number: re.Pattern[str]) -> re.Match[str] | None:
    return number.search(lines[n].text.strip()) if 0 <= n < len(lines) else None


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
