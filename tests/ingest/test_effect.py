"""The first day on which a document holds, by its own words."""

from datetime import date

import pytest

from ingest.effect import effective_on, read_date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Quy định này có hiệu lực kể từ ngày ký.", date(2025, 5, 26)),
        ("Quy định này được ban hành tới các chi bộ, có hiệu lực thi hành từ ngày 01/7/2025.", date(2025, 7, 1)),
        ("Hướng dẫn này có hiệu lực kể từ ngày 1 tháng 3 năm 2026.", date(2026, 3, 1)),
        ("Điều 5. Quy chế này có hiệu lực kể từ ngày ban hành.", date(2025, 5, 26)),
        ("Luật Lưu trữ có hiệu lực từ ngày 01/7/2025.", None),
        ("trước ngày Quy định này có hiệu lực thi hành thì tiếp tục lưu trữ.", None),
        ("Quy định này có hiệu lực từ ngày 31/02/2025.", None),
    ],
)
def test_days_of_effect(words: str, day: date | None):
    assert effective_on(words, "2025-05-26") == day


def test_from_the_day_of_signing_without_a_day_is_unknown():
    assert effective_on("Quy định này có hiệu lực kể từ ngày ký.", "2025-11") is None


def test_dates_as_people_write_them():
    assert read_date("26/5/2025") == read_date("26 tháng 5 năm 2025") == read_date("26-05-2025") == date(2025, 5, 26)
    assert read_date("tháng 5") is None
