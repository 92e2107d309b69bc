from dataclasses import replace

from shelf import a_deposit, a_document

from index.generation import digest, library_hash


def test_the_hash_does_not_know_the_order_in_which_documents_came() -> None:
    assert library_hash(["a", "b"]) == library_hash(["b", "a"])
    assert library_hash(["a", "b"]) != library_hash(["a"]) != library_hash([])


def test_a_document_counts_with_its_id_its_bytes_and_its_chunks() -> None:
    deposit = a_deposit(a_document(), "Điều 1.", "Điều 2.")
    assert digest(deposit) == digest(replace(deposit, chunks=deposit.chunks[::-1]))
    assert digest(deposit) != digest(replace(deposit, chunks=deposit.chunks[:1]))
    assert digest(deposit) != digest(replace(deposit, document=replace(deposit.document, sha256="0" * 64)))
