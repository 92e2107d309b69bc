"""Files that cannot be read: how each is made, its name, the code it gets and words of the sentence that says what to do."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
from printing import pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def a_docx(text: str = "Chi bộ họp thường kỳ mỗi tháng một lần.") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def a_zip(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def a_bomb() -> bytes:
    return a_zip(**{"word__document.xml": b"<w/>", "word__media": b"0" * 64_000_000})


def a_lying_bomb() -> bytes:
    """A bomb whose directory says that it unpacks to 100 bytes."""
    data = a_bomb()
    return data.replace((64_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def a_pdf_without_pages() -> bytes:
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    first, second = body.index(b"1 0 obj"), body.index(b"2 0 obj")
    xref = f"xref\n0 3\n0000000000 65535 f \n{first:010d} 00000 n \n{second:010d} 00000 n \n".encode()
    return body + xref + b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n" + str(len(body)).encode() + b"\n%%EOF\n"


BAD: list[tuple[str, Callable[[], bytes], str, str, str]] = [
    ("nothing", lambda: b"", "a.pdf", "empty", "Hãy kiểm tra lại bản gốc"),
    ("only blanks", lambda: b" \r\n\t\n", "a.txt", "empty", "Hãy kiểm tra lại bản gốc"),
    ("a PDF cut short", lambda: pdf(["Nội dung"] * 30)[:900], "a.pdf", "truncated", "lấy lại tệp từ bản gốc"),
    ("a PDF with a password", lambda: pdf(["Nội dung"], password="bí mật"), "a.pdf", "encrypted", "bỏ mật khẩu"),
    ("text called PDF", "Chi bộ họp thường kỳ.".encode, "a.pdf", "mislabelled", "lưu lại"),
    ("bytes called text", lambda: bytes(range(256)) * 8, "a.txt", "mislabelled", "lưu lại"),
    ("a PDF without pages", a_pdf_without_pages, "a.pdf", "zero_pages", "xuất lại PDF"),
    ("a scanned PDF", lambda: pdf([], [], picture=[1, 2]), "a.pdf", "needs_ocr", "nhận dạng chữ (OCR)"),
    ("a blank PDF", lambda: pdf([], []), "a.pdf", "no_text", "nộp tệp Word gốc"),
    ("a photograph", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(500), "a.jpg", "needs_ocr", "nhận dạng chữ (OCR)"),
    ("text called DOCX", "Chi bộ họp.".encode, "a.docx", "not_a_zip", "Lưu thành (Save As)"),
    ("a DOCX cut short", lambda: a_docx()[:-300], "a.docx", "truncated", "tải lại tệp từ bản gốc"),
    ("a DOCX whose XML is broken", lambda: a_zip(**{"word__document.xml": b"<w"}), "a.docx", "truncated", "lưu lại thành DOCX"),
    ("a DOCX with a password", lambda: OLE + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted", "bỏ mật khẩu"),
    ("a DOCX without words", lambda: a_docx(""), "a.docx", "no_text", "nộp bản gốc có chữ"),
    ("a ZIP bomb", a_bomb, "a.docx", "zip_bomb", "lưu thành PDF"),
    ("a ZIP bomb that lies", a_lying_bomb, "a.docx", "truncated", "tải lại tệp từ bản gốc"),
    ("an old Word file", lambda: OLE + bytes(600), "a.doc", "unsupported", "Lưu thành (Save As) DOCX hoặc PDF"),
    ("RTF", lambda: b"{\\rtf1 abc}", "a.rtf", "unsupported", "Lưu thành (Save As) DOCX hoặc PDF"),
    ("a workbook", lambda: a_zip(**{"xl__workbook.xml": b"<x/>"}), "a.xlsx", "unsupported", "PDF hoặc DOCX"),
    ("an archive", lambda: a_zip(**{"quy-dinh.txt": b"abc"}), "a.zip", "unsupported", "giải nén"),
    ("a program", lambda: b"\x7fELF" + bytes(500), "a.bin", "unsupported", "PDF, DOCX, HTML hoặc TXT"),
    ("a page without words", lambda: b"<html><body><script>1</script></body></html>", "a.html", "no_text", "có toàn văn"),
]  # fmt: skip
