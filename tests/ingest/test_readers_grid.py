"""Tables found by their rules, and their words put back into cells."""

from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from ingest.cleaning import clean
from ingest.readers.grid import Rule, edges_of, grids
from ingest.readers.pdf import read_pdf


def box(left: float, low: float, right: float, top: float) -> list[Rule]:
    return list(edges_of(left, low, right, top))


def test_a_thin_shape_is_a_rule_and_a_large_one_has_four_sides():
    assert box(10, 100, 200, 101) == [Rule(True, 100.5, 10, 200)]
    assert box(10, 100, 11, 200) == [Rule(False, 10.5, 100, 200)]
    assert len(box(10, 100, 200, 200)) == 4


def test_points_stand_in_the_cells_that_rules_draw():
    rules = [rule for x in (0, 100) for y in (0, 50) for rule in box(x, y, x + 100, y + 50)]
    (grid,) = grids(rules)
    assert [grid.cell(50, 75), grid.cell(150, 75), grid.cell(50, 25), grid.cell(150, 25)] == [
        (0, 1),
        (0, 2),
        (1, 1),
        (1, 2),
    ]
    assert grid.cell(250, 25) is None and grid.cell(50, 120) is None


def test_a_cell_over_two_rows_belongs_to_the_first():
    (grid,) = grids([*box(0, 0, 100, 100), *box(100, 50, 200, 100), *box(100, 0, 200, 50)])
    assert grid.cell(50, 25) == grid.cell(50, 75) and grid.cell(150, 25) != grid.cell(150, 75)


def test_a_frame_and_a_drawn_line_are_no_tables():
    assert grids([*box(0, 0, 300, 300), Rule(True, 400, 0, 300)]) == []


def a_table(canvas: Canvas, top: float, rows: list[list[str]]) -> None:
    canvas.setFont("BeVietnamPro-Regular", 10)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            left, low = 80 + 150 * c, top - 20 * (r + 1)
            canvas.rect(left, low, 150, 20)
            canvas.drawString(left + 4, low + 6, text)


def test_rows_of_a_printed_table_keep_their_cells_over_the_page_and_the_header_comes_once(printed):
    printed(["chữ"])
    assert "BeVietnamPro-Regular" in pdfmetrics.getRegisteredFontNames()
    buffer = BytesIO()
    canvas = Canvas(buffer)
    header = ["STT", "Việc", "Thời hạn"]
    canvas.setFont("BeVietnamPro-Regular", 12)
    canvas.drawString(80, 790, "Thời hạn các bước như sau:")
    a_table(canvas, 760, [header, ["1", "Xác minh", "12 ngày"], ["2", "Ký quyết định", ""]])
    canvas.showPage()
    a_table(canvas, 790, [header, ["3", "Tổ chức lễ", "25 ngày"]])
    canvas.setFont("BeVietnamPro-Regular", 12)
    canvas.drawString(80, 700, "Quá thời hạn trên thì báo cáo.")
    canvas.save()
    m = clean(read_pdf(buffer.getvalue()))
    assert [m.words(p) for p in m.paragraphs] == [
        "Thời hạn các bước như sau:", "STT\tViệc\tThời hạn", "1\tXác minh\t12 ngày", "2\tKý quyết định", "3\tTổ chức lễ\t25 ngày",
        "Quá thời hạn trên thì báo cáo.",
    ]  # fmt: skip
    assert [(p.table, p.row) for p in m.paragraphs if p.table] == [(1, 0), (1, 1), (1, 2), (1, 3)]
    assert {run.page for run in m.runs if m.text[run.start : run.start + run.length].startswith("Tổ")} <= {2}
