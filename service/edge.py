"""The outermost layer of the server: security headers, a limit on bodies, one access line, and what nobody caught."""

import logging
import traceback
from collections.abc import Callable
from time import perf_counter
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 256 * 1024
"""Bytes of a request that carries no file: a question of 2,000 characters needs a tenth of it however it is escaped."""

UPLOADS = "/api/documents"

_PAGES = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"  # fmt: skip
_DOCS = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"

access = logging.getLogger("tracuu.access")
log = logging.getLogger("tracuu.server")


class Edge:
    """ASGI. ``failed`` makes the response to an unexpected error, given the path."""

    def __init__(self, app: ASGIApp, failed: Callable[[str], Response]) -> None:
        self._app = app
        self._failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, receive, send)
        began = perf_counter()
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except ClientDisconnect:
            exchange.status = 499
        except Exception as error:  # noqa: BLE001 - the server's outermost edge
            log.error("%s", _without_message(error))
            if not exchange.status:
                await self._failed(scope["path"])(scope, exchange.receive, exchange.send)
        finally:
            took = (perf_counter() - began) * 1000
            access.info("%s %s %d %.0f ms", scope["method"], _path(scope), exchange.status, took)


class _Exchange:
    """One request and its response, watched."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._read = 0
        self.status = 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > BODY_LIMIT and self._scope["path"] != UPLOADS:
            raise HTTPException(413)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._secure(MutableHeaders(scope=message))
        await self._send(message)

    def _secure(self, headers: MutableHeaders) -> None:
        headers["Content-Security-Policy"] = _DOCS if self._scope["path"].startswith("/docs") else _PAGES
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers.setdefault("Cache-Control", "private, no-cache")


def _path(scope: Scope) -> str:
    """The path as it may stand in a log: no query string, nothing that breaks a line."""
    return quote(scope["path"].encode("utf-8", "surrogatepass"), safe="/~_-.")


def _without_message(error: Exception) -> str:
    """Where it happened and its type. Messages of libraries quote their input, and questions stay out of the log."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__module__}.{type(error).__qualname__}\n{frames}".rstrip()
