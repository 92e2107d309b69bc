"""Whatever is typed: a clear refusal or a sentence that says what to do, never a failure; and the library is as before."""

import unicodedata

import pytest
from fastapi.testclient import TestClient
from holdings import TOKEN

from index.library import Library

ODD_QUESTIONS = {
    "empty": "",
    "one space": " ",
    "one letter": "đ",
    "one sign": "?",
    "control characters": "\x00\x01\x07\x1b\x9f",
    "NUL in words": "họp\x00chi bộ",
    "emoji only": "🙂🙂👍",
    "emoji in words": "chi bộ họp 🙂 khi nào",
    "half an emoji": "chi bộ \ufffd họp",
    "Chinese": "党员大会什么时候召开？",
    "English": "When does the branch meet?",
    "Arabic": "متى يجتمع الفرع؟",
    "zero width": "\u200b\u200d\ufeff",
    "right to left marks": "\u202eiộb ihc",
    "a wall of marks": "a" + "\u0301" * 1500,
    "one long word": "đ" * 2000,
    "query syntax": 'text:(họp AND "chi bộ)^2 [* TO *] -+!{}~',
    "SQL": "'; DROP TABLE documents; --",
    "numbers": "0 1 2 3 99999999999999999999999/QĐ-TW",
    "a place nobody has": "điểm 9.9.9.9.9.9 khoản 99 Điều 9999",
    "a day that is none": "ngày 31/2/2025 họp thế nào",
    "line ends": "họp\r\nchi\u2028bộ\u0085khi\tnào",
    "private use": "\ue000\uf8ff",
    "not characters": "\ufdd0\U0010ffff",
    "slashes": "../../../../etc/passwd",
}


@pytest.mark.parametrize("text", ODD_QUESTIONS.values(), ids=ODD_QUESTIONS.keys())
def test_an_odd_question_is_answered_or_refused_with_a_sentence(
    browser: TestClient, library: Library, text: str
) -> None:
    before = library.hash
    reply = browser.post("/api/questions", json={"question": text})
    shape = reply.json()
    assert reply.status_code == 200
    assert shape["question"] == text
    assert shape["status"] == "answered" or (shape["reason"] and shape["message"].endswith((".", "?", "”")))
    page = browser.post("/", data={"question": text})
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    assert browser.get("/health").json()["library"] == before


@pytest.mark.parametrize("text", ["", "?", "🙂🙂👍", "\x00\x01\x07\x1b\x9f", "\u200b\u200d\ufeff"])
def test_what_says_nothing_is_unclear(browser: TestClient, text: str) -> None:
    shape = browser.post("/api/questions", json={"question": text}).json()
    assert (shape["status"], shape["reason"]) == ("refused", "unclear")


def test_nfd_is_the_same_question(browser: TestClient) -> None:
    asked = "Chi bộ thôn Mây họp thường kỳ vào tối nào?"
    one = browser.post("/api/questions", json={"question": asked}).json()
    other = browser.post("/api/questions", json={"question": unicodedata.normalize("NFD", asked)}).json()
    assert one["statements"] and one["statements"] == other["statements"]


def test_a_lone_surrogate_comes_back_as_it_was_sent(browser: TestClient) -> None:
    reply = browser.post("/api/questions", content=b'{"question": "chi b\\ud83d h\\udcffp"}', headers=JSON)
    assert reply.status_code == 200
    assert reply.json()["question"] == "chi b\ud83d h\udcffp"
    assert reply.json()["message"]


JSON = {"Content-Type": "application/json"}

BAD_REQUESTS = {
    "10,000 characters": ({"json": {"question": "đ" * 10_000}}, 422, "Hãy rút gọn"),
    "2,001 characters": ({"json": {"question": "đ" * 2001}}, 422, "2001 ký tự, quá giới hạn 2000"),
    "no question": ({"json": {}}, 422, "“question” còn thiếu"),
    "no object": ({"json": ["họp"]}, 422, "JSON"),
    "nothing": ({"content": b""}, 422, "/docs"),
    "a number": ({"json": {"question": 5}}, 422, "phải là một chuỗi chữ"),
    "null": ({"json": {"question": None}}, 422, "phải là một chuỗi chữ"),
    "half a JSON": ({"content": b'{"question": "h'}, 422, "JSON"),
    "not UTF-8": ({"content": b'{"question": "\xff\xfe"}'}, 400, "UTF-8"),
    "deep JSON": ({"content": b"[" * 100_000}, 400, "JSON"),
    "k of 0": ({"json": {"question": "họp", "k": 0}}, 422, "“k” nhỏ quá, ít nhất là 1"),
    "k of a million": ({"json": {"question": "họp", "k": 10**6}}, 422, "“k” lớn quá, nhiều nhất là 100"),
    "k of words": ({"json": {"question": "họp", "k": "mười"}}, 422, "“k” phải là số nguyên"),
    "no such day": ({"json": {"question": "họp", "as_of": "2025-02-30"}}, 422, "năm-tháng-ngày"),
    "a kind of nothing": ({"json": {"question": "họp", "kinds": ["thơ"]}}, 422, "Các loại có thể chọn"),
    "kinds as text": ({"json": {"question": "họp", "kinds": "quy-dinh"}}, 422, "“kinds” phải là một danh sách"),
    "a field nobody knows": ({"json": {"question": "họp", "asof": "x"}}, 422, "“asof” không phải trường được nhận"),
    "another type": ({"content": b"question=h", "headers": {"Content-Type": "text/plain"}}, 422, "/docs"),
    "a megabyte": ({"content": b'{"question": "' + b"h" * 2**20 + b'"}'}, 413, "quá lớn"),
}


