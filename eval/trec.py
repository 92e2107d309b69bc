"""Files of TREC: topics, judgements, runs. Columns are cut at white space.

Names of our places and of some corpora have spaces; in a run that we write, "%", space and tab are "%25", "%20", "%09".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from eval.lines import Line, lines

_TAG = re.compile(r"<(/?\w+)>\s*([^<]*)")
_LABEL = re.compile(r"^(?:Number|Title|Topic)\s*:\s*", re.IGNORECASE)
_ESCAPES = {"%": "%25", " ": "%20", "\t": "%09"}


class Asked(NamedTuple):
    """A topic with the line on which it stands."""

    line: Line
    id: str
    text: str


class Judged(NamedTuple):
    """One judgement with the line on which it stands."""

    line: Line
    topic: str
    name: str
    grade: int


def topics_of_columns(file: Path) -> Iterator[Asked]:
    """Topics as "id<TAB>text", one a line."""
    for line in lines(file):
        id, text = line.columns(2, "\t")
        yield Asked(line, id, text)


def topics_of_tags(file: Path) -> Iterator[Asked]:
    """Topics as "<top> <num> Number: 301 <title> … </top>"; the title is the question, what else is told of it is not."""
    opened: Line | None = None
    told: dict[str, str] = {}
    tag = ""
    for line in lines(file):
        for name, rest in _TAG.findall(line.text):
            if name == "/top" and opened:
                yield _asked(opened, told)
                opened = None
            elif name == "top":
                opened, told = _opening(opened, line), {}
            tag = name
            told[tag] = rest.strip()
        if not _TAG.search(line.text) and opened:
            told[tag] = f"{told.get(tag, '')} {line.text.strip()}".strip()
    if opened:
        raise opened.wrong("chủ đề mở bằng <top> nhưng không đóng bằng </top>.")


def judgements(file: Path) -> Iterator[Judged]:
    """Judgements of four columns: topic, iteration (unused), document, grade."""
    for line in lines(file):
        topic, _, name, grade = line.columns(4)
        yield Judged(line, topic, name, line.whole(grade, "điểm đánh giá"))


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found for one topic, best first, with its scores."""

    names: tuple[str, ...]
    scores: tuple[float, ...]


def write_run(file: Path, rankings: Mapping[str, Ranking], tag: str) -> None:
    """Writes "topic Q0 name rank score tag", ranks from 1. A topic without results has no line."""
    rows = (
        f"{_escaped(topic)} Q0 {_escaped(name)} {rank} {score:.6f} {_escaped(tag)}\n"
        for topic, found in rankings.items()
        for rank, (name, score) in enumerate(zip(found.names, found.scores, strict=True), start=1)
    )
    file.write_text("".join(rows), encoding="utf-8")


class Ranked(NamedTuple):
    """One line of a run."""

    line: Line
    topic: str
    name: str
    rank: int


def read_run(file: Path) -> dict[str, list[Ranked]]:
    """The lines of a run by topic, in order of rank. BadCollection when one finds the same name twice."""
    found: dict[str, dict[str, Ranked]] = {}
    for line in lines(file):
        topic, _, name, rank, score, _ = line.columns(6)
        ranked = Ranked(line, _unescaped(topic), _unescaped(name), line.whole(rank, "thứ hạng"))
        _require_number(line, score)
        if ranked.name in found.setdefault(ranked.topic, {}):
            raise line.wrong(f"{ranked.name!r} đã có cho chủ đề {ranked.topic!r}. Mỗi chỗ chỉ được xếp hạng một lần.")
        found[ranked.topic][ranked.name] = ranked
    return {topic: sorted(names.values(), key=lambda r: r.rank) for topic, names in found.items()}


def names_of(found: Mapping[str, Sequence[Ranked]]) -> dict[str, tuple[str, ...]]:
    """A run as read, without its lines."""
    return {topic: tuple(r.name for r in ranked) for topic, ranked in found.items()}


def _opening(opened: Line | None, line: Line) -> Line:
    if opened:
        raise line.wrong(f"chủ đề mở ở dòng {opened.number} chưa đóng bằng </top>.")
    return line


def _asked(line: Line, told: Mapping[str, str]) -> Asked:
    id, text = (_LABEL.sub("", told.get(name, "")).strip() for name in ("num", "title"))
    if not id or not text:
        raise line.wrong("chủ đề thiếu <num> hoặc <title>.")
    return Asked(line, id, text)


def _require_number(line: Line, score: str) -> None:
    try:
        float(score)
    except ValueError:
        raise line.wrong(f"điểm phải là một số, nhưng là {score!r}.") from None


def _escaped(name: str) -> str:
    return "".join(_ESCAPES.get(c, c) for c in name) or "-"


def _unescaped(name: str) -> str:
    for plain, written in reversed(_ESCAPES.items()):
        name = name.replace(written, plain)
    return name
