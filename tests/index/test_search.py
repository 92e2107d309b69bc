from shelf import a_document

from index.fusion import Blend
from index.records import Chunk, Hit, Locator
from index.search import Legs, by_place

DOCUMENT = a_document()
FIRST = Chunk(DOCUMENT.id, Locator(("dieu-1",)), "Mở đầu điều 1.", 0, 14, "")
SECOND = Chunk(DOCUMENT.id, Locator(("dieu-1",)), "Phần sau điều 1.", 15, 31, "")
OTHER = Chunk(DOCUMENT.id, Locator(("dieu-2",)), "Điều 2.", 32, 39, "")
CHUNKS = {c.id: c for c in (FIRST, SECOND, OTHER)}


def test_the_best_child_scores_its_clause_in_each_leg() -> None:
    legs = Legs(
        [Hit(FIRST.id, 0.9), Hit(OTHER.id, 0.85), Hit(SECOND.id, 0.8)], [Hit(SECOND.id, 8.0), Hit(OTHER.id, 5.0)]
    )
    first, other = by_place(legs, CHUNKS, {DOCUMENT.id: DOCUMENT}, Blend(meaning=0.5))
    assert first.passage.chunk.locator.place == "dieu-1"
    assert (first.meaning, first.words) == (0.9, 8.0)
    assert (other.meaning, other.words) == (0.85, 5.0)
    assert first.passage.score == 1.0


def test_a_place_shows_the_chunk_that_is_best_by_both() -> None:
    legs = Legs([Hit(FIRST.id, 0.9), Hit(SECOND.id, 0.8), Hit(OTHER.id, 0.1)], [Hit(SECOND.id, 8.0)])
    (first, _) = by_place(legs, CHUNKS, {DOCUMENT.id: DOCUMENT}, Blend(meaning=0.5))
    assert first.passage.chunk == SECOND


def test_a_passage_says_what_each_stage_gave_it() -> None:
    legs = Legs([Hit(FIRST.id, 0.9)], [Hit(OTHER.id, 2.0), Hit(FIRST.id, 1.0)], [Hit(FIRST.id, 0.78125)])
    found = by_place(legs, CHUNKS, {DOCUMENT.id: DOCUMENT}, Blend(meaning=0.5, agreement=0))
    why = {s.passage.chunk.id: s.passage.why for s in found}
    assert why == {
        FIRST.id: ("words 1.00", "meaning 0.900", "tokens 0.781", "fused 0.75"),
        OTHER.id: ("words 2.00", "fused 0.50"),
    }


def test_a_hit_whose_chunk_is_gone_is_left_out() -> None:
    legs = Legs([Hit(1, 0.9), Hit(FIRST.id, 0.5)], [Hit(2, 3.0)])
    found = by_place(legs, CHUNKS, {DOCUMENT.id: DOCUMENT}, Blend())
    assert [s.passage.chunk for s in found] == [FIRST]
