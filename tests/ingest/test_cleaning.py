"""Lines as printed become paragraphs, and every character knows its way back."""

import re
from pathlib import Path

import pytest

from ingest.cleaning import clean
from ingest.manuscript import Line, Manuscript, Page, Reading
from ingest.readers.door import read
from ingest.readers.pdf import read_pdf

FULL, SHORT = False, True


def lines(*texts: str | tuple[str, bool | None] | Line) -> list[Line]:
    """Lines one after another; a pair says whether the layout has the line begin a paragraph."""
    made: list[Line] = []
    index = 0
    for text in texts:
        line = (
            text
            if isinstance(text, Line)
            else Line(text, index)
            if isinstance(text, str)
            else Line(text[0], index, starts=text[1])
        )
        made.append(line)
        index += len(line.text) + 2
    return made


def cleaned(*pages: list[Line], format: str = "pdf") -> Manuscript:
    return clean(Reading(format, tuple(Page(n, tuple(page), "test", 1.0) for n, page in enumerate(pages, 1))))


def paragraphs(manuscript: Manuscript) -> list[str]:
    return [manuscript.words(p) for p in manuscript.paragraphs]


def test_wrapped_lines_are_one_paragraph_and_a_clause_begins_the_next():
    m = cleaned(
        lines(
            "1.1.1. Người vào Đảng phải đủ 18 tuổi (tính theo",
            ("tháng).", FULL),
            "1.1.2. Việc kết nạp những người trên 60 tuổi",
        )
    )
    assert paragraphs(m) == [
        "1.1.1. Người vào Đảng phải đủ 18 tuổi (tính theo tháng).",
        "1.1.2. Việc kết nạp những người trên 60 tuổi",
    ]


@pytest.mark.parametrize(
    "before, after",
    [
        ("thực hiện theo quy định tại", "Điều 10 Quy định số 24-QĐ/TW của Ban Chấp hành Trung ương."),
        ("nội dung nêu tại khoản 1,", "khoản 2 Điều 5 của Quy định này."),
        ("thực hiện theo quy định tại điểm", "1.1. Quy định này và các văn bản có liên quan."),
        ("các trường hợp quy định tại điểm a,", "b) khoản 1 Điều 10 của Quy chế này."),
        ("phát triển kinh tế", "- xã hội của địa phương trong giai đoạn mới."),
        ("có hiệu lực kể từ ngày", "30 tháng 5 năm 2025."),
        ("quán triệt tinh thần của Nghị quyết", "Điều 7 nêu rõ trách nhiệm của người đứng đầu."),
    ],
)
def test_a_reference_cut_by_a_line_end_begins_no_paragraph(before, after):
    assert paragraphs(cleaned(lines(before, (after, FULL)))) == [f"{before} {after}"]


@pytest.mark.parametrize(
    "opening",
    ["Điều 5. Trách nhiệm", "1- Cấp ủy các cấp", "a) Có đơn xin vào Đảng", "đ) Đảng viên dự bị", "- Chi bộ họp", "+ Đợt 3/2", "II- TỔ CHỨC",
     "IV. THỰC HIỆN", "Chương II", "Phụ lục 1", "1.2. Về học vấn", "(1) Lập đảng bộ", "Mục 2", "PHẦN THỨ HAI"],
)  # fmt: skip
def test_every_numbering_begins_a_paragraph_after_a_whole_sentence(opening):
    before = "Chi bộ xem xét, đề nghị công nhận đảng viên chính thức."
    assert paragraphs(cleaned(lines(before, (opening, None)))) == [before, opening]


def test_a_short_line_that_ended_a_sentence_ends_its_paragraph():
    m = cleaned(
        lines("Định kỳ hằng tháng, cấp ủy thông tin cho đảng viên.", ("Thực hiện theo quy định của Trung ương.", SHORT))
    )
    assert len(m.paragraphs) == 2


def test_a_sentence_that_runs_over_a_page_is_one_paragraph():
    m = cleaned(
        lines("về tình hình, nhiệm vụ của địa"),
        lines("2", ("phương, cơ quan, đơn vị.", None)),
        lines("3", "Việc khác."),
    )
    assert paragraphs(m) == ["về tình hình, nhiệm vụ của địa phương, cơ quan, đơn vị.", "Việc khác."]
    assert {run.page for run in m.runs if run.start < 30} == {1}
    assert {run.page for run in m.runs} == {1, 2, 3}


def test_page_numbers_and_running_heads_go_but_numbers_in_the_text_stay():
    body = ["Nội dung thứ nhất của văn bản.", "Nội dung thứ hai của văn bản.", "Nội dung thứ ba của văn bản."]
    pages = [
        lines(f"CÔNG BÁO/Số 252/Ngày 27-4-2026 {n + 90}", ("294", SHORT), (text, SHORT), (str(n), SHORT))
        for n, text in enumerate(body, 1)
    ]
    m = cleaned(*pages)
    assert paragraphs(m) == [t for text in body for t in ("294", text)]
    assert "CÔNG BÁO/Số 252/Ngày 27-4-2026 91" in m.removed


def test_a_hyphen_or_a_slash_at_a_line_end_keeps_the_number_whole():
    assert paragraphs(
        cleaned(lines("Căn cứ Quy định số 294-", ("QĐ/TW ngày 26/5/", FULL), ("2025 của Trung ương", FULL)))
    ) == ["Căn cứ Quy định số 294-QĐ/TW ngày 26/5/2025 của Trung ương"]


