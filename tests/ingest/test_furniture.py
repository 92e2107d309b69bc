"""What a site says around a document goes; the document stays."""

from ingest.furniture import furniture_of, is_from_a_site

DOCUMENT = [
    "BAN CHẤP HÀNH TRUNG ƯƠNG",
    "KẾT LUẬN",
    "Bộ Chính trị kết luận như sau:",
    "1. Thực hiện nghiêm.",
    "T/M BỘ CHÍNH TRỊ",
    "Trần Văn A",
]
BEFORE = ["Bản dịch này thuộc quyền sở hữu của", "Đang tải văn bản...", "Số hiệu:", "1-KL/TW", "Loại văn bản:", "Kết luận", "Người ký:",
          "Trần Văn A", "Tình trạng:", "Đã biết"]  # fmt: skip
AFTER = ["Kết luận 1-KL/TW năm 2025 về việc thực hiện do Bộ Chính trị ban hành", "Văn bản liên quan", "Ban hành:", "12/04/2025",
         "Quý khách Đăng nhập vào thì sẽ", "có 1 người khác bị Đăng xuất."]  # fmt: skip


def kept(rows: list[str]) -> list[str]:
    gone = furniture_of(rows)
    return [row for n, row in enumerate(rows) if n not in gone]


def test_a_document_without_furniture_is_left_whole():
    assert kept(DOCUMENT) == DOCUMENT


def test_metadata_before_and_related_links_after_are_cut():
    assert kept(BEFORE + DOCUMENT + AFTER) == DOCUMENT


def test_notices_between_paragraphs_are_cut():
    assert kept([*DOCUMENT[:3], "Chia sẻ", "Ảnh minh họa: TTXVN", *DOCUMENT[3:]]) == DOCUMENT


def test_sentences_that_mention_such_things_stay():
    rows = ["Cán bộ đăng nhập phần mềm bằng tài khoản được cấp và chia sẻ dữ liệu theo quy định.", "Nội dung chia sẻ gồm hai phần.",
            "Văn bản gốc lưu tại văn thư; bản sao gửi cơ quan liên quan."]  # fmt: skip
    assert kept(rows) == rows


def test_a_paragraph_that_begins_like_a_site_block_does_not_end_the_document():
    rows = [
        *DOCUMENT[:4],
        "Bình luận của đồng chí bí thư về nội dung này được ghi vào biên bản.",
        "Tin khác thường phải báo cáo ngay.",
    ]
    assert kept(rows) == rows


def test_plain_text_is_from_a_site_only_when_it_says_so():
    assert not is_from_a_site(["Nguồn: ngân sách xã", "Chia sẻ"])
    assert is_from_a_site(["THƯ VIỆN PHÁP LUẬT has the copyright on this translation."])
