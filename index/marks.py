"""Putting back the marks that people leave out: "dieu kien ket nap" → "điều kiện kết nạp".

A trigram model of syllables, learned from the library's own text and from everyday questions; a beam keeps the
best readings.
"""

import json
import re
import uuid
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import vietnamese
from index.errors import Unusable
from index.everyday import LEARNED
from index.slips import Known, from_telex

Keys = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int64]

_BEAM = 30
_EDGE, _NUMBER, _UNKNOWN, _SPECIAL = 0, 1, 2, 3  # the first ids; syllables follow
_BITS = 21  # of an id within a key
_BREAK = re.compile(r"[.!?;:,\n]\s")
_UNMARKED = 0.6  # share of syllables that lack their marks, from which a text counts as typed without
_KEYED = 0.8  # share of words that Telex must explain, for a text full of them to be no other language
_STRANGER = 0.02  # a syllable that stands without marks less often than this is a slip in a marked text
_CONFIDENCE = (2.0, 4.0)  # how many sightings of a pair, of a syllable, make what follows it half believed
_FLOOR = 1e-7


@dataclass(frozen=True, slots=True)
class Grams:
    """Sequences of ids packed into sorted keys, and how often each was seen."""

    keys: Keys
    counts: Counts

    def grown(self, keys: Keys) -> "Grams":
        """These, and each of ``keys`` once more."""
        together, at = np.unique(np.concatenate([self.keys, keys]), return_inverse=True)
        counts = np.concatenate([self.counts, np.ones(len(keys), dtype=np.int64)])
        return Grams(together, np.bincount(at, weights=counts, minlength=len(together)).astype(np.int64))

    def seen(self, keys: Keys) -> npt.NDArray[np.float64]:
        """How often each of these was seen; 0 for never."""
        if not len(self.keys):
            return np.zeros(keys.shape)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found: npt.NDArray[np.float64] = np.where(self.keys[at] == keys, self.counts[at], 0).astype(np.float64)
        return found


