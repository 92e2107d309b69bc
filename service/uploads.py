"""Files sent over HTTP: counted while they stream in, kept in a folder that lives as long as the request."""

import shutil
from collections.abc import AsyncGenerator
from pathlib import Path, PurePosixPath
from typing import ClassVar

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from index.disk import room
from index.errors import BadRequest, TracuuError
from ingest.intake import Upload


class TooLarge(TracuuError):
    """A file is longer than the keeper allows."""

    code: ClassVar[str] = "too_large"
    status: ClassVar[int] = 413


class NotMultipart(TracuuError):
    """Files come as multipart/form-data only."""

    code: ClassVar[str] = "unsupported"
    status: ClassVar[int] = 415


class NoFile(TracuuError):
    """A form without a file."""

    code: ClassVar[str] = "no_file"
    status: ClassVar[int] = 422


class _Counted(MultiPartParser):
    """Starlette's parser, stopping as soon as one file is longer than ``most`` bytes."""

    def __init__(self, headers: Headers, stream: AsyncGenerator[bytes, None], most: int) -> None:
        super().__init__(headers, stream)
        self._most = most
        self._seen = 0

    def on_part_begin(self) -> None:
        self._seen = 0
        super().on_part_begin()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._seen += end - start
        if self._seen > self._most:
            megabytes = self._most // 2**20
            raise TooLarge(
                f"Có tệp lớn hơn {megabytes} MB nên không nhận. Hãy tách tệp, hoặc tăng TRACUU_MAX_FILE_MB rồi khởi động lại."
            )
        super().on_part_data(data, start, end)


async def received(headers: Headers, stream: AsyncGenerator[bytes, None], max_file_mb: int) -> FormData:
    """The form that streams in. NotMultipart, BadRequest (broken), NoFile, TooLarge, DiskFull; nothing stays behind then."""
    if not headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise NotMultipart("Hãy gửi tệp theo dạng multipart/form-data, mỗi tệp một trường tên “file”.")
    try:
        with room():
            form = await _Counted(headers, stream, max_file_mb * 2**20).parse()
    except MultiPartException as broken:
        raise BadRequest("Nội dung gửi lên bị đứt hoặc sai dạng multipart. Hãy gửi lại.") from broken
    if not files_of(form):
        await form.close()
        raise NoFile("Không có tệp nào trong trường “file”. Hãy chọn ít nhất một tệp.")
    return form


def files_of(form: FormData) -> list[UploadFile]:
    return [part for part in form.getlist("file") if isinstance(part, UploadFile) and part.filename]


def file_name(upload: UploadFile) -> str:
    """The sender's name for the file, without any folder: "..\\\\a/b.pdf" → "b.pdf"."""
    name = PurePosixPath((upload.filename or "").replace("\\", "/")).name
    shown = "".join(c for c in name if c.isprintable()).strip(". ")
    return shown[-150:] or "khong-ten"


def saved(uploads: list[UploadFile], folder: Path) -> list[Upload]:
    """Each upload as a file in the folder, under a number: the sender's name is only a name. DiskFull."""
    taken: list[Upload] = []
    for number, upload in enumerate(uploads):
        path = folder / str(number)
        with room(), path.open("wb") as out:
            shutil.copyfileobj(upload.file, out)
        taken.append(Upload(file_name(upload), path.stat().st_size, path))
    return taken
