"""What a disk can refuse: a second writer, and room."""

import errno
import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import OperationalError

from index.errors import DiskFull, Locked

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_IN_SQLITE = {
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN,
}  # fmt: skip
_FULL_IN_WORDS = ("No space left", "File too large", "Disk quota exceeded")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock on that file; Locked when another process does. A killed process lets go of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Locked(
                "Thư viện đang được một tiến trình khác ghi vào. Hãy đợi việc đó xong rồi chạy lại lệnh này."
            ) from busy
        yield


@contextmanager
def room() -> Iterator[None]:
    """Says in a sentence that the disk is full, whoever noticed it: the system, SQLite or tantivy."""
    try:
        yield
    except (OSError, OperationalError, ValueError, RuntimeError) as error:
        if _is_full(error):
            raise DiskFull(
                "Không ghi được vì đĩa đã đầy; thư viện vẫn nguyên như trước. Hãy dọn chỗ trống trên đĩa rồi chạy lại."
            ) from error
        raise


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    if isinstance(error, OperationalError) and isinstance(error.orig, sqlite3.Error):
        return error.orig.sqlite_errorcode in _FULL_IN_SQLITE
    return any(words in str(error) for words in _FULL_IN_WORDS)
