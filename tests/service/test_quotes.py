"""Quotes are verbatim in the text of the place they name, or they are dropped."""

from dataclasses import replace

import pytest
from commune import NEW_ID

from index.library import Library
from index.records import Citation, Locator
from service.quotes import children_of, cite, deepest, is_verbatim, parent_of, section_of


@pytest.fixture
def citation(commune: Library) -> Citation:
    document, section = commune.document(NEW_ID), section_of(commune.sections(NEW_ID), "dieu-1.khoan-1")
    assert document and section
    return cite(commune, document, section, section.start, section.close)


def test_a_quote_of_a_clause_is_verbatim(commune: Library, citation: Citation) -> None:
    assert citation.quote == "1. Thẻ thư viện chi bộ có giá trị 36 tháng kể từ ngày cấp."
    assert is_verbatim(commune, citation)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "1. Thẻ thư viện chi bộ có giá trị 48 tháng kể từ ngày cấp."},
        {"start": 0},
        {"locator": Locator(("dieu-3",))},
        {"locator": Locator(("dieu-77",))},
        {"quote": ""},
    ],
)
def test_a_changed_quote_is_found_out(commune: Library, citation: Citation, change: dict[str, object]) -> None:
    assert not is_verbatim(commune, replace(citation, **change))  # type: ignore[arg-type]


def test_the_tree_of_places_is_walked_both_ways(commune: Library) -> None:
    sections = commune.sections(NEW_ID)
    clause, item = section_of(sections, "dieu-2"), section_of(sections, "dieu-2.diem-b")
    assert clause and item
    assert parent_of(sections, item) == clause
    assert [s.locator.place for s in children_of(sections, clause)] == [
        "dieu-2.diem-a",
        "dieu-2.diem-b",
        "dieu-2.diem-c",
    ]
    assert deepest(sections, item.start + 2, item.start + 5) == item
