"""Two questions in one text: each is answered in turn, unless one clause answers both."""

import pytest
from commune import GUIDE_ID, NEW_ID

from index.library import Library
from index.records import Answer
from service.answers import answer
from service.parts import MOST, TURNS, in_turn
from service.questions import Question, understand
from service.quotes import is_verbatim

CARD = "Thẻ thư viện có giá trị bao lâu?"
DOSSIER = "Hồ sơ gồm những gì?"
GARDEN = "Vườn thuốc nam tưới mấy lần một ngày?"
DIVORCE = "Thủ tục ly hôn ra sao?"


def ask(library: Library, text: str, k: int = 10) -> Answer:
    return answer(library, Question(text, k))


def places(found: Answer) -> list[str]:
    return [f"{s.citations[0].document.id}#{s.citations[0].locator.place}" for s in found.statements]


def parts(library: Library, text: str) -> list[str]:
    question = Question(text)
    return [part.text for part in in_turn(question, understand(question, library))]


def test_each_question_is_answered_in_turn(commune: Library) -> None:
    found = ask(commune, f"{CARD} {GARDEN}")
    alone = [places(ask(commune, text))[:MOST] for text in (CARD, GARDEN)]
    assert (found.status, places(found)) == ("answered", alone[0] + alone[1])
    assert f"{NEW_ID}#dieu-1.khoan-1" in alone[0] and f"{GUIDE_ID}#1.1" in alone[1]
    assert [n.code for n in found.notes] == ["several"]
    assert found.question == found.understood.text == f"{CARD} {GARDEN}"
    assert all(is_verbatim(commune, c) for s in found.statements for c in s.citations)


def test_a_question_that_says_little_is_about_what_was_asked_before(commune: Library) -> None:
    assert places(ask(commune, f"{CARD} {DOSSIER}"))[-1] == f"{NEW_ID}#dieu-2"


def test_a_question_without_an_answer_is_noted_beside_the_other(commune: Library) -> None:
    found = ask(commune, f"{DIVORCE} {GARDEN}")
    assert (found.status, found.reason, found.message) == ("answered", None, None)
    assert [n.code for n in found.notes] == ["several", "unanswered"]
    assert "ra sao?”" in found.notes[1].text
    assert places(found)[0] == f"{GUIDE_ID}#1.1"


def test_it_is_refused_only_when_every_question_is(commune: Library) -> None:
    found = ask(commune, f"{DIVORCE} Đội nào vô địch giải bóng đá năm nay?")
    assert (found.status, found.reason, found.statements) == ("refused", "no_source", ())


def test_questions_that_one_clause_answers_stay_one(commune: Library) -> None:
    found = ask(commune, "Ban Thường vụ có thu hồi thẻ của đảng viên không? Làm hỏng sách mấy lần thì bị thu hồi?")
    assert places(found)[0] == f"{NEW_ID}#dieu-3"
    assert found.notes == ()


def test_passages_of_each_come_by_turns_and_no_more_than_asked_for(commune: Library) -> None:
    found = ask(commune, f"{CARD} {GARDEN}", k=2)
    assert [p.document.id for p in found.passages] == [NEW_ID, GUIDE_ID]


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        "Tôi mới chuyển về xã, đi làm xa. Chi bộ có thư viện. Thẻ thư viện có giá trị bao lâu?",
        f"{CARD} Đúng không?",
        f"Cho em hỏi chút được không ạ? {CARD}",
        f"{CARD} Thẻ thư viện có giá trị mấy tháng?",
        f"Theo quy định 05-QĐ/ĐU, thẻ thư viện có giá trị bao lâu? {DOSSIER}",
        "Hồ sơ (theo mẫu nào vậy?) xin cấp thẻ gồm những gì?",
        "?? ?? ??",
    ],
)
def test_one_question_stays_one(commune: Library, text: str) -> None:
    assert parts(commune, text) == []


