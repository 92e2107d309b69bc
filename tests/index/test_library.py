import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from shelf import a_deposit, a_document, replaces

from index import tables, truth
from index.desk import Waiting
from index.encoders import Encoding, HashingEncoder
from index.errors import EncoderMismatch, Locked, NotFound, Unusable, WrongVersion
from index.fusion import Blend
from index.library import Library
from index.records import Scope
from index.settings import Settings

LINES = ("Điều kiện kết nạp đảng viên", "Hồ sơ kết nạp gồm đơn và lý lịch", "Chi bộ họp mỗi tháng một lần")
QUESTION = "hồ sơ kết nạp"


class CountingEncoder(HashingEncoder):
    """A HashingEncoder that counts the texts it was given."""

    encoded = 0

    def encode_document(self, texts):  # type: ignore[no-untyped-def]
        self.encoded += len(texts)
        return super().encode_document(texts)


def reopened(settings: Settings) -> Library:
    return Library.open(settings, HashingEncoder())


def test_an_empty_home_becomes_an_empty_library(settings: Settings) -> None:
    library = reopened(settings)
    assert library.is_empty
    assert (library.generation, library.documents(), library.search(QUESTION)) == (0, (), [])
    assert (settings.home / "library.db").exists()


def test_what_is_added_is_found_and_read_back(library: Library, settings: Settings) -> None:
    deposit = a_deposit(a_document(), *LINES)
    assert library.add([deposit]) == library.generation == 1
    for opened in (library, reopened(settings)):
        best = opened.search(QUESTION)[0]
        assert (best.document, best.chunk) == (deposit.document, deposit.chunks[1])
        assert [said.split()[0] for said in best.why] == ["words", "meaning", "fused"]
        assert opened.text(deposit.document.id) == deposit.text
        assert opened.sections(deposit.document.id) == deposit.sections
        assert opened.runs(deposit.document.id) == deposit.runs
        assert opened.chunks(deposit.document.id) == deposit.chunks
        assert opened.documents() == (deposit.document,)
        assert opened.held(deposit.document.sha256) == deposit.document
        assert opened.held("0" * 64) is None


def test_a_member_never_sees_restricted_documents(library: Library) -> None:
    library.add([a_deposit(a_document(audience="restricted"), *LINES)])
    assert library.search(QUESTION) == []
    assert len(library.search(QUESTION, scope=Scope(audiences=("public", "restricted")))) == 3


def test_a_list_of_documents_is_for_its_readers(library: Library) -> None:
    library.add(
        [a_deposit(a_document("01-QĐ/TW", audience="restricted"), *LINES), a_deposit(a_document("02-QĐ/TW"), *LINES)]
    )
    assert [d.id for d in library.documents()] == ["02-qd-tw"]
    assert [d.id for d in library.documents(("public", "restricted"))] == ["01-qd-tw", "02-qd-tw"]


def test_one_place_appears_once(library: Library) -> None:
    deposit = a_deposit(a_document(), *LINES)
    same = deposit.chunks[0].locator
    library.add([replace(deposit, chunks=tuple(replace(c, locator=same) for c in deposit.chunks))])
    (passage,) = library.search(QUESTION)
    assert passage.chunk.text == LINES[1]


def test_each_leg_can_be_asked_alone(library: Library) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    words = library.candidates("lý lịch", blend=Blend(meaning=0))
    assert [(s.passage.chunk.text, s.meaning) for s in words] == [(LINES[1], None)]
    meaning = library.candidates("lý lịch", blend=Blend(meaning=1))
    assert len(meaning) == 3
    assert {s.words for s in meaning} == {None}


def test_a_candidate_found_by_words_alone_still_has_its_cosine(library: Library) -> None:
    others = [f"đoạn văn số {n} về hồ sơ lưu trữ và kết quả" for n in range(30)]
    library.add([a_deposit(a_document(), *others, "kết nạp")])
    asked = library.encoder.encode_query(["kết nạp"])[0]
    for scored in library.candidates("kết nạp", n=2):
        text = library.encoder.encode_document([scored.passage.chunk.text])[0]
        assert scored.meaning == pytest.approx(float(asked @ text), abs=2e-3)


