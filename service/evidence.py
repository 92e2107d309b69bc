"""How well a passage answers a question: what it shares with the topic in words and meaning, whether it has the form asked for.

The weights and the threshold stand here and nowhere else; docs/decisions tells how they were fitted.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from index.records import Passage
from index.search import Scored
from index.vietnamese import fold, spelling, syllables

_EMPTY = frozenset(
    spelling(word)
    for word in """là thì mà và hoặc của cho với ở khi nếu nên vì do để từ theo như thế nào sao gì ai đâu bao nhiêu lâu mấy
    có không được bị phải đã đang sẽ vẫn còn cũng những các một này kia đó ấy thưa hỏi xin biết ạ à nhỉ vậy hay tôi em anh
    chị mình bác cháu nói quy định muốn làm rồi hiện nay nhờ giúp ơi""".split()
)
"""Syllables that say how something is asked, not what about."""


class Signs(NamedTuple):
    """What speaks for a passage, or how much each such sign weighs.

    ``fused`` is the score of both engines together, ``meaning`` the cosine above 0.85 in tenths, ``words`` and ``pairs`` the shares of the topic, by
    worth, in the passage and its heading trail, ``own`` that of the words in the passage alone; ``form`` whether it has the form
    asked for. Then what it is: a heading alone, an edge of the document (its head or close), an article, a document that is
    unconfirmed; ``authority`` of its kind and level (0–1); ``brief`` 1 for a short clause; ``early`` 1 for the first of its siblings,
    ½ for the second and so on: the rule stands before its exceptions. ``figure``: it has a number with its unit that was asked about. ``focus``: the share of its own words that were asked about.
    """

    fused: float
    meaning: float
    words: float
    pairs: float
    own: float
    form: float
    heading: float
    edge: float
    article: float
    unconfirmed: float
    authority: float
    brief: float
    early: float
    figure: float
    focus: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """Support is the sum of the signs so weighed and the bias; below 0 the question is refused. ``strange`` weighs the share
    of the topic's telling words that the library has never seen."""

    words: float = 2.0
    pairs: float = 0.5
    meaning: float = 7.0
    form: float = 1.3
    strange: float = -3.0
    bias: float = -3.75


WEIGHTS = Signs(
    fused=1.5, meaning=0.8, words=0.35, pairs=0.2, own=0.15, form=0.35, heading=-0.27, edge=-0.2, article=-0.2,
    unconfirmed=-0.2, authority=0.6, brief=0.2, early=0.12, figure=0.3, focus=0.3,
)  # fmt: skip
THRESHOLD = Threshold()

_FORMS: tuple[tuple[str, str], ...] = (
    (r"(?:bao nhieu|may) ngay", r"\d+ ngày"),
    (r"(?:bao nhieu|may) thang", r"\d+ tháng|(?:sáu|mười hai) tháng"),
    (r"(?:bao nhieu|may) tuoi", r"\d+ tuổi"),
    (
        r"bao lau|(?:bao nhieu|may) (?:ngay|thang|nam|tuan|gio)|thoi han|khi nao|thoi gian",
        r"\d+ (?:ngày|tháng|năm|giờ|tuần|phút)|(?:hai|ba|sáu|mười hai) (?:ngày|tháng|năm)|hằng (?:năm|tháng|quý)|ngay sau",
    ),
    (
        r"bao nhieu (?:tien|dong)|phu cap|tien luong|luong bao nhieu|gia bao nhieu|muc (?:dong|chi|phi|luong)",
        r"\d[\d.,]* ?(?:đồng|triệu|nghìn|%)|phần trăm|lần mức",
    ),
    (r"phan tram|ty le", r"\d ?%|phần trăm|phần ba|một nửa|quá nửa"),
    (r"may lan|bao nhieu lan", r"\blần\b"),
    (r"bao nhieu|\bmay\b|toi thieu|toi da", r"\d|một nửa|phần ba|quá nửa|mươi"),
    (
        r"\bai\b|cap nao|co quan nao|tham quyen|to chuc nao|ban nao",
        r"quyết định|thẩm quyền|xem xét|ký|chủ trì|phụ trách|chịu trách nhiệm",
    ),
)
_LIST = re.compile(
    r"nhung gi|gom (?:nhung )?gi|(?:giay to|ho so)(?: \w+){0,8} (?:gi|nao)\b|nhung (?:\w+ ){1,4}nao|(?:cac|nhung) (?:buoc|truong hop|dieu kien|tieu chuan)|"
    r"may (?:buoc|truong hop|loai|nhom|noi dung|dieu kien)|dieu kien (?:gi|nao|de)|(?:neu|ke|liet ke) (?:ro |giup |day du )?cac|quy trinh"
)
_ITEMS = r":\s*$|:\n|(?:\n[-+•] .*){2}|(?:\n[a-zđ]\) .*){2}|(?:;.*){3}"
_KINDS = {"dieu-le": 4, "nghi-quyet": 3, "quy-dinh": 3, "quy-che": 3, "chi-thi": 2, "ket-luan": 2, "quyet-dinh": 2}
_LETTERS = "a b c d dd e g h i k l m n o p q r s t u v x y".split()
_LEVELS = {"trung-uong": 3, "tinh": 2, "huyen": 1, "xa": 1}


