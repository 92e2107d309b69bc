import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from index.disk import locked, room
from index.errors import DiskFull, Locked


def test_one_lock_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"), pytest.raises(Locked, match="đợi"), locked(tmp_path / "lock"):
        pass
    with locked(tmp_path / "lock"):
        pass


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_said_in_a_sentence(number: int) -> None:
    with pytest.raises(DiskFull, match="đĩa đã đầy"), room():
        raise OSError(number, "full")


def test_sqlite_and_tantivy_say_it_in_their_own_ways() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    with pytest.raises(DiskFull), room():
        raise OperationalError("INSERT", {}, full)
    with pytest.raises(DiskFull), room():
        raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(PermissionError), room():
        raise PermissionError(errno.EACCES, "denied")
    with pytest.raises(ValueError, match="another"), room():
        raise ValueError("another")