@pytest.mark.parametrize("question", ["", " ", "?!…", "\x00", "\ud800", "🎉🎉"])
def test_a_question_without_words_finds_nothing(library: Library, question: str) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    assert library.search(question) == []


@pytest.mark.parametrize(
    "question", ["hồ sơ\x00kết nạp", "hồ sơ \ud800 kết nạp", "🎉 hồ sơ", "ho so ket nap", "hồ " * 5000]
)
def test_a_strange_question_is_still_answered(library: Library, question: str) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    assert library.search(question)[0].chunk.text == LINES[1]


def test_the_hash_names_what_is_held_and_not_how_it_came(tmp_path: Path) -> None:
    deposits = [a_deposit(a_document(number), *LINES) for number in ("01-QĐ/TW", "02-QĐ/TW")]
    one, other = (reopened(Settings(home=tmp_path / name)) for name in ("a", "b"))
    one.add(deposits)
    other.add(deposits[1:])
    assert one.hash != other.hash
    other.add(deposits[:1])
    assert one.hash == other.hash
    assert one.generation != other.generation


def test_a_corrected_file_is_a_new_edition(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    before = library.hash
    corrected = a_deposit(a_document(sha256="1" * 64), "Hồ sơ kết nạp gồm ba loại giấy")
    library.add([corrected])
    assert library.hash != before
    for opened in (library, reopened(settings)):
        assert [p.chunk for p in opened.search(QUESTION)] == list(corrected.chunks)
        assert len(opened.documents()) == 1


def test_a_withdrawn_document_is_found_no_more(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document("01-QĐ/TW"), *LINES), a_deposit(a_document("02-QĐ/TW"), *LINES)])
    library.withdraw("01-qd-tw")
    for opened in (library, reopened(settings)):
        assert {p.document.id for p in opened.search(QUESTION)} == {"02-qd-tw"}
        assert opened.document("01-qd-tw") is None
        with pytest.raises(NotFound, match="01-qd-tw"):
            opened.text("01-qd-tw")
    with pytest.raises(NotFound):
        library.withdraw("01-qd-tw")


def test_samples_leave_search_when_something_real_comes(library: Library) -> None:
    library.add([a_deposit(a_document("01-QĐ/CB", sample=True), *LINES)])
    assert [d.id for d in library.documents()] == ["01-qd-cb"]
    library.add([a_deposit(a_document("02-QĐ/TW"), "Hồ sơ kết nạp")])
    assert [d.id for d in library.documents()] == ["02-qd-tw"]
    assert {p.document.id for p in library.search(QUESTION)} == {"02-qd-tw"}
    assert library.document("01-qd-cb") is not None
    assert len(library.all_documents()) == 2


@pytest.mark.parametrize("old_comes_first", [True, False])
def test_a_document_ends_whichever_of_the_two_comes_first(
    library: Library, settings: Settings, old_comes_first: bool
) -> None:
    old = a_deposit(a_document("24-QĐ/TW", issued_on="2021-07-30"), *LINES)
    newer = a_document("232-QĐ/TW", issued_on="2025-01-20")
    new = a_deposit(newer, "Quy định này thay thế Quy định số 24-QĐ/TW", relations=[replaces(newer, "24-QĐ/TW")])
    for deposit in (old, new) if old_comes_first else (new, old):
        library.add([deposit])
    for opened in (library, reopened(settings)):
        ended = opened.document("24-qd-tw")
        assert ended is not None
        assert (ended.state(date(2026, 1, 1)), ended.successor) == ("replaced", "232-qd-tw")
        assert opened.relations_to("24-qd-tw") == new.relations == opened.relations("232-qd-tw")
        today = Scope(in_force_on=date(2026, 1, 1))
        assert {p.document.id for p in opened.search(QUESTION, scope=today)} == {"232-qd-tw"}
        then = Scope(in_force_on=date(2024, 1, 1))
        assert {p.document.id for p in opened.search(QUESTION, scope=then)} == {"24-qd-tw"}
    library.withdraw("232-qd-tw")
    alone = library.document("24-qd-tw")
    assert alone is not None
    assert alone.valid_until is None


