"""Texts without a head."""

from paper import SHA, head_of, id_of

from ingest.identity import document_id
from ingest.manuscript import Manuscript, Paragraph
from ingest.masthead import read_masthead

NEWS = """Thay mặt Bộ Chính trị, Thường trực Ban Bí thư đã ký Kết luận số 126-KL/TW ngày 14/2/2025.
Theo đó, Kết luận nêu rõ yêu cầu các cấp ủy thực hiện Kết luận này."""


def test_news_of_a_document_is_an_article_and_never_has_its_number():
    head = head_of(NEWS, "126-KL-TW_2025.md")
    assert head.article
    assert head.number is None
    assert document_id(head, SHA) == "bai-viet_5a9bd7f3c1e2"


def test_a_page_about_a_body_is_an_article():
    text = "Ban Tổ chức Trung ương\nI. CHỨC NĂNG\nLà cơ quan tham mưu.\n(Theo Quyết định số 216-QĐ/TW ngày 02/01/2020)"
    assert id_of(text, "CNNV.md") == "bai-viet_5a9bd7f3c1e2"


def test_a_body_without_a_head_that_speaks_of_itself_is_let_in_with_doubt():
    text = "Giáo dục là quốc sách hàng đầu.\nBộ Chính trị yêu cầu thực hiện tốt các nội dung sau.\nNghị quyết này phổ biến đến chi bộ."
    head = head_of(text, "71-NQ-TW_2025.md")
    assert (head.kind, head.number, head.issued_on, head.issuer) == ("nghi-quyet", "71-NQ/TW", None, "Bộ Chính trị")
    assert len(head.doubts) == 3
    assert not head.article


def test_without_a_head_or_a_name_it_is_an_article():
    assert head_of("Giáo dục là quốc sách.\nNghị quyết này phổ biến đến chi bộ.", "bai.md").article


def test_a_title_line_stands_in_for_a_lost_head_with_doubt():
    text = "Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư về thể loại văn bản của Đảng\nĐiều 1. Phạm vi\nCác cấp ủy thi hành Quy định này."
    head = head_of(text)
    assert document_id(head, SHA) == "66-qd-tw_2017-02-06"
    assert (head.issuer, head.title) == ("Ban Bí thư", "về thể loại văn bản của Đảng")
    assert head.doubts


def test_a_word_file_without_a_head_is_doubted():
    m = Manuscript("Danh sách đảng viên\nTrần Văn A\n", (Paragraph(0, 19), Paragraph(20, 30)), (), "docx")
    head = read_masthead(m)
    assert (head.article, head.title, len(head.doubts)) == (True, "Danh sách đảng viên", 1)


def test_an_article_is_titled_by_its_first_words_and_not_by_a_heading_further_down():
    m = Manuscript(
        "Tin đầu trang.\nNguyên tắc chung\n", (Paragraph(0, 14), Paragraph(15, 31)), (), "md", "Nguyên tắc chung"
    )
    assert read_masthead(m).title == "Tin đầu trang"


def test_the_title_that_a_page_declares_may_name_its_document():
    body = "Điều 1. Phạm vi\nCác cấp ủy thi hành Quy định này."
    m = Manuscript(
        body,
        (Paragraph(0, 15), Paragraph(16, len(body))),
        (),
        "html",
        "Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư về thể loại văn bản",
    )
    head = read_masthead(m)
    assert (head.number, head.issued_on, head.issuer) == ("66-QĐ/TW", "2017-02-06", "Ban Bí thư")
    assert (head.title, head.body_start, bool(head.doubts)) == ("về thể loại văn bản", 0, True)
