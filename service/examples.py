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
    """Headings that read as a topic: without their number, 3 to 12 words, not in capitals, not of another document."""
    for section in sections:
        words = _NUMBER.sub("", section.heading.strip()).rstrip(" .:;")
        if 3 <= len(words.split()) <= 12 and not words.isupper() and not re.search(r"\d|[()]", words):
            yield words
