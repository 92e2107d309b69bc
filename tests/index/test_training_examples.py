"""What the encoder learns from: official articles freed of the gazette, questions as people type them, texts that only look right."""

import json
import random
import re
import unicodedata
from pathlib import Path

import pytest

from index.marks import Marks
from index.models.training import written as writing
from index.models.training.articles import Passage, grams, passages
from index.models.training.examples import Examples, Speller, evaluated, gather
from index.models.training.written import FOLDER, official_questions

GAZETTE = """2
CÔNG BÁO/Số 12 + 13/Ngày 02-02-2024
Chương I
QUY ĐỊNH CHUNG
Người ký: Cổng Thông tin
Thời gian ký: 10.03.2024 15:08:04 +07:00

Điều 1. Hồ sơ đề nghị cấp thẻ bạn đọc của thư viện công cộng tỉnh và
thư viện xã
1. Đơn đề nghị cấp thẻ bạn đọc theo mẫu, có xác nhận của nơi học tập hoặc
làm việc của người đề nghị.
CÔNG BÁO/Số 12 + 13/Ngày 02-02-2024
3
2. Hai ảnh cỡ 3 × 4 chụp không quá sáu tháng trước ngày nộp hồ sơ cho thư viện.
_______________
3. Bản sao giấy tờ tùy thân của người đề nghị, không cần chứng thực nếu có bản chính để đối chiếu.
Điều 2. Trống
1. Ngắn quá.
Nơi nhận:
- Như Điều 3;
"""
"""The first article has 3 lines; the second is too short to be asked about."""


def folder_of(place: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


def article(number: str, subject: str, lines: int = 3, words: int = 60) -> str:
    """An article about a subject in numbered lines of so many words."""
    said = [
        f"{n}. Khoản {n} về {subject} " + " ".join(f"chữ{n}x{w}" for w in range(words - 4)) for n in range(1, lines + 1)
    ]
    return "\n".join([f"Điều {number}. Quy định về {subject}", *said])


def test_an_article_is_freed_of_the_gazette_and_its_broken_lines_are_joined(tmp_path: Path) -> None:
    (only,) = passages(folder_of(tmp_path, luat=GAZETTE))
    assert only.heading == "Hồ sơ đề nghị cấp thẻ bạn đọc của thư viện công cộng tỉnh và thư viện xã"
    assert only.text.split("\n") == [
        "1. Đơn đề nghị cấp thẻ bạn đọc theo mẫu, có xác nhận của nơi học tập hoặc làm việc của người đề nghị.",
        "2. Hai ảnh cỡ 3 × 4 chụp không quá sáu tháng trước ngày nộp hồ sơ cho thư viện.",
        "3. Bản sao giấy tờ tùy thân của người đề nghị, không cần chứng thực nếu có bản chính để đối chiếu.",
    ]


def test_a_long_article_is_cut_between_lines(tmp_path: Path) -> None:
    cut = list(passages(folder_of(tmp_path, luat=article("7a", "mượn sách", lines=5))))
    assert [p.name for p in cut] == ["luat#dieu-7a/0", "luat#dieu-7a/1", "luat#dieu-7a/2"]
    assert [re.findall(r"^\d", p.text, re.MULTILINE) for p in cut] == [["1", "2"], ["3", "4"], ["5"]]
    assert {(p.article, p.heading) for p in cut} == {("luat#dieu-7a", "Quy định về mượn sách")}


def test_articles_of_one_number_have_names_of_their_own(tmp_path: Path) -> None:
    text = "\n".join([article("1", "mượn sách", 1), article("1", "trả sách", 1), article("2", "mất sách", 1)])
    names = [p.name for p in passages(folder_of(tmp_path, luat=text))]
    assert names == ["luat#dieu-1/0", "luat#dieu-1~2/0", "luat#dieu-2/0"]


def test_an_article_printed_twice_comes_once(tmp_path: Path) -> None:
    found = passages(folder_of(tmp_path, a=article("1", "mượn sách"), b=article("9", "mượn sách")))
    assert {p.article for p in found} == {"a#dieu-1"}


def test_what_stands_in_an_evaluation_set_is_left_out_and_changes_no_other_name(tmp_path: Path) -> None:
    held = article("1", "mượn sách", 1)
    folder = folder_of(tmp_path, luat="\n".join([held, article("1", "trả sách", 1, words=80)]))
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"_id": "1", "text": held[:200]}) + "\n", encoding="utf-8")
    assert [p.name for p in passages(folder, evaluated([tmp_path]))] == ["luat#dieu-1~2/0"]


