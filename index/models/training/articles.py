"""Articles of official State texts as they stand in the gazette, cleaned of its page furniture and cut into passages.

Only for training: the product reads documents with `ingest`, which `index` may not import. A passage's name, such as
``nghi-dinh-so-12-2022-nd-cp-36716#dieu-5/0``, is what the written questions refer to: changing how passages are cut
makes those names point elsewhere.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST = 150
"""Words up to which neighbouring lines of an article are joined into one passage."""

_FURNITURE = re.compile(
    r"\s*(?:CÔNG BÁO/.*|\d{1,3}|Ký bởi:.*|Cơ quan:.*|Ngày ký:.*|Người ký:.*|Email:.*|Thời gian ký:.*|[_\-–. ]{3,})\s*"
)
_NUMBERED = re.compile(
    r"\d{1,2}[.)]\s|[a-zđ]{1,2}\)\s|[-–+•]\s|Điều \d+[a-z]?\.|Chương [IVXLC\d]+|Mục \d+|CHƯƠNG|MỤC|PHỤ LỤC|Phụ lục|Mẫu số"
)
_ARTICLE = re.compile(r"Điều (\d+[a-zđ]?)\. ?(.*)")
_ENDS = re.compile(r"Chương [IVXLC\d]+|CHƯƠNG|Mục \d+|MỤC|PHỤ LỤC|Phụ lục|Mẫu số|Nơi nhận|TM\.|KT\.")


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of an article under its heading. ``article`` names the article (its second of the same number in a text ends
    in ``~2``), ``name`` the passage."""

    article: str
    number: int
    heading: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.article}/{self.number}"


def passages(folder: Path, evaluated: frozenset[int] = frozenset()) -> Iterator[Passage]:
    """The passages of every text in a folder, each article once, without those articles of which a quarter or more of
    the runs of eight words stand in an evaluation set (``evaluated``: their hashes, see ``grams``). What is left out
    changes no other's name."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.txt")):
        named: Counter[str] = Counter()
        for number, heading, body in _articles(path.read_text(encoding="utf-8")):
            opening = re.sub(r"\W", "", body.lower())[:300]
            if len(body) < 120 or len(heading) > 220 or opening in seen:
                continue
            seen.add(opening)
            named[number] += 1
            own = grams(body)
            if len(own & evaluated) < 0.25 * max(1, len(own)):
                name = f"{path.stem}#dieu-{number}" + (f"~{named[number]}" if named[number] > 1 else "")
                yield from (Passage(name, n, heading, text) for n, text in enumerate(_pieces(body)))


def grams(text: str) -> frozenset[int]:
    """Hashes of its runs of eight words; they hold within one process only."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(hash(tuple(words[i : i + 8])) for i in range(len(words) - 7))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        tidy = " ".join(unicodedata.normalize("NFC", line).split())
        if tidy and not _FURNITURE.fullmatch(tidy):
            yield tidy


def _articles(text: str) -> Iterator[tuple[str, str, str]]:
    """Number, heading and body of each article that has both."""
    number, heading, body = "", "", list[str]()
    for line in _lines(text):
        begins = _ARTICLE.fullmatch(line)
        if begins or _ENDS.match(line):
            yield from [(number, heading, "\n".join(body))] if heading and body else []
            number, heading = (begins[1], begins[2]) if begins else ("", "")
            body = []
        elif not number:
            continue
        elif not body and not _NUMBERED.match(line) and _goes_on(heading, line):
            heading = f"{heading} {line}".strip()
        elif body and not _NUMBERED.match(line):
            body[-1] += f" {line}"
        else:
            body.append(line)
    yield from [(number, heading, "\n".join(body))] if heading and body else []


def _goes_on(heading: str, line: str) -> bool:
    """Whether a heading that the printer broke goes on in this line."""
    if not heading or line[0].islower():
        return True
    broken = 52 < len(heading) < 75 and heading[-1] not in ".;:"
    return broken and line.count(" ") < 14


def _pieces(body: str) -> Iterable[str]:
    """The body in passages of whole lines."""
    pieces: list[str] = []
    current = ""
    for line in body.split("\n"):
        if current and len(f"{current} {line}".split()) > LONGEST:
            pieces.append(current)
            current = line
        else:
            current = f"{current}\n{line}".strip()
    return [*pieces, current] if current else pieces
