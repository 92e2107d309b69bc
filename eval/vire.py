"""The protocol of the ViRE benchmark (findings of EACL 2026): whole documents, one pool, a fixed share of meaning.

Documents are the distinct contexts, cut only where the encoder's budget ends. Cosine and BM25 are each stretched from 0 to
1 over all documents of a question, then added, 0.7 to 0.3. Nothing of the product's own search but its syllables is used.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from eval.beir import Collection, NoCollection
from eval.chance import Interval, interval
from eval.judged import grades_of
from eval.measures import Run, score
from index.encoders import Encoder
from index.vietnamese import nfc, terms

DENSE = 0.7
K1, B = 1.2, 0.75
DEPTH = 100

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """nDCG@10 of one way to rank, with its bootstrap interval over questions."""

    name: str
    topics: int
    ndcg: float
    interval: Interval


class Bm25:
    """BM25 of Lucene over syllables and adjacent pairs: idf is log(1 + (N - n + ½) / (n + ½))."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(terms(text)) for text in texts]
        lengths = np.array([sum(c.values()) for c in counts], dtype=np.float64)
        self._size = len(texts)
        self._damping = K1 * (1 - B + B * lengths / (lengths.mean() or 1.0)) if len(texts) else lengths
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for n, counted in enumerate(counts):
            for term, count in counted.items():
                self._postings.setdefault(term, []).append((n, count))

    def scores(self, text: str) -> Numbers:
        """The score of every document for a question; a term counts as often as it is asked."""
        total = np.zeros(self._size)
        for term, times in Counter(terms(text)).items():
            postings = self._postings.get(term, [])
            idf = log(1 + (self._size - len(postings) + 0.5) / (len(postings) + 0.5))
            for n, count in postings:
                total[n] += times * idf * count * (K1 + 1) / (count + self._damping[n])
        return total


def measured(collection: Collection, encoder: Encoder) -> Iterator[Measured]:
    """BM25 alone, meaning alone, and both at the protocol's weight."""
    names = distinct(collection)
    words, meaning = _words(collection, names), _meaning(collection, names, encoder)
    both = DENSE * stretched(meaning) + (1 - DENSE) * stretched(words)
    for name, scores in (("BM25", words), ("dense", meaning), ("0.7 dense + 0.3 BM25", both)):
        found = score(_run(collection, list(names.values()), scores), _judged(collection, names))
        each = [values["nDCG@10"] for values in found.each.values()]
        yield Measured(name, found.topics, found.means["nDCG@10"], interval(each))


def require_corpus(collection: Collection) -> None:
    """NoCollection for a suite that has no documents of its own."""
    if not collection.corpus:
        raise NoCollection(f"Bộ {collection.name!r} không có corpus.jsonl; cách đo của ViRE cần các văn bản nguyên.")


def distinct(collection: Collection) -> Mapping[str, str]:
    """Each distinct text of the corpus and the document that stands for it, the first of those that have it."""
    names: dict[str, str] = {}
    for piece in collection.corpus:
        names.setdefault(f"{piece.title}\n{piece.text}".strip(), piece.id)
    return names


def stretched(scores: Numbers) -> Numbers:
    """Each row from 0, its least, to 1, its greatest; a row without difference is 0."""
    least = scores.min(axis=1, keepdims=True)
    width = scores.max(axis=1, keepdims=True) - least
    return np.asarray((scores - least) / np.where(width, width, 1.0), dtype=np.float64)


def _words(collection: Collection, texts: Mapping[str, str]) -> Numbers:
    bm25 = Bm25(list(texts))
    return np.array([bm25.scores(topic.text) for topic in collection.topics])


def _meaning(collection: Collection, texts: Mapping[str, str], encoder: Encoder) -> Numbers:
    documents = encoder.encode_document([nfc(text) for text in texts])
    questions = encoder.encode_query([nfc(topic.text) for topic in collection.topics])
    return np.asarray(questions @ documents.T, dtype=np.float64)


def _run(collection: Collection, names: Sequence[str], scores: Numbers) -> Run:
    order = np.argsort(-scores, axis=1, kind="stable")[:, :DEPTH]
    return {topic.id: [names[n] for n in row] for topic, row in zip(collection.topics, order, strict=True)}


def _judged(collection: Collection, names: Mapping[str, str]) -> Mapping[str, Mapping[str, int]]:
    """The judgements, each document by the one that stands for it."""
    stands = {piece.id: names[f"{piece.title}\n{piece.text}".strip()] for piece in collection.corpus}
    judged: dict[str, dict[str, int]] = {}
    for topic, grades in grades_of(collection).items():
        for name, grade in grades.items():
            own = judged.setdefault(topic, {})
            own[stands[name]] = max(grade, own.get(stands[name], grade))
    return judged
