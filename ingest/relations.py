"""What a document says of others: that it replaces or repeals them whole.

Only words about the whole of a document count, and only of this document: "Quy định này thay thế Quy định số …".
Legal basis ("Căn cứ …"), a replaced phrase, point or article, and what some other document once replaced, do not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.kinds import KiHieu, find_numbers
from index.records import Relation, Section, Verb
from ingest.effect import read_date
from ingest.identity import Masthead
from ingest.manuscript import Manuscript

_KIND = r"(?:nghị\s+quyết|quyết\s+định|chỉ\s+thị|kết\s+luận|quy\s+chế|quy\s+định|thông\s+tri|hướng\s+dẫn|thông\s+báo|kế\s+hoạch|chương\s+trình)"
_VERB = re.compile(
    rf"(?<!được )(?<!bị )(?P<verb>thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)\s+(?:cho\s+|toàn\s+bộ\s+|các\s+)*(?={_KIND}\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"hết\s+hiệu\s+lực(?:\s+thi\s+hành)?", re.IGNORECASE)
_ITSELF = re.compile(rf"{_KIND}\s+này\b|có\s+hiệu\s+lực", re.IGNORECASE)
_NEXT_TARGET = re.compile(rf"(?:,|;|\bvà|\bcùng)\s*(?:các\s+|với\s+)?(?:{_KIND}\s+)?(?:số\s*:?\s*)?$", re.IGNORECASE)
_DATE_AFTER = re.compile(r"\s*[,(]?\s*(?:ngày\s+)?(?P<when>\d{1,2}[^,;()]{1,22}?\d{4})", re.IGNORECASE)
_PREAMBLE = 3000


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    text: str


def read_relations(
    m: Manuscript, masthead: Masthead, document_id: str, sections: Sequence[Section]
) -> tuple[Relation, ...]:
    """Every document that this one says it replaces or repeals whole, with the sentence that says so."""
    if masthead.article:
        return ()
    found: dict[tuple[str, str], Relation] = {}
    for verb, target, sentence in _claims(m.text, masthead):
        place = _place_of(sections, sentence.start)
        relation = Relation(
            document_id,
            place,
            verb,
            str(target),
            _date_after(sentence.text[target.end :]),
            sentence.text,
            masthead.effective,
        )
        found.setdefault((verb, target.slug), relation)
    return tuple(found.values())


def _claims(text: str, masthead: Masthead) -> Iterator[tuple[Verb, KiHieu, _Sentence]]:
    own = next((n.slug for n in find_numbers(masthead.number or "")), None)
    for sentence in _sentences(text, masthead.body_start, masthead.end):
        for found in _VERB.finditer(sentence.text):
            if _of_itself(sentence, found.start(), masthead):
                verb: Verb = "replaces" if found["verb"].lower().startswith("thay") else "repeals"
                yield from ((verb, n, sentence) for n in _targets(sentence.text, found.end()) if n.slug != own)
        if _ENDS.search(sentence.text) and re.match(
            rf"\W*(?:các\s+)?{_KIND}\s+(?:số\b|\d)", sentence.text, re.IGNORECASE
        ):
            yield from (("repeals", n, sentence) for n in _targets(sentence.text, 0) if n.slug != own)


def _of_itself(sentence: _Sentence, at: int, masthead: Masthead) -> bool:
    """Whether this document is what does it: "… này" stands before the verb, or nothing does, or the preamble speaks."""
    before = sentence.text[:at]
    if _ITSELF.search(before):
        return True
    if any(True for _ in find_numbers(before)):
        return False
    opens = not re.search(r"\w", re.sub(r"^\W*(?:Điều\s+\d+\.?|\d+(?:\.\d+)*[.)-]?|[a-zđ]\))", "", before))
    return opens or (sentence.start < masthead.body_start + _PREAMBLE and "ban hành" in before.lower())


def _targets(sentence: str, start: int) -> Iterator[KiHieu]:
    """The ký hiệu that the verb governs: the first, and those listed after it; one within a target's title is none."""
    last_end, within_title = start, False
    for n in find_numbers(sentence):
        if n.start < start:
            continue
        between = sentence[last_end : n.start]
        if last_end == start:
            if _is_part(between):
                return
            yield n
        elif _NEXT_TARGET.search(between) and not (within_title and ";" not in between) and not _names_title(between):
            yield n
        else:
            within_title = True
        last_end = n.end


def _is_part(words: str) -> bool:
    """Whether the words before the first ký hiệu name only a part of it: "Quy định tại khoản 2 Điều 5 Quy định số"."""
    return (
        re.search(r"\b(?:điểm|khoản|điều|mục|phụ lục|cụm từ|một số|nội dung|tại)\b", words, re.IGNORECASE) is not None
    )


def _names_title(between: str) -> bool:
    """Whether the number just passed has a title that runs on: "về … thực hiện Quy định số"."""
    return (
        re.search(rf"\b(?:thực hiện|thi hành|sửa đổi|bổ sung)\s+(?:{_KIND}\s+)?(?:số\s*)?$", between, re.IGNORECASE)
        is not None
    )


def _date_after(words: str) -> str | None:
    found = _DATE_AFTER.match(words)
    when = read_date(found["when"]) if found else None
    return when.isoformat() if when else None


def _sentences(text: str, start: int, end: int) -> Iterator[_Sentence]:
    """The sentences of the body, roughly: what stands between line ends, full stops and semicolons."""
    position = start
    for found in re.finditer(r"\n|(?<!\d)[.](?=\s+[^\Wa-z_])|(?<=\d)[.](?=\s+[^\Wa-z\d_])", text[:end]):
        if found.start() >= start:
            yield from _one(text, position, found.end())
            position = found.end()
    yield from _one(text, position, end)


def _one(text: str, start: int, end: int) -> Iterator[_Sentence]:
    words = text[start:end]
    stripped = words.strip()
    if "hiệu lực" in stripped or "thế" in stripped or "bỏ" in stripped:
        yield _Sentence(start + words.index(stripped), stripped)


def _place_of(sections: Sequence[Section], offset: int) -> str:
    """The innermost place whose text holds that offset."""
    holding = [s for s in sections if s.start <= offset < s.close]
    return min(holding, key=lambda s: s.close - s.start).locator.place if holding else "mo-dau"
