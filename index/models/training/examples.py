"""What the encoder learns from, as one compressed file (see questions/README.md):

    python -m index.models.training.examples ../shared/data/legal-texts EXAMPLES.json.xz --without EVALUATED…

Questions written for the project over official texts and over invented clauses, and three kinds of pairs that need no
writing: heading → body, clause → clause, a sentence → what stands round it. Each question comes in several spellings, as people type.
"""

import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from index.everyday import EVERYDAY
from index.marks import Marks
from index.models.training.articles import Passage, grams, passages
from index.models.training.written import Clause, invented_clauses, official_questions
from index.vietnamese import fold, without_marks

_LEARNED = 3000  # passages from which marks are learned for the misread spellings
_SHORT = {
    "không": "ko", "được": "đc", "đảng viên": "đv", "chi bộ": "cb", "đảng bộ": "đb", "sinh hoạt": "sh", "nghị quyết": "nq",
    "quy định": "qđ", "hướng dẫn": "hd", "điều kiện": "đk", "hồ sơ": "hs", "bao nhiêu": "bn", "như thế nào": "ntn", "người": "ng",
    "kỷ luật": "kl", "cán bộ": "cb", "với": "vs", "gì": "j", "đồng chí": "đ/c", "thủ tục": "tt", "ủy ban kiểm tra": "ubkt",
    "ban thường vụ": "btv", "cơ quan": "cq", "thời gian": "tg", "tổ chức": "tc", "trước": "trc", "cũng": "cx", "kết nạp": "kn",
}  # fmt: skip
_SHORTENED = re.compile(r"\b(?:" + "|".join(sorted(_SHORT, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_KEYS = {
    "a": "sq", "e": "wr", "i": "uo", "o": "ip", "u": "yi", "n": "mb", "t": "ry", "h": "gj", "c": "xv", "g": "fh", "m": "n", "r": "te",
}  # fmt: skip
"""What lies beside a key."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question in its ``spellings`` (the first as written), the text that answers it, and texts that look like it but
    do not: places in ``Examples.texts``. ``source`` says where it comes from."""

    source: str
    spellings: tuple[str, ...]
    answer: int
    near: tuple[int, ...]


@dataclass
class Examples:
    """All examples over one list of texts."""

    texts: list[str] = field(default_factory=list)
    rows: list[Example] = field(default_factory=list)

    def text(self, words: str) -> int:
        self.texts.append(words)
        return len(self.texts) - 1

    def save(self, file: Path) -> None:
        with lzma.open(file, "wt", encoding="utf-8", preset=6) as out:
            json.dump({"texts": self.texts, "rows": [asdict(r) for r in self.rows]}, out, ensure_ascii=False)

    @classmethod
    def load(cls, file: Path) -> "Examples":
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            kept = json.load(lines)
        rows = [Example(r["source"], tuple(r["spellings"]), r["answer"], tuple(r["near"])) for r in kept["rows"]]
        return cls(kept["texts"], rows)


def gather(official: Sequence[Passage], chance: random.Random) -> Examples:
    """Every example, the same ones for the same chance.

    Marks are put back by a model that has not seen these questions, as the product has not seen those of its askers:
    ``Marks.learn`` would begin with counts over them and make no mistakes.
    """
    found = Examples()
    learned = [p.text for p in official[:: max(1, len(official) // _LEARNED)]]
    spell = Speller(Marks.counted([*learned, EVERYDAY]), chance)
    _over_official_texts(found, official, spell)
    _over_invented_clauses(found, spell)
    return found


@dataclass(frozen=True, slots=True)
class Speller:
    """Writes a question as people type it."""

    marks: Marks
    chance: random.Random

    def spellings(self, question: str) -> tuple[str, ...]:
        """As written; without marks; with marks put back, mistakes included; abbreviated; with a slip of the finger."""
        bare = without_marks(question)
        short = _SHORTENED.sub(lambda m: _SHORT[m[0].lower()] if self.chance.random() < 0.7 else m[0], question)
        return question, bare, self.marks.restore(bare), short, self._slipped(question)

    def _slipped(self, question: str) -> str:
        """One or two words mistyped: a letter doubled, lost, swapped with the next, or its neighbour on the keyboard."""
        words = question.split()
        for at in self.chance.sample(range(len(words)), min(len(words), 1 + (len(words) > 9))):
            word = words[at]
            if len(word) > 2 and word.isalpha():
                i = self.chance.randrange(len(word) - 1)
                near = self.chance.choice(_KEYS.get(fold(word[i]), word[i]))
                slips = (
                    word[:i] + word[i] * 2 + word[i + 1 :],
                    word[:i] + word[i + 1 :],
                    word[:i] + near + word[i + 1 :],
                )
                words[at] = self.chance.choice((*slips, word[:i] + word[i + 1] + word[i] + word[i + 2 :]))
        return " ".join(words)


def _over_official_texts(found: Examples, official: Sequence[Passage], spell: Speller) -> None:
    headed = {p.name: found.text(f"{p.heading}\n{p.text}") for p in official}
    articles: dict[str, list[Passage]] = {}
    documents: dict[str, list[Passage]] = {}
    for p in official:
        articles.setdefault(p.article, []).append(p)
        documents.setdefault(p.article.split("#")[0], []).append(p)
    named = {p.name: p for p in official}
    for name, _, question in official_questions():
        if name in named:
            near = _others(documents[name.split("#")[0]], named[name], spell.chance, 6)
            found.rows.append(
                Example("official", spell.spellings(question), headed[name], tuple(headed[p.name] for p in near))
            )
    bodies = {p.name: found.text(p.text) for p in official}
    for article in articles.values():
        first, rest = article[0], article[1:]
        around = tuple(
            bodies[p.name]
            for p in _others(documents[first.article.split("#")[0]], first, spell.chance, 4)
            if p not in rest
        )
        for p in article[:2]:
            found.rows.append(Example("heading", spell.spellings(p.heading), bodies[p.name], around))
        if rest and spell.chance.random() < 0.4:
            found.rows.append(Example("clause", (first.text,), bodies[rest[0].name], around))
        found.rows += _inverse_cloze(found, first, around, spell)


def _inverse_cloze(found: Examples, passage: Passage, near: tuple[int, ...], spell: Speller) -> Iterator[Example]:
    """One line of a passage as the question, the others as its answer."""
    lines = [line for line in passage.text.split("\n") if 8 <= len(line.split()) <= 60]
    if len(lines) > 2 and spell.chance.random() < 0.5:
        asked = spell.chance.choice(lines)
        rest = "\n".join(line for line in passage.text.split("\n") if line != asked)
        yield Example("cloze", (asked, without_marks(asked)), found.text(f"{passage.heading}\n{rest}"), near)


def _over_invented_clauses(found: Examples, spell: Speller) -> None:
    groups: dict[str, list[Clause]] = {}
    for row in invented_clauses():
        groups.setdefault(row["group"], []).append(row)
    for group in groups.values():
        places = [found.text(f"{row['trail']}\n{row['clause']}") for row in group]
        for row, place in zip(group, places, strict=True):
            near = tuple(p for p in places if p != place)
            for kind, question in row["q"]:
                found.rows.append(Example(_source(kind), spell.spellings(question), place, near))


def _source(kind: str) -> str:
    """Questions over invented clauses by their class: as on a phone, of general knowledge, all others."""
    if kind == "factoid":
        return "general"
    return "invented-short" if kind in ("abbreviated", "keywords") else "invented"


def _others(among: Sequence[Passage], one: Passage, chance: random.Random, most: int) -> list[Passage]:
    """Some other passages, those of the same article first."""
    siblings = [p for p in among if p.article == one.article and p.number != one.number]
    strangers = [p for p in among if p.article != one.article]
    chosen = chance.sample(siblings, min(len(siblings), most // 2))
    return chosen + chance.sample(strangers, min(len(strangers), most - len(chosen)))


def evaluated(sets: Iterable[Path]) -> frozenset[int]:
    """What stands in the corpora of evaluation sets, as runs of eight words."""
    found: set[int] = set()
    for folder in sets:
        with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                found |= grams(json.loads(line)["text"])
    return frozenset(found)


def main(
    texts: Annotated[Path, typer.Argument(help="a folder of official texts")],
    file: Annotated[Path, typer.Argument(help="what to write")],
    without: Annotated[list[Path] | None, typer.Option(help="BEIR folders whose texts are left out")] = None,
    seed: int = 7,
) -> None:
    """Gather the training examples into one file."""
    found = gather(list(passages(texts, evaluated(without or []))), random.Random(seed))
    found.save(file)
    sources = sorted({r.source for r in found.rows})
    typer.echo(
        f"{len(found.texts)} texts; " + ", ".join(f"{s} {sum(r.source == s for r in found.rows)}" for s in sources)
    )


if __name__ == "__main__":
    typer.run(main)
