"""Facts about the tree that grows while a document is read: what closes what, and what a place is called twice."""

from ingest.tree import DASH, LETTERS, NUMBERS, RANK, Open, Tree, follows, successors


def begin(tree: Tree, kind: str, rank: float, tail: str) -> None:
    tree.close_from(rank)
    tree.begin(Open(kind, rank, (), tree.below(tail)), start=len(tree.spots), line=len(tree.spots))


def test_what_is_further_out_closes_what_is_further_in():
    tree = Tree()
    for kind, rank, tail in (
        ("dieu", RANK["dieu"], "dieu-1"), ("number", NUMBERS + 1, "khoan-1"), ("letter", LETTERS, "diem-a"),
        ("dash", DASH, "g1"), ("number", NUMBERS + 1, "khoan-2"), ("dieu", RANK["dieu"], "dieu-2"),
    ):  # fmt: skip
        begin(tree, kind, rank, tail)
    assert [".".join(spot.segments) for spot in tree.spots] == [
        "dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-1.diem-a", "dieu-1.khoan-1.diem-a.g1", "dieu-1.khoan-2", "dieu-2",
    ]  # fmt: skip
    assert [spot.depth for spot in tree.spots] == [0, 1, 2, 3, 1, 0]


def test_a_place_that_is_taken_gets_a_tilde_and_so_does_what_stands_below():
    tree = Tree()
    for tail in ("dieu-1", "dieu-1", "dieu-1"):
        begin(tree, "dieu", RANK["dieu"], tail)
    begin(tree, "number", NUMBERS + 1, "khoan-1")
    assert [".".join(spot.segments) for spot in tree.spots] == ["dieu-1", "dieu-1~2", "dieu-1~3", "dieu-1~3.khoan-1"]


def test_what_begins_inside_may_start_again():
    tree = Tree()
    tree.note("chuong", 2, RANK["chuong"])
    assert {"dieu", "roman"} <= tree.fresh
    assert "chuong" not in tree.fresh and "phan" not in tree.fresh
    tree.note("dieu", 5, RANK["dieu"])
    assert "dieu" not in tree.fresh and tree.last == {"chuong": 2, "dieu": 5}


def test_the_numbers_that_may_follow_a_number():
    assert successors(()) == {(1,)}
    assert successors((5, 4)) == {(5, 4, 1), (5, 5), (6,)}


def test_lists_may_leave_out_letters_that_are_rare():
    a, d, dd, e, g = 1, 4, 5, 6, 8
    assert follows(d, dd, "letter") and follows(d, e, "letter") and follows(e, g, "letter")
    assert not follows(a, d, "letter")
    assert follows(2, 3, "paren") and not follows(2, 4, "paren")
