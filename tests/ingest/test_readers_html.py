"""Web pages: the document, without the site."""

from ingest.cleaning import clean
from ingest.readers.html import read_html


def paragraphs(html: str) -> list[str]:
    m = clean(read_html(html.encode()))
    return [m.words(p) for p in m.paragraphs]


def test_menus_scripts_sharing_and_feet_are_left_out():
    html = (
        "<html><head><title>Quy định</title><style>p{}</style></head><body><nav>Trang chủ</nav><script>x()</script>"
        '<div class="share-box">Chia sẻ</div><p>Điều 1. Phạm vi áp dụng của Quy định.</p><div id="related">Tin khác</div>'
        '<p style="display:none">ẩn</p><footer>Bản quyền</footer></body></html>'
    )
    assert paragraphs(html) == ["Điều 1. Phạm vi áp dụng của Quy định."]


def test_inline_tags_do_not_cut_words():
    assert paragraphs("<p>Ban <b>Bí</b> <i>th<span>ư</span></i><sup></sup>\n  quy\nđịnh</p>") == ["Ban Bí thư quy định"]


def test_lists_are_numbered_as_a_browser_prints_them():
    html = "<ul><li>Một<li>Hai</ul><ol><li>Ba<li>Bốn</ol><ol type=a start=2><li>Năm</ol><ul><li>- Sáu</ul>"
    assert paragraphs(html) == ["- Một", "- Hai", "1. Ba", "2. Bốn", "b. Năm", "- Sáu"]


def test_tables_are_rows_and_layout_tables_are_lines():
    html = (
        "<table><tr><td>TỈNH ỦY AN BÌNH<br>*<td><b>ĐẢNG CỘNG SẢN VIỆT NAM</b></table>"
        "<table><tr><th>STT<th>Nội dung<tr><td>1<td>Kết nạp<br>đảng viên</table>"
    )
    assert paragraphs(html) == [
        "TỈNH ỦY AN BÌNH",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "STT\tNội dung",
        "1\tKết nạp đảng viên",
    ]


def test_headings_are_bold_and_centred_ones_are_known():
    page = read_html(
        "<h2 align=center>QUY ĐỊNH</h2><p><b>Điều 1.</b> Phạm vi</p><p style='text-align: center'><strong>CHUNG</strong></p>".encode()
    )
    assert [(line.bold, line.centred) for line in page.pages[0].lines] == [(True, True), (False, False), (True, True)]


def test_the_title_of_the_page_is_kept_as_declared():
    assert read_html("<title> Quy định 1 </title><p>Nội dung</p>".encode()).declared_title == "Quy định 1"


def test_raised_figures_with_a_note_are_footnotes_and_others_are_text():
    html = "<p>1. Đơn<sup>1</sup> viết trong phòng 5 m<sup>2</sup>.</p><p><a><sup>1</sup></a> Theo mẫu.</p>"
    m = clean(read_html(html.encode()))
    assert [(m.words(p), p.footnote) for p in m.paragraphs] == [
        ("1. Đơn viết trong phòng 5 m2.", None),
        ("Theo mẫu.", "1"),
    ]


def test_a_page_in_an_old_font_is_read():
    html = "<html><head><meta charset=windows-1252></head><body><p>Céng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc, chi bé xem xÐt ®Ò nghÞ c«ng nhËn ®¶ng viªn chÝnh thøc</p></body></html>"
    assert [clean(read_html(html.encode("cp1252"))).text] == [
        "Cộng hoà xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc, chi bộ xem xét đề nghị công nhận đảng viên chính thức\n"
    ]
