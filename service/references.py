"""What a question names by number: documents ("nq57", "quy định 294", "37-QĐ/TW"), a clause, a date.

People type numbers with and without marks, so everything here reads the question folded character by
character: offsets stay those of the question.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from index import places
from index.kinds import KINDS, find_numbers, fold_slug, kinds_of
from index.records import Document


@dataclass(frozen=True, slots=True)
class Mention:
    """A document as a question names it. ``slug`` is its whole ký hiệu folded, or None when only kind and number are given."""

    start: int
    end: int
    number: int
    kinds: tuple[str, ...]
    slug: str | None = None
    issued_on: date | None = None

    def names(self, document: Document) -> bool:
        """Whether this held document answers to the mention."""
        if document.number is None or (self.issued_on and document.issued_on != self.issued_on.isoformat()):
            return False
        held = next(find_numbers(document.number), None)
        if held is None or int(held.number) != self.number:
            return False
        if self.slug:
            return held.slug == self.slug
        return document.kind in self.kinds


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a place as spoken: kind "khoan", value "2"; a letter keeps its slug ("dd" for đ)."""

    kind: str
    value: str

    def matches(self, segment: str) -> bool:
        """Whether a segment of a place answers to it: documents number their clauses in different ways."""
        segment = re.sub(r"~\d+$", "", segment)
        if segment == f"{self.kind}-{self.value}":
            return True
        if self.kind == "khoan":
            return segment == self.value or re.fullmatch(re.escape(self.value) + r"(\.\d+)+", segment) is not None
        if self.kind in {"diem", "tiet"}:
            return segment in {self.value, f"diem-{self.value}"}
        return self.kind in {"dieu", "muc"} and segment == self.value


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """A place as a question names it."""

    start: int
    end: int
    parts: tuple[Part, ...]

    def resolve(self, known: Iterable[str]) -> str | None:
        """The one known place that it names: all parts in it, its own number among them, the shortest such; None if unsure."""
        found = [p for p in known if self._names(places.parse(p))]
        found.sort(key=self._rank)
        best = [p for p in found if self._rank(p) == self._rank(found[0])]
        return best[0] if len(best) == 1 else None

    def nearest(self, known: Iterable[str], most: int = 3) -> list[str]:
        """Known places of the same kind whose numbers come nearest, in their order; none where nothing is alike."""
        said = _numbers(self.parts[-1].value)
        alike = [(p, n) for p in known if "~" not in p and (n := self._number_like(places.parse(p)))]
        inside = [(p, n) for p, n in alike if self._lies_in_the_rest(places.parse(p))]
        alike = inside or alike
        near = sorted(alike, key=lambda each: (_distance(said, each[1]), len(places.parse(each[0]))))[:most]
        return [place for place, _ in sorted(near, key=lambda each: each[1])] if said else []

    def _lies_in_the_rest(self, segments: tuple[str, ...]) -> bool:
        """Whether a place lies in what the other parts name: "điều 1 khoản 7" lacks its khoản, but Điều 1 has others."""
        return all(any(part.matches(s) for s in segments[:-1]) for part in self.parts[:-1])

    def _number_like(self, segments: tuple[str, ...]) -> tuple[int, ...]:
        """The number of a place that could be named as the last part is; () when it could not."""
        kind, last = self.parts[-1].kind, segments[-1]
        if last.startswith(f"{kind}-"):
            return _numbers(last.removeprefix(f"{kind}-"))
        return _numbers(last) if kind in {"diem", "khoan", "muc", "dieu"} else ()

    def _names(self, segments: tuple[str, ...]) -> bool:
        said = all(any(part.matches(s) for s in segments) for part in self.parts)
        return said and any(part.matches(segments[-1]) for part in self.parts)

    def _exact(self, place: str) -> int:
        segments = places.parse(place)
        return sum(2 if f"{p.kind}-{p.value}" in segments else p.value in segments for p in self.parts)

    def _rank(self, place: str) -> tuple[bool, int, int]:
        return "~" in place, len(places.parse(place)), -self._exact(place)


