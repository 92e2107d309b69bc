"""One page about runs of one collection: tables, plots, and every question that failed with what was returned instead.

It needs nothing beside itself. Whatever was asked or found is escaped; the plots alone are markup of ours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, isfinite
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval import drawing
from eval.answered import Told, is_answerable
from eval.chance import interval
from eval.comparing import require_comparable
from eval.kept import Kept, Top
from eval.measures import NAMES
from eval.results import Result
from eval.runs import rows
from eval.tables import counted

MAIN = "nDCG@10"
LONGEST = 600
"""Characters that are shown of a place or of an answer."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A mean with its interval, as printed."""

    mean: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that failed: why, what was wanted, what was returned instead."""

    topic: str
    question: str
    kind: str
    why: str
    wanted: tuple[str, ...]
    places: tuple[Top, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A run on the page."""

    name: str
    cells: tuple[Cell, ...]
    failures: tuple[Failure, ...]


def page(results: Sequence[Result], half: str | None = None) -> str:
    """The page as HTML. BadCollection when the runs are of different questions or libraries."""
    for other in results[1:]:
        require_comparable(results[0].kept, other.kept)
    results = _told_apart(results)
    environment = Environment(
        autoescape=True, loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True
    )
    answering = [r for r in results if r.curve]
    return environment.get_template("report.html").render(
        title=results[0].collection.name,
        topics=results[0].scores.topics,
        half=half,
        measures=NAMES,
        runs=[Shown(r.name, tuple(_cells(r)), tuple(failures(r))) for r in results],
        legend=Markup(drawing.legend(r.name for r in results)),
        by_class=Markup(_by_class(results)),
        answers=[[f"{r.name}, {o.kind or 'tất cả'}", *counted(o)] for r in results for o in r.outcomes],
        risk=Markup(_risk(answering)) if answering else None,
        risk_legend=Markup(drawing.legend(r.name for r in answering)),
        thresholds=[line for r in answering for line in _threshold(r)],
        latency=Markup(_latency(results)) if any(r.kept.manifest for r in results) else None,
        costs=[_cost(r.kept) for r in results if r.kept.manifest],
    )


def failures(result: Result) -> Iterator[Failure]:
    """The questions of a run whose first place is not relevant, or that were answered or refused wrongly."""
    told = {a.topic: a for a in result.answers}
    for topic in result.collection.topics:
        grades = result.judged.get(topic.id, {})
        why = "; ".join(_reasons(result, topic.id, told.get(topic.id)))
        if why:
            best = max(grades.values(), default=0)
            wanted = tuple(name for name, grade in grades.items() if grade == best and grade > 0)
            places = tuple(_short(top) for top in result.kept.tops if top.topic == topic.id)
            said = told[topic.id].text[:LONGEST] if topic.id in told else ""
            shown = places if is_answerable(topic.id, result.judged) else ()
            yield Failure(topic.id, topic.text, topic.kind, why, wanted, shown, said)


def _told_apart(results: Sequence[Result]) -> list[Result]:
    """The runs with names of their own: numbered where two have the same."""
    if len({r.name for r in results}) == len(results):
        return list(results)
    return [replace(r, kept=replace(r.kept, name=f"{n}: {r.name}")) for n, r in enumerate(results, start=1)]


def _reasons(result: Result, topic: str, told: Told | None) -> Iterator[str]:
    """What is wrong with a question, in words; nothing when all is well."""
    if not is_answerable(topic, result.judged):
        if told and told.answered:
            yield "trả lời câu không có trong văn bản"
        return
    if not result.scores.each[topic]["Success@1"]:
        yield "chỗ xếp đầu không đúng" if result.run.get(topic) else "không tìm thấy gì"
    if told and not told.answered:
        yield f"không trả lời ({told.reason or told.status})"
    elif told and not told.first_right(result.judged[topic]):
        yield "phát biểu đầu tiên không dẫn chỗ đúng"


def _short(top: Top) -> Top:
    text = top.text if len(top.text) <= LONGEST else f"{top.text[:LONGEST]}…"
    return Top(top.topic, top.name, top.label, text)


def _cells(result: Result) -> Iterator[Cell]:
    for name in NAMES:
        low, high = interval([values[name] for values in result.scores.each.values()])
        yield Cell(f"{result.scores.means[name]:.3f}", f"{low:.3f}", f"{high:.3f}")


def _by_class(results: Sequence[Result]) -> str:
    """Bars of nDCG@10 by class; where the set knows no classes, by file of judgements."""
    groups: dict[str, dict[str, float]] = {}
    for result in results:
        for row in rows({result.name: result.kept.run}, result.collection):
            group = row.kind or (row.qrels if len(result.collection.judgements) > 1 else "tất cả")
            groups.setdefault(group, {})[result.name] = row.scores.means[MAIN]
    return drawing.bars(groups, [r.name for r in results], MAIN)


def _risk(results: Sequence[Result]) -> str:
    series = {r.name: [(p.coverage, p.risk) for p in r.curve] for r in results}
    today = {r.name: drawing.Mark(r.product.coverage, r.product.risk, "đang dùng") for r in results}
    return drawing.lines(series, drawing.Axes("độ phủ", "rủi ro"), today)


def _threshold(result: Result) -> Iterator[str]:
    fit = result.calibration
    if fit and isfinite(fit.dev.threshold):
        yield (
            f"{result.name}: ngưỡng {fit.dev.threshold:.3f} chọn trên nửa dev (độ phủ {fit.dev.coverage:.3f}, trả lời sai chỗ "
            f"{fit.dev.false:.3f}); trên nửa test: độ phủ {fit.test.coverage:.3f}, rủi ro {fit.test.risk:.3f}, trả lời sai "
            f"chỗ {fit.test.false:.3f}."
        )


def _latency(results: Sequence[Result]) -> str:
    marks = [
        drawing.Mark(r.kept.manifest.cost.p50_ms, r.scores.means[MAIN], r.name) for r in results if r.kept.manifest
    ]
    widest = 5 * ceil(max(mark.x for mark in marks) * 1.2 / 5) or 5
    return drawing.scatter(marks, drawing.Axes("p50, mili giây một câu hỏi", MAIN, high=(widest, 1.0)))


def _cost(kept: Kept) -> list[str]:
    assert kept.manifest is not None
    m, c = kept.manifest, kept.manifest.cost
    commit = f"{(m.code.commit or '–')[:9]}{' (có sửa)' if m.code.dirty else ''}"
    return [
        kept.name, f"{c.p50_ms:.1f}", f"{c.p95_ms:.1f}", f"{c.passages_a_second:.1f}", f"{c.peak_memory / 1e6:.0f}",
        f"{c.size_on_disk / 1e6:.1f}", m.encoder, commit, f"{m.machine.cpu}, {m.machine.cores} lõi", m.made_at[:10],
    ]  # fmt: skip
