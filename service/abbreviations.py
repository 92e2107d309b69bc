"""Abbreviations of the trade and of typing on a phone, as members write them in questions.

A reading is chosen by what stands beside the abbreviation; where two readings stay possible, the commoner one is taken
and the asker is shown how the question was understood. Forms that are Vietnamese syllables themselves ("tu", "ban") are left out.
"""

import re

READINGS: dict[str, str] = {
    "đv": "đảng viên", "dv": "đảng viên", "đvdb": "đảng viên dự bị", "dvdb": "đảng viên dự bị",
    "đvct": "đảng viên chính thức", "cb": "chi bộ", "cbo": "chi bộ", "đb": "đảng bộ", "shđ": "sinh hoạt đảng",
    "shd": "sinh hoạt đảng", "shcb": "sinh hoạt chi bộ", "nq": "nghị quyết", "qđ": "quy định", "qd": "quy định",
    "hd": "hướng dẫn", "ct": "chỉ thị", "kl": "kỷ luật", "đl": "điều lệ", "đlđ": "Điều lệ Đảng",
    "đcs": "Đảng Cộng sản", "đcsvn": "Đảng Cộng sản Việt Nam", "bch": "ban chấp hành", "btv": "ban thường vụ",
    "bct": "Bộ Chính trị", "bbt": "Ban Bí thư", "tw": "Trung ương", "ubkt": "ủy ban kiểm tra",
    "bkt": "ban kiểm tra", "btc": "ban tổ chức", "btg": "ban tuyên giáo", "btgdv": "ban tuyên giáo và dân vận",
    "bdv": "ban dân vận", "vptu": "văn phòng tỉnh ủy", "sh": "sinh hoạt", "cty": "công ty", "v": "vậy", "đg": "đang", "tđ": "trình độ", "qc": "quần chúng", "đu": "đảng ủy",
    "đuv": "đảng ủy viên", "cuv": "cấp ủy viên", "bt": "bí thư", "pbt": "phó bí thư", "bxdđ": "ban xây dựng đảng",
    "tccsđ": "tổ chức cơ sở đảng", "tccsd": "tổ chức cơ sở đảng", "tcđ": "tổ chức đảng", "tcd": "tổ chức đảng",
    "đp": "đảng phí", "kn": "kết nạp", "knđ": "kết nạp đảng", "knd": "kết nạp đảng", "hs": "hồ sơ", "ll": "lý lịch",
    "gcn": "giấy chứng nhận", "hhđ": "Huy hiệu Đảng", "hhd": "Huy hiệu Đảng", "đh": "đại hội", "đhđb": "đại hội đại biểu",
    "kt": "kiểm tra", "gs": "giám sát", "ktgs": "kiểm tra, giám sát", "xlkl": "xử lý kỷ luật",
    "mttq": "Mặt trận Tổ quốc", "hđnd": "Hội đồng nhân dân", "ubnd": "Ủy ban nhân dân", "cq": "cơ quan",
    "cbcc": "cán bộ, công chức", "cbccvc": "cán bộ, công chức, viên chức", "ttct": "trung tâm chính trị",
    "ko": "không", "k": "không", "kg": "không", "hok": "không", "khg": "không", "dc": "được", "đc": "được", "đk": "điều kiện",
    "dk": "điều kiện", "ntn": "như thế nào", "bn": "bao nhiêu", "bnh": "bao nhiêu", "vs": "với", "j": "gì", "ng": "người",
    "ngta": "người ta", "tg": "thời gian", "trc": "trước", "ms": "mới", "cx": "cũng",
    "nvu": "nhiệm vụ", "vp": "vi phạm", "tc": "tổ chức", "cs": "cơ sở", "qt": "quy trình", "tt": "thủ tục",
    "e": "em", "dn": "doanh nghiệp", "mn": "mọi người", "koh": "không", "hong": "không", "trg": "trường",
    "lm": "làm", "r": "rồi", "z": "vậy", "bik": "biết", "tv": "thành viên", "htx": "hợp tác xã", "sđt": "số điện thoại",
}  # fmt: skip

