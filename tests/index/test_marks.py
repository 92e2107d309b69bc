import json
import unicodedata
from pathlib import Path

import pytest

from index import everyday, vietnamese
from index.marks import Marks

TEXT = """Điều kiện kết nạp đảng viên: người vào Đảng phải đủ 18 tuổi, có bằng tốt nghiệp trung học cơ sở trở lên.
Chi bộ họp thường kỳ mỗi tháng một lần; đảng viên đóng đảng phí theo Quy định số 01-QĐ/TW.
Đảng bộ cơ sở có từ 30 đảng viên trở lên. Cán bộ, đảng viên nam và nữ có trách nhiệm như nhau."""
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "party-qa"


@pytest.fixture(scope="module")
def marks() -> Marks:
    return Marks.learn([TEXT])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dieu kien ket nap dang vien", "điều kiện kết nạp đảng viên"),
        ("Dang vien dong DANG PHI", "Đảng viên đóng ĐẢNG PHÍ"),
        ("chi bo hop may thang mot lan?", "chi bộ họp mấy tháng một lần?"),
        ("phai lam nhu the nao", "phải làm như thế nào"),
        ("quy dinh 37-QD/TW con hieu luc khong", "quy định 37-QD/TW còn hiệu lực không"),
        ("nq57 ve dang vien", "nq57 về đảng viên"),
        ("can bo nam va nu", "cán bộ nam và nữ"),
        ("ket nap  dang vien ...", "kết nạp  đảng viên ..."),
    ],
)
def test_marks_are_put_back_and_the_rest_stays_as_typed(marks: Marks, typed: str, meant: str) -> None:
    assert marks.restore(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Chi bộ họp thường kỳ mỗi tháng một lần", "đảng viên nam", "", "?", "2025", "V-League", "xyz qwrt",
        "kết nạp ở chi bộ", "\x00\ud800🎉",
    ],
)  # fmt: skip
def test_what_lacks_nothing_stays(marks: Marks, typed: str) -> None:
    assert marks.restore_with_changes(typed) == (typed, [])


def test_one_slip_in_a_marked_question_is_mended(marks: Marks) -> None:
    assert marks.restore_with_changes("điều kiện kết nạp dang vien là gì") == (
        "điều kiện kết nạp đảng viên là gì",
        [("dang", "đảng"), ("vien", "viên")],
    )


def test_nothing_that_carries_a_mark_is_touched(marks: Marks) -> None:
    assert marks.restore("đảng vien") == "đảng viên"
    assert marks.restore("đang vien") == "đang vien"


def test_a_text_is_unmarked_when_most_of_it_lacks_its_marks(marks: Marks) -> None:
    assert marks.looks_unmarked("dieu kien ket nap dang vien")
    assert not marks.looks_unmarked("điều kiện kết nạp dang viên")
    assert not marks.looks_unmarked("V-League 2025")
    assert not marks.looks_unmarked("")


def test_decomposed_letters_are_marks_too(marks: Marks) -> None:
    typed = unicodedata.normalize("NFD", "điều kiện kết nạp")
    assert marks.restore(typed) == "điều kiện kết nạp"


def test_the_library_itself_prints_the_form_that_is_shown() -> None:
    marks = Marks.learn(["Uỷ ban kỹ thuật. Uỷ ban kỹ thuật. Ủy ban kĩ thuật."])
    assert marks.restore("uy ban ky thuat") == "uỷ ban kỹ thuật"


def test_without_a_library_there_is_only_everyday_speech() -> None:
    assert Marks.learn([]).restore("bao nhieu nguoi") == "bao nhiêu người"


def test_what_is_saved_reads_as_before(marks: Marks, tmp_path: Path) -> None:
    marks.save(tmp_path / "marks.npz")
    again = Marks.load(tmp_path / "marks.npz")
    assert again is not None
    assert again.restore_with_changes("dieu kien ket nap") == marks.restore_with_changes("dieu kien ket nap")
    assert [f.name for f in tmp_path.iterdir()] == ["marks.npz"]


def test_what_is_not_whole_is_not_read(marks: Marks, tmp_path: Path) -> None:
    marks.save(tmp_path / "marks.npz")
    packed = (tmp_path / "marks.npz").read_bytes()
    (tmp_path / "half.npz").write_bytes(packed[: len(packed) // 2])
    assert Marks.load(tmp_path / "half.npz") is None
    assert Marks.load(tmp_path / "none.npz") is None


@pytest.mark.data
def test_nineteen_of_twenty_syllables_of_real_questions_come_back_right() -> None:
    if not DATA.exists():
        pytest.skip("needs ../shared/data/party-qa")
    provisions = [json.loads(line)["text"] for line in (DATA / "corpus.jsonl").read_text().splitlines()]
    questions = [json.loads(line)["text"] for line in (DATA / "queries.jsonl").read_text().splitlines()]
    marks = Marks.learn(provisions)
    right = wrong = 0
    for question in questions:
        restored = vietnamese.syllables(marks.restore(without_marks(question)))
        for meant, got in zip(vietnamese.syllables(question), restored, strict=True):
            right, wrong = right + (meant == got), wrong + (meant != got)
    assert right / (right + wrong) > 0.965


def without_marks(text: str) -> str:
    bare = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in bare if not unicodedata.combining(c))


def test_a_strange_word_of_a_marked_text_is_not_bent_to_a_known_one() -> None:
    marks = Marks.learn(["Thủ tục thẩm tra lý lịch của người vào Đảng. Hồ sơ lý lịch. Thủ tục kết hôn."] * 30)
    assert marks.restore("thủ tục ly hôn của đảng viên") == "thủ tục ly hôn của đảng viên"
    assert marks.restore("thủ tục thẩm tra lý lich") == "thủ tục thẩm tra lý lịch"


def test_growing_is_learning_all_at_once() -> None:
    first, second = "Lễ kết nạp đảng viên. Đảng viên dự bị.", "Đoàn chủ tịch khai mạc lễ kết nạp."
    grown, at_once = Marks.learn([first], [1]).grown([second], [2]), Marks.learn([first, second], [1, 2])
    assert grown.editions == at_once.editions == {1, 2}
    for typed in ("doan chu tich khai mac le ket nap", "dang vien du bi la ai"):
        assert grown.restore_with_changes(typed) == at_once.restore_with_changes(typed)


def test_everyday_speech_is_what_the_written_questions_give(tmp_path: Path) -> None:
    counted = Marks.counted(everyday.texts())
    counted.save(tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == everyday.LEARNED.read_bytes()


def test_words_of_everyday_life_are_known_to_every_library() -> None:
    assert Marks.learn([]).restore("nha toi co dam cuoi, hoi may gio") == "nhà tôi có đám cưới, hỏi mấy giờ"


def test_a_word_keeps_the_spelling_it_was_typed_in() -> None:
    marks = Marks.learn(["Thủ tục li hôn. Thủ tục li hôn."])
    assert marks.restore("thủ tục ly hôn là gì") == "thủ tục ly hôn là gì"
