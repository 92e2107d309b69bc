"""The relational truth: nouns in, nouns out. SQLAlchemy Core; SQLite by default, any other database by its URL.

An edition's rows are written once and never change, so a reader that still holds an older generation finds all of it;
a document that is replaced or withdrawn only changes its standing.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy import Connection, Engine, Row, event

from index import tables as t
from index.errors import WrongVersion
from index.generation import Generation, digest, library_hash
from index.records import Chunk, Deposit, Document, Locator, Relation, Run, Section

Vectors = npt.NDArray[np.float32]

VERSIONS = ("0001", "0002")
"""Every version a database can have, oldest first: the revisions in index/migrations/versions."""

_DOCUMENT = tuple(f.name for f in fields(Document))
_DATES = ("valid_from", "valid_until")
_BATCH = 500  # keys in one IN (...)


@dataclass(frozen=True, slots=True)
class Holding:
    """A document of the library as deposited, with the number of its edition."""

    edition: int
    document: Document


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk as the truth keeps it: of which edition, and with which vector. ``key`` names what the encoder read."""

    id: int
    edition: int
    key: int
    chunk: Chunk
    vector: Vectors | None


def connect(url: str) -> Engine:
    """An SQLAlchemy engine that gives readers a snapshot and lets one writer in at a time."""
    if sa.make_url(url).get_backend_name() != "sqlite":
        return sa.create_engine(url, isolation_level="REPEATABLE READ")
    engine = sa.create_engine(url)
    _isolate_sqlite(engine)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; committed at the end of the block, rolled back on any error."""
    with engine.connect().execution_options(tracuu_writes=True) as connection, connection.begin():
        yield connection


def version(connection: Connection) -> str | None:
    """The version of the database; None when it has no tables of ours."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return found


def is_current(connection: Connection) -> bool:
    """Whether it needs no migration. WrongVersion when a newer Tracuu wrote it."""
    found = version(connection)
    if found is not None and found not in VERSIONS:
        raise WrongVersion(
            f"Thư viện này do một phiên bản Tracuu mới hơn tạo ra (phiên bản {found}, chương trình này biết đến "
            f"{VERSIONS[-1]}). Hãy cập nhật chương trình rồi mở lại."
        )
    return found == VERSIONS[-1]


def migrate(connection: Connection) -> None:
    """Makes the tables, or brings them to this version. Alembic takes half a second: only when ``is_current`` says no."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def generation(connection: Connection) -> Generation:
    """The newest committed generation; 0 with no hash before the first."""
    latest = t.generations.c
    row = connection.execute(sa.select(latest.number, latest.hash).order_by(latest.number.desc()).limit(1)).first()
    return Generation(row.number, row.hash) if row else Generation(0, library_hash(()))


def advance(connection: Connection) -> Generation:
    """Writes the next generation, hashed over what is held now."""
    digests = connection.execute(sa.select(t.documents.c.digest).where(t.documents.c.standing == "held")).scalars()
    new = Generation(generation(connection).number + 1, library_hash(digests))
    connection.execute(t.generations.insert().values(number=new.number, hash=new.hash, committed_at=now()))
    return new


def setting(connection: Connection, name: str) -> str | None:
    """A remembered word, such as the name of the encoder."""
    found: str | None = connection.execute(sa.select(t.meta.c.value).where(t.meta.c.name == name)).scalar()
    return found


def remember(connection: Connection, name: str, value: str) -> None:
    connection.execute(t.meta.delete().where(t.meta.c.name == name))
    connection.execute(t.meta.insert().values(name=name, value=value))


def deposit(connection: Connection, deposit: Deposit, vector_keys: Sequence[int], number: int) -> int:
    """Writes a document as held in that generation, ending its former edition; gives the new edition's number."""
    end(connection, deposit.document.id, "former", number)
    row = {**_document_row(deposit.document), "standing": "held", "added_in": number, "digest": digest(deposit)}
    key = connection.execute(t.documents.insert().values(row)).inserted_primary_key
    assert key is not None
    edition: int = key[0]
    connection.execute(t.texts.insert().values(edition=edition, text=deposit.text, runs=pack(deposit.runs)))
    _insert(connection, t.sections, edition, [_section_row(s) for s in deposit.sections])
    chunk_rows = [_chunk_row(c, key) for c, key in zip(deposit.chunks, vector_keys, strict=True)]
    _insert(connection, t.chunks, edition, chunk_rows)
    _insert(connection, t.relations, edition, [_relation_row(r) for r in deposit.relations])
    return edition


def end(connection: Connection, document_id: str, standing: str, number: int) -> bool:
    """Takes a document out of what is held, as "former" or "withdrawn"; False when it was not held."""
    here = (t.documents.c.id == document_id) & (t.documents.c.standing == "held")
    changed = connection.execute(t.documents.update().where(here).values(standing=standing, ended_in=number))
    return changed.rowcount > 0


