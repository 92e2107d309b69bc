"""How well a passage answers a question: what it shares with the topic in words and meaning, and whether it has the asked-for form.

Weights and the threshold stand here and nowhere else; docs/decisions tells how they were fitted.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.library import Scored

from index.records import Passage
from index.vietnamese import fold, syllables

_EMPTY = frozenset(
    fold(word)
    for word in """là thì mà và hoặc của cho với về ở tại trong ngoài trên dưới khi nếu nên vì do để từ đến theo như thế nào sao gì
    ai đâu bao nhiêu lâu mấy có không chưa được bị phải cần đã đang sẽ vẫn còn cũng chỉ những các một này kia đó ấy thưa hỏi xin biết
    ạ à nhỉ vậy hay tôi em anh chị mình bác cháu chúng ta người nói quy định muốn thể làm ra vào lên xuống đi lại rồi mới nhất hiện nay
    thuộc gồm bằng qua nhờ giúp ơi đối""".split()
)
"""Folded syllables that say how something is asked, not what about."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign adds to the relevance of a passage (fused score of both engines counts 1)."""

    words: float = 0.6
    pairs: float = 0.5
    form: float = 0.15
    heading: float = -0.35
    edge: float = -0.3
    article: float = -0.35
    rank: float = 0.08


@dataclass(frozen=True, slots=True)
class Threshold:
    """Support = words·coverage + pairs·pair coverage + meaning·cosine + bias; below 0 the question is refused."""

    words: float = 4.0
    pairs: float = 2.0
    meaning: float = 14.0
    bias: float = -15.2


WEIGHTS = Weights()
THRESHOLD = Threshold()

_FORMS: tuple[tuple[str, str], ...] = (
    (r"bao lau|(?:bao nhieu|may) (?:ngay|thang|nam|tuan|gio)|thoi han|khi nao|thoi gian", r"\d+ (?:ngày|tháng|năm|giờ|tuần|phút)|hằng (?:năm|tháng|quý)|ngay sau"),
    (r"bao nhieu|\bmay\b|ty le|muc (?:dong|chi|phi)|toi thieu|toi da", r"\d|một nửa|phần ba|quá nửa"),
    (r"\bai\b|cap nao|co quan nao|tham quyen|to chuc nao|ban nao", r"quyết định|thẩm quyền|xem xét|ký|chủ trì|phụ trách|chịu trách nhiệm"),
)  # fmt: skip
_LIST = re.compile(r"nhung gi|gom (?:nhung )?gi|giay to|ho so|nhung (?:\w+ ){1,4}nao|cac (?:buoc|truong hop|dieu kien)|"
                   r"may (?:buoc|truong hop|loai|nhom|noi dung|dieu kien)|dieu kien (?:gi|nao|de)|tieu chuan|quy trinh|nhu the nao|nhiem vu")  # fmt: skip
_RANKS = {
    "dieu-le": 4,
    "nghi-quyet": 3,
    "quy-dinh": 3,
    "quy-che": 3,
    "chi-thi": 2,
    "ket-luan": 2,
    "quyet-dinh": 2,
    "huong-dan": 1,
}


@dataclass(frozen=True)
class Topic:
    """What a question is about: its telling syllables and the pairs of them that stand side by side, with what each is worth."""

    text: str
    worth: Callable[[str], float]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for s in syllables(self.text) if fold(s) not in _EMPTY))

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        forms = syllables(self.text)
        joined = (f"{a}_{b}" for a, b in pairwise(forms) if not {fold(a), fold(b)} <= _EMPTY)
        return tuple(dict.fromkeys(joined))

    @property
    def empty(self) -> bool:
        """Whether nothing is left to look for, as in "quy định 294 nói gì"."""
        return not self.words

    @property
    def wants_list(self) -> bool:
        return _LIST.search(fold(self.text)) is not None

    def has_form(self, text: str) -> float:
        """1 when the text has the form of answer that is asked for (a time, a number, who decides), 0 when not, ½ when any will do."""
        asked = fold(self.text)
        for question, answer in _FORMS:
            if re.search(question, asked):
                return 1.0 if re.search(answer, text.lower()) else 0.0
        return 0.5


@dataclass(frozen=True)
class Evidence:
    """A passage weighed against a topic. ``words`` and ``pairs`` are the shares (0–1, by worth) of the topic that it has."""

    passage: Passage
    meaning: float
    words: float
    pairs: float
    form: float
    weights: Weights = WEIGHTS

    @property
    def relevance(self) -> float:
        """Where it stands among the passages of one question."""
        w, p = self.weights, self.passage
        score = p.score + w.words * self.words + w.pairs * self.pairs + w.form * self.form
        score += w.heading * is_heading(p.chunk.text) + w.edge * (p.chunk.locator.segments[-1] in {"mo-dau", "ket"})
        return score + w.article * (p.document.kind == "bai-viet") + w.rank * _RANKS.get(p.document.kind, 1) / 4

    def support(self, threshold: Threshold = THRESHOLD) -> float:
        """Whether it answers at all: above 0 it is quoted."""
        t = threshold
        return t.words * self.words + t.pairs * self.pairs + t.meaning * self.meaning + t.bias


def weigh(topic: Topic, candidates: Iterable[Scored]) -> list[Evidence]:
    """Every candidate weighed, the most relevant first."""
    weighed = [_weigh(topic, c) for c in candidates]
    return sorted(weighed, key=lambda e: (-e.relevance, e.passage.chunk.id))


def is_heading(text: str) -> bool:
    """Whether a chunk is a heading alone: short and without the end of a sentence inside."""
    return (
        len(text) < 160
        and not re.search(r"[;:,]|\.\s|\S{3}\.$", re.sub(r"^\S+[.)-]\s", "", text))
        and len(text.split()) < 25
    )


def _weigh(topic: Topic, candidate: Scored) -> Evidence:
    chunk = candidate.passage.chunk
    own, around = _forms(chunk.text), _forms(chunk.context)
    return Evidence(
        candidate.passage,
        candidate.meaning or 0.0,
        _share(topic.words, own, around, topic.worth),
        _share(topic.pairs, own, around, topic.worth),
        topic.has_form(chunk.text),
    )


def _forms(text: str) -> frozenset[str]:
    forms = syllables(text)
    return frozenset(forms).union(f"{a}_{b}" for a, b in pairwise(forms))


def _share(wanted: Sequence[str], own: frozenset[str], around: frozenset[str], worth: Callable[[str], float]) -> float:
    """The share of what is wanted, by worth; what only the heading trail has counts three quarters."""
    total = math.fsum(worth(t) for t in wanted)
    found = math.fsum(worth(t) * (1.0 if t in own else 0.75 if t in around else 0.0) for t in wanted)
    return found / total if total else 0.0
