"""The file that the answers to a file of questions go into: a run that was broken off goes on where it stopped."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from index.disk import room
from index.errors import BadRequest
from service.batch import Id, Line
from service.questions import Question

_OPENING = b'{"id"'
_STDIN = Path("/dev/stdin")


@dataclass(frozen=True, slots=True)
class Reply:
    """A line that is there: where it stands, whose it is, and the question it answers (None: it was no question)."""

    where: str
    id: Id
    question: str | None
    as_of: str | None

    def answers(self, question: Question) -> bool:
        """Whether it is the answer to this question; the day is compared where one is given now."""
        return self.question == question.text and (not question.as_of or self.as_of == question.as_of.isoformat())


class Sheet:
    """Lines that are there, and those still to come. Made by ``opened``."""

    def __init__(self, stream: BinaryIO, there: Iterable[Reply]) -> None:
        self._stream = stream
        self._there: dict[tuple[Id, bool], list[Reply]] = {}
        for reply in there:
            self._there.setdefault((reply.id, reply.question is not None), []).append(reply)

    def has(self, line: Line) -> bool:
        """Whether the reply to this line is there already. Each one that is there stands for one line. BadRequest when
        what is there under its id answers another question."""
        left = self._there.get((line.id, line.question is not None), [])
        if not left:
            return False
        found = next((r for r in left if line.question is None or r.answers(line.question)), None)
        if found is None:
            raise BadRequest(
                f"{left[0].where} có mã {line.id!r} nhưng trả lời một câu hỏi khác, hoặc theo một ngày khác với bây giờ. "
                "Hãy chọn tệp khác cho --out, hoặc xóa tệp đó để hỏi lại từ đầu."
            )
        left.remove(found)
        return True

    def write(self, text: str) -> None:
        """One more line, flushed. DiskFull."""
        with room():
            self._stream.write(text.encode() + b"\n")
            self._stream.flush()


def require_apart(path: Path, questions: Path) -> None:
    """BadRequest when the sheet would be the file of questions itself ("-": standard input), or is no regular file."""
    source = _STDIN if str(questions) == "-" else questions
    try:
        odd = path.exists() and not path.is_file()
        same = path.exists() and source.exists() and path.samefile(source)
    except OSError:  # opening it will say why
        return
    if odd:
        raise BadRequest(
            f"{path} không phải một tệp thường nên không ghi kết quả vào được. Hãy chọn tệp khác cho --out."
        )
    if same:
        raise BadRequest(f"{path} chính là tệp câu hỏi nên được giữ nguyên. Hãy chọn tệp khác cho --out.")


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
        there: list[Reply] = []
        whole = 0
        for number, raw in enumerate(stream, start=1):
            where = f"Dòng {number} của tệp {path}"
            if raw.endswith(b"\n"):
                there.append(_reply(raw, where, library))
                whole += len(raw)
            else:
                _require_half(raw, where, library)
        stream.truncate(whole)
        yield Sheet(stream, there)


def _require_half(raw: bytes, where: str, library: str) -> None:
    """BadRequest unless a last line without its end is the beginning of an answer, or a whole one of this library."""
    if _read(raw) is not None:
        _reply(raw, where, library)
    elif raw[: len(_OPENING)] != _OPENING[: len(raw)]:
        raise BadRequest(_not_an_answer(where))


def _reply(raw: bytes, where: str, library: str) -> Reply:
    read = _read(raw)
    if (
        not isinstance(read, dict)
        or not isinstance(read.get("id"), str | int)
        or not (isinstance(read.get("question"), str) if "library" in read else "error" in read)
    ):
        raise BadRequest(_not_an_answer(where))
    if read.get("library", library) != library:
        raise BadRequest(
            f"{where} là câu trả lời từ một thư viện khác, hoặc từ khi thư viện chưa có các văn bản như bây giờ. "
            "Hãy chọn tệp khác cho --out, hoặc xóa tệp đó để hỏi lại từ đầu."
        )
    understood = read.get("understood")
    as_of = understood.get("as_of") if isinstance(understood, dict) else None
    return Reply(where, read["id"], read["question"] if "library" in read else None, as_of)


def _read(raw: bytes) -> object:
    """The JSON of a line; None when it is none."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _not_an_answer(where: str) -> str:
    return f"{where} không phải câu trả lời của lệnh này nên tệp được giữ nguyên. Hãy chọn tệp khác cho --out."
