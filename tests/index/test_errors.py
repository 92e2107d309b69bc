import pytest

from index import errors


@pytest.mark.parametrize("kind", [errors.Locked, errors.DiskFull, errors.EncoderMismatch, errors.WrongVersion])
def test_a_library_that_cannot_be_used_ends_a_command_with_3(kind: type[errors.TracuuError]) -> None:
    assert issubclass(kind, errors.Unusable)
    assert kind("Câu.").exit_status == 3


def test_an_error_is_its_sentence_with_a_code_and_a_status() -> None:
    error = errors.NotFound("Thư viện không có văn bản này.")
    assert (error.message, error.code, error.status) == ("Thư viện không có văn bản này.", "not_found", 404)


def test_each_code_means_one_thing() -> None:
    kinds = [errors.TracuuError, *errors.TracuuError.__subclasses__(), *errors.Unusable.__subclasses__()]
    own = [k for k in kinds if k.__module__ == errors.__name__]
    assert len({k.code for k in own}) == len(own)
