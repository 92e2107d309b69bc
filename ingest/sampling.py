"""The sample library: documents written for this project, of an invented province. They answer only while alone."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from index.library import Library


def folder() -> Path:
    """Where the sample documents lie, in this package."""
    return Path(__file__).parent / "samples" / "documents"


@cache
def digests() -> frozenset[str]:
    """The sha256 of every sample, so that one brought in by hand is still a sample."""
    return frozenset(hashlib.sha256(p.read_bytes()).hexdigest() for p in _files())


def remove(library: Library) -> Iterator[str]:
    """Withdraws every sample that is held and gives its id."""
    with library.writing():
        library.refresh()
        for document in library.all_documents():
            if document.sample:
                library.withdraw(document.id)
                yield document.id


def _files() -> list[Path]:
    return sorted(p for p in folder().glob("*") if p.is_file()) if folder().is_dir() else []
