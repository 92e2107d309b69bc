"""How a question is read before it is searched for: as the service reads it, or with some of its steps left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.library import Library
from index.records import Scope
from service.questions import STEPS, Question, spelled_out, tidy, understand
from service.references import as_of

Steps = Sequence[str]

NUMBERS = "numbers"
"""The step that takes documents and clauses named by number out of the text and searches within those documents."""

ALL: Steps = (*STEPS, NUMBERS)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for, and where."""

    text: str
    scope: Scope


def sought(text: str, library: Library, steps: Steps = ALL) -> Sought:
    """What the product searches for when it takes these steps. With ALL it is the service's own reading."""
    question, taken = Question(text), [step for step in STEPS if step in steps]
    if NUMBERS not in steps:
        typed = tidy(text)
        return Sought(spelled_out(typed, library, taken)[0], question.scope(as_of(typed) or date.today()))
    reading = understand(question, library, taken)
    scope = question.scope(reading.understood.as_of or date.today(), reading.understood.documents)
    return Sought(reading.topic or reading.understood.text, scope)
