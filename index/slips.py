"""Slips of the finger: which known syllables a mistyped one may have meant.

In this order, the first that gives anything: other marks on the same letters ("kêt" → kết), Telex that was not
composed ("keets" → kết), one letter doubled, lost, added, mistaken or swapped with its neighbour ("kếtt", "dảgn" → kết, đảng).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from index import vietnamese

SHORTEST = 3
"""Letters below which one mistaken letter leaves too little to go by."""

_TELEX = {"aa": "â", "aw": "ă", "ee": "ê", "oo": "ô", "ow": "ơ", "uw": "ư", "dd": "đ"}
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VOWELS = "aeiouyăâêôơư"
_ONSET = r"(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?"
_RHYMES = """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm
    ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc
    oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc
    uê uêch uênh ui um un ung uô uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươ ươc
    ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu""".split()
_SPELLED = re.compile(_ONSET + "(?:" + "|".join(_RHYMES) + ")")
_SPELLED_BARE = re.compile(_ONSET + "(?:" + "|".join(sorted({vietnamese.fold(r) for r in _RHYMES})) + ")")
_STOPPED = re.compile(r"(?:ch|c|p|t)$")


def is_spelled(word: str) -> bool:
    """Whether the rules of spelling allow it as a syllable, marks left out or not: "hôn", "hon"; not "kêt", "dagn"."""
    if not vietnamese.has_marks(word):
        return _SPELLED_BARE.fullmatch(word) is not None
    decomposed = unicodedata.normalize("NFD", word)
    tone = next((c for c in decomposed if c in _TONES.values()), "")
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES.values()))
    stopped = _STOPPED.search(plain) is not None
    return _SPELLED.fullmatch(plain) is not None and (not stopped or tone in (_TONES["s"], _TONES["j"]))


class Known:
    """Syllables that are known, by the letters they are typed with. ``readings``: bare form → its syllables."""

    def __init__(self, readings: Mapping[str, Sequence[str]]) -> None:
        self._readings = readings
        self._short: dict[str, set[str]] = {}
        for bare in readings:
            for less in {bare, *_shortened(bare)}:
                self._short.setdefault(less, set()).add(bare)

    @lru_cache(maxsize=4096)  # noqa: B019 (lives as long as the generation whose language it knows)
    def meant(self, word: str) -> tuple[str, ...]:
        """The syllables that an unknown word, in lower case, may stand for; none when nothing is near, or when it is no
        slip but a syllable that is merely unknown."""
        if is_spelled(word):
            return ()
        bare = vietnamese.bare(word)
        if bare in self._readings:
            return tuple(self._readings[bare])
        composed = from_telex(word)
        if composed != word and composed in self._readings.get(vietnamese.bare(composed), ()):
            return (composed,)
        if len(word) < SHORTEST:
            return ()
        return tuple(s for near in self._one_off(bare) for s in self._readings[near] if _keeps_marks(word, s))

    def _one_off(self, bare: str) -> list[str]:
        """Bare forms within one slip, those that begin alike if there are any."""
        near = {
            form for less in {bare, *_shortened(bare)} for form in self._short.get(less, ()) if _one_slip(bare, form)
        }
        return sorted({form for form in near if form[0] == bare[0]} or near)


def from_telex(word: str) -> str:
    """What Telex makes of these keys, no syllable having such a letter behind its vowel: "ddieeuf" → "điều", "hojp" → "họp"."""
    tone, typed = "", word
    at = max((word.rfind(key) for key in _TONES), default=-1)
    if at > 0 and any(c in _VOWELS for c in word[:at]):
        tone, typed = _TONES[word[at]], word[:at] + word[at + 1 :]
    typed = typed.replace("uow", "ươ")
    for keys, letter in _TELEX.items():
        typed = typed.replace(keys, letter)
    last = max((i for i, c in enumerate(typed) if c in _VOWELS), default=-1)
    return vietnamese.spelling(vietnamese.nfc(typed[: last + 1] + tone + typed[last + 1 :])) if last >= 0 else word


def _shortened(word: str) -> Iterator[str]:
    yield from (word[:i] + word[i + 1 :] for i in range(len(word)))


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one letter added, lost, mistaken, or two neighbours swapped, make one of the other."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    if len(typed) != len(meant):
        long, short = sorted((typed, meant), key=len, reverse=True)
        return short in _shortened(long)
    apart = [i for i, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and typed[apart[0]] == meant[apart[1]]
    return len(apart) == 1 or (swapped and typed[apart[1]] == meant[apart[0]])


def _keeps_marks(typed: str, meant: str) -> bool:
    """Whether the marks that were typed are among those of the syllable; one typed without marks says nothing of them."""
    return not vietnamese.has_marks(typed) or _marks(typed) <= _marks(meant)


def _marks(text: str) -> set[str]:
    return {c for c in unicodedata.normalize("NFD", text) if unicodedata.combining(c)}
