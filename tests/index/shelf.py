"""Invented documents for the index room: one line of text is one clause, and one chunk."""

import hashlib
from collections.abc import Sequence

from index.records import Chunk, Deposit, Document, Locator, Relation, Run, Section


def a_document(number: str = "07-QĐ/TW", **changes: object) -> Document:
    """A public regulation of a central body; its id follows from its number unless given."""
    given: dict[str, object] = {
        "id": number.lower().replace("/", "-").replace("đ", "d"),
        "kind": "quy-dinh",
        "number": number,
        "issuer": "Ban Chấp hành Trung ương",
        "level": "trung-uong",
        "issued_on": "2025-03-02",
        "title": f"Quy định số {number}",
        "source": f"{number.replace('/', '-')}.txt",
        "sha256": hashlib.sha256(number.encode()).hexdigest(),
        "format": "txt",
        "pages": 1,
    }
    return Document(**(given | changes))  # type: ignore[arg-type]


def a_deposit(document: Document, *lines: str, relations: Sequence[Relation] = (), context: str = "") -> Deposit:
    """The document with these clauses: dieu-1, dieu-2, …"""
    text = "\n".join(lines)
    sections: list[Section] = []
    chunks: list[Chunk] = []
    at = 0
    for n, line in enumerate(lines, 1):
        locator = Locator((f"dieu-{n}",), (1,))
        sections.append(Section(locator, f"Điều {n}", at, at + len(line), at + len(line)))
        chunks.append(Chunk(document.id, locator, line, at, at + len(line), context))
        at += len(line) + 1
    return Deposit(document, text, tuple(sections), tuple(chunks), tuple(relations), (Run(0, len(text), 1, 0),))


def replaces(source: Document, target: str, target_date: str | None = None) -> Relation:
    """The source says that it replaces the document of that ký hiệu."""
    return Relation(source.id, "dieu-1", "replaces", target, target_date, f"thay thế Quy định số {target}")
