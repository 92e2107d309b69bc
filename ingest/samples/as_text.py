"""A master set as plain text or Markdown, in the encodings that old offices and web captures leave behind."""

import textwrap
import unicodedata
from itertools import zip_longest

from ingest.samples.master import Block, Master, without_markers

WIDTH = 78

_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadaeb5b8b6b7b9bbbebcbdc6c7cac8c9cbccd0cecfd1d2d5d3d4d6d7ddd8dcde"
            "dfe3e1e2e4e5e8e6e7e9eaedebeceeeff3f1f2f4f5f8f6f7f9fafdfbfcfe"
        ),
        strict=True,
    )
)
"""The letters of TCVN 5712:1993 VN3 (the ABC fonts). Capitals with a tone mark have no byte: they use the small letter's."""


def plain_text(master: Master) -> bytes:
    """The file's bytes: one paragraph a line, or wrapped at 78 columns with the head's two columns side by side."""
    wrapped = master.encoding == "wrapped"
    head = _head_side_by_side(master) if wrapped else _head_in_turn(master)
    lines = [*head, "", *_title(master), ""]
    for block in master.body:
        lines += _text_lines(block, wrapped)
    text = "\n".join([*lines, "", master.end, ""])
    return _encode(text, master.encoding)


def markdown(master: Master) -> bytes:
    """UTF-8 Markdown like a page captured from the web: bold lines for the head, headings bold or with "##"."""
    lines = [f"**{line}**" for line in (*master.under_left, *master.right) if line != "*"]
    lines += [f"**{master.kind}**", f"**{master.subject}**", "-----"]
    sharp = not master.number
    for block in master.body:
        lines += _markdown_lines(block, sharp)
    return ("\n\n".join([*lines, f"*{master.end}*"]) + "\n").encode()


def tcvn3(text: str) -> bytes:
    """The bytes of TCVN3; what it has no byte for is written as in Windows-1252."""
    return b"".join(_tcvn3_letter(c) for c in text)


def _tcvn3_letter(letter: str) -> bytes:
    code = _TCVN3.get(letter) or _TCVN3.get(letter.lower())
    return bytes([code]) if code else letter.encode("cp1252")


def _encode(text: str, encoding: str) -> bytes:
    match encoding:
        case "nfd":
            return unicodedata.normalize("NFD", text).encode()
        case "tcvn3":
            return tcvn3(text.replace("\n", "\r\n"))
        case "utf-16":
            return b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le")
        case _:
            return text.encode()


def _head_in_turn(master: Master) -> list[str]:
    return [*master.under_left, *master.right]


def _head_side_by_side(master: Master) -> list[str]:
    rows = zip_longest(master.under_left, master.right_beside_number, fillvalue="")
    return [f"{a:<34}{b}".rstrip() for a, b in rows]


def _title(master: Master) -> list[str]:
    return [line for line in (master.kind, *textwrap.wrap(master.subject, 66), "-----") if line]


def _text_lines(block: Block, wrapped: bool) -> list[str]:
    if block.style == "closing":
        return ["", "Nơi nhận:", *block.cells, "", *block.text.split("\n")]
    text = without_markers(block.text)
    return textwrap.wrap(text, WIDTH, initial_indent="    ") if wrapped else [text]


def _markdown_lines(block: Block, sharp: bool) -> list[str]:
    match block.style:
        case "heading" | "clause":
            return [f"## {block.text}" if sharp else f"**{block.text}**"]
        case "closing":
            recipients = ["***Nơi nhận:***", *block.cells] if block.cells else []
            return [*recipients, *(f"**{line}**" for line in block.text.split("\n"))]
        case _:
            return [block.text]
