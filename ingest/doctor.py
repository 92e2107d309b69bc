"""What is installed, how large the library is, what it would take to grow, and what is wrong. All of it measured here."""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.library import Library
from index.records import Document
from ingest.pipeline import deposit

_PARTS = ("tracuu", "faiss-cpu", "tantivy", "onnxruntime", "tokenizers", "numpy", "sqlalchemy", "pypdf", "pypdfium2",
          "python-docx", "beautifulsoup4", "viparse", "underthesea", "fastapi", "sentence-transformers", "torch")  # fmt: skip
_LOW_DISK = 1_000_000_000
_PROBE_CHUNKS = 24
_PROBE_DOCUMENTS = 3


@dataclass(frozen=True, slots=True)
class Installed:
    """The machine and the parts: versions (None: not installed), the encoder, OCR."""

    python: str
    system: str
    cores: int
    parts: dict[str, str | None]
    encoder: str
    dimension: int
    models_extra: bool
    ocr: str


@dataclass(frozen=True, slots=True)
class Size:
    """What the library holds and the room it takes, in bytes."""

    home: str
    generation: int
    documents: int
    samples: int
    articles: int
    unconfirmed: int
    restricted: int
    pending: int
    chunks: int
    database_bytes: int
    caches_bytes: int
    originals_bytes: int
    free_bytes: int


@dataclass(frozen=True, slots=True)
class Growth:
    """What a document costs, from this machine's own measurements; None where there is nothing to measure on."""

    passages_per_second: float | None
    reading_seconds_per_document: float | None
    chunks_per_document: float | None
    bytes_per_chunk: float | None
    seconds_per_document: float | None
    hours_for_10000_documents: float | None
    gigabytes_for_10000_documents: float | None


@dataclass(frozen=True, slots=True)
class Report:
    installed: Installed
    size: Size
    growth: Growth
    wrong: tuple[str, ...]


def examine(library: Library) -> Report:
    """Looks at the library and measures; takes a few seconds and changes nothing."""
    size = _size(library)
    return Report(_installed(library), size, _growth(library, size), tuple(_wrong(library, size)))


def _installed(library: Library) -> Installed:
    return Installed(
        python=platform.python_version(),
        system=platform.platform(terse=True),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        parts={part: _version(part) for part in _PARTS},
        encoder=library.encoder.name,
        dimension=library.encoder.dimension,
        models_extra=importlib.util.find_spec("sentence_transformers") is not None,
        ocr="chưa có: trang chỉ có ảnh chờ ở mục chờ xử lý",
    )


def _version(part: str) -> str | None:
    try:
        return importlib.metadata.version(part)
    except importlib.metadata.PackageNotFoundError:
        return None


def _size(library: Library) -> Size:
    documents, settings = library.all_documents(), library.settings
    return Size(
        home=str(settings.home),
        generation=library.generation,
        documents=len(documents),
        samples=sum(d.sample for d in documents),
        articles=sum(d.kind == "bai-viet" for d in documents),
        unconfirmed=sum(d.unconfirmed for d in documents),
        restricted=sum(d.audience == "restricted" for d in documents),
        pending=len(library.pending()),
        chunks=sum(len(library.chunks(d.id)) for d in documents),
        database_bytes=sum(_bytes(p) for p in settings.home.glob("library.db*")),
        caches_bytes=_bytes_of_folder(settings.caches),
        originals_bytes=_bytes_of_folder(settings.originals),
        free_bytes=shutil.disk_usage(settings.home).free,
    )


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _bytes_of_folder(folder: Path) -> int:
    """Files linked from several generations count once."""
    seen: dict[tuple[int, int], int] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            stat = path.stat()
            seen[(stat.st_dev, stat.st_ino)] = stat.st_size
    return sum(seen.values())


def _growth(library: Library, size: Size) -> Growth:
    real = [d for d in library.all_documents() if library.original(d.id).exists()]
    rate = _passages_per_second(library, real)
    reading = _reading_seconds(library, real)
    per_document = size.chunks / size.documents if size.documents else None
    per_chunk = (size.database_bytes + size.caches_bytes) / size.chunks if size.chunks else None
    originals = size.originals_bytes / size.documents if size.documents else 0.0
    if rate is None or reading is None or per_document is None or per_chunk is None:
        return Growth(rate, reading, per_document, per_chunk, None, None, None)
    seconds = reading + per_document / rate
    room = (per_document * per_chunk + originals) * 10_000
    return Growth(
        round(rate, 1), round(reading, 3), round(per_document, 1), round(per_chunk),
        round(seconds, 2), round(seconds * 10_000 / 3600, 1), round(room / 1e9, 2),
    )  # fmt: skip


def _passages_per_second(library: Library, documents: list[Document]) -> float | None:
    texts: list[str] = []
    for document in documents:
        texts.extend(c.text for c in library.chunks(document.id))
        if len(texts) >= _PROBE_CHUNKS:
            break
    if not texts:
        return None
    library.encoder.encode_document(texts[:1])
    began = time.perf_counter()
    library.encoder.encode_document(texts[:_PROBE_CHUNKS])
    return len(texts[:_PROBE_CHUNKS]) / (time.perf_counter() - began)


def _reading_seconds(library: Library, documents: list[Document]) -> float | None:
    """The middle of the time that reading takes, over a few of the library's own documents."""
    step = max(1, len(documents) // _PROBE_DOCUMENTS)
    took = []
    for document in documents[::step][:_PROBE_DOCUMENTS]:
        data = library.original(document.id).read_bytes()
        began = time.perf_counter()
        deposit(data, document.source)
        took.append(time.perf_counter() - began)
    return sorted(took)[len(took) // 2] if took else None


def _wrong(library: Library, size: Size) -> Iterator[str]:
    yield from library.faults()
    for document in library.all_documents():
        if not library.original(document.id).exists():
            yield f"Mất tệp gốc của {document.id} ({document.source}). Hãy nạp lại tệp này."
    if size.free_bytes < _LOW_DISK:
        yield f"Đĩa chỉ còn trống {size.free_bytes / 1e6:.0f} MB. Hãy dọn chỗ trước khi nạp thêm."
    if size.pending:
        yield f"{size.pending} tệp đang chờ xử lý. Xem: python -m ingest pending"
    if size.unconfirmed:
        yield f"{size.unconfirmed} văn bản chưa xác nhận. Xem: python -m ingest list --unconfirmed"
    if not size.documents:
        yield "Thư viện chưa có văn bản nào. Hãy nạp: python -m ingest add THƯ_MỤC, hoặc thử với: python -m ingest samples add"
