"""A keeper's word on a masthead: what was doubted is set right, and the document stands under its own identity."""

import re
from collections.abc import Mapping
from dataclasses import replace

from index.errors import BadRequest, NotFound
from index.kinds import KINDS, kind_named
from index.library import Library
from index.records import Document
from ingest.effect import effective_on, read_date
from ingest.identity import Masthead
from ingest.issuers import level_of, proper
from ingest.masthead import read_masthead
from ingest.pipeline import assemble, manuscript_of, scans
from ingest.readers.door import read

FIELDS = ("kind", "number", "issuer", "issued_on", "title", "audience")


def confirm(library: Library, document_id: str, fields: Mapping[str, str]) -> Document:
    """Reads the original again under the confirmed masthead; it may get a new id, then the old one is withdrawn.

    A file that waits because its identity was taken (p-…) can be confirmed into another identity.
    """
    unknown = [name for name in fields if name not in FIELDS]
    if unknown:
        raise BadRequest(f"Không có trường {unknown[0]!r}. Các trường: {', '.join(FIELDS)}.")
    with library.writing():
        library.refresh()
        old = library.document(document_id)
        sha256, name = (old.sha256, old.source) if old else _waiting(library, document_id)
        data = (library.settings.originals / sha256[:2] / sha256).read_bytes()
        reading = read(data, name, library.settings.max_file_mb)
        manuscript = manuscript_of(reading, name)
        head = corrected(read_masthead(manuscript), fields, manuscript.text)
        found = assemble(manuscript, head, data, scans(reading))
        if old:
            found = replace(found, document=replace(found.document, sample=old.sample))
        taken = library.document(found.document.id)
        if taken and taken.sha256 != sha256:
            raise BadRequest(
                f"Định danh {taken.id} đã thuộc về một văn bản khác ({taken.source}). Hãy kiểm tra lại số và ngày."
            )
        library.add([found])
        if old and old.id != found.document.id:
            library.withdraw(old.id)
        if not old:
            library.drop_pending(document_id)
        library.note(name, sha256, "confirmed", found.document.id)
        return library.document(found.document.id) or found.document


def corrected(head: Masthead, fields: Mapping[str, str], text: str) -> Masthead:
    """The masthead with a keeper's corrections and without doubts."""
    kind = _kind(fields["kind"]) if "kind" in fields else head.kind
    issued_on = _day(fields["issued_on"]) if "issued_on" in fields else head.issued_on
    issuer = proper(fields["issuer"]) if "issuer" in fields else head.issuer
    is_blank = head.blank and not (fields.get("number", head.number) and issued_on and len(issued_on) == 10)
    return replace(
        head,
        kind=kind,
        number=fields.get("number", head.number) or None,
        issuer=issuer,
        level=level_of(issuer) if "issuer" in fields else head.level,
        issued_on=issued_on,
        title=fields.get("title", head.title),
        effective=effective_on(text[head.body_start :], issued_on),
        restricted=_is_restricted(fields, head),
        article=kind == "bai-viet",
        doubts=(),
        blank=is_blank,
    )


def _waiting(library: Library, waiting_id: str) -> tuple[str, str]:
    for each in library.pending():
        if each.id == waiting_id:
            return each.sha256, each.name
    raise NotFound(f"Thư viện không có văn bản {waiting_id!r}. Xem: python -m ingest list, python -m ingest pending")


def _kind(name: str) -> str:
    kind = kind_named(name)
    if kind is None:
        raise BadRequest(f"Không có loại văn bản {name!r}. Các loại: {', '.join(KINDS)}.")
    return kind


def _day(text: str) -> str:
    """ "2025-11-20", "20/11/2025" or the month alone "2025-11"."""
    spelled = read_date(text)
    if spelled:
        return spelled.isoformat()
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return text
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    day = read_date(f"{iso[3]}/{iso[2]}/{iso[1]}") if iso else None
    if day is None:
        raise BadRequest(f"Ngày {text!r} không đúng. Hãy ghi như 2025-11-20 hoặc 20/11/2025.")
    return day.isoformat()


def _is_restricted(fields: Mapping[str, str], head: Masthead) -> bool:
    audience = fields.get("audience")
    if audience not in (None, "public", "restricted"):
        raise BadRequest("audience chỉ nhận public hoặc restricted.")
    return head.restricted if audience is None else audience == "restricted"
