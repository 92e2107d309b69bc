"""What the system says beside a quote."""

from datetime import date

import pytest
from commune import OLD_ID
from holdings import a_document

from index.library import Library
from index.records import Citation, Document, Locator, Statement
from service import notes


def quoted(document: Document) -> tuple[Statement, ...]:
    return (Statement((Citation(document, Locator(("dieu-1",)), "chữ", 0, 3),)),)


def test_a_replaced_document_names_its_successor_and_the_day(commune: Library) -> None:
    document = commune.document(OLD_ID)
    assert document is not None
    (note,) = notes.about(commune, quoted(document), date(2026, 11, 1))
    assert note.code == "replaced"
    assert "đã được thay thế bởi Quy định 05-QĐ/ĐU ngày 12/5/2026 từ ngày 12/5/2026" in note.text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unconfirmed": True, "doubts": ("Số để trống",)}, "unconfirmed"),
        ({"kind": "bai-viet", "number": None}, "article"),
        ({"sample": True}, "sample"),
        ({"valid_from": date(2027, 1, 1)}, "not_yet"),
        ({"ended_by": "repealed", "valid_until": date(2026, 1, 1)}, "repealed"),
    ],
)
def test_what_a_reader_must_know_is_said(commune: Library, change: dict[str, object], code: str) -> None:
    (note,) = notes.about(commune, quoted(a_document(**change)), date(2026, 11, 1))
    assert note.code == code


def test_nothing_is_said_of_a_document_in_order(commune: Library) -> None:
    assert notes.about(commune, quoted(a_document()), date(2026, 11, 1)) == ()


@pytest.mark.parametrize(
    ("doubts", "said"),
    [
        (("Không thấy số.", "Trang 2 chưa tra cứu được."), "(Không thấy số. Trang 2 chưa tra cứu được)."),
        (("Số để trống", "Ngày để trống"), "(Số để trống; Ngày để trống)."),
        (("Số để trống", "Không thấy ngày."), "(Số để trống. Không thấy ngày)."),
        (("Văn bản bắt đầu bằng “về …”",), "(Văn bản bắt đầu bằng “về …”)."),
        ((), "(thông tin văn bản)."),
    ],
)
def test_doubts_read_as_sentences(commune: Library, doubts: tuple[str, ...], said: str) -> None:
    document = a_document(unconfirmed=True, doubts=doubts)
    (note,) = notes.about(commune, quoted(document), date(2026, 11, 1))
    assert note.text.endswith(f": chưa được xác nhận {said}")
