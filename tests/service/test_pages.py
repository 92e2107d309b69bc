import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from holdings import a_deposit, a_document

from index.library import Library
from service import pages

ID = "07-qd-cb_2025-03-02_chi-bo-thon-may"


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def words(html: str) -> str:
    return " ".join(soup(html).get_text(" ").split())


def test_the_first_page_asks_by_a_plain_form(browser: TestClient) -> None:
    form = soup(browser.get("/").text).find("form", class_="ask")
    assert form and (form["method"], form["action"]) == ("post", "/")
    assert form.find("textarea", attrs={"name": "question"}) and form.find("button", type="submit")
    assert form.find("label", attrs={"for": "cau-hoi"})


def test_its_examples_come_from_the_library_and_are_answered(browser: TestClient) -> None:
    offered = [b["value"] for b in soup(browser.get("/").text).select(".examples button")]
    assert offered and set(offered) <= {"Thời gian họp chi bộ", "Hồ sơ xin vắng mặt"}
    assert "Trong văn bản có viết" in browser.post("/", data={"question": offered[0]}).text


def test_an_answer_is_the_documents_words_with_a_link_to_their_place(browser: TestClient) -> None:
    reply = browser.post("/", data={"question": "Chi bộ thôn Mây họp thường kỳ vào tối nào?"})
    assert reply.status_code == 200 and not reply.history
    page = soup(reply.text)
    quote = page.select_one("blockquote")
    link = page.select_one(".statement .source a")
    assert quote and "họp thường kỳ vào tối mùng năm" in quote.get_text()
    assert link and re.fullmatch(rf"/van-ban/{ID}\?trich=\d+-\d+#dieu-1", str(link["href"]))
    assert "Quy định 07-QĐ/CB ngày 2/3/2025, Điều 1, trang 1" in link.get_text()
    assert "chưa thấy văn bản thay thế trong thư viện" in words(reply.text)
    assert "còn hiệu lực" not in words(reply.text)


def test_the_link_leads_to_the_place_with_the_quote_marked(browser: TestClient) -> None:
    answer = browser.post("/api/questions", json={"question": "Chi bộ thôn Mây họp thường kỳ vào tối nào?"}).json()
    cited = answer["statements"][0]["citations"][0]
    reply = browser.get(f"/van-ban/{ID}", params={"trich": f"{cited['start']}-{cited['end']}"})
    page = soup(reply.text)
    place = page.find(id=cited["place"])
    assert place is not None
    assert "\n".join(m.get_text() for m in place.find_all("mark")) == cited["quote"]


def test_a_document_is_shown_whole_with_each_place_once(browser: TestClient, library: Library) -> None:
    page = soup(browser.get(f"/van-ban/{ID}").text)
    shown = page.select_one(".text")
    assert shown and " ".join(shown.get_text(" ").split()) == " ".join(library.text(ID).split())
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {s.locator.place for s in library.sections(ID)} <= set(ids)
    assert not page.find("mark")
    assert [a["href"] for a in page.select(".outline a")] == ["#dieu-1", "#dieu-2"]
    assert page.find("a", href=f"/api/documents/{ID}/original")


def test_a_refusal_says_why_and_shows_what_is_nearest(browser: TestClient) -> None:
    page = browser.post("/", data={"question": "giá vàng hôm nay bao nhiêu"}).text
    assert "Chưa trả lời được" in page
    assert soup(page).select_one(".notice")
    assert not soup(page).select("blockquote")


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }} họp"])
def test_what_is_typed_is_shown_as_text(browser: TestClient, typed: str) -> None:
    page = soup(browser.post("/", data={"question": typed}).text)
    box = page.select_one("textarea")
    assert box and box.get_text().strip() == typed
    assert not page.find("img") and [s.get("src") for s in page.find_all("script")] == ["/static/tracuu.js"]


def test_words_of_a_document_are_shown_as_text(browser: TestClient) -> None:
    assert "trạm y tế &lt;thôn&gt; &amp; xã" in browser.get(f"/van-ban/{ID}").text


