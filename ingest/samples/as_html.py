"""A master set as a web page: the document in the middle of what a site puts round it."""

from collections.abc import Iterable
from html import escape

from ingest.samples.master import Block, Master, without_markers

_PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title} | Trang thông tin Mai Khê</title>
<style>.menu li {{ display: inline }} .van-ban p {{ text-indent: 1em }}</style>
<script>var luotXem = 1; console.log("xem trang");</script>
</head>
<body>
<header><a href="/">Trang thông tin Mai Khê</a>
<nav class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li>
<li><a href="/van-ban">Văn bản</a></li><li><a href="/lien-he">Liên hệ</a></li></ul></nav></header>
<div class="breadcrumb">Trang chủ &raquo; Văn bản</div>
<main>
<article class="van-ban">
{document}
</article>
<div class="share">Chia sẻ: <a href="#">Zalo</a> <a href="#">Facebook</a> <button>In trang</button></div>
</main>
<aside><h3>Tin cùng chuyên mục</h3><ul><li><a href="/tin/1">Thời tiết vùng đầm hôm nay</a></li>
<li><a href="/tin/2">Lịch chạy thuyền trong tuần</a></li></ul></aside>
<footer><p>Bản quyền thuộc Trang thông tin Mai Khê. Đăng nhập | Điều khoản sử dụng</p></footer>
</body>
</html>
"""


def web_page(master: Master) -> bytes:
    """The page's bytes, UTF-8."""
    parts = [
        _head(master),
        *_title(master),
        *(_html(b, master) for b in master.body),
        f"<p><em>{escape(master.end)}</em></p>",
    ]
    title = f"{master.kind} {master.number} {master.subject}"
    return _PAGE.format(title=escape(title), document="\n".join(parts)).encode()


def _head(master: Master) -> str:
    cells = ("<br>".join(map(escape, column)) for column in (master.under_left, master.right))
    return f'<table class="dau"><tr>{"".join(f"<td>{c}</td>" for c in cells)}</tr></table>'


def _title(master: Master) -> Iterable[str]:
    yield f'<p align="center"><strong>{escape(master.kind)}</strong></p>'
    yield f'<p align="center"><strong>{escape(master.subject)}</strong></p>'
    yield '<p align="center">-----</p>'


def _html(block: Block, master: Master) -> str:
    text = escape(without_markers(block.text))
    match block.style:
        case "heading" | "clause":
            return f"<p><strong>{text}</strong></p>" if master.number else f"<h2>{text}</h2>"
        case "closing":
            recipients = "<br>".join(map(escape, ("Nơi nhận:", *block.cells))) if block.cells else "&nbsp;"
            signature = "<br>".join(map(escape, block.text.split("\n")))
            return f"<table><tr><td>{recipients}</td><td><strong>{signature}</strong></td></tr></table>"
        case _:
            return f"<p>{text}</p>"
