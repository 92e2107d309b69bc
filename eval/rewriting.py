"""The same question as others would type it: without marks, in abbreviations, with slips of the finger, in NFD.

Nothing here is chance: slips are drawn from the question's own letters, so that a question always slips alike.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Mapping

from index.vietnamese import fold
from service.abbreviations import READINGS

Rewriting = Callable[[str], str]
Slip = Callable[[str, int], str]
"""A word with a slip at one of its letters, never the last."""

_SHORT = {reading.lower(): short for short, reading in reversed(READINGS.items())}
_READING = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _SHORT), key=len, reverse=True))})(?!\w)", re.I)
_WORD = re.compile(r"(?<![\w/.-])[^\W\d_]{3,}(?![\w/-])")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOUR = {key: row[at - 1] if at else row[1] for row in _ROWS for at, key in enumerate(row)}
_HATS = {"\u0302": "", "\u0306": "w", "\u031b": "w"}  # â ă ơ; a hat repeats its letter
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


def abbreviated(text: str) -> str:
    """Whatever the product can read as an abbreviation, written as its first one: "đảng viên dự bị" → "đvdb"."""
    return _READING.sub(lambda m: _SHORT[m[0].lower()], text)


def decomposed(text: str) -> str:
    """In NFD, as some telephones and PDF readers give it."""
    return unicodedata.normalize("NFD", text)


def slipped(text: str) -> str:
    """One or two words with a slip each; two where the question has eight words or more of three letters."""
    found = list(_WORD.finditer(text))
    drawn = random.Random(text)
    for word in sorted(drawn.sample(found, min(len(found), 2 if len(found) >= 8 else 1)), key=lambda m: -m.start()):
        text = text[: word.start()] + _wrong(word[0], drawn) + text[word.end() :]
    return text


def typed(word: str) -> str:
    """A word as its keys are struck in Telex, the tone last, when the keyboard makes no marks of them: "nạp" → "napj"."""
    keys = tone = ""
    for letter in unicodedata.normalize("NFD", word.replace("đ", "dd").replace("Đ", "Dd")):
        tone = _TONES.get(letter, tone)
        if letter in _HATS:
            keys += _HATS[letter] or keys[-1:].lower()
        elif letter not in _TONES:
            keys += letter
    return keys + tone


def _wrong(word: str, drawn: random.Random) -> str:
    """The word with the first slip, of all in a drawn order, that changes it."""
    at = drawn.randrange(len(word) - 1)
    slips = drawn.sample(_SLIPS, len(_SLIPS))
    return next((wrong for slip in slips if (wrong := slip(word, at)) != word), word)


def _swapped(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _doubled(word: str, at: int) -> str:
    return word[: at + 1] + word[at:]


def _dropped(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _beside(word: str, at: int) -> str:
    """The neighbouring key instead of a letter; a letter with marks loses them."""
    letter = fold(word[at])
    return word[:at] + _NEIGHBOUR.get(letter, letter) + word[at + 1 :]


def _telex(word: str, _: int) -> str:
    return typed(word)


_SLIPS: tuple[Slip, ...] = (_swapped, _doubled, _dropped, _beside, _telex)

REWRITINGS: Mapping[str, Rewriting] = {"without marks": fold, "abbreviated": abbreviated, "typing errors": slipped}
