"""Bad input: each file, the code it gets, and that its sentence says what to do. Good files under wrong names are read."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from ingest.readers import zips
from ingest.readers.door import check_size, read
from ingest.readers.unreadable import Unreadable

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


BAD: list[tuple[str, Callable[..., bytes], str, str, str]] = [
    ("nothing", lambda p: b"", "a.pdf", "empty", "Hãy kiểm tra lại bản gốc"),
    ("only blanks", lambda p: b" \r\n\t\n", "a.txt", "empty", "Hãy kiểm tra lại bản gốc"),
    ("a PDF cut short", lambda p: p(["Nội dung"] * 30)[:900], "a.pdf", "truncated", "lấy lại tệp từ bản gốc"),
    ("a PDF with a password", lambda p: p(["Nội dung"], password="bí mật"), "a.pdf", "encrypted", "bỏ mật khẩu"),
    ("text called PDF", lambda p: "Chi bộ họp thường kỳ.".encode(), "a.pdf", "mislabelled", "lưu lại"),
    ("bytes called text", lambda p: bytes(range(256)) * 8, "a.txt", "mislabelled", "lưu lại"),
    ("a PDF without pages", lambda p: a_pdf_without_pages(), "a.pdf", "zero_pages", "xuất lại PDF"),
    ("a scanned PDF", lambda p: p([], [], picture=[1, 2]), "a.pdf", "needs_ocr", "nhận dạng chữ (OCR)"),
    ("a blank PDF", lambda p: p([], []), "a.pdf", "no_text", "nộp tệp Word gốc"),
    ("a photograph", lambda p: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(500), "a.jpg", "needs_ocr", "nhận dạng chữ (OCR)"),
    ("text called DOCX", lambda p: "Chi bộ họp.".encode(), "a.docx", "not_a_zip", "Lưu thành (Save As)"),
    ("a DOCX cut short", lambda p: a_docx()[:-300], "a.docx", "truncated", "tải lại tệp từ bản gốc"),
    ("a DOCX whose XML is broken", lambda p: a_zip(**{"word__document.xml": b"<w"}), "a.docx", "truncated", "lưu lại thành DOCX"),
    ("a DOCX with a password", lambda p: OLE + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted", "bỏ mật khẩu"),
    ("a DOCX without words", lambda p: a_docx(""), "a.docx", "no_text", "nộp bản gốc có chữ"),
    ("a ZIP bomb", lambda p: a_bomb(), "a.docx", "zip_bomb", "lưu thành PDF"),
    ("a ZIP bomb that lies", lambda p: a_lying_bomb(), "a.docx", "truncated", "tải lại tệp từ bản gốc"),
    ("an old Word file", lambda p: OLE + bytes(600), "a.doc", "unsupported", "Lưu thành (Save As) DOCX hoặc PDF"),
    ("RTF", lambda p: b"{\\rtf1 abc}", "a.rtf", "unsupported", "Lưu thành (Save As) DOCX hoặc PDF"),
    ("a workbook", lambda p: a_zip(**{"xl__workbook.xml": b"<x/>"}), "a.xlsx", "unsupported", "PDF hoặc DOCX"),
    ("an archive", lambda p: a_zip(**{"quy-dinh.txt": b"abc"}), "a.zip", "unsupported", "giải nén"),
    ("a program", lambda p: b"\x7fELF" + bytes(500), "a.bin", "unsupported", "PDF, DOCX, HTML hoặc TXT"),
    ("a page without words", lambda p: b"<html><body><script>1</script></body></html>", "a.html", "no_text", "có toàn văn"),
]  # fmt: skip


@pytest.mark.parametrize("what, make, name, code, advice", BAD, ids=[row[0] for row in BAD])
def test_bad_input_gets_its_code_and_a_sentence_that_says_what_to_do(printed, what, make, name, code, advice):
    with pytest.raises(Unreadable) as caught:
        read(make(printed), name)
    assert (caught.value.code, advice in str(caught.value)) == (code, True), str(caught.value)
    assert str(caught.value).endswith(".") and 400 <= caught.value.status < 500


def test_a_file_over_the_limit_is_refused_before_it_is_opened():
    with pytest.raises(Unreadable) as caught:
        check_size(300 * 1024 * 1024, max_mb=200)
    assert caught.value.code == "too_large" and "300 MB" in str(caught.value) and "200 MB" in str(caught.value)
    with pytest.raises(Unreadable, match="quá giới hạn 1 MB"):
        read(b"%PDF-" + bytes(2_000_000), "a.pdf", max_mb=1)


def test_a_package_with_too_many_members_is_not_opened():
    many = a_zip(**{f"m{n}": b"" for n in range(zips.MAX_ENTRIES + 1)})
    with pytest.raises(Unreadable) as caught:
        read(many, "a.docx")
    assert caught.value.code == "zip_bomb"


@pytest.mark.parametrize("name", ["quy-dinh.docx", "quy-dinh.txt", "quy-dinh"])
def test_a_pdf_under_another_name_is_read_as_a_pdf(printed, name):
    assert read(printed(["Chi bộ họp thường kỳ mỗi tháng một lần."]), name).format == "pdf"


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.doc"])
def test_a_word_file_under_another_name_is_read_as_a_word_file(name):
    assert read(a_docx(), name).format == "docx"


def test_a_web_page_saved_as_word_is_read_as_a_web_page():
    assert read("<html><body><p>Chi bộ họp.</p></body></html>".encode(), "a.doc").format == "html"


def test_the_name_decides_between_kinds_of_plain_characters():
    assert [read("Chi bộ họp.".encode(), name).format for name in ("a.md", "a.htm", "a.txt", "ghi-chú")] == [
        "md",
        "html",
        "txt",
        "txt",
    ]


def test_utf_16_is_text_although_it_is_full_of_zeros():
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        reading = read("Chi bộ họp thường kỳ mỗi tháng một lần.".encode(encoding), "a.txt")
        assert reading.pages[0].lines[0].text == "Chi bộ họp thường kỳ mỗi tháng một lần."
