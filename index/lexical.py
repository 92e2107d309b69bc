"""BM25 by tantivy over our own terms: syllables and adjacent pairs.

Each chunk has three fields: ``own``, its words; ``near``, its heading trail and its words between those of its
neighbours in the same clause; ``folded``, the same without marks. Queries are built from terms, never parsed from what
people typed. A generation is a folder; its immutable files are hard links to the generation before.
"""

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from tantivy import Document as Entry
from tantivy import FieldType, Index, IndexWriter, Occur, Query, Schema, SchemaBuilder

from index import fusion, vietnamese
from index.engine import Card, Gate
from index.records import Chunk, Hit

_HEAP = 30_000_000
_SLIPS = 0.02  # the share of a word that may stand without marks by mistake
_TEXTS = ("own", "near", "folded")
_NAMES = ("document", "kind", "issuer", "audience")
_NUMBERS = ("issued_first", "issued_last", "holds_from", "holds_until", "sample")
_COPIED = ("meta.json", ".managed.json")


class Lexical:
    """The words of one generation."""

    def __init__(self, index: Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> "Lexical":
        return cls(Index.open(str(folder)))

    def matching(self, terms: Sequence[str], k: int, gate: Gate | None) -> list[Hit]:
        """The k chunks that BM25 ranks first among those that the gate admits, best first. Without a gate all are
        admitted, and tantivy may pass over what cannot come among the first k."""
        wanted = self._any_of(terms)
        if wanted is None or not len(self):
            return []
        filters = _filters(self._schema, gate) if gate else []
        query = Query.boolean_query([(Occur.Must, q) for q in (wanted, *filters)]) if filters else wanted
        found = self._searcher.search(query, limit=k, count=False).hits
        ids = self._searcher.fast_field_values("chunk", [address for _, address in found])
        hits = [Hit(int(i), score) for i, (score, _) in zip(ids, found, strict=True) if i is not None]
        return sorted(hits, key=lambda h: (-h.score, h.chunk_id))

    def frequency(self, term: str) -> int:
        """In how many chunks the term stands: as typed, or folded when it stands nowhere as typed."""
        return self._searcher.doc_freq("own", term) or self._searcher.doc_freq("folded", vietnamese.bare(term))

    def __len__(self) -> int:
        return self._searcher.num_docs

    def _any_of(self, terms: Sequence[str]) -> Query | None:
        """A term counts as typed; one that the library does not know so counts as typed without its marks."""
        weights, parts = fusion.WORDS, []
        for term in dict.fromkeys(terms):
            if self._is_known(term):
                parts += [self._is("own", term, weights.own), self._is("near", term, weights.near)]
            else:
                parts.append(self._is("folded", vietnamese.bare(term), weights.own + weights.near))
        return Query.boolean_query([(Occur.Should, part) for part in parts]) if parts else None

    def _is_known(self, term: str) -> bool:
        """Whether the library writes it so. A few slips without marks ("dang") do not make a word."""
        seen, bare = self._searcher.doc_freq("near", term), vietnamese.bare(term)
        return seen > (_SLIPS * self._searcher.doc_freq("folded", bare) if term == bare else 0)

    def _is(self, field: str, term: str, weight: float) -> Query:
        return Query.boost_query(Query.term_query(self._schema, field, term, "freq"), weight)


def write(
    folder: Path, before: Path | None, removed: Iterable[str], added: Sequence[tuple[Card, Sequence[Chunk]]]
) -> None:
    """Writes the generation that follows the one in ``before``: without the removed documents, with the added ones."""
    folder.mkdir()
    if before:
        _link(before, folder)
    index = Index.open(str(folder)) if before else Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for document in (*removed, *(card.document for card, _ in added)):
        writer.delete_documents_by_term("document", document)
    for card, chunks in added:
        words = [vietnamese.syllables(c.text) for c in chunks]
        for n, chunk in enumerate(chunks):
            _add(writer, card, chunk.id, words[n], _surroundings(chunks, words, n))
    writer.commit()
    writer.wait_merging_threads()


def _link(before: Path, folder: Path) -> None:
    for file in before.iterdir():
        if file.name in _COPIED:
            shutil.copyfile(file, folder / file.name)
        elif file.suffix != ".lock":
            os.link(file, folder / file.name)


def _surroundings(chunks: Sequence[Chunk], words: Sequence[list[str]], n: int) -> list[str]:
    """The syllables of a chunk's heading trail, then its own between those of its neighbours of the same place."""
    place = (chunks[n].document_id, chunks[n].locator.segments)
    beside = [m for m in (n - 1, n, n + 1) if 0 <= m < len(chunks)]
    same = [m for m in beside if (chunks[m].document_id, chunks[m].locator.segments) == place]
    return [*vietnamese.syllables(chunks[n].context), *(word for m in same for word in words[m])]


def _add(writer: IndexWriter, card: Card, chunk_id: int, own: Sequence[str], near: Sequence[str]) -> None:
    entry = Entry()
    entry.add_integer("chunk", chunk_id)
    for name in _NAMES:
        entry.add_text(name, getattr(card, name))
    for name in _NUMBERS:
        entry.add_integer(name, int(getattr(card, name)))
    entry.add_text("own", " ".join(vietnamese.with_pairs(own)))
    entry.add_text("near", " ".join(vietnamese.with_pairs(near)))
    entry.add_text("folded", " ".join(vietnamese.with_pairs([vietnamese.bare(s) for s in near])))
    writer.add_document(entry)


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_integer_field("chunk", fast=True)
    for name in _TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in _NAMES:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in _NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def _filters(schema: Schema, gate: Gate) -> list[Query]:
    """What the gate demands, as queries that filter and do not score."""
    filters = [Query.term_set_query(schema, "audience", sorted(gate.audiences))]
    for name, wanted in (("kind", gate.kinds), ("issuer", gate.issuers), ("document", gate.documents)):
        if wanted:
            filters.append(Query.term_set_query(schema, name, sorted(wanted)))
    if gate.issued_from is not None:
        filters.append(_range(schema, "issued_last", least=gate.issued_from))
    if gate.issued_to is not None:
        filters.append(_range(schema, "issued_first", most=gate.issued_to))
    if gate.on is not None:
        filters += [_range(schema, "holds_from", most=gate.on), _range(schema, "holds_until", least=gate.on + 1)]
    if not gate.samples:
        filters.append(Query.term_query(schema, "sample", 0))
    return [Query.const_score_query(f, 0.0) for f in filters]


def _range(schema: Schema, name: str, least: int | None = None, most: int | None = None) -> Query:
    return Query.range_query(schema, name, FieldType.Integer, least, most)
