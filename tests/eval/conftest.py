from pathlib import Path

import pytest

CORPUS = """{"_id": "tuoi", "title": "Quy định mẫu, Điều 1", "text": "Người vào Đảng phải từ đủ mười tám tuổi trở lên."}
{"_id": "hop", "title": "Quy định mẫu, Điều 2", "text": "Chi bộ họp thường kỳ mỗi tháng một lần."}
{"_id": "phi", "title": "Quy định mẫu, Điều 3", "text": "Đảng viên đóng đảng phí hằng tháng cho chi bộ."}
"""
QUERIES = """{"_id": "q1", "text": "Bao nhiêu tuổi thì được vào Đảng?", "kind": "faq"}
{"_id": "q2", "text": "Chi bộ họp thường kỳ khi nào?", "kind": "faq"}
{"_id": "q3", "text": "đóng đảng phí", "kind": "heading"}
"""
HEAD = "query-id\tcorpus-id\tscore\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection of three documents and three questions, judged in two files."""
    place = tmp_path / "bo-nho"
    (place / "qrels").mkdir(parents=True)
    (place / "corpus.jsonl").write_text(CORPUS, encoding="utf-8")
    (place / "queries.jsonl").write_text(QUERIES, encoding="utf-8")
    (place / "qrels" / "faq.tsv").write_text(HEAD + "q1\ttuoi\t2\nq1\thop\t0\nq2\thop\t1\n", encoding="utf-8")
    (place / "qrels" / "weak.tsv").write_text(HEAD + "q3\tphi\t1\n", encoding="utf-8")
    return place
