"""How a question is read before it is searched for: as the service reads it, or with some of its steps left out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.library import Library
from index.records import Scope
from service.abbreviations import expand, said_officially, unglued
from service.questions import Question, Reading, tidy, understand
from service.references import as_of, clause, mentions

Steps = Sequence[str]
Step = Callable[[str, Library], str]

NUMBERS = "numbers"
"""The step that takes documents and clauses named by number out of the text and searches within those documents."""

_WORD = re.compile(r"(?<![\w./-])[^\W\d_]+(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for, and where."""

    text: str
    scope: Scope


def _abbreviations(text: str, _: Library) -> str:
    written = unglued(text)
    return _WORD.sub(lambda m: expand(m[0], written[m.end() :]) or m[0], written)


def _marks(text: str, library: Library) -> str:
    return library.marks().restore(text)


def _sayings(text: str, _: Library) -> str:
    return said_officially(text)


_STEPS: Mapping[str, Step] = {"abbreviations": _abbreviations, "marks": _marks, "sayings": _sayings}

ALL: Steps = (*_STEPS, NUMBERS)


def sought(text: str, library: Library, steps: Steps = ALL) -> Sought:
    """What the product searches for when it takes these steps. With ALL it is the service's own reading."""
    question = Question(text)
    if NUMBERS not in steps:
        typed = tidy(text)
        return Sought(_taken(typed, library, steps), question.scope(as_of(typed) or date.today()))
    reading = understand(question, library)
    scope = question.scope(reading.understood.as_of or date.today(), reading.understood.documents)
    if set(steps) == set(ALL):
        return Sought(reading.topic or reading.understood.text, scope)
    typed = tidy(text)
    return Sought(_taken(_without_numbers(typed, reading) or typed, library, steps), scope)


def _taken(text: str, library: Library, steps: Steps) -> str:
    """The text after these steps, in the service's order; names of documents stay as typed."""
    for name, step in _STEPS.items():
        if name in steps:
            text = _between_names(text, library, step)
    return text


def _between_names(text: str, library: Library, step: Step) -> str:
    pieces: list[str] = []
    at = 0
    for named in mentions(text):
        pieces += (step(text[at : named.start], library), text[named.start : named.end])
        at = named.end
    return "".join((*pieces, step(text[at:], library)))


def _without_numbers(text: str, reading: Reading) -> str:
    """The text without the documents and the place that the service found named in it."""
    spans = [(m.start, m.end) for m in mentions(text)]
    spoken = clause(text) if reading.understood.place else None
    for start, end in sorted([*spans, *([(spoken.start, spoken.end)] if spoken else [])], reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())