_UNITS = (
    "ngay|thang|nam|tuan|gio|phut|lan|nguoi|dang vien|dong chi|tuoi|dieu|loai|buoc|noi dung|nhiem vu|nhom|muc|khoan|diem"
    "|chi bo|ban|phieu|%|phan tram|trieu|nghin|dong|ky"
)
_KIND_WORDS = {
    **{name: (slug,) for slug in KINDS if slug != "bai-viet" for name in (slug.replace("-", " "),)},
    **{fold_slug(s): kinds_of(s) for _, s in KINDS.values() if s},
    "qdi": ("quy-dinh",),
    "qui dinh": ("quy-dinh",),
    "qui che": ("quy-che",),
}
_SHORT = re.compile(
    r"(?<![\w-])(?P<kind>" + "|".join(sorted(_KIND_WORDS, key=len, reverse=True)) + r")"
    r"[ ]*(?P<so>so)?[ :.]*(?P<number>\d{1,5})(?![\d]|[.,/]\d|[ ]*(?:" + _UNITS + r")\b(?![ ]+[\divxlc]+\b))"
)
_FULL = re.compile(
    r"(?<![\w/.])(?P<number>\d{1,5})[ ]*[-–— /][ ]*(?P<symbol>nq|qdi|qd|ct|kl|qc|tt|hd|tb|bc|kh|ctr|da|pa|ttr|cv|bb)"
    r"[ ]*[-/ ][ ]*(?P<issuer>tw|vptw|btctw|ubkttw|btgdvtw|btgtw|bdvtw|tu|vptu|btctu|ubkttu|btgdvtu|hu|du|duqh|duca|cb|dh|bcsd|dd)(?!\w)"
)
_DATE = re.compile(r"(?:ngay[ ]*)?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)")
_WHEN = re.compile(
    r"(?:(?:tai|vao|o|tinh den|thoi)[ ]+(?:thoi )?(?:diem|luc)?[ ]*|hoi[ ]+|truoc[ ]+)"
    r"(?:(?:ngay[ ]*)?(?P<d>\d{1,2})[/.-])?(?:thang[ ]*)?(?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)"
    r"|(?:tai thoi diem|vao|hoi|trong|thoi diem|ap dung tu)[ ]+(?:(?:cuoi|dau)[ ]+)?nam[ ]+(?P<only>(?:19|20)\d\d)"
)
_YEAR_PAST = re.compile(
    r"(?:(?:^|[,.;?!][ ]*)nam|hoi|(?:quy dinh|quy che|huong dan)[^,.;?]{0,40}?[ ]nam)[ ]+(?P<only>(?:19|20)\d\d)(?![ ]*[-–])"
)
_NOW = re.compile(
    r"\b(?:bay gio|hien nay|hien gio|gio) (?:con|co|muon|thi|da|toi|em|xin|duoc|phai)\b|\bcon (?:duoc|dung)\b"
)
_HAPPENED = re.compile(
    r"(?:ket nap|vao dang|sinh|cong nhan|ky luat|canh cao|khien trach|hoc|nghi huu|nhap ngu|xuat ngu|ket hon|mat)[ ,]*(?:tu|vao|hoi|trong)?[ ]*$"
)
_PART = re.compile(
    r"(?<![\w.])(?:(?:tiet|diem)[ ]+(?P<letter>[a-z])(?![\w.])|"
    r"(?P<kind>tieu muc|diem|khoan|muc|dieu|chuong|phan|phu luc|mau|bang|dong)[ ]+(?:so[ ]+)?"
    r"(?P<value>\d+(?:\.\d+)*|[ivxlc]+)(?!\w))"
)
_ALONE = re.compile(r"(?<![\w.,/-])\d{2,5}(?![\w/-]|[.,]\d|[ ]*(?:" + _UNITS + r")\b)")
_BARE = re.compile(r"(?<![\w./-])\d{1,2}(?:\.\d{1,2}){1,3}(?![\w/]|\.\d)")


def flat(text: str) -> str:
    """The text folded character by character, so that offsets stay: "Điểm" → "diem"."""
    return "".join(_flat(c) for c in text)


def mentions(text: str) -> Iterator[Mention]:
    """The documents that a question names by number, in order."""
    folded = flat(text)
    taken: list[tuple[int, int]] = []
    for m in _FULL.finditer(folded):
        slug = f"{m['number'].lstrip('0').zfill(2)}-{m['symbol']}-{m['issuer']}"
        taken.append(m.span())
        start = _with_kind_before(folded, m.start())
        yield Mention(start, m.end(), int(m["number"]), kinds_of(m["symbol"]), slug, _date_after(folded, m.end()))
    for m in _SHORT.finditer(folded):
        if not any(start <= m.end() and m.start() < end for start, end in taken):
            yield Mention(
                m.start(), m.end(), int(m["number"]), _KIND_WORDS[m["kind"]], None, _date_after(folded, m.end())
            )


