"""Answers about a document that the question names: one of its clauses, what it is about, whether it still stands."""

import re

from index.library import Library
from index.records import Citation, Document, Section, Statement
from index.vietnamese import fold
from service.quotes import cite, deepest, section_of

HEADINGS = 15
"""Headings at most that tell what a document is about."""

_STANDING = re.compile(r"hieu luc|thay the|bai bo|con dung khong|con ap dung")
_EFFECT = re.compile(r"[^\n]*\bcó hiệu lực\b[^\n]*", re.IGNORECASE)
_CONTENTS = frozenset(
    "noi dung ve cai gi van de chinh chu yeu la nhung quy dinh tom tat cua the nao co cho biet do nay van ban".split()
)


def asks_standing(topic: str) -> bool:
    """Whether a question about a document asks if it still stands."""
    return _STANDING.search(fold(topic)) is not None


def asks_contents(topic: str) -> bool:
    """Whether a question about a document asks for nothing in it but what it is about."""
    return set(fold(topic).replace("?", " ").split()) <= _CONTENTS


def clause(library: Library, document: Document, place: str) -> tuple[Statement, ...]:
    """The text of that place."""
    section = section_of(library.sections(document.id), place)
    return (Statement((cite(library, document, section, section.start, section.close),)),) if section else ()


def contents(library: Library, document: Document) -> tuple[Statement, ...]:
    """What a document is about, told by its own top headings: one statement, one citation a heading."""
    sections = [s for s in library.sections(document.id) if s.locator.place not in {"mo-dau", "ket"}]
    tops = [s for s in sections if not any(o.start <= s.start and s.close <= o.close for o in sections if o != s)]
    text = library.text(document.id)
    headings = tuple(cite(library, document, s, s.start, _first_line(text, s)) for s in tops[:HEADINGS])
    return (Statement(headings),) if headings else ()


def standing(library: Library, document: Document) -> tuple[Statement, ...]:
    """The clause of its successor that ends it, or its own clause about taking effect."""
    ending = _ending(library, document)
    own = list(_EFFECT.finditer(library.text(document.id)))[-1:]
    quoted = ending or next((_cited(library, document, m.start(), m.end()) for m in own), None)
    return (Statement((quoted,)),) if quoted else ()


def _ending(library: Library, document: Document) -> Citation | None:
    """The words of the successor that replace the document."""
    successor = library.document(document.successor) if document.successor else None
    if successor is None:
        return None
    for relation in library.relations(successor.id):
        at = library.text(successor.id).find(relation.quote)
        if (
            relation.verb in {"replaces", "repeals"}
            and at >= 0
            and document.number
            and relation.target in document.number
        ):
            return _cited(library, successor, at, at + len(relation.quote))
    return None


def _cited(library: Library, document: Document, start: int, end: int) -> Citation | None:
    section = deepest(library.sections(document.id), start, end)
    return cite(library, document, section, start, end) if section else None


def _first_line(text: str, section: Section) -> int:
    line = text.find("\n", section.start, section.end)
    return section.end if line < 0 else line
