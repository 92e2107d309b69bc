"""What is lost when the same questions are typed otherwise: formal and plain ones of the suite's test half, rewritten."""

from collections.abc import Iterator
from dataclasses import replace

from eval.beir import Collection, Topic
from eval.chance import ratio_interval
from eval.configurations import FULL
from eval.figure import Bench, Figure, mean, within
from eval.judged import grades_of
from eval.measures import Run, score
from eval.quality import run_of
from eval.results import of_half
from eval.rewriting import REWRITINGS, Rewriting, decomposed
from eval.source import open_source
from index.encoders import BUNDLED, OnnxEncoder

KINDS = ("formal", "plain")
WANTED = "≥ .97"


def spelling(shared: Bench) -> Iterator[Figure]:
    """nDCG@10 as asked, and of each rewriting divided by that of the same questions as asked."""
    source = open_source("samples")
    half = asked_plainly(of_half(source, "test"))
    with source.library(shared.kept(OnnxEncoder(BUNDLED))) as library:
        run = run_of(FULL, half, library)
        others = {name: run_of(FULL, rewritten(half, how), library) for name, how in REWRITINGS.items()}
        apart = run_of(FULL, rewritten(half, decomposed), library)
    yield mean("formal and plain, as asked, nDCG@10", [_ndcg(run, half)[t.id] for t in half.topics])
    for name, other in others.items():
        changed = [t for t in half.topics if REWRITINGS[name](t.text) != t.text]
        yield ratio(f"{name} ÷ as asked, nDCG@10 ({len(changed)})", other, run, replace(half, topics=tuple(changed)))
    same = sum(apart[t.id] == run[t.id] for t in half.topics)
    yield Figure("NFD and NFC, the same places in the same order", f"{same} of {len(half.topics)}", "all")


def asked_plainly(collection: Collection) -> Collection:
    """Its formal and plain questions that have something relevant."""
    good = {topic for topic, grades in grades_of(collection).items() if any(g > 0 for g in grades.values())}
    return replace(collection, topics=tuple(t for t in collection.topics if t.kind in KINDS and t.id in good))


def rewritten(collection: Collection, how: Rewriting) -> Collection:
    """The same questions typed otherwise."""
    return replace(collection, topics=tuple(Topic(t.id, how(t.text), t.kind) for t in collection.topics))


def ratio(name: str, run: Run, plain: Run, collection: Collection) -> Figure:
    """nDCG@10 of a run divided by that of another, over the topics of a collection."""
    parts, wholes = (
        [ndcg[t.id] for t in collection.topics] for ndcg in (_ndcg(run, collection), _ndcg(plain, collection))
    )
    return Figure(name, within(sum(parts) / (sum(wholes) or 1.0), ratio_interval(parts, wholes)), WANTED)


def _ndcg(run: Run, collection: Collection) -> dict[str, float]:
    return {topic: values["nDCG@10"] for topic, values in score(run, grades_of(collection)).each.items()}
