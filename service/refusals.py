"""Refusals: values, not errors. Each says why and what the asker can do next."""

from dataclasses import replace

from index.library import Library
from index.records import Answer, Reason
from service.questions import LONGEST, Reading, describe


def before_searching(blank: Answer, library: Library, reading: Reading) -> Answer | None:
    """The refusal or choice that needs no search, or None when there is something to search for."""
    if reading.unclear:
        return _refused(
            blank,
            "unclear",
            "Chưa rõ câu hỏi. Hãy viết một câu hỏi ngắn bằng lời thường, ví dụ: “Điều kiện kết nạp đảng viên là gì?”",
        )
    if library.is_empty:
        return _refused(
            blank,
            "empty_library",
            "Thư viện chưa có văn bản nào. Hãy nhờ người giữ thư viện nạp văn bản: python -m ingest add THƯ_MỤC.",
        )
    if reading.rivals:
        named = "; ".join(describe(d) for d in reading.rivals)
        message = f"Có nhiều văn bản mang số này: {named}. Hãy hỏi lại kèm ngày ban hành."
        return replace(blank, status="choose", message=message, choices=reading.rivals)
    if reading.missing:
        named = ", ".join(f"“{m}”" for m in reading.missing)
        message = f"Thư viện không có {named}. Hãy kiểm tra lại số, ký hiệu, hoặc bỏ số văn bản và hỏi theo nội dung."
        return _refused(blank, "no_such_document", message)
    if reading.no_such_place:
        near = f" Gần số này có: {'; '.join(reading.near_places)}." if reading.near_places else ""
        message = f"Văn bản được nêu không có “{reading.no_such_place}”.{near} Hãy kiểm tra lại số điều, khoản, điểm."
        return _refused(blank, "no_such_place", message)
    return None


def too_long(blank: Answer) -> Answer:
    """A question over the limit of the contract."""
    return _refused(blank, "unclear", f"Câu hỏi dài quá {LONGEST} ký tự. Hãy rút gọn còn một ý cần tra cứu.")


def no_source(blank: Answer) -> Answer:
    """Nothing that the library holds answers."""
    message = (
        "Không tìm thấy quy định nào trong thư viện trả lời được câu hỏi này. "
        "Có thể hỏi lại bằng từ ngữ khác, xem các đoạn gần nhất bên dưới, hoặc hỏi cấp ủy nơi sinh hoạt."
    )
    return _refused(blank, "no_source", message)


def _refused(blank: Answer, reason: Reason, message: str) -> Answer:
    return replace(blank, status="refused", reason=reason, message=message, statements=())