def test_a_heading_too_long_for_its_line_is_one_paragraph():
    m = cleaned(lines(
        Line("IV. CHUYỂN GIAO TỔ CHỨC ĐẢNG, CHUYỂN SINH HOẠT", 0, bold=True, starts=True),
        Line("ĐẢNG TẬP THỂ CHO ĐẢNG VIÊN", 50, bold=True, starts=True),
        Line("1. Căn cứ và nguyên tắc", 80, bold=True, starts=True),
    ))  # fmt: skip
    assert paragraphs(m) == [
        "IV. CHUYỂN GIAO TỔ CHỨC ĐẢNG, CHUYỂN SINH HOẠT ĐẢNG TẬP THỂ CHO ĐẢNG VIÊN",
        "1. Căn cứ và nguyên tắc",
    ]


def test_the_lines_of_a_head_stay_apart():
    head = ["THÀNH ỦY HÀ NỘI", "BAN TỔ CHỨC", "*", "Số 02-HD/BTCTU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Hà Nội, ngày 03 tháng 11 năm 2025",
            "HƯỚNG DẪN", "Nghiệp vụ công tác đảng viên", "-----"]  # fmt: skip
    assert paragraphs(cleaned(lines(*((text, True) for text in head)))) == head


def test_a_bold_heading_without_a_full_stop_does_not_run_into_the_text():
    m = cleaned(
        lines(
            Line("Điều 1. Phạm vi điều chỉnh", 0, bold=True),
            Line("Quy định này quy định về tổ chức đảng.", 30, starts=False),
        )
    )
    assert len(m.paragraphs) == 2
    assert m.paragraphs[0].bold and not m.paragraphs[1].bold


def test_footnotes_stand_after_everything_and_do_not_break_the_paragraph_round_them():
    m = cleaned(
        lines("Sau khi có quyết định, cấp ủy", Line("Theo mục 18.5 Hướng dẫn 06.", 60, footnote="1", starts=True)),
        lines(("tổ chức lễ trao tặng.", FULL)),
    )
    assert paragraphs(m) == ["Sau khi có quyết định, cấp ủy tổ chức lễ trao tặng.", "Theo mục 18.5 Hướng dẫn 06."]
    assert [p.footnote for p in m.paragraphs] == [None, "1"]


def test_bracketed_footnotes_of_the_web_lose_their_markers():
    m = cleaned(
        lines(("Các ban, bộ, ngành[1] về trẻ em.", True), ("[1] Gồm các đồng chí Uỷ viên Trung ương.", True)),
        format="md",
    )
    assert paragraphs(m) == ["Các ban, bộ, ngành về trẻ em.", "Gồm các đồng chí Uỷ viên Trung ương."]
    assert m.paragraphs[1].footnote == "1"


def test_a_table_row_is_a_paragraph_with_its_cells_apart():
    m = cleaned(lines(Line("STT\tNội  dung", 0, table=1, row=0), Line("1\tKết nạp", 20, table=1, row=1)), format="docx")
    assert paragraphs(m) == ["STT\tNội dung", "1\tKết nạp"]
    assert [(p.table, p.row) for p in m.paragraphs] == [(1, 0), (1, 1)]


def test_every_character_of_the_clean_text_knows_where_it_was_printed():
    page = lines("  1.1. Về   tuổi đời của người", ("vào Đảng.", FULL))
    printed = {line.index + i: c for line in page for i, c in enumerate(line.text)}
    m = cleaned(page)
    assert m.text == "1.1. Về tuổi đời của người vào Đảng.\n"
    found = {run.start + i: printed[run.index + i] for run in m.runs for i in range(run.length)}
    assert all(found[n] == c for n, c in enumerate(m.text) if not c.isspace())


def test_drawn_rules_go_and_dashes_of_a_head_stay():
    assert paragraphs(cleaned(lines(("CHÍNH PHỦ", True), ("________", True), ("-----", True)))) == [
        "CHÍNH PHỦ",
        "-----",
    ]


@pytest.mark.data
@pytest.mark.parametrize(
    "name", ["294-QD-TW_2025-05-26", "06-HD-TW_2025-06-09", "21-HD-BTCTU_Hanoi_2025-08", "02-HD-BTCTU_Hanoi_2025-11"]
)
def test_the_other_extractor_has_every_paragraph_too(shared_data: Path, name: str):
    data = (shared_data / "party-docs" / "pdf" / f"{name}.pdf").read_bytes()
    other = "".join(clean(read_pdf(data, "pypdf")).text.split())
    m = clean(read(data, f"{name}.pdf"))
    assert [t for t in paragraphs(m) if "".join(t.split()) not in other] == []


@pytest.mark.data
def test_clauses_of_the_regulation_come_out_whole(shared_data: Path):
    m = clean(read((shared_data / "party-docs" / "pdf" / "294-QD-TW_2025-05-26.pdf").read_bytes(), "294.pdf"))
    texts = paragraphs(m)
    assert "1.2.1. Người vào Đảng phải có bằng tốt nghiệp trung học cơ sở trở lên." in texts
    assert any(
        t.startswith("1.1.2. Việc kết nạp vào Đảng những người trên 60 tuổi") and t.endswith("xem xét, quyết định.")
        for t in texts
    )
    assert not [t for t in texts if re.fullmatch(r"\d{1,2}", t)]


def test_short_lines_of_an_office_text_are_not_taken_for_a_site():
    m = cleaned(lines(("Nguồn: ngân sách xã", True), ("Chia sẻ", True)), format="txt")
    assert paragraphs(m) == ["Nguồn: ngân sách xã", "Chia sẻ"]
