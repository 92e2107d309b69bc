from pathlib import Path

import pytest

from eval.overlap import overlaps, shared
from eval.source import open_source


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Chi bộ họp khi nào?", 1.0),
        ("CHI BỘ HOP khi nào", 1.0),
        ("Chi bộ sinh hoạt khi nào?", 0.5),
        ("đảng phí là gì", 0.0),
        ("là gì", 0.0),
    ],
)
def test_telling_words_are_counted_marks_apart(question: str, share: float) -> None:
    assert shared(question, "Chi bộ họp thường kỳ mỗi tháng một lần.") == share


def test_all_answerable_questions_are_told_first_and_then_each_class(folder: Path) -> None:
    found = {o.kind: o for o in overlaps(open_source(str(folder)))}
    assert list(found) == ["", "faq", "heading"]
    assert (found[""].topics, found["heading"].median, found["heading"].few) == (3, 1.0, 0)
