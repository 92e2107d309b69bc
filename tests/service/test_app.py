import asyncio
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from holdings import TOKEN, a_deposit, a_document
from starlette.types import Message

from index.encoders import Encoder
from index.library import Library
from index.settings import Settings
from service.app import create_app
from service.edge import BODY_LIMIT
from service.keeper import Keeper

KEEPER = {"Authorization": f"Bearer {TOKEN}"}
ID = "07-qd-cb_2025-03-02_chi-bo-thon-may"
NEW_TEXT = "Chi bộ thôn Sương thu đảng phí vào tuần đầu của tháng. Văn bản hư cấu.\n" * 3


def test_a_question_is_answered_in_the_shape_of_the_contract(browser: TestClient) -> None:
    reply = browser.post("/api/questions", json={"question": "Chi bộ thôn Mây họp thường kỳ vào tối nào?"})
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/json"
    shape = reply.json()
    assert shape["status"] == "answered"
    quote = shape["statements"][0]["citations"][0]
    assert "tối mùng năm" in quote["quote"]
    assert (quote["place"], quote["url"]) == ("dieu-1", f"/van-ban/{ID}#dieu-1")


def test_a_refusal_is_200_with_a_reason_and_a_sentence(browser: TestClient) -> None:
    reply = browser.post("/api/questions", json={"question": "?"})
    assert reply.status_code == 200
    assert (reply.json()["status"], reply.json()["reason"]) == ("refused", "unclear")
    assert reply.json()["message"]


def test_search_gives_passages_best_first(browser: TestClient) -> None:
    found = browser.get("/api/search", params={"q": "giấy xác nhận của trạm y tế", "k": 2}).json()
    assert [p["place"] for p in found][:1] == ["dieu-2.diem-b"]
    assert len(found) == 2 and found[0]["score"] >= found[1]["score"]


def test_search_keeps_to_the_kinds_issuers_and_days_asked_for(browser: TestClient) -> None:
    def count(**scope: str) -> int:
        return len(browser.get("/api/search", params={"q": "xin vắng mặt", **scope}).json())

    assert count(kind="quy-dinh") > 0 and count(kind="huong-dan") == 0
    assert count(**{"from": "2025-03-02"}) > 0 and count(**{"from": "2025-03-03"}) == 0
    assert count(to="2025-03-02") > 0 and count(to="2025-03-01") == 0


def test_documents_are_listed_shown_and_handed_out(browser: TestClient) -> None:
    listed = browser.get("/api/documents").json()
    assert [d["id"] for d in listed] == [ID]
    assert browser.get(f"/api/documents/{ID}").json() == listed[0]
    assert (listed[0]["number"], listed[0]["state"], listed[0]["unconfirmed"]) == ("07-QĐ/CB", "unknown", False)


def test_a_restricted_document_is_as_absent_to_the_anonymous_reader(
    app: FastAPI, library: Library, browser: TestClient
) -> None:
    hidden = a_document(id="09-bc-cb_2025-05-01", number="09-BC/CB", audience="restricted", sha256="9" * 64)
    library.add([a_deposit(hidden, (("doan-1", "", "Danh sách nhân sự dự kiến của thôn Mây."),))])
    assert [d["id"] for d in browser.get("/api/documents").json()] == [ID]
    for path in (f"/api/documents/{hidden.id}", f"/api/documents/{hidden.id}/original", f"/van-ban/{hidden.id}"):
        assert browser.get(path).status_code == 404
    assert hidden.number not in browser.get("/van-ban").text
    assert all(p["document"]["id"] == ID for p in browser.get("/api/search", params={"q": "nhân sự dự kiến"}).json())


def test_health_names_the_generation_and_the_library(browser: TestClient, library: Library) -> None:
    shape = browser.get("/health").json()
    assert shape == {"status": "ok", "generation": library.generation, "library": library.hash, "documents": 1}


def test_the_keeper_adds_files_and_finds_them_at_once(browser: TestClient) -> None:
    files = [("file", ("thu-dang-phi.txt", NEW_TEXT.encode())), ("file", ("hỏng.pdf", b"%PDF-1.7 khong phai"))]
    reply = browser.post("/api/documents", files=files, headers=KEEPER)
    assert reply.status_code == 200
    first, second = reply.json()
    assert list(first) == ["path", "sha256", "status", "id", "reason", "message", "pages", "chunks", "seconds"]
    assert (first["path"], first["status"]) == ("thu-dang-phi.txt", "added")
    assert second["path"] == "hỏng.pdf" and second["status"] in {"failed", "pending"} and second["message"]
    original = browser.get(f"/api/documents/{first['id']}/original")
    assert original.content == NEW_TEXT.encode()
    assert original.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer sai"}, {"Authorization": f"Basic {TOKEN}"}])
def test_nobody_else_adds_files(browser: TestClient, library: Library, headers: dict[str, str]) -> None:
    before = library.hash
    reply = browser.post("/api/documents", files={"file": ("a.txt", NEW_TEXT.encode())}, headers=headers)
    assert (reply.status_code, reply.json()["error"]) == (401, "unauthorized")
    assert reply.headers["www-authenticate"] == "Bearer"
    assert browser.get("/health").json()["library"] == before


