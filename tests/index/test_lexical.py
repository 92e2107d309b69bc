from pathlib import Path

from shelf import a_deposit, a_document

from index import lexical
from index.engine import Card, Gate
from index.lexical import Lexical
from index.records import Chunk, Scope
from index.vietnamese import terms

EVERYTHING = Gate.of(Scope(), samples=True)


def entry(number: str, *lines: str) -> tuple[Card, tuple[Chunk, ...]]:
    document = a_document(number)
    return Card.of(document), a_deposit(document, *lines).chunks


def found(words: Lexical, question: str) -> set[str]:
    hits = words.matching(terms(question), 9, EVERYTHING)
    return {str(h.chunk_id) for h in hits}


def ids(entry: tuple[Card, tuple[Chunk, ...]]) -> set[str]:
    return {str(c.id) for c in entry[1]}


def test_the_generation_before_stays_as_it_was(tmp_path: Path) -> None:
    old, new = entry("01-QĐ/TW", "kết nạp đảng viên"), entry("02-QĐ/TW", "kết nạp đoàn viên")
    lexical.write(tmp_path / "1", None, [], [old])
    reader = Lexical.open(tmp_path / "1")
    lexical.write(tmp_path / "2", tmp_path / "1", ["01-qd-tw"], [new])
    assert found(reader, "kết nạp") == found(Lexical.open(tmp_path / "1"), "kết nạp") == ids(old)
    assert found(Lexical.open(tmp_path / "2"), "kết nạp") == ids(new)


def test_a_generation_shares_the_files_of_the_one_before(tmp_path: Path) -> None:
    lexical.write(tmp_path / "1", None, [], [entry("01-QĐ/TW", "kết nạp")])
    lexical.write(tmp_path / "2", tmp_path / "1", [], [entry("02-QĐ/TW", "kết nạp")])
    shared = [f for f in (tmp_path / "1").glob("*.idx") if (tmp_path / "2" / f.name).samefile(f)]
    assert len(shared) == 1


def test_neighbours_weigh_more_than_scattered_syllables(tmp_path: Path) -> None:
    together = entry("01-QĐ/TW", "sinh hoạt đảng của chi bộ là bắt buộc")
    scattered = entry("02-QĐ/TW", "sinh thời đảng ta và bộ đội hoạt động chi viện")
    lexical.write(tmp_path / "1", None, [], [scattered, together])
    hits = Lexical.open(tmp_path / "1").matching(terms("sinh hoạt chi bộ"), 2, EVERYTHING)
    assert hits[0].chunk_id == together[1][0].id


def test_spellings_of_one_word_are_one_term(tmp_path: Path) -> None:
    lexical.write(tmp_path / "1", None, [], [entry("01-QĐ/TW", "Uỷ ban kỹ thuật")])
    words = Lexical.open(tmp_path / "1")
    assert found(words, "ủy ban") == found(words, "kĩ thuật") != set()
    assert words.frequency("ủy_ban") == 1
