"""Pooling: what any configuration finds first is put before a judge, who sees neither which found it nor how high."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from eval.beir import Collection
from eval.configurations import Configuration
from eval.judged import grades_of, holder
from eval.lines import Line
from eval.running import Order, side_by_side
from eval.runs import Found, name
from index.library import Library
from index.records import Passage


@dataclass(frozen=True, slots=True)
class ToJudge:
    """A place to be judged for a topic, with all that a judge needs to see of it."""

    topic: str
    question: str
    place: str
    label: str
    document: str
    text: str


def pool(order: Order, configurations: Sequence[Configuration], depth: int) -> list[ToJudge]:
    """The first places of every configuration for each topic, each once, in order of name; those judged are left out."""
    pooled: dict[tuple[str, str], ToJudge] = {}
    for library, found in side_by_side(order, configurations):
        for one in _first(order.source.collection, library, found, depth):
            pooled.setdefault((one.topic, one.place), one)
    at = {topic.id: n for n, topic in enumerate(order.source.collection.topics)}
    return sorted(pooled.values(), key=lambda one: (at[one.topic], one.place))


def _first(collection: Collection, library: Library, found: Mapping[str, Found], depth: int) -> list[ToJudge]:
    judged = grades_of(collection)
    return [
        _shown(topic.id, topic.text, place, passage, library)
        for topic in collection.topics
        for passage in found[topic.id].passages[:depth]
        if not _is_judged(place := name(passage, collection), judged.get(topic.id, {}), collection)
    ]


def _is_judged(place: str, grades: Mapping[str, int], collection: Collection) -> bool:
    return place in grades if collection.corpus else holder(place, grades) is not None


def _shown(topic: str, question: str, place: str, passage: Passage, library: Library) -> ToJudge:
    document, locator = passage.document, passage.chunk.locator
    section = next((s for s in library.sections(document.id) if s.locator.place == locator.place), None)
    text = library.text(document.id)[section.start : section.close] if section else passage.chunk.text
    return ToJudge(topic, question, place, locator.label, document.title or document.id, text.strip())


def as_row(one: ToJudge) -> dict[str, str]:
    """As a line of the pool; a judge adds "grade" and "judge"."""
    return asdict(one)


def pooled_places(lines: Sequence[Line]) -> set[tuple[str, str]]:
    """The topics and places of a pool as written. BadCollection, with file and line, for what is none."""
    return {(line.string(row, "topic"), line.string(row, "place")) for line in lines for row in [line.object()]}
