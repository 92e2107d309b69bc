from index.fusion import Blend, fuse
from index.records import Hit


def test_what_both_legs_like_comes_first() -> None:
    fused = fuse([Hit(1, 0.9), Hit(2, 0.8), Hit(3, 0.1)], [Hit(2, 12.0), Hit(1, 3.0)], Blend(meaning=0.5))
    assert [h.chunk_id for h in fused] == [2, 1, 3]


def test_one_leg_alone_keeps_its_order() -> None:
    assert [h.chunk_id for h in fuse([], [Hit(5, 2.0), Hit(4, 1.0)], Blend())] == [5, 4]
    assert [h.chunk_id for h in fuse([Hit(5, 0.2), Hit(4, 0.1)], [], Blend())] == [5, 4]
    assert fuse([], [], Blend()) == []


def test_scores_lie_between_0_and_1() -> None:
    fused = fuse([Hit(1, 0.9), Hit(2, -0.3)], [Hit(1, 40.0), Hit(3, 1.0)], Blend(meaning=0.3))
    assert fused[0].score == 1.0
    assert all(0 <= h.score <= 1 for h in fused)


def test_equal_scores_come_in_a_fixed_order() -> None:
    hits = [Hit(9, 1.0), Hit(3, 1.0)]
    assert fuse(hits, [], Blend()) == fuse(hits[::-1], [], Blend())


def test_the_score_of_the_best_does_not_depend_on_how_deep_one_looked() -> None:
    meaning = [Hit(n, 1.0 - n / 1000) for n in range(300)]
    words = [Hit(n, 50.0 - n / 10) for n in range(0, 300, 3)]
    shallow = fuse(meaning[:100], words[:34], Blend(meaning=0.4))
    assert fuse(meaning, words, Blend(meaning=0.4))[:20] == shallow[:20]
