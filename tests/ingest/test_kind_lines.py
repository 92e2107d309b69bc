"""Kinds in capitals."""

from ingest.kind_lines import kind_lines


def test_the_longest_name_is_the_kind_and_small_letters_are_none():
    found = [(k.kind, k.start) for k in kind_lines("Quy định\nQUYẾT ĐỊNH\nTHÔNG BÁO KẾT LUẬN", 0, 99)]
    assert found == [("quyet-dinh", 9), ("thong-bao", 20), ("ket-luan", 30)]


def test_limits_of_circulation_and_chapters_are_no_kinds():
    assert list(kind_lines("TÀI LIỆU HỘI NGHỊ\nQUY ĐỊNH CHUNG", 0, 99)) == []


def test_kinds_of_the_state_are_named_only_in_its_heads():
    assert list(kind_lines("NGHỊ ĐỊNH", 0, 99)) == []
    (found,) = kind_lines("NGHỊ ĐỊNH", 0, 99, state=True)
    assert (found.kind, found.name) == ("tai-lieu", "Nghị định")
