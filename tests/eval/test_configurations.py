import re
from pathlib import Path

import pytest

from eval.configurations import BASELINES, CONFIGURATIONS, FULL, named
from index.errors import BadRequest


def test_the_baselines_are_words_meaning_and_the_product() -> None:
    assert [c.name for c in BASELINES] == ["words", "meaning", "both"]


def test_every_configuration_has_its_own_name_and_says_what_it_is() -> None:
    assert len({c.name for c in CONFIGURATIONS}) == len(CONFIGURATIONS)
    assert all(c.says for c in CONFIGURATIONS)


def test_the_service_answers_only_as_the_product_searches() -> None:
    assert {c.name for c in CONFIGURATIONS if c.answers} == {FULL, "hashing"}


def test_a_name_that_is_none_is_answered_with_those_that_are() -> None:
    assert [c.name for c in named(["both", "words", "both"])] == ["both", "words"]
    with pytest.raises(BadRequest, match=r"Không có cấu hình 'tat-ca'\. Các cấu hình: words, meaning, tokens, both"):
        named(["tat-ca"])


def test_the_table_of_the_guide_names_every_configuration() -> None:
    guide = (Path(__file__).parents[2] / "docs/evaluation.md").read_text("utf-8")
    table = guide.partition("| name | what it is |")[2].partition("\n\n")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("|")]
    assert {name for row in rows for name in re.findall(r"`(.+?)`", row)} == {c.name for c in CONFIGURATIONS}