def held(connection: Connection) -> list[Holding]:
    """Every held document as deposited, in order of id."""
    rows = connection.execute(sa.select(t.documents).where(t.documents.c.standing == "held").order_by(t.documents.c.id))
    return [Holding(row.edition, _document(row)) for row in rows]


def text(connection: Connection, edition: int) -> str:
    """The clean text of an edition."""
    found: str = connection.execute(sa.select(t.texts.c.text).where(t.texts.c.edition == edition)).scalar_one()
    return found


def texts(connection: Connection, editions: Sequence[int]) -> Iterator[str]:
    """The clean texts of these editions, one after another."""
    for edition in editions:
        yield text(connection, edition)


def runs(connection: Connection, edition: int) -> tuple[Run, ...]:
    """Where an edition's clean text stands on its pages."""
    return unpack(connection.execute(sa.select(t.texts.c.runs).where(t.texts.c.edition == edition)).scalar_one())


def sections(connection: Connection, edition: int) -> tuple[Section, ...]:
    """The places of an edition in reading order."""
    rows = connection.execute(_of(t.sections, edition))
    return tuple(Section(_locator(r), r.heading, r.start, r.end, r.close) for r in rows)


@dataclass(frozen=True, slots=True)
class Book:
    """An edition opened to be read: its clean text, its places in reading order, where the text stands on its pages."""

    text: str
    sections: tuple[Section, ...]
    runs: tuple[Run, ...]


def book(connection: Connection, edition: int) -> Book:
    """An edition, opened."""
    return Book(text(connection, edition), sections(connection, edition), runs(connection, edition))


def relations(connection: Connection, editions: Mapping[int, str]) -> tuple[Relation, ...]:
    """What these editions (number → document id) say of other documents, in order of edition."""
    rows = connection.execute(sa.select(t.relations).order_by(t.relations.c.edition, t.relations.c.ordinal))
    return tuple(_relation(row, editions[row.edition]) for row in rows if row.edition in editions)


def chunks_of(connection: Connection, edition: int, document_id: str, encoder: str) -> list[StoredChunk]:
    """All chunks of an edition with their vectors, in reading order."""
    query = _with_vectors(encoder).where(t.chunks.c.edition == edition).order_by(t.chunks.c.ordinal)
    return [_stored(row, document_id) for row in connection.execute(query)]


def chunks(
    connection: Connection, ids: Sequence[int], editions: Mapping[int, str], encoder: str
) -> Iterator[StoredChunk]:
    """The chunks with these ids among those editions (number → document id), in no order; one SELECT for 500."""
    for at in range(0, len(ids), _BATCH):
        query = _with_vectors(encoder).where(t.chunks.c.id.in_(ids[at : at + _BATCH]))
        for row in connection.execute(query):
            if row.edition in editions:
                yield _stored(row, editions[row.edition])


def known_vectors(connection: Connection, keys: Sequence[int], encoder: str) -> dict[int, bytes]:
    """The vectors that are there already, by key."""
    found: dict[int, bytes] = {}
    v = t.vectors.c
    for at in range(0, len(keys), _BATCH):
        query = sa.select(v.key, v.vector).where(v.encoder == encoder, v.key.in_(keys[at : at + _BATCH]))
        found.update((row.key, row.vector) for row in connection.execute(query))
    return found


def keep_vectors(connection: Connection, vectors: Mapping[int, bytes], encoder: str) -> None:
    """Writes new vectors by key."""
    rows = [{"key": key, "encoder": encoder, "vector": vector} for key, vector in vectors.items()]
    if rows:
        connection.execute(t.vectors.insert(), rows)


def keep_tokens(connection: Connection, tokens: Mapping[int, bytes], encoder: str) -> None:
    """Writes the token vectors of new texts by key."""
    rows = [{"key": key, "encoder": encoder, "tokens": packed} for key, packed in tokens.items()]
    if rows:
        connection.execute(t.token_vectors.insert(), rows)


def tokens(connection: Connection, keys: Sequence[int], encoder: str) -> Iterator[tuple[int, bytes]]:
    """The token vectors of texts by key; nothing for those of which the encoder gave none."""
    v = t.token_vectors.c
    for at in range(0, len(keys), _BATCH):
        query = sa.select(v.key, v.tokens).where(v.encoder == encoder, v.key.in_(keys[at : at + _BATCH]))
        for row in connection.execute(query):
            yield row.key, row.tokens


def known_tokens(connection: Connection, keys: Sequence[int], encoder: str) -> set[int]:
    """Which of these texts have token vectors already."""
    v = t.token_vectors.c
    found: set[int] = set()
    for at in range(0, len(keys), _BATCH):
        query = sa.select(v.key).where(v.encoder == encoder, v.key.in_(keys[at : at + _BATCH]))
        found.update(connection.execute(query).scalars())
    return found


