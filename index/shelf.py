"""What was read from the truth and is likely to be asked for again: kept at hand up to a number, then started afresh."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept")


class Shelf(Generic[Key, Kept]):
    """At most ``most`` things by key. Safe for many threads: nobody loses what they asked for when another starts afresh."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Key, Kept] = {}

    def take(
        self,
        keys: Iterable[Key],
        read: Callable[[list[Key]], Mapping[Key, Kept]],
        good: Callable[[Kept], bool] = lambda _: True,
    ) -> dict[Key, Kept]:
        """What stands under these keys, in their order: what is at hand and ``good``, the rest as ``read`` gives it."""
        kept, wanted = self._kept, dict.fromkeys(keys)
        found = {key: each for key in wanted if (each := kept.get(key)) is not None and good(each)}
        missing = [key for key in wanted if key not in found]
        if missing:
            new = read(missing)
            if len(kept) + len(new) > self._most:
                kept = self._kept = {}
            kept.update(new)
            found.update(new)
        return {key: found[key] for key in wanted if key in found}