SAYINGS: dict[str, str] = {
    "cảm tình đảng": "bồi dưỡng nhận thức về Đảng",
    "lớp đối tượng đảng": "lớp bồi dưỡng nhận thức về Đảng",
    "học đối tượng đảng": "học lớp bồi dưỡng nhận thức về Đảng",
    "lớp đảng viên mới": "lớp bồi dưỡng đảng viên mới",
    "học lớp mấy": "trình độ học vấn nào",
    "học hết lớp mấy": "trình độ học vấn nào",
    "bằng cấp": "bằng tốt nghiệp, trình độ học vấn",
    "gạch tên": "xoá tên",
    "đuổi khỏi đảng": "khai trừ",
    "lên chính thức": "công nhận đảng viên chính thức",
    "chuyển đảng": "chuyển sinh hoạt đảng",
    "tiền đảng": "đảng phí",
    "tiền đảng phí": "đảng phí",
    "đuổi ra khỏi đảng": "khai trừ",
    "thẻ đảng": "thẻ đảng viên",
    "giấy sinh hoạt": "giấy giới thiệu sinh hoạt đảng",
    "lấy vợ": "kết hôn",
    "lấy chồng": "kết hôn",
    "lục tuần": "60 tuổi",
    "thất thập": "70 tuổi",
    "xin ra đảng": "xin ra khỏi Đảng",
    "bỏ đảng": "ra khỏi Đảng",
    "về hưu": "nghỉ hưu",
    "mất trộm": "mất",
    "có đạo": "theo tôn giáo",
    "chứng chỉ": "giấy chứng nhận",
}
"""How people speak of what regulations name otherwise; both have marks. The longest is taken first."""

_SAYING = re.compile(
    r"(?<!\w)(?<!bãi )(?:"
    + "|".join(sorted(map(re.escape, SAYINGS), key=len, reverse=True))
    + r")(?!\w)(?!\s+(?:viên|đức|bộ|đoàn|uỷ|ủy|phí|tịch)(?!\w))",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?<!ít )(?<!nhỏ )(?<!kém )(?:đã )?(?:quá|ngoài|hơn)(?= \d+ (?:tuổi|đảng viên|người|%|phần trăm))", re.IGNORECASE
)
_LESS = re.compile(
    r"(?:chưa (?:đủ|đến|tới)|không đủ)(?= \d+ tuổi)|(?:ít|nhỏ|kém) hơn(?= \d+ (?:tuổi|đảng viên|người|%|phần trăm))",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<![\w.,/-])(\d{1,3})(t|th|đv|tr| th)(?!\w)", re.IGNORECASE)
_UNITS = {"t": "tuổi", "th": "tháng", "đv": "đảng viên", "tr": "triệu"}
_COMRADE = re.compile(r"^\s+(?:[A-ZĐ]\w*|bí thư|bi thu|chi ủy|cấp ủy)")
_BEFORE_NUMBER = {"kl": "kết luận", "tb": "thông báo", "ct": "chỉ thị", "qđ": "quy định", "tt": "thông tri"}


def expand(word: str, after: str) -> str | None:
    """What an abbreviation stands for, given the text after it; None when it is none."""
    low = word.lower()
    if low in _BEFORE_NUMBER and re.match(r"\s*(?:số\s*)?\d", after):
        return _BEFORE_NUMBER[low]
    if low == "đc" and _COMRADE.match(after):
        return "đồng chí"
    return READINGS.get(low)


def said_officially(text: str) -> str:
    """A question with the sayings of everyday speech in the words of regulations: "quá 60 tuổi" → "trên 60 tuổi". What goes
    on as another word stays: "thẻ đảng viên", "có đạo đức", "bãi bỏ đảng bộ"."""
    said = _SAYING.sub(lambda m: SAYINGS[m[0].lower()], text)
    return _LESS.sub("dưới", _MORE.sub("trên", said))


def unglued(text: str) -> str:
    """Units typed onto a number: "60t" → "60 tuổi"."""
    return _GLUED.sub(lambda m: f"{m[1]} {_UNITS[m[2].lower().strip()]}", text)
