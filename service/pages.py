"""The pages in the browser: ask and read the answer, the list of documents, one document. They work without JavaScript."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from index.errors import NotFound
from index.library import Library
from index.records import Answer, Document, Passage, Scope
from service import wording
from service.answers import answer
from service.clauses import Mark, document_contents, hangs, outline
from service.examples import examples
from service.questions import LONGEST, Question, dated, describe, name
from service.wire import question_text

OTHERS = 5
"""Passages shown below an answer; programs get as many as they ask for."""

TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """The pages of one library. A question comes by POST, so that it stays out of addresses, histories and logs."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._templates = _environment(library)
        self._examples: tuple[int, tuple[str, ...]] = (-1, ())

    def router(self) -> APIRouter:
        router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
        router.add_api_route("/", self.home, methods=["GET", "HEAD"])
        router.add_api_route("/", self.ask, methods=["POST"])
        router.add_api_route("/van-ban", self.documents, methods=["GET", "HEAD"])
        router.add_api_route("/van-ban/{id}", self.document, methods=["GET", "HEAD"])
        return router

    def home(self) -> HTMLResponse:
        self._library.refresh()
        held = self._library.documents()
        return self._page(
            "ask.html",
            question="",
            examples=self._offered(),
            empty=not held,
            only_samples=bool(held) and all(d.sample for d in held),
        )

    def ask(self, question: Annotated[str, Form()] = "") -> HTMLResponse:
        """The answer's page itself, not a redirect: an address would have to carry the question."""
        try:
            asked = Question(question_text(question))
        except ValueError as too_long:
            return self._page("ask.html", 422, question=question[:LONGEST], refused=str(too_long))
        given = answer(self._library, asked)
        on = given.understood.as_of or date.today()
        return self._page("answer.html", question=question, answer=given, others=_others(given), on=on)

    def documents(self) -> HTMLResponse:
        self._library.refresh()
        held = sorted(readable(self._library), key=lambda d: (d.issued_on or "", d.number or ""), reverse=True)
        papers = [d for d in held if d.kind != "bai-viet"]
        articles = [d for d in held if d.kind == "bai-viet"]
        return self._page("documents.html", papers=papers, articles=articles, on=date.today())

    def document(self, id: str, trich: str = "") -> HTMLResponse:
        self._library.refresh()
        document = open_document(self._library, id)
        text, sections = self._library.text(id), self._library.sections(id)
        mark = Mark.parse(trich)
        return self._page(
            "document.html",
            document=document,
            contents=document_contents(text, sections, mark),
            outline=outline(text, sections),
            marked=mark is not None and mark.start < len(text),
            relations=self._library.relations(id),
            successor=self._library.document(document.successor) if document.successor else None,
            on=date.today(),
        )

    def error(self, status: int, message: str) -> HTMLResponse:
        return self._page("error.html", status, message=message, phrase=_PHRASES.get(status, "Có lỗi"))

    def _offered(self) -> tuple[str, ...]:
        """Example questions of this generation; worked out once, at the first visit."""
        if self._examples[0] != self._library.generation:
            self._examples = (self._library.generation, examples(self._library))
        return self._examples[1]

    def _page(self, template: str, status: int = 200, /, **values: object) -> HTMLResponse:
        html = self._templates.get_template(template).render(values)
        return HTMLResponse(html.encode("utf-8", "replace"), status)


def _others(given: Answer) -> list[Passage]:
    """The passages of places that the answer does not quote already."""
    quoted = {(c.document.id, c.locator.place) for s in given.statements for c in s.citations}
    return [p for p in given.passages if (p.document.id, p.chunk.locator.place) not in quoted][:OTHERS]


def readable(library: Library) -> list[Document]:
    """The documents that an anonymous reader may see."""
    return [d for d in library.documents() if d.audience in Scope().audiences]


def open_document(library: Library, id: str) -> Document:
    """The document with this id, if an anonymous reader may see it; NotFound says the same in both cases."""
    document = library.document(id)
    if document is None or document.audience not in Scope().audiences:
        raise NotFound("Thư viện không có văn bản này. Hãy tìm trong danh sách văn bản, hoặc hỏi lại.")
    return document


_PHRASES: Mapping[int, str] = {
    HTTPStatus.NOT_FOUND: "Không tìm thấy",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Chưa đọc được câu hỏi",
    HTTPStatus.SERVICE_UNAVAILABLE: "Thư viện tạm thời không dùng được",
}


def _environment(library: Library) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "describe": describe,
        "name": name,
        "dated": dated,
        "by_document": wording.by_document,
        "place_line": wording.place_line,
        "source_line": wording.source_line,
        "quote_address": wording.quote_address,
        "passage_address": wording.passage_address,
        "relation_line": wording.relation_line,
        "standing": partial(wording.standing, find=library.document),
        "has_ended": wording.has_ended,
        "hangs": hangs,
    }
    made.globals |= {"longest": LONGEST}
    return made
