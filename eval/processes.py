"""The product's own commands run as a user runs them: a fresh process in an empty home, timed and weighed from outside."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

POLL = 0.05
KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""The unit in which the system counts ``ru_maxrss``."""


@dataclass(frozen=True, slots=True)
class Cost:
    """``seconds`` of wall time and ``peak`` bytes resident of the process, or of the largest of its children."""

    seconds: float
    peak: int
    exit_status: int


def run_command(arguments: Sequence[str], home: Path) -> Cost:
    """What ``python -m …`` costs. What it prints is thrown away."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env=_environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(time.perf_counter() - began, usage.ru_maxrss * KILOBYTE, process.returncode)


def arrivals(arguments: Sequence[str], home: Path) -> Iterator[tuple[float, dict[str, object]]]:
    """Each JSON line that ``python -m …`` prints, with the second after the start at which it came."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env=_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            yield time.perf_counter() - began, json.loads(line)


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The address of a server that was started just now and may not answer yet."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "serve"],
        env=_environment(home) | {"TRACUU_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def first_answer(address: str, question: str, patience: float = 60.0) -> float:
    """Seconds until the server answers the question; TimeoutError when it has not within ``patience``."""
    began = time.perf_counter()
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"{address}/api/questions", body, {"Content-Type": "application/json"})
    while time.perf_counter() - began < patience:
        try:
            with urllib.request.urlopen(request, timeout=patience) as answer:
                answer.read()
                return time.perf_counter() - began
        except (urllib.error.URLError, ConnectionError):
            time.sleep(POLL)
    raise TimeoutError(f"{address} did not answer within {patience:.0f} s")


def _environment(home: Path) -> dict[str, str]:
    """This process's environment with a home of its own, and none of the settings that would change what is measured."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TRACUU_")}
    return plain | {"TRACUU_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port
