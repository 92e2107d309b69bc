"""What is kept at hand: read once, started afresh when full, and never lost to the one who asks."""

from index.shelf import Shelf


def test_what_is_at_hand_is_not_read_again() -> None:
    asked: list[list[int]] = []

    def read(keys: list[int]) -> dict[int, str]:
        asked.append(keys)
        return {key: str(key) for key in keys if key < 9}

    shelf: Shelf[int, str] = Shelf(10)
    assert shelf.take([1, 2, 1], read) == {1: "1", 2: "2"}
    assert shelf.take([2, 3, 9], read) == {2: "2", 3: "3"}
    assert asked == [[1, 2], [3, 9]]


def test_a_full_shelf_starts_afresh_and_loses_nothing_of_what_is_asked() -> None:
    shelf: Shelf[int, int] = Shelf(3)
    for keys in ([1, 2], [2, 3, 4], [1, 4], list(range(9))):
        assert shelf.take(keys, lambda missing: {key: key for key in missing}) == {key: key for key in keys}


def test_what_is_no_longer_good_is_read_again() -> None:
    shelf: Shelf[int, str] = Shelf(5)
    shelf.take([1], lambda _: {1: "old"})
    assert shelf.take([1], lambda _: {1: "new"}, lambda kept: kept == "new") == {1: "new"}
