import sqlalchemy as sa
from shelf import a_deposit, a_document

from index import tables, truth
from index.library import Library
from index.settings import Settings


def test_caches_that_agree_with_the_truth_have_no_faults(library: Library) -> None:
    library.add(
        [a_deposit(a_document("01-QĐ/TW"), "Chi bộ họp", "…"), a_deposit(a_document("02-QĐ/TW", sample=True), "Họp")]
    )
    assert library.faults() == ()


def test_a_chunk_that_the_engine_lacks_is_named(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document(), "Chi bộ họp", "Đảng bộ họp")])
    with truth.writing(truth.connect(settings.database_url)) as connection:
        connection.execute(sa.delete(tables.chunks).where(tables.chunks.c.ordinal == 1))
    assert library.faults() == ("Chỉ mục có 2 đoạn, dữ liệu có 1. Hãy lập lại chỉ mục: python -m ingest rebuild",)


def test_a_document_without_vectors_is_named(library: Library, settings: Settings) -> None:
    library.add([a_deposit(a_document(), "Chi bộ họp")])
    with truth.writing(truth.connect(settings.database_url)) as connection:
        connection.execute(sa.delete(tables.vectors))
    (fault,) = library.faults()
    assert "07-qd-tw" in fault
