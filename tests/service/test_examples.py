from holdings import a_deposit, a_document

from index.library import Library
from service.examples import examples

CLAUSES = (
    ("chuong-1", "QUY ĐỊNH CHUNG VỀ HỌP", "Chương I\nQUY ĐỊNH CHUNG VỀ HỌP"),
    ("dieu-1", "Điều 1. Hồ sơ chuyển đến thôn Mây", "Điều 1. Hồ sơ chuyển đến thôn Mây\nHồ sơ chuyển đến thôn Mây là một lá đơn."),
    ("dieu-2", "Điều 2. Thủ tục theo Điều 5", "Điều 2. Thủ tục theo Điều 5\nNhư đã nói ở trên."),
    ("dieu-3", "Điều 3. Hồ sơ chuyển đi gồm", "Điều 3. Hồ sơ chuyển đi gồm\nMột lá đơn khác."),
    ("dieu-4", "Điều 4. Gió và mây", "Điều 4. Gió và mây\nGió thổi mây bay."),
)  # fmt: skip


def test_examples_are_headings_without_number_that_people_would_ask(library: Library) -> None:
    library.add([a_deposit(a_document(id="08-qd-cb_2025-04-01", number="08-QĐ/CB", sha256="8" * 64), CLAUSES)])
    offered = examples(library)
    assert "Hồ sơ chuyển đến thôn Mây" in offered
    assert set(offered) <= {"Hồ sơ chuyển đến thôn Mây", "Thời gian họp chi bộ", "Hồ sơ xin vắng mặt"}


def test_no_more_examples_than_wanted(library: Library) -> None:
    assert len(examples(library, wanted=1)) == 1
    assert examples(library, tries=0) == ()
