"""Marks of secrecy and limits of circulation."""

import pytest
from paper import COMMUNE, head_of


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Tối mật", "* MẬT *"])
def test_a_secrecy_mark_under_the_number_is_seen(mark: str):
    assert head_of(COMMUNE.replace("Số 12-NQ/ĐU", f"Số 12-NQ/ĐU\n{mark}")).secrecy in {"MẬT", "TỐI MẬT", "TUYỆT MẬT"}


def test_a_secrecy_mark_on_the_line_of_the_other_column_is_seen():
    assert head_of(COMMUNE.replace("Số 12-NQ/ĐU", "Số 12-NQ/ĐU TỐI MẬT")).secrecy == "TỐI MẬT"


def test_a_secrecy_mark_taken_out_as_a_running_head_is_seen():
    assert head_of(COMMUNE, removed=("MẬT", "2")).secrecy == "MẬT"


def test_words_about_secrets_are_no_mark():
    text = COMMUNE.replace("về giữ sạch nguồn nước đầu nguồn", "VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC")
    assert head_of(text + "\nTài liệu tối mật được giữ riêng.").secrecy is None


@pytest.mark.parametrize("limit", ["Lưu hành nội bộ", "TÀI LIỆU THU HỒI", "(Xem xong trả lại)", "Tài liệu hội nghị"])
def test_a_limit_of_circulation_restricts_the_audience(limit: str):
    assert head_of(COMMUNE.replace("NGHỊ QUYẾT\n", f"{limit}\nNGHỊ QUYẾT\n")).restricted
    assert head_of(COMMUNE.replace("NGHỊ QUYẾT\n", f"{limit}\nNGHỊ QUYẾT\n")).kind == "nghi-quyet"


def test_a_rule_about_such_papers_restricts_nothing():
    assert not head_of(
        COMMUNE
        + "\nTài liệu thu hồi phải được nộp lại văn phòng trong ngày họp, không để thất lạc ra ngoài, người giữ chịu trách nhiệm."
    ).restricted