@pytest.mark.parametrize(("sent", "status", "says"), BAD_REQUESTS.values(), ids=BAD_REQUESTS.keys())
def test_a_bad_request_is_an_error_with_a_sentence(
    browser: TestClient, library: Library, sent: dict[str, object], status: int, says: str
) -> None:
    before = library.hash
    headers = {"Content-Type": "application/json"} if "content" in sent else {}
    reply = browser.post("/api/questions", **({"headers": headers} | sent))  # type: ignore[arg-type]
    assert reply.status_code == status
    assert list(reply.json()) == ["error", "message"]
    assert says in reply.json()["message"]
    assert browser.get("/health").json()["library"] == before


BAD_ADDRESSES = {
    "no words": ("GET", "/api/search", 422, "“q” còn thiếu"),
    "empty words": ("GET", "/api/search?q=", 422, "Chưa có từ nào để tìm"),
    "only signs of control": ("GET", "/api/search?q=%00%01", 422, "Chưa có từ nào để tìm"),
    "too many words": ("GET", "/api/search?q=" + "a" * 2001, 422, "quá giới hạn 2000"),
    "no day": ("GET", "/api/search?q=a&from=hom-qua", 422, "năm-tháng-ngày"),
    "k too large": ("GET", "/api/search?q=a&k=101", 422, "nhiều nhất là 100"),
    "no such document": ("GET", "/api/documents/khong-co", 404, "không có văn bản này"),
    "its original": ("GET", "/api/documents/khong-co/original", 404, "không có văn bản này"),
    "a way out": ("GET", "/api/documents/..%2f..%2fetc%2fpasswd", 404, "Không có trang này"),
    "NUL in the id": ("GET", "/api/documents/%00", 404, "không có văn bản này"),
    "broken bytes in the id": ("GET", "/api/documents/%ff%fe", 404, "không có văn bản này"),
    "no such address": ("GET", "/api/khong-co", 404, "Không có trang này"),
    "wrong verb": ("DELETE", "/api/documents", 405, "không nhận cách gọi"),
    "asking by GET": ("GET", "/api/questions", 405, "không nhận cách gọi"),
}


@pytest.mark.parametrize(("verb", "address", "status", "says"), BAD_ADDRESSES.values(), ids=BAD_ADDRESSES.keys())
def test_a_bad_address_is_an_error_with_a_sentence(
    browser: TestClient, verb: str, address: str, status: int, says: str
) -> None:
    reply = browser.request(verb, address)
    assert reply.status_code == status
    assert list(reply.json()) == ["error", "message"]
    assert says in reply.json()["message"]


@pytest.mark.parametrize("words", ["%f0%9f%99%82", "%ff%fe", "%ed%a0%80", "a%00b", "%22%28AND", "đ"])
def test_odd_words_to_search_for_find_or_do_not_find(browser: TestClient, words: str) -> None:
    reply = browser.get(f"/api/search?q={words}")
    assert reply.status_code == 200 and isinstance(reply.json(), list)


@pytest.mark.parametrize("mark", ["", "a-b", "5-2", "0-99999999999999", "-1--1", "999999-9999999", "%00", "1-2-3"])
def test_an_odd_mark_marks_what_is_there_or_nothing(browser: TestClient, mark: str) -> None:
    assert browser.get(f"/van-ban/07-qd-cb_2025-03-02_chi-bo-thon-may?trich={mark}").status_code == 200


BAD_UPLOADS = {
    "no form": ({"content": b"abc", "headers": {"Content-Type": "text/plain"}}, 415, "multipart/form-data"),
    "no type": ({"content": b"abc"}, 415, "multipart/form-data"),
    "no boundary": ({"content": b"abc", "headers": {"Content-Type": "multipart/form-data"}}, 400, "Hãy gửi lại"),
    "a broken form": (
        {"content": b"abc", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 400, "Hãy gửi lại",
    ),
    "another field": ({"files": {"tep": ("a.txt", b"abc")}}, 422, "trường “file”"),
    "no file": ({"data": {"file": "abc"}, "files": {"x": ("a.txt", b"")}}, 422, "trường “file”"),
    "a file over the limit": ({"files": {"file": ("a.pdf", b"0" * (2**20 + 1))}}, 413, "TRACUU_MAX_FILE_MB"),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "status", "says"), BAD_UPLOADS.values(), ids=BAD_UPLOADS.keys())
def test_a_bad_upload_is_an_error_with_a_sentence(
    browser: TestClient, library: Library, sent: dict[str, object], status: int, says: str
) -> None:
    before = library.hash
    headers = {"Authorization": f"Bearer {TOKEN}"} | dict(sent.get("headers", {}))  # type: ignore[call-overload]
    reply = browser.post("/api/documents", **(sent | {"headers": headers}))  # type: ignore[arg-type]
    assert (reply.status_code, list(reply.json())) == (status, ["error", "message"])
    assert says in reply.json()["message"]
    assert browser.get("/health").json()["library"] == before


BAD_FILES = {
    "empty": ("a.txt", b""),
    "cut short": ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
    "mislabelled": ("a.docx", b"%PDF-1.7\n"),
    "not a zip": ("a.docx", b"day khong phai la zip"),
    "a type nobody reads": ("a.exe", b"MZ\x90\x00" + b"\x03\x00\x00\x00" * 50),
    "binary": ("a.txt", bytes(range(256)) * 20),
}


@pytest.mark.parametrize(("name", "data"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_gets_a_row_that_says_so(browser: TestClient, library: Library, name: str, data: bytes) -> None:
    before = library.hash
    reply = browser.post("/api/documents", files={"file": (name, data)}, headers={"Authorization": f"Bearer {TOKEN}"})
    (row,) = reply.json()
    assert reply.status_code == 200
    assert row["status"] in {"failed", "pending"} and row["reason"] and row["message"].endswith(".")
    assert browser.get("/health").json()["library"] == before
