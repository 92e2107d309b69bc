"""Bodies that issue documents: their names as usually written, their codes in a ký hiệu, their level.

A head prints them in capitals, the superior body first: "THÀNH ỦY HÀ NỘI / BAN TỔ CHỨC" is
"Ban Tổ chức Thành ủy Hà Nội". Names are spelled "ủy", whatever the source has, so that equal bodies are equal strings.
"""

import re
from collections.abc import Sequence

CENTRAL = "Ban Chấp hành Trung ương"

_CODES = {
    "TW": CENTRAL,
    "VPTW": "Văn phòng Trung ương Đảng",
    "BTCTW": "Ban Tổ chức Trung ương",
    "UBKTTW": "Ủy ban Kiểm tra Trung ương",
    "BTGDVTW": "Ban Tuyên giáo và Dân vận Trung ương",
    "BTGTW": "Ban Tuyên giáo Trung ương",
    "BDVTW": "Ban Dân vận Trung ương",
    "BNCTW": "Ban Nội chính Trung ương",
    "BCSCLTW": "Ban Chính sách, chiến lược Trung ương",
    "BKTTW": "Ban Kinh tế Trung ương",
    "BĐNTW": "Ban Đối ngoại Trung ương",
    "QUTW": "Quân ủy Trung ương",
    "HĐLLTW": "Hội đồng Lý luận Trung ương",
}

_PHRASES = (
    "Đảng Cộng sản Việt Nam", "Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương", "Ban Chấp hành",
    "Ban Thường vụ", "Bộ Chính trị", "Ban Bí thư", "Đại hội đại biểu toàn quốc", "Đại hội đại biểu", "Đại hội",
    "Hội nghị", "Ban Tuyên giáo và Dân vận", "Ban Tuyên giáo", "Ban Dân vận", "Ban Tổ chức", "Ban Nội chính", "Ban Xây dựng Đảng",
    "Ban Chính sách, chiến lược", "Ban Kinh tế", "Ban Đối ngoại", "Ban Chỉ đạo", "Ban cán sự đảng", "Cơ quan Ủy ban Kiểm tra",
    "Ủy ban Kiểm tra", "Ủy ban nhân dân", "Hội đồng nhân dân", "Hội đồng", "Văn phòng", "Trung tâm chính trị", "Trường Chính trị",
    "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Quân ủy", "Chi ủy", "Đảng bộ", "Chi bộ",
    "Đảng đoàn", "Tiểu ban", "Tổ công tác", "Trung ương Đảng", "Trung ương", "Chính phủ", "Quốc hội",
    "Mặt trận Tổ quốc Việt Nam", "Mặt trận Tổ quốc", "Công an", "Quân sự", "Quân đội", "Bộ đội Biên phòng",
    "Trường Trung học phổ thông", "Trường Trung học cơ sở", "Trường Tiểu học và Trung học cơ sở", "Trường Tiểu học",
    "Trường Mầm non", "Trường Đại học", "Trường Cao đẳng", "Trường", "Trạm Y tế", "Bệnh viện", "Công ty cổ phần",
    "Công ty trách nhiệm hữu hạn", "Công ty TNHH", "Công ty", "Tổng công ty", "Tập đoàn", "Hợp tác xã", "Hội Cựu chiến binh", "Hội Nông dân",
    "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên", "Sở", "Bộ", "Ban", "Phòng",
    "Ủy ban Thường vụ", "Thủ tướng", "Tòa án nhân dân", "Viện kiểm sát nhân dân", "tối cao", "Lao động - Thương binh và Xã hội",
    "Tài chính", "Kế hoạch và Đầu tư", "Quốc phòng", "Nội vụ", "Tư pháp", "Ngoại giao", "Xây dựng", "Công Thương",
    "Giáo dục và Đào tạo", "Khoa học và Công nghệ", "Nông nghiệp và Môi trường", "Văn hóa, Thể thao và Du lịch",
    "Sinh viên", "Học sinh", "Giáo viên", "Hưu trí", "Y tế", "Giáo dục", "Văn hóa",
    "xã", "phường", "thị trấn", "đặc khu", "thôn", "bản", "ấp", "khóm", "buôn", "làng", "xóm", "tổ dân phố", "khu phố",
    "khu dân cư", "tỉnh", "thành phố", "huyện", "quận", "thị xã", "các cơ quan Đảng", "các cơ quan", "cơ quan đảng", "cơ quan",
    "doanh nghiệp", "và", "của", "lần thứ", "nhiệm kỳ", "khóa", "số", "trực thuộc", "lâm thời", "khối", "các",
)  # fmt: skip
_BY_WORDS = {tuple(p.lower().split()): p for p in _PHRASES}
_LONGEST = max(len(words) for words in _BY_WORDS)

