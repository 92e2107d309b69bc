"""Vectors kept between runs: an encoder that asks another one only for texts it has not met."""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from index.encoders import Encoder, Vectors

Door = Literal["query", "document"]


class CachedEncoder:
    """The same vectors as ``encoder``, by the name of its weights, the door and the text's hash, in one SQLite file."""

    def __init__(self, encoder: Encoder, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._encoder = encoder
        self._rows = sqlite3.connect(file, isolation_level=None, timeout=60)
        self._rows.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
        )
        self.name, self.dimension, self.budget = encoder.name, encoder.dimension, encoder.budget

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        return self._encode("query", texts)

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        return self._encode("document", texts)

    def close(self) -> None:
        self._rows.close()

    def _encode(self, door: Door, texts: Sequence[str]) -> Vectors:
        keys = [self._key(door, text) for text in texts]
        known = {key: vector for key in keys if (vector := self._held(key)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            known |= self._fresh(door, missing)
        return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(texts), self.dimension)

    def _held(self, key: bytes) -> Vectors | None:
        row = self._rows.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        return np.frombuffer(row[0], dtype=np.float32) if row else None

    def _fresh(self, door: Door, texts: dict[bytes, str]) -> dict[bytes, Vectors]:
        encode = self._encoder.encode_query if door == "query" else self._encoder.encode_document
        found = dict(zip(texts, encode(list(texts.values())), strict=True))
        self._rows.execute("BEGIN")
        self._rows.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?)", [(k, v.tobytes()) for k, v in found.items()]
        )
        self._rows.execute("COMMIT")
        return found

    def _key(self, door: Door, text: str) -> bytes:
        name = "\0".join((self.name, door, text))
        return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
