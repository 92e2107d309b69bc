"""How well a passage answers a question: what it shares with the topic in words and meaning, whether it has the form asked for.

The weights and the threshold stand here and nowhere else; docs/decisions tells how they were fitted.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
    chị mình bác cháu nói quy định muốn làm rồi hiện nay nhờ giúp ơi ít nhất nhiều""".split()
)
"""Syllables that say how something is asked, not what about."""


class Signs(NamedTuple):
    """What speaks for a passage, or how much each such sign weighs.

    ``tokens``, ``nearest`` and ``matched`` are late interaction, cosine and BM25, each from 0 to 1 between the worst (for BM25:
    nothing) and the best of the passages weighed together; ``meaning`` is the cosine itself above 0.85, in tenths. ``own``: the
    share of the topic's telling words, by worth, in the passage; ``focus``: the share of its own words that were asked about;
    ``form``: whether it has the form asked for. Then what it is: a heading alone, an article about a document, of a document that
    is unconfirmed; ``authority`` of its kind and level (0–1). ``figure``: it has a number with its unit that was asked about.
    """

    tokens: float
    nearest: float
    matched: float
    meaning: float
    own: float
    focus: float
    form: float
    heading: float
    article: float
    unconfirmed: float
    authority: float
    figure: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """Support is the sum of these, so weighed, and the bias; below 0 the question is refused."""

    relevance: float = 1.15
    meaning: float = 2.9
    form: float = 0.38
    bias: float = -2.96


WEIGHTS = Signs(
    tokens=1.0, nearest=0.84, matched=1.09, meaning=1.2, own=0.5, focus=0.27, form=0.33, heading=-0.25, article=-0.1,
    unconfirmed=-0.2, authority=0.6, figure=0.3,
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
        r"bao nhieu (?:tien|dong)\b(?! chi)|phu cap|tien luong|luong bao nhieu|gia bao nhieu|muc (?:dong|chi|phi|luong)",
        r"\d[\d.,]* ?(?:đồng|triệu|nghìn|%)|phần trăm|lần mức",
    ),
    (r"phan tram|ty le", r"\d ?%|phần trăm|phần ba|một nửa|quá nửa"),
    (r"may lan|bao nhieu lan", r"\blần\b"),
    (
        r"(?:bao nhieu|\bmay\b|con so|so luong)(?: \w+)? (?:nguoi|dong chi|dang vien)",
        r"(?:\d|mươi|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:đảng viên|đồng chí|người|thành viên|uỷ viên|ủy viên)",
    ),
    (r"bao nhieu|\bmay\b|toi thieu|toi da|it nhat|nhieu nhat|con so|so luong", r"\d|một nửa|phần ba|quá nửa|mươi"),
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
_LEVELS = {"trung-uong": 3, "tinh": 2, "huyen": 1, "xa": 1}


def telling_words(text: str) -> tuple[str, ...]:
    """The syllables of a question that say what it is about, each once: "Thẻ có giá trị bao lâu?" → thẻ, giá, trị."""
    return tuple(dict.fromkeys(s for s in syllables(text) if s not in _EMPTY))


@dataclass(frozen=True)
class Topic:
    """What a question is about: its telling syllables, with what each is worth."""

    text: str
    worth: Callable[[str], float]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return telling_words(self.text)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its numbers with what they count and how: "trên 60 tuổi" → "trên_60", "60_tuổi"."""
        pairs = (f"{a}_{b}" for a, b in pairwise(syllables(self.text)))
        return frozenset(pair for pair in pairs if re.match(r"\d+_[^\W\d]|(?:trên|dưới|đủ)_\d", pair))

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
    """A passage weighed against a topic."""

    passage: Passage
    signs: Signs

    @cached_property
    def relevance(self) -> float:
        """Where it stands among the passages of one question."""
        return sum(s * w for s, w in zip(self.signs, WEIGHTS, strict=True))

    @property
    def support(self) -> float:
        """Whether it answers at all: above 0 it is quoted."""
        t = THRESHOLD
        return t.relevance * self.relevance + t.meaning * self.signs.meaning + t.form * self.signs.form + t.bias

    @property
    def explained(self) -> Passage:
        """The passage, saying also what it was found worth here."""
        worth = f"relevance {self.relevance:.2f}", f"support {self.support:.2f}"
        return replace(self.passage, why=(*self.passage.why, *worth))


def weigh(topic: Topic, candidates: Sequence[Scored]) -> list[Evidence]:
    """Every candidate weighed beside the others, the most relevant first."""
    tokens = _stretched([c.tokens for c in candidates])
    nearest = _stretched([c.meaning for c in candidates])
    most = max((c.words or 0.0 for c in candidates), default=0.0) or 1.0
    weighed = [
        Evidence(c.passage, _signs(topic, c, (t, n, (c.words or 0.0) / most)))
        for c, t, n in zip(candidates, tokens, nearest, strict=True)
    ]
    return sorted(weighed, key=lambda e: (-e.relevance, e.passage.chunk.id))


def is_heading(text: str) -> bool:
    """Whether a chunk is a heading alone: short, and nothing in it that only a sentence has."""
    title = re.sub(r"^\S+[.)-]\s", "", text)
    return len(title.split()) < 25 and not re.search(r"[;:]|[.,]\s|\S{3}\.$", title)


def _stretched(scores: Sequence[float | None]) -> list[float]:
    """The scores between the least (0) and the best (1) of them; what has none is among the least."""
    known = [s for s in scores if s is not None]
    least, width = (min(known), max(known) - min(known)) if known else (0.0, 0.0)
    return [((least if s is None else s) - least) / width if width else float(s is not None) for s in scores]


def _signs(topic: Topic, candidate: Scored, legs: tuple[float, float, float]) -> Signs:
    """``legs``: what late interaction, cosine and BM25 are worth beside those of the other passages."""
    chunk, document = candidate.passage.chunk, candidate.passage.document
    return Signs(
        *legs,
        meaning=((candidate.meaning or 0.0) - 0.85) * 10,
        own=_share(topic, chunk.text),
        focus=_focus(topic, chunk.text),
        form=topic.has_form(chunk.text),
        heading=float(is_heading(chunk.text)),
        article=float(document.kind == "bai-viet"),
        unconfirmed=float(document.unconfirmed),
        authority=(_KINDS.get(document.kind, 1) + _LEVELS.get(document.level, 0)) / 7,
        figure=_figures_in(topic, chunk.text),
    )


def _focus(topic: Topic, text: str) -> float:
    """How much of a passage, by worth, is about the topic: a rule for special cases speaks of much else."""
    said = _telling(text)
    return sum(map(topic.worth, said.intersection(topic.words))) / (sum(map(topic.worth, said)) or 1.0)


def _figures_in(topic: Topic, text: str) -> float:
    """The share of the topic's figures that stand in a text."""
    if not topic.figures:
        return 0.0
    said = {f"{a}_{b}" for a, b in pairwise(syllables(text))}
    return len(topic.figures & said) / len(topic.figures)


@lru_cache(maxsize=4096)
def _telling(text: str) -> frozenset[str]:
    return frozenset(syllables(text)) - _EMPTY


def _share(topic: Topic, text: str) -> float:
    """The share of the topic's telling words, by worth, that stand in a text."""
    said, total = _telling(text), sum(map(topic.worth, topic.words))
    return sum(topic.worth(w) for w in topic.words if w in said) / total if total else 0.0
