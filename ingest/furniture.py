"""Web furniture: what a page of a site says around a document, and is not the document.

Rules name kinds of furniture (copyright notices, sign-in, metadata tables, related links), never one file.
"""

import re
from collections.abc import Sequence

_HEAD_SPAN = 120

_METADATA = re.compile(
    r"^(số hiệu|loại văn bản|nơi ban hành|người ký|ngày ban hành|ngày hiệu lực|ngày công báo|số công báo|tình trạng"
    r"|lĩnh vực|cơ quan ban hành|trích yếu|ngày đăng|tình trạng hiệu lực|hiệu lực)\s*:?\s*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?:văn bản này chưa cập nhật nội dung|file được đính kèm|file attached to document|infographics?\s*:"
    r"|(?:văn bản liên quan|nội dung sửa đổi, hướng dẫn|tin(?: bài)? liên quan|bài viết liên quan|tin cùng chuyên mục"
    r"|có thể bạn quan tâm|bình luận|ý kiến bạn đọc|tin mới(?: nhất)?|(?:các )?tin khác|xem nhiều|đọc nhiều|bài đọc nhiều"
    r"|tags?|lược đồ|văn bản gốc/pdf|từ khóa|chia sẻ bài viết)\s*:?\s*(?:\(\d+\))?$)",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"thư viện pháp luật|thuvienphapluat|luatvietnam\.vn|has the copyright on this translation"
    r"|violation against the law on intellectual property|bản dịch này thuộc quyền sở hữu"
    r"|^click (vào|trái|phải)|^đang tải văn bản|^(đăng nhập|đăng ký|đăng xuất|quên mật khẩu|tải (về|văn bản)|in bài viết"
    r"|gửi (email|bài viết|bình luận)|chia sẻ|facebook|zalo|twitter|youtube|sao chép liên kết|trang chủ|về đầu trang"
    r"|tải ứng dụng|theo dõi( chúng tôi)?|google news|xem thêm:?|nghe đọc bài"
    r"|aa|cỡ chữ|a[-+]|lưu bài viết|in|theo ttxvn|đọc tiếp)$"
    r"|mời bạn đọc xem toàn văn|bạn đọc có thể (xem|tải)|^(ảnh|nguồn|video|ảnh minh họa|nguồn ảnh)\s*:.{0,60}$"
    r"|^\[sửa( \| sửa mã nguồn)?\]$|tài khoản .{0,40}(đăng nhập|đăng xuất)|quý khách đăng nhập|©|copyright|all rights reserved"
    r"|^các nội dung của vb này được vb khác|^: sửa đổi, thay thế",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"thư viện pháp luật|thuvienphapluat|luatvietnam|bản dịch này thuộc quyền sở hữu|^đang tải văn bản", re.IGNORECASE
)
_SIGNS = re.compile(r"^[\W_]*$")
_CAPTION = re.compile(
    r"^(nghị quyết|quy định|quyết định|chỉ thị|kết luận|quy chế|hướng dẫn|thông báo|thông tri|kế hoạch|công văn|báo cáo"
    r"|nghị định|thông tư|luật)\b.{0,40}\d+[-/].{0,400}\b(ban hành|do .{3,80})$",
    re.IGNORECASE,
)
_DOCUMENT_BEGINS = re.compile(r"^\**(đảng cộng sản|ban chấp hành|ban bí thư|bộ chính trị|cộng h[òo]a xã hội|đại hội đại biểu"
                              r"|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|đảng bộ|đảng ủy|đảng uỷ|quốc hội|chính phủ|bộ )", re.IGNORECASE)  # fmt: skip


def furniture_of(rows: Sequence[str]) -> set[int]:
    """The places of the rows that belong to the site: those before, those after, and notices in between."""
    begin, end = _begin(rows), _end(rows)
    outside = {n for n in range(len(rows)) if n < begin or n >= end}
    inside = {n for n in range(begin, end) if _ANYWHERE.search(rows[n].strip())}
    return outside | inside


def is_from_a_site(rows: Sequence[str]) -> bool:
    """Whether plain text was copied from a site: then its furniture came along."""
    return any(_SITE.search(row.strip()) for row in rows)


def _begin(rows: Sequence[str]) -> int:
    """Where the document begins: after a site's table of metadata, if there is one among the first rows."""
    labels = [
        n for n, row in enumerate(rows[:_HEAD_SPAN]) if any(_METADATA.match(cell.strip()) for cell in row.split("\t"))
    ]
    if len(labels) < 3:
        return 0
    for n in range(labels[-1] + 1, min(len(rows), labels[-1] + 12)):
        if _DOCUMENT_BEGINS.match(rows[n].strip()):
            return n
    return labels[-1] + 1 if "\t" in rows[labels[-1]] else labels[-1] + 2


def _end(rows: Sequence[str]) -> int:
    """Where the document ends: at the first heading of the site's own blocks in the second half, captions before it too."""
    half = len(rows) // 3
    end = next((n for n in range(half, len(rows)) if _TAIL.match(rows[n].strip(" #*-"))), len(rows))
    if end == len(rows):
        return end
    while end > half and (_CAPTION.match(rows[end - 1].strip()) or _SIGNS.match(rows[end - 1].strip())):
        end -= 1
    return end
