"""The project's figures as measured on this machine, each beside the machine's own probe rate. Never a test.

Speed is measured from outside, as a user would meet it: fresh processes, an empty home, no answers kept. Quality does
not depend on how busy the machine is, so vectors are kept from one bench to the next.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from eval.beir import Collection, read_collection
from eval.figure import Bench, Figure, require_data
from eval.processes import arrivals, first_answer, run_command, serving
from eval.quality import quality
from eval.runs import library_of, measured
from eval.spelling import spelling
from index.encoders import BUNDLED, ONNX, Encoder, OnnxEncoder, SentenceTransformerEncoder
from index.errors import BadRequest

QUESTIONS = 200
WARMING = 5
"""Questions asked before the clock counts, none of which is asked again."""
TOKENS = 120

Section = Callable[[Bench], Iterator[Figure]]


def bench(data: Path, vectors: Path, names: Sequence[str] = ()) -> Iterator[Figure]:
    """The figures of those sections, of all without names, as they are measured. Vectors are kept in that file."""
    _require(data, names)
    yield from probe()
    with TemporaryDirectory(prefix="tracuu-bench-") as home:
        shared = Bench(data, Path(home), vectors)
        for name in names or tuple(SECTIONS):
            yield from SECTIONS[name](shared)


def probe() -> Iterator[Figure]:
    """How fast this machine is now: one matrix product and one loop, the best of five."""
    square = np.random.default_rng(7).standard_normal((768, 768), dtype=np.float32)
    product = min(_seconds(lambda: square @ square) for _ in range(5))
    loop = min(_seconds(lambda: sum(n * n for n in range(1_000_000))) for _ in range(5))
    yield Figure("machine, matrix product", f"{2 * 768**3 / product / 1e9:.1f} GFLOP/s")
    yield Figure("machine, Python loop", f"{1 / loop:.1f} million steps/s")


def ingestion(shared: Bench) -> Iterator[Figure]:
    """The real documents into an empty library, then the same bytes again."""
    home = shared.home / "party-docs"
    fresh = run_command(["ingest", "add", str(shared.documents)], home)
    again = run_command(["ingest", "add", str(shared.documents)], home)
    yield Figure("party-docs, ingestion", f"{fresh.seconds:.1f} s", "< 120 s")
    yield Figure("party-docs, peak memory", f"{fresh.peak / 1e9:.2f} GB", "< 1.2 GB")
    yield Figure("party-docs, the same bytes again", f"{again.seconds:.1f} s", "< 5 s")


def asking(shared: Bench) -> Iterator[Figure]:
    """Different questions in one fresh process, timed from outside as its lines arrive, and by its own clock."""
    file = shared.home / "questions.txt"
    file.write_text("\n".join(questions(shared.data)[: QUESTIONS + WARMING]), encoding="utf-8")
    lines = list(arrivals(["service", "ask", "--file", str(file), "--json"], shared.library()))
    outside = [1000 * (b - a) for (a, _), (b, _) in pairwise(lines)][WARMING - 1 :]
    answers = [answer for _, answer in lines][WARMING:]
    inside = [float(str(answer["took_ms"])) for answer in answers]
    answered = sum(answer["status"] == "answered" for answer in answers)
    yield Figure("ask, questions", f"{len(answers)} different, {answered} answered")
    for percent, wanted in ((50, "≤ 25 ms"), (95, "≤ 50 ms")):
        value = f"{np.percentile(outside, percent):.1f} ms (by its own clock {np.percentile(inside, percent):.1f})"
        yield Figure(f"ask, p{percent}", value, wanted)


def serve(shared: Bench) -> Iterator[Figure]:
    """From starting the server to its first answer."""
    library = shared.library()
    with serving(library) as address:
        seconds = first_answer(address, questions(shared.data)[0])
    yield Figure("serve, first answer after start", f"{seconds:.2f} s", "< 4 s")


def encoder(shared: Bench) -> Iterator[Figure]:
    """Speed and size of the bundled encoder."""
    bundled, collection = OnnxEncoder(BUNDLED), read_collection(shared.data / "party-qa")
    cut = (_cut(bundled, piece.text) for piece in collection.corpus)
    texts = [text for text in cut if bundled.tokens(text) > TOKENS - 8][:80]
    bundled.encode_document(texts[:5])
    seconds = min(_seconds(lambda: bundled.encode_document(texts)) for _ in range(2))
    asked = [_timed(bundled, topic.text) for topic in collection.topics]
    yield Figure("encoder, passages of 120 tokens", f"{len(texts) / seconds:.1f}/s", "≥ 40/s")
    yield Figure("encoder, a question, p50", f"{1000 * float(np.median(asked)):.1f} ms")
    yield Figure("encoder, int8 file", f"{(BUNDLED / ONNX).stat().st_size / 1e6:.1f} MB", "< 30 MB")


def retrieval(shared: Bench) -> Iterator[Figure]:
    """party-qa by the product's own search: every baseline, as asked and without marks."""
    collection = read_collection(shared.data / "party-qa")
    with library_of(collection.corpus, shared.kept(OnnxEncoder(BUNDLED))) as library:
        for unmarked in (False, True):
            for row in measured(collection, library, unmarked):
                name = f"party-qa {row.qrels}{' without marks' if unmarked else ''}, {row.configuration}"
                value = "  ".join(f"{measure} {mean:.3f}" for measure, mean in row.scores.means.items())
                yield Figure(name, value, _WANTED.get((row.qrels, row.configuration), "") if not unmarked else "")


