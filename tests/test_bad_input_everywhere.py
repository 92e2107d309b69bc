"""One table over the whole product: each bad input by command and by HTTP, what it gets, and that the library stays.

Every file that cannot be read (tests/ingest/bad_files.py) has its row here too.
"""

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import typer
from bad_files import BAD
from commune import FILES, GUIDE_ID
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import ingest.__main__
import service.__main__
from index.encoders import BUNDLED, Encoder, HashingEncoder
from index.errors import TracuuError
from index.library import Library
from index.settings import Settings
from ingest.pipeline import deposit
from service.app import create_app
from service.keeper import keeper_of

TOKEN = "khoa-thu-nghiem"
ASKED = "Vườn thuốc nam được tưới mấy lần mỗi ngày?"
ANSWER = "được tưới hai lần mỗi ngày"
NEW = FILES["05-qd.txt"].encode()


@dataclass(frozen=True)
class Got:
    """What came back: its code, everything that it says, and the exit status or the HTTP status."""

    code: str | None
    says: str
    status: int


@dataclass(frozen=True)
class World:
    """A home with one document in it, and room beside it for files."""

    home: Path
    beside: Path
    encoder: Encoder

    @property
    def settings(self) -> Settings:
        return Settings(home=self.home, keeper_token=TOKEN, max_file_mb=1)

    def hash(self) -> str:
        """Read anew, as the next command would."""
        library = Library.open(self.settings, self.encoder)
        assert library.faults() == ()
        library.close()
        return library.hash

    def command(self, room: typer.Typer, *arguments: str | Path, **more: str) -> Got:
        environment = {"TRACUU_HOME": str(self.home), "TRACUU_MAX_FILE_MB": "1", "TRACUU_ENCODER": ""} | more
        done = CliRunner().invoke(room, [str(a) for a in arguments], env=environment)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        shapes = [json.loads(line) for line in done.stdout.splitlines()]
        got = _got(shapes, " ".join(done.stderr.replace("│", " ").split()), done.exit_code)
        return replace(got, code=got.code or _code_behind(done.exception))

    @contextmanager
    def browser(self) -> Iterator[TestClient]:
        library = Library.open(self.settings, self.encoder)
        with TestClient(create_app(library, self.settings, keeper_of(self.settings))) as browser:
            yield browser
        library.close()


def _code_behind(error: BaseException | None) -> str | None:
    """The code of the failure that ended a command: its sentence is printed, its code only chooses the exit status."""
    while error is not None and not isinstance(error, TracuuError):
        error = error.__cause__ or error.__context__
    return error.code if error else None


def _got(shapes: list[dict[str, object]], aside: str, status: int) -> Got:
    """The last object's code, and the words of all of them."""
    last = shapes[-1] if shapes else {}
    said = [str(shape.get("message") or "") for shape in shapes]
    said += [s["text"] for shape in shapes for s in shape.get("statements", ())]  # type: ignore[attr-defined]
    return Got(last.get("reason") or last.get("error"), " ".join([*said, aside]), status)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Question:
    text: str

    def by_command(self, world: World) -> Got:
        return world.command(service.__main__.app, "ask", "--json", "--", self.text)

    def by_http(self, browser: TestClient, world: World) -> Got:
        reply = browser.post("/api/questions", content=json.dumps({"question": self.text}), headers=JSON)
        return _got([reply.json()], "", reply.status_code)


@dataclass(frozen=True)
class File:
    make: Callable[[], bytes]
    name: str

    def by_command(self, world: World) -> Got:
        (world.beside / self.name).write_bytes(self.make())
        return world.command(ingest.__main__.app, "add", "--json", world.beside / self.name)

    def by_http(self, browser: TestClient, world: World) -> Got:
        return _sent(browser, self.name, self.make())


@dataclass(frozen=True)
class Folder:
    files: dict[str, bytes]

    def by_command(self, world: World) -> Got:
        folder = world.beside / "ho-so"
        folder.mkdir()
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        return world.command(ingest.__main__.app, "add", "--json", folder)


@dataclass(frozen=True)
class Adding:
    """A good file while ``meanwhile`` goes on."""

    meanwhile: Callable[[World], AbstractContextManager[None]] = lambda world: nullcontext()
    environment: Callable[[World], dict[str, str]] = field(default=lambda world: {})

    def by_command(self, world: World) -> Got:
        (world.beside / "05-qd.txt").write_bytes(NEW)
        with self.meanwhile(world):
            more = self.environment(world)
            return world.command(ingest.__main__.app, "add", "--json", world.beside / "05-qd.txt", **more)

    def by_http(self, browser: TestClient, world: World) -> Got:
        with self.meanwhile(world):
            return _sent(browser, "05-qd.txt", NEW)