def forget_vectors(connection: Connection, encoder: str) -> None:
    """Drops every vector that another encoder made."""
    for table in (t.vectors, t.token_vectors):
        connection.execute(table.delete().where(table.c.encoder != encoder))


def encoded_text(chunk: Chunk) -> str:
    """What the encoder reads of a chunk: the heading trail, then its words."""
    return f"{chunk.context}\n{chunk.text}" if chunk.context else chunk.text


def vector_key(chunk: Chunk) -> int:
    """63 bits of what the encoder reads: unchanged text is never encoded twice, wherever it moves."""
    digest = hashlib.blake2b(encoded_text(chunk).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def to_bytes(vector: npt.NDArray[np.float32]) -> bytes:
    """Half precision, little-endian: error below 0.0005 of a unit vector, half the room."""
    return vector.astype("<f2").tobytes()


def from_bytes(packed: bytes) -> npt.NDArray[np.float32]:
    return np.frombuffer(packed, dtype="<f2").astype(np.float32)


def pack(runs: Sequence[Run]) -> bytes:
    """Runs as compressed 32-bit integers; no page is -1."""
    table = np.array([(r.start, r.length, -1 if r.page is None else r.page, r.index) for r in runs], dtype="<i4")
    return zlib.compress(table.tobytes())


def unpack(packed: bytes) -> tuple[Run, ...]:
    table = np.frombuffer(zlib.decompress(packed), dtype="<i4").reshape(-1, 4)
    return tuple(Run(start, length, None if page < 0 else page, index) for start, length, page, index in table.tolist())


def now() -> str:
    """This second in UTC: "2026-11-22T08:05:09Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _isolate_sqlite(engine: Engine) -> None:
    """The one place that knows SQLite: the driver's own transactions give no snapshot, so BEGIN is ours."""

    @event.listens_for(engine, "connect")
    def _connect(dbapi: Any, _: Any) -> None:
        dbapi.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000"):
            dbapi.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("tracuu_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _insert(connection: Connection, table: sa.Table, edition: int, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), [{"edition": edition, "ordinal": n, **row} for n, row in enumerate(rows)])


def _of(table: sa.Table, edition: int) -> sa.Select[Any]:
    return sa.select(table).where(table.c.edition == edition).order_by(table.c.ordinal)


def _with_vectors(encoder: str) -> sa.Select[Any]:
    here = (t.vectors.c.key == t.chunks.c.vector_key) & (t.vectors.c.encoder == encoder)
    return sa.select(t.chunks, t.vectors.c.vector).select_from(t.chunks.outerjoin(t.vectors, here))


def _document_row(document: Document) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(document, name) for name in _DOCUMENT}
    row["doubts"] = json.dumps(document.doubts, ensure_ascii=False)
    for name in _DATES:
        row[name] = row[name] and row[name].isoformat()
    return row


def _document(row: Row[Any]) -> Document:
    values = {name: getattr(row, name) for name in _DOCUMENT}
    values["doubts"] = tuple(json.loads(row.doubts))
    for name in _DATES:
        values[name] = values[name] and date.fromisoformat(values[name])
    return Document(**values)


def _place_row(locator: Locator) -> dict[str, str]:
    return {"segments": json.dumps(locator.segments), "pages": json.dumps(locator.pages)}


def _locator(row: Row[Any]) -> Locator:
    return Locator(_tuple(row.segments), _tuple(row.pages))


@lru_cache(maxsize=65536)
def _tuple(packed: str) -> tuple[Any, ...]:
    return tuple(json.loads(packed))


def _section_row(section: Section) -> dict[str, Any]:
    where = {"start": section.start, "end": section.end, "close": section.close}
    return {**_place_row(section.locator), "heading": section.heading, **where}


def _chunk_row(chunk: Chunk, key: int) -> dict[str, Any]:
    words = {"start": chunk.start, "end": chunk.end, "context": chunk.context, "text": chunk.text}
    return {"id": chunk.id, **_place_row(chunk.locator), **words, "vector_key": key}


def _stored(row: Row[Any], document_id: str) -> StoredChunk:
    chunk = Chunk(document_id, _locator(row), row.text, row.start, row.end, row.context)
    return StoredChunk(
        row.id, row.edition, row.vector_key, chunk, None if row.vector is None else from_bytes(row.vector)
    )


def _relation_row(relation: Relation) -> dict[str, Any]:
    row: dict[str, Any] = {f.name: getattr(relation, f.name) for f in fields(Relation) if f.name != "document_id"}
    row["effective"] = relation.effective and relation.effective.isoformat()
    return row


def _relation(row: Row[Any], document_id: str) -> Relation:
    effective = row.effective and date.fromisoformat(row.effective)
    return Relation(document_id, row.place, row.verb, row.target, row.target_date, row.quote, effective)
