"""One question: understand → search → weigh → compose → keep only what is verbatim → an answer or a refusal."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from index.library import Library
from index.records import Answer, Document, Statement
from service import named, notes, refusals
from service.compose import NEAR, compose
from service.evidence import Evidence, Topic, weigh
from service.parts import heart, in_turn, joined
from service.questions import LONGEST, Question, Reading, understand
from service.quotes import is_verbatim

POOL = 40
"""Chunks that each engine puts forward for one question."""


def answer(library: Library, question: Question) -> Answer:
    """The documents' own words with their places, or a refusal that says why and shows what is nearest."""
    began = time.perf_counter()
    library.refresh()
    reading = understand(replace(question, text=question.text[:LONGEST]), library)
    found = _answer(library, question, reading)
    parts = in_turn(question, reading) or (heart(question, reading) if found.reason == "no_source" else [])
    if parts:
        answers = [_answer(library, part.question, understand(part.question, library)) for part in parts]
        found = joined(question, found, parts, answers)
    return replace(found, took_ms=round((time.perf_counter() - began) * 1000, 2))


def _answer(library: Library, question: Question, reading: Reading) -> Answer:
    on = reading.understood.as_of or date.today()
    blank = Answer(question.text, reading.understood, "refused", library.generation, library.hash)
    if len(question.text) > LONGEST:
        return refusals.too_long(blank)
    if refused := refusals.before_searching(blank, library, reading):
        return refused
    topic = Topic(reading.topic, cache(library.idf))
    evidence = _evidence(library, question, reading, topic, on)
    named_themselves = _of_the_named(library, reading)
    statements, confidence = named_themselves or compose(library, topic, evidence), _confidence(evidence)
    if not statements and _some_stand_outside(library, reading, on):
        older = _evidence(library, question, reading, topic, None)
        statements, confidence = compose(library, topic, older), _confidence(older)
        evidence = older if statements else evidence
    blank = replace(blank, passages=tuple(e.explained for e in evidence[: question.k]))
    blank = replace(blank, confidence=None if named_themselves else confidence)
    return _verbatim(blank, library, statements, on)


def _some_stand_outside(library: Library, reading: Reading, on: date) -> bool:
    """Whether there are documents that were not searched because they are not, or were not yet, or no longer in force."""
    if reading.understood.documents:
        return False
    return reading.understood.as_of is not None or any(d.state(on) != "unknown" for d in library.documents())


def _evidence(library: Library, question: Question, reading: Reading, topic: Topic, on: date | None) -> list[Evidence]:
    """The passages within what may be searched, weighed. ``on`` None lets in what is out of force."""
    scope = question.scope(on, reading.understood.documents)
    return weigh(topic, library.candidates(topic.text or reading.understood.text, POOL, scope))


def _confidence(evidence: Sequence[Evidence]) -> float | None:
    """The greatest support among the passages near enough to the best to be quoted."""
    return max((e.support for e in evidence if e.relevance >= evidence[0].relevance - NEAR), default=None)


def _of_the_named(library: Library, reading: Reading) -> tuple[Statement, ...]:
    """What answers a question about one document itself: its clause, what it replaces, whether it stands, what it is about."""
    held = [library.document(d) for d in reading.understood.documents]
    document: Document | None = held[0] if len(held) == 1 else None
    if document is None:
        return ()
    if reading.understood.place:
        return named.clause(library, document, reading.understood.place)
    if named.asks_what_it_replaces(reading.topic):
        return named.replaced_by(library, document)
    if named.asks_standing(reading.topic):
        return named.standing(library, document)
    return named.contents(library, document) if named.asks_contents(reading.topic) else ()


def _verbatim(blank: Answer, library: Library, statements: Sequence[Statement], on: date) -> Answer:
    """The answer with those statements whose every quote is verbatim; a refusal when none is left."""
    kept = tuple(s for s in statements if all(is_verbatim(library, c) for c in s.citations))
    if not kept:
        return refusals.no_source(blank)
    said = notes.about(library, kept, on, blank.understood.documents)
    return replace(blank, status="answered", statements=kept, notes=said)
