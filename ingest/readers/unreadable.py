"""Why a file cannot be read: a code for machines, a sentence that says what to do for people."""

from typing import Literal

from index.errors import TracuuError

Why = Literal[
    "empty",
    "truncated",
    "encrypted",
    "mislabelled",
    "zero_pages",
    "needs_ocr",
    "not_a_zip",
    "zip_bomb",
    "too_large",
    "unsupported",
    "no_text",
]


class Unreadable(TracuuError):
    """A file that cannot be read as it is. ``code`` is one of ``Why``."""

    def __init__(self, code: Why, message: str) -> None:
        super().__init__(message)
        self.code = code  # type: ignore[misc]  # a class attribute of the base; here each file has its own reason
        self.status = _STATUS.get(code, 422)  # type: ignore[misc]


_STATUS = {"too_large": 413, "unsupported": 415, "mislabelled": 415, "not_a_zip": 415}
