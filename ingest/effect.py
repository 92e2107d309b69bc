"""When a document takes effect, by its own words: "có hiệu lực kể từ ngày ký", "… thi hành từ ngày 01/7/2025"."""

import re
from datetime import date

NUMERIC_DATE = r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})"
SPELLED_DATE = r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"

_SELF = r"(?:nghị quyết|quyết định|chỉ thị|kết luận|quy chế|quy định|thông tri|hướng dẫn|thông báo|kế hoạch|điều lệ)"
_EFFECT = re.compile(
    rf"(?:{_SELF}\s+này|{_SELF}\s+được\s+ban\s+hành|Điều\s+\d+\.)[^.;]{{0,160}}?có\s+hiệu\s+lực(?:\s+thi\s+hành)?\s+(?:kể\s+)?từ\s+ngày\s+(?P<when>ký(?:\s+ban\s+hành)?|ban\s+hành|[\d][^.;,)]{{0,30}})",
    re.IGNORECASE,
)


def effective_on(text: str, issued_on: str | None) -> date | None:
    """The first day on which the document holds, when it says so; "từ ngày ký" is the day of issue."""
    found = _EFFECT.search(text)
    if not found:
        return None
    if not found["when"][0].isdigit():
        return date.fromisoformat(issued_on) if issued_on and len(issued_on) == 10 else None
    return read_date(found["when"])


def read_date(text: str) -> date | None:
    """The date at the start of some words: "26/5/2025", "26 tháng 5 năm 2025"; None when there is none such day."""
    found = re.match(NUMERIC_DATE, text.strip()) or re.match(SPELLED_DATE, text.strip(), re.IGNORECASE)
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
