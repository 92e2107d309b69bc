"""The contract's JSON: the shapes that go out, and (in pydantic, at the HTTP border only) what may come in."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from index.kinds import KINDS, kind_named
from index.records import Answer, Change, Citation, Document, Locator, Note, Passage, Scope, Span, Statement
from service.questions import LONGEST, Question, tidy

if TYPE_CHECKING:  # reading documents is slow to import, and a question needs none of it
    from ingest.intake import Row

Json = dict[str, object]


def line(shape: object) -> str:
    """The shape as one line of JSON. Lone surrogates, which UTF-8 cannot carry, are JSON escapes."""
    text = json.dumps(shape, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def error(code: str, message: str) -> Json:
    return {"error": code, "message": message}


def answer(a: Answer, today: date, id: str | int | None = None) -> Json:
    """An answer; states are those of the day it speaks of. ``id`` stands only on answers of ``ask --file``."""
    on = a.understood.as_of or today
    shape: Json = {
        "question": a.question,
        "understood": {
            "text": a.understood.text,
            "changes": [_change(c) for c in a.understood.changes],
            "documents": list(a.understood.documents),
            "place": a.understood.place,
            "as_of": a.understood.as_of.isoformat() if a.understood.as_of else None,
        },
        "status": a.status,
        "reason": a.reason,
        "message": a.message,
        "statements": [_statement(s, on) for s in a.statements],
        "notes": [_note(n, on) for n in a.notes],
        "choices": [document(d, on) for d in a.choices],
        "passages": [passage(p, on) for p in a.passages],
        "generation": a.generation,
        "library": a.library,
        "took_ms": round(a.took_ms, 1),
    }
    return shape if id is None else {"id": id, **shape}


def document(d: Document, on: date) -> Json:
    """A document as it stands on that day."""
    return {
        "id": d.id,
        "number": d.number,
        "kind": d.kind,
        "issuer": d.issuer,
        "issued_on": d.issued_on,
        "title": d.title,
        "source": d.source,
        "state": d.state(on),
        "successor": d.successor,
        "unconfirmed": d.unconfirmed,
    }


def citation(c: Citation, on: date) -> Json:
    return {
        "document": document(c.document, on),
        "place": c.locator.place,
        "label": c.locator.label,
        "page": page_of(c),
        "quote": c.quote,
        "start": c.start,
        "end": c.end,
        "spans": [_span(s) for s in c.spans],
        "ocr": c.ocr,
        "url": address(c.document, c.locator),
    }


def passage(p: Passage, on: date) -> Json:
    return {
        "document": document(p.document, on),
        "place": p.chunk.locator.place,
        "label": p.chunk.locator.label,
        "page": _first(p.chunk.locator.pages),
        "text": p.chunk.text,
        "score": p.score,
        "why": list(p.why),
        "url": address(p.document, p.chunk.locator),
    }


def row(r: "Row") -> Json:
    """What became of one file."""
    return asdict(r)


def address(d: Document, locator: Locator) -> str:
    """Where a browser finds the place: "/van-ban/294-qd-tw_2025-05-26#1.1.2"."""
    return f"/van-ban/{d.id}#{locator.place}"


def page_of(c: Citation) -> int | None:
    """The page on which the quote begins; where that is not known, the first page of its place."""
    return _first([s.page for s in c.spans if s.page]) or _first(c.locator.pages)


def _statement(s: Statement, on: date) -> Json:
    return {"text": s.text, "citations": [citation(c, on) for c in s.citations]}


def _note(n: Note, on: date) -> Json:
    return {"code": n.code, "text": n.text, "citations": [citation(c, on) for c in n.citations]}


def _change(c: Change) -> Json:
    return {"from": c.source, "to": c.target, "why": c.why}


def _span(s: Span) -> Json:
    return {"page": s.page, "start": s.start, "end": s.end}


def _first(pages: Sequence[int]) -> int | None:
    return pages[0] if pages else None


def question_text(text: str) -> str:
    """The text, if a question may be that long: LONGEST code points. ValueError otherwise."""
    if len(text) > LONGEST:
        raise ValueError(
            f"Câu hỏi dài {len(text)} ký tự, quá giới hạn {LONGEST}. Hãy rút gọn, mỗi lần hỏi một việc rồi gửi lại."
        )
    return text


def day(text: object) -> date:
    """ "2025-08-01" as a day, in this form only. ValueError otherwise."""
    if isinstance(text, date):
        return text
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(text), re.ASCII):
            return date.fromisoformat(str(text))
    except ValueError:
        pass
    raise ValueError("Ngày phải viết theo dạng năm-tháng-ngày và có thật trong lịch, ví dụ 2025-08-01.")


def kind_slug(name: str) -> str:
    """ "Quy định" or "quy-dinh" → "quy-dinh". ValueError for what is no kind of document."""
    kind = kind_named(name)
    if kind is None:
        raise ValueError(f"Không có loại văn bản này. Các loại có thể chọn: {', '.join(KINDS)}.")
    return kind


def _search_words(text: str) -> str:
    if not tidy(question_text(text)):
        raise ValueError("Chưa có từ nào để tìm. Hãy gõ vài từ của điều cần tìm.")
    return text


Day = Annotated[date, BeforeValidator(day)]
KindSlug = Annotated[str, AfterValidator(kind_slug)]


class Asked(BaseModel):
    """The body of POST /api/questions."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, AfterValidator(question_text)]
    k: int = Field(10, ge=1, le=100)
    as_of: Day | None = None
    kinds: list[KindSlug] = []
    issuers: list[str] = []

    def as_question(self) -> Question:
        return Question(self.question, self.k, self.as_of, tuple(self.kinds), tuple(self.issuers))


class Sought(BaseModel):
    """The query of GET /api/search."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, AfterValidator(_search_words)]
    k: int = Field(10, ge=1, le=100)
    as_of: Day | None = None
    kind: list[KindSlug] = []
    issuer: list[str] = []
    issued_from: Day | None = Field(None, alias="from")
    issued_to: Day | None = Field(None, alias="to")

    def scope(self) -> Scope:
        return Scope(
            kinds=tuple(self.kind),
            issuers=tuple(self.issuer),
            issued_from=self.issued_from.isoformat() if self.issued_from else None,
            issued_to=self.issued_to.isoformat() if self.issued_to else None,
            in_force_on=self.as_of,
        )


_PROBLEMS = {
    "missing": "còn thiếu",
    "extra_forbidden": "không phải trường được nhận",
    "json_invalid": "không phải JSON đúng dạng",
    "string_type": "phải là một chuỗi chữ",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "list_type": "phải là một danh sách",
    "model_attributes_type": "phải là một đối tượng JSON",
    "greater_than_equal": "nhỏ quá, ít nhất là {ge}",
    "less_than_equal": "lớn quá, nhiều nhất là {le}",
}


def complaint(errors: Sequence[Any]) -> str:
    """The first of pydantic's errors in Vietnamese, naming the field: 'Trường “k” lớn quá, nhiều nhất là 100.'"""
    first = errors[0]
    context = first.get("ctx", {})
    if first["type"] == "value_error":
        return str(context["error"])
    problem = _PROBLEMS.get(first["type"], "không hợp lệ").format_map(context)
    field = ".".join(str(part) for part in first["loc"] if part not in {"body", "query", "path"})
    if first["type"] == "json_invalid" or not field:
        return f"Nội dung gửi lên {problem}. Hãy gửi như mẫu tại /docs."
    return f"Trường “{field}” {problem}. Xem cách gọi đúng tại /docs."
