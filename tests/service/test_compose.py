"""What is quoted of a passage, and where a quote stops."""

from dataclasses import replace

from commune import NEW_ID

from index.library import Library
from index.records import Locator, Scope, Section
from service.compose import MOST, _opens_list, compose
from service.evidence import Evidence, Topic, weigh


def evidence(library: Library, question: str) -> tuple[Topic, list[Evidence]]:
    topic = Topic(question, library.idf)
    return topic, weigh(topic, library.candidates(question, 40, Scope()))


def test_an_item_of_a_list_brings_the_list_when_a_list_is_asked_for(commune: Library) -> None:
    topic, found = evidence(commune, "hồ sơ xin cấp thẻ thư viện gồm những gì")
    item = next(e for e in found if e.passage.chunk.locator.place == "dieu-2.diem-b")
    (statement,) = compose(commune, topic, [item])
    assert [c.locator.place for c in statement.citations] == ["dieu-2"]
    assert statement.text.endswith("c) Giấy giới thiệu của chi ủy.")


def test_an_item_stands_alone_when_it_is_asked_for(commune: Library) -> None:
    topic, found = evidence(commune, "xin cấp thẻ thư viện phải có hai ảnh chân dung")
    item = next(e for e in found if e.passage.chunk.locator.place == "dieu-2.diem-b")
    (statement,) = compose(commune, topic, [item])
    assert statement.text == "b) Hai ảnh chân dung;"


def test_no_words_are_quoted_twice_and_no_more_than_the_most(commune: Library) -> None:
    topic, found = evidence(commune, "thẻ thư viện")
    statements = compose(commune, topic, found)
    spans = [(c.document.id, c.start, c.end) for s in statements for c in s.citations]
    assert 0 < len(statements) <= MOST
    assert all(a == b or a[0] != b[0] or a[2] <= b[1] or b[2] <= a[1] for a in spans for b in spans)


def test_nothing_is_quoted_without_support(commune: Library) -> None:
    topic, found = evidence(commune, "cách nấu phở bò tái lăn")
    assert compose(commune, topic, found) == ()
    assert found, NEW_ID


def test_a_short_title_with_a_full_stop_is_quoted_with_what_stands_below_it() -> None:
    text = "6.2. Số lượng chức danh quy hoạch lãnh đạo, quản lý.\n- Một chức danh không quá 03 người."
    title = Section(Locator(("6.2",)), "", 0, text.index("\n"), len(text))
    assert _opens_list(text, title)
    assert not _opens_list(text, replace(title, close=title.end))
    long = "Chi bộ họp hằng tháng. Đảng ủy viên dự họp ở chi bộ được phân công.\n- Vắng phải báo trước."
    assert not _opens_list(long, Section(Locator(("1",)), "", 0, long.index("\n"), len(long)))
