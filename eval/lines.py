"""Lines of the files that people and programs write: UTF-8 with or without BOM, ended by LF or CRLF.

What is wrong with one is said with its file and its number, so that it can be found and mended.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import TracuuError

_BOM = b"\xef\xbb\xbf"


class BadCollection(TracuuError):
    """A file of a collection, of judgements or of a run that cannot be meant as it stands."""

    code = "bad_collection"
    exit_status = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank; ``number`` counts from 1, blank ones included."""

    file: Path
    number: int
    text: str

    def wrong(self, what: str) -> BadCollection:
        """The error to raise: "…/qrels.tsv, dòng 3: …"."""
        return BadCollection(f"{self.file}, dòng {self.number}: {what}")

    def object(self) -> dict[str, Any]:
        """The JSON object of this line; BadCollection when it is none."""
        try:
            read = json.loads(self.text)
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            raise self.wrong("không phải một đối tượng JSON. Mỗi dòng phải là một đối tượng trọn vẹn.")
        return read

    def columns(self, count: int, separator: str | None = None) -> list[str]:
        """Its columns, cut at the separator (None: at white space); BadCollection unless there are so many."""
        found = [column.strip() for column in self.text.strip().split(separator)]
        if len(found) != count or not all(found):
            by = "dấu tab" if separator == "\t" else "dấu cách"
            raise self.wrong(f"cần {count} cột cách nhau bằng {by}, nhưng có {sum(map(bool, found))}.")
        return found

    def whole(self, text: str, what: str) -> int:
        """A column as a whole number; BadCollection when it is none."""
        try:
            return int(text)
        except ValueError:
            raise self.wrong(f"{what} phải là số nguyên, nhưng là {text!r}.") from None

    def string(self, row: dict[str, Any], *names: str) -> str:
        """The first of these fields that the row has, as text that is not blank; BadCollection without any."""
        value = next((row[name] for name in names if row.get(name) is not None), None)
        if not isinstance(value, str | int) or not str(value).strip():
            raise self.wrong(f"thiếu “{names[0]}”, hoặc “{names[0]}” không phải chuỗi chữ.")
        return str(value)


def lines(file: Path) -> Iterator[Line]:
    """The lines of a file that are not blank. BadCollection where one is no UTF-8."""
    for number, raw in enumerate(file.read_bytes().removeprefix(_BOM).splitlines(), start=1):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Line(file, number, "").wrong("không phải UTF-8. Hãy lưu lại tệp theo UTF-8.") from None
        if text.strip():
            yield Line(file, number, text)
