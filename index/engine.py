"""What a search engine is here: a searchable snapshot of one generation, and the draft of the next.

An engine holds what it needs to search and to filter by Scope, nothing else. It is a cache of the truth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.errors import WrongSetting
from index.generation import Generation
from index.kinds import fold_slug
from index.records import Chunk, Document, Hit, Scope

Vectors = npt.NDArray[np.float32]

NEVER = 99_991_231
"""The day after all days, as days are written here: YYYYMMDD."""


class Engine(Protocol):
    """One generation, ready to be searched from many threads. It stays as it is whatever is published after it."""

    def nearest(self, vector: Vectors, k: int, scope: Scope) -> list[Hit]:
        """The k chunks in scope with the greatest inner product, best first."""
        ...

    def matching(self, terms: Sequence[str], k: int, scope: Scope) -> list[Hit]:
        """The k chunks in scope that BM25 ranks first for these terms, best first; none without any of them."""
        ...

    def frequency(self, term: str) -> int:
        """In how many chunks a term stands, with its marks or, when it has none and stands nowhere, without."""
        ...

    def __len__(self) -> int:
        """How many chunks can be searched."""
        ...

    def draft(self) -> "Draft":
        """What the next generation starts from: all that is here."""
        ...


class Draft(Protocol):
    """Changes that nobody sees until they are published."""

    def add(self, document: Document, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Adds a document, or puts it in the place of the one with its id. One row of ``vectors`` a chunk."""
        ...

    def remove(self, document_id: str) -> None: ...

    def publish(self, generation: Generation) -> Engine:
        """Writes the snapshot of that generation. Its cost follows what is new."""
        ...


def open_engine(name: str, caches: Path, generation: Generation) -> Engine | None:
    """The snapshot of this generation; None when there is none, or none that is whole."""
    match name:
        case "local":
            from index.local import LocalEngine

            return LocalEngine.open(caches, generation)
    raise WrongSetting(f"Không có công cụ tìm kiếm tên {name!r}. TRACUU_ENGINE chỉ nhận: local.")


def empty_draft(name: str, caches: Path) -> Draft:
    """What a first generation starts from: nothing."""
    match name:
        case "local":
            from index.local import LocalDraft

            return LocalDraft(caches)
    raise WrongSetting(f"Không có công cụ tìm kiếm tên {name!r}. TRACUU_ENGINE chỉ nhận: local.")


@dataclass(frozen=True, slots=True)
class Card:
    """What a Scope asks about a document. Days are YYYYMMDD; a month spans its days; without a date of issue the
    span is empty, so that no restriction by date lets it in. It holds from ``holds_from`` until before ``holds_until``.
    """

    document: str
    kind: str
    issuer: str
    audience: str
    issued_first: int
    issued_last: int
    holds_from: int
    holds_until: int
    sample: bool

    @classmethod
    def of(cls, document: Document) -> "Card":
        first, last = _span(document.issued_on)
        return cls(
            document=document.id,
            kind=document.kind,
            issuer=fold_slug(document.issuer),
            audience=document.audience,
            issued_first=first,
            issued_last=last,
            holds_from=_day(document.valid_from) or (first if last else 0),
            holds_until=_day(document.valid_until) or NEVER,
            sample=document.sample,
        )


@dataclass(frozen=True, slots=True)
class Gate:
    """A Scope in the form that engines compare. No audience at all sees nothing; other empty sets restrict nothing."""

    audiences: frozenset[str]
    kinds: frozenset[str]
    issuers: frozenset[str]
    documents: frozenset[str]
    issued_from: int | None
    issued_to: int | None
    on: int | None
    samples: bool

    @classmethod
    def of(cls, scope: Scope, samples: bool) -> "Gate":
        """``samples``: whether the library's invented documents may still be found."""
        return cls(
            audiences=frozenset(scope.audiences),
            kinds=frozenset(fold_slug(k) for k in scope.kinds),
            issuers=frozenset(fold_slug(i) for i in scope.issuers),
            documents=frozenset(scope.documents),
            issued_from=_span(scope.issued_from)[0] if scope.issued_from else None,
            issued_to=_span(scope.issued_to)[1] if scope.issued_to else None,
            on=_day(scope.in_force_on),
            samples=samples,
        )

    def admits(self, card: Card) -> bool:
        return (
            card.audience in self.audiences
            and (not self.kinds or card.kind in self.kinds)
            and (not self.issuers or card.issuer in self.issuers)
            and (not self.documents or card.document in self.documents)
            and (self.issued_from is None or card.issued_last >= self.issued_from)
            and (self.issued_to is None or card.issued_first <= self.issued_to)
            and (self.on is None or card.holds_from <= self.on < card.holds_until)
            and (self.samples or not card.sample)
        )


def _day(day: date | None) -> int | None:
    return day.year * 10_000 + day.month * 100 + day.day if day else None


def _span(issued: str | None) -> tuple[int, int]:
    """First and last day of "2025-05-26", "2025-05" or "2025"; an empty span for None."""
    if not issued:
        return NEVER, 0
    digits = issued.replace("-", "")
    return int(digits.ljust(8, "0")), int(digits + "1231"[len(digits) - 4 :] if len(digits) < 8 else digits)
