"""The system's own words beside an answer: how the cited documents stand. Never mixed with what is quoted."""

from collections.abc import Iterator, Sequence
from datetime import date

from index.library import Library
from index.records import Document, Note, Statement
from service.questions import describe, vietnamese_date


def about(library: Library, statements: Sequence[Statement], on: date, named: Sequence[str] = ()) -> tuple[Note, ...]:
    """One note for each thing a reader must know of the documents that the question names and the answer cites."""
    asked = {d: document for d in named if (document := library.document(d))}
    documents = asked | {c.document.id: c.document for s in statements for c in s.citations}
    said = [note for document in documents.values() for note in _notes(library, document, on)]
    if any(_is_shortened(library, s) for s in statements):
        said.append(Note("shortened", "Danh mục dài: mỗi mục chỉ trích dòng đầu. Hãy mở văn bản để đọc đủ."))
    return tuple(said)


def _is_shortened(library: Library, statement: Statement) -> bool:
    """Whether a list is quoted without all that stands below its items."""
    items = statement.citations[1:]
    places = {s.locator.place: s.close for c in items[:1] for s in library.sections(c.document.id)}
    return any(library.text(c.document.id)[c.end : places[c.locator.place]].strip() for c in items)


def _notes(library: Library, document: Document, on: date) -> Iterator[Note]:
    name = describe(document)
    state = document.state(on)
    if state in {"replaced", "repealed"}:
        yield Note(state, f"{name} {_ended(library, document)}. Chỉ dùng để tham khảo.")
    elif state == "not_yet":
        yield Note(state, f"{name} chưa có hiệu lực vào ngày {vietnamese_date(on.isoformat())}.")
    if document.unconfirmed:
        yield Note("unconfirmed", f"{name}: chưa được xác nhận ({_in_brackets(document.doubts)}).")
    if document.kind == "bai-viet":
        yield Note(
            "article", f"“{document.title or document.source}” là bài viết giới thiệu, không phải toàn văn văn bản."
        )
    if document.sample:
        yield Note("sample", f"{name} là văn bản mẫu hư cấu, không phải quy định có thật.")


def _in_brackets(doubts: Sequence[str]) -> str:
    """Doubts on one line: sentences one after another, mere words between semicolons, the last without its full stop."""
    stop = ". " if any(doubt.endswith(".") for doubt in doubts) else "; "
    return stop.join(doubt.rstrip(" .;") for doubt in doubts) or "thông tin văn bản"


def _ended(library: Library, document: Document) -> str:
    """How it ended, in words."""
    verb = "đã bị bãi bỏ" if document.ended_by == "repealed" else "đã được thay thế"
    successor = library.document(document.successor) if document.successor else None
    by = f" bởi {describe(successor)}" if successor else ""
    since = f" từ ngày {vietnamese_date(document.valid_until.isoformat())}" if document.valid_until else ""
    return verb + by + since