def precision(shared: Bench) -> Iterator[Figure]:
    """What int8 costs against the same weights in float32. Needs sentence-transformers: make install-models."""
    small, large = OnnxEncoder(BUNDLED), SentenceTransformerEncoder(str(BUNDLED))
    collection = read_collection(shared.data / "party-qa")
    texts = [piece.text for piece in collection.corpus]
    cosines = np.sum(small.encode_document(texts) * large.encode_document(texts), axis=1)
    yield Figure("int8 to float32, mean cosine", f"{cosines.mean():.4f} (least {cosines.min():.4f})", "≥ 0.985")
    less, more = (_ndcg(collection, shared.kept(one)) for one in (small, large))
    for leg in ("meaning", "both"):
        yield Figure(f"int8 and float32, nDCG@10, {leg}", f"{less[leg]:.4f} and {more[leg]:.4f}", "within 0.005")


SECTIONS: Mapping[str, Section] = {
    "ingestion": ingestion,
    "asking": asking,
    "serve": serve,
    "encoder": encoder,
    "retrieval": retrieval,
    "precision": precision,
    "quality": quality,
    "spelling": spelling,
}

_WANTED = {("faq", "both"): "R@10 ≥ 0.79", ("headings", "both"): "R@10 ≥ 0.88"}


def questions(data: Path) -> list[str]:
    """Different questions of real people, on party matters first, then on the law and on a university's regulations."""
    quiz = (data / "party-resolution-quiz" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    sets = [[t.text for t in read_collection(data / name).topics] for name in _ASKED]
    sets.insert(1, [json.loads(line)["question"] for line in quiz if line.strip()])
    return list(dict.fromkeys(" ".join(text.split()) for text in _in_turn(sets)))


_ASKED = ("party-qa", "drill-legal-lay-questions", "uit-university-regulations-qa")


def _in_turn(sets: Sequence[Sequence[str]]) -> Iterator[str]:
    """One of each set in turn, so that any beginning is a mixture of all."""
    for n in range(max(len(s) for s in sets)):
        yield from (s[n] for s in sets if n < len(s))


def _ndcg(collection: Collection, one: Encoder) -> dict[str, float]:
    """nDCG@10 of each leg over all judgements together."""
    with library_of(collection.corpus, one) as library:
        return {
            row.configuration: row.scores.means["nDCG@10"]
            for row in measured(collection, library)
            if row.qrels == "all"
        }


def _cut(bundled: OnnxEncoder, text: str) -> str:
    """The longest beginning of a text, in whole syllables, that takes 120 tokens at most."""
    words = text.split()
    while words and bundled.tokens(" ".join(words)) > TOKENS:
        words = words[: max(1, len(words) * TOKENS // bundled.tokens(" ".join(words)))][:-1]
    return " ".join(words)


def _timed(one: Encoder, question: str) -> float:
    return _seconds(lambda: one.encode_query([question]))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _require(data: Path, names: Sequence[str]) -> None:
    if unknown := [name for name in names if name not in SECTIONS]:
        raise BadRequest(f"Không có phần đo {unknown[0]!r}. Các phần: {', '.join(SECTIONS)}.")
    require_data(data, "party-docs")
