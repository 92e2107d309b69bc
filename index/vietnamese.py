"""The Vietnamese of search: one folding, one spelling, one cutting into syllables and sentences, for all texts alike.

Quoted text never passes through here; these are search forms kept beside it.
"""

import importlib.util
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}  # huyền sắc ngã hỏi nặng
_TOKEN = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
_SHAPE = re.compile(r"(?:gi(?=[aeiouyăâêôơư])|qu|[bcdđghklmnpqrstvx]*)(?P<vowels>[aeiouyăâêôơư]+)(?P<coda>[cghmnpt]*)")
_Y_FINAL = re.compile(r"[bcdđghklmnpqrstvx]+y")
_ABBREVIATIONS = {
    "nđ", "qđ", "nq", "ct", "hd", "tt", "tp", "tx", "q", "p", "gs", "pgs", "ts", "ths", "bs", "ks", "cn", "ncs",
    "đ/c", "đc", "vd", "stt", "đt", "tel", "mr", "mrs", "dr", "ubnd", "hđnd",
}  # fmt: skip
_CLOSING = "”\"’')»"
_NUMBERING = re.compile(
    r"(?:(?:điều|khoản|điểm|mục|phần|chương|phụ lục|mẫu|số|bảng)\s+)?(?:[\dIVXLC]+(?:\.\d+)*|[a-zđ])\.", re.IGNORECASE
)


def nfc(text: str) -> str:
    """The text in NFC: what every encoder and engine is given, questions and documents alike."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text as typed without marks: 'Đại hội' → 'dai hoi'."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFD", text.lower()).replace("đ", "d").replace("ð", "d")
    return "".join(c for c in bare if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def bare(syllable: str) -> str:
    """``fold`` for one syllable or term, remembered."""
    return fold(syllable)


def without_marks(text: str) -> str:
    """The text without marks, all else as it is, in NFC: 'Điều 4. Thẻ' → 'Dieu 4. The'."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in bare if not unicodedata.combining(c)))


def has_marks(text: str) -> bool:
    """Whether any letter of it carries a Vietnamese mark: "đang" yes, "dang" no."""
    return fold(text) != text.lower()


def words(text: str) -> Iterator[re.Match[str]]:
    """The syllables and numbers of NFC text where they stand: "127-QĐ/TW, điểm 1.1" → 127 · QĐ · TW · điểm · 1.1."""
    return _TOKEN.finditer(text)


def syllables(text: str) -> list[str]:
    """Search forms in order, lower case, one spelling: "Uỷ ban Kỹ thuật 1.1" → ["ủy", "ban", "kĩ", "thuật", "1.1"]."""
    return [spelling(m[0].lower()) for m in words(nfc(text))]


def terms(text: str) -> list[str]:
    """Syllables, then adjacent pairs: "kết nạp đảng" → ["kết", "nạp", "đảng", "kết_nạp", "nạp_đảng"]."""
    return with_pairs(syllables(text))


def folded_terms(text: str) -> list[str]:
    """``terms`` without marks: "kết nạp" → ["ket", "nap", "ket_nap"]."""
    return with_pairs([bare(s) for s in syllables(text)])


def with_pairs(forms: Sequence[str]) -> list[str]:
    """The forms, then each joined to its neighbour by "_"."""
    return [*forms, *(f"{a}_{b}" for a, b in pairwise(forms))]


def count_syllables(text: str) -> int:
    """How many syllables and numbers stand in it."""
    return sum(1 for _ in words(text))


@lru_cache(maxsize=65536)
def spelling(syllable: str) -> str:
    """One spelling for a lower-case syllable: tone on the first of two vowels (uỷ → ủy), i for a lone y (kỹ → kĩ).

    What is no Vietnamese syllable stays as it is.
    """
    tone = next((c for c in unicodedata.normalize("NFD", syllable) if c in _TONES), "")
    bare = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", syllable) if c not in _TONES))
    shape = _SHAPE.fullmatch(bare)
    if shape is None:
        return syllable
    if _Y_FINAL.fullmatch(bare):
        bare = bare[:-1] + "i"
    elif bare == "qui":
        bare = "quy"
    if not tone:
        return bare
    at = shape.start("vowels") + _toned(shape["vowels"], bool(shape["coda"]))
    return unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])


def _toned(vowels: str, closed: bool) -> int:
    """Which vowel carries the tone: the last hatted one; before a coda the last; else first of two, second of three."""
    hatted = [i for i, v in enumerate(vowels) if v in "ăâêôơư"]
    if hatted:
        return hatted[-1]
    if closed:
        return len(vowels) - 1
    return 1 if len(vowels) > 2 else 0


def sentences(text: str) -> list[tuple[int, int]]:
    """Where its sentences start and end, verbatim; never across a line end. Cut by underthesea, and put together again
    after "Số 5.4.", "NĐ.", "GS.TS.", a number that opens a line, and wherever a small letter follows."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        spans.extend(_of_line(text, line.start(), line.end()))
    return spans


def _of_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = start
    for piece in _sent_tokenize()(text[start:end]):
        begin = text.index(piece, at, end)
        if spans and begin == spans[-1][1]:
            begin += len(piece) - len(piece.lstrip(_CLOSING))
            spans[-1] = (spans[-1][0], begin)
            begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        at = max(at, begin, text.index(piece, at, end) + len(piece))
        if spans and _goes_on(text[slice(*spans[-1])], text[begin:at]):
            spans[-1] = (spans[-1][0], at)
        elif begin < at:
            spans.append((begin, at))
    return spans


def _goes_on(before: str, after: str) -> bool:
    """Whether ``after`` still belongs to the sentence that was cut at the end of ``before``."""
    first = next((c for c in after if c.isalnum()), "")
    if _NUMBERING.fullmatch(before) or first.islower():
        return True
    last = before.removesuffix(".").rsplit(maxsplit=1)[-1:]
    word = last[0].lower().strip('()“"') if last and before.endswith(".") else ""
    if word in _ABBREVIATIONS or word.rpartition(".")[2] in _ABBREVIATIONS:
        return True
    return re.search(r"\bsố [\d.]+\.$", before, re.IGNORECASE) is not None


@cache
def _sent_tokenize() -> Callable[[str], list[str]]:
    """underthesea's ``sent_tokenize`` from its own file: the package's door imports torch where torch is installed."""
    package = importlib.util.find_spec("underthesea")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("underthesea")
    place = f"{package.submodule_search_locations[0]}/pipeline/sent_tokenize/__init__.py"
    spec = importlib.util.spec_from_file_location("underthesea_sent_tokenize", place)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("underthesea.pipeline.sent_tokenize")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tokenize: Callable[[str], list[str]] = module.sent_tokenize
    return tokenize
