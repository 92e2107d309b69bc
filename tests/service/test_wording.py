from datetime import date

import pytest
from holdings import TODAY, a_document

from index.records import Citation, Document, Locator, Relation, Span, Statement
from service import wording
from service.questions import dated, describe

NEWER = a_document(id="12-qd-cb_2026-01-05", number="12-QĐ/CB", issued_on="2026-01-05")


def find(id: str) -> Document | None:
    return NEWER if id == NEWER.id else None


def a_citation(document: Document, place: str, page: int | None = 3) -> Citation:
    spans = (Span(page, 0, 5),) if page else ()
    return Citation(document, Locator(tuple(place.split("."))), "Lời văn", 10, 17, spans)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Quy định 07-QĐ/CB ngày 2/3/2025"),
        ({"issued_on": "2025-11"}, "Quy định 07-QĐ/CB tháng 11/2025"),
        ({"issued_on": None}, "Quy định 07-QĐ/CB"),
        ({"number": None, "kind": "dieu-le", "title": "Hội Mây"}, "Điều lệ Hội Mây ngày 2/3/2025"),
        ({"number": None, "kind": "dieu-le", "title": "ĐIỀU LỆ HỘI MÂY"}, "ĐIỀU LỆ HỘI MÂY ngày 2/3/2025"),
        ({"number": None, "kind": "bai-viet", "title": "Thôn Mây họp", "issued_on": None}, "Thôn Mây họp"),
        ({"number": None, "kind": "huong-dan", "title": ""}, "Hướng dẫn quy-dinh-07.txt ngày 2/3/2025"),
    ],
)
def test_a_document_is_named_as_people_name_it(changes: dict[str, object], words: str) -> None:
    assert describe(a_document(**changes)) == words


def test_a_day_or_a_month_is_said_as_such() -> None:
    assert [dated("2025-05-26"), dated("2025-11"), dated(None)] == ["ngày 26/5/2025", "tháng 11/2025", ""]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ["chưa thấy văn bản thay thế trong thư viện"]),
        (
            {"valid_until": date(2026, 1, 5), "ended_by": "replaced", "successor": NEWER.id},
            ["đã được thay thế bởi Quy định 12-QĐ/CB ngày 5/1/2026"],
        ),
        ({"valid_until": date(2026, 1, 5), "ended_by": "repealed"}, ["đã bị bãi bỏ"]),
        (
            {"valid_until": date(2027, 1, 1), "ended_by": "replaced", "successor": NEWER.id},
            ["được thay thế từ ngày 1/1/2027 bởi Quy định 12-QĐ/CB ngày 5/1/2026"],
        ),
        ({"kind": "bai-viet", "number": None}, ["bài viết, không thay cho toàn văn văn bản"]),
        ({"valid_from": date(2027, 1, 1)}, ["chưa có hiệu lực, có hiệu lực từ ngày 1/1/2027"]),
        (
            {"unconfirmed": True, "sample": True},
            [
                "chưa thấy văn bản thay thế trong thư viện",
                "thông tin văn bản chưa được xác nhận",
                "văn bản mẫu hư cấu",
            ],
        ),
    ],
)
def test_a_documents_standing_is_said_in_words(changes: dict[str, object], said: list[str]) -> None:
    assert wording.standing(a_document(**changes), TODAY, find) == said


def test_no_state_is_ever_said_to_be_in_force() -> None:
    assert "còn hiệu lực" not in " ".join(wording.standing(a_document(valid_from=date(2025, 3, 2)), TODAY, find))


def test_what_has_ended_by_now_is_known_on_an_earlier_day_too() -> None:
    ended = a_document(valid_until=date(2026, 1, 5), ended_by="replaced", successor=NEWER.id)
    assert wording.has_ended(ended, TODAY) and wording.has_ended(ended, date(2025, 8, 1))
    assert not wording.has_ended(a_document(), TODAY)


def test_a_source_names_document_place_and_page() -> None:
    assert (
        wording.source_line(a_citation(a_document(), "dieu-2.diem-a"))
        == "Quy định 07-QĐ/CB ngày 2/3/2025, Điểm a Điều 2, trang 3"
    )
    assert wording.place_line(a_citation(a_document(), "doan-7", None)) == "Đoạn 7"


def test_an_address_marks_the_quote_and_leads_to_its_place() -> None:
    address = wording.quote_address(a_citation(a_document(id="x_2025"), "5.4.b"))
    assert address == "/van-ban/x_2025?trich=10-17#5.4.b"


def test_citations_of_one_document_stand_together_in_their_order() -> None:
    one, other = a_document(), NEWER
    cited = tuple(a_citation(d, p) for d, p in ((one, "1"), (one, "2"), (other, "1"), (one, "3")))
    groups = wording.by_document(Statement(cited))
    assert [[c.locator.place for c in group] for group in groups] == [["1", "2"], ["1"], ["3"]]


def test_a_relation_is_said_with_its_days() -> None:
    relation = Relation("x", "dieu-9", "replaces", "07-QĐ/CB", "2025-03-02", "thay thế …", date(2026, 1, 5))
    assert wording.relation_line(relation) == "Thay thế 07-QĐ/CB ngày 2/3/2025, từ ngày 5/1/2026"