_STATE_BODIES = r"^(?:chính phủ|thủ tướng|quốc hội|ủy ban thường vụ quốc hội|chủ tịch nước|văn phòng chính phủ|bộ )"

_COMMITTEE = (
    r"BAN CHẤP HÀNH(?: TRUNG ƯƠNG(?: ĐẢNG)?| ĐẢNG BỘ)?|BAN THƯỜNG VỤ|BỘ CHÍNH TRỊ|BAN BÍ THƯ|ĐẠI HỘI|"
    r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG|QUÂN|CHI) ỦY|ĐẢNG BỘ|CHI BỘ|BAN CÁN SỰ ĐẢNG|ĐẢNG ĐOÀN"
)
_ORGAN = (
    r"VĂN PHÒNG|BAN (?:TỔ CHỨC|TUYÊN GIÁO|DÂN VẬN|NỘI CHÍNH|KINH TẾ|ĐỐI NGOẠI|CHÍNH SÁCH|XÂY DỰNG ĐẢNG|CHỈ ĐẠO)|"
    r"(?:CƠ QUAN )?ỦY BAN KIỂM TRA|TRUNG TÂM CHÍNH TRỊ|TRƯỜNG CHÍNH TRỊ|TIỂU BAN|HỘI ĐỒNG|TỔ CÔNG TÁC"
)
_START = re.compile(rf"(?:{_COMMITTEE}|{_ORGAN}|ỦY BAN)(?!\w)")
_STARTS_COMMITTEE = re.compile(rf"(?:{_COMMITTEE})(?!\w)")
_STARTS_ORGAN = re.compile(rf"(?:{_ORGAN}|BAN CHẤP HÀNH$|BAN THƯỜNG VỤ$|ĐẠI HỘI(?! ĐẠI BIỂU TOÀN QUỐC))(?!\w)")
_HOLDS_ORGANS = re.compile(
    rf"(BAN CHẤP HÀNH TRUNG ƯƠNG(?: ĐẢNG)?|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) ỦY [^\n]+?) +(?={_ORGAN})"
)


def proper(name: str) -> str:
    """A body's name as usually written: "ĐẢNG UỶ XÃ AN PHÚ" → "Đảng ủy xã An Phú"; mixed case stays as typed."""
    name = re.sub(r"\b([Uu])ỷ\b", lambda m: "Ủy" if m[1] == "U" else "ủy", " ".join(name.split()))
    name = re.sub(r"\bUỶ\b", "ỦY", name)
    if name.upper() != name:
        return name
    written = _usual_words(name.lower().split(), name.split())
    return written[:1].upper() + written[1:]


def starts_body(line: str) -> bool:
    """Whether a line of a head begins with the name of a body: "TỈNH ỦY QUẢNG SƠN", "BAN TỔ CHỨC"."""
    return _START.match(_capitals(line)) is not None


def whole_lines(lines: Sequence[str]) -> list[str]:
    """Lines of a narrow column with a lone first word put back: "BAN / CHẤP HÀNH TRUNG ƯƠNG" is one line."""
    whole: list[str] = []
    for line in lines:
        if whole and " " not in whole[-1]:
            whole[-1] += " " + line
        else:
            whole.append(line)
    return whole


def issuer_of_head(lines: Sequence[str]) -> str | None:
    """The issuing body of a left head, superior first; an organ is named with the committee it serves."""
    return _named(_bodies(lines))


def issuer_of_code(code: str | None) -> str | None:
    """The body that a ký hiệu's code stands for, where only one can: "BTCTW" → "Ban Tổ chức Trung ương"."""
    return _CODES.get(code.upper()) if code else None


