"""What is found and answered on every set that the project has, each figure with its interval."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.answered import Told, is_answerable
from eval.beir import Collection, read_collection
from eval.configurations import FULL, named
from eval.figure import Bench, Figure, mean, require_data, within
from eval.judged import Grades, as_judged, grades_of
from eval.measures import Run, score
from eval.results import of_half
from eval.runs import carry_out, library_of, names
from eval.source import open_source
from eval.suite import answers
from eval.vire import measured
from index.encoders import BUNDLED, Encoder, OnnxEncoder
from index.library import Library


@dataclass(frozen=True, slots=True)
class Aim:
    """What one configuration should reach on a set of others: (file of judgements, measure) → the least, "" for none."""

    folder: str
    configuration: str
    wanted: Mapping[tuple[str, str], str]


PROTOCOL = {"vire-alqac": "≥ .974", "vire-virhe4qa": "≥ .865"}
"""The protocol of ViRE: nDCG@10 of 0.7 dense + 0.3 BM25 on whole documents."""

AIMS = (
    Aim("vire-alqac", FULL, {("test", "nDCG@10"): "≥ .976"}),
    Aim("vire-virhe4qa", FULL, {("test", "nDCG@10"): "≥ .900"}),
    Aim("party-qa", FULL, {
        ("faq", "nDCG@10"): "≥ .65", ("faq", "R@10"): "≥ .92",
        ("headings", "nDCG@10"): "≥ .76", ("headings", "R@10"): "≥ .93",
    }),
    Aim("drill-legal-lay-questions", FULL, {("test", "nDCG@10"): "≥ .64", ("test", "R@10"): "≥ .82"}),
    Aim("alqac-law-retrieval", FULL, {("test", "nDCG@10"): "≥ .90"}),
    Aim("xquad-vi", "meaning", {("test", "nDCG@10"): ""}),
)  # fmt: skip

OWN = {"Success@1": "≥ .80", "R@5": "≥ .95", "nDCG@10": ""}


def quality(shared: Bench) -> Iterator[Figure]:
    """Every set: those of others, by ViRE's protocol and by the product's own path, then the test half of our suite."""
    require_data(shared.data, *(aim.folder for aim in AIMS))
    encoder = shared.kept(OnnxEncoder(BUNDLED))
    for folder, wanted in PROTOCOL.items():
        *_, both = measured(read_collection(shared.data / folder), encoder)
        yield Figure(f"{folder} whole documents, nDCG@10 ({both.topics})", within(both.ndcg, both.interval), wanted)
    for aim in AIMS:
        yield from reached(aim, read_collection(shared.data / aim.folder), encoder)
    yield from own_suite(encoder)


def reached(aim: Aim, collection: Collection, encoder: Encoder) -> Iterator[Figure]:
    """What a configuration reaches on a set with documents of its own."""
    with library_of(collection.corpus, encoder) as library:
        run = run_of(aim.configuration, collection, library)
    for (qrels, measure), wanted in aim.wanted.items():
        each = score(run, collection.judgements[qrels]).each
        part = f" {qrels}" if len(collection.judgements) > 1 else ""
        values = [scores[measure] for scores in each.values()]
        yield mean(f"{aim.folder}{part} {aim.configuration}, {measure}", values, wanted)


def own_suite(encoder: Encoder) -> Iterator[Figure]:
    """The test half of the suite over the sample library: what is found, and what is answered."""
    source = open_source("samples")
    half = of_half(source, "test")
    with source.library(encoder) as library:
        run, told = run_of(FULL, half, library), answers(half.topics, library)
    each = score(run, grades_of(half)).each
    for measure, wanted in OWN.items():
        yield mean(f"samples test, {measure}", [scores[measure] for scores in each.values()], wanted)
    yield from answering(told, grades_of(half))


def answering(told: Sequence[Told], judged: Mapping[str, Grades]) -> Iterator[Figure]:
    """How questions are answered at the product's own threshold; quotes are counted one by one."""
    good = [a for a in told if is_answerable(a.topic, judged)]
    bad = [a for a in told if not is_answerable(a.topic, judged)]
    right = [float(a.first_right(judged[a.topic])) for a in good if a.answered]
    quotes = [float(n < a.verbatim) for a in told for n in range(a.quotes)]
    yield mean("samples test, first statement right of answered", right, "≥ .85")
    yield mean("samples test, coverage", [float(a.answered) for a in good], "≥ .85")
    yield mean("samples test, false answers", [float(a.answered) for a in bad], "≤ .05")
    yield mean("samples test, quotes verbatim", quotes, "1.0")


def run_of(configuration: str, collection: Collection, library: Library) -> Run:
    """What a configuration finds for a collection, in the names of its judgements."""
    (chosen,) = named([configuration])
    return as_judged(names(carry_out(chosen, collection.topics, library), collection), collection)
