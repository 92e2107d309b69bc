"""Several questions in one text: where they are, and their answers made one; docs/decisions/several.md."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, zip_longest
from typing import NamedTuple

from index.records import Answer, Note, Passage, Statement
from index.vietnamese import count_syllables, sentences
from service.compose import overlap
from service.evidence import telling_words
from service.questions import LONGEST, Question, Reading
from service.references import clause, mentions

MOST = 2
"""Statements for each question."""
TURNS = 5
"""Questions that are answered of one text."""
STORY = 60
"""Syllables from which a text that finds nothing is a story, in which one sentence asks."""
NEAREST = 10
"""Passages of each question among which the clause is looked for that answers the text as a whole."""
SHARED = 0.65
"""Share of the best score from which that clause is near to a question."""
LEANT = 0.8
"""The same for a question that took words along, and so comes nearer to what was asked before."""
_SHORTEST = 4  # syllables of a question that may stand by itself
_LEANING = 3  # telling words up to which a question is about what was asked before: "Hồ sơ gồm những gì?"


class Part(NamedTuple):
    """One question of several: as it stands in the text, and as it is asked."""

    text: str
    question: Question

    @property
    def leans(self) -> bool:
        """Whether it took words of the question before along."""
        return self.question.text != self.text


def in_turn(question: Question, reading: Reading) -> list[Part]:
    """The questions that a text asks, each to be answered by itself; none when it asks one thing only. A question that
    says little takes the telling words of the one before along."""
    texts = list(_texts(reading.understood.text)) if len(question.text) <= LONGEST else []
    if len(texts) < 2 or _alike(texts) or _points_for_all(texts):
        return []
    on = question.as_of or reading.understood.as_of
    parts: list[Part] = []
    about: tuple[str, ...] = ()
    for text in texts[:TURNS]:
        leans = bool(about) and len(telling_words(text)) <= _LEANING
        asked = f"{text} ({' '.join(about)})" if leans else text
        about = about if leans else telling_words(text)
        parts.append(Part(text, replace(question, text=asked[:LONGEST], k=max(question.k, NEAREST), as_of=on)))
    return parts


def heart(question: Question, reading: Reading) -> list[Part]:
    """The one sentence that asks, out of a long story; none where a text is short, or asks nothing or more than that."""
    text = reading.understood.text
    asking = [text[start:end] for start, end in sentences(text) if "?" in text[start:end]]
    if (
        len(question.text) > LONGEST
        or count_syllables(text) < STORY
        or len(asking) != 1
        or not _stands_alone(asking[0])
    ):
        return []
    on = question.as_of or reading.understood.as_of
    return [Part(asking[0], replace(question, text=asking[0], as_of=on))]


def joined(question: Question, whole: Answer, parts: Sequence[Part], answers: Sequence[Answer]) -> Answer:
    """What answers the first question, then the second. The answer to the text as a whole when none of them is answered,
    or when all are about one matter."""
    if all(a.status != "answered" for a in answers) or _of_one_matter(whole, parts, answers):
        return whole
    return replace(
        whole,
        status="answered",
        reason=None,
        message=None,
        choices=(),
        statements=_statements(answers),
        notes=_notes(whole, parts, answers),
        passages=_passages(answers)[: question.k],
        confidence=max((a.confidence for a in answers if a.confidence is not None), default=None),
    )


def _of_one_matter(whole: Answer, parts: Sequence[Part], answers: Sequence[Answer]) -> bool:
    """Whether the first thing that answers the text as a whole is near to each of its questions, beside what is nearest."""
    return bool(whole.statements) and all(
        _nearness(whole.statements[0], answer.passages[:NEAREST]) >= (LEANT if part.leans else SHARED)
        for part, answer in zip(parts, answers, strict=True)
    )


def _nearness(statement: Statement, passages: Sequence[Passage]) -> float:
    """The score of the best passage that it quotes, as a share of the best of all; 0 when it quotes none."""
    best = max((p.score for p in passages), default=0.0) or 1.0
    return max((p.score / best for p in passages if _is_quoted(p, statement)), default=0.0)


def _is_quoted(passage: Passage, statement: Statement) -> bool:
    d, start, end = passage.document.id, passage.chunk.start, passage.chunk.end
    return any(c.document.id == d and c.start < end and start < c.end for c in statement.citations)


def _texts(text: str) -> Iterator[str]:
    """A text cut after its question marks. What is no question by itself ("Đúng không?") stays with the one before it, an
    opening with the first."""
    held = ""
    for piece in re.split(r"(?<=\?)(?:\s+|(?=\w))", text):
        if held and _stands_alone(held) and _stands_alone(piece):
            yield held
            held = piece
        else:
            held = f"{held} {piece}".strip()
    yield held


def _stands_alone(text: str) -> bool:
    return "?" in text and count_syllables(text) >= _SHORTEST and len(telling_words(text)) > 1


def _alike(texts: Sequence[str]) -> bool:
    """Whether two of them ask the same: they share half of their telling words."""
    said = [set(telling_words(text)) for text in texts]
    return any(2 * len(one & other) >= len(one | other) for one, other in combinations(said, 2))


def _points_for_all(texts: Sequence[str]) -> bool:
    """Whether some name a document or a place and others do not: those speak of the same."""
    pointing = [any(mentions(text)) or clause(text) is not None for text in texts]
    return any(pointing) and not all(pointing)


def _statements(answers: Sequence[Answer]) -> tuple[Statement, ...]:
    """At most MOST of each, in turn; what was quoted for a question before is not quoted again."""
    chosen: list[Statement] = []
    for answer in answers:
        chosen += [s for s in answer.statements if not any(overlap(s, other) for other in chosen)][:MOST]
    return tuple(chosen)


def _notes(whole: Answer, parts: Sequence[Part], answers: Sequence[Answer]) -> tuple[Note, ...]:
    if len(parts) == 1:
        return Note("heart", f"Chỉ tìm theo câu “{parts[0].text}”"), *answers[0].notes
    several = f"{len(parts)} câu hỏi được trả lời lần lượt, mỗi câu nhiều nhất {MOST} đoạn trích."
    if len(list(_texts(whole.understood.text))) > len(parts):
        several += " Các câu sau đó chưa được trả lời; hãy hỏi riêng."
    said = [Note("several", several)]
    for part, answer in zip(parts, answers, strict=True):
        if answer.status != "answered":
            said.append(Note("unanswered", f"“{part.text}” {answer.message}"))
    return tuple(dict.fromkeys([*said, *(note for answer in answers for note in answer.notes)]))


def _passages(answers: Sequence[Answer]) -> tuple[Passage, ...]:
    """The best of each, then the second of each, and so on; each place once."""
    first: dict[int, Passage] = {}
    for passage in chain.from_iterable(zip_longest(*(a.passages for a in answers))):
        if passage:
            first.setdefault(passage.chunk.id, passage)
    return tuple(first.values())