@dataclass(frozen=True)
class Topic:
    """What a question is about: its telling syllables and the pairs that stand side by side, with what each is worth."""

    text: str
    worth: Callable[[str], float]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for s in syllables(self.text) if s not in _EMPTY))

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        joined = (f"{a}_{b}" for a, b in pairwise(syllables(self.text)) if not {a, b} <= _EMPTY)
        return tuple(dict.fromkeys(joined))

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """Its numbers with what they count and how: "trên 60 tuổi" → "trên_60", "60_tuổi"."""
        return tuple(pair for pair in self.pairs if re.match(r"\d+_[^\W\d]|(?:trên|dưới|đủ)_\d", pair))

    @cached_property
    def strange(self) -> float:
        """The share of its telling words that stand nowhere in the library."""
        nowhere = self.worth("")
        return sum(self.worth(w) >= nowhere for w in self.words) / len(self.words) if self.words else 0.0

    @cached_property
    def wants_list(self) -> bool:
        return _LIST.search(fold(self.text)) is not None

    @cached_property
    def form(self) -> str | None:
        """The pattern of the answer asked for: a time, a number, who decides, a list; None when any will do."""
        asked = fold(self.text)
        found = next((answer for question, answer in _FORMS if re.search(question, asked)), None)
        return found or (_ITEMS if self.wants_list else None)

    def has_form(self, text: str) -> float:
        """1 when the text has the form asked for, 0 when not, ½ when any will do."""
        if self.form is None:
            return 0.5
        return 1.0 if re.search(self.form, text.lower()) else 0.0


@dataclass(frozen=True)
class Evidence:
    """A passage weighed against a topic; ``strange`` is the topic's."""

    passage: Passage
    signs: Signs
    strange: float

    @cached_property
    def relevance(self) -> float:
        """Where it stands among the passages of one question."""
        return sum(s * w for s, w in zip(self.signs, WEIGHTS, strict=True))

    @property
    def support(self) -> float:
        """Whether it answers at all: above 0 it is quoted."""
        s, t = self.signs, THRESHOLD
        return (
            t.words * s.words
            + t.pairs * s.pairs
            + t.meaning * s.meaning
            + t.form * s.form
            + t.strange * self.strange
            + t.bias
        )


def weigh(topic: Topic, candidates: Iterable[Scored]) -> list[Evidence]:
    """Every candidate weighed, the most relevant first."""
    weighed = [Evidence(c.passage, _signs(topic, c), topic.strange) for c in candidates]
    return sorted(weighed, key=lambda e: (-e.relevance, e.passage.chunk.id))


def is_heading(text: str) -> bool:
    """Whether a chunk is a heading alone: short, and nothing in it that only a sentence has."""
    title = re.sub(r"^\S+[.)-]\s", "", text)
    return len(title.split()) < 25 and not re.search(r"[;:]|[.,]\s|\S{3}\.$", title)


def _signs(topic: Topic, candidate: Scored) -> Signs:
    passage, chunk = candidate.passage, candidate.passage.chunk
    own, trail = _forms(chunk.text), _forms(chunk.context)
    return Signs(
        fused=passage.score,
        meaning=((candidate.meaning or 0.0) - 0.85) * 10,
        words=_share(topic, topic.words, own, trail),
        pairs=_share(topic, topic.pairs, own, trail),
        own=_share(topic, topic.words, own, frozenset()),
        form=topic.has_form(chunk.text),
        heading=float(is_heading(chunk.text)),
        edge=float(chunk.locator.segments[-1] in {"mo-dau", "ket"}),
        article=float(passage.document.kind == "bai-viet"),
        unconfirmed=float(passage.document.unconfirmed),
        authority=(_KINDS.get(passage.document.kind, 1) + _LEVELS.get(passage.document.level, 0)) / 7,
        brief=float(len(chunk.text.split()) < 60),
        early=1 / _turn(chunk.locator.segments[-1]),
        figure=_share(topic, topic.figures, own, trail),
        focus=_focus(topic, chunk.text),
    )


def _focus(topic: Topic, text: str) -> float:
    """How much of a passage, by worth, is about the topic: a rule for special cases speaks of much else."""
    said = _telling(text)
    return sum(map(topic.worth, said.intersection(topic.words))) / (sum(map(topic.worth, said)) or 1.0)


def _turn(segment: str) -> int:
    """Which of its siblings a place is: "1.1.2" → 2, "khoan-3" → 3, "diem-b" → 2; 1 where nothing tells."""
    last = re.split(r"[.-]", re.sub(r"~\d+$", "", segment))[-1]
    number = re.search(r"\d+$", last)
    if number:
        return max(1, int(number[0]))
    return _LETTERS.index(last) + 1 if last in _LETTERS else 1


@lru_cache(maxsize=4096)
def _telling(text: str) -> frozenset[str]:
    return frozenset(syllables(text)) - _EMPTY


@lru_cache(maxsize=4096)
def _forms(text: str) -> frozenset[str]:
    forms = syllables(text)
    return frozenset(forms).union(f"{a}_{b}" for a, b in pairwise(forms))


def _share(topic: Topic, wanted: Sequence[str], own: frozenset[str], trail: frozenset[str]) -> float:
    """The share of what is wanted, by worth; what only the heading trail has counts three quarters."""
    total = sum(map(topic.worth, wanted))
    found = sum(topic.worth(t) * (1.0 if t in own else 0.75 if t in trail else 0.0) for t in wanted)
    return found / total if total else 0.0
