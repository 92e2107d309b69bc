"""What is only layout: the two columns of a document's head or closing, an address. It becomes plain lines."""

import re
from collections.abc import Sequence

_HEAD_OR_CLOSE = re.compile(
    r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|CỘNG\s+H[OÒ][AÀ]\s+XÃ\s+HỘI|Nơi\s+nhận|^\s*(?:T/M|K/T|T/L|TM\.|KT\.|TL\.|TUQ\.)"
    r"|ngày\s+.{0,40}tháng\s+.{0,40}năm|^\s*Kính\s+gửi|ĐOÀN\s+TNCS|^\s*Số\s*:?\s*\S{0,12}\s*[-/]\s*[A-ZĐ]{2,}",
    re.MULTILINE | re.IGNORECASE,
)
_MOST_ROWS = 5

_RIGHT_COLUMN = re.compile(
    r"^(?:ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập -|[TK]/[MTL]\b|TM\.|KT\.|TL\.|TUQ\.|-{5,}$)"
    r"|^[^\d,]{2,30}, ?ngày\b.{0,20}tháng"
)
_LEFT_COLUMN = re.compile(r"^Nơi nhận\s*:?$")


def is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table of cells only places text on the page: few rows, at most three columns, a head or closing in it.

    A table of one cell is a frame round its text and no table either.
    """
    if not rows or max(len(row) for row in rows) <= 1:
        return True
    if len(rows) > _MOST_ROWS or max(len(row) for row in rows) > 3:
        return False
    return any(_HEAD_OR_CLOSE.search(cell) for row in rows for cell in row)


def are_columns(left: str, right: str) -> bool:
    """Whether two stretches of words on one line are the two columns of a document's head or closing."""
    return _RIGHT_COLUMN.search(right) is not None or _LEFT_COLUMN.search(left) is not None
