"""What a document says of others as a whole."""

from dataclasses import replace
from datetime import date

import pytest

from index.records import Locator, Relation, Section
from ingest.identity import Masthead
from ingest.manuscript import Manuscript
from ingest.relations import read_relations

HEAD = Masthead(
    "quy-dinh", "294-QĐ/TW", "Ban Chấp hành Trung ương", "trung-uong", "2025-05-26", "thi hành Điều lệ Đảng"
)


def relations_of(text: str, head: Masthead = HEAD, sections: tuple[Section, ...] = ()) -> tuple[Relation, ...]:
    m = Manuscript(text, (), (), "txt")
    return read_relations(m, replace(head, end=len(text)), "294-qd-tw_2025-05-26", sections)


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("Quy định này thay thế Quy định số 270-QĐ/TW, ngày 06/12/2014 của Ban Bí thư.", [("270-QĐ/TW", "2014-12-06")]),
        (
            "Hướng dẫn này có hiệu lực kể từ ngày ký và thay thế Hướng dẫn số 01-HD/TW, ngày 28/9/2021.",
            [("01-HD/TW", "2021-09-28")],
        ),
        (
            "Hướng dẫn này có hiệu lực từ ngày ký và thay thế các Hướng dẫn số 16-HD/BTCTW ngày 15/02/2022, "
            "Hướng dẫn số 21-HD/BTCTW ngày 20/9/2022 của Ban Tổ chức Trung ương.",
            [("16-HD/BTCTW", "2022-02-15"), ("21-HD/BTCTW", "2022-09-20")],
        ),
        (
            "Hướng dẫn này thay thế Hướng dẫn số 08 –HD/BTCTU ngày 16/8/2017 về việc trao huy hiệu.",
            [("08-HD/BTCTU", "2017-08-16")],
        ),
        ("Quy định này thay thế Quy định số 24-QĐ/TW ngày 30 tháng 7 năm 2021.", [("24-QĐ/TW", "2021-07-30")]),
        ("Quy định này thay thế Quy định số 24-QĐ/TW.", [("24-QĐ/TW", None)]),
        (
            "Quy chế này thay thế Quy chế ban hành kèm theo Quyết định số 12-QĐ/TU, ngày 05/3/2021.",
            [("12-QĐ/TU", "2021-03-05")],
        ),
        (
            "Hướng dẫn này thay thế Hướng dẫn số 03-HD/UBKTTW, ngày 05/4/2016 thực hiện Quy định số 181-QĐ/TW.",
            [("03-HD/UBKTTW", "2016-04-05")],
        ),
        ("Ban Bí thư ban hành Quy định về phông lưu trữ, thay thế Quy định số 270-QĐ/TW.", [("270-QĐ/TW", None)]),
    ],
)
def test_whole_documents_that_are_replaced(sentence: str, targets: list[tuple[str, str | None]]):
    found = relations_of(sentence)
    assert [(r.target, r.target_date) for r in found] == targets
    assert {r.verb for r in found} == {"replaces"}
    assert {r.quote for r in found} == {sentence}


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ Quy định số 294-QĐ/TW, ngày 26/5/2025 của Ban Chấp hành Trung ương.",
        "Quy định này thay thế cụm từ “huyện ủy” trong Quy định số 24-QĐ/TW.",
        "Quy định này thay thế khoản 2 Điều 5 Quy định số 24-QĐ/TW.",
        "Quy định này sửa đổi, bổ sung một số điều của Quy định số 24-QĐ/TW.",
        "Quy định số 22-QĐ/TW thay thế Quy định số 30-QĐ/TW.",
        "Quy định số 30-QĐ/TW đã được thay thế Quy định số 22-QĐ/TW.",
        "Các quy định trước đây trái với Quy định này đều bãi bỏ.",
        "Cấp ủy thay thế bí thư theo Quy định số 24-QĐ/TW.",
    ],
)
def test_what_is_no_replacement_of_a_whole(sentence: str):
    assert relations_of(sentence) == ()


def test_a_repeal_is_told_from_a_replacement():
    (found,) = relations_of("Quyết định này bãi bỏ Quyết định số 15-QĐ/TU, ngày 02/3/2020.")
    assert (found.verb, found.target, found.target_date) == ("repeals", "15-QĐ/TU", "2020-03-02")


def test_an_old_document_that_ends_is_repealed():
    (found,) = relations_of("Quy định số 24-QĐ/TW, ngày 30/7/2021 hết hiệu lực kể từ ngày Quy định này có hiệu lực.")
    assert (found.verb, found.target) == ("repeals", "24-QĐ/TW")


def test_the_clause_and_the_day_of_effect_are_told():
    text = "Điều 1. Phạm vi\nĐiều 2. Quy định này thay thế Quy định số 24-QĐ/TW."
    sections = (
        Section(Locator(("dieu-1",)), "Phạm vi", 0, 16, 16),
        Section(Locator(("dieu-2",)), "", 16, len(text), len(text)),
    )
    (found,) = relations_of(text, replace(HEAD, effective=date(2025, 7, 1)), sections)
    assert (found.place, found.effective) == ("dieu-2", date(2025, 7, 1))


def test_an_article_replaces_nothing():
    assert relations_of("Quy định này thay thế Quy định số 269-QĐ/TW.", replace(HEAD, article=True)) == ()


def test_a_document_does_not_replace_itself():
    assert relations_of("Quy định này thay thế Quy định số 294-QĐ/TW.") == ()
