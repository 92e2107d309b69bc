"""Places: where in a document. Slugs such as "chuong-2.dieu-3.khoan-2.diem-a", and their Vietnamese labels.

The forms are those of docs/contract.md. A segment is "dieu-3", a printed number "1.1.2", a letter "b",
a dash "g2" or a plus "c1" under it, "n3" for "(3)", "A" for a heading "A."; "~2" marks the second of the same name
in reading order.
"""

import re
from collections.abc import Iterable, Sequence

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip

_NAMES = {
    "phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu-muc": "Tiểu mục", "dieu": "Điều",
    "khoan": "khoản", "diem": "điểm", "phu-luc": "Phụ lục", "mau": "Mẫu", "bang": "bảng",
    "dong": "dòng", "chu-thich": "Chú thích", "doan": "Đoạn", "tieu-de": "Tiêu đề",
}  # fmt: skip
_ROMAN_KINDS = {"phan", "chuong", "muc"}
_OUTSIDE_IN = {"phu-luc", "mau", "bang", "dong"}


def join(segments: Iterable[str]) -> str:
    """The slug of a place: ("5.4", "b") → "5.4.b"."""
    return ".".join(segments)


def parse(place: str) -> tuple[str, ...]:
    """The segments of a slug; neighbouring numbers are one printed number: "muc-2.1.3" → ("muc-2", "1.3")."""
    segments: list[str] = []
    for token in place.split("."):
        if segments and _is_number(token) and re.fullmatch(r"[\d.]+", segments[-1]):
            segments[-1] += "." + token
        else:
            segments.append(token)
    return tuple(segments)


def letter(slug: str) -> str:
    """The printed letter of a slug letter: "dd" → "đ"."""
    return "đ" if slug == "dd" else slug


def roman(number: int) -> str:
    """4 → "IV"."""
    digits = ""
    for value, sign in _ROMAN:
        digits += sign * (number // value)
        number %= value
    return digits


def arabic(numeral: str) -> int | None:
    """ "IV" → 4; None when it is no Roman numeral in its usual form."""
    value, rest = 0, numeral.upper()
    for amount, sign in _ROMAN:
        while rest.startswith(sign):
            value, rest = value + amount, rest[len(sign) :]
    return value if not rest and value and roman(value) == numeral.upper() else None


def label(segments: Sequence[str]) -> str:
    """The place in Vietnamese, inside out, Phần and Chương dropped when a Điều is present.

    ("chuong-2", "dieu-3", "khoan-2", "diem-a") → "Điểm a khoản 2 Điều 3"; ("5.4", "b") → "Tiết b điểm 5.4";
    ("muc-2", "1.3") → "Điểm 1.3 khoản 1 Mục II"; ("phu-luc-1", "bang-1", "dong-4") → "Phụ lục 1, bảng 1, dòng 4".
    """
    outside = [s for s in segments if _kind(s) in _OUTSIDE_IN]
    inside = [s for s in segments if _kind(s) not in _OUTSIDE_IN]
    if any(_kind(s) == "dieu" for s in inside):
        inside = [s for s in inside if _kind(s) not in {"phan", "chuong", "muc", "tieu-muc"}]
    words = " ".join(_inside_out(inside))
    parts = [_name(s) for s in outside]
    if words:
        before = [p for p, s in zip(parts, outside, strict=True) if _kind(s) in {"phu-luc", "mau"}]
        after = [p for p, s in zip(parts, outside, strict=True) if _kind(s) in {"bang", "dong"}]
        parts = [*before, words, *after]
    return _capital(", ".join(parts))


def resolve(place: str, known: Iterable[str]) -> str | None:
    """The one known place that this names: itself, or the only one that ends with it; None when none or several."""
    known = list(known)
    if place in known:
        return place
    wanted = parse(place)
    ending = [k for k in known if parse(k)[-len(wanted) :] == wanted]
    return ending[0] if len(ending) == 1 else None


def within(place: str, outer: str) -> bool:
    """Whether a place is that outer place or stands below it. "1.1.2" stands below "1.1"."""
    return place == outer or place.startswith(outer + ".")


def _is_number(token: str) -> bool:
    return re.fullmatch(r"\d+(~\d+)?", token) is not None


def _kind(segment: str) -> str:
    return re.sub(r"-\d+[a-z]*(~\d+)?$|-[a-z]+(~\d+)?$", "", segment) if "-" in segment else ""


def _value(segment: str) -> str:
    return re.sub(r"~\d+$", "", segment).rsplit("-", 1)[-1]


def _name(segment: str) -> str:
    kind, value = _kind(segment), _value(segment)
    if kind in _ROMAN_KINDS and value.isdigit():
        value = roman(int(value))
    elif kind == "diem":
        value = letter(value)
    return f"{_NAMES.get(kind, kind)} {value}{_again(segment)}"


def _again(segment: str) -> str:
    again = re.search(r"~(\d+)$", segment)
    return f" (lần {again[1]})" if again else ""


def _inside_out(segments: Sequence[str]) -> list[str]:
    """The words for segments outside in, turned round; what a number means depends on what stands outside it."""
    words: list[str] = []
    in_muc = any(_kind(s) == "muc" for s in segments)
    below_number = ""
    for segment in segments:
        bare = re.sub(r"~\d+$", "", segment)
        if bare == "mo-dau":
            words.insert(0, f"phần mở đầu{_again(segment)}")
        elif bare == "ket":
            words.insert(0, f"phần kết{_again(segment)}")
        elif re.fullmatch(r"[\d.]+", bare):
            words[:0] = _number_words(bare, in_muc, _again(segment))
            below_number = bare
        elif re.fullmatch(r"g\d+", bare):
            words.insert(0, f"gạch đầu dòng {bare[1:]}{_again(segment)}")
        elif re.fullmatch(r"c\d+", bare):
            words.insert(0, f"dấu cộng {bare[1:]}{_again(segment)}")
        elif re.fullmatch(r"n\d+", bare):
            words.insert(0, f"ý ({bare[1:]}){_again(segment)}")
        elif re.fullmatch(r"[A-ZĐ]", bare):
            words.insert(0, f"Mục {bare}{_again(segment)}")
        elif re.fullmatch(r"[a-z]{1,2}", bare):
            name = "điểm" if not below_number or (in_muc and "." not in below_number) else "tiết"
            words.insert(0, f"{name} {letter(bare)}{_again(segment)}")
        else:
            words.insert(0, _name(segment))
    return words


def _number_words(number: str, in_muc: bool, again: str) -> list[str]:
    if not in_muc:
        return [f"điểm {number}{again}"]
    top = number.split(".")[0]
    return [f"khoản {top}{again}"] if "." not in number else [f"điểm {number}{again}", f"khoản {top}"]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
