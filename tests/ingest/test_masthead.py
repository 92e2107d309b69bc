"""The masthead as a whole: what is read besides head and subject."""

from paper import TWO_COLUMNS, head_of


def test_the_body_begins_after_the_subject_and_ends_at_the_closing_block():
    head = head_of(TWO_COLUMNS)
    assert TWO_COLUMNS[head.body_start :].startswith("- Căn cứ Điều lệ Đảng;")
    assert TWO_COLUMNS[head.end :].startswith("Nơi nhận:")


def test_a_stated_day_of_effect_is_read():
    assert str(head_of(TWO_COLUMNS).effective) == "2025-07-01"
