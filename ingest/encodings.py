"""Bytes to Unicode as Vietnamese is written today: UTF-8, UTF-16, NFD, and the fonts of before Unicode (TCVN3, VNI)."""

import codecs
import re
import unicodedata
from collections.abc import Sequence

from viparse import detect_text_encoding, fix  # type: ignore[import-untyped]

from ingest.quality import share_vietnamese

_ENOUGH = 0.75
_BULLETS = "-"
_DROPPED = dict.fromkeys(
    [0xAD, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0x2061, 0x2062, 0x2063, 0x61C]
    + [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    + [c for c in range(0x20) if c not in (0x9, 0xA, 0xC, 0xD)]
    + [*range(0x7F, 0xA0)]
)
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LETTERS = {ord("Ð"): "Đ", ord("ð"): "đ", ord("‑"): "-", ord("‐"): "-", ord("−"): "-", 0x2028: "\n", 0x2029: "\n"}
_DOTS = dict.fromkeys(map(ord, "•●▪■◆♦▶►➢➤❖‣⁃∙◦○□"), _BULLETS)
_TABLE = {**_DROPPED, **_SPACES, **_LETTERS}
_ODD = re.compile(
    "[" + "".join(re.escape(chr(c)) for c in (*_TABLE, *_DOTS)) + "\ue000-\uf8ff\ud800-\udfff\ufff0-\uffff]"
)
_WORD = re.compile(r"[^\W\d_]+")


def decode(data: bytes) -> str:
    """The text of a file of plain characters, whatever it was written in; NFC, line ends "\\n", legacy fonts repaired."""
    text = _decoded(data)
    return repair(text.replace("\r\n", "\n").replace("\r", "\n"))


def repair(text: str) -> str:
    """A whole document's text as Unicode should have it. A line alone says too little: give it everything at once."""
    return tidy(convert(text, legacy_encoding(text)))


def legacy_encoding(text: str) -> str | None:
    """ "tcvn3", "vni", "viscii" or "vps" when a whole document's text was typed in such a font; None for Unicode."""
    if share_vietnamese(text) > _ENOUGH:
        return None
    found: str | None = detect_text_encoding(text)
    if found and share_vietnamese(fix(text, encoding=found)) <= share_vietnamese(text):
        return None
    return found


def convert(text: str, encoding: str | None) -> str:
    """Text typed in that legacy font as Unicode; all-capital fonts leave "QUY ĐịNH", which becomes "QUY ĐỊNH"."""
    if encoding is None:
        return text
    if encoding == "tcvn3":
        text = text.replace("−", "\xad")  # the code of "ư" in TCVN3 is a soft hyphen, which PDF files call a minus sign
    converted: str = fix(text, encoding=encoding)
    return "\n".join(_raise_capitals(line) for line in converted.split("\n"))


def tidy(text: str) -> str:
    """Unicode cleaned sign by sign: NFC, đ for ð, plain spaces, a dash for every bullet; invisible signs out."""
    text = unicodedata.normalize("NFC", text)
    return _ODD.sub(_tidied, text) if _ODD.search(text) else text


def tidy_with_places(text: str) -> tuple[str, Sequence[int]]:
    """``tidy``, and for each of its code points the offset in ``text`` of the sign from which it comes."""
    if tidy(text) == text:
        return text, range(len(text))
    out: list[str] = []
    places: list[int] = []
    for start, cluster in _clusters(text):
        tidied = tidy(cluster)
        out.append(tidied)
        places.extend([start] * len(tidied))
    return "".join(out), places


def _decoded(data: bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _single_bytes(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of its spaces and line ends is zero, always on the same side."""
    head = data[:4096]
    if head.count(0) < len(head) // 5:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _single_bytes(data: bytes) -> str:
    """One byte a sign: as viparse wants it (cp1252, unassigned bytes kept), or Windows-1258 where that reads better."""
    western = data.decode("cp1252", "surrogateescape")
    western = re.sub("[\udc80-\udcff]", lambda m: chr(ord(m[0]) - 0xDC00), western)
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    repaired = convert(western, legacy_encoding(western))
    return vietnamese if share_vietnamese(vietnamese) > share_vietnamese(repaired) else western


def _tidied(match: re.Match[str]) -> str:
    sign = ord(match[0])
    if sign in _TABLE:
        return _TABLE[sign] or ""
    if sign in _DOTS or 0xE000 <= sign <= 0xF8FF:
        before = match.string[: match.start()].rsplit("\n", 1)[-1]
        if not before.strip():
            return _BULLETS
        return match[0] if sign in _DOTS else ""
    return ""


def _clusters(text: str) -> list[tuple[int, str]]:
    """Each sign with the combining marks after it, and where it starts."""
    return [(m.start(), m[0]) for m in re.finditer(r".[̀-ͯ]*", text, re.DOTALL)]


def _raise_capitals(line: str) -> str:
    """ "QUY ĐịNH" → "QUY ĐỊNH": an accented small letter among capitals came from an all-capital font."""
    words = _WORD.findall(line)
    if not any("a" <= c <= "z" for c in line) and any(len(word) > 1 and word.isupper() for word in words):
        return line.upper()
    if not any(_mixed(word) for word in words):
        return line
    return _WORD.sub(lambda m: m[0].upper() if _mixed(m[0]) else m[0], line)


def _mixed(word: str) -> bool:
    small = [c for c in word if c.islower()]
    return bool(small) and all(ord(c) > 127 for c in small) and any(c.isupper() for c in word[1:])
