"""Two runs of the same questions over the same documents, question by question."""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.chance import Interval, holm, interval, p_value
from eval.kept import MANIFEST, Kept
from eval.lines import Line
from eval.manifest import line_of
from eval.measures import NAMES
from eval.results import Result


@dataclass(frozen=True, slots=True)
class Difference:
    """What B has more than A in one measure: means, the difference with its 95 % interval, p as it is and as Holm corrects
    it over the measures, and on how many questions B wins, loses, or has the same."""

    measure: str
    a: float
    b: float
    difference: float
    interval: Interval
    p: float
    p_holm: float
    wins: int
    losses: int
    ties: int


def differences(a: Result, b: Result) -> list[Difference]:
    """Every measure of B against A. BadCollection, with file and line, when they cannot be compared."""
    require_comparable(a.kept, b.kept)
    each = {name: by_topic(a, b, name) for name in NAMES}
    p_values = {name: p_value(list(by.values())) for name, by in each.items()}
    corrected = holm(p_values)
    return [
        Difference(
            measure=name,
            a=a.scores.means[name],
            b=b.scores.means[name],
            difference=b.scores.means[name] - a.scores.means[name],
            interval=interval(list(by.values())),
            p=p_values[name],
            p_holm=corrected[name],
            wins=sum(d > 0 for d in by.values()),
            losses=sum(d < 0 for d in by.values()),
            ties=sum(d == 0 for d in by.values()),
        )
        for name, by in each.items()
    ]


def by_topic(a: Result, b: Result, measure: str) -> dict[str, float]:
    """What B has more than A on each question."""
    return {topic: values[measure] - a.scores.each[topic][measure] for topic, values in b.scores.each.items()}


def require_comparable(a: Kept, b: Kept) -> None:
    """BadCollection, with file and line, unless both runs are of the same questions over the same documents."""
    if a.manifest and b.manifest:
        if a.manifest.collection.topics != b.manifest.collection.topics:
            raise _where(a, b).wrong(f"lượt này hỏi những câu khác với {a.file}. Chỉ so được hai lượt cùng bộ câu hỏi.")
        if a.manifest.library.documents != b.manifest.library.documents:
            raise line_of(b.file.with_name(MANIFEST), "documents").wrong(
                f"lượt này tìm trong thư viện khác với {a.file}. Chỉ so được hai lượt trên cùng các văn bản."
            )
    elif a.ranked.keys() != b.ranked.keys():
        raise _where(a, b).wrong(f"chủ đề này chỉ một trong hai lượt có (lượt kia: {a.file}). Hãy chạy cùng một bộ.")


def cut_differently(a: Kept, b: Kept) -> bool:
    """Whether the same documents were cut into other chunks."""
    return bool(a.manifest and b.manifest and a.manifest.library.hash != b.manifest.library.hash)


def _where(a: Kept, b: Kept) -> Line:
    """The first line of B with a topic that A does not have, else of A, else of B's manifest."""
    only = _first_of_its_own(b, a.ranked) or _first_of_its_own(a, b.ranked)
    return only or line_of(b.file.with_name(MANIFEST), "topics")


def _first_of_its_own(kept: Kept, other: Mapping[str, object]) -> Line | None:
    return next((ranked[0].line for topic, ranked in kept.ranked.items() if topic not in other), None)
