"""The contract of an engine: whatever searches for us passes all of this. Every fact is checked on both verbs."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from shelf import a_deposit, a_document

from index.encoders import HashingEncoder
from index.engine import Draft, Engine, empty_draft, open_engine
from index.errors import WrongSetting
from index.generation import Generation
from index.records import Document, Scope
from index.vietnamese import terms

QUESTION = "điều kiện kết nạp đảng viên"
ENCODER = HashingEncoder()
Ask = Callable[[Engine, int, Scope], set[str]]


def nearest(engine: Engine, k: int, scope: Scope) -> list[int]:
    return [h.chunk_id for h in engine.nearest(ENCODER.encode_query([QUESTION])[0], k, scope)]


def matching(engine: Engine, k: int, scope: Scope) -> list[int]:
    return [h.chunk_id for h in engine.matching(terms(QUESTION), k, scope)]


both = pytest.mark.parametrize("ask", [nearest, matching])


@pytest.fixture(params=["local"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def put(draft: Draft, document: Document, *lines: str) -> list[int]:
    """Adds the document and gives the ids of its chunks, one a line."""
    chunks = a_deposit(document, *lines).chunks
    draft.add(document, chunks, ENCODER.encode_document([c.text for c in chunks]))
    return [c.id for c in chunks]


def publish(draft: Draft, number: int = 1) -> Engine:
    return draft.publish(Generation(number, f"hash-{number}"))


def forbidden_and_allowed(draft: Draft, forbidden: Document, allowed: Document) -> list[int]:
    """120 chunks that answer best and may not be seen, then 5 that answer worse: the ids of those 5."""
    put(draft, forbidden, *(f"{QUESTION} {QUESTION}" for _ in range(120)))
    return put(draft, allowed, *(f"Về việc khác, có nhắc đến kết nạp, số {n}." for n in range(5)))


@both
@pytest.mark.parametrize(
    ("changes", "scope"),
    [
        ({"audience": "restricted"}, Scope()),
        ({"kind": "nghi-quyet"}, Scope(kinds=("quy-dinh",))),
        ({"issuer": "Tỉnh ủy Đông Hà"}, Scope(issuers=("Ban chấp hành trung ương",))),
        ({"issued_on": "2019-12-31"}, Scope(issued_from="2020-01-01")),
        ({"issued_on": "2025-04"}, Scope(issued_to="2025-03")),
        ({"issued_on": None}, Scope(issued_from="2000-01-01")),
        ({"issued_on": None}, Scope(issued_to="2030-01-01")),
        ({"valid_until": date(2025, 6, 1)}, Scope(in_force_on=date(2025, 6, 1))),
        ({"valid_from": date(2025, 7, 1)}, Scope(in_force_on=date(2025, 6, 30))),
        ({"issued_on": "2026-01-09"}, Scope(in_force_on=date(2025, 8, 1))),
        ({"sample": True}, Scope()),
        ({}, Scope(documents=("07-qd-tw",))),
    ],
)
def test_k_allowed_chunks_come_though_the_first_hundred_are_forbidden(
    ask: Ask, name: str, tmp_path: Path, changes: dict[str, object], scope: Scope
) -> None:
    draft = empty_draft(name, tmp_path)
    allowed = forbidden_and_allowed(draft, a_document("99-QĐ/TW", **changes), a_document())
    for engine in (publish(draft), open_engine(name, tmp_path, Generation(1, "hash-1"))):
        assert engine is not None
        assert sorted(ask(engine, 5, scope)) == sorted(allowed)


@both
@pytest.mark.parametrize(
    ("changes", "scope"),
    [
        ({"audience": "restricted"}, Scope(audiences=("public", "restricted"))),
        ({"kind": "nghi-quyet"}, Scope(kinds=("Nghị quyết",))),
        ({"issuer": "TỈNH ỦY ĐÔNG HÀ"}, Scope(issuers=("tinh-uy-dong-ha",))),
        ({"issued_on": "2025-05"}, Scope(issued_from="2025-05-20", issued_to="2025-05-21")),
        ({"valid_until": date(2025, 6, 1)}, Scope(in_force_on=date(2025, 5, 31))),
        ({"valid_from": date(2025, 7, 1)}, Scope(in_force_on=date(2025, 7, 1))),
        ({"issued_on": None}, Scope(in_force_on=date(2025, 7, 1))),
        ({}, Scope()),
    ],
)
def test_what_a_scope_lets_in_is_found(
    ask: Ask, name: str, tmp_path: Path, changes: dict[str, object], scope: Scope
) -> None:
    draft = empty_draft(name, tmp_path)
    wanted = put(draft, a_document(**changes), QUESTION)
    assert ask(publish(draft), 3, scope) == wanted


@both
def test_an_asker_without_an_audience_sees_nothing(ask: Ask, name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    put(draft, a_document(), QUESTION)
    assert ask(publish(draft), 3, Scope(audiences=())) == []


@both
def test_samples_are_found_until_something_real_is_there(ask: Ask, name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    samples = put(draft, a_document("01-QĐ/CB", sample=True), QUESTION)
    first = publish(draft)
    assert ask(first, 3, Scope()) == samples
    following = first.draft()
    real = put(following, a_document(audience="restricted"), QUESTION)
    second = publish(following, 2)
    assert ask(second, 3, Scope()) == []
    assert ask(second, 3, Scope(audiences=("public", "restricted"))) == real
    again = second.draft()
    again.remove(a_document().id)
    assert ask(publish(again, 3), 3, Scope()) == samples


@both
def test_what_is_removed_is_gone_in_the_next_generation_and_after_reopening(
    ask: Ask, name: str, tmp_path: Path
) -> None:
    draft = empty_draft(name, tmp_path)
    kept = put(draft, a_document("01-QĐ/TW"), QUESTION)
    put(draft, a_document("02-QĐ/TW"), QUESTION, QUESTION)
    following = publish(draft).draft()
    following.remove("02-qd-tw")
    second = publish(following, 2)
    assert ask(second, 9, Scope()) == kept
    assert len(second) == 1
    reopened = open_engine(name, tmp_path, Generation(2, "hash-2"))
    assert reopened is not None
    assert ask(reopened, 9, Scope()) == kept


@both
def test_a_document_added_again_stands_in_the_place_of_the_old_one(ask: Ask, name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    put(draft, a_document(), QUESTION, f"{QUESTION} là gì")
    following = publish(draft).draft()
    new = put(following, a_document(), f"{QUESTION} như sau")
    second = publish(following, 2)
    assert ask(second, 9, Scope()) == new
    changed = second.draft()
    same = put(changed, a_document(valid_until=date(2025, 6, 1)), f"{QUESTION} như sau")
    third = publish(changed, 3)
    assert same == new
    assert ask(third, 9, Scope()) == new
    assert ask(third, 9, Scope(in_force_on=date(2025, 6, 1))) == []


@both
def test_a_reader_keeps_its_snapshot_while_the_next_is_published(ask: Ask, name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    old = put(draft, a_document("01-QĐ/TW"), QUESTION)
    engine = publish(draft)
    seen: list[list[int]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(ask(engine, 9, Scope()))

    reader = threading.Thread(target=read)
    reader.start()
    newest = engine
    for number in range(2, 6):
        following = newest.draft()
        following.remove("01-qd-tw")
        put(following, a_document(f"{number:02}-QĐ/TW"), QUESTION)
        newest = publish(following, number)
    stop.set()
    reader.join()
    assert seen
    assert all(ids == old for ids in seen)
    assert len(ask(newest, 9, Scope())) == 4


@both
def test_twenty_generations_hold_what_was_added_and_not_removed(ask: Ask, name: str, tmp_path: Path) -> None:
    engine, expected = publish(empty_draft(name, tmp_path)), {}
    for n in range(20):
        draft = engine.draft()
        expected[f"{n:02}-qd-tw"] = put(draft, a_document(f"{n:02}-QĐ/TW"), f"{QUESTION} {n}", f"kết nạp {n}")
        if n % 3 == 2:
            draft.remove(f"{n - 1:02}-qd-tw")
            del expected[f"{n - 1:02}-qd-tw"]
        engine = publish(draft, n + 2)
    reopened = open_engine(name, tmp_path, Generation(21, "hash-21"))
    assert reopened is not None
    wanted = sorted(i for ids in expected.values() for i in ids)
    assert sorted(ask(engine, 99, Scope())) == sorted(ask(reopened, 99, Scope())) == wanted
    one = Scope(documents=("05-qd-tw",))
    assert sorted(ask(engine, 99, one)) == sorted(expected["05-qd-tw"])


@both
def test_an_empty_engine_finds_nothing(ask: Ask, name: str, tmp_path: Path) -> None:
    engine = publish(empty_draft(name, tmp_path))
    assert ask(engine, 5, Scope()) == []
    assert len(engine) == 0


def test_hits_come_best_first_and_never_more_than_asked(name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    best, *_ = put(draft, a_document(), QUESTION, "đảng viên dự bị", "họp chi bộ", "kết nạp")
    engine = publish(draft)
    for hits in (
        engine.nearest(ENCODER.encode_query([QUESTION])[0], 3, Scope()),
        engine.matching(terms(QUESTION), 3, Scope()),
    ):
        assert hits[0].chunk_id == best
        assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
        assert len(hits) <= 3


def test_matching_leaves_out_what_has_none_of_the_terms(name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    put(draft, a_document(), "Chi bộ họp thường kỳ.")
    assert publish(draft).matching(terms("bóng đá"), 5, Scope(kinds=("quy-dinh",))) == []
    assert publish(draft).matching([], 5, Scope()) == []


def test_terms_without_marks_find_words_with_marks(name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    wanted, _ = put(draft, a_document(), "Lễ kết nạp đảng viên", "Chi bộ họp thường kỳ")
    assert matching_ids(publish(draft), "ket nap dang vien") == [wanted]


def test_marks_decide_between_words_that_fold_alike(name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    _, cadre = put(draft, a_document(), "căn bộ số chi tiết", "cán bộ cơ sở")
    assert matching_ids(publish(draft), "cán bộ")[0] == cadre


def test_a_slip_in_one_document_does_not_make_a_word(name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    slip, *rest = put(draft, a_document(), "noi dung dang sai", *(f"đảng viên số {n}" for n in range(60)))
    assert matching_ids(publish(draft), "dang vien so 7")[0] == rest[7]
    assert slip not in matching_ids(publish(draft), "đảng viên số 7")


def test_the_heading_trail_is_searched_too(name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    document = a_document()
    chunks = a_deposit(document, "a) Đơn;", context="Hồ sơ kết nạp").chunks
    draft.add(document, chunks, ENCODER.encode_document([c.text for c in chunks]))
    assert matching_ids(publish(draft), "hồ sơ") == [chunks[0].id]


def test_strange_terms_are_asked_for_and_not_found(name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    put(draft, a_document(), "Chi bộ họp.")
    engine = publish(draft)
    for term in ('AND) OR "', "*", "terms:chi", "\x00", "🎉", "x" * 70_000):
        assert engine.matching([term], 5, Scope()) == []


def test_a_term_is_counted_as_typed_or_else_without_marks(name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    put(draft, a_document(), "đảng viên", "đảng bộ", "tổ chức")
    engine = publish(draft)
    assert [engine.frequency(t) for t in ("đảng", "dang", "đảng_viên", "đãng", "bóng")] == [2, 2, 1, 2, 0]


def test_a_generation_of_another_hash_is_not_opened(name: str, tmp_path: Path) -> None:
    publish(empty_draft(name, tmp_path))
    assert open_engine(name, tmp_path, Generation(1, "another")) is None
    assert open_engine(name, tmp_path, Generation(2, "hash-1")) is None


def test_no_other_engine_is_known(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="TRACUU_ENGINE"):
        open_engine("milvus", tmp_path, Generation(1, ""))
    with pytest.raises(WrongSetting, match="TRACUU_ENGINE"):
        empty_draft("milvus", tmp_path)


def test_both_verbs_agree_with_the_plain_reading_of_a_scope(name: str, tmp_path: Path) -> None:
    """200 random scopes over 40 random documents: each verb finds all that the scope admits, and nothing else."""
    chance = np.random.default_rng(7)
    draft = empty_draft(name, tmp_path)
    kinds, issuers = ("quy-dinh", "nghi-quyet", "ket-luan"), ("Đảng ủy xã A", "Tỉnh ủy B")
    days = [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)]
    held: dict[str, Document] = {}
    for n in range(40):
        document = a_document(
            f"{n:02}-QĐ/TW",
            kind=chance.choice(kinds).item(),
            issuer=chance.choice(issuers).item(),
            audience=("public", "restricted")[int(chance.integers(2))],
            issued_on=("2023-05-01", "2024-06", None)[int(chance.integers(3))],
            valid_until=(None, *days)[int(chance.integers(4))],
        )
        put(draft, document, QUESTION)
        held[document.id] = document
    engine = publish(draft)
    for _ in range(200):
        scope = Scope(
            audiences=(("public",), ("public", "restricted"))[int(chance.integers(2))],
            kinds=((), kinds[:1], kinds[1:])[int(chance.integers(3))],
            issuers=((), issuers[:1])[int(chance.integers(2))],
            issued_from=(None, "2024-01-01")[int(chance.integers(2))],
            in_force_on=(None, *days)[int(chance.integers(4))],
        )
        wanted = {
            d.id for d in held.values()
            if d.audience in scope.audiences
            and (not scope.kinds or d.kind in scope.kinds)
            and (not scope.issuers or d.issuer in scope.issuers)
            and (scope.issued_from is None or d.issued_on == "2024-06")
            and (scope.in_force_on is None or d.valid_until is None or scope.in_force_on < d.valid_until)
            and (scope.in_force_on is None or (d.issued_on or "") <= scope.in_force_on.isoformat())
        }  # fmt: skip
        ids = {a_deposit(held[i], QUESTION).chunks[0].id for i in wanted}
        assert set(nearest(engine, 99, scope)) == ids
        assert set(matching(engine, 99, scope)) == ids


def matching_ids(engine: Engine, question: str) -> list[int]:
    return [h.chunk_id for h in engine.matching(terms(question), 9, Scope())]


def test_a_document_without_words_changes_nothing_but_is_there(name: str, tmp_path: Path) -> None:
    draft = empty_draft(name, tmp_path)
    put(draft, a_document("01-QĐ/CB", sample=True), QUESTION)
    put(draft, replace(a_document(), id="khong-chu"))
    engine = publish(draft)
    assert len(engine) == 1
    assert nearest(engine, 5, Scope()) == matching(engine, 5, Scope()) == []