def test_the_token_is_looked_at_before_the_body_is_read(app: FastAPI) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("the body was read")

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-type", b"multipart/form-data; boundary=x"), (b"authorization", b"Bearer sai")]
    scope = {"type": "http", "method": "POST", "path": "/api/documents", "query_string": b"", "headers": headers}
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 401


def test_a_file_over_the_limit_is_stopped_while_it_streams_in(browser: TestClient, settings: Settings) -> None:
    reply = browser.post("/api/documents", files={"file": ("to.pdf", b"%PDF" + b"0" * 2**20)}, headers=KEEPER)
    assert (reply.status_code, reply.json()["error"]) == (413, "too_large")
    assert "1 MB" in reply.json()["message"]


def test_names_of_uploaded_files_lead_nowhere(browser: TestClient, tmp_path: Path) -> None:
    reply = browser.post(
        "/api/documents", files={"file": ("../../../tmp/tracuu-thoat.txt", NEW_TEXT.encode())}, headers=KEEPER
    )
    assert reply.json()[0]["path"] == "tracuu-thoat.txt"
    assert not Path("/tmp/tracuu-thoat.txt").exists()


def test_the_log_has_neither_query_strings_nor_questions(browser: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser.get("/api/search", params={"q": "bí mật riêng tư"})
    browser.post("/api/questions", json={"question": "bí mật riêng tư"})
    browser.post("/api/questions", json={"question": "bí mật riêng tư" * 200})
    browser.post("/", data={"question": "bí mật riêng tư"})
    logged = [r.getMessage() for r in caplog.records if r.name.startswith("tracuu")]
    assert [line.rsplit(" ", 2)[0] for line in logged] == [
        "GET /api/search 200",
        "POST /api/questions 200",
        "POST /api/questions 422",
        "POST / 200",
    ]
    assert not any(
        "mật" in r.getMessage() or "?" in r.getMessage()
        for r in caplog.records
        if r.name != "asyncio" and not r.name.startswith("httpx")
    )


def test_an_unexpected_error_is_logged_without_what_was_typed(
    library: Library, settings: Settings, keeper: Keeper, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(library, settings, keeper)

    typed = "câu hỏi " + "riêng tư"

    def broken() -> None:
        raise RuntimeError(typed)

    app.add_api_route("/api/hong", broken)
    reply = TestClient(app).get("/api/hong")
    assert (reply.status_code, reply.json()["error"]) == (500, "internal")
    assert "RuntimeError" in caplog.text and "broken" in caplog.text
    assert "riêng tư" not in caplog.text + reply.text


def test_every_response_is_guarded(browser: TestClient) -> None:
    for path in ("/", "/van-ban", "/health", "/khong-co", "/static/tracuu.css"):
        headers = browser.get(path).headers
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_the_docs_page_loads_nothing_from_elsewhere(browser: TestClient) -> None:
    page = browser.get("/docs").text
    assert "http://" not in page and "https://" not in page
    assert browser.get("/static-offline-docs/swagger-ui-bundle.js").status_code == 200
    paths = browser.get("/openapi.json").json()["paths"]
    assert set(paths) == {
        "/api/questions", "/api/search", "/api/documents", "/api/documents/{id}", "/api/documents/{id}/original", "/health",
    }  # fmt: skip


def test_bodies_that_carry_no_file_are_small(browser: TestClient) -> None:
    reply = browser.post("/api/questions", content=b'{"question":"' + b"a" * BODY_LIMIT + b'"}')
    assert (reply.status_code, reply.json()["error"]) == (413, "too_large")


def test_an_empty_library_says_so(settings: Settings, keeper: Keeper, encoder: Encoder) -> None:
    browser = TestClient(create_app(Library.open(settings, encoder), settings, keeper))
    shape = browser.post("/api/questions", json={"question": "Chi bộ họp khi nào?"}).json()
    assert (shape["status"], shape["reason"]) == ("refused", "empty_library")
    assert browser.get("/api/search", params={"q": "họp"}).json() == []
    assert browser.get("/api/documents").json() == []


def test_questions_may_come_side_by_side(browser: TestClient) -> None:
    questions = ["Chi bộ thôn Mây họp thường kỳ vào tối nào?", "hồ sơ xin vắng mặt gồm những gì"] * 8

    def ask(text: str) -> list[str]:
        shape = browser.post("/api/questions", json={"question": text}).json()
        return [c["place"] for s in shape["statements"] for c in s["citations"]]

    with ThreadPoolExecutor(8) as askers:
        places = list(askers.map(ask, questions))
    assert places[0] != places[1] and places == places[:2] * 8


def test_json_goes_out_in_utf_8(browser: TestClient) -> None:
    raw = browser.get("/api/documents").content
    assert "Chi bộ thôn Mây".encode() in raw
    assert json.loads(raw)[0]["issuer"] == "Chi bộ thôn Mây"
