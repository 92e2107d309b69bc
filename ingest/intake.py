"""Files into the library: one ROW a file, in order, whatever happens to it.

Readable files are gathered and committed in batches, so a kill in the middle loses at most the batch in hand and
leaves a whole library. The shape and the statuses of a row are those of docs/contract.md.
"""

import hashlib
import logging
import time
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from index.desk import Waiting
from index.errors import TracuuError
from index.library import Library
from index.records import Deposit, Document
from ingest.pipeline import Marked, deposit
from ingest.readers.door import MAX_MB, SUFFIXES, check_size
from ingest.readers.unreadable import Unreadable
from ingest.sampling import digests

log = logging.getLogger(__name__)

BATCH_FILES = 8
BATCH_CHUNKS = 800
"""A batch is committed when it holds as many files or as many chunks."""

PENDED = (".doc", ".rtf", ".xls", ".xlsx", ".ppt", ".pptx", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
"""What a folder may hold that cannot be read yet but must not be overlooked: it waits in pending."""

SAME_DOCUMENT = 0.3
"""Share of five-syllable runs in common from which two texts under one identity are editions of one document."""

_NOTHING_TO_KEEP = ("empty", "too_large", "zip_bomb", "no_text")
_NOT_THERE = ("not_found", "no_documents")
_NO_DOCUMENTS = (
    "no_documents",
    "Thư mục không có văn bản nào để nạp. Hãy kiểm tra lại đường dẫn; nhận PDF, DOCX, HTML, Markdown và TXT.",
)
_TWIN = ("twin", "Bản chữ của tệp PDF hoặc DOCX cùng tên đi kèm; chỉ nạp bản gốc.")
_TAKEN_OUT = "Văn bản này đã được gỡ khỏi thư viện. Muốn nạp lại, hãy nêu đích danh tệp này."
_PAPER = ("pdf", "docx")
_JOURNALED = ("added", "edition", "pending", "refused", "failed")
_OUR_FAULT = "Phần mềm gặp lỗi khi đọc tệp này; các tệp khác không bị ảnh hưởng. Hãy gửi nhật ký cho người phụ trách."
SAMPLES_LEAVE = "Thư viện đã có văn bản thật đầu tiên: từ nay các văn bản mẫu không còn được tra cứu."


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file. ``status``: added held edition pending refused skipped failed."""

    path: str
    sha256: str | None
    status: str
    id: str | None = None
    reason: str | None = None
    message: str | None = None
    pages: int | None = None
    chunks: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way in: where it came from, and how to get its bytes (the size is known before).

    ``named``: someone chose this very file, it was not merely found in a folder.
    """

    path: str
    size: int
    data: bytes | Path
    skip: tuple[str, str] | None = None
    named: bool = True

    @property
    def name(self) -> str:
        return PurePath(self.path).name

    def read(self) -> bytes:
        return self.data.read_bytes() if isinstance(self.data, Path) else self.data


@dataclass(slots=True)
class _Batch:
    """Rows in order, and the deposits among them that wait to be committed.

    ``withdrawn`` are the bytes that a keeper took out: a folder does not bring them back unasked.
    """

    withdrawn: Set[str] = frozenset()
    rows: list[Row] = field(default_factory=list)
    deposits: dict[int, Deposit] = field(default_factory=dict)

    def is_full(self) -> bool:
        return len(self.deposits) >= BATCH_FILES or sum(len(d.chunks) for d in self.deposits.values()) >= BATCH_CHUNKS

    def holds(self, sha256: str) -> bool:
        """Whether the same bytes already wait in it."""
        return any(d.document.sha256 == sha256 for d in self.deposits.values())

    def deposit_of(self, document_id: str) -> Deposit | None:
        """The deposit of that identity that already waits in it."""
        return next((d for d in self.deposits.values() if d.document.id == document_id), None)


def add_paths(library: Library, paths: Iterable[Path], max_mb: int = MAX_MB) -> Iterator[Row]:
    """Takes in files and folders; a row a file, in the order given, a folder's files in order of name."""
    given = list(paths)
    stems = _stems(p for p in given if p.is_file())
    return add_uploads(library, (upload for path in given for upload in uploads_of(path, stems)), max_mb)


def add_uploads(library: Library, uploads: Iterable[Upload], max_mb: int = MAX_MB) -> Iterator[Row]:
    """Takes in files one by one and commits them in batches, as the library's only writer.

    Unusable (lock, disk) ends it; the rows given so far stand.
    """
    with library.writing():
        library.refresh()
        batch = _Batch(_withdrawn(library))
        for upload in uploads:
            _take(library, upload, batch, max_mb)
            if batch.is_full():
                yield from _commit(library, batch)
                batch = _Batch(batch.withdrawn)
        yield from _commit(library, batch)


def uploads_of(path: Path, beside: Set[Path] = frozenset()) -> Iterator[Upload]:
    """The file, or every file of the folder, in order of name; what is passed over says why.

    ``beside``: PDF and Word files that come with it, without their suffix; a .txt of the same name is their twin.
    """
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(path)))
        stems = _stems(files)
        found = [Upload(str(p), p.stat().st_size, p, _why_skipped(p, stems), named=False) for p in files]
        yield from found
        if all(upload.skip for upload in found):
            yield Upload(str(path), 0, b"", _NO_DOCUMENTS)
    elif path.exists():
        yield Upload(str(path), path.stat().st_size, path, _TWIN if _is_twin(path, beside) else None)
    else:
        yield Upload(str(path), 0, b"", ("not_found", "Không có tệp hay thư mục này. Hãy kiểm tra lại đường dẫn."))


