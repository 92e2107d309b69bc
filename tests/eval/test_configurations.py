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
