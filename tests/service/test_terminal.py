from holdings import TODAY, a_document

from index.records import Answer, Change, Chunk, Citation, Locator, Note, Passage, Statement, Understood
from service.terminal import passage_shown, shown

QUOTE = Citation(a_document(), Locator(("dieu-1",)), "Họp vào tối mùng năm.\n- Đúng giờ.", 0, 30)


def test_an_answer_shows_quotes_line_by_line_then_their_source_and_standing() -> None:
    answer = Answer("hop", Understood("họp"), "answered", 1, "h", statements=(Statement((QUOTE,)),))
    assert shown(answer, lambda _: None, TODAY).splitlines() == [
        "  │ Họp vào tối mùng năm.",
        "  │ - Đúng giờ.",
        "  — Quy định 07-QĐ/CB ngày 2/3/2025, Điều 1",
        "    chưa thấy văn bản thay thế trong thư viện",
    ]


def test_quotes_of_one_document_share_its_name_and_standing() -> None:
    other = Citation(a_document(), Locator(("dieu-2",)), "Hồ sơ gồm đơn.", 40, 54)
    answer = Answer("hop", Understood("họp"), "answered", 1, "h", statements=(Statement((QUOTE, other)),))
    assert shown(answer, lambda _: None, TODAY).splitlines()[2:] == [
        "    Điều 1",
        "  │ Hồ sơ gồm đơn.",
        "    Điều 2",
        "  — Quy định 07-QĐ/CB ngày 2/3/2025",
        "    chưa thấy văn bản thay thế trong thư viện",
    ]


def test_what_was_changed_in_the_question_and_the_programs_notes_are_shown_apart() -> None:
    understood = Understood("họp", (Change("hop", "họp", "marks"),))
    answer = Answer(
        "hop", understood, "answered", 1, "h", statements=(Statement((QUOTE,)),), notes=(Note("x", "Coi chừng."),)
    )
    lines = shown(answer, lambda _: None, TODAY).splitlines()
    assert (lines[0], lines[-1]) == ("Đang tìm: họp", "Lưu ý: Coi chừng.")


def test_a_refusal_shows_its_sentence_and_the_nearest_places() -> None:
    near = Passage(a_document(), Chunk("x", Locator(("dieu-2",)), "Hồ sơ", 0, 5, ""), 0.3)
    answer = Answer("x", Understood("x"), "refused", 1, "h", "no_source", "Không thấy.", passages=(near,))
    lines = shown(answer, lambda _: None, TODAY).splitlines()
    assert lines[0] == "Không thấy." and lines[-1] == "  · Quy định 07-QĐ/CB ngày 2/3/2025, Điều 2"


def test_documents_to_choose_from_are_listed() -> None:
    answer = Answer("x", Understood("x"), "choose", 1, "h", message="Chọn đi.", choices=(a_document(),))
    assert "  · Quy định 07-QĐ/CB ngày 2/3/2025: Về sinh hoạt của chi bộ thôn Mây" in shown(
        answer, lambda _: None, TODAY
    )


def test_a_passage_shows_where_it_stands() -> None:
    passage = Passage(a_document(), Chunk("x", Locator(("dieu-2",)), "Hồ sơ", 0, 5, ""), 0.3)
    assert passage_shown(passage, lambda _: None, TODAY).startswith(
        "  │ Hồ sơ\n  — Quy định 07-QĐ/CB ngày 2/3/2025, Điều 2\n"
    )
