"""The server: the contract's HTTP, the pages beside it, and every failure as a sentence."""

import tempfile
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Security
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from index.errors import NotFound, TracuuError
from index.library import Library
from index.settings import Settings
from ingest.intake import add_uploads
from service import complaints, uploads, wire
from service.answers import answer
from service.edge import Edge
from service.keeper import Keeper
from service.pages import Pages, open_document, readable
from service.questions import Question, understand

_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
    "txt": "text/plain",
}

Key = Annotated[HTTPAuthorizationCredentials | None, Security(HTTPBearer(auto_error=False))]


def create_app(library: Library, settings: Settings, keeper: Keeper) -> FastAPI:
    """The whole server over one open library."""
    app = FastAPIOffline(title="Tracuu", docs_url="/docs", redoc_url=None)
    pages = Pages(library)
    app.include_router(Api(library, settings, keeper).router())
    app.include_router(pages.router())
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    answers = complaints.Complaints(pages)
    app.add_exception_handler(TracuuError, answers.ours)
    app.add_exception_handler(HTTPException, answers.of_http)
    app.add_exception_handler(RequestValidationError, answers.of_input)
    app.add_middleware(Edge, failed=answers.unexpected)
    return app


class Api:
    """The endpoints of the contract over one library."""

    def __init__(self, library: Library, settings: Settings, keeper: Keeper) -> None:
        self._library = library
        self._settings = settings
        self._keeper = keeper

    def router(self) -> APIRouter:
        router = APIRouter()
        router.add_api_route("/api/questions", self.ask, methods=["POST"])
        router.add_api_route("/api/search", self.search, methods=["GET"])
        router.add_api_route("/api/documents", self.documents, methods=["GET"])
        router.add_api_route("/api/documents", self._add(), methods=["POST"], openapi_extra=_FILES)
        router.add_api_route("/api/documents/{id}", self.document, methods=["GET"])
        router.add_api_route("/api/documents/{id}/original", self.original, methods=["GET"])
        router.add_api_route("/health", self.health, methods=["GET"])
        return router

    def ask(self, asked: wire.Asked) -> Response:
        """One question: an answer with citations, or a refusal with its reason (also 200)."""
        return as_json(wire.answer(answer(self._library, asked.as_question()), date.today()))

    def search(self, sought: Annotated[wire.Sought, Query()]) -> Response:
        """The nearest passages, best first."""
        self._library.refresh()
        words = understand(Question(sought.q), self._library).understood.text
        found = self._library.search(words, sought.k, sought.scope())
        return as_json([wire.passage(p, sought.as_of or date.today()) for p in found])

    def documents(self) -> Response:
        """The documents in which one searches."""
        self._library.refresh()
        return as_json([wire.document(d, date.today()) for d in readable(self._library)])

    def document(self, id: str) -> Response:
        self._library.refresh()
        return as_json(wire.document(open_document(self._library, id), date.today()))

    def original(self, id: str) -> FileResponse:
        """The file as it was handed in. Only a PDF opens in the browser; the rest is saved."""
        self._library.refresh()
        held = open_document(self._library, id)
        file = self._library.original(id)
        if not file.is_file():
            raise NotFound("Bản gốc của văn bản này không còn trong kho. Hãy nạp lại tệp ấy.")
        disposition = "inline" if held.format == "pdf" else "attachment"
        media = _MEDIA.get(held.format, "application/octet-stream")
        return FileResponse(file, media_type=media, filename=held.source, content_disposition_type=disposition)

    def health(self) -> Response:
        self._library.refresh()
        shape = {
            "status": "ok",
            "generation": self._library.generation,
            "library": self._library.hash,
            "documents": len(self._library.documents()),
        }
        return as_json(shape)

    def _add(self) -> Callable[[FormData], Response]:
        """The endpoint that takes files. The keeper's token is checked before any of the body is read."""

        async def sent(request: Request, key: Key) -> AsyncIterator[FormData]:
            self._admit(key)
            form = await uploads.received(request.headers, request.stream(), self._settings.max_file_mb)
            try:
                yield form
            finally:
                await form.close()

        def add(form: Annotated[FormData, Depends(sent)]) -> Response:
            """Takes in files; the keeper's token is needed. One row a file says what became of it."""
            return as_json(self._taken_in(form))

        return add

    def _admit(self, key: HTTPAuthorizationCredentials | None) -> None:
        if key is None or not self._keeper.admits(key.credentials):
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})

    def _taken_in(self, form: FormData) -> list[wire.Json]:
        with tempfile.TemporaryDirectory() as folder:
            files = uploads.saved(uploads.files_of(form), Path(folder))
            return [wire.row(row) for row in add_uploads(self._library, files, self._settings.max_file_mb)]


def as_json(shape: object, status: int = 200) -> Response:
    return Response(wire.line(shape), status, media_type="application/json")


_FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                    "required": ["file"],
                }
            }
        },
    },
}
