"""The library: what is held, and what is found in it. The truth is a database, the engines are its caches.

Reading is safe from many threads. A thread sees one generation from one ``refresh`` to its next; nothing that a
generation needs is ever taken away from under it.
"""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa

from index import desk, disk, late, originals, states, truth, vietnamese
from index.desk import JournalEntry, Waiting
from index.encoders import Encoder, open_encoder
from index.engine import Vectors
from index.errors import EncoderMismatch, Locked, NotFound, Unusable
from index.faults import faults
from index.fusion import RERANKED, Blend, fuse
from index.generation import Generation
from index.marks import Marks
from index.records import Audience, Chunk, Deposit, Document, Hit, Passage, Relation, Run, Scope, Section
from index.search import Legs, Scored, by_place
from index.settings import Settings
from index.shelf import Shelf
from index.snapshot import Snapshot, build_snapshot, open_snapshot, sweep
from index.truth import StoredChunk

_EVERYONE = Scope()
_USUAL = Blend()
_OPEN = 64  # documents, about 100 KB each for thirty pages
_POOL = 300  # chunks that each leg puts forward for a search
_AT_HAND = 8192  # chunks with their vectors, about 3 KB each
_SPOKEN = 4096  # chunks with the vectors of their tokens, about 20 KB each


class Library:
    """Documents in, passages out. Made by ``open``."""

    def __init__(self, settings: Settings, encoder: Encoder, database: sa.Engine) -> None:
        self.settings = settings
        self.encoder = encoder
        self._database = database
        self._pinned = threading.local()
        self._swapping = threading.Lock()
        self._writer = threading.RLock()
        self._depth = 0
        self._learning = threading.Lock()
        self._marks: tuple[Generation, Marks] | None = None
        self._open_book = lru_cache(maxsize=_OPEN)(self._read)
        self._at_hand: Shelf[int, StoredChunk] = Shelf(_AT_HAND)
        self._spoken: Shelf[int, late.Kept] = Shelf(_SPOKEN)
        self._newest = self._load()

    @classmethod
    def open(cls, settings: Settings, encoder: Encoder | None = None) -> "Library":
        """The library of these settings, made when there is none. EncoderMismatch when its vectors are another's."""
        database = _database(settings)
        return cls(settings, encoder or open_encoder(settings.encoder), database)

    @classmethod
    def rebuild(cls, settings: Settings, encoder: Encoder | None = None) -> "Library":
        """The same documents with vectors of this encoder and new caches, whatever encoder it was built with."""
        database = _database(settings)
        encoder = encoder or open_encoder(settings.encoder)
        with disk.locked(settings.lock), disk.room(), truth.writing(database) as connection:
            for holding in truth.held(connection):
                stored = truth.chunks_of(connection, holding.edition, holding.document.id, encoder.name)
                _encode(connection, encoder, [s.chunk for s in stored])
            truth.forget_vectors(connection, encoder.name)
            truth.remember(connection, "encoder", encoder.name)
            truth.advance(connection)
        library = cls(settings, encoder, database)
        sweep(settings.caches, library.generation)
        return library

    def close(self) -> None:
        """Lets go of the database."""
        self._database.dispose()

    # what is held

    @property
    def generation(self) -> int:
        return self._now().generation.number

    @property
    def hash(self) -> str:
        """Names what is held: the same documents with the same chunks have the same hash."""
        return self._now().generation.hash

    @property
    def is_empty(self) -> bool:
        return not self._now().documents

    def refresh(self) -> None:
        """Gives this thread the newest generation, which it then keeps until it asks again. EncoderMismatch when
        someone has rebuilt the library with another encoder meanwhile."""
        newest = self._committed()
        with self._swapping:
            if newest.number > self._newest.generation.number:
                self._newest = self._load()
        self._pinned.snapshot = self._newest

    def documents(self, audiences: Sequence[Audience] = ("public",)) -> tuple[Document, ...]:
        """What these audiences can find, in order of id, each as it stands: samples only while there is nothing else."""
        return tuple(d for d in self._now().searchable if d.audience in audiences)

    def all_documents(self) -> tuple[Document, ...]:
        """What is held, in order of id, samples always included."""
        return tuple(self._now().documents.values())

    def document(self, document_id: str) -> Document | None:
        """The held document of that id."""
        return self._now().documents.get(document_id)

    def held(self, sha256: str) -> Document | None:
        """The held document that came from these bytes."""
        return next((d for d in self._now().documents.values() if d.sha256 == sha256), None)

    def text(self, document_id: str) -> str:
        """The clean text."""
        return self._book(document_id).text

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Its places in reading order."""
        return self._book(document_id).sections

    def runs(self, document_id: str) -> tuple[Run, ...]:
        """Where its clean text stands on its pages."""
        return self._book(document_id).runs

    def chunks(self, document_id: str) -> tuple[Chunk, ...]:
        """Its chunks in reading order."""
        with self._edition(document_id) as (connection, edition):
            return tuple(s.chunk for s in truth.chunks_of(connection, edition, document_id, self.encoder.name))

    def relations(self, document_id: str) -> tuple[Relation, ...]:
        """What it says of other documents."""
        with self._edition(document_id) as (connection, edition):
            return truth.relations(connection, {edition: document_id})

    def relations_to(self, document_id: str) -> tuple[Relation, ...]:
        """What held documents say of it, by its ký hiệu and, where they give one, its date."""
        document = self.document(document_id)
        if document is None or document.number is None:
            return ()
        with truth.reading(self._database) as connection:
            said = truth.relations(connection, self._now().ids)
        return tuple(r for r in said if states.names(r, document))

    def original(self, document_id: str) -> Path:
        """The file as it came. NotFound when no such document is held."""
        document = self.document(document_id)
        if document is None:
            raise NotFound(_unknown(document_id))
        return originals.place(self.settings.originals, document.sha256)

    # what is found

    def search(self, text: str, k: int = 10, scope: Scope = _EVERYONE, blend: Blend = _USUAL) -> list[Passage]:
        """The k best places within scope, each once by its best chunk, best first; scores from 0 to 1."""
        return [s.passage for s in self.candidates(text, max(_POOL, 3 * k), scope, blend)[:k]]

    def candidates(self, text: str, n: int = 100, scope: Scope = _EVERYONE, blend: Blend = _USUAL) -> list[Scored]:
        """All places among the n best chunks of either leg, best first, with what each leg said.

        A blend with only one leg does not ask the other.
        """
        now, terms = self._now(), vietnamese.terms(text)
        if not terms or not len(now.engine):
            return []
        words = now.engine.matching(terms, n, scope) if blend.meaning != 1 else []
        blend = blend.settled(words[0].score if words else 0.0, sum(map(now.idf, dict.fromkeys(terms))))
        if not blend.share:
            return self._placed(now, self._chunks(now, words), Legs([], words), blend)
        asked = self.encoder.read_query(vietnamese.nfc(text))
        near = now.engine.nearest(asked.vector, n, scope)
        found = self._chunks(now, [*near, *words])
        cosine = {h.chunk_id: h.score for h in near}
        meaning = [Hit(i, cosine[i] if i in cosine else _cosine(s, asked.vector)) for i, s in found.items()]
        legs = Legs(meaning, words)
        if not len(asked.tokens) or not blend.closeness:
            return self._placed(now, found, legs, blend)
        best = [found[h.chunk_id] for h in fuse(meaning, words, blend)[:RERANKED] if h.chunk_id in found]
        return self._placed(now, found, replace(legs, tokens=self._closeness(asked.tokens, best)), blend)

    def idf(self, term: str) -> float:
        """BM25's inverse document frequency of one term over chunks; greatest for a term that stands nowhere."""
        return self._now().idf(term)

    def marks(self) -> Marks:
        """What this library's language looks like with its marks, learned once a generation."""
        now = self._now()
        with self._learning:
            if self._marks is None or self._marks[0] != now.generation:
                learned = Marks.load(self._marks_path(now.generation))
                self._marks = now.generation, learned or self._learn(now)
            return self._marks[1]

    # what is put in and taken out

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the library's lock, so that a whole ingest is one writer; may be nested. Locked when it is taken."""
        if not self._writer.acquire(blocking=False):
            raise Locked("Thư viện đang nhận văn bản khác. Hãy đợi việc đó xong rồi làm lại.")
        with ExitStack() as stack:
            stack.callback(self._writer.release)
            if not self._depth:
                stack.enter_context(disk.locked(self.settings.lock))
            stack.enter_context(disk.room())
            self._depth += 1
            try:
                self.refresh()
                before = self._newest.generation
                yield
                if self._depth == 1 and self._newest.generation != before:
                    self._learn(self._newest)
            finally:
                self._depth -= 1

    def add(self, deposits: Sequence[Deposit]) -> int:
        """Takes the documents in as one batch and gives the new generation's number. One of an id that is held becomes
        its new edition. Only words that no document had before are encoded. All of it, or nothing."""
        if not deposits:
            return self.generation
        with self.writing():
            with truth.writing(self._database) as connection:
                _encode(connection, self.encoder, [c for d in deposits for c in d.chunks])
                number = truth.generation(connection).number + 1
                for deposit in deposits:
                    truth.deposit(connection, deposit, [truth.vector_key(c) for c in deposit.chunks], number)
                truth.remember(connection, "encoder", self.encoder.name)
                truth.advance(connection)
                new = build_snapshot(connection, self.settings, self.encoder, self._newest)
            self._adopt(new)
        return new.generation.number

    def withdraw(self, document_id: str) -> None:
        """Takes a document out of search at once; its record and its original stay. NotFound when it is not held."""
        with self.writing():
            with truth.writing(self._database) as connection:
                if not truth.end(connection, document_id, "withdrawn", truth.generation(connection).number + 1):
                    raise NotFound(_unknown(document_id))
                truth.advance(connection)
                new = build_snapshot(connection, self.settings, self.encoder, self._newest)
            self._adopt(new)

    def keep_original(self, data: bytes) -> Path:
        """Keeps a file's bytes under their sha256 and gives their path. The same bytes again change nothing."""
        with disk.room():
            return originals.keep(self.settings.originals, data)

    def put_pending(self, waiting: Waiting) -> None:
        """Lets something wait for a keeper; the same bytes wait once."""
        with self.writing(), truth.writing(self._database) as connection:
            desk.put_pending(connection, waiting)

    def drop_pending(self, waiting_id: str) -> None:
        with self.writing(), truth.writing(self._database) as connection:
            desk.drop_pending(connection, waiting_id)

    def pending(self) -> tuple[Waiting, ...]:
        """What waits for a keeper, longest first."""
        with truth.reading(self._database) as connection:
            return desk.all_pending(connection)

    def note(
        self, name: str, sha256: str, status: str, document_id: str | None = None,
        reason: str | None = None, message: str | None = None,
    ) -> None:  # fmt: skip
        """Writes one outcome into the journal."""
        with self.writing(), truth.writing(self._database) as connection:
            desk.note(connection, JournalEntry(truth.now(), name, sha256, status, document_id, reason, message))

    def journal(self) -> tuple[JournalEntry, ...]:
        """Every outcome that was noted, oldest first."""
        with truth.reading(self._database) as connection:
            return desk.journal(connection)

    def faults(self) -> tuple[str, ...]:
        """Where the caches disagree with the truth, as sentences; empty when all is well."""
        with truth.reading(self._database) as connection:
            return tuple(faults(connection, self._now(), self.encoder.name))

    # how it is done

    def _now(self) -> Snapshot:
        held: Snapshot = getattr(self._pinned, "snapshot", self._newest)
        return held

    def _adopt(self, snapshot: Snapshot) -> None:
        """Shows a committed generation. Until the end of the ingest it reads marks as the one before learned them."""
        learned = self._marks_path(self._newest.generation)
        if learned.exists():
            os.link(learned, self._marks_path(snapshot.generation))
        self._newest = self._pinned.snapshot = snapshot
        sweep(self.settings.caches, snapshot.generation.number)

    def _load(self) -> Snapshot:
        """The newest committed generation, its caches made again where they are not whole."""
        while True:
            with disk.room(), truth.reading(self._database) as connection:
                _require_vectors_of(self.encoder, connection)
                snapshot = open_snapshot(connection, self.settings)
                if snapshot is None and truth.generation(connection) == self._committed():
                    snapshot = build_snapshot(connection, self.settings, self.encoder)
            if snapshot:
                return snapshot

    def _learn(self, snapshot: Snapshot) -> Marks:
        """The marks of what can be found in a generation, kept with its caches. Only new texts are read, unless one
        that was learned can be found no more."""
        path = self._marks_path(snapshot.generation)
        held = {snapshot.editions[d.id] for d in snapshot.searchable}
        known = Marks.load(path)
        base = known if known and known.editions <= held else None
        new = sorted(held - base.editions if base else held)
        with truth.reading(self._database) as connection:
            texts = truth.texts(connection, new)
            marks = base.grown(texts, new) if base else Marks.learn(texts, new)
        with disk.room():
            path.parent.mkdir(parents=True, exist_ok=True)
            marks.save(path)
        return marks

    def _marks_path(self, generation: Generation) -> Path:
        return self.settings.caches / str(generation.number) / "marks.npz"

    def _committed(self) -> Generation:
        with truth.reading(self._database) as connection:
            return truth.generation(connection)

    def _book(self, document_id: str) -> truth.Book:
        """A document opened to be read. Editions never change, so those opened last stay open."""
        edition = self._now().editions.get(document_id)
        if edition is None:
            raise NotFound(_unknown(document_id))
        return self._open_book(edition)

    def _read(self, edition: int) -> truth.Book:
        with truth.reading(self._database) as connection:
            return truth.book(connection, edition)

    @contextmanager
    def _edition(self, document_id: str) -> Iterator[tuple[sa.Connection, int]]:
        edition = self._now().editions.get(document_id)
        if edition is None:
            raise NotFound(_unknown(document_id))
        with truth.reading(self._database) as connection:
            yield connection, edition

    def _chunks(self, now: Snapshot, hits: Sequence[Hit]) -> dict[int, StoredChunk]:
        """The hits' chunks. Words of an edition never change, so those read once are kept at hand."""

        def read(ids: list[int]) -> dict[int, StoredChunk]:
            with truth.reading(self._database) as connection:
                return {s.id: s for s in truth.chunks(connection, ids, now.ids, self.encoder.name)}

        return self._at_hand.take((h.chunk_id for h in hits), read, lambda stored: stored.edition in now.ids)

    def _closeness(self, asked: Vectors, chunks: Sequence[StoredChunk]) -> list[Hit]:
        """How near these chunks come to the question's tokens; of those that have token vectors."""

        def read(keys: list[int]) -> dict[int, late.Kept]:
            with truth.reading(self._database) as connection:
                packed = truth.tokens(connection, keys, self.encoder.name)
                return {key: late.from_bytes(tokens, asked.shape[1]) for key, tokens in packed}

        spoken = self._spoken.take((c.key for c in chunks), read)
        known = {c.id: spoken[c.key] for c in chunks if c.key in spoken}
        return [Hit(i, s) for i, s in zip(known, late.closeness(asked, list(known.values())), strict=True)]

    def _placed(self, now: Snapshot, found: Mapping[int, StoredChunk], legs: Legs, blend: Blend) -> list[Scored]:
        return by_place(legs, {i: s.chunk for i, s in found.items()}, now.documents, blend)


