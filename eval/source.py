"""Where a collection comes from: a folder of BEIR or TREC, or a suite of ours by its name; and how it becomes a library."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.beir import Collection, NoCollection, read_collection
from eval.halves import Split, read_split
from eval.runs import library_of
from eval.suite import SUITES, documents_of, library_from, require_places
from index.encoders import Encoder
from index.library import Library


@dataclass(frozen=True, slots=True)
class Source:
    """A collection with the folder it was read from. ``named`` is how it was asked for, and can be again."""

    named: str
    folder: Path
    collection: Collection
    split: Split | None

    @property
    def is_suite(self) -> bool:
        """Whether its judgements name places of documents that are taken in whole."""
        return not self.collection.corpus

    @contextmanager
    def library(self, encoder: Encoder) -> Iterator[Library]:
        """A library of what is searched, gone afterwards. BadCollection when a judged place is not in it."""
        if self.is_suite:
            with library_from(documents_of(self.folder.name), encoder) as library:
                require_places(self.folder, library)
                yield library
        else:
            with library_of(self.collection.corpus, encoder) as library:
                yield library


def open_source(named: str) -> Source:
    """The collection of a folder or of a suite. NoCollection when there is none."""
    folder = Path(named)
    if not folder.is_dir():
        documents_of(named)
        folder = SUITES / named
    collection = read_collection(folder)
    if not collection.corpus and folder.resolve().parent != SUITES.resolve():
        raise NoCollection(f"Thư mục {str(folder)!r} không có corpus.jsonl, nên không có gì để tìm trong đó.")
    return Source(named, folder, collection, read_split(folder, collection))
