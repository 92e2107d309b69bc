from pathlib import Path

from index.originals import keep, place

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def test_a_file_stands_under_its_hash_and_once(tmp_path: Path) -> None:
    path = keep(tmp_path, b"test")
    assert path == keep(tmp_path, b"test") == place(tmp_path, SHA256) == tmp_path / "9f" / SHA256
    assert path.read_bytes() == b"test"
    assert list(path.parent.iterdir()) == [path]


def test_what_is_there_is_not_written_again(tmp_path: Path) -> None:
    path = keep(tmp_path, b"test")
    before = path.stat().st_ino
    keep(tmp_path, b"test")
    assert path.stat().st_ino == before
