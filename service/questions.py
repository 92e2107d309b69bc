"""Understanding a question before searching: abbreviations, missing marks, documents and places named by number, a day."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.kinds import kind_name
from index.library import Library
from index.records import Change, Document, Scope, Understood
from service.abbreviations import expand, said_officially, unglued
from service.references import Mention, as_of, bare_numbers, clause, flat, mentions

LONGEST = 2000
"""Characters that a question may have; the contract's limit."""

_WORD = re.compile(r"[^\W\d_]+")
_CHARTER = re.compile(
    r"(?:quy dinh|noi gi|dieu \d+|khoan \d+)[ ,]*(?:cua |trong |theo )?dieu le|dieu le(?: dang)?[ ,]*dieu \d+"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked. ``kinds`` and ``issuers`` restrict the search; ``as_of`` asks for the rules of that day."""

    text: str
    k: int = 10
    as_of: date | None = None
    kinds: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()

    def scope(self, on: date | None, documents: tuple[str, ...] = ()) -> Scope:
        """What may be searched: documents in force on that day, or those that the question names whatever their state."""
        return Scope(kinds=self.kinds, issuers=self.issuers, documents=documents, in_force_on=None if documents else on)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question understood, and what composing needs beside it.

    ``topic`` is the question without the documents and places it names; ``missing`` are documents named but not held;
    ``rivals`` are held documents between which a number does not decide; ``near_places`` are labels of places that the document
    named has where it lacks the one asked for.
    """

    understood: Understood
    topic: str
    missing: tuple[str, ...] = ()
    rivals: tuple[Document, ...] = ()
    no_such_place: str | None = None
    near_places: tuple[str, ...] = ()
    unclear: bool = False


def understand(question: Question, library: Library, steps: Sequence[str] | None = None) -> Reading:
    """The question as it is searched for. Nothing that it names by number is changed. ``steps`` None takes all STEPS."""
    text, changes = spelled_out(tidy(question.text), library, STEPS if steps is None else steps)
    spoken = clause(text)
    named = list(mentions(text)) or (list(bare_numbers(text, spoken)) if spoken else [])
    held = [_held(m, library) for m in named]
    documents = _unique(found[0] for found in held if len(found) == 1)
    if not named and _CHARTER.search(flat(text)):
        documents = _charter(library)
    known = (
        {s.locator.place: s.locator.label for s in library.sections(documents[0].id)} if spoken and documents else {}
    )
    place = spoken.resolve(known) if spoken else None
    lacks = spoken if spoken and len(documents) == 1 and not place else None
    on = question.as_of or as_of(text)
    return Reading(
        Understood(text, tuple(changes), tuple(d.id for d in documents), place, on),
        _without(text, [(m.start, m.end) for m in named] + ([(spoken.start, spoken.end)] if spoken and place else [])),
        missing=tuple(text[m.start : m.end] for m, found in zip(named, held, strict=True) if not found),
        rivals=next((tuple(found) for found in held if len(found) > 1), ()),
        no_such_place=text[lacks.start : lacks.end] if lacks else None,
        near_places=tuple(known[p] for p in lacks.nearest(known)) if lacks else (),
        unclear=_says_nothing(text),
    )


def tidy(text: str) -> str:
    """The typed text in NFC on one line; control characters, lone surrogates and invisible marks are spaces."""
    shown = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Cf", "Zl", "Zp", "Zs"} else c for c in text)
    return " ".join(unicodedata.normalize("NFC", shown).split())


def describe(document: Document) -> str:
    """How people name a document: "Quy định 294-QĐ/TW ngày 26/5/2025", "Hướng dẫn về nghiệp vụ tháng 11/2025"."""
    return f"{name(document)} {dated(document.issued_on)}".rstrip()


def name(document: Document) -> str:
    """Its kind and number; without a number its kind and title, and an article has its title alone."""
    kind = kind_name(document.kind)
    if document.number:
        return f"{kind} {document.number}"
    title = document.title or document.source
    return title if document.kind == "bai-viet" or flat(title).startswith(flat(kind)) else f"{kind} {title}"


def dated(day: str | None) -> str:
    """ "2025-05-26" → "ngày 26/5/2025"; "2025-11" → "tháng 11/2025"; nothing for None."""
    if not day:
        return ""
    return f"{'ngày' if len(day) == 10 else 'tháng'} {vietnamese_date(day)}"


def vietnamese_date(day: str | None) -> str:
    """ "2025-05-26" → "26/5/2025"; "2025-11" → "11/2025"."""
    return "/".join(str(int(part)) for part in reversed((day or "").split("-")) if part)


def spelled_out(text: str, library: Library, steps: Sequence[str]) -> tuple[str, list[Change]]:
    """The text after these steps, in their order; what is named by number stays as typed."""
    changes: list[Change] = []
    for step in steps:
        text, made = _STEPS[step](text, library)
        changes += made
    return text, changes


def _in_full(text: str, _: Library) -> tuple[str, list[Change]]:
    """Abbreviations written out; each is noted."""
    changes: list[Change] = []
    parts = _parts(unglued(text), clauses=True)
    return "".join(part if is_name else _written_out(part, changes) for part, is_name in parts), changes


def _with_marks(text: str, library: Library) -> tuple[str, list[Change]]:
    restored = "".join(part if is_name else library.marks().restore(part) for part, is_name in _parts(text))
    return restored, [Change(text, restored, "marks")] if restored != text else []


def _official(text: str, _: Library) -> tuple[str, list[Change]]:
    said = said_officially(text)
    return said, [Change(text, said, "saying")] if said != text else []


_STEPS: Mapping[str, Callable[[str, Library], tuple[str, list[Change]]]]
_STEPS = {"abbreviations": _in_full, "marks": _with_marks, "sayings": _official}

STEPS = tuple(_STEPS)
"""What is done to a question as typed before it is searched for, in this order."""


def _parts(text: str, clauses: bool = False) -> Iterator[tuple[str, bool]]:
    """The text cut where documents are named, and on demand the clause, whose letter is no abbreviation ("tiết e"); whether
    each part is such a name."""
    spoken = clause(text) if clauses else None
    spans = [(m.start, m.end) for m in mentions(text)] + ([(spoken.start, spoken.end)] if spoken else [])
    at = 0
    for start, end in sorted(spans):
        if start >= at:
            yield text[at:start], False
            yield text[start:end], True
            at = end
    yield text[at:], False


def _written_out(text: str, changes: list[Change]) -> str:
    """The text with its abbreviations written out; each is noted."""
    pieces: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        written = None if _glued(text, word) else expand(word[0], text[word.end() :])
        if written:
            pieces += [text[at : word.start()], written]
            at = word.end()
            changes.append(Change(word[0], written, "abbreviation"))
    return "".join(pieces) + text[at:]


def _glued(text: str, word: re.Match[str]) -> bool:
    """Whether a word is part of a sign such as "294-QĐ/TW", "5.4.b" or "covid-19"."""
    before, after = text[: word.start()][-1:], text[word.end() :][:1]
    return before in {"-", "/", "."} or after in {"-", "/"} or before.isdigit() or after.isdigit()


def _held(mention: Mention, library: Library) -> list[Document]:
    return [d for d in library.documents() if mention.names(d)]


def _charter(library: Library) -> list[Document]:
    held = [d for d in library.documents() if d.kind == "dieu-le"]
    return sorted(held, key=lambda d: d.issued_on or "")[-1:]


def _unique(documents: Iterable[Document]) -> list[Document]:
    return list({d.id: d for d in documents}.values())


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return " ".join(text.split())


def _says_nothing(text: str) -> bool:
    """Whether there is nothing to search for: no word of two letters and no number of two digits."""
    return re.search(r"[^\W\d_]{2}|\d{2}", text) is None
