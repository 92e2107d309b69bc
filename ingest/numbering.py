"""Printed numbers as they open a paragraph: "Điều 3.", "II-", "1.1.2.", "1.-", "b)", "-". Each reading is only a candidate.

Whether it opens a clause is for ``ingest.outline`` to say, from what stands before and after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.kinds import find_numbers
from index.places import arabic

Kind = Literal[
    "phu-luc", "mau", "phan", "chuong", "capital", "muc", "tieu-muc", "roman", "dieu",
    "number", "letter", "paren", "dash", "plus",
]  # fmt: skip
Form = Literal["clear", "plain", "typo"]

ORDER: tuple[Kind, ...] = (
    "phu-luc", "mau", "phan", "chuong", "capital", "muc", "tieu-muc", "roman", "dieu",
    "number", "letter", "paren", "dash", "plus",
)  # fmt: skip
"""From outside in, as documents usually nest them."""

ALPHABET = "abcdđefghijklmnopqrstuvwxyz"
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ORDINAL = {**{word: i for i, word in enumerate(_ORDINALS, 1)}, "bốn": 4, "bẩy": 7}
_WORDS: dict[str, Kind] = {
    "phần": "phan", "chương": "chuong", "mục": "muc", "tiểu mục": "tieu-muc", "điều": "dieu",
    "phụ lục": "phu-luc", "mẫu": "mau",
}  # fmt: skip

_WORD = re.compile(
    r"(?P<word>phần|chương|tiểu mục|mục|điều|phụ lục|mẫu)\s+(?:số\s*:?\s*|thứ\s+)?"
    r"(?P<value>\d{1,3}(?!\d)|[IVXLC]+(?!\w)|[A-ZĐ](?!\w)|(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)(?!\w))"
    r"(?P<suffix>[a-zđ](?!\w))?(?P<code>\s?[-/]\s?[A-ZĐ]{2,6}(?!\w))?",
    re.IGNORECASE,
)
_BARE_ANNEX = re.compile(r"phụ lục(?: (?:ban hành )?kèm theo\b(?!.*\bnày\s+\w).*)?[.:]?$", re.IGNORECASE)
_ATTACHES = re.compile(r"\(|(?:ban hành )?kèm theo(?!.*\bnày\s+\w)", re.IGNORECASE)
_ROMAN = re.compile(r"(?P<value>[IVXLC]{1,7})\s?(?P<sep>\.[-–—](?=\s)|[.\-–—/:)])")
_CAPITAL = re.compile(r"(?P<value>[A-ZĐ])\s?(?P<sep>[.\-–—/)])\s")
_LETTER = re.compile(r"(?P<value>[a-zđ])\s?(?:\)\s*|(?:[./]|\.?[-–—])\s+)(?=\S)")
_KHOAN = re.compile(r"khoản\s+(?P<value>[1-9]\d?)\s?[.:]\s+(?=\S)", re.IGNORECASE)
_PAREN = re.compile(r"(?:\((?P<inside>\d{1,2})\)\s*|(?P<value>\d{1,2})\)\s*)(?=\S)")
_NUMBER = re.compile(r"(?P<value>\d{1,3}(?:\.\d{1,3}){0,5})(?!\d)(?:\s?(?P<sep>\.[-–—](?=\s)|[.)\-–—/:]))?")
_TYPO = re.compile(r"(?P<value>\d[\d ,.]{1,12}\d)\s*[.,]\s+")
_DASH = re.compile(r"[-–—‑−•●▪]\s*(?=[^\s\-–—‑−•●▪_=*.])")
_PLUS = re.compile(r"\+\s*(?=\S)")
_RUN_IN = re.compile(r"(?<=[.:;!?”\")])\s+(?=\d{1,3}(?:\.\d{1,3})*\.\s)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading of the number that opens a paragraph.

    ``value`` orders it among its kind: (1, 1, 2) for "1.1.2", (3,) for "c)"; () for an annex without a number, a dash
    and a plus. ``name`` is the value as places write it: "1.1.2", "dd", "5a". ``after`` is where the words begin.
    ``style`` is the sign behind a number: a list of "1." may stand inside "1-".
    """

    kind: Kind
    value: tuple[int, ...]
    name: str
    after: int
    form: Form = "clear"
    style: str = ""


def readings(text: str) -> Iterator[Mark]:
    """Everything that the opening of a paragraph could be, likelier ones first; nothing for plain text."""
    text = text.replace("Ð", "Đ").replace("ð", "đ")
    for read in (_word, _roman, _capital, _number, _paren, _letter, _item, _typo):
        mark = read(text)
        if mark is not None:
            yield mark


def run_ins(text: str) -> Iterator[int]:
    """Where inside a paragraph a number stands after the end of a sentence: "… đảng viên. 6.2.4. Hồ sơ …"."""
    for m in _RUN_IN.finditer(text):
        yield m.end()


def slug(letter: str) -> str:
    """A printed letter as places write it: "đ" → "dd"."""
    return "dd" if letter == "đ" else letter


def _word(text: str) -> Mark | None:
    """ "Điều 3.", "Chương IV", "PHẦN THỨ HAI", "Phụ lục 2", "Mẫu 3-KNĐ"; a reference in a sentence is at most "plain"."""
    m = _WORD.match(text)
    if m is None:
        return _bare_annex(text)
    kind = _WORDS[m["word"].lower()]
    value = _counted(m["value"])
    if value is None or (m["code"] and kind != "mau") or (m["suffix"] and kind not in {"dieu", "phu-luc", "mau"}):
        return None
    numbered = m["value"][0].isdigit() or value != _lettered(m["value"])
    name = (str(value) if numbered else m["value"].lower()) + slug((m["suffix"] or "").lower())
    rest = text[m.end() :]
    after = m.end() + len(rest) - len(rest.lstrip(" \t.:-–—)"))
    form = _form(kind, rest)
    return Mark(kind, (value,), name, after, form) if form else None


