"""Weighing passages: telling words, the form asked for, what counts against a passage."""

from dataclasses import replace

import pytest
from holdings import a_document

from index.records import Chunk, Locator, Passage
from index.search import Scored
from service.evidence import Signs, Topic, is_heading, weigh


def worth(term: str) -> float:
    """As if every word stood in one chunk of the library."""
    return 1.0 if term else 9.0


def a_candidate(text: str, place: str = "dieu-1", kind: str = "quy-dinh") -> Scored:
    chunk = Chunk("id", Locator((place,)), text, 0, len(text), "Quy định về thẻ")
    return Scored(Passage(a_document(kind=kind), chunk, 0.5), 0.9, 1.0)


def signs(question: str, candidate: Scored) -> Signs:
    return weigh(Topic(question, worth), [candidate])[0].signs


def test_question_words_are_not_what_it_is_about() -> None:
    assert Topic("thẻ thư viện có giá trị bao lâu vậy ạ", worth).words == (
        "thẻ",
        "thư",
        "viện",
        "giá",
        "trị",
    )


def test_a_passage_with_the_words_of_the_topic_has_all_of_it() -> None:
    assert signs("thẻ thư viện", a_candidate("Thẻ thư viện chi bộ")).own == 1.0
    assert signs("thẻ thư viện", a_candidate("Vườn thuốc nam")).own == 0.0


def test_what_each_leg_says_counts_beside_the_best_and_the_worst_of_them() -> None:
    far, near = a_candidate("Vườn thuốc nam"), a_candidate("Thẻ thư viện", "dieu-2")
    far, near = replace(far, tokens=0.4, words=None), replace(near, tokens=0.7, words=8.0, meaning=0.92)
    first, last = weigh(Topic("thẻ", worth), [far, near])
    assert (first.signs.tokens, first.signs.nearest, first.signs.matched) == (1.0, 1.0, 1.0)
    assert (last.signs.tokens, last.signs.nearest, last.signs.matched) == (0.0, 0.0, 0.0)


def test_an_encoder_without_token_vectors_leaves_that_sign_out() -> None:
    assert signs("thẻ", a_candidate("Thẻ thư viện")).tokens == 0.0


@pytest.mark.parametrize(
    ("question", "having", "lacking"),
    [
        ("thẻ có giá trị bao lâu", "có giá trị 36 tháng", "có giá trị sử dụng"),
        ("cần bao nhiêu phiếu", "được quá nửa số phiếu", "được biểu quyết"),
        ("cấp nào cho phép", "do Đảng ủy xã quyết định", "theo mẫu kèm theo"),
        ("hồ sơ gồm những gì", "gồm có:\n- Đơn;\n- Ảnh.", "nộp tại xã"),
    ],
)
def test_the_form_asked_for_counts(question: str, having: str, lacking: str) -> None:
    topic = Topic(question, worth)
    assert (topic.has_form(having), topic.has_form(lacking)) == (1.0, 0.0)


def test_any_form_will_do_when_none_is_asked_for() -> None:
    assert Topic("chuyển sinh hoạt đảng", worth).has_form("Nộp giấy tại xã.") == 0.5


def test_a_heading_and_an_article_stand_behind_a_clause() -> None:
    topic = Topic("thẻ thư viện", worth)
    clause = a_candidate("Thẻ thư viện do chi ủy giữ, cấp theo đơn.")
    others = [
        a_candidate("1.1. Thẻ thư viện"),
        a_candidate("Thẻ thư viện do chi ủy giữ, cấp theo đơn.", kind="bai-viet"),
    ]
    assert all(weigh(topic, [other, clause])[0].passage is clause.passage for other in others)


def test_support_falls_with_meaning() -> None:
    topic = Topic("thẻ thư viện", worth)
    near = a_candidate("Thẻ thư viện do chi ủy giữ.")
    assert weigh(topic, [near])[0].support > 0 > weigh(topic, [replace(near, meaning=0.8)])[0].support


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("1.2. Về trình độ học vấn.", False),
        ("1.2. Về trình độ học vấn", True),
        ("IV- TỔ CHỨC THỰC HIỆN", True),
        ("a) Đơn xin cấp thẻ;", False),
        ("Hồ sơ gồm có:", False),
    ],
)
def test_a_heading_has_no_sentence(text: str, heading: bool) -> None:
    assert is_heading(text) is heading


def test_a_number_counts_with_what_it_counts() -> None:
    assert Topic("người trên 60 tuổi", worth).figures == {"trên_60", "60_tuổi"}
    assert signs("người trên 60 tuổi", a_candidate("Người trên 60 tuổi do xã xét.")).figure == 1.0
    assert signs("người trên 60 tuổi", a_candidate("Quá 60 tháng thì học lại.")).figure == 0.0


def test_a_passage_that_speaks_of_much_else_is_less_to_the_point() -> None:
    narrow, broad = "Thẻ thư viện.", "Thẻ thư viện, vườn thuốc nam, đường làng và bến đò."
    assert signs("thẻ thư viện", a_candidate(narrow)).focus > signs("thẻ thư viện", a_candidate(broad)).focus
