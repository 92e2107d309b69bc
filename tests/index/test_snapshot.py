import os
from datetime import date
from pathlib import Path

from shelf import a_deposit, a_document

from index.library import Library
from index.settings import Settings
from index.snapshot import sweep


def test_the_two_newest_generations_stay_and_young_builders_too(tmp_path: Path) -> None:
    for name in ("1", "2", "3", "4", ".building-young", ".building-old"):
        (tmp_path / name).mkdir()
    os.utime(tmp_path / ".building-old", (0, 0))
    sweep(tmp_path, 3)
    assert sorted(f.name for f in tmp_path.iterdir()) == [".building-young", "2", "3"]


def test_only_what_changed_gets_new_entries(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document("01-QĐ/TW"), "Chi bộ họp"), a_deposit(a_document("02-QĐ/TW"), "Đảng bộ họp")])
    first = {f.name for f in (settings.caches / "1" / "dense").glob("*.npz")}
    library.add([a_deposit(a_document("03-QĐ/TW"), "Đoàn họp")])
    second = {f.name for f in (settings.caches / "2" / "dense").glob("*.npz")}
    assert first < second
    assert len(second) == 2


def test_a_shelfmark_changes_with_the_words_and_with_the_state(library: Library) -> None:
    marks = []
    for document in (a_document(), a_document(sha256="1" * 64), a_document(valid_until=date(2026, 1, 1))):
        library.add([a_deposit(document, "Chi bộ họp")])
        marks.append(library._now().shelfmark("07-qd-tw"))
    assert len(set(marks)) == 3
    assert library._now().shelfmark("khong-co") is None