def _stems(files: Iterable[Path]) -> set[Path]:
    return {p.with_suffix("") for p in files if p.suffix.lower() in (".pdf", ".docx")}


def _is_twin(path: Path, stems: Set[Path]) -> bool:
    return path.suffix.lower() == ".txt" and path.with_suffix("") in stems


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _why_skipped(path: Path, stems: Set[Path]) -> tuple[str, str] | None:
    """Why a file of a folder is passed over, as code and sentence; None when it is taken."""
    name = path.name.lower()
    if name.startswith(("provenance", "readme")) or name == "manifest.json":
        return "notes", "Tệp ghi chú về thư mục, không phải văn bản."
    if name.startswith("~$"):
        return "temporary", "Tệp tạm do Word tạo ra khi đang mở tài liệu."
    if _is_twin(path, stems):
        return _TWIN
    if path.suffix.lower() not in (*SUFFIXES, *PENDED):
        return "suffix", f"Đuôi tệp “{path.suffix}” không thuộc loại văn bản được nạp."
    return None


def _take(library: Library, upload: Upload, batch: _Batch, max_mb: int) -> None:
    """Reads one upload and puts its row into the batch; only a library that cannot be used gets through."""
    began = time.monotonic()
    row, found = _outcome(library, upload, batch, max_mb)
    if found:
        batch.deposits[len(batch.rows)] = found
    batch.rows.append(replace(row, seconds=round(time.monotonic() - began, 3)))


def _outcome(library: Library, upload: Upload, batch: _Batch, max_mb: int) -> tuple[Row, Deposit | None]:
    """The row of one upload, and its deposit when there is something to commit."""
    row = Row(upload.path, None, "failed")
    if upload.skip:
        reason, message = upload.skip
        status = "failed" if reason in _NOT_THERE else "skipped"
        return replace(row, status=status, reason=reason, message=message), None
    try:
        check_size(upload.size, max_mb)
        data = upload.read()
    except OSError as error:
        message = f"Không mở được tệp: {error.strerror}. Hãy kiểm tra quyền đọc rồi nạp lại."
        return replace(row, reason="unreadable", message=message), None
    except Unreadable as error:
        return replace(row, reason=error.code, message=error.message), None
    row = replace(row, sha256=hashlib.sha256(data).hexdigest())
    try:
        return _read(library, upload, data, batch, max_mb)
    except Unreadable as error:
        if error.code in _NOTHING_TO_KEEP:
            return replace(row, reason=error.code, message=error.message), None
        return _waiting(library, row, data, error.code, error.message), None
    except Marked as error:
        return replace(row, path=upload.path, status="refused", reason=error.code, message=error.message), None
    except TracuuError:
        raise
    except Exception:
        log.exception("While reading %s", upload.path)
        return replace(row, reason="error", message=_OUR_FAULT), None


def _read(library: Library, upload: Upload, data: bytes, batch: _Batch, max_mb: int) -> tuple[Row, Deposit | None]:
    """The row of bytes that were opened, by what the library and the batch already hold."""
    sha256 = hashlib.sha256(data).hexdigest()
    row = Row(upload.path, sha256, "held")
    held = library.held(sha256)
    if held:
        if not library.original(held.id).exists():
            library.keep_original(data)
        message = "Thư viện đã có đúng tệp này."
        return replace(row, id=held.id, reason="same_bytes", pages=held.pages, message=message), None
    if sha256 in batch.withdrawn and not upload.named:
        return replace(row, status="skipped", reason="withdrawn", message=_TAKEN_OUT), None
    if batch.holds(sha256):
        return replace(row, reason="same_bytes", message="Tệp này trùng hoàn toàn với một tệp vừa nạp."), None
    found = deposit(data, upload.name, max_mb)
    if sha256 in digests():
        found = replace(found, document=replace(found.document, sample=True))
    row = replace(row, id=found.document.id, pages=found.document.pages, chunks=len(found.chunks))
    before = _before(library, batch, found.document.id)
    if before is None:
        return _kept(library, row, data, found, "added")
    document, text = before
    if _bare(text) == _bare(found.text):
        message = "Thư viện đã có văn bản này, lời văn giống hệt, ở tệp khác."
        return replace(row, reason="same_text", message=message), None
    if likeness(_below_head(text), _below_head(found.text)) < SAME_DOCUMENT:
        return _clash(library, row, data, found), None
    if document.format in _PAPER and found.document.format not in _PAPER:
        message = f"Thư viện đã có văn bản này ở bản {document.format.upper()}; bản chép lại không thay bản đó."
        return replace(row, reason="copy", message=message), None
    return _kept(library, row, data, found, "edition")


