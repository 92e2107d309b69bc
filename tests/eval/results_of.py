"""Makers of results for tests: bare runs over a collection of the test's own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.answered import Told
from eval.beir import Collection, Piece, Topic
from eval.kept import Kept, Top
from eval.lines import Line
from eval.manifest import Asked, Code, Cost, Held, Machine, Manifest
from eval.results import Result
from eval.source import Source
from eval.trec import Ranked


def a_collection(judged: Mapping[str, Mapping[str, int]], kinds: Mapping[str, str] | None = None) -> Collection:
    """Topics q1, q2, … with what was judged, over a corpus, so that names stay as they are."""
    topics = tuple(Topic(topic, f"Câu hỏi {topic} <b>?", (kinds or {}).get(topic, "")) for topic in judged)
    return Collection("bo", (Piece("a", "", ""),), topics, {"qrels": dict(judged)})


def a_manifest(configuration: str = "both", topics: str = "t", documents: str = "d", library: str = "h") -> Manifest:
    return Manifest(
        configuration, {}, Asked("bo", "bo", topics, "j", 2), Held(library, documents, 1), "hashing-256",
        Code("f" * 40, True), Machine("cpu", 2, "3.11"), "2026-01-02T03:04:05+00:00", Cost(8.0, 20.0, 40.0, 10**8, 10**7),
    )  # fmt: skip


def a_result(
    collection: Collection, run: Mapping[str, Sequence[str]], folder: Path, manifest: Manifest | None = None,
    answers: Sequence[Told] = (), tops: Sequence[Top] = (),
) -> Result:  # fmt: skip
    """A result of that run, kept in that folder."""
    file, number = folder / "run.txt", iter(range(1, 1000))
    ranked = {
        t: [Ranked(Line(file, next(number), ""), t, n, i) for i, n in enumerate(names, 1)] for t, names in run.items()
    }
    kept = Kept(folder.name, file, ranked, manifest, tuple(answers), tuple(tops))
    return Result(kept, Source("bo", folder, collection, None), collection)
