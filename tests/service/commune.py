"""Three invented documents of an invented commune, as files that a keeper would put in."""

OLD = """ĐẢNG BỘ TỈNH SƠN LA GIẢ
ĐẢNG ỦY XÃ BẾN MÂY
*
Số 11-QĐ/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bến Mây, ngày 04 tháng 3 năm 2022

QUY ĐỊNH
về thẻ thư viện của chi bộ (văn bản hư cấu)
-----
Căn cứ Điều lệ Đảng;
Đảng ủy xã Bến Mây quy định như sau:

Điều 1. Thời hạn của thẻ thư viện
Thẻ thư viện chi bộ có giá trị 24 tháng kể từ ngày cấp.

Điều 2. Hiệu lực
Quy định này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Các chi bộ,
- Lưu.
T/M ĐẢNG ỦY
BÍ THƯ
Trần Văn Giả
"""

NEW = """ĐẢNG BỘ TỈNH SƠN LA GIẢ
ĐẢNG ỦY XÃ BẾN MÂY
*
Số 05-QĐ/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bến Mây, ngày 12 tháng 5 năm 2026

QUY ĐỊNH
về thẻ thư viện của chi bộ (văn bản hư cấu)
-----
Căn cứ Điều lệ Đảng;
Đảng ủy xã Bến Mây quy định như sau:

Điều 1. Thời hạn của thẻ thư viện
1. Thẻ thư viện chi bộ có giá trị 36 tháng kể từ ngày cấp.
2. Thẻ bị mất được cấp lại trong thời hạn 7 ngày làm việc.

Điều 2. Hồ sơ xin cấp thẻ
Hồ sơ xin cấp thẻ thư viện gồm có:
a) Đơn xin cấp thẻ;
b) Hai ảnh chân dung;
c) Giấy giới thiệu của chi ủy.

Điều 3. Thẩm quyền
Ban Thường vụ Đảng ủy xã quyết định thu hồi thẻ của đảng viên làm hỏng sách từ hai lần trở lên.

Điều 4. Hiệu lực
Quy định này có hiệu lực kể từ ngày ký và thay thế Quy định số 11-QĐ/ĐU, ngày 04/3/2022 của Đảng ủy xã.

Nơi nhận:
- Các chi bộ,
- Lưu.
T/M ĐẢNG ỦY
BÍ THƯ
Trần Văn Giả
"""

GONE = """ĐẢNG BỘ TỈNH SƠN LA GIẢ
ĐẢNG ỦY XÃ BẾN MÂY
*
Số 02-HD/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bến Mây, ngày 10 tháng 01 năm 2026

HƯỚNG DẪN
chăm sóc vườn thuốc nam của chi bộ (văn bản hư cấu)
-----
1. Việc tưới cây
1.1. Vườn thuốc nam được tưới hai lần mỗi ngày, trước 7 giờ và sau 17 giờ.
1.2. Chi đoàn thanh niên phụ trách việc tưới cây vào mùa khô.
2. Việc thu hái
2.1. Lá xông chỉ được thu hái khi cây đủ 8 tháng tuổi.

Nơi nhận:
- Các chi bộ,
- Lưu.
T/M ĐẢNG ỦY
PHÓ BÍ THƯ
Lê Thị Giả
"""

FILES = {"11-qd.txt": OLD, "05-qd.txt": NEW, "02-hd.txt": GONE}
OLD_ID = "11-qd-du_2022-03-04_dang-uy-xa-ben-may"
NEW_ID = "05-qd-du_2026-05-12_dang-uy-xa-ben-may"
GUIDE_ID = "02-hd-du_2026-01-10_dang-uy-xa-ben-may"
