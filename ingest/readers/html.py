"""HTML: the document inside a web page; menus, scripts, sharing, sign-in and related links left out."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag

from ingest.encodings import decode
from ingest.manuscript import Reading
from ingest.readers.scroll import Cell, Scroll
from ingest.readers.unreadable import Unreadable

_OUT = ["script", "style", "nav", "footer", "aside", "form", "noscript", "template", "iframe", "button", "svg", "select",
        "input", "head", "object", "video", "audio"]  # fmt: skip
_FURNITURE = re.compile(
    r"(^|[-_ ])(share|sharing|social|comments?|related|breadcrumbs?|menu|navbar|nav|sidebar|footer|login|popup|modal|banner"
    r"|advert|ads|tags|toolbar|pagination|cookie|lien-?quan|tin-?lien-?quan|binh-?luan|chia-?se|dang-?nhap)($|[-_ ])",
    re.IGNORECASE,
)
_MAIN = ["article", "main", "[role=main]", "#toanvancontent", "#divContentDoc", ".content1", "#content", ".noidung",
         ".detail-content", ".article-content", ".entry-content"]  # fmt: skip
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "section", "article", "main", "blockquote",
    "center", "pre", "dl", "dt", "dd", "header", "figure", "figcaption", "body", "html", "hr", "address", "fieldset", "tr",
    "td", "th", "tbody", "thead", "tfoot", "caption",
}  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)


def read_html(data: bytes) -> Reading:
    """A saved web page or a document saved as HTML."""
    soup = BeautifulSoup(_markup(data), "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else None
    _strip(soup)
    _mark_notes(soup)
    scroll = Scroll()
    _add(scroll, _main(soup), _Style())
    page = scroll.page("beautifulsoup")
    if not page.lines:
        raise Unreadable(
            "no_text", "Trang web này không có nội dung văn bản. Hãy lưu lại trang có toàn văn rồi nộp lại."
        )
    return Reading("html", (page,), title or None)


def _markup(data: bytes) -> str:
    """The page's characters: what it declares where that is right, otherwise as any text file."""
    declared = _CHARSET.search(data[:4096])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"windows-1252", b"iso-8859-1", b"x-user-defined"):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


class _Style:
    """What the elements around a text say of it."""

    def __init__(self, bold: bool = False, centred: bool = False) -> None:
        self.bold, self.centred = bold, centred

    def inside(self, tag: Tag) -> "_Style":
        style = str(tag.get("style") or "").replace(" ", "").lower()
        align = str(tag.get("align") or "").lower()
        bold = self.bold or tag.name in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6")
        if re.search(r"font-weight:(bold|[6-9]00)", style):
            bold = True
        centred = self.centred or tag.name == "center" or "text-align:center" in style or align == "center"
        if re.search(r"text-align:(left|justify|right)", style) or align in ("left", "justify", "right"):
            centred = False
        return _Style(bold, centred)


def _strip(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(_OUT):
        tag.decompose()
    for comment in soup.find_all(string=lambda s: isinstance(s, Comment)):
        comment.extract()
    for tag in soup.find_all(True):
        if tag.decomposed or tag.name in ("body", "html", "article", "main"):
            continue
        names = " ".join([*(tag.get("class") or []), str(tag.get("id") or "")])
        hidden = re.search(r"display:\s*none|visibility:\s*hidden", str(tag.get("style") or ""))
        if _FURNITURE.search(names) or hidden or tag.get("role") in ("navigation", "banner", "contentinfo", "search"):
            tag.decompose()
    for tag in soup.select("body > header"):
        tag.decompose()


def _mark_notes(soup: BeautifulSoup) -> None:
    """Raised figures that have a note, a block that begins with the same, as "[^1]" and "[^1]: "."""
    raised = [tag for tag in soup.find_all("sup") if re.fullmatch(r"\d{1,3}", tag.get_text(strip=True))]
    noted = {tag.get_text(strip=True) for tag in raised if _opens_block(tag)}
    for tag in raised:
        number = tag.get_text(strip=True)
        if number in noted:
            tag.string = f"[^{number}]: " if _opens_block(tag) else f"[^{number}]"


def _opens_block(tag: Tag) -> bool:
    block = tag.find_parent(list(_BLOCKS))
    first = next((words for words in block.strings if words.strip()), None) if block else None
    return first is not None and first.find_parent("sup") is tag


def _main(soup: BeautifulSoup) -> Tag:
    """The part that holds the document: a named one with at least half of the page's words, otherwise all."""
    body = soup.body or soup
    words = len(body.get_text(" ").split())
    for selector in _MAIN:
        for tag in soup.select(selector):
            if len(tag.get_text(" ").split()) >= 0.5 * words:
                return tag
    return body


def _add(scroll: Scroll, block: Tag, style: _Style) -> None:
    """The lines of a block, its inline text gathered between the blocks inside it."""
    gathered: list[tuple[str, bool]] = []
    for child in block.children:
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(list(_BLOCKS))):
            _flush(scroll, gathered, style)
            _add_block(scroll, child, style.inside(child))
        else:
            gathered.extend(_inline(child, style))
    _flush(scroll, gathered, style)


def _add_block(scroll: Scroll, tag: Tag, style: _Style) -> None:
    if tag.name == "table":
        scroll.table([[_cell(cell, style.inside(cell)) for cell in row] for row in _rows(tag)])
    elif tag.name == "li":
        inner = Scroll.lines_of(lambda s: _add(s, tag, style))
        for n, line in enumerate(inner):
            mark = _mark(tag) if n == 0 else ""
            scroll.line(mark + line.text.strip(), bold=line.bold, centred=line.centred, starts=line.starts)
    else:
        _add(scroll, tag, style)


def _inline(child: object, style: _Style) -> Iterator[tuple[str, bool]]:
    if isinstance(child, Tag):
        if child.name == "br":
            yield "\n", style.bold
            return
        inside = style.inside(child)
        for grandchild in child.children:
            yield from _inline(grandchild, inside)
    elif isinstance(child, NavigableString):
        yield re.sub(r"\s+", " ", str(child)), style.bold


def _flush(scroll: Scroll, gathered: list[tuple[str, bool]], style: _Style) -> None:
    text = "".join(words for words, _ in gathered)
    position = 0
    weights = [bold for words, bold in gathered for _ in words]
    for n, row in enumerate(text.split("\n")):
        own = weights[position : position + len(row)]
        bold = bool(row.strip()) and all(b for b, c in zip(own, row, strict=True) if not c.isspace())
        scroll.line(row.strip(), bold=bold, centred=style.centred, starts=True if n == 0 else None)
        position += len(row) + 1
    gathered.clear()


def _rows(table: Tag) -> list[list[Tag]]:
    return [
        [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]
        for row in table.find_all("tr")
        if row.find_parent("table") is table
    ]


def _cell(cell: Tag, style: _Style) -> Cell:
    return [(line.text, line.bold, line.centred) for line in Scroll.lines_of(lambda s: _add(s, cell, style))]


def _mark(item: Tag) -> str:
    """What a browser prints before a list item: "- ", "1. ", "a. "; nothing where the item brings its own."""
    parent = item.parent
    if re.match(r"\s*([-+–•*]|\d{1,2}[.)]|[a-zđ][.)])", item.get_text()):
        return ""
    if parent is None or parent.name != "ol":
        return "- "
    number = int(str(parent.get("start") or 1)) + len(item.find_previous_siblings("li"))
    kind = str(parent.get("type") or "1")
    return f"{chr(ord('a') + number - 1)}. " if kind == "a" and number <= 26 else f"{number}. "
