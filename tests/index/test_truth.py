from datetime import date
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from shelf import a_deposit, a_document, replaces
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from index import tables, truth
from index.errors import WrongVersion
from index.records import Chunk, Locator, Relation, Run


@pytest.fixture
def database(tmp_path: Path) -> sa.Engine:
    database = truth.connect(f"sqlite:///{tmp_path / 'library.db'}")
    with truth.writing(database) as connection:
        truth.migrate(connection)
    return database


def test_migrations_make_exactly_the_tables_that_the_code_knows(database: sa.Engine) -> None:
    with truth.reading(database) as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_the_tables_can_be_made_in_postgresql_too() -> None:
    made = [str(CreateTable(t).compile(dialect=postgresql.dialect())) for t in tables.metadata.sorted_tables]
    assert all(sql.strip().startswith("CREATE TABLE") for sql in made)
    assert '"end" INTEGER NOT NULL' in "".join(made)


def test_a_new_database_has_the_newest_version(database: sa.Engine) -> None:
    with truth.reading(database) as connection:
        assert truth.version(connection) == truth.VERSIONS[-1]
        assert truth.is_current(connection)


def test_a_database_without_tables_is_to_be_migrated(tmp_path: Path) -> None:
    with truth.reading(truth.connect(f"sqlite:///{tmp_path / 'trong.db'}")) as connection:
        assert truth.version(connection) is None
        assert not truth.is_current(connection)


def test_a_database_of_a_newer_program_is_refused(database: sa.Engine) -> None:
    with truth.writing(database) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with truth.reading(database) as connection, pytest.raises(WrongVersion, match="cập nhật"):
        truth.is_current(connection)


def test_what_is_deposited_is_read_back_unchanged(database: sa.Engine) -> None:
    document = a_document(
        doubts=("ngày ban hành mờ",), unconfirmed=True, valid_from=date(2025, 7, 1), valid_until=date(2026, 1, 1)
    )
    deposit = a_deposit(document, "Điều 1. Phạm vi", "Điều 2. Đối tượng", relations=[replaces(document, "24-QĐ/TW")])
    with truth.writing(database) as connection:
        edition = truth.deposit(connection, deposit, [1, 2], 1)
    with truth.reading(database) as connection:
        (holding,) = truth.held(connection)
        assert holding == truth.Holding(edition, document)
        assert truth.text(connection, edition) == deposit.text
        assert truth.sections(connection, edition) == deposit.sections
        assert truth.runs(connection, edition) == deposit.runs
        assert truth.relations(connection, {edition: document.id}) == deposit.relations
        stored = truth.chunks_of(connection, edition, document.id, "hashing")
        assert [s.chunk for s in stored] == list(deposit.chunks)
        assert [s.vector for s in stored] == [None, None]


def test_a_new_edition_ends_the_old_one_and_keeps_its_words(database: sa.Engine) -> None:
    with truth.writing(database) as connection:
        first = truth.deposit(connection, a_deposit(a_document(), "Cũ"), [1], 1)
        second = truth.deposit(connection, a_deposit(a_document(), "Mới"), [2], 2)
    with truth.reading(database) as connection:
        assert [h.edition for h in truth.held(connection)] == [second]
        assert truth.text(connection, first) == "Cũ"


def test_vectors_come_back_in_half_precision() -> None:
    vector = np.random.default_rng(1).standard_normal(384).astype(np.float32)
    vector /= np.linalg.norm(vector)
    again = truth.from_bytes(truth.to_bytes(vector))
    assert again.dtype == np.float32
    assert float(again @ vector) == pytest.approx(1, abs=1e-3)
    assert len(truth.to_bytes(vector)) == 768


def test_runs_without_a_page_stay_without() -> None:
    runs = (Run(0, 5, None, 0), Run(5, 7, 3, 11))
    assert truth.unpack(truth.pack(runs)) == runs
    assert truth.unpack(truth.pack(())) == ()


def test_the_vector_of_unchanged_words_is_the_same_wherever_they_move() -> None:
    here = Chunk("a", Locator(("dieu-1",)), "Điều 1.", 0, 7, "Chương I")
    there = Chunk("b", Locator(("dieu-2",)), "Điều 1.", 50, 57, "Chương I")
    other = Chunk("a", Locator(("dieu-1",)), "Điều 1.", 0, 7, "Chương II")
    assert truth.vector_key(here) == truth.vector_key(there) != truth.vector_key(other)


def test_a_reader_sees_one_state_while_a_writer_commits(database: sa.Engine) -> None:
    with truth.reading(database) as reader:
        assert truth.generation(reader).number == 0
        with truth.writing(database) as writer:
            truth.advance(writer)
        assert truth.generation(reader).number == 0
    with truth.reading(database) as reader:
        assert truth.generation(reader).number == 1


def test_what_fails_in_the_middle_leaves_nothing(database: sa.Engine) -> None:
    with pytest.raises(ZeroDivisionError), truth.writing(database) as connection:
        truth.deposit(connection, a_deposit(a_document(), "Một"), [1], 1)
        raise ZeroDivisionError
    with truth.reading(database) as connection:
        assert truth.held(connection) == []


def test_relations_come_only_from_the_editions_asked_for(database: sa.Engine) -> None:
    said: list[Relation] = []
    with truth.writing(database) as connection:
        for number in ("01-QĐ/TW", "02-QĐ/TW"):
            document = a_document(number)
            said.append(replaces(document, "99-QĐ/TW"))
            truth.deposit(connection, a_deposit(document, "x", relations=said[-1:]), [1], 1)
    with truth.reading(database) as connection:
        assert truth.relations(connection, {2: "02-qd-tw"}) == (said[1],)
        assert truth.relations(connection, {1: "01-qd-tw", 2: "02-qd-tw"}) == tuple(said)


def test_vectors_of_tokens_are_kept_by_key_and_forgotten_with_their_encoder(database: sa.Engine) -> None:
    with truth.writing(database) as connection:
        truth.keep_tokens(connection, {1: b"ab", 2: b"cd"}, "one")
        truth.keep_tokens(connection, {1: b"xy"}, "other")
        assert dict(truth.tokens(connection, [1, 3], "one")) == {1: b"ab"}
        truth.forget_vectors(connection, "other")
        assert dict(truth.tokens(connection, [1, 2], "one")) == {}
        assert dict(truth.tokens(connection, [1], "other")) == {1: b"xy"}
