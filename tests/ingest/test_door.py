"""Bad input: each file, the code it gets, and that its sentence says what to do. Good files under wrong names are read."""

import pytest
from bad_files import BAD, a_docx, a_zip

from ingest.readers import zips
from ingest.readers.door import check_size, read
from ingest.readers.unreadable import Unreadable


@pytest.mark.parametrize("what, make, name, code, advice", BAD, ids=[row[0] for row in BAD])
def test_bad_input_gets_its_code_and_a_sentence_that_says_what_to_do(what, make, name, code, advice):
    with pytest.raises(Unreadable) as caught:
        read(make(), name)
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