def _kept(library: Library, row: Row, data: bytes, found: Deposit, status: str) -> tuple[Row, Deposit]:
    library.keep_original(data)
    waiting = f"p-{found.document.sha256[:12]}"
    if any(w.id == waiting for w in library.pending()):
        library.drop_pending(waiting)
    return replace(row, status=status, reason=_reason(found.document), message=_message(found.document, status)), found


def _withdrawn(library: Library) -> frozenset[str]:
    """The sha256 of everything whose last word in the journal is that a keeper withdrew it."""
    last = {entry.sha256: entry.status for entry in library.journal()}
    return frozenset(sha256 for sha256, status in last.items() if status == "withdrawn")


def _reason(document: Document) -> str | None:
    if document.kind == "bai-viet":
        return "article"
    return "unconfirmed" if document.unconfirmed else None


def _message(document: Document, status: str) -> str | None:
    """What a keeper should know of a document taken in; None when there is nothing to say."""
    parts = []
    if status == "edition":
        parts.append("Bản mới của văn bản đã có; từ nay tra cứu theo bản này.")
    if document.kind == "bai-viet":
        parts.append("Bài viết hoặc trang tin, không phải văn bản: số hiệu nêu trong bài không phải của bài.")
    if document.unconfirmed:
        parts.append(f"Chưa xác nhận. Kiểm tra rồi xác nhận bằng: python -m ingest confirm {document.id} …")
    return " ".join([*parts, *document.doubts]) or None


def _before(library: Library, batch: _Batch, document_id: str) -> tuple[Document, str] | None:
    """The document of that identity that is held, or waits in the batch, with its text."""
    waiting = batch.deposit_of(document_id)
    if waiting:
        return waiting.document, waiting.text
    held = library.document(document_id)
    return (held, library.text(document_id)) if held else None


def _clash(library: Library, row: Row, data: bytes, found: Deposit) -> Row:
    """Two different texts under one identity: the newer waits, nothing held is overwritten."""
    message = (
        f"Thư viện đã có văn bản khác hẳn mang cùng định danh {found.document.id} (cùng số, ngày và cơ quan ban hành). "
        "Tệp này chờ người phụ trách xem xét; văn bản đang có không bị thay đổi."
    )
    return _waiting(library, replace(row, chunks=None), data, "same_identity", message)


def _waiting(library: Library, row: Row, data: bytes, reason: str, message: str) -> Row:
    """Puts the file into pending, original and all, for a keeper to see."""
    sha256 = hashlib.sha256(data).hexdigest()
    library.keep_original(data)
    row = replace(row, status="pending", id=f"p-{sha256[:12]}", reason=reason, message=message)
    library.put_pending(Waiting(f"p-{sha256[:12]}", PurePath(row.path).name, sha256, reason, message))
    return row


def _commit(library: Library, batch: _Batch) -> Iterator[Row]:
    """Commits what waits, writes the journal and gives the rows."""
    first_real = _samples_leave(library, batch)
    began = time.monotonic()
    library.add(list(batch.deposits.values()))
    _share_out(batch, time.monotonic() - began)
    if first_real is not None:
        row = batch.rows[first_real]
        batch.rows[first_real] = replace(row, message=" ".join(filter(None, (row.message, SAMPLES_LEAVE))))
    for row in batch.rows:
        if row.status in _JOURNALED:
            _note(library, row)
    yield from batch.rows


def _share_out(batch: _Batch, seconds: float) -> None:
    """Adds to each row its share, by chunks, of the time that committing the batch took."""
    total = sum(len(d.chunks) for d in batch.deposits.values())
    for n, each in batch.deposits.items():
        share = seconds * len(each.chunks) / max(1, total)
        batch.rows[n] = replace(batch.rows[n], seconds=round(batch.rows[n].seconds + share, 3))


def _samples_leave(library: Library, batch: _Batch) -> int | None:
    """Which row of the batch is the first real document, when samples answered until now."""
    searchable = library.documents()
    if not searchable or not all(d.sample for d in searchable):
        return None
    return next((n for n, d in batch.deposits.items() if not d.document.sample), None)


def _note(library: Library, row: Row) -> None:
    """Writes a row into the journal: of a refused file its name, the time and the hash, nothing else."""
    message = None if row.status == "refused" else row.message
    library.note(PurePath(row.path).name, row.sha256 or "", row.status, row.id, row.reason, message)


def _below_head(text: str) -> str:
    """The text without its first lines, which two documents under one number have in common."""
    lines = text.split("\n")
    return "\n".join(lines[min(10, len(lines) // 2) :])


def _bare(text: str) -> str:
    return "".join(text.split())


def likeness(one: str, other: str) -> float:
    """Share of the shorter text's runs of five syllables that the other has too."""
    first, second = _runs_of_five(one), _runs_of_five(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _runs_of_five(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return set(zip(*(words[i:] for i in range(5)), strict=False))
