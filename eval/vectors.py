"""Vectors kept between runs: an encoder that asks another one only for texts it has not met."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from index.encoders import Encoder, Encoding, Vectors

Door = Literal["query", "document"]


class CachedEncoder:
    """The same vectors as ``encoder``, by the name of its weights, the door and the text's hash, in one SQLite file.
    Vectors of tokens are kept in half precision, and given so from the first time on."""

    def __init__(self, encoder: Encoder, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._encoder = encoder
        self._rows = sqlite3.connect(file, isolation_level=None, timeout=60)
        self._rows.execute(
            "CREATE TABLE IF NOT EXISTS encodings (key BLOB PRIMARY KEY, vector BLOB NOT NULL, tokens BLOB NOT NULL)"
            " WITHOUT ROWID"
        )
        self.name, self.dimension, self.budget = encoder.name, encoder.dimension, encoder.budget
        self.token_width = encoder.token_width

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        return self._vectors([self.read_query(text) for text in texts])

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(self.read_documents(texts))

    def read_query(self, text: str) -> Encoding:
        return self._read("query", [text], lambda new: [self._encoder.read_query(each) for each in new])[0]

    def read_documents(self, texts: Sequence[str]) -> list[Encoding]:
        return self._read("document", texts, self._encoder.read_documents)

    def close(self) -> None:
        self._rows.close()

    def _vectors(self, found: Sequence[Encoding]) -> Vectors:
        return np.array([e.vector for e in found], dtype=np.float32).reshape(len(found), self.dimension)

    def _read(self, door: Door, texts: Sequence[str], ask: Callable[[Sequence[str]], list[Encoding]]) -> list[Encoding]:
        keys = [self._key(door, text) for text in texts]
        known = {key: encoding for key in keys if (encoding := self._held(key)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = dict(zip(missing, map(_rounded, ask(list(missing.values()))), strict=True))
            self._keep(fresh)
            known |= fresh
        return [known[key] for key in keys]

    def _held(self, key: bytes) -> Encoding | None:
        row = self._rows.execute("SELECT vector, tokens FROM encodings WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        tokens = np.frombuffer(row[1], dtype=np.float16).astype(np.float32).reshape(-1, self.token_width or 1)
        return Encoding(np.frombuffer(row[0], dtype=np.float32), tokens)

    def _keep(self, fresh: dict[bytes, Encoding]) -> None:
        rows = [(k, e.vector.tobytes(), e.tokens.astype(np.float16).tobytes()) for k, e in fresh.items()]
        self._rows.execute("BEGIN")
        self._rows.executemany("INSERT OR REPLACE INTO encodings VALUES (?, ?, ?)", rows)
        self._rows.execute("COMMIT")

    def _key(self, door: Door, text: str) -> bytes:
        name = "\0".join((self.name, door, text))
        return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _rounded(encoding: Encoding) -> Encoding:
    return Encoding(encoding.vector, encoding.tokens.astype(np.float16).astype(np.float32))


class DocumentsKept(CachedEncoder):
    """Keeps the vectors of documents and encodes every question anew, so that a question costs what it costs."""

    def read_query(self, text: str) -> Encoding:
        return self._encoder.read_query(text)
