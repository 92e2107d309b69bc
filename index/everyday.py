"""How people ask. Regulations never print "bao nhiêu" or "như thế nào", so a model of their language cannot know them.

``everyday.npz`` beside this file has the counts of syllables, pairs and triples over the page below and over the questions
written for the project (``index/models/training/questions``); ``index.marks`` learns a library's language on top of
them. Made by ``python -m index.everyday``; a test makes it again.
"""

from collections.abc import Iterator
from pathlib import Path

LEARNED = Path(__file__).with_name("everyday.npz")

_SPELT_OUT = {"plain", "colloquial", "formal", "story", "factoid"}  # classes of questions in full words

EVERYDAY = """
như thế nào? là như thế nào? được quy định như thế nào? phải làm như thế nào? thực hiện như thế nào? xử lý thế nào?
thì thế nào? thế nào là đúng? như vậy có đúng không? như vậy có được không? vậy thì sao? có sao không? làm sao?
vì sao? tại sao? tại sao lại như thế? vì lý do gì? lý do là gì? là gì? nghĩa là gì? có nghĩa là gì? gọi là gì?
là ai? do ai? ai ký? ai được? những ai? người nào? của ai? cho ai? ai có quyền? ai là người quyết định?
ở đâu? tại đâu? nộp ở đâu? gửi đến đâu? xem ở đâu? lấy ở đâu? bắt đầu từ đâu?
khi nào? lúc nào? bao giờ? từ bao giờ? hôm nào? ngày nào? năm nào? tháng nào? từ khi nào? đến khi nào?
bao nhiêu? là bao nhiêu? bao nhiêu người? bao nhiêu ngày? bao nhiêu tháng? bao nhiêu năm? bao nhiêu tuổi? bao nhiêu tiền?
sau mấy ngày? sau bao lâu? sau đó, sau khi, trong bao nhiêu ngày? cần bao nhiêu? ít nhất bao nhiêu? nhiều nhất bao nhiêu? tối đa bao nhiêu?
bao lâu? trong bao lâu? mất bao lâu? lâu không? mấy người? mấy năm? mấy tháng? mấy ngày? mấy lần? mấy loại? mấy bước?
gì? cái gì? những gì? cần có, cần phải có, có cần bằng không? gồm những gì? gồm những giấy tờ gì? cần những gì? cần gì? học lớp gì? cần giấy tờ gì?
làm gì? phải làm gì? nên làm gì? được làm những gì? không được làm gì? nói gì? nói gì về? nói về cái gì? viết gì?
nào? điều nào? khoản nào? điểm nào? văn bản nào? quy định nào? theo quy định nào? theo văn bản nào? trường hợp nào?
có không? có được không? được không? có phải không? phải không? đúng không? có cần không? có bị không? có bị gì không?
còn không? còn hiệu lực không? còn được không? hết hiệu lực chưa? đã có chưa? được chưa? xong chưa? chưa? hay chưa? hay không?
cho tôi hỏi, cho em hỏi, cho mình hỏi, xin hỏi, xin cho biết, cho biết, tôi muốn hỏi, tôi muốn biết, giúp tôi với, chỉ giúp tôi.
em muốn hỏi, tôi muốn xin, em muốn xin, muốn chuyển, muốn biết, đóng bao nhiêu? nộp bao nhiêu? bao nhiêu phần trăm? mấy phần trăm lương?
tôi là, em là, mình là, chúng tôi, anh chị, ông bà, cô chú, bác ấy, vợ tôi, chồng tôi, con tôi, bố mẹ tôi, gia đình tôi, nhà tôi.
nếu mà, nhưng mà, thế thì, vẫn, vẫn còn, vẫn được, cũng, cũng được, cũng không, đang, sắp, vừa mới, mới nhất, đều, chỉ, rồi, nữa.
đi làm xa, đi vắng, đi nước ngoài, về quê, về hưu, đã nghỉ hưu, nghỉ ốm, ốm đau, sinh con, xin nghỉ, xin phép, bị mất, làm mất, mất thẻ.
chuyển đi nơi khác, nơi cư trú, chỗ ở, chỗ làm, cơ quan cũ, nơi ở mới, quê quán, bỏ sinh hoạt, đóng tiền, lương hưu, tiền lương.
lấy vợ, lấy chồng, kết hôn, sinh con thứ ba, vi phạm, bị phạt, bị kỷ luật, khiếu nại, tố cáo, đơn xin, làm đơn, viết đơn.
xem bóng đá, đội bóng, thời tiết hôm nay, nấu ăn, mua nhà, bán đất, xe máy, điện thoại, mạng xã hội, đăng bài.
có quyết định rồi thì bao lâu phải làm lễ? làm lễ rồi, đi rồi về, xong rồi thì làm gì? rồi có được không? rồi mới được.
dùng được mấy năm? còn dùng được không? có giá trị mấy năm? hết hạn khi nào? học hết lớp mấy? học lớp mấy? máy tính, máy móc.
được cử đi làm, được cử đi học, đi làm ở tỉnh khác, ở tỉnh nào? thành phố khác, kiểu gì? làm kiểu gì? chuyển kiểu gì?
bao nhiêu người thì lập được? từ mấy người trở lên? mấy đồng chí? lên chính thức, lên đảng bộ, vào đảng, ra đảng, lập chi bộ.
quên mật khẩu, lấy lại mật khẩu, làm lại ở đâu? cấp lại thế nào? bây giờ, giờ còn, nữa không? với ạ, vậy ạ, nhé, nha, hả, à.
cảm tình đảng, đối tượng đảng, lục tuần, tuổi già, người già, trẻ tuổi, lớn tuổi, cao tuổi, quá tuổi, hơn tuổi, chưa đủ tuổi.
giống nhau, khác nhau, khác gì, so với, hơn, kém, dưới, trên, trước, sau, giữa, trở lên, trở xuống, đủ, thiếu, thừa, nhiều, ít, lâu, nhanh.
"""


def texts() -> Iterator[str]:
    """The page, then what was written to train the encoder as far as it is in full words (questions, clauses, paragraphs),
    then sentences written for this alone."""
    from index.models.training import written

    yield EVERYDAY
    yield from (asked.text for asked in written.official_questions() if asked.kind in _SPELT_OUT)
    for clause in written.invented_clauses():
        yield from (question for kind, question in clause["q"] if kind in _SPELT_OUT)
        yield clause["clause"]
    yield from written.everyday_sentences()


if __name__ == "__main__":
    from index.marks import Marks

    Marks.counted(texts()).save(LEARNED)
