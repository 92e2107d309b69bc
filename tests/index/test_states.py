from dataclasses import replace
from datetime import date

import pytest
from shelf import a_document, replaces

from index.records import Document, Relation
from index.states import slug, with_states

OLD = a_document("24-QĐ/TW", issued_on="2021-07-30")
NEW = a_document("232-QĐ/TW", issued_on="2025-01-20")


def ended(documents: list[Document], *relations: Relation) -> list[str]:
    return [d.id for d in with_states(documents, relations) if d.valid_until]


def test_a_replaced_document_ends_when_its_successor_begins() -> None:
    old, new = with_states([OLD, NEW], [replaces(NEW, "24-QĐ/TW")])
    assert (old.valid_until, old.ended_by, old.successor) == (date(2025, 1, 20), "replaced", NEW.id)
    assert new == NEW
    assert old.state(date(2025, 1, 19)) == "unknown"
    assert old.state(date(2025, 1, 20)) == "replaced"


def test_the_relations_own_day_comes_before_the_day_of_issue() -> None:
    relation = replace(replaces(NEW, "24-QĐ/TW"), effective=date(2025, 3, 1))
    assert with_states([OLD, NEW], [relation])[0].valid_until == date(2025, 3, 1)


def test_the_day_on_which_the_successor_takes_effect_comes_before_its_day_of_issue() -> None:
    new = replace(NEW, valid_from=date(2025, 7, 1))
    assert with_states([OLD, new], [replaces(new, "24-QĐ/TW")])[0].valid_until == date(2025, 7, 1)


def test_the_date_that_a_clause_gives_chooses_among_documents_of_one_number() -> None:
    first, second = replace(OLD, id="a"), replace(OLD, id="b", issued_on="2016-01-05")
    assert ended([first, second, NEW], replaces(NEW, "24-QĐ/TW", "2016-01-05")) == ["b"]
    assert ended([first, second, NEW], replaces(NEW, "24-QĐ/TW")) == []


def test_a_lower_body_ends_nothing_of_a_higher_one() -> None:
    lower = replace(NEW, level="tinh", issuer="Tỉnh ủy")
    assert ended([OLD, lower], replaces(lower, "24-QĐ/TW")) == []
    assert ended([replace(OLD, level="xa"), lower], replaces(lower, "24-QĐ/TW")) == [OLD.id]


def test_a_document_ends_nothing_that_was_issued_after_it() -> None:
    assert ended([replace(OLD, issued_on="2026-01-01"), NEW], replaces(NEW, "24-QĐ/TW")) == []


def test_a_sample_ends_no_real_document() -> None:
    sample = replace(NEW, sample=True)
    assert ended([OLD, sample], replaces(sample, "24-QĐ/TW")) == []


def test_amending_is_not_ending() -> None:
    assert ended([OLD, NEW], replace(replaces(NEW, "24-QĐ/TW"), verb="amends")) == []


def test_the_earliest_of_two_ends_counts() -> None:
    later = a_document("294-QĐ/TW", issued_on="2025-05-26")
    old = with_states([OLD, NEW, later], [replaces(later, "24-QĐ/TW"), replaces(NEW, "24-QĐ/TW")])[0]
    assert old.successor == NEW.id


def test_a_public_document_does_not_name_a_restricted_successor() -> None:
    hidden = replace(NEW, audience="restricted")
    old = with_states([OLD, hidden], [replaces(hidden, "24-QĐ/TW")])[0]
    assert (old.ended_by, old.successor) == ("replaced", None)
    both = with_states([replace(OLD, audience="restricted"), hidden], [replaces(hidden, "24-QĐ/TW")])
    assert both[0].successor == hidden.id


@pytest.mark.parametrize("printed", ["7-HD/TW", "07-HD/TW", "Số: 07 - HD/TW", "07–HD/TW"])
def test_a_ky_hieu_is_the_same_however_it_is_printed(printed: str) -> None:
    assert slug(printed) == "07-hd-tw"
