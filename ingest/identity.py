"""Who a document is: what its masthead says, and the id that follows from it alone (docs/contract.md)."""

import re
from dataclasses import dataclass
from datetime import date

from index.kinds import fold_slug
from ingest.issuers import is_central


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head as read. ``body_start`` is where it ends in the clean text, ``end`` where the closing block begins.

    ``secrecy`` is the mark found ("MẬT"), ``restricted`` a limit of circulation; ``blank`` tells a number or day left
    open to be filled in by hand. ``doubts`` are sentences for a keeper; none means that nothing is doubted.
    """

    kind: str
    number: str | None
    issuer: str
    level: str
    issued_on: str | None
    title: str
    effective: date | None = None
    secrecy: str | None = None
    article: bool = False
    doubts: tuple[str, ...] = ()
    body_start: int = 0
    end: int = 0
    restricted: bool = False
    blank: bool = False


def document_id(masthead: Masthead, sha256: str) -> str:
    """The identity of a document as docs/contract.md has it; never derived from what else a library holds."""
    head = masthead
    if head.article:
        return f"bai-viet_{sha256[:12]}"
    body = fold_slug(head.issuer)
    if head.blank or not head.issued_on:
        opening = "-".join(fold_slug(head.title).split("-")[:6])
        return "_".join(part for part in (head.kind, head.issued_on, body, opening) if part)
    parts = [fold_slug(_two_digits(head.number)) if head.number else head.kind, head.issued_on]
    if head.number and head.kind == "quyet-dinh":
        parts.append("quyet-dinh")
    if not is_central(head.issuer):
        parts.append(body)
    return "_".join(part for part in parts if part)


def _two_digits(number: str) -> str:
    return re.sub(r"^0*(\d+)", lambda m: m[1].zfill(2), number)
