"""Measures of a ranking, by ir_measures: nDCG@10, RR@10, R@5, R@10, R@100, Success@1.

R@k is TREC's: the share of the relevant that stands in the first k places. A topic that was judged and has no result
scores 0. Equal scores cannot change an order: a ranking is measured as it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, R, Success, nDCG

from eval.beir import Judgements

Run = Mapping[str, Sequence[str]]
"""Topic → what was found for it, best first."""

MEASURES = (nDCG @ 10, RR @ 10, R @ 5, R @ 10, R @ 100, Success @ 1)
NAMES = tuple(str(m) for m in MEASURES)


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over ``topics`` judged topics, by the measure's name, and each topic's own values."""

    topics: int
    means: Mapping[str, float]
    each: Mapping[str, Mapping[str, float]]


def score(run: Run, judgements: Judgements) -> Scores:
    """The measures of a run over every topic that has something relevant."""
    judged = {topic: grades for topic, grades in judgements.items() if any(g > 0 for g in grades.values())}
    each: dict[str, dict[str, float]] = {topic: dict.fromkeys(NAMES, 0.0) for topic in judged}
    for value in ir_measures.iter_calc(MEASURES, _qrels(judged), _scored(run, judged)):
        each[value.query_id][str(value.measure)] = value.value
    means = {name: sum(values[name] for values in each.values()) / max(len(each), 1) for name in NAMES}
    return Scores(len(each), means, each)


def _qrels(judgements: Judgements) -> list[ir_measures.Qrel]:
    return [
        ir_measures.Qrel(topic, name, grade) for topic, grades in judgements.items() for name, grade in grades.items()
    ]


def _scored(run: Run, topics: Iterable[str]) -> list[ir_measures.ScoredDoc]:
    return [
        ir_measures.ScoredDoc(topic, name, float(-place))
        for topic in topics
        for place, name in enumerate(run.get(topic, ()))
    ]
