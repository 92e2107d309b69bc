"""What questions name by number."""

from datetime import date

import pytest

from index.records import Document
from service.references import as_of, clause, mentions


def a_document(number: str | None, kind: str = "quy-dinh", issued_on: str = "2025-05-26") -> Document:
    return Document(
        "id", kind, number, "Ban Chấp hành Trung ương", "trung-uong", issued_on, "", "a.pdf", "0" * 64, "pdf", 1
    )


@pytest.mark.parametrize(
    ("question", "number", "kind"),
    [
        ("quy định 294 nói gì", "294-QĐ/TW", "quy-dinh"),
        ("nq57 noi gi ve chuyen doi so", "57-NQ/TW", "nghi-quyet"),
        ("37-QĐ/TW còn hiệu lực không", "37-QĐ/TW", "quy-dinh"),
        ("37 qd tw con hieu luc ko", "37-QĐ/TW", "quy-dinh"),
        ("theo HD 06 thì sao", "06-HD/TW", "huong-dan"),
        ("hd 06 muc 9.2 noi gi", "06-HD/TW", "huong-dan"),
        ("hướng dẫn số 6 của Ban Bí thư", "06-HD/TW", "huong-dan"),
        ("Quy định số 05-QĐ/TU, ngày 12/3/2026", "05-QĐ/TU", "quy-dinh"),
    ],
)
def test_a_document_is_named_by_kind_and_number(question: str, number: str, kind: str) -> None:
    issued = "2026-03-12" if "12/3/2026" in question else "2025-05-26"
    assert [m.names(a_document(number, kind, issued)) for m in mentions(question)] == [True]


@pytest.mark.parametrize(
    "question",
    [
        "theo quy định 30 ngày thì sao",
        "quy định 3 đảng viên trở lên",
        "hướng dẫn 2 bước",
        "Nghị định 30/2020/NĐ-CP",
        "trên 60 tuổi",
    ],
)
def test_a_count_is_no_document(question: str) -> None:
    assert list(mentions(question)) == []


def test_a_date_tells_two_of_the_same_number_apart() -> None:
    (mention,) = mentions("nghị quyết 18-NQ/TW ngày 28/7/2026")
    assert mention.names(a_document("18-NQ/TW", "nghi-quyet", "2026-07-28"))
    assert not mention.names(a_document("18-NQ/TW", "nghi-quyet", "2022-06-16"))


KNOWN = (
    "mo-dau 1 1.1 1.1.1 1.1.2 5 5.4 5.4.a 5.4.b dieu-3 dieu-3.khoan-1 dieu-3.khoan-1.diem-a dieu-7 dieu-7.khoan-2 dieu-7.khoan-2.diem-d "
    "dieu-7.khoan-2.diem-dd muc-2 muc-2.1 muc-2.1.3 phu-luc-1.bang-1.dong-4 dieu-5 dieu-5.khoan-2 dieu-5~2"
).split()


@pytest.mark.parametrize(
    ("spoken", "place"),
    [
        ("điểm 1.1.2 nói gì", "1.1.2"),
        ("1.1.2", "1.1.2"),
        ("tiet b diem 5.4", "5.4.b"),
        ("Điểm 1.3 Khoản 1 Mục II", "muc-2.1.3"),
        ("điểm a khoản 1 điều 3", "dieu-3.khoan-1.diem-a"),
        ("Điều 3, khoản 1, điểm a", "dieu-3.khoan-1.diem-a"),
        ("điểm đ khoản 2 điều 7", "dieu-7.khoan-2.diem-dd"),
        ("điểm d khoản 2 điều 7", "dieu-7.khoan-2.diem-d"),
        ("phụ lục 1 bảng 1 dòng 4", "phu-luc-1.bang-1.dong-4"),
        ("điều 5", "dieu-5"),
        ("điều 9", None),
    ],
)
def test_a_clause_is_found_however_it_is_spoken(spoken: str, place: str | None) -> None:
    mention = clause(spoken)
    assert mention is not None
    assert mention.resolve(KNOWN) == place


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("tại thời điểm tháng 8/2025 chuyển sinh hoạt theo quy định nào", date(2025, 8, 31)),
        ("vào ngày 1/7/2025 thì sao", date(2025, 7, 1)),
        ("hồi năm 2024 đóng đảng phí thế nào", date(2024, 12, 31)),
        ("đảng viên sinh năm 1960", None),
        ("vào tháng 13/2025", None),
    ],
)
def test_a_question_may_ask_about_a_day(question: str, day: date | None) -> None:
    assert as_of(question) == day


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("điểm 99.9", ["2.1", "2.2", "3"]),
        ("điểm 1.4", ["1.1", "1.2", "1.3"]),
        ("điểm z", []),
    ],
)
def test_the_places_nearest_to_one_that_does_not_exist(asked: str, near: list[str]) -> None:
    spoken = clause(asked)
    assert spoken is not None
    assert spoken.nearest(["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3", "mo-dau"]) == near


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("Năm 2024, lúc chưa có quy định bây giờ, đóng bao nhiêu?", date(2024, 12, 31)),
        ("Hồi 2023 em bị mất việc thì đóng mức nào", date(2023, 12, 31)),
        ("theo quy dinh dang phi nam 2021 thi xet mien mat bao nhieu ngay", date(2021, 12, 31)),
        ("quy định về đảng phí áp dụng từ năm 2022", date(2022, 12, 31)),
        ("mục tiêu đến năm 2030 là gì", None),
        ("Năm 2090, ai còn nhớ?", None),
        ("nhiệm kỳ quy định năm 2020 - 2025", None),
    ],
)
def test_a_year_that_is_over_dates_a_question(asked: str, day: date | None) -> None:
    assert as_of(asked) == day


@pytest.mark.parametrize(
    "asked",
    [
        "Tôi được kết nạp vào năm 2010, bây giờ muốn chuyển sinh hoạt đảng thì làm sao",
        "hồi 2015 tôi bị cảnh cáo, giờ có được bầu không",
        "Ông tôi vào Đảng năm 1985 thì được huy hiệu gì",
    ],
)
def test_a_year_of_somebodys_life_dates_no_question(asked: str) -> None:
    assert as_of(asked) is None


def test_the_nearest_places_are_those_of_the_article_that_was_named() -> None:
    spoken = clause("điều 1 khoản 7")
    assert spoken is not None
    known = ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-9.khoan-7", "dieu-39.khoan-7"]
    assert spoken.nearest(known) == ["dieu-1.khoan-1", "dieu-1.khoan-2"]
