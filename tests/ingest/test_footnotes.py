"""Footnotes typed in the text are told from it, and their markers go."""

import pytest

from ingest.footnotes import with_footnotes
from ingest.manuscript import Line


def read(*texts: str) -> list[tuple[str, str | None]]:
    return [(line.text, line.footnote) for line in with_footnotes([Line(text, 0) for text in texts])]


@pytest.mark.parametrize("marker, note", [("[{}]", "[{}] "), ("[^{}]", "[^{}]: "), ("({})", "({}) ")])
def test_each_way_of_typing_footnotes_is_known(marker, note):
    texts = [
        f"Hồ sơ gồm đơn{marker.format(1)}, phiếu.",
        f"Trong năm ngày{marker.format(2)}.",
        note.format(1) + "Viết tay.",
        note.format(2) + "Không tính lễ.",
    ]
    assert read(*texts) == [
        ("Hồ sơ gồm đơn, phiếu.", None),
        ("Trong năm ngày.", None),
        ("Viết tay.", "1"),
        ("Không tính lễ.", "2"),
    ]


def test_numbers_in_brackets_that_count_a_list_stay():
    texts = ["Lập đảng bộ trong các trường hợp:", "(1) Chưa đủ 30 đảng viên;", "(2) Có hơn 30 đảng viên."]
    assert read(*texts) == [(text, None) for text in texts]


def test_the_second_paragraph_of_a_note_belongs_to_it():
    assert read("Bộ, ngành[1].", "[1] Gồm:", "các đồng chí uỷ viên.")[2] == ("các đồng chí uỷ viên.", "1")


def test_markers_whose_notes_were_cut_off_go_too():
    assert read("Điều lệ Đảng [1] là văn bản cơ bản.") == [("Điều lệ Đảng là văn bản cơ bản.", None)]


def test_characters_after_a_marker_still_know_where_they_stood():
    (line,) = with_footnotes([Line("đơn[1], phiếu", 10)])
    assert [line.at[line.text.index(c)] for c in ",p"] == [16, 18]
