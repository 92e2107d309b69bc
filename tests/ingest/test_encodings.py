"""Bytes of any Vietnamese past become the same Unicode text."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from ingest.encodings import decode, legacy_encoding, repair, tidy, tidy_with_places
from ingest.readers.door import read

TEXT = (
    "Cộng hoà xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Chi bộ xem xét, đề nghị công nhận đảng viên "
    "chính thức; thời hạn 30 ngày làm việc kể từ ngày hết 12 tháng dự bị."
)
TCVN3 = (
    "Céng hoµ x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc. Chi bé xem xÐt, ®Ò nghÞ c«ng nhËn ®¶ng viªn "
    "chÝnh thøc; thêi h¹n 30 ngµy lµm viÖc kÓ tõ ngµy hÕt 12 th¸ng dù bÞ."
)
VNI = (
    "Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp - Töï do - Haïnh phuùc. Chi boä xem xeùt, ñeà nghò coâng nhaän ñaûng vieân "
    "chính thöùc; thôøi haïn 30 ngaøy laøm vieäc keå töø ngaøy heát 12 thaùng döï bò."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_every_form(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_decomposed_letters_are_composed(encoding):
    assert decode(unicodedata.normalize("NFD", TEXT).encode(encoding)) == TEXT


@pytest.mark.parametrize("typed", [TCVN3, VNI])
def test_old_fonts_are_read_from_bytes_and_from_text_mistaken_for_unicode(typed):
    assert decode(typed.encode("cp1252")) == TEXT
    assert repair(typed) == TEXT


def test_windows_1258_is_read():
    decomposed = "Đảng viên chính thức có quyền biểu quyết, ứng cử và bầu cử".replace("ả", "a\u0309").replace(
        "ứ", "ư\u0301"
    )
    decomposed = (
        decomposed.replace("ể", "ê\u0309").replace("ế", "ê\u0301").replace("ề", "ê\u0300").replace("ử", "ư\u0309")
    )
    decomposed = decomposed.replace("ầ", "â\u0300").replace("í", "i\u0301")
    assert decode(decomposed.encode("cp1258")) == "Đảng viên chính thức có quyền biểu quyết, ứng cử và bầu cử"


def test_capitals_of_an_all_capital_font_are_capitals_again():
    assert "QUY ĐỊNH CHUNG" in decode((TCVN3 + "\nQUY §ÞNH CHUNG").encode("cp1252"))


def test_unicode_text_and_foreign_text_are_left_alone():
    assert legacy_encoding(TEXT) is None
    assert legacy_encoding("Le Comité central a décidé: élève, façon, où, naïf. Señor, über, größer.") is None


def test_look_alikes_invisible_signs_and_bullets_are_tidied():
    assert tidy("Ðảng\u00a0bộ\u200b tại Ða\u00adkao") == "Đảng bộ tại Đakao"
    assert tidy("\uf0b7 Một\n• Hai\n5 • 6") == "- Một\n- Hai\n5 • 6"


def test_control_signs_and_lone_surrogates_go():
    assert tidy("Đảng\x00 viên\ud800\x07") == "Đảng viên"


def test_each_tidied_sign_knows_where_it_came_from():
    text, places = tidy_with_places("a\u200bđa\u0309ng")
    assert (text, list(places)) == ("ađảng", [0, 2, 3, 5, 6])


def test_the_spelling_of_the_document_stays():
    assert tidy("uỷ ban, hoà giải, khoá XIII “Thi hành” –") == "uỷ ban, hoà giải, khoá XIII “Thi hành” –"


@pytest.mark.data
def test_real_legacy_files_come_out_right(shared_data: Path):
    """The text-bearing formats that the door takes: DOCX typed in VNI and a PDF in TCVN3."""
    folder = shared_data / "legacy-encoding-corpus"
    right = total = 0
    for truth in sorted((folder / "ground-truth-synthetic").glob("*.txt")):
        source = folder / "corpus" / "synthetic" / f"{truth.stem}.docx"
        reading = read(source.read_bytes(), source.name)
        found = Counter(w for page in reading.pages for line in page.lines for w in line.text.lower().split())
        wanted = Counter(truth.read_text(encoding="utf-8").lower().split())
        right += sum((found & wanted).values())
        total += sum(wanted.values())
    assert right / total > 0.98
