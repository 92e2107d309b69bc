"""Facts about chunks: how long they are, where they are cut, and what their context says."""

import re

import pytest

from index.records import Chunk
from index.vietnamese import count_syllables
from ingest.manuscript import Manuscript, Paragraph
from ingest.outline import outline
from ingest.splitting import children, split

SENTENCE = "Chi bộ thứ {} họp bàn về việc chung của xã và ghi lại ý kiến của từng đảng viên vào sổ."  # 21 syllables


def sentences(count: int) -> str:
    return " ".join(SENTENCE.format(i) for i in range(1, count + 1))


def a_manuscript(text: str) -> Manuscript:
    """One paragraph a line; "|1.0| …" is row 0 of table 1."""
    words, paragraphs = "", []
    for line in text.strip().split("\n"):
        m = re.match(r"(?:\|(\d+)\.(\d+)\| )?(.*)", line)
        assert m is not None
        start, words = len(words), words + m[3] + "\n"
        table, row = (int(m[1]), int(m[2])) if m[1] else (None, None)
        paragraphs.append(Paragraph(start, len(words) - 1, table=table, row=row))
    return Manuscript(words, tuple(paragraphs), (), "txt")


def chunks(text: str) -> tuple[Chunk, ...]:
    m = a_manuscript(text)
    found = split(m, outline(m, 0, len(m.text)), "12-qd-du_2025-01-02", "Quy định 12-QĐ/ĐU")
    assert all(m.text[c.start : c.end] == c.text for c in found)
    return found


def test_every_clause_is_a_chunk_of_its_own():
    found = chunks("1. Hồ sơ\n1.1. Đơn.\na) Viết tay.\nb) Đánh máy.\n2. Thời hạn.")
    assert [c.locator.place for c in found] == ["1", "1.1", "1.1.a", "1.1.b", "2"]


def test_list_items_are_packed_with_the_words_that_introduce_them():
    found = chunks("1. Hồ sơ gồm:\n- Đơn xin vào Đảng.\n- Lý lịch.\n+ Bản chính.\n2. Thời hạn.")
    assert [c.text for c in found] == ["1. Hồ sơ gồm:\n- Đơn xin vào Đảng.\n- Lý lịch.\n+ Bản chính.", "2. Thời hạn."]
    assert found[0].locator.place == "1"


def test_a_long_clause_becomes_children_that_share_its_place():
    found = chunks("1. " + sentences(12) + "\n2. Hết.")
    first = [c for c in found if c.locator.place == "1"]
    assert len(first) == 3
    assert all(60 <= count_syllables(c.text) <= 110 for c in first)
    assert all(c.text.endswith(".") for c in first)


def test_a_piece_of_a_single_item_has_the_place_of_the_item():
    text = "1. Hồ sơ gồm:\n- Ngắn.\n- " + sentences(4) + "\n- " + sentences(5) + "\nĐoạn sau danh sách. " + sentences(4)
    found = chunks(text)
    assert [c.locator.place for c in found] == ["1", "1.g3", "1"]
    assert found[0].text.startswith("1. Hồ sơ gồm:\n- Ngắn.")
    assert found[1].context == "Quy định 12-QĐ/ĐU > 1. Hồ sơ gồm"
    assert found[2].text.startswith("Đoạn sau danh sách.")


def test_the_context_is_the_trail_of_titles_from_outside_in():
    found = chunks("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Hồ sơ\n1. Giấy tờ gồm:\na) Đơn;\nb) Lý lịch.")
    assert found[-1].text == "b) Lý lịch."
    assert found[-1].context == "Quy định 12-QĐ/ĐU > Chương I QUY ĐỊNH CHUNG > Điều 1. Hồ sơ > 1. Giấy tờ gồm"
    assert found[0].context == "Quy định 12-QĐ/ĐU"


def test_a_later_piece_names_its_own_clause_too():
    found = chunks("1. Thời hạn kết nạp\n" + sentences(8))
    assert [c.context for c in found] == ["Quy định 12-QĐ/ĐU", "Quy định 12-QĐ/ĐU > 1. Thời hạn kết nạp"]


def test_a_long_heading_is_shortened_in_a_context():
    heading = " ".join(["chữ"] * 40)
    found = chunks(f"1. Về {heading}\n1.1. Một.")
    assert found[1].context.endswith("chữ…") and count_syllables(found[1].context) < 40


def test_a_row_is_a_chunk_with_its_header_and_the_fuller_row_above():
    found = chunks("1. Mức đóng\n|1.0| Nhóm\tĐối tượng\tMức\n|1.1| Cán bộ\tHưởng lương\t1%\n|1.2| Hưu trí\t0,5%")
    assert [c.locator.place for c in found] == ["1", "1.bang-1.dong-0", "1.bang-1.dong-1", "1.bang-1.dong-2"]
    assert found[2].context.endswith("1. Mức đóng > Nhóm · Đối tượng · Mức")
    assert found[3].context.endswith("Nhóm · Đối tượng · Mức > Cán bộ · Hưởng lương · 1%")


def test_children_are_cut_at_sentences_and_count_from_the_start_given():
    text = sentences(10)
    pieces = children(text, 1000)
    assert all(60 <= count_syllables(text[a - 1000 : b - 1000]) <= 110 for a, b in pieces)
    assert "".join(text[a - 1000 : b - 1000] for a, b in pieces).replace(" ", "") == text.replace(" ", "")


def test_a_sentence_without_end_is_cut_at_its_semicolons():
    text = "Chi bộ có nhiệm vụ: " + "; ".join(
        f"làm việc thứ {i} cho đến nơi đến chốn theo đúng phân công" for i in range(20)
    )
    pieces = children(text)
    assert len(pieces) > 1
    assert all(count_syllables(text[a:b]) <= 120 for a, b in pieces)
    assert all(text[b - 1] == ";" for _, b in pieces[:-1])


@pytest.mark.parametrize("text", ["", "\n \n", "Ngắn."])
def test_short_texts_have_one_piece_or_none(text):
    assert [text[a:b] for a, b in children(text)] == ([text.strip()] if text.strip() else [])
