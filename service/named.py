"""Answers about a document that the question names: one of its clauses, what it is about, whether it still stands."""

import re

from index.library import Library
from index.records import Citation, Document, Relation, Section, Statement
from index.vietnamese import fold
from service.quotes import cite, deepest, section_of

HEADINGS = 15
"""Headings at most that tell what a document is about."""

_REPLACES = re.compile(
    r"(?:thay the|bai bo) (?:cho )?(?:nhung |cac )?(?:van ban|quy dinh|huong dan|nghi quyet|quy che|gi|cai)\b(?! moi)"
)
_STANDING = re.compile(r"hieu luc|thay the|bai bo|con dung khong|con ap dung")
_EFFECT = re.compile(r"[^\n]*\bcó hiệu lực\b[^\n]*", re.IGNORECASE)
_CONTENTS = frozenset(
    "noi dung ve cai gi van de chinh chu yeu la nhung quy dinh tom tat cua the nao co cho biet do nay van ban".split()
)


def asks_standing(topic: str) -> bool:
    """Whether a question about a document asks if it still stands."""
    return _STANDING.search(fold(topic)) is not None


def asks_what_it_replaces(topic: str) -> bool:
    """Whether it is asked what a document replaces: "thay thế văn bản nào"; not what replaces it."""
    return _REPLACES.search(fold(topic)) is not None and "boi" not in fold(topic).split()


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


def replaced_by(library: Library, document: Document) -> tuple[Statement, ...]:
    """The clauses by which a document replaces or repeals others; nothing when it says so of none."""
    quoted = (
        _quoted(library, document, r) for r in library.relations(document.id) if r.verb in {"replaces", "repeals"}
    )
    return tuple(Statement((c,)) for c in dict.fromkeys(quoted) if c)


def _ending(library: Library, document: Document) -> Citation | None:
    """The words of the successor that replace the document."""
    successor = library.document(document.successor) if document.successor else None
    if successor is None:
        return None
    said = (r for r in library.relations_to(document.id) if r.document_id == successor.id)
    return next((_quoted(library, successor, r) for r in said if r.verb in {"replaces", "repeals"}), None)


def _quoted(library: Library, document: Document, relation: Relation) -> Citation | None:
    """The words of a document that a relation was read from."""
    section = section_of(library.sections(document.id), relation.place)
    at = library.text(document.id).find(relation.quote, section.start if section else 0)
    return _cited(library, document, at, at + len(relation.quote)) if at >= 0 else None


def _cited(library: Library, document: Document, start: int, end: int) -> Citation | None:
    section = deepest(library.sections(document.id), start, end)
    return cite(library, document, section, start, end) if section else None


def _first_line(text: str, section: Section) -> int:
    line = text.find("\n", section.start, section.end)
    return section.end if line < 0 else line
