"""Subjects of documents, and where the body begins."""

from paper import COMMUNE, TWO_COLUMNS, head_of


def test_a_letter_takes_its_kind_from_the_symbol_and_its_subject_from_v_v():
    text = """TỈNH ỦY QUẢNG SƠN
BAN TỔ CHỨC
*
Số 357-CV/BTCTU
ĐẢNG CỘNG SẢN VIỆT NAM
Quảng Sơn, ngày 03 tháng 4 năm 2026
V/v lập danh sách đảng viên đi làm xa
Kính gửi: Các đảng ủy xã
Đề nghị các đồng chí gửi danh sách trước ngày 30."""
    head = head_of(text)
    assert (head.kind, head.title, head.doubts) == ("cong-van", "lập danh sách đảng viên đi làm xa", ())


def test_lines_of_a_subject_are_joined_in_their_own_case():
    text = TWO_COLUMNS.replace("THI HÀNH ĐIỀU LỆ ĐẢNG\n", "VỀ PHÔNG LƯU TRỮ\nĐẢNG CỘNG SẢN VIỆT NAM\n-----\n")
    assert head_of(text).title == "VỀ PHÔNG LƯU TRỮ ĐẢNG CỘNG SẢN VIỆT NAM"


def test_a_subject_that_begins_like_a_sentence_is_still_the_subject():
    text = COMMUNE.replace("về giữ sạch nguồn nước đầu nguồn", "Thực hiện quy trình trao tặng Huy hiệu Đảng")
    head = head_of(text)
    assert head.title == "Thực hiện quy trình trao tặng Huy hiệu Đảng"
    assert text[head.body_start :].startswith("Thực hiện chương trình công tác")


def test_a_note_in_brackets_is_no_subject():
    text = COMMUNE.replace("-----\n", "(Ban hành kèm theo Quyết định số 5-QĐ/ĐU,\nngày 05/9/2026)\n-----\n")
    assert head_of(text).title == "về giữ sạch nguồn nước đầu nguồn"


def test_kind_and_subject_and_rule_may_stand_on_one_line():
    text = COMMUNE.replace("NGHỊ QUYẾT\nvề giữ sạch nguồn nước đầu nguồn\n-----\n", "NGHỊ QUYẾT về giữ nước -----\n")
    head = head_of(text)
    assert head.title == "về giữ nước"
    assert text[head.body_start :].startswith("Thực hiện chương trình")


def test_a_subject_is_not_the_text_that_a_reader_joined_to_it():
    text = COMMUNE.replace(
        "NGHỊ QUYẾT\nvề giữ sạch nguồn nước đầu nguồn\n-----\n",
        "NGHỊ QUYẾT VỀ GIỮ NƯỚC " + "Chi bộ trông coi bể. " * 30 + "\n",
    )
    assert head_of(text).title == "VỀ GIỮ NƯỚC"
