"""The file that the answers to a file of questions go into: a run that was broken off goes on where it stopped."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from index.disk import room
from index.errors import BadRequest
from service.batch import Id, Line

Reply = tuple[Id, bool]
"""Whose line it is, and whether the line was a question."""

_OPENING = b'{"id"'


class Sheet:
    """Lines that are there, and those still to come. Made by ``opened``."""

    def __init__(self, stream: BinaryIO, there: Counter[Reply]) -> None:
        self._stream = stream
        self._there = there

    def has(self, line: Line) -> bool:
        """Whether the reply to this line is there already. Each one that is there stands for one line."""
        reply = line.id, line.question is not None
        self._there[reply] -= 1
        return self._there[reply] >= 0

    def write(self, text: str) -> None:
        """One more line, on the disk at once. DiskFull."""
        with room():
            self._stream.write(text.encode() + b"\n")
            self._stream.flush()


@contextmanager
def opened(path: Path, library: str) -> Iterator[Sheet]:
    """The sheet of answers from the library of this hash, made when there is none; a half-written last line is dropped.
    BadRequest when it holds anything else, and then it stays as it is."""
    try:
        stream = path.open("a+b")
    except OSError as wrong:
        raise BadRequest(f"Không mở được tệp kết quả {path}: {wrong.strerror}. Hãy chọn tệp khác cho --out.") from wrong
    with stream:
        stream.seek(0)
        there: Counter[Reply] = Counter()
        whole = 0
        for number, raw in enumerate(stream, start=1):
            if raw.endswith(b"\n"):
                there[_reply(raw, f"Dòng {number} của tệp {path}", library)] += 1
                whole += len(raw)
            elif raw[: len(_OPENING)] != _OPENING[: len(raw)]:
                raise BadRequest(_not_an_answer(f"Dòng {number} của tệp {path}"))
        stream.truncate(whole)
        yield Sheet(stream, there)


def _reply(raw: bytes, where: str, library: str) -> Reply:
    try:
        read = json.loads(raw)
    except ValueError:
        read = None
    if (
        not isinstance(read, dict)
        or not isinstance(read.get("id"), str | int)
        or not {"library", "error"} & read.keys()
    ):
        raise BadRequest(_not_an_answer(where))
    if read.get("library", library) != library:
        raise BadRequest(
            f"{where} là câu trả lời từ một thư viện khác, hoặc từ khi thư viện chưa có các văn bản như bây giờ. "
            "Hãy chọn tệp khác cho --out, hoặc xóa tệp đó để hỏi lại từ đầu."
        )
    return read["id"], "library" in read


def _not_an_answer(where: str) -> str:
    return f"{where} không phải câu trả lời của lệnh này nên tệp được giữ nguyên. Hãy chọn tệp khác cho --out."