def test_words_that_did_not_change_are_not_encoded_again(settings: Settings) -> None:
    encoder = CountingEncoder()
    library = Library.open(settings, encoder)
    library.add([a_deposit(a_document(), *LINES)])
    library.add([a_deposit(a_document(sha256="1" * 64), "Điều mới", *LINES)])
    library.add([a_deposit(a_document("08-QĐ/TW"), *LINES)])
    assert encoder.encoded == len(LINES) + 1


def test_a_thread_keeps_its_generation_until_it_asks_for_another(library: Library, settings: Settings) -> None:
    old = a_deposit(a_document("01-QĐ/TW"), *LINES)
    library.add([old])
    reader = reopened(settings)
    reader.refresh()
    library.withdraw("01-qd-tw")
    library.add([a_deposit(a_document("02-QĐ/TW"), *LINES)])
    library.add([a_deposit(a_document("03-QĐ/TW"), *LINES)])
    assert reader.generation == 1
    assert {p.document.id for p in reader.search(QUESTION)} == {"01-qd-tw"}
    assert reader.text("01-qd-tw") == old.text
    reader.refresh()
    assert reader.generation == 4
    assert {p.document.id for p in reader.search(QUESTION)} == {"02-qd-tw", "03-qd-tw"}


def test_one_thread_refreshing_does_not_move_another(library: Library) -> None:
    library.add([a_deposit(a_document("01-QĐ/TW"), *LINES)])
    seen: list[int] = []
    ready, go = threading.Event(), threading.Event()

    def read() -> None:
        library.refresh()
        ready.set()
        go.wait(10)
        seen.append(library.generation)
        library.refresh()
        seen.append(library.generation)

    reader = threading.Thread(target=read)
    reader.start()
    ready.wait(10)
    library.add([a_deposit(a_document("02-QĐ/TW"), *LINES)])
    go.set()
    reader.join()
    assert seen == [1, 2]


def test_many_threads_may_ask_while_one_adds(library: Library) -> None:
    library.add([a_deposit(a_document("00-QĐ/TW"), *LINES)])
    wrong: list[object] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            library.refresh()
            held = {d.id for d in library.documents()}
            found = {p.document.id for p in library.search(QUESTION, k=50)}
            if found != held:
                wrong.append((held, found))

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for n in range(1, 6):
        library.add([a_deposit(a_document(f"{n:02}-QĐ/TW"), *LINES)])
    stop.set()
    for asker in askers:
        asker.join()
    assert wrong == []


