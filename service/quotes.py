"""Quotes: words of a document with their place, and the check that they are really there."""

from collections.abc import Iterable, Sequence

from index.library import Library
from index.records import Citation, Document, Locator, Section, pages_of, spans_of


def cite(library: Library, document: Document, section: Section, start: int, end: int) -> Citation:
    """The clean text ``start:end`` of a document as a citation of that section, without white space at its ends."""
    text = library.text(document.id)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    runs = library.runs(document.id)
    place = Locator(section.locator.segments, pages_of(runs, start, end))
    return Citation(document, place, text[start:end], start, end, spans_of(runs, start, end))


def is_verbatim(library: Library, citation: Citation) -> bool:
    """Whether the quote stands, letter by letter, at its offsets and inside the text of the place it names."""
    section = section_of(library.sections(citation.document.id), citation.locator.place)
    if section is None or not citation.quote:
        return False
    inside = section.start <= citation.start and citation.end <= section.close
    return inside and library.text(citation.document.id)[citation.start : citation.end] == citation.quote


def section_of(sections: Iterable[Section], place: str) -> Section | None:
    """The section of that place, or None."""
    return next((s for s in sections if s.locator.place == place), None)


def parent_of(sections: Iterable[Section], section: Section) -> Section | None:
    """The smallest other section that encloses it, or None."""
    around = [s for s in sections if s.start <= section.start and section.close <= s.close and s != section]
    return min(around, key=lambda s: s.close - s.start, default=None)


def children_of(sections: Sequence[Section], section: Section) -> list[Section]:
    """The sections directly below it, in reading order."""
    below: list[Section] = []
    for s in sorted(sections, key=lambda s: (s.start, -s.close)):
        inside = section.end <= s.start and s.close <= section.close and s != section
        if inside and (not below or s.start >= below[-1].close):
            below.append(s)
    return below


def deepest(sections: Iterable[Section], start: int, end: int) -> Section | None:
    """The smallest section whose text holds ``start:end``, or None."""
    around = [s for s in sections if s.start <= start and end <= s.close]
    return min(around, key=lambda s: s.close - s.start, default=None)
