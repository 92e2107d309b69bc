"""Questions from a file, one a line: JSON objects, "id<TAB>question", or the question alone."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from service.questions import Question
from service.wire import day, kind_slug, question_text

Id = str | int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its id (its own, else its number from 1), and a question or the sentence why it is none."""

    id: Id
    question: Question | None
    complaint: str = ""


def questions(lines: Iterable[bytes], k: int, as_of: date | None) -> Iterator[Line]:
    """A Line for each line that is not blank, as they come. ``k`` and ``as_of`` hold where a line gives none."""
    for number, raw in enumerate(lines, start=1):
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8", "surrogateescape").strip("\r\n")
        if not text.strip():
            continue
        id, fields = _fields(text, number)
        try:
            yield Line(id, _question(fields, k, as_of))
        except ValueError as wrong:
            yield Line(id, None, str(wrong))


def _fields(text: str, number: int) -> tuple[Id, dict[str, object]]:
    """The id and the fields of a line. A JSON line has "question" (or "text") and perhaps "id" (or "_id")."""
    if text.lstrip().startswith("{"):
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            return number, {}
        id = read.pop("id", read.pop("_id", None))
        return (id if isinstance(id, str | int) else number), read
    before, tab, after = text.partition("\t")
    if tab and before and " " not in before:
        return before, {"question": after}
    return number, {"question": text}


def _question(fields: dict[str, object], k: int, as_of: date | None) -> Question:
    text = fields.get("question", fields.get("text"))
    if not isinstance(text, str):
        raise ValueError('Dòng này không có câu hỏi. Hãy viết câu hỏi, hoặc JSON như {"id": "1", "question": "…"}.')
    given = fields.get("k", k)
    if type(given) is not int or not 1 <= given <= 100:
        raise ValueError("“k” phải là số nguyên từ 1 đến 100.")
    on = fields.get("as_of")
    return Question(
        question_text(text),
        given,
        day(on) if on is not None else as_of,
        tuple(kind_slug(name) for name in _texts(fields, "kinds")),
        tuple(_texts(fields, "issuers")),
    )


def _texts(fields: dict[str, object], name: str) -> list[str]:
    value = fields.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"“{name}” phải là một danh sách chuỗi chữ.")
    return value
