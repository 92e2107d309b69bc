"""What a run must say of itself so that it can be believed and made again: code, encoder, library, questions, machine, cost."""

import hashlib
import json
import os
import platform
import resource
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from eval.beir import Collection
from eval.configurations import Configuration
from eval.lines import BadCollection, Line
from eval.processes import KILOBYTE
from index.encoders import Encoder
from index.library import Library
from index.truth import encoded_text
from index.vietnamese import nfc

ROOT = Path(__file__).parents[1]
SAMPLE = 40
"""Chunks that are encoded anew to tell how fast the encoder is here."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The collection of a run: where it was read from, and hashes of its topics and of its judgements on that day."""

    name: str
    source: str
    topics: str
    judgements: str
    count: int


@dataclass(frozen=True, slots=True)
class Held:
    """The library of a run. ``documents`` names its documents whatever chunks they were cut into; ``hash`` names both."""

    hash: str
    documents: str
    generation: int


@dataclass(frozen=True, slots=True)
class Code:
    """The commit of the code, and whether something was changed since; None outside a repository."""

    commit: str | None
    dirty: bool


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine that ran."""

    cpu: str
    cores: int
    python: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds a question from typed to found, understanding and encoding included; passages encoded a second; bytes
    resident at most in the process until then; bytes of the library on disk."""

    p50_ms: float
    p95_ms: float
    passages_a_second: float
    peak_memory: int
    size_on_disk: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything beside the ranking. ``settings`` are those of the configuration and of the asking."""

    configuration: str
    settings: Mapping[str, Any]
    collection: Asked
    library: Held
    encoder: str
    code: Code
    machine: Machine
    made_at: str
    cost: Cost


def manifest(
    configuration: Configuration, settings: Mapping[str, Any], asked: Asked, library: Library, cost: Cost
) -> Manifest:
    """The manifest of a run made just now."""
    return Manifest(
        configuration=configuration.name,
        settings={"blend": asdict(configuration.blend)} | {"understanding": list(configuration.asked)} | dict(settings),
        collection=asked,
        library=Held(library.hash, documents_hash(library), library.generation),
        encoder=library.encoder.name,
        code=code(),
        machine=Machine(_cpu(), os.cpu_count() or 1, platform.python_version()),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        cost=cost,
    )


def asked(source: str, collection: Collection) -> Asked:
    """How a manifest names a collection."""
    judgements = {name: dict(judged) for name, judged in collection.judgements.items()}
    return Asked(
        collection.name, source, topics_hash(collection), _hash(json.dumps(judgements, sort_keys=True)), len(collection.topics)
    )  # fmt: skip


def topics_hash(collection: Collection) -> str:
    """Names the questions: the same for the same ids with the same texts, in whatever order."""
    return _hash("\n".join(sorted(f"{t.id}\t{t.text}" for t in collection.topics)))


def documents_hash(library: Library) -> str:
    """Names the documents: the same for the same ids with the same bytes, however they are cut."""
    return _hash("\n".join(sorted(f"{d.id}\t{d.sha256}" for d in library.all_documents())))


def cost(milliseconds: Iterable[float], library: Library, passages_a_second: float) -> Cost:
    """What a run cost in this process."""
    spent = list(milliseconds) or [0.0]
    p50, p95 = (round(float(np.percentile(spent, percent)), 2) for percent in (50, 95))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    return Cost(p50, p95, round(passages_a_second, 1), peak, _size(library.settings.home))


def speed(encoder: Encoder, library: Library) -> float:
    """Passages a second, over the first chunks of the library encoded anew; 0 for an empty one."""
    texts = _first_texts(library)
    encoder.encode_document(texts[:2])
    began = time.perf_counter()
    encoder.encode_document(texts)
    return len(texts) / (time.perf_counter() - began)


def code() -> Code:
    """The commit of this checkout."""
    commit = _git("rev-parse", "HEAD")
    return Code(commit, bool(commit and _git("status", "--porcelain")))


def write_manifest(file: Path, written: Manifest) -> None:
    file.write_text(json.dumps(asdict(written), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read_manifest(file: Path) -> Manifest:
    """A manifest as written. BadCollection when it is not whole."""
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
        parts = {"collection": Asked, "library": Held, "code": Code, "machine": Machine, "cost": Cost}
        return Manifest(**told | {name: kind(**told[name]) for name, kind in parts.items()})
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadCollection(f"{file}, dòng 1: không phải lý lịch của một lượt chạy. Hãy chạy lại lượt này.") from None


def line_of(file: Path, key: str) -> Line:
    """The line of a manifest on which a key stands first."""
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    return Line(file, next((n for n, row in enumerate(rows, start=1) if f'"{key}":' in row), 1), "")


def _first_texts(library: Library) -> Sequence[str]:
    texts: list[str] = []
    for document in library.all_documents():
        texts += [nfc(encoded_text(chunk)) for chunk in library.chunks(document.id)]
        if len(texts) >= SAMPLE:
            break
    return texts[:SAMPLE]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _size(folder: Path) -> int:
    """Bytes on disk; a file with several names counts once."""
    files = {(s.st_dev, s.st_ino): s.st_size for f in folder.rglob("*") if f.is_file() for s in [f.stat()]}
    return sum(files.values())


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def _cpu() -> str:
    """The processor's name as the system tells it."""
    info = Path("/proc/cpuinfo")
    rows = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    named = next((row.partition(":")[2].strip() for row in rows if row.startswith("model name")), "")
    return named or platform.processor() or platform.machine()