def is_central(issuer: str) -> bool:
    """Whether a body of the Centre issues under this name; its documents carry no body in their id."""
    return level_of(issuer) == "trung-uong"


def level_of(issuer: str, superior: str = "") -> str:
    """trung-uong, tinh, huyen, xa, co-so or chi-bo, read from the body's name; "thành ủy" under a tỉnh ủy is huyen."""
    name = issuer.lower()
    if not name:
        return ""
    if re.search(
        r"trung ương|bộ chính trị|ban bí thư|đại biểu toàn quốc|đảng cộng sản việt nam|" + _STATE_BODIES, name
    ):
        return "trung-uong"
    if re.search(r"chi bộ|chi ủy", name):
        return "co-so" if "chi bộ cơ sở" in name else "chi-bo"
    if re.search(r"(huyện|quận|thị) ủy|đảng bộ (huyện|quận|thị xã)", name):
        return "huyen"
    if "thành ủy" in name and "tỉnh ủy" in superior.lower():
        return "huyen"
    return _level_of_committee(name)


def _level_of_committee(name: str) -> str:
    if re.search(r"đảng (ủy|bộ) (các cơ quan|ủy ban nhân dân|quân sự|công an) .*(tỉnh|thành phố)", name):
        return "xa"
    if re.search(
        r"(tỉnh|thành) ủy|đảng bộ (tỉnh|thành phố)|đảng ủy (chính phủ|quốc hội|mặt trận|các cơ quan đảng$)", name
    ):
        return "tinh"
    if re.search(
        r"(đảng (ủy|bộ)|ban chấp hành đảng bộ|trung tâm chính trị)( lâm thời)? (xã|phường|đặc khu|thị trấn)", name
    ):
        return "xa"
    return "co-so"


def _bodies(lines: Sequence[str]) -> list[str]:
    """The bodies named one under the other; a line that begins with none continues the one above."""
    bodies: list[str] = []
    for line in whole_lines(lines):
        for part in _HOLDS_ORGANS.sub(r"\1\n", _capitals(line)).split("\n"):
            if bodies and not _START.match(part):
                bodies[-1] += " " + part
            elif part:
                bodies.append(part)
    return bodies


def _named(bodies: list[str]) -> str | None:
    if not bodies:
        return None
    last, before = bodies[-1], bodies[-2] if len(bodies) > 1 else ""
    if _STARTS_ORGAN.match(last):
        return _organ_of(last, before) if before else proper(last)
    if before and _STARTS_COMMITTEE.match(last) and (_STARTS_ORGAN.match(before) or _is_cell(before, last)):
        return _organ_of(before, last)
    return proper(last)


def _organ_of(organ: str, committee: str) -> str:
    if committee.startswith("BAN CHẤP HÀNH TRUNG ƯƠNG"):
        name = proper(organ)
        if name == "Văn phòng":
            return "Văn phòng Trung ương Đảng"
        return name if name.endswith("Trung ương") else f"{name} Trung ương"
    return f"{proper(organ)} {proper(committee)}"


def _is_cell(before: str, last: str) -> bool:
    """A chi bộ above a committee belongs to it: "CHI BỘ CƠ QUAN / ĐẢNG ỦY XÃ AN PHÚ"."""
    return before.startswith("CHI BỘ") and not last.startswith(("CHI BỘ", "CHI ỦY"))


def _capitals(line: str) -> str:
    return re.sub(r"\bUỶ\b", "ỦY", " ".join(line.upper().replace("Ð", "Đ").split()))


def _usual_words(words: list[str], printed: list[str]) -> str:
    written: list[str] = []
    i = 0
    while i < len(words):
        for length in range(min(_LONGEST, len(words) - i), 0, -1):
            phrase = _BY_WORDS.get(tuple(words[i : i + length]))
            if phrase:
                written.append(phrase)
                i += length
                break
        else:
            written.append(
                printed[i]
                if re.fullmatch(r"[IVXLCDM]+|\W*\d.*|TNHH|UBND|HĐND|MTTQ|BHXH", printed[i])
                else words[i].capitalize()
            )
            i += 1
    return " ".join(written)