def test_runs_of_words_are_the_same_in_any_setting() -> None:
    plain = grams("một hai ba bốn năm sáu bảy tám chín")
    assert len(plain) == 2
    assert plain == grams("MỘT, hai;\nba bốn – năm sáu (bảy) tám chín.")
    assert grams("một hai ba bốn năm sáu bảy") == frozenset()


@pytest.fixture
def speller() -> Speller:
    marks = Marks.counted(["Đảng viên không được sinh hoạt ở chi bộ khác thì phải làm gì?"] * 5)
    return Speller(marks, random.Random(7))


def test_a_question_is_spelled_as_people_type(speller: Speller) -> None:
    asked = "Đảng viên không được sinh hoạt thì phải làm gì?"
    written, bare, restored, short, slipped = speller.spellings(asked)
    assert written == asked
    assert bare == "Dang vien khong duoc sinh hoat thi phai lam gi?"
    assert restored == asked
    assert short != asked
    assert set(short.split()) & {"đv", "ko", "đc", "sh", "j?"}
    assert slipped != asked


def test_a_slip_spoils_one_word_of_a_short_question_and_two_of_a_long_one(speller: Speller) -> None:
    for asked, most in (("Mượn sách cần những giấy tờ nào", 1), ("Mượn sách cần " * 5, 2)):
        for _ in range(40):
            words, typed = asked.split(), speller.spellings(asked)[4].split()
            assert len(words) == len(typed)
            assert sum(a != b for a, b in zip(words, typed, strict=True)) <= most


