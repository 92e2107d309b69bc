from pathlib import Path

import pytest

from eval.lines import BadCollection
from eval.trec import Ranking, judgements, names_of, read_run, topics_of_columns, topics_of_tags, write_run

TOPICS = """<top>
<num> Number: 301
<title> Topic: Bao nhiêu tuổi
thì được vào Đảng?
<desc> Description:
Không thuộc câu hỏi.
</top>

<top><num>302</num><title>Chi bộ họp khi nào?</title></top>
"""


def put(folder: Path, text: str) -> Path:
    file = folder / "tep.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_topics_in_tags_are_their_titles(tmp_path: Path) -> None:
    asked = [(t.id, t.text) for t in topics_of_tags(put(tmp_path, TOPICS))]
    assert asked == [("301", "Bao nhiêu tuổi thì được vào Đảng?"), ("302", "Chi bộ họp khi nào?")]


def test_topics_in_columns_keep_their_line(tmp_path: Path) -> None:
    asked = list(topics_of_columns(put(tmp_path, "\nq1\tđảng phí\n")))
    assert [(t.line.number, t.id, t.text) for t in asked] == [(2, "q1", "đảng phí")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<top>\n<num> 1\n<title> a\n", "dòng 1: chủ đề mở bằng <top> nhưng không đóng"),
        ("<top>\n<num> 1\n<top>\n", "dòng 3: chủ đề mở ở dòng 1 chưa đóng"),
        ("<top>\n<num> 1\n</top>\n", "dòng 1: chủ đề thiếu <num> hoặc <title>"),
    ],
)
def test_a_topic_that_is_not_whole_is_named_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(BadCollection, match=sentence):
        list(topics_of_tags(put(tmp_path, text)))


def test_judgements_have_four_columns(tmp_path: Path) -> None:
    assert [j[1:] for j in judgements(put(tmp_path, "301 0 d1 2\n301 0 d2 0\n"))] == [
        ("301", "d1", 2),
        ("301", "d2", 0),
    ]
    with pytest.raises(BadCollection, match=r"dòng 1: điểm đánh giá phải là số nguyên, nhưng là 'cao'"):
        list(judgements(put(tmp_path, "301 0 d1 cao\n")))


def test_a_run_comes_back_as_it_was_written_whatever_its_names(tmp_path: Path) -> None:
    found = {"q 1": Ranking(("Luật Phòng, chống ma túy|1", "100%"), (0.9, 0.5)), "q2": Ranking((), ())}
    write_run(tmp_path / "run.txt", found, "both")
    first = (tmp_path / "run.txt").read_text(encoding="utf-8").splitlines()[0]
    assert first == "q%201 Q0 Luật%20Phòng,%20chống%20ma%20túy|1 1 0.900000 both"
    assert names_of(read_run(tmp_path / "run.txt")) == {"q 1": ("Luật Phòng, chống ma túy|1", "100%")}


def test_a_run_is_read_in_order_of_rank_with_the_line_of_each(tmp_path: Path) -> None:
    found = read_run(put(tmp_path, "q Q0 b 2 0.1 x\nq Q0 a 1 0.2 x\n"))
    assert [(r.name, r.line.number) for r in found["q"]] == [("a", 2), ("b", 1)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("q Q0 a 1 0.5 x\nq Q0 a 2 0.4 x\n", "dòng 2: 'a' đã có cho chủ đề 'q'"),
        ("q Q0 a 1 0.5\n", "dòng 1: cần 6 cột"),
        ("q Q0 a đầu 0.5 x\n", "thứ hạng phải là số nguyên"),
        ("q Q0 a 1 cao x\n", "điểm phải là một số"),
    ],
)
def test_a_bad_line_of_a_run_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(BadCollection, match=sentence):
        read_run(put(tmp_path, text))