_NONE = Grams(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


class Marks:
    """What a library's language looks like with its marks. ``forms`` are spellings as first printed most often;
    ``editions`` are the numbers of the texts that were learned."""

    def __init__(
        self, forms: Sequence[str], ones: Counts, twos: Grams, threes: Grams, editions: Iterable[int] = ()
    ) -> None:
        self.editions = frozenset(editions)
        self._forms = list(forms)
        self._ones = ones
        self._twos = twos
        self._threes = threes
        self._total = max(1, int(ones.sum()))
        self._ids = {vietnamese.spelling(form): n for n, form in enumerate(forms) if form}
        readings: dict[str, list[int]] = {}
        for spelling, n in self._ids.items():
            readings.setdefault(vietnamese.bare(spelling), []).append(n)
        self._readings = {bare: np.array(ids, dtype=np.int64) for bare, ids in readings.items()}
        self._slips = Known(
            {bare: [vietnamese.spelling(self._forms[n]) for n in ids] for bare, ids in readings.items()}
        )

    @classmethod
    def learn(cls, texts: Iterable[str], editions: Iterable[int] = ()) -> "Marks":
        """The marks of everyday questions and of these texts."""
        return _everyday().grown(texts, editions)

    @classmethod
    def counted(cls, texts: Iterable[str]) -> "Marks":
        """The marks of these texts and of nothing else."""
        return cls(("", "", ""), np.zeros(_SPECIAL, dtype=np.int64), _NONE, _NONE).grown(texts)

    def grown(self, texts: Iterable[str], editions: Iterable[int] = ()) -> "Marks":
        """These, and what the texts add: syllables are counted one after another, and a sentence starts afresh."""
        ids = dict(self._ids)
        printed: dict[int, Counter[str]] = defaultdict(Counter)
        row = [_EDGE, _EDGE]
        for text in texts:
            for sentence in _BREAK.split(vietnamese.nfc(text)):
                for match in vietnamese.words(sentence):
                    word = match[0].lower()
                    n = _NUMBER if word[0].isdigit() else ids.setdefault(vietnamese.spelling(word), len(ids) + _SPECIAL)
                    printed[n][word] += 1
                    row.append(n)
                row += (_EDGE, _EDGE)
        forms = [*self._forms, *[""] * (len(ids) + _SPECIAL - len(self._forms))]
        for n, how in printed.items():
            if n >= len(self._forms) or (n >= _SPECIAL and not self.editions):  # a library's print outdoes everyday's
                forms[n] = how.most_common(1)[0][0]
        seen = np.array(row, dtype=np.int64)
        ones = np.bincount(seen, minlength=len(ids) + _SPECIAL).astype(np.int64)
        ones[: len(self._ones)] += self._ones
        twos = self._twos.grown(_packed(seen[:-1], seen[1:]))
        threes = self._threes.grown(_packed(seen[:-2], seen[1:-1], seen[2:]))
        return Marks(forms, ones, twos, threes, self.editions.union(editions))

    def save(self, path: Path) -> None:
        """Writes it as one compressed file, in the place of what stood there."""
        building = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
        forms = np.frombuffer(json.dumps(self._forms, ensure_ascii=False).encode(), dtype=np.uint8)
        with building.open("wb") as file:
            np.savez_compressed(
                file, forms=forms, ones=self._ones, twos=self._twos.keys, twos_seen=self._twos.counts,
                threes=self._threes.keys, threes_seen=self._threes.counts,
                editions=np.array(sorted(self.editions), dtype=np.int64),
            )  # fmt: skip
        building.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Marks | None":
        """What was saved there; None when nothing was, or not all of it."""
        try:
            with path.open("rb") as file, np.load(file) as kept:
                forms = json.loads(kept["forms"].tobytes())
                twos, threes = Grams(kept["twos"], kept["twos_seen"]), Grams(kept["threes"], kept["threes_seen"])
                return cls(forms, kept["ones"], twos, threes, kept["editions"].tolist())
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
            return None

    def restore(self, text: str) -> str:
        """The text with its marks and without slips of the finger, everything else as typed."""
        return self.restore_with_changes(text)[0]

    def restore_with_changes(self, text: str) -> tuple[str, list[tuple[str, str]]]:
        """The text with its marks, and each change (as typed, as restored) in order.

        A text typed without marks is read as a whole. In a marked one only syllables change that the library hardly
        ever prints without marks, and only to words that it has seen beside their neighbours: "ly hôn" stays where the
        library knows "lý lịch" alone. A word that no rule of spelling allows ("kêt", "nạpp") is mended in the same way (see
        index.slips). Never changed: another language, what is spelled with marks, numbers, ký hiệu, what has no vowel.
        """
        text = vietnamese.nfc(text)
        matches = list(vietnamese.words(text))
        if self._is_foreign(matches):
            return text, []
        loose = self.looks_unmarked(text)
        choices = [self._choices(m, text, loose) for m in matches]
        pieces: list[str] = []
        changes: list[tuple[str, str]] = []
        at = 0
        row = self._best(choices)
        for i, (match, n) in enumerate(zip(matches, row, strict=True)):
            word = match[0]
            new = (
                _as_typed(self._forms[n], word)
                if n > _UNKNOWN and self._may_change(word) and not self._is_same(word, n)
                else word
            )
            if new != word and ((loose and vietnamese.has_marks(new)) or self._at_home(row, i)):
                changes.append((word, new))
                pieces += (text[at : match.start()], new)
                at = match.end()
        return "".join((*pieces, text[at:])), changes

    def looks_unmarked(self, text: str) -> bool:
        """Whether most syllables that the library prints with marks stand here without."""
        marked = missing = 0
        for match in vietnamese.words(vietnamese.nfc(text)):
            word = match[0].lower()
            if vietnamese.has_marks(word):
                marked += 1
            elif (known := self._readings.get(vietnamese.bare(vietnamese.spelling(word)))) is not None:
                missing += vietnamese.has_marks(self._forms[known[np.argmax(self._ones[known])]])
        return missing > 0 and missing >= _UNMARKED * (marked + missing)

    def _may_change(self, word: str) -> bool:
        """What carries a mark and is known, stays as typed."""
        return not vietnamese.has_marks(word) or vietnamese.spelling(word.lower()) not in self._ids

    def _is_same(self, word: str, n: int) -> bool:
        """Whether a word is this one already, in whatever spelling: "ly" is "li"."""
        return self._ids.get(vietnamese.spelling(word.lower())) == n

    def _at_home(self, row: Sequence[int], i: int) -> bool:
        """Whether the library has this word beside the one before it or the one after it."""
        pairs = [(a, b) for a, b in pairwise(row[max(0, i - 1) : i + 2]) if min(a, b) > _UNKNOWN]
        return any(bool(self._twos.seen(_packed(np.array([a]), np.array([b])))[0]) for a, b in pairs)

    def _is_foreign(self, matches: Sequence[re.Match[str]]) -> bool:
        """Whether fewer than half of these words are Vietnamese syllables, marks aside: "How old must one be"."""
        words = [m[0].lower() for m in matches if not m[0][0].isdigit()]
        ours = [vietnamese.bare(vietnamese.spelling(w)) in self._readings for w in words]
        keyed = sum(known or from_telex(w) in self._ids for known, w in zip(ours, words, strict=True))
        return sum(ours) * 2 < len(words) and keyed < _KEYED * len(words)

    def _choices(self, match: re.Match[str], text: str, loose: bool) -> Keys:
        """The ids that may stand for a word; one that says what it is when it must stay."""
        word = vietnamese.spelling(match[0].lower())
        if word[0].isdigit():
            return np.array([_NUMBER])
        own = self._ids.get(word, _UNKNOWN)
        known = self._readings.get(word)
        if own == _UNKNOWN and known is None and _is_syllable(match, text):
            return np.array([self._ids[s] for s in self._slips.meant(word)] or [own])
        if known is None or vietnamese.has_marks(word) or not _is_syllable(match, text):
            return np.array([own])
        if loose or (own == _UNKNOWN or self._ones[own] < _STRANGER * self._ones[known].sum()):
            return known
        return np.array([own])

    def _best(self, choices: Sequence[Keys]) -> list[int]:
        """The most likely row of ids, by a beam over (last but one, last)."""
        before, last = np.array([_EDGE]), np.array([_EDGE])
        score = np.zeros(1)
        paths: list[tuple[Keys, Keys]] = []
        for words in choices:
            step = score[:, None] + self._log_likely(before, last, words)
            order = np.argsort(-step, axis=None, kind="stable")
            rows, columns = np.divmod(order, len(words))
            keep = _first_of_each(last[rows] << _BITS | words[columns])[:_BEAM]
            rows, columns = rows[keep], columns[keep]
            paths.append((rows, words[columns]))
            before, last, score = last[rows], words[columns], step[rows, columns]
        return _traced(paths, int(np.argmax(score)))

    def _log_likely(self, before: Keys, last: Keys, words: Keys) -> npt.NDArray[np.float64]:
        """log P(word | before, last) for every state and word: trigram, bigram and unigram, each as far as it was seen."""
        pair_trust, one_trust = _CONFIDENCE
        one = self._ones[words] / self._total + _FLOOR
        last_seen = self._ones[last][:, None].astype(np.float64)
        two = (self._twos.seen(_packed(last[:, None], words[None, :])) + one_trust * one) / (last_seen + one_trust)
        pair_seen = self._twos.seen(_packed(before, last))[:, None]
        threes = self._threes.seen(_packed(before[:, None], last[:, None], words[None, :]))
        likely: npt.NDArray[np.float64] = np.log((threes + pair_trust * two) / (pair_seen + pair_trust))
        return likely


@cache
def _everyday() -> Marks:
    learned = Marks.load(LEARNED)
    if learned is None:
        raise Unusable(f"Thiếu tệp {LEARNED.name} của chương trình. Hãy cài lại Tracuu.")
    return learned


def _packed(*ids: Keys) -> Keys:
    """Neighbouring ids as one key."""
    key = ids[0]
    for following in ids[1:]:
        key = key << _BITS | following
    return key


def _first_of_each(keys: Keys) -> Keys:
    """The positions at which each key appears first, in order."""
    return np.sort(np.unique(keys, return_index=True)[1])


def _traced(paths: Sequence[tuple[Keys, Keys]], state: int) -> list[int]:
    row: list[int] = []
    for rows, words in reversed(paths):
        row.append(int(words[state]))
        state = int(rows[state])
    return row[::-1]


def _is_syllable(match: re.Match[str], text: str) -> bool:
    """Whether it can be one that lost its marks: it has a vowel, and is no part of a ký hiệu such as 37-QD/TW."""
    start, end = match.span()
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    around = text[start:end]
    written = any(c.isdigit() for c in around) or ("/" in around and around.isupper())
    return not written and any(c in "aeiouy" for c in vietnamese.fold(match[0]))


def _as_typed(form: str, word: str) -> str:
    """The form in the word's case: "Dang" → "Đảng", "DANG" → "ĐẢNG"."""
    if len(word) > 1 and word.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if word[0].isupper() else form