def _counted(value: str) -> int | None:
    if value.isdigit():
        return int(value) or None
    return _ORDINAL.get(value.lower()) or (arabic(value) if value.isupper() else None) or _lettered(value)


def _lettered(value: str) -> int | None:
    return ALPHABET.index(value.lower()) + 1 if len(value) == 1 and arabic(value) is None else None


def _form(kind: Kind, rest: str) -> Form | None:
    """How clearly "Điều 3" with this after it is a heading: by its full stop, its capitals or standing alone."""
    words = rest.strip()
    if not words or re.match(r"\s?[.:]\s*(?:$|[^\s\d.])", rest) or re.match(r"\s?[-–—]\s", rest):
        return "clear"
    if words[0] in ",;)/" or (words[0] in ".:" and words[1:2].isdigit()):
        return None
    if words.isupper() or (kind in {"phu-luc", "mau"} and _ATTACHES.match(words)):
        return "clear" if words[-1] not in ";," else None
    return "plain"


def _bare_annex(text: str) -> Mark | None:
    return Mark("phu-luc", (), "", len(text)) if _BARE_ANNEX.match(text) else None


def _roman(text: str) -> Mark | None:
    """ "II- QUY ĐỊNH", "I. Về"; not "V.I. Lênin"."""
    m = _ROMAN.match(text)
    value = arabic(m["value"]) if m else None
    if m is None or value is None:
        return None
    rest, sep = text[m.end() :], m["sep"][-1]
    spaced = not rest or rest[0].isspace() or (sep in "-–—" and rest[:2].isupper())
    if not spaced or re.match(r"\s*[A-ZĐ]\.", rest) or (re.match(r"\s*(?:\d|[IVX]+(?!\w))", rest) and sep in "-–—"):
        return None
    return Mark("roman", (value,), str(value), m.end() + len(rest) - len(rest.lstrip()))


def _capital(text: str) -> Mark | None:
    m = _CAPITAL.match(text)
    return Mark("capital", (ALPHABET.index(m["value"].lower()) + 1,), m["value"], m.end()) if m else None


def _number(text: str) -> Mark | None:
    """ "1.", "1-", "1.1.2."; not a date, a sum of money, a range or a ký hiệu."""
    m = _NUMBER.match(text)
    if m is None:
        return _khoan(text)
    parts = tuple(int(p) for p in m["value"].split("."))
    rest, sep = text[m.end() :], (m["sep"] or "")[-1:]
    if _is_no_number(m["value"], sep, rest) or next((True for k in find_numbers(text) if k.start == 0), False):
        return None
    after = m.end() + len(rest) - len(rest.lstrip())
    form: Form = "clear" if sep and sep not in ":/" else "plain"
    style = "-" if sep and sep in "-–—" else sep
    return Mark("number", parts, ".".join(map(str, parts)), after, form, style)


def _khoan(text: str) -> Mark | None:
    """ "Khoản 2." where the word itself is printed; "khoản 2 Điều 5" is a reference."""
    m = _KHOAN.match(text)
    return Mark("number", (int(m["value"]),), str(int(m["value"])), m.end(), style=".") if m else None


def _is_no_number(value: str, sep: str, rest: str) -> bool:
    parts, words = value.split("."), rest.lstrip()
    if int(parts[0]) in (0, *range(200, 1000)) or any(p.startswith("0") for p in parts[1:]):
        return True
    spaced = not rest or rest != words
    if sep == ".":
        return re.match(r"\d{3}(?!\d)", words) is not None or not (spaced or opens_capital(words))
    if sep and sep in "-–—":
        return words[:1].isdigit() or not (spaced or (words[:1].isupper() and words[1:2].islower()))
    if sep == ")":
        return len(parts) == 1
    return (len(parts) == 1 and sep != "/") or not spaced or not opens_capital(words)


def _paren(text: str) -> Mark | None:
    """ "(1)", "1)"."""
    m = _PAREN.match(text)
    if m is None:
        return None
    value = int(m["inside"] or m["value"])
    return Mark("paren", (value,), str(value), m.end(), style="()" if m["inside"] else ")") if value else None


def _letter(text: str) -> Mark | None:
    m = _LETTER.match(text)
    return Mark("letter", (ALPHABET.index(m["value"]) + 1,), slug(m["value"]), m.end()) if m else None


def _item(text: str) -> Mark | None:
    for kind, pattern in (("dash", _DASH), ("plus", _PLUS)):
        m = pattern.match(text)
        if m is not None:
            return Mark("dash" if kind == "dash" else "plus", (), "", m.end())
    return None


def _typo(text: str) -> Mark | None:
    """A number with a stray blank or comma, "1 1.2." or "10.4,1.": to be believed only where that number is due."""
    m = _TYPO.match(text)
    if m is None or not opens_capital(text[m.end() :]):
        return None
    parts = m["value"].replace(" ", "").replace(",", ".").split(".")
    if len(parts) < 2 or not all(p and p[0] != "0" and len(p) <= 3 for p in parts):
        return None
    return Mark("number", tuple(map(int, parts)), ".".join(parts), m.end(), "typo")


def opens_capital(words: str) -> bool:
    """Whether words begin as a sentence does, an opening bracket or quotation mark apart."""
    return words.lstrip("(“\"'‘[ ")[:1].isupper() if words else False
