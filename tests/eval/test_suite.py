from pathlib import Path

import pytest

from eval.beir import NoCollection, Topic, read_collection
from eval.lines import BadCollection
from eval.suite import SUITES, answers, documents_of, library_from, require_places
from index.encoders import HashingEncoder

RULES = """CHI BỘ THÔN MÂY
*
Số 07-QĐ/CB

ĐẢNG CỘNG SẢN VIỆT NAM
Mây Trắng, ngày 02 tháng 3 năm 2025

QUY ĐỊNH
về sinh hoạt của chi bộ thôn Mây (văn bản hư cấu)

Điều 1. Thời gian họp
1. Chi bộ thôn Mây họp thường kỳ vào tối mùng năm hằng tháng tại nhà văn hóa.
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "quy-dinh-07.txt").write_text(RULES, encoding="utf-8")
    return folder


def test_a_judged_place_that_the_library_lacks_is_named_with_its_line(documents: Path, tmp_path: Path) -> None:
    with library_from(documents, HashingEncoder()) as library:
        held = library.documents()[0].id
        (tmp_path / "qrels.tsv").write_text(f"q\t{held}#dieu-1.khoan-1\t2\n", encoding="utf-8")
        require_places(tmp_path, library)
        (tmp_path / "qrels.tsv").write_text(f"q\t{held}#dieu-1\t2\nq\t{held}#dieu-8\t1\n", encoding="utf-8")
        with pytest.raises(BadCollection, match=r"qrels\.tsv, dòng 2: .*dieu-8' không có trong các văn bản"):
            require_places(tmp_path, library)


def test_the_service_answers_each_topic(documents: Path) -> None:
    with library_from(documents, HashingEncoder()) as library:
        found = answers([Topic("q", "điều 1 quy định 07-QĐ/CB"), Topic("r", "…")], library)
    assert [(a.topic, a.status, a.reason) for a in found] == [("q", "answered", None), ("r", "refused", "unclear")]
    assert found[0].quotes == found[0].verbatim == 1


@pytest.mark.parametrize("suite", ["samples", "party-docs"])
def test_a_suite_of_ours_has_sixty_questions_and_some_without_an_answer(suite: str) -> None:
    collection = read_collection(SUITES / suite)
    judged = {topic for judgements in collection.judgements.values() for topic in judgements}
    assert len(collection.topics) >= 60
    assert judged < {t.id for t in collection.topics}
    assert all("#" in name for j in collection.judgements.values() for grades in j.values() for name in grades)


def test_a_suite_that_is_not_ours_is_named_with_those_that_are() -> None:
    with pytest.raises(NoCollection, match="party-docs, party-docs-held, samples"):
        documents_of("mau")