@dataclass(frozen=True)
class Asking:
    """A good question to a product that is set up wrongly."""

    environment: Callable[[World], dict[str, str]]
    words: tuple[str, ...] = ("ask", "--json", ASKED)

    def by_command(self, world: World) -> Got:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
        return world.command(service.__main__.app, *self.words, TRACUU_PORT=port, **self.environment(world))


class Killed:
    """A good file, and a kill when its caches are built and nothing is committed."""

    def by_command(self, world: World) -> Got:
        (world.beside / "05-qd.txt").write_bytes(NEW)
        program = (
            "import os, signal; from index import library; built = library.build_snapshot\n"
            "library.build_snapshot = lambda *a: (built(*a), os.kill(os.getpid(), signal.SIGKILL))\n"
            f"from ingest.__main__ import app; app(['add', {str(world.beside / '05-qd.txt')!r}])"
        )
        known = {name: value for name, value in os.environ.items() if not name.startswith("TRACUU_")}
        done = subprocess.run(
            [sys.executable, "-c", program], env=known | {"TRACUU_HOME": str(world.home)}, check=False
        )
        return Got(None, "", done.returncode)


JSON = {"Content-Type": "application/json"}


def _sent(browser: TestClient, name: str, data: bytes) -> Got:
    reply = browser.post("/api/documents", files={"file": (name, data)}, headers={"Authorization": f"Bearer {TOKEN}"})
    shape = reply.json()
    return _got(shape if isinstance(shape, list) else [shape], "", reply.status_code)


def full_disk(bytes_left: int) -> Callable[[World], AbstractContextManager[None]]:
    """The system's limit on a file's size stands for a full disk: the same calls fail."""

    @contextmanager
    def full(world: World) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return full


@contextmanager
def another_ingest(world: World) -> Iterator[None]:
    other = Library.open(world.settings, world.encoder)
    with other.writing():
        yield
    other.close()


def encoder_named(name: str) -> Callable[[World], dict[str, str]]:
    return lambda world: {"TRACUU_ENCODER": name.replace("BESIDE", str(world.beside))}


def spoilt_model(world: World) -> dict[str, str]:
    """The bundled model, its weights gone as Git LFS leaves them."""
    folder = world.beside / "mo-hinh"
    shutil.copytree(BUNDLED, folder, ignore=shutil.ignore_patterns("*.safetensors", "*.onnx"))
    (folder / "onnx" / "model_int8.onnx").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    return {"TRACUU_ENCODER": str(folder)}


@dataclass(frozen=True)
class Row:
    """``exit`` and ``http``: the statuses by either way; None where there is no such way."""

    what: str
    given: Question | File | Folder | Adding | Asking | Killed
    code: str | None
    says: str
    exit: int
    http: int | None = None


USAGE = 2
UNCLEAR = "Hãy viết một câu hỏi ngắn"
ELSEWHERE = "Có thể hỏi lại bằng từ ngữ khác"
MODEL = "Kiểm tra TRACUU_ENCODER"
FULL = "Hãy dọn chỗ trống trên đĩa"

