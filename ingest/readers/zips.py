"""Opening ZIP packages safely: how large they really are is counted before anything parses them."""

import zipfile
from io import BytesIO

from ingest.readers.unreadable import Unreadable

MAX_ENTRIES = 10_000
MAX_UNPACKED = 512 * 1024 * 1024
MAX_RATIO = 200
_SMALL = 8 * 1024 * 1024
_PIECE = 1024 * 1024


def members_of(data: bytes) -> frozenset[str]:
    """The names in a package that was unpacked once, thrown away and found whole and of a sane size."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            _check_declared(entries, len(data))
            _check_real(package, entries, len(data))
            return frozenset(e.filename for e in entries)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(
            "truncated",
            "Gói nén bên trong tệp bị hỏng hoặc thiếu phần cuối (có thể do tải về dở dang). Hãy sao chép hoặc tải "
            "lại tệp từ bản gốc rồi nộp lại.",
        ) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise Unreadable("encrypted", "Tệp nén này đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi nộp lại.") from error


def _check_declared(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > MAX_ENTRIES or _too_much(sum(e.file_size for e in entries), packed):
        raise _bomb()


def _check_real(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], packed: int) -> None:
    """Unpacks everything piece by piece: the sizes that a package declares may be lies."""
    total = 0
    for entry in entries:
        with package.open(entry) as stream:
            while piece := stream.read(_PIECE):
                total += len(piece)
                if _too_much(total, packed):
                    raise _bomb()


def _too_much(unpacked: int, packed: int) -> bool:
    return unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > packed * MAX_RATIO)


def _bomb() -> Unreadable:
    return Unreadable(
        "zip_bomb",
        "Tệp nén bung ra lớn bất thường nên không được mở, để bảo vệ máy. Nếu đây là tài liệu thật, hãy lưu thành "
        "PDF rồi nộp lại.",
    )