def test_a_replaced_document_is_said_to_be_replaced_by_its_name(browser: TestClient, library: Library) -> None:
    from dataclasses import replace
    from datetime import date

    from index.records import Relation

    newer = a_document(
        id="12-qd-cb_2026-01-05_chi-bo-thon-may", number="12-QĐ/CB", issued_on="2026-01-05", sha256="c" * 64,
        valid_from=date(2026, 1, 5),
    )  # fmt: skip
    names = Relation(
        newer.id, "dieu-1", "replaces", "07-QĐ/CB", "2025-03-02", "thay thế Quy định 07-QĐ/CB", date(2026, 1, 5)
    )
    clauses = (
        ("dieu-1", "Điều 1. Hiệu lực", "Điều 1. Hiệu lực\nQuy định này thay thế Quy định số 07-QĐ/CB, ngày 02/3/2025."),
    )
    library.add([replace(a_deposit(newer, clauses), relations=(names,))])
    old = browser.get(f"/van-ban/{ID}").text
    assert "đã được thay thế bởi Quy định 12-QĐ/CB ngày 5/1/2026" in words(old)
    assert "Thay thế 07-QĐ/CB ngày 2/3/2025" in words(browser.get(f"/van-ban/{newer.id}").text)
    assert soup(old).find("a", href=f"/van-ban/{newer.id}")
    assert len(soup(browser.get("/van-ban").text).select(".standing .ended")) == 1


def test_an_unconfirmed_sample_says_both(browser: TestClient, library: Library) -> None:
    doubtful = a_document(
        id="bai-viet_0123456789ab", kind="bai-viet", number=None, unconfirmed=True, sample=False, sha256="d" * 64
    )
    library.add([a_deposit(doubtful, (("doan-1", "", "Bài viết về nếp họp của thôn Mây."),))])
    assert "thông tin văn bản chưa được xác nhận" in words(browser.get(f"/van-ban/{doubtful.id}").text)


def test_a_library_of_samples_says_so_on_the_first_page(browser: TestClient, library: Library) -> None:
    assert "văn bản mẫu hư cấu" not in browser.get("/").text
    library.withdraw(ID)
    library.add([a_deposit(a_document(sample=True))])
    assert "chỉ có văn bản mẫu hư cấu" in browser.get("/").text


def test_articles_are_listed_apart_from_documents(browser: TestClient, library: Library) -> None:
    article = a_document(
        id="bai-viet_0123456789ab", kind="bai-viet", number=None, title="Thôn Mây họp", sha256="d" * 64
    )
    library.add([a_deposit(article, (("doan-1", "", "Bài viết về nếp họp của thôn Mây."),))])
    page = soup(browser.get("/van-ban").text)
    papers, articles = page.select("ul.documents")
    assert [a["href"] for a in papers.select("a")] == [f"/van-ban/{ID}"]
    assert [a["href"] for a in articles.select("a")] == [f"/van-ban/{article.id}"]


def test_what_is_not_there_is_a_page_with_a_way_on(browser: TestClient) -> None:
    for path in ("/van-ban/khong-co", "/khong-co"):
        reply = browser.get(path)
        assert reply.status_code == 404 and reply.headers["content-type"].startswith("text/html")
        assert "Không tìm thấy" in reply.text and 'href="/van-ban"' in reply.text


def test_too_long_a_question_keeps_what_was_typed(browser: TestClient) -> None:
    reply = browser.post("/", data={"question": "đảng phí " * 300})
    assert reply.status_code == 422
    assert "quá giới hạn 2000" in reply.text and "đảng phí đảng phí" in reply.text


def test_pages_load_nothing_from_elsewhere(browser: TestClient) -> None:
    sources: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            sources.extend(v or "" for n, v in attrs if n in {"src", "href", "action", "style", "onclick"})

    for path in ("/", "/van-ban", f"/van-ban/{ID}"):
        Reader().feed(browser.get(path).text)
    assert all(source.startswith(("/", "#")) for source in sources)


def test_styles_and_script_are_served(browser: TestClient) -> None:
    assert browser.get("/static/tracuu.css").headers["content-type"].startswith("text/css")
    assert "javascript" in browser.get("/static/tracuu.js").headers["content-type"]
    assert "http" not in browser.get("/static/tracuu.css").text


def test_the_templates_ship_with_the_package() -> None:
    assert {p.name for p in pages.TEMPLATES.glob("*.html")} >= {"base.html", "ask.html", "answer.html", "document.html"}
