"""An answer for reading in a terminal. Quotes keep their lines as they are."""

from collections.abc import Iterator
from datetime import date

from index.records import Answer, Citation, Passage, Statement
from service.questions import describe
from service.wording import Find, by_document, place_line, source_line, standing


def shown(a: Answer, find: Find, today: date) -> str:
    """The whole answer as text: what was searched for, statements with their citations, the program's own notes."""
    on = a.understood.as_of or today
    return "\n".join(_lines(a, find, on)).strip("\n")


def passage_shown(p: Passage, find: Find, on: date) -> str:
    """One found passage with its place."""
    state = " · ".join(standing(p.document, on, find))
    return f"{_quoted(p.chunk.text)}\n  — {describe(p.document)}, {p.chunk.locator.label}\n    {state}\n"


def _lines(a: Answer, find: Find, on: date) -> Iterator[str]:
    if a.understood.changes:
        yield f"Đang tìm: {a.understood.text}\n"
    for statement in a.statements:
        yield from _statement(statement, find, on)
    if a.message:
        yield a.message + "\n"
    for d in a.choices:
        yield f"  · {describe(d)}: {d.title}"
    for note in a.notes:
        yield f"Lưu ý: {note.text}"
        yield from (f"  — {source_line(c)}" for c in note.citations)
    if a.status == "refused" and a.passages:
        yield "\nCác đoạn gần nhất trong thư viện:"
        yield from (f"  · {describe(p.document)}, {p.chunk.locator.label}" for p in a.passages[:3])


def _statement(s: Statement, find: Find, on: date) -> Iterator[str]:
    for group in by_document(s):
        yield from _group(group, find, on)


def _group(group: list[Citation], find: Find, on: date) -> Iterator[str]:
    """Quotes of one document: each with its place, and the document with its standing once below them."""
    for c in group:
        yield _quoted(c.quote)
        if len(group) > 1:
            yield f"    {place_line(c)}"
    yield f"  — {describe(group[0].document) if len(group) > 1 else source_line(group[0])}"
    yield f"    {' · '.join(standing(group[0].document, on, find))}\n"


def _quoted(text: str) -> str:
    return "\n".join(f"  │ {line}" for line in text.split("\n") if line.strip())
