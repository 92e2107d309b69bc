from pathlib import Path

import pytest

from eval.lines import BadCollection, Line, lines


def test_a_mark_of_order_at_the_start_and_carriage_returns_are_no_part_of_a_line(tmp_path: Path) -> None:
    file = tmp_path / "q.tsv"
    file.write_bytes("\ufeffq1\tchi bộ\r\n\r\nq2\tđảng phí\r\n".encode())
    assert [(line.number, line.text) for line in lines(file)] == [(1, "q1\tchi bộ"), (3, "q2\tđảng phí")]


def test_what_is_no_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "q.tsv"
    file.write_bytes(b"q1\tmot\nq2\t\xff\xfe\n")
    with pytest.raises(BadCollection, match=r"q\.tsv, dòng 2: không phải UTF-8"):
        list(lines(file))


@pytest.mark.parametrize("text", ["{", "[1]", "chi bộ", '{"a":' * 100_000])
def test_a_line_that_is_no_object_says_so(text: str) -> None:
    with pytest.raises(BadCollection, match=r"q\.jsonl, dòng 7: không phải một đối tượng JSON"):
        Line(Path("q.jsonl"), 7, text).object()


def test_too_few_columns_are_counted() -> None:
    with pytest.raises(BadCollection, match=r"cần 3 cột cách nhau bằng dấu tab, nhưng có 2"):
        Line(Path("q.tsv"), 1, "a\tb").columns(3, "\t")


def test_an_empty_column_is_no_column() -> None:
    with pytest.raises(BadCollection, match="cần 2 cột"):
        Line(Path("q.tsv"), 1, "a\t ").columns(2, "\t")