@pytest.mark.parametrize("text", [f"{CARD} {GARDEN}", f"{CARD}{GARDEN}", f"{CARD}\n{GARDEN}"])
def test_questions_are_found_however_they_are_typed(commune: Library, text: str) -> None:
    assert parts(commune, text) == [CARD, GARDEN]


def test_questions_without_marks_or_capitals_are_found_too(commune: Library) -> None:
    assert len(parts(commune, "the thu vien co gia tri bao lau? vuon thuoc nam tuoi may lan mot ngay?")) == 2


def test_an_opening_goes_with_the_first_question_and_a_close_with_the_last(commune: Library) -> None:
    assert parts(commune, f"Chào đồng chí. {CARD} Nhân tiện: {GARDEN} Xin cảm ơn.") == [
        f"Chào đồng chí. {CARD}",
        f"Nhân tiện: {GARDEN} Xin cảm ơn.",
    ]


STORY = """Thưa đồng chí, tôi năm nay bốn mươi hai tuổi, quê ở miền núi, trước đây đi bộ đội rồi về làm ruộng, vợ tôi dạy học ở
trường mầm non, hai cháu lớn đều đi học xa nhà. Năm ngoái tôi được đi học một lớp buổi tối, học xong thì tham gia đầy đủ các buổi lao
động, trực đêm chống lụt, vận động bà con hiến đất làm đường và dọn vệ sinh cuối tuần. Đầu tháng này nhà tôi sửa mái nên đồ đạc để
tạm ngoài sân, mưa xuống ướt mất một ít. Anh em bảo mỗi người một kiểu, người thì bảo để sang năm cũng được, người lại bảo để lâu quá
thì phiền, nghe mà lo. Bố mẹ tôi tuổi đã cao, các cụ cứ giục hỏi mãi, mà tôi thì ngại vì sợ mang tiếng là nóng vội. Hàng xóm có
người đi làm ăn xa, thỉnh thoảng mới về, cũng từng gặp chuyện như vậy mà không nhớ rõ đã làm thế nào. Tôi có ghi lại vào sổ tay để
khỏi quên, nhưng sổ cũng ướt, chữ nhòe hết cả, đọc câu được câu mất. Mấy hôm nay trời lại nắng, tôi tranh thủ phơi phóng, dọn dẹp,
rồi đạp xe ra ngoài xã một chuyến mà đúng ngày nghỉ nên không gặp được ai. Nghe nói dạo này việc gì cũng phải hỏi cho rõ trước khi
làm nên tôi viết mấy dòng này, chữ xấu mong đồng chí thông cảm. Chuyện cũng không có gì to tát, chỉ là tôi muốn biết cho chắc để còn
trả lời bà con ở nhà và sắp xếp công việc đồng áng cho khỏi lỡ mùa. """


def test_a_long_story_that_finds_nothing_is_answered_by_the_sentence_that_asks(commune: Library) -> None:
    text = STORY + "Vậy xin hỏi thẻ thư viện bị mất thì mấy ngày được cấp lại?"
    assert len(text.split()) >= 300
    found = ask(commune, text)
    assert places(found)[0] == f"{NEW_ID}#dieu-1.khoan-2"
    assert found.question == text and [n.code for n in found.notes] in ([], ["heart"])


def test_a_long_story_that_asks_for_what_is_not_held_is_refused(commune: Library) -> None:
    assert ask(commune, f"{STORY}{DIVORCE}").reason == "no_source"


def test_many_questions_are_answered_up_to_a_number_and_the_rest_is_said_to_be_left(commune: Library) -> None:
    others = [
        "Mất thẻ thì mấy ngày được cấp lại?", "Lá xông khi nào được thu hái?", "Ai phụ trách mùa khô?", "Ban nào giữ sách hỏng?",
    ]  # fmt: skip
    assert len(parts(commune, " ".join([CARD, GARDEN, *others]))) == TURNS
    assert "hãy hỏi riêng" in ask(commune, " ".join([CARD, GARDEN, *others])).notes[0].text
