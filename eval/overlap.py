"""How much of a question its answer already says: the share of its telling words that stand in the places that answer it.

Marks are set aside, and a question typed without gets them back, so that its empty words are known. Questions that share few words with their clause are those that need meaning.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from eval.answered import ANSWERS, is_answerable
from eval.beir import Topic
from eval.judged import Grades, grades_of
from eval.source import Source
from index.encoders import HashingEncoder
from index.library import Library
from index.vietnamese import bare, syllables
from service import evidence

FEW = 0.5
"""A question shares few words when at most this share of them stands in its answer."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A class of answerable questions ("" for all): how many, the median share of shared words, and how many share few."""

    kind: str
    topics: int
    median: float
    few: int


def overlaps(source: Source) -> Iterator[Overlap]:
    """The overlap of all answerable questions of a collection, then of each class."""
    judged = grades_of(source.collection)
    with source.library(HashingEncoder()) as library:
        own = {t: _shared(t, judged[t.id], library) for t in source.collection.topics if is_answerable(t.id, judged)}
    for kind in dict.fromkeys(["", *(t.kind for t in own)]):
        shares = [share for topic, share in own.items() if kind in ("", topic.kind)]
        yield Overlap(kind, len(shares), median(shares) if shares else 0.0, sum(share <= FEW for share in shares))


def shared(question: str, text: str) -> float:
    """The share of a question's telling words that stand in a text, marks apart; 0 for a question without any."""
    words = {bare(word) for word in evidence.Topic(question, lambda _: 1.0).words}
    return len(words & {bare(word) for word in syllables(text)}) / len(words) if words else 0.0


def _shared(topic: Topic, grades: Grades, library: Library) -> float:
    best = [name for name, grade in grades.items() if grade >= min(ANSWERS, max(grades.values()))]
    asked = library.marks().restore(topic.text)
    return max(shared(asked, _text(name, library)) for name in best)


def _text(name: str, library: Library) -> str:
    """The text of a judged place; of a whole document where no place is named."""
    document, _, place = name.partition("#")
    at: Mapping[str, slice] = {s.locator.place: slice(s.start, s.close) for s in library.sections(document)}
    return library.text(document)[at[place]] if place else library.text(document)
