"""Answers about a document itself."""

import pytest
from commune import NEW_ID, OLD_ID

from index.library import Library
from index.records import Document
from service import named


def held(library: Library, document_id: str) -> Document:
    document = library.document(document_id)
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("topic", "standing", "contents"),
    [
        ("còn hiệu lực không?", True, False),
        ("đã bị thay thế chưa", True, False),
        ("nói về cái gì", False, True),
        ("nội dung chính là gì?", False, True),
        ("nói gì về ảnh chân dung", False, False),
    ],
)
def test_what_is_asked_of_a_document(topic: str, standing: bool, contents: bool) -> None:
    assert (named.asks_standing(topic), named.asks_contents(topic)) == (standing, contents)


def test_a_document_is_told_by_its_own_headings(commune: Library) -> None:
    (statement,) = named.contents(commune, held(commune, NEW_ID))
    assert [c.locator.place for c in statement.citations] == ["dieu-1", "dieu-2", "dieu-3", "dieu-4"]
    assert statement.text.startswith("Điều 1. Thời hạn của thẻ thư viện\nĐiều 2.")


def test_what_ended_is_shown_in_the_words_that_ended_it(commune: Library) -> None:
    (statement,) = named.standing(commune, held(commune, OLD_ID))
    assert statement.citations[0].document.id == NEW_ID
    assert "thay thế Quy định số 11-QĐ/ĐU" in statement.text


def test_what_has_not_ended_shows_when_it_took_effect(commune: Library) -> None:
    (statement,) = named.standing(commune, held(commune, NEW_ID))
    assert statement.citations[0].locator.place == "dieu-4"


def test_a_place_that_is_not_there_gives_nothing(commune: Library) -> None:
    assert named.clause(commune, held(commune, NEW_ID), "dieu-99") == ()


@pytest.mark.parametrize(
    ("topic", "asked"),
    [
        ("thay thế văn bản nào", True),
        ("thay thế cho quy định nào", True),
        ("bị thay thế bởi văn bản nào", False),
        ("còn hiệu lực không", False),
    ],
)
def test_what_it_replaces_is_not_whether_it_stands(topic: str, asked: bool) -> None:
    assert named.asks_what_it_replaces(topic) is asked


def test_what_a_document_replaces_is_quoted_from_its_own_clause(commune: Library) -> None:
    (statement,) = named.replaced_by(commune, held(commune, NEW_ID))
    assert statement.citations[0].locator.place == "dieu-4"
    assert named.replaced_by(commune, held(commune, OLD_ID)) == ()
