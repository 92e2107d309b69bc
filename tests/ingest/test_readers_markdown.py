"""Markdown captures, as messy as they are."""

from pathlib import Path

import pytest

from ingest.cleaning import clean
from ingest.readers.markdown import read_markdown


def paragraphs(text: str) -> list[str]:
    m = clean(read_markdown(text.encode()))
    return [m.words(p) for p in m.paragraphs]


def test_emphasis_links_and_escapes_go_and_the_words_stay():
    assert paragraphs("**1. ***Giảm tối đa: *Đây là [nhiệm vụ](https://x.vn) \\- **ưu tiên**\n") == [
        "1. Giảm tối đa: Đây là nhiệm vụ - ưu tiên"
    ]


def test_hard_wrapped_lines_of_a_block_are_one_paragraph():
    text = "\n\n".join(
        f"{n}. Chịu trách nhiệm trước\nBộ Chính trị, Ban Bí thư về các nội dung, quyết định của mình trong công tác\ncán bộ được phân cấp."
        for n in range(1, 7)
    )
    assert paragraphs(text)[0] == (
        "1. Chịu trách nhiệm trước Bộ Chính trị, Ban Bí thư về các nội dung, quyết định của mình trong công tác cán bộ được phân cấp."
    )
    assert len(paragraphs(text)) == 6


def test_lines_that_were_never_wrapped_are_paragraphs():
    text = (
        "**Điều 4.**\nThủ tục kết nạp đảng viên (kể cả kết nạp lại) :\n- Có đơn tự nguyện xin vào Đảng;\n"
        + "Đảng viên " * 40
    )
    assert paragraphs(text)[:3] == [
        "Điều 4.",
        "Thủ tục kết nạp đảng viên (kể cả kết nạp lại) :",
        "- Có đơn tự nguyện xin vào Đảng;",
    ]


def test_a_head_of_which_only_bars_are_left_is_read_as_lines():
    text = (
        "|\nBAN CHẤP HÀNH\nTRUNG ƯƠNG\n**BAN TỔ CHỨC**\n*\n|\n**ĐẢNG CỘNG SẢN\nVIỆT NAM**\n---------------\n|\n|\nSố 45-HD/BTCTW\n|\n"
        "*Hà Nội, ngày 21\ntháng 11 năm 2025*\n|\n\n\n**HƯỚNG DẪN**\n\nNội dung\n"
    )
    assert paragraphs(text) == ["BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN TỔ CHỨC", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "---------------", "Số 45-HD/BTCTW",
                                "Hà Nội, ngày 21 tháng 11 năm 2025", "HƯỚNG DẪN", "Nội dung"]  # fmt: skip


def test_tables_of_bars_and_of_pipes_are_rows():
    bars = "|\n**STT**\n|\n**Nhóm**\n|\n**Dữ liệu**\n|\n|\n1\n|\nTổ chức\nđảng\n|\nCán bộ\n|\n\nSau bảng\n"
    pipes = "| STT | Nhóm | Dữ liệu |\n|---|:-:|---|\n| 1 | Tổ chức đảng | Cán bộ |\n\nSau bảng\n"
    wanted = ["STT\tNhóm\tDữ liệu", "1\tTổ chức đảng\tCán bộ", "Sau bảng"]
    assert paragraphs(bars) == wanted
    assert paragraphs(pipes) == wanted


def test_headings_are_bold_and_bold_is_followed_over_line_ends():
    lines = read_markdown("## I- MỤC TIÊU\n\n**I. Về\nphân cấp**\n\n**Điều 1.** Ban hành\n".encode()).pages[0].lines
    assert [(line.text, line.bold) for line in lines] == [
        ("I- MỤC TIÊU", True),
        ("I. Về", True),
        ("phân cấp", True),
        ("Điều 1. Ban hành", False),
    ]


def test_a_star_item_is_a_dash_item_and_a_lone_star_stays():
    assert paragraphs("* Chi bộ họp\n* Đảng ủy quyết định\n\n*****\n") == ["- Chi bộ họp", "- Đảng ủy quyết định", "*"]


def test_raised_figures_with_a_note_are_footnotes_and_others_are_text():
    text = "Đơn<sup>1</sup> viết trong phòng 5 m<sup>2</sup>.\n\n<sup>1</sup> Theo mẫu.\n"
    m = clean(read_markdown(text.encode()))
    assert [(m.words(p), p.footnote) for p in m.paragraphs] == [
        ("Đơn viết trong phòng 5 m2.", None),
        ("Theo mẫu.", "1"),
    ]


@pytest.mark.data
def test_captures_deep_in_boilerplate_keep_the_document_and_nothing_else(shared_data: Path):
    for name, first, last in [
        ("432-TB-VPTW_2025", "BAN CHẤP HÀNH TRUNG ƯƠNG", "Lâm Thị Phương Thanh"),
        ("212-KL-TW_2025", "BAN CHẤP HÀNH TRUNG ƯƠNG", "Trần Cẩm Tú"),
        ("221-KL-TW_2025", "BAN CHẤP HÀNH TRUNG ƯƠNG", "Trần Cẩm Tú"),
    ]:
        m = clean(read_markdown((shared_data / "party-docs" / "text" / f"{name}.md").read_bytes()))
        texts = [m.words(p) for p in m.paragraphs if p.footnote is None]
        assert (texts[0], texts[-1]) == (first, last), name
