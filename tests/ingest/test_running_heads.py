"""What stands at the edge of page after page is found, and nothing else."""

from ingest.manuscript import Line, Page
from ingest.running_heads import running_lines


def page(number: int, *texts: str) -> Page:
    return Page(number, tuple(Line(t, 0) for t in texts), "test", 1.0)


def test_numbers_that_count_along_with_the_pages_are_page_numbers():
    pages = [page(n, str(n + 10), text, "7") for n, text in enumerate(("Một", "Hai", "Ba"), 1)]
    assert running_lines(pages) == {(0, 0), (1, 0), (2, 0)}


def test_page_two_of_three_in_its_usual_forms():
    for form in ("2", "- 2 -", "Trang 2", "2/3", "Trang 2/3"):
        assert running_lines([page(1, "Một"), page(2, form, "Hai"), page(3, "Ba")]) == {(1, 0)}


def test_heads_that_change_sides_and_numbers_are_the_same_head():
    pages = [page(1, "CÔNG BÁO/Số 5 15", "a"), page(2, "16 CÔNG BÁO/Số 5", "b"), page(3, "CÔNG BÁO/Số 5 17", "c")]
    assert running_lines(pages) == {(0, 0), (1, 0), (2, 0)}


def test_a_document_without_pages_has_no_page_numbers():
    assert running_lines([Page(None, (Line("1", 0), Line("Nội dung", 2)), "test", 1.0)]) == set()


def test_the_issuing_body_in_the_head_of_the_first_page_is_text_although_later_pages_repeat_it():
    pages = [page(1, "ĐẢNG ỦY XÃ ĐỒNG SẬY", "Số 22-QĐ/ĐU")] + [
        page(n, "ĐẢNG ỦY XÃ ĐỒNG SẬY", t) for n, t in ((2, "b"), (3, "c"), (4, "d"))
    ]
    assert running_lines(pages) == {(1, 0), (2, 0), (3, 0)}


def test_a_line_that_once_stands_elsewhere_is_text():
    pages = [
        page(1, "a", "b", "Quy định 12", "c", "d", "e", "f"),
        *(page(n, "Quy định 12", "x" * n) for n in (2, 3, 4)),
    ]
    assert running_lines(pages) == {(1, 0), (2, 0), (3, 0)}


def test_the_same_words_twice_on_one_page_are_text():
    assert running_lines([page(1, "Chịu trách nhiệm trước", "a", "b", "c", "d", "Chịu trách nhiệm trước")]) == set()


def test_heads_are_found_in_a_text_that_lost_its_pages():
    texts = ["CÔNG BÁO/Số 5", "90", "a", "b", "CÔNG BÁO/Số 5", "91", "c", "CÔNG BÁO/Số 5", "92", "d"]
    assert running_lines([page(1, *texts)]) == {(0, n) for n in (0, 1, 4, 5, 7, 8)}


def test_lines_that_repeat_without_counting_are_text():
    texts = ["1. Bí thư", "Chức vụ:", "2. Chi ủy viên", "Chức vụ:", "x", "Chức vụ:", "Điều 1", "Điều 2", "Điều 3"]
    assert running_lines([page(1, *texts)]) == set()


def test_headings_that_count_are_text():
    for name in ("Phụ lục", "Chuyên đề", "Mẫu số", "PHỤ LỤC SỐ"):
        assert running_lines([page(1, *(t for n in (1, 2, 3) for t in (f"{name} {n}", "a" * n)))]) == set()


def test_items_of_a_list_whose_names_count_are_text():
    texts = [t for n in (1, 2, 3) for t in (f"({n + 7}) Vụ Địa phương {n}", "Gồm:", "một phòng", "hai phòng")]
    assert running_lines([page(1, *texts)]) == set()
    assert running_lines([page(1, *(f"Năm 2026, tổ công tác {n}" for n in (1, 2, 3)))]) == set()
