"""Questions to begin with, taken from the library's own headings, each tried before it is offered."""

import re
from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from index.library import Library
from index.records import Document, Section
from service.answers import answer
from service.questions import Question

_NUMBER = re.compile(
    r"^(?:(?:điều|mục|chương|phần|khoản|điểm)\s+)?(?:\d+(?:\.\d+)*|[IVXL]+|[a-zđ])\s*[.)–-]+\s*", re.IGNORECASE
)

_ASKED_OFTEN = re.compile(
    r"hồ sơ|thủ tục|quy trình|thời hạn|thời gian|điều kiện|tiêu chuẩn|thẩm quyền|hình thức|nhiệm vụ của|quyền hạn của|"
    r"trách nhiệm của|kết nạp|chuyển sinh hoạt|tính tuổi|khen thưởng|kỷ luật|đảng phí|kiểm tra|bầu|cấp",
    re.IGNORECASE,
)


def examples(library: Library, wanted: int = 4, tries: int = 12) -> tuple[str, ...]:
    """Headings that the library answers when asked, from as many documents as there are."""
    by_document = [_headings(library, d) for d in library.documents() if d.kind != "bai-viet"]
    turns = chain.from_iterable(zip_longest(*by_document))
    candidates = dict.fromkeys(heading for heading in turns if heading)
    answered = (q for q in islice(candidates, tries) if answer(library, Question(q, k=1)).status == "answered")
    return tuple(islice(answered, wanted))


def _headings(library: Library, d: Document) -> list[str]:
    return list(_plain(library.sections(d.id)))


def _plain(sections: tuple[Section, ...]) -> Iterator[str]:
    """Headings that read as what people ask: without their number, 4 to 10 words, naming nothing by number."""
    for section in sections:
        words = _NUMBER.sub("", section.heading.strip()).rstrip(" .:;")
        whole = (
            4 <= len(words.split()) <= 10 and not words.isupper() and not re.search(r"\d|[(),]|(?: phải| gồm)$", words)
        )
        if whole and _ASKED_OFTEN.match(words):
            yield words