def _database(settings: Settings) -> sa.Engine:
    """The database, its tables made or brought to this version where needed."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        database = truth.connect(settings.database_url)
        with disk.room(), truth.reading(database) as connection:
            current = truth.is_current(connection)
        if not current:
            with disk.locked(settings.lock), disk.room(), truth.writing(database) as connection:
                if not truth.is_current(connection):
                    truth.migrate(connection)
    except (OSError, ImportError, sa.exc.ArgumentError, sa.exc.DatabaseError) as error:
        raise Unusable(
            f"Không mở được thư viện ở {settings.home}: {error}. Hãy kiểm tra TRACUU_HOME (và quyền ghi vào thư mục đó) "
            "cùng TRACUU_DATABASE nếu có đặt."
        ) from error
    return database


def _require_vectors_of(encoder: Encoder, connection: sa.Connection) -> None:
    built = truth.setting(connection, "encoder")
    if built and built != encoder.name:
        raise EncoderMismatch(
            f"Thư viện này được lập bằng bộ mã hóa {built!r}, không phải {encoder.name!r}. "
            "Hãy lập lại chỉ mục: python -m ingest rebuild (hoặc, nếu vừa đổi TRACUU_ENCODER, đặt lại như cũ)."
        )


def _encode(connection: sa.Connection, encoder: Encoder, chunks: Sequence[Chunk]) -> None:
    """Gives every chunk a vector and those of its tokens, reading only texts that lack either of this encoder."""
    texts = {truth.vector_key(c): vietnamese.nfc(truth.encoded_text(c)) for c in chunks}
    known = truth.known_vectors(connection, list(texts), encoder.name)
    spoken = truth.known_tokens(connection, list(texts), encoder.name) if encoder.token_width else set(known)
    new = [key for key in texts if key not in known or key not in spoken]
    if new:
        read = dict(zip(new, encoder.read_documents([texts[key] for key in new]), strict=True))
        vectors = {k: truth.to_bytes(e.vector) for k, e in read.items() if k not in known}
        truth.keep_vectors(connection, vectors, encoder.name)
        tokens = {k: late.to_bytes(e.tokens) for k, e in read.items() if len(e.tokens) and k not in spoken}
        truth.keep_tokens(connection, tokens, encoder.name)


def _cosine(stored: StoredChunk, vector: Vectors) -> float:
    return float(stored.vector @ vector) if stored.vector is not None else 0.0


def _unknown(document_id: str) -> str:
    return f"Thư viện không có văn bản {document_id!r}. Xem các văn bản đang có: python -m ingest list"
