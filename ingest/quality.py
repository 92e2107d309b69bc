"""How Vietnamese a text is: the share of its words that a Vietnamese mouth could say.

No word list: onset, nucleus, coda and tone are checked against the rules of Vietnamese spelling, so that
"ĐIỀ U", "Mộtsố" or "Céng hßa" are seen as broken whatever they were meant to be.
"""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:[̀-ͯ]+[^\W\d_]*)*")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_RISING_OR_FALLING = {"\u0301", "\u0323"}

_RIMES = {
    "": "a e ê i o ô ơ u ư y ia ua ưa oa oe uê uơ uy uya",
    "glide": "ai ay ây ao au âu eo êu iu iêu yêu oi ôi ơi ui uôi ưi ươi ưu ươu oai oay oao oeo uai uay uây uyu uôi uêu",
    "c": "a ă â e i o oo ô u ư iê uô ươ oa oă y",
    "ch": "a ê i oa uê uy y",
    "m": "a ă â e ê i o ô ơ u ư iê yê uô ươ oa oă oe y",
    "n": "a ă â e ê i o oo ô ơ u ư iê yê uô ươ oa oă oe uâ uê uy uyê uơ y",
    "ng": "a ă â e ê i o oo ô u ư iê yê uô ươ oa oă oe uâ y",
    "nh": "a ê i oa uê uy y",
    "p": "a ă â e ê i o ô ơ u ư iê uô ươ oa oă uy y",
    "t": "a ă â e ê i o ô ơ u ư iê yê uô ươ oa oă oe uâ uê uy uyê y",
}
_STOPS = ("c", "ch", "p", "t")
_ONSETS = "ngh ng nh gh gi kh ch ph th tr qu b c d đ g h k l m n p r s t v x".split()
_BROKEN = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{1,4}) (?=([aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ][^\W\d_]*))",
    re.IGNORECASE,
)
_FRONT = ("e", "ê", "i", "y")


def share_vietnamese(text: str) -> float:
    """The share (0–1) of the words of a text that can be Vietnamese; 0.0 when it has no word. Abbreviations do not count."""
    good = bad = 0
    for match in _WORD.finditer(text):
        verdict = _verdict(match[0])
        good += verdict is True
        bad += verdict is False
    return good / (good + bad) if good else 0.0


def broken_words(text: str) -> list[str]:
    """The words that cannot be Vietnamese, in order: what a bad text layer leaves, and foreign names."""
    return [m[0] for m in _WORD.finditer(text) if _verdict(m[0]) is False]


def stray_spaces(text: str) -> list[int]:
    """The places of spaces that stand inside a word: "d ựng", "qu ốc", "vi ệc" of a bad text layer.

    The two parts must make a syllable, and one of them must be none: an onset alone, or a rime that nothing begins.
    """
    return [
        m.end(1)
        for m in _BROKEN.finditer(text)
        if is_syllable(m[1] + m[2]) and (m[1].lower() in _ONSETS or not is_syllable(m[2]))
    ]


def private_glyphs(text: str) -> int:
    """How many characters are of a font's own making (private use) or lost (U+FFFD)."""
    return sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text)


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word follows the spelling of one Vietnamese syllable: "nghiêng", "ĐIỀU"; not "ĐIỀ", "Mộtsố", "cac"."""
    bare, tones = _without_tone(word.lower())
    return len(tones) <= 1 and any(_rime_fits(onset, bare[len(onset) :], tones) for onset in (*_onsets_of(bare), ""))


@lru_cache(maxsize=65536)
def _verdict(word: str) -> bool | None:
    """True, False, or None for what says nothing: single letters, and abbreviations such as QĐ, BTCTW, TTg."""
    if len(word) == 1:
        return None
    if is_syllable(word):
        return True
    bare = word.replace("Đ", "D").replace("Ư", "U").replace("Ơ", "O")
    capitals = sum(c.isupper() for c in word)
    return None if bare.isascii() and capitals >= 2 and capitals > len(word) / 2 else False


def _without_tone(word: str) -> tuple[str, list[str]]:
    marks = unicodedata.normalize("NFD", word)
    tones = [c for c in marks if c in _TONES]
    return unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONES)), tones


def _onsets_of(bare: str) -> list[str]:
    return [o for o in _ONSETS if bare.startswith(o)] + (["g"] if bare.startswith("gi") else [])


def _rime_fits(onset: str, rime: str, tones: list[str]) -> bool:
    if onset == "gi" and rime[:1] in ("ê",):
        rime = "i" + rime
    coda = next((c for c in ("ng", "nh", "ch", "c", "m", "n", "p", "t") if rime.endswith(c)), "")
    nucleus = rime[: len(rime) - len(coda)]
    if not nucleus or (coda in _STOPS and not (tones and tones[0] in _RISING_OR_FALLING)):
        return False
    if onset in ("gh", "ngh", "k") and not nucleus.startswith(_FRONT):
        return onset == "k" and nucleus in ("a", "ă", "o", "ô", "ơ", "u")
    if onset in ("c", "ng") and nucleus.startswith(_FRONT):
        return False
    known = _RIME_SETS[coda] if coda else _OPEN
    return nucleus in known or (onset == "qu" and nucleus in ("yê", "y", "ơ", "eo", "ao", "ay"))


_RIME_SETS = {coda: frozenset(nuclei.split()) for coda, nuclei in _RIMES.items()}
_OPEN = _RIME_SETS[""] | _RIME_SETS["glide"]
