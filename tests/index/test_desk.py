from pathlib import Path

import pytest
import sqlalchemy as sa

from index import desk, truth
from index.desk import JournalEntry, Waiting


@pytest.fixture
def database(tmp_path: Path) -> sa.Engine:
    database = truth.connect(f"sqlite:///{tmp_path / 'library.db'}")
    with truth.writing(database) as connection:
        truth.migrate(connection)
    return database


def test_what_waits_waits_once_for_the_same_bytes(database: sa.Engine) -> None:
    waiting = Waiting("p-0123456789ab", "quet.pdf", "0" * 64, "needs_ocr", "Cần nhận dạng chữ.", fields={"kind": "x"})
    with truth.writing(database) as connection:
        desk.put_pending(connection, waiting)
        desk.put_pending(connection, waiting)
    with truth.reading(database) as connection:
        (found,) = desk.all_pending(connection)
    assert (found.id, found.reason, dict(found.fields)) == (waiting.id, "needs_ocr", {"kind": "x"})
    assert len(found.since) == len("2026-11-22T08:05:09Z")


def test_the_journal_keeps_outcomes_in_order(database: sa.Engine) -> None:
    entries = [JournalEntry(truth.now(), name, "0" * 64, "refused", reason="secret") for name in ("b.pdf", "a.pdf")]
    with truth.writing(database) as connection:
        for entry in entries:
            desk.note(connection, entry)
    with truth.reading(database) as connection:
        assert desk.journal(connection) == tuple(entries)
