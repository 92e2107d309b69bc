from io import BytesIO
from pathlib import Path

import pytest
from starlette.datastructures import UploadFile

from service.uploads import file_name, saved


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Quy định 07.pdf", "Quy định 07.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\Tài liệu.docx", "Tài liệu.docx"),
        ("..", "khong-ten"),
        ("a\x00b\n.txt", "ab.txt"),
        (".bashrc", "bashrc"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_file_keeps_its_name_and_nothing_of_its_path(sent: str, kept: str) -> None:
    assert file_name(UploadFile(BytesIO(), filename=sent)) == kept


def test_files_of_one_name_do_not_meet(tmp_path: Path) -> None:
    sent = [UploadFile(BytesIO(words), filename="a.txt") for words in (b"mot", b"hai hai")]
    taken = saved(sent, tmp_path)
    assert [(u.name, u.size, u.read()) for u in taken] == [("a.txt", 3, b"mot"), ("a.txt", 7, b"hai hai")]