OFFICIAL = [
    Passage(f"luat-{d}#dieu-{a}", n, f"Quy định số {a} của luật {d}", f"1. Một {d} {a} {n}.\n2. Hai {d} {a} {n}.")
    for d in range(2)
    for a in range(6)
    for n in range(3)
]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of questions in place of the project's own."""
    clauses = [
        {
            "group": "a1",
            "trail": "Quy chế > Điều 1",
            "clause": "Sách được mượn 14 ngày.",
            "q": [["plain", "Mượn bao lâu?"]],
        },
        {
            "group": "a1",
            "trail": "Quy chế > Điều 2",
            "clause": "Báo được mượn 3 ngày.",
            "q": [["keywords", "mượn báo"]],
        },
        {"group": "g1", "trail": "Sông Đà", "clause": "Sông Đà chảy qua Hòa Bình.", "q": [["factoid", "Đà qua đâu?"]]},
        {"group": "g1", "trail": "Sông Mã", "clause": "Sông Mã chảy qua Thanh Hóa.", "q": [["factoid", "Mã qua đâu?"]]},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in clauses]
    (tmp_path / "invented-a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = ["luat-0#dieu-2/1\tplain\tHai là thế nào?", "luat-9#dieu-1/0\tplain\tVề một văn bản không có ở đây?"]
    (tmp_path / "official-0.tsv").write_text("\n".join(asked) + "\n", encoding="utf-8")
    monkeypatch.setattr(writing, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("written")
def test_a_question_has_its_answer_and_near_misses_that_are_none() -> None:
    found = gather(OFFICIAL, random.Random(7))
    for row in found.rows:
        assert row.answer not in row.near
        assert found.texts[row.answer] not in [found.texts[n] for n in row.near]
        assert len(set(row.near)) == len(row.near) > 0


@pytest.mark.usefixtures("written")
def test_questions_come_from_every_source_and_answer_what_they_were_written_for() -> None:
    found = gather(OFFICIAL, random.Random(7))
    asked = {row.spellings[0]: (row.source, found.texts[row.answer]) for row in found.rows}
    assert asked["Mượn bao lâu?"] == ("invented", "Quy chế > Điều 1\nSách được mượn 14 ngày.")
    assert asked["mượn báo"] == ("invented-short", "Quy chế > Điều 2\nBáo được mượn 3 ngày.")
    assert asked["Mã qua đâu?"] == ("general", "Sông Mã\nSông Mã chảy qua Thanh Hóa.")
    assert asked["Hai là thế nào?"] == ("official", "Quy định số 2 của luật 0\n1. Một 0 2 1.\n2. Hai 0 2 1.")
    assert "Về một văn bản không có ở đây?" not in asked
    assert asked["Quy định số 5 của luật 1"] == ("heading", "1. Một 1 5 1.\n2. Hai 1 5 1.")
    clauses = [(row.spellings, found.texts[row.answer]) for row in found.rows if row.source == "clause"]
    assert ("1. Một 1 5 0.\n2. Hai 1 5 0.",) in {spellings for spellings, _ in clauses}
    assert all(answer == spellings[0].replace(" 0.", " 1.") for spellings, answer in clauses)


def test_a_line_taken_out_of_its_passage_asks_for_the_rest(written: Path) -> None:
    lines = [f"{n}. Thư viện mở cửa buổi thứ {n} trong tuần cho bạn đọc" for n in range(1, 5)]
    official = [Passage(f"luat#dieu-{a}", 0, f"Giờ mở cửa {a}", "\n".join(lines)) for a in range(20)]
    found = gather(official, random.Random(7))
    cloze = [row for row in found.rows if row.source == "cloze"]
    assert 5 < len(cloze) < 15
    for row in cloze:
        assert row.spellings[0] in lines
        assert row.spellings[0] not in found.texts[row.answer]
        assert len(found.texts[row.answer].split("\n")) == 4  # the heading and three lines


@pytest.mark.usefixtures("written")
def test_the_same_chance_gives_the_same_examples_and_they_are_kept_whole(tmp_path: Path) -> None:
    found = gather(OFFICIAL, random.Random(7))
    assert found == gather(OFFICIAL, random.Random(7))
    assert found != gather(OFFICIAL, random.Random(8))
    found.save(tmp_path / "kept.json.xz")
    assert Examples.load(tmp_path / "kept.json.xz") == found


def test_written_questions_over_official_texts_name_passages() -> None:
    lines = list(official_questions())
    assert len(lines) == 3861
    assert {kind for _, kind, _ in lines} == {"plain", "colloquial", "formal", "abbreviated", "keywords"}
    for name, _, question in lines:
        assert re.fullmatch(r"[a-z0-9-]+#dieu-\d+[a-zđ]?(~\d+)?/\d+", name)
        assert question == unicodedata.normalize("NFC", question).strip() != ""


def test_written_clauses_stand_in_groups_whose_members_are_near_misses() -> None:
    files = sorted(FOLDER.glob("invented-*.jsonl"))
    rows = [(file, json.loads(line)) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    homes: dict[str, set[Path]] = {}
    clauses: dict[str, list[str]] = {}
    for file, row in rows:
        homes.setdefault(row["group"], set()).add(file)
        clauses.setdefault(row["group"], []).append(row["clause"])
        assert sorted(row) == ["clause", "group", "q", "trail"]
        assert {kind for kind, _ in row["q"]} <= {
            "plain",
            "colloquial",
            "formal",
            "story",
            "abbreviated",
            "keywords",
            "factoid",
        }
        assert all(question.strip() for _, question in row["q"])
    assert {len(files) for files in homes.values()} == {1}
    assert min(len(set(group)) for group in clauses.values()) > 1
    assert all(len(set(group)) == len(group) for group in clauses.values())
    assert (len(rows), sum(len(row["q"]) for _, row in rows)) == (1311, 5015)


@pytest.mark.data
def test_every_question_over_official_texts_finds_its_passage() -> None:
    texts = Path(__file__).parents[3] / "shared" / "data" / "legal-texts"
    if not texts.is_dir():
        pytest.skip("needs ../shared/data, the folder of real documents beside the project")
    known = {p.name for p in passages(texts)}
    named = {asked.passage for asked in official_questions()}
    assert len(named) == 1282
    assert named <= known
