"""The keeper's desk: what waits for a keeper's word, and the journal of what became of every file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

import sqlalchemy as sa
from sqlalchemy import Connection

from index import tables as t
from index.truth import now


@dataclass(frozen=True, slots=True)
class Waiting:
    """What could not be taken in and waits for a keeper. ``id`` is p-<sha256[:12]>; ``since`` UTC, "" for now."""

    id: str
    name: str
    sha256: str
    reason: str
    message: str
    since: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One outcome of one file: status and reason as in a ROW of docs/contract.md."""

    at: str
    name: str
    sha256: str
    status: str
    document_id: str | None = None
    reason: str | None = None
    message: str | None = None


def put_pending(connection: Connection, waiting: Waiting) -> None:
    """Writes it, over what was written for the same bytes before."""
    drop_pending(connection, waiting.id)
    row = {f.name: getattr(waiting, f.name) for f in fields(Waiting)}
    row |= {"since": waiting.since or now(), "fields": json.dumps(dict(waiting.fields))}
    connection.execute(t.pending.insert().values(row))


def drop_pending(connection: Connection, waiting_id: str) -> None:
    connection.execute(t.pending.delete().where(t.pending.c.id == waiting_id))


def all_pending(connection: Connection) -> tuple[Waiting, ...]:
    """What waits, longest first."""
    rows = connection.execute(sa.select(t.pending).order_by(t.pending.c.since, t.pending.c.id))
    return tuple(Waiting(r.id, r.name, r.sha256, r.reason, r.message, r.since, json.loads(r.fields)) for r in rows)


def note(connection: Connection, entry: JournalEntry) -> None:
    row = {f.name: getattr(entry, f.name) for f in fields(JournalEntry)}
    connection.execute(t.journal.insert().values(row))


def journal(connection: Connection) -> tuple[JournalEntry, ...]:
    """Every outcome, oldest first."""
    j = t.journal.c
    rows = connection.execute(sa.select(t.journal).order_by(j.number))
    return tuple(JournalEntry(r.at, r.name, r.sha256, r.status, r.document_id, r.reason, r.message) for r in rows)
