"""How documents stand among each other: what a held document replaces ends, by the words of the newer one.

Nothing is stored: states follow from the documents and relations that are held, so a state appears when its second
document arrives, whichever comes first, and goes when either is withdrawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.kinds import find_numbers, fold_slug
from index.records import Document, Relation

LEVELS = ("trung-uong", "tinh", "huyen", "xa", "co-so", "chi-bo")
"""Issuing levels, highest first."""


@dataclass(frozen=True, slots=True)
class _End:
    """When a document ends, and which one ends it."""

    on: date
    successor: Document


def with_states(documents: Sequence[Document], relations: Iterable[Relation]) -> list[Document]:
    """The documents with valid_until, ended_by and successor as the relations among them say.

    A relation counts when exactly one held document answers to its ký hiệu (and date, when given), issued by a level
    not above the source's and not after it. The earliest end wins. A public document does not name a restricted
    successor.
    """
    by_id = {d.id: d for d in documents}
    ends: dict[str, _End] = {}
    for relation in relations:
        source = by_id.get(relation.document_id)
        target = _target(source, relation, documents) if source and relation.verb == "replaces" else None
        on = (relation.effective or _start(source)) if source else None
        if source and target and on and (target.id not in ends or on < ends[target.id].on):
            ends[target.id] = _End(on, source)
    return [_ended(d, ends.get(d.id)) for d in documents]


def _ended(document: Document, end: _End | None) -> Document:
    if end is None:
        return document
    shown = end.successor.audience == "public" or document.audience == "restricted"
    return replace(document, valid_until=end.on, ended_by="replaced", successor=end.successor.id if shown else None)


def _target(source: Document, relation: Relation, documents: Sequence[Document]) -> Document | None:
    found = [d for d in documents if names(relation, d) and _may_end(source, d)]
    return found[0] if len(found) == 1 else None


def _may_end(source: Document, target: Document) -> bool:
    return (
        target.id != source.id
        and target.sample == source.sample
        and _rank(target) >= _rank(source)
        and _not_after(target.issued_on, source.issued_on)
    )


def names(relation: Relation, document: Document) -> bool:
    """Whether a relation can mean that document: the same ký hiệu, and the same day as far as both are known."""
    if document.number is None or slug(relation.target) != slug(document.number):
        return False
    return _agree(relation.target_date, document.issued_on)


def slug(number: str) -> str:
    """Equal slugs are the same ký hiệu: "Số: 7-HD/TW" and "07-HD/TW" → "07-hd-tw"."""
    found = next(find_numbers(number), None)
    return found.slug if found else fold_slug(number)


def _rank(document: Document) -> int:
    return LEVELS.index(document.level) if document.level in LEVELS else len(LEVELS)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two dates can be the same day, as far as both are known."""
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _not_after(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    shared = min(len(one), len(other))
    return one[:shared] <= other[:shared]


def _start(source: Document) -> date | None:
    """The day from which a document holds: as it says, else the day (or month) of issue."""
    if source.valid_from or not source.issued_on:
        return source.valid_from
    return date.fromisoformat(source.issued_on if len(source.issued_on) == 10 else f"{source.issued_on}-01")
