"""What the commands print: tables for people."""

from collections.abc import Iterable, Iterator, Sequence

from eval.answered import Outcome
from eval.comparing import Difference
from eval.gate import Bound
from eval.judging import Agreement
from eval.manifest import Cost
from eval.measures import NAMES
from eval.overlap import Overlap
from eval.results import Result
from eval.risk import Calibration
from eval.runs import Row
from eval.vire import Measured


def of_rows(rows: Iterable[Row]) -> Iterator[str]:
    """Means by file of judgements, class and configuration."""
    yield f"{'judged by':<14}{'class':<16}{'configuration':<28}{'topics':>6}" + "".join(f"{n:>11}" for n in NAMES)
    for row in rows:
        values = "".join(f"{row.scores.means[name]:>11.4f}" for name in NAMES)
        yield f"{row.qrels:<14}{row.kind:<16}{row.configuration:<28}{row.scores.topics:>6}{values}"


def of_outcomes(name: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """How the questions of one run were answered, by class."""
    if not outcomes:
        return
    heads = ("answered", "first right", "refused right", "false", "verbatim", "P place", "R place", "P doc", "R doc")
    yield f"\n{'answers: ' + name:<30}" + "".join(f"{head:>14}" for head in heads)
    for o in outcomes:
        yield f"{o.kind or 'all':<30}" + "".join(f"{value:>14}" for value in counted(o))


def counted(o: Outcome) -> tuple[str, ...]:
    """An outcome as printed: answered, first right, refused rightly, false answers, verbatim, then precision and recall by
    place and by document."""
    shares = (
        (o.answered, o.answerable),
        (o.right, o.answerable),
        (o.refused, o.unanswerable),
        (o.false, o.unanswerable),
        (o.verbatim, o.quotes),
    )
    means = (o.place_precision, o.place_recall, o.document_precision, o.document_recall)
    return (*(_share(part, whole) for part, whole in shares), *map(_mean, means))


def of_calibration(name: str, calibration: Calibration | None) -> Iterator[str]:
    """The threshold fitted on dev and what it gives on either half."""
    if calibration is None:
        return
    yield f"\nthreshold of {name}, fitted on dev: {calibration.dev.threshold:.3f}"
    for half, point in (("dev", calibration.dev), ("test", calibration.test)):
        yield f"  {half:<6}coverage {point.coverage:.3f}   risk {point.risk:.3f}   false answers {point.false:.3f}"


def of_costs(costs: Iterable[tuple[str, Cost]]) -> Iterator[str]:
    """What each run cost on its machine."""
    heads = ("p50 ms", "p95 ms", "passages/s", "memory MB", "disk MB")
    yield f"\n{'cost':<30}" + "".join(f"{head:>12}" for head in heads)
    for name, c in costs:
        sizes = f"{c.peak_memory / 1e6:>12.0f}{c.size_on_disk / 1e6:>12.1f}"
        yield f"{name:<30}{c.p50_ms:>12.1f}{c.p95_ms:>12.1f}{c.passages_a_second:>12.1f}{sizes}"


def of_differences(a: Result, b: Result, differences: Iterable[Difference]) -> Iterator[str]:
    """B against A, measure by measure."""
    yield f"A = {a.kept.file}\nB = {b.kept.file}\ntopics {a.scores.topics}"
    heads = ("A", "B", "B − A", "95 %", "p", "p (Holm)", "wins", "losses", "ties")
    yield f"{'':<12}" + "".join(f"{h:>{_width(h)}}" for h in heads)
    for d in differences:
        low, high = d.interval
        values = (
            f"{d.a:.4f}", f"{d.b:.4f}", f"{d.difference:+.4f}", f"{low:+.4f} … {high:+.4f}", f"{d.p:.4f}",
            f"{d.p_holm:.4f}", str(d.wins), str(d.losses), str(d.ties),
        )  # fmt: skip
        yield f"{d.measure:<12}" + "".join(f"{v:>{_width(h)}}" for h, v in zip(heads, values, strict=True))


def of_topics(a: Result, b: Result, by: dict[str, float]) -> Iterator[str]:
    """The questions on which B and A differ, B's greatest gain first."""
    texts = {t.id: t.text for t in a.collection.topics}
    yield f"\n{'topic':<20}{'A':>9}{'B':>9}{'B − A':>9}  nDCG@10"
    for topic in sorted((t for t in by if by[t]), key=lambda t: -by[t]):
        one, other = (r.scores.each[topic]["nDCG@10"] for r in (a, b))
        yield f"{topic:<20}{one:>9.4f}{other:>9.4f}{by[topic]:>+9.4f}  {texts[topic]}"


def of_bounds(bounds: Iterable[Bound]) -> Iterator[str]:
    """Each bound, and whether it holds."""
    for bound in bounds:
        value = f"{bound.value:.4f}" if bound.value is not None else "–"
        sign = "≥" if bound.side == "least" else "≤"
        yield f"{'ok' if bound.holds else 'FAILED':<8}{bound.name:<26}{value:>8}  {sign} {bound.expected:.4f}"


def of_agreements(agreements: Iterable[Agreement]) -> Iterator[str]:
    """How every two judges agree."""
    for a in agreements:
        kappas = f"kappa linear {a.linear:.3f}, quadratic {a.quadratic:.3f}"
        yield f"{' / '.join(a.judges)}: {a.same} of {a.together} the same, {kappas}"


def of_overlaps(overlaps: Iterable[Overlap]) -> Iterator[str]:
    """How many words questions share with their answers, by class."""
    yield f"{'class':<20}{'topics':>8}{'median shared':>16}{'share few':>12}"
    for o in overlaps:
        yield f"{o.kind or 'all':<20}{o.topics:>8}{o.median:>16.2f}{_share(o.few, o.topics):>12}"


def of_protocol(measured: Measured) -> str:
    """One way to rank by ViRE's protocol."""
    low, high = measured.interval
    return f"{measured.name:<24}nDCG@10 {measured.ndcg:.4f}  [{low:.4f}, {high:.4f}]  {measured.topics} topics"


def _width(head: str) -> int:
    return 22 if head == "95 %" else 10


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "–"


def _mean(value: float | None) -> str:
    return f"{value:.3f}" if value is not None else "–"
