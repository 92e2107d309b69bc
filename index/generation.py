"""A committed state of the library, and the hash that names what it holds."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from index.records import Deposit


@dataclass(frozen=True, slots=True)
class Generation:
    """Numbers grow by one with every committed batch; equal hashes hold the same documents with the same chunks."""

    number: int
    hash: str


def digest(deposit: Deposit) -> str:
    """What a document adds to the library's hash: its id, its bytes, its chunks."""
    ids = sorted(chunk.id for chunk in deposit.chunks)
    return hashlib.sha256(json.dumps([deposit.document.id, deposit.document.sha256, ids]).encode()).hexdigest()


def library_hash(digests: Iterable[str]) -> str:
    """The same for the same documents with the same chunks, in whatever order they came."""
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()
