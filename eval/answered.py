"""How questions were answered, against what was judged: rightly, wrongly, refused when they should be.

A statement is right when it cites a judged place or one within it; a question without a relevant place is unanswerable
(or out of scope), and the only right answer to it is a refusal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.beir import Topic
from eval.judged import Grades, grade_of, holder, place_name
from index.library import Library
from index.records import Answer, Citation

ANSWERS = 2
"""The grade of a place that answers; 1 only helps."""


@dataclass(frozen=True, slots=True)
class Told:
    """One question's answer, as far as it is measured.

    ``cited`` are the places of each statement's quotes; ``nearest`` is the first passage's place, what would be quoted
    first if a refusal were no refusal; ``verbatim`` of ``quotes`` stand word for word in the text of their place.
    """

    topic: str
    status: str
    reason: str | None
    confidence: float | None
    cited: tuple[tuple[str, ...], ...]
    nearest: str | None
    text: str
    quotes: int
    verbatim: int
    ms: float

    @property
    def answered(self) -> bool:
        return self.status == "answered"

    def first_right(self, grades: Grades) -> bool:
        """Whether the first statement cites a relevant place or one within it."""
        return bool(self.cited) and any(grade_of(name, grades) > 0 for name in self.cited[0])


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a class of questions was answered ("" for all).

    ``answerable`` questions have a relevant place: ``answered`` of them were not refused, and the first statement of
    ``right`` cites a relevant place. ``refused`` of the ``unanswerable`` were refused, as they should be; ``false`` were
    answered all the same. ``verbatim`` of ``quotes`` are found word for word in the text of their place: anything below 1.0
    is a defect. Precision is the share of the cited that is relevant, a mean over answered answerable questions; recall the
    share of what answers (grade 2; without any, of all relevant) that is cited, a mean over all answerable ones. Both are
    counted by place and by document, and None where there is nothing to count.
    """

    kind: str
    answerable: int
    answered: int
    right: int
    unanswerable: int
    refused: int
    false: int
    quotes: int
    verbatim: int
    place_precision: float | None
    place_recall: float | None
    document_precision: float | None
    document_recall: float | None


def told(topic: Topic, answer: Answer, library: Library) -> Told:
    """What is measured of an answer."""
    quotes = [c for s in answer.statements for c in s.citations]
    passages = answer.passages
    return Told(
        topic=topic.id,
        status=answer.status,
        reason=answer.reason,
        confidence=answer.confidence,
        cited=tuple(tuple(place_name(c.document.id, c.locator.place) for c in s.citations) for s in answer.statements),
        nearest=place_name(passages[0].document.id, passages[0].chunk.locator.place) if passages else None,
        text="\n\n".join(s.text for s in answer.statements),
        quotes=len(quotes),
        verbatim=sum(is_verbatim(library, c) for c in quotes),
        ms=answer.took_ms,
    )


def is_verbatim(library: Library, citation: Citation) -> bool:
    """Whether a quote is in the text of its place. Looked up in the library anew: the service's own check is on trial."""
    text = library.text(citation.document.id)
    places = [s for s in library.sections(citation.document.id) if s.locator.place == citation.locator.place]
    return any(citation.quote in text[s.start : s.close] for s in places)


def outcomes(answers: Sequence[Told], topics: Iterable[Topic], judged: Mapping[str, Grades]) -> list[Outcome]:
    """How all these topics were answered, then each class of them."""
    kinds = {t.id: t.kind for t in topics}
    own = [a for a in answers if a.topic in kinds]
    parts = {kind: [a for a in own if kind in ("", kinds[a.topic])] for kind in dict.fromkeys(["", *kinds.values()])}
    return [outcome(kind, part, judged) for kind, part in parts.items()]


def outcome(kind: str, answers: Sequence[Told], judged: Mapping[str, Grades]) -> Outcome:
    """How these questions were answered."""
    good = [(a, judged[a.topic]) for a in answers if is_answerable(a.topic, judged)]
    bad = [a for a in answers if not is_answerable(a.topic, judged)]
    given = [(a, grades) for a, grades in good if a.answered]
    return Outcome(
        kind=kind,
        answerable=len(good),
        answered=len(given),
        right=sum(a.first_right(grades) for a, grades in good),
        unanswerable=len(bad),
        refused=sum(a.status == "refused" for a in bad),
        false=sum(a.answered for a in bad),
        quotes=sum(a.quotes for a in answers),
        verbatim=sum(a.verbatim for a in answers),
        place_precision=_mean(_precision(_cited(a), grades) for a, grades in given),
        place_recall=_mean(_recall(_cited(a), grades) for a, grades in good),
        document_precision=_mean(_precision(_documents(_cited(a)), _by_document(grades)) for a, grades in given),
        document_recall=_mean(_recall(_documents(_cited(a)), _by_document(grades)) for a, grades in good),
    )


def is_answerable(topic: str, judged: Mapping[str, Grades]) -> bool:
    """Whether something is relevant to a topic."""
    return any(grade > 0 for grade in judged.get(topic, {}).values())


def _precision(cited: Sequence[str], grades: Grades) -> float:
    return sum(grade_of(name, grades) > 0 for name in cited) / len(cited) if cited else 0.0


def _recall(cited: Sequence[str], grades: Grades) -> float:
    wanted = {n for n, g in grades.items() if g >= ANSWERS} or {n for n, g in grades.items() if g > 0}
    met = {held for name in cited if (held := holder(name, grades)) is not None}
    return len(wanted & met) / len(wanted)


def _cited(answer: Told) -> list[str]:
    return list(dict.fromkeys(name for statement in answer.cited for name in statement))


def _documents(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(_document(name) for name in names))


def _by_document(grades: Grades) -> dict[str, int]:
    """The grade of each document: the best of its places."""
    best: dict[str, int] = {}
    for name, grade in grades.items():
        best[_document(name)] = max(grade, best.get(_document(name), grade))
    return best


def _document(name: str) -> str:
    """The document of a place: "294-qd-tw_2025-05-26#1.1.1" → "294-qd-tw_2025-05-26"."""
    return name.partition("#")[0]


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None