TABLE = [
    Row("an empty question", Question(""), "unclear", UNCLEAR, 0, 200),
    Row("a blank question", Question(" \t\n"), "unclear", UNCLEAR, 0, 200),
    Row("one sign", Question("?"), "unclear", UNCLEAR, 0, 200),
    Row("one letter", Question("đ"), "unclear", UNCLEAR, 0, 200),
    Row("10,000 characters", Question("đảng phí " * 1111 + "?"), "invalid", "Hãy rút gọn", 2, 422),
    Row("control characters", Question("\x01\x07\x1b\x9f"), "unclear", UNCLEAR, 0, 200),
    Row("control characters in words", Question("\x1b[31m" + ASKED + "\x07"), None, ANSWER, 0, 200),
    Row("NUL", Question("\x00"), "unclear", UNCLEAR, 0, 200),
    Row("NUL in words", Question(ASKED.replace(" nam", "\x00nam")), None, ANSWER, 0, 200),
    Row("lone surrogates", Question("\ud83d\udcff\ud800"), "unclear", UNCLEAR, 0, 200),
    Row("a lone surrogate in words", Question(ASKED + " \ud83d"), None, ANSWER, 0, 200),
    Row("emoji", Question("🙂🙂👍🏽"), "unclear", UNCLEAR, 0, 200),
    Row("emoji in words", Question("🌿 " + ASKED + " 🙏"), None, ANSWER, 0, 200),
    Row("English", Question("What is the weather like in Paris?"), "no_source", ELSEWHERE, 0, 200),
    Row("Chinese", Question("党员大会什么时候召开？"), "no_source", ELSEWHERE, 0, 200),
    Row("Arabic", Question("متى يجتمع الفرع؟"), "no_source", ELSEWHERE, 0, 200),
    Row("NFD", Question(unicodedata.normalize("NFD", ASKED)), None, ANSWER, 0, 200),
    *(Row(what, File(make, name), code, says, 1, 200) for what, make, name, code, says in BAD),
    Row("a file over the limit", File(lambda: b"%PDF-" + bytes(2**20), "a.pdf"), "too_large", "TRACUU_MAX_FILE_MB", 1, 413),
    Row("an empty folder", Folder({}), "no_documents", "Hãy kiểm tra lại đường dẫn", 1),
    Row("a folder of other things", Folder({"a.mp4": b"\0", "README.md": b"x"}), "no_documents", "nhận PDF, DOCX", 1),
    Row("a folder of broken files", Folder({"a.pdf": b"%PDF-1.4", "b.docx": b"x"}), "not_a_zip", "Lưu thành (Save As)", 1),
    Row("a full disk", Adding(full_disk(0)), "disk_full", FULL, 3, 503),
    Row("a disk that fills up", Adding(full_disk(20_000)), "disk_full", FULL, 3, 503),
    Row("two ingests at once", Adding(another_ingest), "locked", "Hãy đợi việc đó xong", 3, 409),
    Row("a kill in the middle", Killed(), None, "", -signal.SIGKILL),
    Row("a missing model folder", Asking(encoder_named("BESIDE/khong-co")), "encoder_missing", MODEL, 3),
    Row("a missing model folder, adding", Adding(environment=encoder_named("BESIDE/khong-co")), "encoder_missing", MODEL, 3),
    Row("a missing model folder, serving", Asking(encoder_named("BESIDE/khong-co"), ("serve",)), "encoder_missing", MODEL, 3),
    Row("a folder without a model", Asking(encoder_named("BESIDE")), "encoder_missing", "thiếu tệp «config.json». " + MODEL, 3),
    Row("a spoilt model folder", Asking(spoilt_model), "encoder_missing", "Cài lại Tracuu", 3),
    Row("another encoder", Asking(encoder_named("hashing")), "encoder_mismatch", "python -m ingest rebuild", 3),
    Row("another encoder, adding", Adding(environment=encoder_named("hashing")), "encoder_mismatch", "python -m ingest rebuild", 3),
    Row("another encoder, serving", Asking(encoder_named("hashing"), ("serve",)), "encoder_mismatch", "python -m ingest rebuild", 3),
]  # fmt: skip


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, bundled: Encoder) -> Path:
    """A home with one guideline in it; nobody changes it."""
    home = tmp_path_factory.mktemp("mau") / "nha"
    library = Library.open(Settings(home=home), bundled)
    library.add([deposit(FILES["02-hd.txt"].encode(), "02-hd.txt")])
    library.close()
    return home


@pytest.fixture
def world(tmp_path: Path, furnished: Path, bundled: Encoder, loaded_once: None) -> World:
    shutil.copytree(furnished, tmp_path / "nha")
    (tmp_path / "tep").mkdir()
    return World(tmp_path / "nha", tmp_path / "tep", bundled)


@pytest.mark.parametrize("row", TABLE, ids=[row.what for row in TABLE])
def test_bad_input_gets_a_code_a_sentence_and_a_status_and_leaves_the_library_alone(world: World, row: Row) -> None:
    before = world.hash()
    ways = [(row.given.by_command(world), row.exit)]
    if row.http is not None:
        with world.browser() as browser:
            ways.append((row.given.by_http(browser, world), row.http))  # type: ignore[union-attr]
            assert browser.get("/health").json()["library"] == before
    for got, status in ways:
        assert (got.status, row.says in got.says) == (status, True), got
        assert got.code == row.code or (got.code is None and status == USAGE), got
    assert world.hash() == before


def test_after_a_bad_moment_the_same_file_goes_in(world: World) -> None:
    Killed().by_command(world)
    Adding(full_disk(20_000)).by_command(world)
    Adding(another_ingest).by_command(world)
    assert Adding().by_command(world).status == 0
    library = Library.open(world.settings, world.encoder)
    assert [d.number for d in library.documents()] == ["02-HD/ĐU", "05-QĐ/ĐU"]
    assert library.document(GUIDE_ID) and library.faults() == ()
    library.close()


def test_a_server_whose_library_is_rebuilt_with_another_encoder_says_so(world: World) -> None:
    with world.browser() as browser:
        before = browser.get("/health").json()["library"]
        Library.rebuild(world.settings, HashingEncoder()).close()
        reply = browser.post("/api/questions", json={"question": ASKED})
        assert (reply.status_code, reply.json()["error"]) == (503, "encoder_mismatch")
        assert "TRACUU_ENCODER" in reply.json()["message"]
    with Library.open(world.settings, HashingEncoder()).writing():
        assert Library.open(world.settings, HashingEncoder()).hash == before
