from index.records import Locator, Section
from service.clauses import Clause, Mark, Paragraph, Table, document_contents, outline

TEXT = "Mở đầu\nĐiều 1. Họp\nHọp hằng tháng.\na) Tối mùng năm;\nĐiều 2. Biểu\nTT\tTên\n1\tAn"


def a_section(place: str, heading: str, words: str, close: str) -> Section:
    start = TEXT.index(words)
    return Section(Locator(tuple(place.split("."))), heading, start, start + len(words), TEXT.index(close) + len(close))


SECTIONS = (
    a_section("mo-dau", "", "Mở đầu", "Mở đầu"),
    a_section("dieu-1", "Điều 1. Họp", "Điều 1. Họp\nHọp hằng tháng.", "mùng năm;"),
    a_section("dieu-1.diem-a", "", "a) Tối mùng năm;", "mùng năm;"),
    a_section("dieu-2", "Điều 2. Biểu", "Điều 2. Biểu", "1\tAn"),
    a_section("dieu-2.bang-1.dong-0", "", "TT\tTên", "TT\tTên"),
    a_section("dieu-2.bang-1.dong-1", "", "1\tAn", "1\tAn"),
)


def words(contents: tuple[Paragraph | Table | Clause, ...]) -> str:
    """All the words shown, in order, paragraphs and cells joined by a bar."""
    found: list[str] = []
    for part in contents:
        if isinstance(part, Clause):
            found.append(words(part.contents))
        elif isinstance(part, Table):
            found += ["".join(p.text for p in cell) for row in part.rows for cell in row.cells]
        else:
            found.append("".join(p.text for p in part.pieces))
    return "|".join(found)


def marked(contents: tuple[Paragraph | Table | Clause, ...]) -> list[str]:
    """The marked pieces in order."""
    found: list[str] = []
    for part in contents:
        if isinstance(part, Clause):
            found += marked(part.contents)
        elif isinstance(part, Table):
            found += [p.text for row in part.rows for cell in row.cells for p in cell if p.marked]
        else:
            found += [p.text for p in part.pieces if p.marked]
    return found


def test_every_character_is_shown_once_and_in_order() -> None:
    shown = words(document_contents(TEXT, SECTIONS, None))
    assert shown == TEXT.replace("\n", "|").replace("\t", "|")


def test_text_outside_every_section_is_shown_too() -> None:
    assert words(document_contents(TEXT, SECTIONS[3:4], None)) == TEXT.replace("\n", "|")


def test_a_clause_lies_in_the_one_that_closes_after_it() -> None:
    contents = document_contents(TEXT, SECTIONS, None)
    places = [part.place for part in contents if isinstance(part, Clause)]
    assert places == ["mo-dau", "dieu-1", "dieu-2"]
    inner = [part for part in contents[1].contents if isinstance(part, Clause)]  # type: ignore[union-attr]
    assert [(c.place, c.label, c.depth) for c in inner] == [("dieu-1.diem-a", "Điểm a Điều 1", 2)]


def test_a_heading_a_paragraph_and_a_list_item_are_told_apart() -> None:
    first = document_contents(TEXT, SECTIONS, None)[1]
    assert isinstance(first, Clause)
    roles = [part.role for part in first.contents if isinstance(part, Paragraph)]
    inner = first.contents[-1]
    assert isinstance(inner, Clause) and isinstance(inner.contents[0], Paragraph)
    assert [*roles, inner.contents[0].role] == ["heading", "text", "item"]


def test_rows_make_a_table_whose_first_row_is_its_head() -> None:
    second = document_contents(TEXT, SECTIONS, None)[2]
    assert isinstance(second, Clause)
    table = second.contents[1]
    assert isinstance(table, Table)
    assert [(row.place, row.head) for row in table.rows] == [
        ("dieu-2.bang-1.dong-0", True),
        ("dieu-2.bang-1.dong-1", False),
    ]


def test_a_quote_over_two_clauses_is_marked_in_both() -> None:
    start, end = TEXT.index("hằng"), TEXT.index(" mùng")
    assert marked(document_contents(TEXT, SECTIONS, Mark(start, end))) == ["hằng tháng.", "a) Tối"]


def test_a_quote_within_one_cell_is_marked_there() -> None:
    start = TEXT.index("An")
    assert marked(document_contents(TEXT, SECTIONS, Mark(start, start + 2))) == ["An"]


def test_a_mark_past_the_end_of_the_text_marks_nothing() -> None:
    assert marked(document_contents(TEXT, SECTIONS, Mark(9000, 9999))) == []


def test_only_two_numbers_in_order_are_a_mark() -> None:
    assert Mark.parse("3-9") == Mark(3, 9)
    assert [Mark.parse(t) for t in ("", "9-3", "3-3", "-3-9", "a-b", "3-9x", "٣-٩", "9" * 20 + "-1")] == [None] * 8


def test_the_outline_lists_headed_clauses_with_their_depth() -> None:
    assert [(e.place, e.heading, e.depth) for e in outline(TEXT, SECTIONS)] == [
        ("dieu-1", "Điều 1. Họp", 1),
        ("dieu-2", "Điều 2. Biểu", 1),
    ]


def test_the_outline_has_the_number_before_the_heading() -> None:
    text = "Chương I\nQUY ĐỊNH CHUNG"
    whole = Section(Locator(("chuong-1",)), "QUY ĐỊNH CHUNG", 0, len(text), len(text))
    assert [e.heading for e in outline(text, (whole,))] == ["Chương I QUY ĐỊNH CHUNG"]


def test_a_chapters_heading_may_stand_on_its_second_line() -> None:
    text = "Chương I\nQUY ĐỊNH CHUNG\nLời văn."
    whole = Section(Locator(("chuong-1",)), "QUY ĐỊNH CHUNG", 0, len(text), len(text))
    (chapter,) = document_contents(text, (whole,), None)
    assert isinstance(chapter, Clause)
    assert [p.role for p in chapter.contents if isinstance(p, Paragraph)] == ["heading", "heading", "text"]


def test_a_heading_run_into_its_text_is_text() -> None:
    text = "1. Về họp. Chi bộ họp hằng tháng."
    (clause,) = document_contents(text, (Section(Locator(("1",)), "Về họp", 0, len(text), len(text)),), None)
    assert isinstance(clause, Clause) and isinstance(clause.contents[0], Paragraph)
    assert clause.contents[0].role == "text"


def test_an_items_place_tells_whether_it_hangs_under_a_dash() -> None:
    text = "a) Một\n- Hai"
    sections = (
        Section(Locator(("5.4", "a")), "", 0, 6, len(text)),
        Section(Locator(("5.4", "a", "g1")), "", 7, len(text), len(text)),
    )
    (outer,) = document_contents(text, sections, None)
    assert isinstance(outer, Clause) and isinstance(outer.contents[1], Clause)
    assert (outer.dashed, outer.contents[1].dashed) == (False, True)
