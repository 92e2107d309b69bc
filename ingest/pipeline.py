"""One document, from its bytes to everything it brings into the library. Nothing here touches a library."""

import hashlib
from pathlib import PurePath

from index.errors import TracuuError
from index.kinds import kind_name
from index.records import Deposit, Document
from ingest.cleaning import clean
from ingest.identity import Masthead, document_id
from ingest.manuscript import Manuscript, Reading
from ingest.masthead import read_masthead
from ingest.outline import outline
from ingest.readers.door import MAX_MB, read
from ingest.relations import read_relations
from ingest.splitting import split


class Marked(TracuuError):
    """A document that carries a secrecy mark. Nothing of its text may be kept."""

    code = "secret"
    status = 403


def deposit(data: bytes, name: str, max_mb: int = MAX_MB) -> Deposit:
    """read (encodings repaired at the door) → clean → masthead → relations → outline → split. Raises Unreadable or Marked, with what to do."""
    reading = read(data, name, max_mb)
    manuscript = manuscript_of(reading, name)
    return assemble(manuscript, read_masthead(manuscript), data, scans(reading))


def manuscript_of(reading: Reading, name: str) -> Manuscript:
    """The clean text of a file as read, with the file's name as its source."""
    return clean(reading, PurePath(name).name)


def scans(reading: Reading) -> tuple[int, ...]:
    """The pages that are only an image: their words wait for recognition and are not in the text."""
    return tuple(p.number for p in reading.pages if p.number and p.has_image and not p.lines)


def assemble(m: Manuscript, head: Masthead, data: bytes, scanned: tuple[int, ...] = ()) -> Deposit:
    """What a manuscript under that masthead brings into the library."""
    if head.secrecy:
        raise Marked(
            f"Văn bản đóng dấu chỉ độ mật “{head.secrecy}”: không được nạp. Phần mềm chỉ ghi lại tên tệp, thời điểm và mã "
            "băm. Hãy đưa tệp ra khỏi thư mục này và bảo quản theo quy định về bí mật nhà nước."
        )
    sha256 = hashlib.sha256(data).hexdigest()
    document = _document(m, head, sha256, scanned)
    sections = outline(m, head.body_start, head.end)
    return Deposit(
        document=document,
        text=m.text,
        sections=sections,
        chunks=split(m, sections, document.id, trail(head)),
        relations=read_relations(m, head, document.id, sections),
        runs=m.runs,
    )


def trail(head: Masthead) -> str:
    """What stands in front of every heading trail: "Quy định 294-QĐ/TW: thi hành Điều lệ Đảng"."""
    title = head.title.capitalize() if head.title.isupper() else head.title
    if head.article:
        return title
    named = " ".join(part for part in (kind_name(head.kind), head.number) if part)
    return f"{named}: {title}"


def _document(m: Manuscript, head: Masthead, sha256: str, scanned: tuple[int, ...]) -> Document:
    doubts = head.doubts
    if scanned:
        pages = ", ".join(map(str, scanned))
        doubts += (f"Trang {pages} chỉ có ảnh, chưa nhận dạng chữ (OCR): nội dung các trang này chưa tra cứu được.",)
    return Document(
        id=document_id(head, sha256),
        kind=head.kind,
        number=head.number,
        issuer=head.issuer,
        level=head.level,
        issued_on=head.issued_on,
        title=head.title,
        source=m.source,
        sha256=sha256,
        format=m.format,
        pages=m.pages,
        audience="restricted" if head.restricted else "public",
        unconfirmed=bool(head.doubts),
        doubts=doubts,
        valid_from=head.effective,
    )