def test_deleting_the_caches_loses_nothing(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    found = library.search(QUESTION)
    shutil.rmtree(settings.caches)
    assert reopened(settings).search(QUESTION) == found


@pytest.mark.parametrize("file", ["manifest.json", "dense/segments.json", "lexical/meta.json", "marks.npz"])
def test_a_broken_cache_is_made_again(library: Library, settings: Settings, file: str) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    found = library.search(QUESTION)
    (settings.caches / "1" / file).write_bytes(b"{")
    opened = reopened(settings)
    assert opened.search(QUESTION) == found
    assert opened.marks().restore("ho so ket nap") == "hồ sơ kết nạp"


def test_many_may_make_the_caches_again_at_once(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    found = library.search(QUESTION)
    shutil.rmtree(settings.caches)
    seen: list[object] = []
    openers = [threading.Thread(target=lambda: seen.append(reopened(settings).search(QUESTION))) for _ in range(8)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    assert seen == [found] * 8
    assert [f.name for f in settings.caches.iterdir()] == ["1"]


def test_old_caches_are_swept(library: Library, settings: Settings) -> None:
    for n in range(5):
        library.add([a_deposit(a_document(f"{n:02}-QĐ/TW"), *LINES)])
    assert sorted(f.name for f in settings.caches.iterdir()) == ["4", "5"]


def test_a_library_built_with_another_encoder_is_refused_and_rebuilt(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    before = library.hash
    with pytest.raises(EncoderMismatch, match=r"hashing-256.*hashing-64.*python -m ingest rebuild"):
        Library.open(settings, HashingEncoder(64))
    rebuilt = Library.rebuild(settings, HashingEncoder(64))
    assert rebuilt.hash == before
    with truth.reading(truth.connect(settings.database_url)) as connection:
        kept = connection.execute(sa.select(tables.vectors.c.encoder).distinct()).scalars().all()
    assert kept == ["hashing-64"]
    assert rebuilt.search(QUESTION)[0].chunk.text == LINES[1]
    assert Library.open(settings, HashingEncoder(64)).generation == 2
    with pytest.raises(EncoderMismatch):
        reopened(settings)


def test_a_library_of_a_newer_program_is_refused(library: Library, settings: Settings) -> None:
    with truth.writing(truth.connect(settings.database_url)) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongVersion):
        reopened(settings)


def test_a_home_that_is_no_folder_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "nha").write_text("không phải thư mục")
    with pytest.raises(Unusable, match="TRACUU_HOME"):
        reopened(Settings(home=tmp_path / "nha"))


def test_a_database_that_is_none_is_said_so(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "library.db").write_text("đây không phải cơ sở dữ liệu " * 100)
    with pytest.raises(Unusable):
        reopened(settings)


def test_two_cannot_write_at_once(library: Library, settings: Settings) -> None:
    other = reopened(settings)
    with library.writing():
        library.add([a_deposit(a_document(), *LINES)])
        with pytest.raises(Locked):
            other.add([a_deposit(a_document("08-QĐ/TW"), *LINES)])
    other.add([a_deposit(a_document("08-QĐ/TW"), *LINES)])
    assert other.generation == 2


def test_what_fails_in_the_middle_changes_nothing(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    before = (library.generation, library.hash, library.search(QUESTION))
    broken = replace(a_deposit(a_document("08-QĐ/TW"), "x"), runs=(None,))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        library.add([a_deposit(a_document("09-QĐ/TW"), *LINES), broken])
    for opened in (library, reopened(settings)):
        opened.refresh()
        assert (opened.generation, opened.hash, opened.search(QUESTION)) == before


def test_originals_are_kept_by_their_bytes(library: Library, settings: Settings) -> None:
    path = library.keep_original(b"van ban")
    assert library.keep_original(b"van ban") == path
    assert path.relative_to(settings.originals).parts == (path.name[:2], path.name)
    library.add([a_deposit(a_document(sha256=path.name), *LINES)])
    assert library.original(a_document().id).read_bytes() == b"van ban"
    with pytest.raises(NotFound):
        library.original("khong-co")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_what_waits_and_what_happened_is_remembered(library: Library, settings: Settings) -> None:
    library.put_pending(Waiting("p-0123456789ab", "quet.pdf", "0" * 64, "needs_ocr", "Cần nhận dạng chữ."))
    library.note("mat.pdf", "1" * 64, "refused", reason="secret")
    opened = reopened(settings)
    assert [w.name for w in opened.pending()] == ["quet.pdf"]
    assert [(e.name, e.status, e.reason) for e in opened.journal()] == [("mat.pdf", "refused", "secret")]
    library.drop_pending("p-0123456789ab")
    assert opened.pending() == ()


def test_marks_are_those_of_the_generation(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document(), "Lễ kết nạp đảng viên")])
    assert library.marks().restore("le ket nap") == "lễ kết nạp"
    library.add([a_deposit(a_document("08-QĐ/TW"), "Đoàn chủ tịch khai mạc")])
    assert library.marks().restore("doan chu tich khai mac") == "đoàn chủ tịch khai mạc"
    assert reopened(settings).marks().restore("doan chu tich khai mac") == "đoàn chủ tịch khai mạc"


def test_a_rarer_term_says_more(library: Library) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    assert library.idf("bóng") > library.idf("chi") > library.idf("kết") > 0
    assert library.idf("kết") == library.idf("ket")


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from shelf import a_deposit, a_document
from index import library as module
from index.encoders import Encoding, HashingEncoder
from index.settings import Settings

library = module.Library.open(Settings(home=Path({home!r})), HashingEncoder())
{moment}
library.add([a_deposit(a_document("66-QĐ/TW"), "Hồ sơ kết nạp của người bị ngắt giữa chừng")])
"""
DIES = "lambda *_: os.kill(os.getpid(), signal.SIGKILL)"


@pytest.mark.parametrize(
    "moment",
    [
        f"module.build_snapshot = {DIES}",
        f"built = module.build_snapshot; module.build_snapshot = lambda *a: (built(*a), ({DIES})())",
        f"from index import lexical; lexical.write = {DIES}",
        f"from index import local; local._replace = {DIES}",
    ],
)
def test_a_kill_at_any_moment_leaves_the_old_generation(library: Library, settings: Settings, moment: str) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    before = (library.generation, library.hash, library.search(QUESTION))
    code = KILLED.format(tests=str(Path(__file__).parent), home=str(settings.home), moment=moment)
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    opened = reopened(settings)
    assert (opened.generation, opened.hash, opened.search(QUESTION)) == before
    opened.add([a_deposit(a_document("08-QĐ/TW"), *LINES)])
    assert opened.generation == 2
    assert {p.document.id for p in reopened(settings).search(QUESTION)} == {"07-qd-tw", "08-qd-tw"}


FULL = """
import json, resource, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from shelf import a_deposit, a_document
from index.encoders import Encoding, HashingEncoder
from index.errors import DiskFull
from index.library import Library
from index.settings import Settings

library = Library.open(Settings(home=Path({home!r})), HashingEncoder())
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    library.add([a_deposit(a_document("66-QĐ/TW"), *(f"Điều {{n}}. Hồ sơ số {{n}}" for n in range(2000)))])
except DiskFull as full:
    sys.exit(f"FULL {{full.code}}")
"""


@pytest.mark.parametrize("limit", [0, 20_000, 200_000, 600_000, 1_500_000])
def test_a_full_disk_changes_nothing_and_says_so(library: Library, settings: Settings, limit: int) -> None:
    """The system's limit on a file's size stands for a full disk: the same calls fail."""
    library.add([a_deposit(a_document(), *LINES)])
    before = (library.generation, library.hash, library.search(QUESTION))
    code = FULL.format(tests=str(Path(__file__).parent), home=str(settings.home), limit=limit)
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert run.stderr.strip() == "FULL disk_full"
    opened = reopened(settings)
    assert (opened.generation, opened.hash, opened.search(QUESTION)) == before


def test_opening_brings_neither_torch_nor_alembic(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document(), *LINES)])
    code = f"""
import sys
from pathlib import Path
from index.encoders import Encoding, HashingEncoder
from index.library import Library
from index.settings import Settings
library = Library.open(Settings(home=Path({str(settings.home)!r})), HashingEncoder())
assert library.search("hồ sơ") and library.marks()
assert not {{"torch", "transformers", "alembic", "underthesea"}} & set(sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_words_of_what_can_be_found_no_more_are_unlearned(library: Library) -> None:
    library.add([a_deposit(a_document("01-QĐ/TW"), "Mật ước xương rồng"), a_deposit(a_document("02-QĐ/TW"), *LINES)])
    assert library.marks().restore("xuong rong") == "xương rồng"
    library.withdraw("01-qd-tw")
    assert library.marks().restore("xuong rong") != "xương rồng"
    assert library.marks().restore("ly lich") == "lý lịch"


class Speaking(HashingEncoder):
    """Gives every syllable of a text a token vector."""

    token_width = 64

    def read_query(self, text: str) -> Encoding:
        return self.read_documents([text])[0]

    def read_documents(self, texts: Sequence[str]) -> list[Encoding]:
        words = HashingEncoder(64)
        return [Encoding(self.encode_document([t])[0], words.encode_document(t.split())) for t in texts]


def test_a_full_cache_of_token_vectors_loses_nothing_of_the_question_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(Settings(home=tmp_path), Speaking())
    library.add([a_deposit(a_document(), *[f"Điều khoản số {n} về đảng phí" for n in range(12)])])
    wanted = [s.tokens for s in library.candidates("đảng phí điều khoản 7")]
    monkeypatch.setattr("index.library._SPOKEN", 5)
    for _ in range(3):
        assert [s.tokens for s in library.candidates("đảng phí điều khoản 7")] == wanted
    assert None not in wanted


def test_lost_token_vectors_come_back_with_a_rebuild(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    library = Library.open(settings, Speaking())
    library.add([a_deposit(a_document(), *LINES)])
    with truth.writing(library._database) as connection:
        connection.execute(tables.token_vectors.delete())
    again = Library.rebuild(settings, Speaking())
    assert all(s.tokens is not None for s in again.candidates("lý lịch"))