def bare_numbers(text: str, spoken: ClauseMention) -> Iterator[Mention]:
    """Numbers of at least two digits beside a spoken clause, as in "chỗ 1.1.2 của 294": a document of any kind."""
    for m in _ALONE.finditer(flat(text)):
        if not (spoken.start < m.end() and m.start() < spoken.end):
            yield Mention(m.start(), m.end(), int(m[0]), tuple(k for k in KINDS if k != "bai-viet"))


def clause(text: str) -> ClauseMention | None:
    """The place that a question names: "khoản 2 điều 5", "điểm 1.1.2", "tiết b điểm 5.4", or a bare "1.1.2"."""
    folded = flat(text)
    found = list(_PART.finditer(folded))
    if not found:
        bare = _BARE.search(folded)
        return ClauseMention(bare.start(), bare.end(), (Part("diem", bare[0]),)) if bare else None
    group = found[:1]
    for match in found[1:]:
        if re.fullmatch(r"[ ,]*(?:cua|thuoc|trong)?[ ]*", folded[group[-1].end() : match.start()]):
            group.append(match)
    return ClauseMention(group[0].start(), group[-1].end(), tuple(_part(m, text) for m in group))


def as_of(text: str) -> date | None:
    """The day that a question asks about: "tại thời điểm tháng 8/2025" → the last day of that month."""
    m = _WHEN.search(flat(text)) or _past_year(flat(text))
    if not m or (m["only"] and _of_a_life(flat(text), m)):
        return None
    if m["only"]:
        return date(int(m["only"]), 12, 31)
    return _day(int(m["y"]), int(m["m"]), int(m["d"]) if m["d"] else None)


def _numbers(value: str) -> tuple[int, ...]:
    """ "1.1.2" → (1, 1, 2); () for what is no number."""
    return tuple(map(int, value.split("."))) if re.fullmatch(r"\d+(?:\.\d+)*", value) else ()


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """How far apart two numbers stand: their first parts first."""
    width = max(len(one), len(other))
    padded = (n + (0,) * (width - len(n)) for n in (one, other))
    return tuple(abs(a - b) for a, b in zip(*padded, strict=True))


def _past_year(folded: str) -> re.Match[str] | None:
    """A year that is over, where it dates the question: "Năm 2024, …", "hồi 2023", "quy định đảng phí năm 2021"."""
    return next((m for m in _YEAR_PAST.finditer(folded) if int(m["only"]) < date.today().year), None)


def _of_a_life(folded: str, year: re.Match[str]) -> bool:
    """Whether a year tells when something happened to the asker, who asks for the rules of today: "kết nạp vào năm 2010, bây
    giờ …", "hồi 2015 tôi bị cảnh cáo, giờ …"."""
    return _NOW.search(folded) is not None or _HAPPENED.search(folded[: year.start()]) is not None


def _flat(character: str) -> str:
    base = unicodedata.normalize("NFD", character.lower())[:1]
    return "d" if base in "đð" else base or " "


def _with_kind_before(folded: str, start: int) -> int:
    before = re.search(r"(?:" + "|".join(k.replace("-", " ") for k in KINDS) + r")[ ]*(?:so)?[ :]*$", folded[:start])
    return before.start() if before else start


def _date_after(folded: str, end: int) -> date | None:
    m = re.compile(r"[ ,]*(?:ngay[ ]*)?" + _DATE.pattern.removeprefix(r"(?:ngay[ ]*)?")).match(folded, end)
    return _day(int(m["y"]), int(m["m"]), int(m["d"])) if m else None


def _day(year: int, month: int, day: int | None) -> date | None:
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, last if day is None else max(1, min(day, last)))


def _part(match: re.Match[str], text: str) -> Part:
    if match["letter"]:
        return Part("diem", "dd" if text[match.start("letter")].lower() == "đ" else match["letter"])
    value = match["value"]
    if not value[0].isdigit():
        value = str(places.arabic(value) or value)
    kind = match["kind"].replace(" ", "-")
    return Part("diem" if "." in value else kind, value)
