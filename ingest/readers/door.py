"""The door: decides what a file is, by its content first and its name second, and has it read by the right reader."""

from pathlib import PurePath

from ingest.manuscript import Reading
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text
from ingest.readers.unreadable import Unreadable
from ingest.readers.zips import members_of

MAX_MB = 200
SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt")
"""What a folder is searched for."""

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes, name: str, max_mb: int = MAX_MB) -> Reading:
    """A file as read. Raises ``Unreadable`` with a sentence for the one who brought it."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Unreadable("empty", "Tệp rỗng, không có nội dung. Hãy kiểm tra lại bản gốc rồi nộp lại tệp.")
    check_size(len(data), max_mb)
    match what_it_is(data, name):
        case "pdf":
            return read_pdf(data)
        case "docx":
            return read_docx(data)
        case "html":
            return read_html(data)
        case "md":
            return read_markdown(data)
        case _:
            return read_text(data)


def check_size(size: int, max_mb: int = MAX_MB) -> None:
    """Refuses a file larger than the limit; for callers who know the size before they have the bytes."""
    if size > max_mb * 1024 * 1024:
        raise Unreadable(
            "too_large",
            f"Tệp nặng {size / 1024 / 1024:.0f} MB, quá giới hạn {max_mb} MB. Hãy tách tệp ra nhiều phần hoặc giảm "
            "dung lượng ảnh trong tệp; người quản trị có thể nâng giới hạn bằng TRACUU_MAX_FILE_MB.",
        )


def what_it_is(data: bytes, name: str) -> str:
    """ "pdf", "docx", "html", "md" or "txt". Raises ``Unreadable`` for everything else."""
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    _refuse_what_we_cannot_open(data)
    if _looks_like_html(data):
        return "html"
    if suffix == ".pdf":
        raise Unreadable(
            "mislabelled",
            "Tên tệp có đuôi .pdf nhưng nội dung không phải PDF. Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu lại "
            "đúng định dạng PDF rồi nộp lại.",
        )
    if suffix in (".docx", ".docm"):
        raise Unreadable(
            "not_a_zip",
            "Tên tệp có đuôi .docx nhưng nội dung không phải tệp Word (DOCX là một gói nén, tệp này thì không). "
            "Hãy mở tệp trong Word, chọn Lưu thành (Save As) định dạng DOCX rồi nộp lại.",
        )
    if _is_binary(data):
        raise Unreadable(
            "mislabelled" if suffix in SUFFIXES else "unsupported",
            "Nội dung tệp không phải văn bản đọc được. Hãy lưu lại tài liệu thành PDF, DOCX, HTML hoặc TXT rồi nộp lại.",
        )
    return {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html"}.get(suffix, "txt")


def _kind_of_zip(data: bytes) -> str:
    names = members_of(data)
    if "word/document.xml" in names:
        return "docx"
    if any(n.startswith("xl/") for n in names):
        what = "bảng tính Excel"
    elif any(n.startswith("ppt/") for n in names):
        what = "bản trình chiếu PowerPoint"
    else:
        what = "gói nén ZIP"
    raise Unreadable(
        "unsupported",
        f"Tệp này là {what}, chưa đọc được. Hãy lưu tài liệu thành PDF hoặc DOCX (nếu là gói nén thì giải nén ra) "
        "rồi nộp lại.",
    )


def _refuse_what_we_cannot_open(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE) and _PROTECTED in data:
        raise Unreadable(
            "encrypted",
            "Tệp Word này đặt mật khẩu mở tệp. Hãy mở bằng Word, bỏ mật khẩu, lưu lại rồi nộp lại.",
        )
    if data.startswith((_OLD_OFFICE, b"{\\rtf")):
        raise Unreadable(
            "unsupported",
            "Đây là tệp Office kiểu cũ (.doc, .xls, .ppt hoặc .rtf), chưa đọc được. Hãy mở tệp, chọn Lưu thành "
            "(Save As) DOCX hoặc PDF rồi nộp lại.",
        )
    if data.startswith(_PICTURES) and _is_binary(data):
        raise Unreadable(
            "needs_ocr",
            "Tệp này là ảnh chụp hoặc ảnh quét, không có chữ để đọc. Hãy nhận dạng chữ (OCR) và lưu thành PDF có "
            "lớp chữ hoặc DOCX, kiểm tra lại chính tả rồi nộp lại.",
        )


def _looks_like_html(data: bytes) -> bool:
    head = data[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith((b"<?xml", b"<!--")) and b"<html" in head)


def _is_binary(data: bytes) -> bool:
    """Whether the beginning holds control characters that no text has (UTF-16 apart)."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    zeros = head.count(0)
    if zeros > len(head) // 5 and 0 in (head[0::2].count(0), head[1::2].count(0)):
        return False
    controls = sum(head.count(c) for c in range(0x20) if c not in (0x9, 0xA, 0xC, 0xD, 0x1A))
    return controls > len(head) // 100
