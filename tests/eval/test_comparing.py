import json
from pathlib import Path

import pytest
from results_of import a_collection, a_manifest, a_result

from eval.comparing import by_topic, cut_differently, differences
from eval.lines import BadCollection
from eval.measures import NAMES

COLLECTION = a_collection({"q1": {"a": 1}, "q2": {"a": 1}, "q3": {"a": 1}})


def test_wins_losses_and_ties_are_counted_question_by_question(tmp_path: Path) -> None:
    a = a_result(COLLECTION, {"q1": ["x", "a"], "q2": ["a"], "q3": ["a"]}, tmp_path / "a")
    b = a_result(COLLECTION, {"q1": ["a"], "q2": ["a"], "q3": ["x", "a"]}, tmp_path / "b")
    found = {d.measure: d for d in differences(a, b)}
    first = found["Success@1"]
    assert list(found) == list(NAMES)
    assert (first.wins, first.losses, first.ties, first.difference, first.p) == (1, 1, 1, 0.0, 1.0)
    assert found["R@10"].ties == 3
    assert by_topic(a, b, "Success@1") == {"q1": 1.0, "q2": 0.0, "q3": -1.0}


def test_p_is_corrected_over_the_measures(tmp_path: Path) -> None:
    many = a_collection({f"q{n}": {"a": 1} for n in range(30)})
    a = a_result(many, {f"q{n}": ["x", "a"] for n in range(30)}, tmp_path / "a")
    b = a_result(many, {f"q{n}": ["a"] for n in range(30)}, tmp_path / "b")
    better = next(d for d in differences(a, b) if d.measure == "Success@1")
    assert better.p < better.p_holm < 0.01
    assert better.interval == (1.0, 1.0)


def a_folder(place: Path, **told: str) -> Path:
    place.mkdir()
    (place / "manifest.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    return place


def test_runs_of_other_questions_are_refused_with_the_line_of_the_first(tmp_path: Path) -> None:
    a = a_result(COLLECTION, {"q1": ["a"]}, tmp_path / "a", a_manifest(topics="t1"))
    b = a_result(COLLECTION, {"q1": ["a"], "q2": ["a"]}, tmp_path / "b", a_manifest(topics="t2"))
    with pytest.raises(BadCollection, match=r"b/run\.txt, dòng 2: lượt này hỏi những câu khác với .*a/run\.txt"):
        differences(a, b)


def test_questions_of_the_same_ids_and_other_words_are_refused_with_the_line_of_the_manifest(tmp_path: Path) -> None:
    b_folder = a_folder(tmp_path / "b", configuration="both", topics="t2")
    a = a_result(COLLECTION, {"q1": ["a"]}, tmp_path / "a", a_manifest(topics="t1"))
    b = a_result(COLLECTION, {"q1": ["a"]}, b_folder, a_manifest(topics="t2"))
    with pytest.raises(BadCollection, match=r"b/manifest\.json, dòng 3: lượt này hỏi những câu khác"):
        differences(a, b)


def test_runs_of_another_library_are_refused_with_the_line_of_the_manifest(tmp_path: Path) -> None:
    b_folder = a_folder(tmp_path / "b", configuration="both", documents="d2")
    a = a_result(COLLECTION, {"q1": ["a"]}, tmp_path / "a", a_manifest())
    b = a_result(COLLECTION, {"q1": ["a"]}, b_folder, a_manifest(documents="d2"))
    with pytest.raises(BadCollection, match=r"b/manifest\.json, dòng 3: lượt này tìm trong thư viện khác"):
        differences(a, b)


def test_bare_files_of_other_topics_are_refused_with_the_line(tmp_path: Path) -> None:
    a = a_result(COLLECTION, {"q1": ["a"], "q2": ["x", "a"]}, tmp_path / "a")
    b = a_result(COLLECTION, {"q1": ["a"]}, tmp_path / "b")
    with pytest.raises(BadCollection, match=r"a/run\.txt, dòng 2: chủ đề này chỉ một trong hai lượt có"):
        differences(a, b)


def test_the_same_documents_cut_otherwise_can_be_compared(tmp_path: Path) -> None:
    a = a_result(COLLECTION, {"q1": ["a"]}, tmp_path / "a", a_manifest(library="h1"))
    b = a_result(COLLECTION, {"q1": ["a"]}, tmp_path / "b", a_manifest(library="h2"))
    assert len(differences(a, b)) == len(NAMES)
    assert cut_differently(a.kept, b.kept)
