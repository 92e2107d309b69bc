"""Starting the server: open the library, warm it, then listen."""

import logging
import socket
import sys

import typer
import uvicorn

from index.errors import Unusable
from index.library import Library
from index.settings import Settings
from service.answers import answer
from service.app import create_app
from service.keeper import keeper_of
from service.questions import Question


def serve_forever(settings: Settings) -> None:
    """Serves until stopped. Everything a first question needs is loaded before the address is announced."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    logging.getLogger("tracuu").setLevel(logging.INFO)
    with _listen(settings.host, settings.port) as listening:
        _serve(settings, listening)


def _serve(settings: Settings, listening: socket.socket) -> None:
    library = Library.open(settings)
    keeper = keeper_of(settings)
    app = create_app(library, settings, keeper)
    answer(library, Question("điều kiện kết nạp đảng viên", k=1))
    if keeper.made:
        typer.echo(f"Khóa của người quản thư viện, chỉ hiện lần này, hãy cất giữ: {keeper.made}", err=True)
    typer.echo(f"Mở trình duyệt tại {_address(listening)} (dừng: Ctrl+C)", err=True)
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_config=None, server_header=False))
    server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """The address taken now, so that a port in use is found before anything is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as taken:
        raise Unusable(
            f"Không mở được cổng {port} tại {host} ({taken.strerror}). "
            "Hãy tắt chương trình đang dùng cổng ấy, hoặc đặt TRACUU_PORT sang số khác."
        ) from taken


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
