import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

from holdings import a_deposit, a_document

from index.encoders import Encoder
from index.library import Library
from index.settings import Settings


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def test_the_server_shows_the_token_once_answers_and_stops_when_told(tmp_path: Path, encoder: Encoder) -> None:
    library = Library.open(Settings(home=tmp_path), encoder)
    library.add([a_deposit(a_document())])
    library.close()
    port = a_free_port()
    known = {name: value for name, value in os.environ.items() if not name.startswith("TRACUU_")}
    environ = {**known, "TRACUU_HOME": str(tmp_path), "TRACUU_PORT": str(port)}
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "service", "serve"], env=environ, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr
        for line in server.stderr:
            said.append(line)
            if f"http://127.0.0.1:{port}" in line:
                break
        rest = threading.Thread(target=lambda: said.extend(server.stderr or ()))
        rest.start()
        body = json.dumps({"question": "Chi bộ thôn Mây họp thường kỳ vào tối nào?"}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/questions", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as reply:
            assert json.load(reply)["status"] == "answered"
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
        rest.join()
    log = "".join(said)
    assert "chỉ hiện lần này" in log and (tmp_path / "keeper").exists()
    assert "POST /api/questions 200" in log
    assert "thôn" not in log and "Traceback" not in log
