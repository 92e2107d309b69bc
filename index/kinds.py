"""Kinds of document, their symbols, and the ký hiệu (127-QĐ/TW) by which people and documents name each other.

The kinds and symbols are those of Quy định 399-QĐ/TW as listed in the project's notes on party documents.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

KINDS: dict[str, tuple[str, str | None]] = {
    "cuong-linh": ("Cương lĩnh", None),
    "dieu-le": ("Điều lệ", None),
    "chien-luoc": ("Chiến lược", "CL"),
    "nghi-quyet": ("Nghị quyết", "NQ"),
    "quyet-dinh": ("Quyết định", "QĐ"),
    "chi-thi": ("Chỉ thị", "CT"),
    "ket-luan": ("Kết luận", "KL"),
    "quy-che": ("Quy chế", "QC"),
    "quy-dinh": ("Quy định", "QĐ"),
    "thong-tri": ("Thông tri", "TT"),
    "huong-dan": ("Hướng dẫn", "HD"),
    "thong-bao": ("Thông báo", "TB"),
    "thong-cao": ("Thông cáo", None),
    "tuyen-bo": ("Tuyên bố", None),
    "loi-keu-goi": ("Lời kêu gọi", None),
    "bao-cao": ("Báo cáo", "BC"),
    "ke-hoach": ("Kế hoạch", "KH"),
    "quy-hoach": ("Quy hoạch", "QH"),
    "chuong-trinh": ("Chương trình", "CTr"),
    "de-an": ("Đề án", "ĐA"),
    "phuong-an": ("Phương án", "PA"),
    "du-an": ("Dự án", "DA"),
    "to-trinh": ("Tờ trình", "TTr"),
    "cong-van": ("Công văn", "CV"),
    "bien-ban": ("Biên bản", "BB"),
    "chuyen-de": ("Chuyên đề", None),
    "ban-tin": ("Bản tin", None),
    "tai-lieu": ("Tài liệu", None),
    "bai-viet": ("Bài viết", None),
}
"""Slug → (name, symbol in a ký hiệu). QĐ is two kinds; "chuyen-de", "ban-tin", "tai-lieu" are administrative papers;
"bai-viet" is a web article or news about documents, never a document itself."""

_SYMBOLS = {"nq", "qd", "qdi", "ct", "kl", "qc", "tt", "hd", "tb", "bc", "kh", "ctr", "da", "pa", "ttr", "cv", "bb", "cl", "qh"}  # fmt: skip
_KI_HIEU = re.compile(
    r"(?<![\w/])(?P<number>\d{1,5})\s*[-–—‑]\s*(?P<symbol>[A-Za-zĐđÐ]{2,4})\s*/\s*(?P<issuer>[A-ZĐÐ][A-ZĐÐa-zđ]{1,9}(?:-[A-ZĐÐ]{1,6})?)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class KiHieu:
    """A document's number as printed, and where it was found in the text."""

    number: str
    symbol: str
    issuer: str
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        return f"{self.number}-{self.symbol}/{self.issuer}"

    @property
    def slug(self) -> str:
        """Folded, two digits at least: "7-HD/TW" → "07-hd-tw". Equal slugs are the same ký hiệu."""
        return f"{self.number.lstrip('0').zfill(2)}-{fold_slug(self.symbol)}-{fold_slug(self.issuer)}"


def fold_slug(text: str) -> str:
    """Marks off, đ→d, lower case, everything else one dash: "Ban Tổ chức" → "ban-to-chuc"."""
    bare = unicodedata.normalize("NFD", text).lower().replace("đ", "d").replace("ð", "d")
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def find_numbers(text: str) -> Iterator[KiHieu]:
    """Every party ký hiệu printed in full, in order: "Số: 66-QĐ/TW", "127 - QĐ/TW". State numbers (30/2020/NĐ-CP) are none."""
    for m in _KI_HIEU.finditer(text):
        if fold_slug(m["symbol"]) in _SYMBOLS:
            yield KiHieu(m["number"], m["symbol"], m["issuer"].replace("Ð", "Đ"), m.start(), m.end())


def kinds_of(symbol: str) -> tuple[str, ...]:
    """The kinds a symbol can stand for: "QĐ" → ("quyet-dinh", "quy-dinh"), "QĐi" → ("quy-dinh",)."""
    folded = fold_slug(symbol)
    if folded == "qdi":
        return ("quy-dinh",)
    return tuple(k for k, (_, s) in KINDS.items() if s and fold_slug(s) == folded)


def kind_named(name: str) -> str | None:
    """The kind with this name, however typed: "Hướng dẫn", "HƯỚNG DẪN", "huong-dan" → "huong-dan"."""
    slug = fold_slug(name)
    return slug if slug in KINDS else None


def kind_name(kind: str) -> str:
    """ "quy-dinh" → "Quy định"."""
    return KINDS[kind][0]
