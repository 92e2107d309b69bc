"""The suite over the sample library: every judged place is there, every question has its class and its half."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from ingest.pipeline import deposit
from ingest.samples.build import FOLDER as DOCUMENTS

SUITE = Path(__file__).parents[2] / "eval" / "suites" / "samples"
QUESTIONS = [json.loads(line) for line in (SUITE / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
SPLIT = json.loads((SUITE / "split.json").read_text(encoding="utf-8"))
CLASSES = {
    "formal", "plain", "no-marks", "abbreviated", "colloquial", "list", "deadline", "authority", "number",
    "typing-errors", "as-of", "ambiguous", "unanswerable", "out-of-scope",
}  # fmt: skip
WITHOUT = {"unanswerable", "out-of-scope"}


def judgements() -> list[tuple[str, str, str, int]]:
    with (SUITE / "qrels.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [(r["query-id"], *r["corpus-id"].split("#"), int(r["score"])) for r in rows]  # type: ignore[misc]


@pytest.fixture(scope="module")
def known_places() -> dict[str, set[str]]:
    brought = [deposit(path.read_bytes(), path.name) for path in DOCUMENTS.iterdir()]
    return {b.document.id: {s.locator.place for s in b.sections} for b in brought}


def test_there_are_questions_of_every_class() -> None:
    counted = Counter(q["class"] for q in QUESTIONS)
    assert set(counted) == CLASSES
    without = sum(counted[kind] for kind in WITHOUT)
    assert len(QUESTIONS) - without >= 400
    assert without >= 200
    assert counted["unanswerable"] >= without / 2
    assert len({q["_id"] for q in QUESTIONS}) == len({q["text"] for q in QUESTIONS}) == len(QUESTIONS)


def test_only_unanswerable_questions_lack_a_judged_place() -> None:
    answered = {query for query, *_ in judgements()}
    assert {q["_id"] for q in QUESTIONS} - answered == {q["_id"] for q in QUESTIONS if q["class"] in WITHOUT}
    assert {grade for *_, grade in judgements()} == {1, 2}


def test_questions_without_marks_have_none() -> None:
    assert all(q["text"].isascii() for q in QUESTIONS if q["class"] == "no-marks")


def test_every_judged_place_is_in_the_sample_library(known_places: dict[str, set[str]]) -> None:
    missing = [f"{document}#{place}" for _, document, place, _ in judgements() if place not in known_places[document]]
    assert missing == []


def test_the_halves_share_no_document_and_leave_none_out(known_places: dict[str, set[str]]) -> None:
    dev, test = (SPLIT[half]["documents"] for half in ("dev", "test"))
    assert sorted(dev + test) == sorted(known_places)
    unanswerable = SPLIT["dev"]["unanswerable"] + SPLIT["test"]["unanswerable"]
    assert sorted(unanswerable) == sorted(q["_id"] for q in QUESTIONS if q["class"] in WITHOUT)
