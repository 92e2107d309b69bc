"""The nouns that every room shares. Frozen, small, without behaviour that needs a library."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from index import places

Audience = Literal["public", "restricted"]
State = Literal["in_force", "not_yet", "amended", "replaced", "repealed", "unknown"]
Verb = Literal["replaces", "amends", "repeals"]
Status = Literal["answered", "refused", "choose"]
Reason = Literal["no_source", "unclear", "no_such_place", "no_such_document", "empty_library", "only_replaced"]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the library: what its masthead says, and how it stands among the others.

    ``kind`` is a slug of ``index.kinds`` ("quy-dinh"); ``issued_on`` is "YYYY-MM-DD", "YYYY-MM" or
    None; ``valid_until`` is the first day on which it no longer holds (None: no end known).
    """

    id: str
    kind: str
    number: str | None
    issuer: str
    level: str
    issued_on: str | None
    title: str
    source: str
    sha256: str
    format: str
    pages: int
    audience: Audience = "public"
    unconfirmed: bool = False
    doubts: tuple[str, ...] = ()
    sample: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    ended_by: Literal["replaced", "repealed"] | None = None
    successor: str | None = None

    def state(self, on: date) -> State:
        """How it stands on that day. Without a word about its end it is "unknown", never "in_force"."""
        if self.valid_from and on < self.valid_from:
            return "not_yet"
        if self.valid_until and on >= self.valid_until:
            return self.ended_by or "replaced"
        return "unknown"


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a document: its segments from outside in, and the physical pages it stands on."""

    segments: tuple[str, ...]
    pages: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        """The stable slug: "chuong-2.dieu-3.khoan-2.diem-a", "1.1.2", "5.4.b"."""
        return places.join(self.segments)

    @property
    def label(self) -> str:
        """The place in Vietnamese, inside out: "Điểm a khoản 2 Điều 3"."""
        return places.label(self.segments)


@dataclass(frozen=True, slots=True)
class Section:
    """One place of a document. Offsets are code points into the document's clean text.

    ``start:end`` is its own text, printed number included, up to its first child;
    ``start:close`` is the text of the place: itself and everything below it.
    """

    locator: Locator
    heading: str
    start: int
    end: int
    close: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Verbatim text of one place (``clean_text[start:end] == text``); ``context`` is for search only."""

    document_id: str
    locator: Locator
    text: str
    start: int
    end: int
    context: str

    @property
    def id(self) -> int:
        """63 bits from document, offsets and words: the same chunk has the same id in every library."""
        name = "\0".join((self.document_id, str(self.start), str(self.end), self.context, self.text))
        digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> 1


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` code points of clean text from ``start`` are characters ``index…`` of that page.

    ``page`` counts physical pages from 1; ``index`` counts characters as pypdfium2 does in a PDF,
    and in other formats from the start of the reader's own text.
    """

    start: int
    length: int
    page: int | None
    index: int


@dataclass(frozen=True, slots=True)
class Relation:
    """What a clause of one document says of another. ``target`` is the ký hiệu it names."""

    document_id: str
    place: str
    verb: Verb
    target: str
    target_date: str | None
    quote: str
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Deposit:
    """Everything that one document brings into the library."""

    document: Document
    text: str
    sections: tuple[Section, ...]
    chunks: tuple[Chunk, ...]
    relations: tuple[Relation, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What this asker may see and wants. Empty ``audiences`` sees nothing; other empty tuples mean no restriction.

    ``in_force_on`` leaves out what is known to be out of force on that day; None lets everything in.
    """

    audiences: tuple[Audience, ...] = ("public",)
    kinds: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    issued_from: str | None = None
    issued_to: str | None = None
    in_force_on: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """All that an engine returns."""

    chunk_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A Hit made whole. ``why`` says what each stage gave: "words 12.31", "meaning 0.912", "fused 0.83"."""

    document: Document
    chunk: Chunk
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a quote on one page: offsets as in Run, end exclusive."""

    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a document with their place. ``start:end`` are code points of the clean text; the quote is verbatim."""

    document: Document
    locator: Locator
    quote: str
    start: int
    end: int
    spans: tuple[Span, ...] = ()
    ocr: float | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Quotes of one thought. Its text is the quotes joined by line ends: nothing of ours."""

    citations: tuple[Citation, ...]

    @property
    def text(self) -> str:
        return "\n".join(c.quote for c in self.citations)


@dataclass(frozen=True, slots=True)
class Note:
    """The system's own words, kept apart from what is quoted."""

    code: str
    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that understanding changed in a question. ``why``: "abbreviation", "marks", "spelling"."""

    source: str
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it was searched for."""

    text: str
    changes: tuple[Change, ...] = ()
    documents: tuple[str, ...] = ()
    place: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Statements with citations, or a refusal with its reason; never both. ``confidence`` is the greatest support among
    the passages that may be quoted: above 0 it answers. None where no passage was weighed; not shown to askers."""

    question: str
    understood: Understood
    status: Status
    generation: int
    library: str
    reason: Reason | None = None
    message: str | None = None
    statements: tuple[Statement, ...] = ()
    notes: tuple[Note, ...] = ()
    choices: tuple[Document, ...] = ()
    passages: tuple[Passage, ...] = ()
    took_ms: float = field(default=0.0, compare=False)
    confidence: float | None = None


def pages_of(runs: Sequence[Run], start: int, end: int) -> tuple[int, ...]:
    """The physical pages that clean text ``start:end`` stands on, in order."""
    found = {r.page for r in runs if r.page and r.start < end and start < r.start + r.length}
    return tuple(sorted(found))


def spans_of(runs: Sequence[Run], start: int, end: int) -> tuple[Span, ...]:
    """Where clean text ``start:end`` stands on the pages: one span a page, first to last character."""
    spans: dict[int | None, tuple[int, int]] = {}
    for r in runs:
        low, high = max(start, r.start), min(end, r.start + r.length)
        if low < high:
            first, last = r.index + low - r.start, r.index + high - r.start
            old = spans.get(r.page, (first, last))
            spans[r.page] = (min(old[0], first), max(old[1], last))
    return tuple(Span(page, first, last) for page, (first, last) in spans.items())
