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


def test_raised_figures_with_a_note_are_markers_and_square_metres_none():
    texts = ["Hồ sơ gồm đơn¹, phòng 5 m².", "Trong năm ngày².", "¹ Viết tay.", "² Không tính lễ."]
    assert read(*texts)[:3] == [("Hồ sơ gồm đơn, phòng 5 m².", None), ("Trong năm ngày.", None), ("Viết tay.", "1")]
    assert read("Rộng 10 km², cao².") == [("Rộng 10 km², cao².", None)]


def test_a_note_in_the_middle_of_the_text_is_one_paragraph():
    lines = [
        Line(text, 0, starts=True)
        for text in ("Đơn[^1] viết tay.", "[^1]: Theo mẫu.", "II- THỜI HẠN", "Phiếu[^luật].", "[^luật]: Cũ.")
    ]
    assert [(line.text, line.footnote) for line in with_footnotes(lines)] == [
        ("Đơn viết tay.", None), ("Theo mẫu.", "1"), ("II- THỜI HẠN", None), ("Phiếu.", None), ("Cũ.", "2"),
    ]  # fmt: skip


def test_notes_at_the_foot_of_a_page_end_with_the_page():
    texts = ["Đơn(1) viết tay.", "(1) Theo mẫu.", "Phiếu(2) đánh máy.", "(2) Theo mẫu cũ,", "đã bỏ."]
    found = with_footnotes([Line(text, 0) for text in texts], [1, 1, 2, 2, 2])
    assert [(line.text, line.footnote) for line in found] == [
        ("Đơn viết tay.", None), ("Theo mẫu.", "1"), ("Phiếu đánh máy.", None), ("Theo mẫu cũ,", "2"), ("đã bỏ.", "2"),
    ]  # fmt: skip


def test_a_list_in_round_brackets_before_a_heading_is_none_of_notes():
    texts = ["Hồ sơ gồm đơn(1).", "(1) Đơn viết tay.", "Điều 2. Thời hạn"]
    assert read(*texts) == [(text, None) for text in texts]
