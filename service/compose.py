"""Composing: from weighed passages to statements. It chooses what to quote and where to stop, and adds no word of its own."""

import re
from collections.abc import Sequence

from index.library import Library
from index.records import Citation, Document, Section, Statement
from index.vietnamese import count_syllables, sentences, syllables
from service.evidence import Evidence, Topic
from service.quotes import children_of, cite, deepest, parent_of, section_of

MOST = 3
"""Statements in an answer."""
NEAR = 0.2
"""How far below the best passage another may stand and still be quoted beside it."""
RULE = 0.75
"""The same for a rule beside the guideline that carries it out."""
WHOLE = 140
"""Syllables up to which a clause is quoted whole."""
TITLE = 25
"""Syllables of one sentence that, over other clauses, is their title."""
LIST = 420
"""Syllables up to which a list is quoted with all that its items say; a longer one with the first line of each."""


def compose(library: Library, topic: Topic, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
    """Statements from the passages that support an answer, best first; no two quote the same words. A rule goes before the
    guideline that carries it out, even where it stands a little further off."""
    chosen: list[Statement] = []
    for weighed in evidence:
        behind = evidence[0].relevance - weighed.relevance
        if len(chosen) == MOST or behind > RULE:
            break
        if weighed.support > 0:
            statement = state(library, topic, weighed)
            near = behind <= NEAR or any(_carries_out(library, guide, statement) for guide in chosen)
            if near and not any(overlap(statement, other) for other in chosen):
                chosen.append(statement)
    return tuple(sorted(chosen, key=lambda guide: any(_carries_out(library, guide, rule) for rule in chosen)))


def _carries_out(library: Library, guide: Statement, rule: Statement) -> bool:
    """Whether one statement is of a guideline that names the other's document before its first clause."""
    guideline, regulation = guide.citations[0].document, rule.citations[0].document
    if guideline.kind != "huong-dan" or regulation.number is None or regulation.kind == "huong-dan":
        return False
    first = min((s.start for s in library.sections(guideline.id) if s.locator.place != "mo-dau"), default=0)
    return regulation.number in library.text(guideline.id)[:first]


def state(library: Library, topic: Topic, weighed: Evidence) -> Statement:
    """What a passage has to say: its clause whole when short, the list it belongs to, or the sentences that answer."""
    document, chunk = weighed.passage.document, weighed.passage.chunk
    sections, text = library.sections(document.id), library.text(document.id)
    section = section_of(sections, chunk.locator.place) or deepest(sections, chunk.start, chunk.end)
    if section is None:
        raise LookupError(f"{document.id} has no section for {chunk.locator.place}")
    section = _list_around(topic, text, sections, section)
    opens = _opens_list(text, section)
    if _size(text, section.start, section.close) <= (LIST if topic.wants_list or opens else WHOLE):
        return Statement((cite(library, document, section, section.start, section.close),))
    if opens:
        return Statement(_outline(library, document, section))
    if _size(text, section.start, section.end) <= WHOLE:
        return Statement((cite(library, document, section, section.start, section.end),))
    start, end = _telling(topic, text, max(chunk.start, section.start), min(chunk.end, section.close))
    return Statement((cite(library, document, deepest(sections, start, end) or section, start, end),))


def _list_around(topic: Topic, text: str, sections: Sequence[Section], section: Section) -> Section:
    """The list that an item belongs to when the question asks for a list; otherwise the section itself."""
    parent = parent_of(sections, section)
    if not topic.wants_list or parent is None or not _opens_list(text, parent):
        return section
    fits = _size(text, parent.start, parent.close) <= LIST and _names(topic, text[parent.start : parent.end])
    return _list_around(topic, text, sections, parent) if fits else section


def _opens_list(text: str, section: Section) -> bool:
    """Whether its own text opens what stands below it: a colon at its end, or no more than a title says."""
    own = text[section.start : section.end].rstrip()
    said = re.sub(r"^\S+[.)-]\s", "", own)
    short = count_syllables(said) <= TITLE and not re.search(r"\n|\.\s", said)
    return bool(text[section.end : section.close].strip()) and (own.endswith(":") or short)


def _names(topic: Topic, introduction: str) -> bool:
    """Whether the introduction of a list is about the topic: it has a third of its telling words."""
    have = set(syllables(introduction))
    return sum(w in have for w in topic.words) * 3 >= len(topic.words)


def _outline(library: Library, document: Document, section: Section) -> tuple[Citation, ...]:
    """A list too long to quote whole: its introduction and the first line of each item, each cited by its own place."""
    text = library.text(document.id)
    quotes = [cite(library, document, section, section.start, section.end)]
    for item in children_of(library.sections(document.id), section):
        line = text.find("\n", item.start, item.close)
        quotes.append(cite(library, document, item, item.start, item.close if line < 0 else line))
    return tuple(quotes)


def _telling(topic: Topic, text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of sentences, at most WHOLE syllables, from the one that has most of the topic on."""
    spans = [(start + a, start + b) for a, b in sentences(text[start:end])] or [(start, end)]
    worth = [_value(topic, text[a:b]) for a, b in spans]
    first = last = worth.index(max(worth))
    while last + 1 < len(spans) and _size(text, spans[first][0], spans[last + 1][1]) <= WHOLE:
        last += 1
    return spans[first][0], spans[last][1]


def _value(topic: Topic, sentence: str) -> float:
    have = set(syllables(sentence))
    return sum(topic.worth(w) for w in topic.words if w in have) + topic.has_form(sentence)


def _size(text: str, start: int, end: int) -> int:
    return count_syllables(text[start:end])


def overlap(one: Statement, other: Statement) -> bool:
    """Whether they quote some of the same words."""
    return any(
        a.document.id == b.document.id and a.start < b.end and b.start < a.end
        for a in one.citations
        for b in other.citations
    )
