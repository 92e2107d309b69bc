"""The line of a head that names the kind in capitals: "QUY ĐỊNH", "THÔNG BÁO KẾT LUẬN"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from index.kinds import KINDS

STATE_KINDS = (
    "BỘ LUẬT",
    "LUẬT",
    "PHÁP LỆNH",
    "NGHỊ ĐỊNH",
    "THÔNG TƯ LIÊN TỊCH",
    "THÔNG TƯ",
    "CÔNG ĐIỆN",
    "VĂN BẢN HỢP NHẤT",
)
"""Kinds that only the State issues; they are let in as "tai-lieu", their name in front of the title."""

_NAMES = {name.upper(): kind for kind, (name, _) in KINDS.items() if kind != "bai-viet"}
_NO_KIND = re.compile(
    r"TÀI LIỆU (?:THU HỒI|HỘI NGHỊ|MẬT|TỐI MẬT|TUYỆT MẬT|LƯU HÀNH|NỘI BỘ)|QUY ĐỊNH CHUNG|BÁO CÁO VIÊN"
)


@dataclass(frozen=True, slots=True)
class KindLine:
    """Where a kind is printed; ``name`` is set where the kind alone does not say it ("Nghị định")."""

    kind: str
    start: int
    end: int
    name: str | None = None


def kind_lines(text: str, start: int, end: int, state: bool = False) -> Iterator[KindLine]:
    """Every kind printed in capitals between two offsets, in order; those of the State too when a head is the State's."""
    names = (*_NAMES, *STATE_KINDS) if state else tuple(_NAMES)
    for found in _pattern(names).finditer(text, start, end):
        name = " ".join(found[0].split())
        if not _NO_KIND.match(text, found.start()):
            own = None if name in _NAMES else name.capitalize()
            yield KindLine(_NAMES.get(name, "tai-lieu"), found.start(), found.end(), own)


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?<![IVX][-.–] )(?:" + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in longest) + r")(?!\w)"
    )
