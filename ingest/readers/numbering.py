"""The numbers that Word prints before paragraphs of its automatic lists: they are not in the text, yet people cite them."""

import re
from collections.abc import Callable

from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree  # type: ignore[import-untyped]

from index.places import roman


class Numbering:
    """Counts through a document: call ``printed`` once for every numbered paragraph, in reading order."""

    def __init__(self, document: Docx) -> None:
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = etree.fromstring(part.blob, _SAFE) if part is not None else None
        self._levels = _levels(root)
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def printed(self, paragraph: Paragraph) -> str:
        """ "1.1. ", "a) ", "- " … with a space after it, or "" for a paragraph outside every list."""
        number, depth = _list_of(paragraph)
        levels = self._levels.get(number or "")
        if levels is None or depth not in levels.forms:
            return ""
        counts = self._count(number or "", depth, levels)
        words = levels.forms[depth].words(levels, counts, depth)
        return words + " " if words else ""

    def _count(self, number: str, depth: int, levels: "_Levels") -> dict[int, int]:
        counts = self._counts.setdefault(levels.abstract, {})
        if (number, depth) not in self._restarted and depth in levels.overrides:
            counts.pop(depth, None)
        self._restarted.add((number, depth))
        start = levels.overrides.get(depth, levels.forms[depth].start)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        for outer in range(depth):
            if outer in levels.forms:
                counts.setdefault(outer, levels.forms[outer].start)
        return counts


class _Form:
    """How one level of a list is printed."""

    def __init__(self, level: etree._Element) -> None:
        self.start = int(_value(level, "w:start") or 1)
        self.format = _value(level, "w:numFmt") or "decimal"
        self.pattern = _value(level, "w:lvlText") or ""
        self.legal = level.find(qn("w:isLgl")) is not None

    def words(self, levels: "_Levels", counts: dict[int, int], depth: int) -> str:
        if self.format == "none":
            return ""
        if self.format == "bullet":
            return "+" if "+" in self.pattern else "-"
        return re.sub(r"%(\d)", lambda m: self._figure(levels, counts, int(m[1]) - 1), self.pattern).strip()

    def _figure(self, levels: "_Levels", counts: dict[int, int], depth: int) -> str:
        form = levels.forms.get(depth, self)
        name = "decimal" if self.legal else form.format
        return _FIGURES.get(name, str)(counts.get(depth, form.start))


class _Levels:
    """One list of the document: the forms of its levels, and where it starts anew."""

    def __init__(self, abstract: str, forms: dict[int, _Form], overrides: dict[int, int]) -> None:
        self.abstract, self.forms, self.overrides = abstract, forms, overrides


def _levels(root: etree._Element | None) -> dict[str, _Levels]:
    if root is None:
        return {}
    abstracts = {a.get(qn("w:abstractNumId")): _forms(a) for a in root.iter(qn("w:abstractNum"))}
    lists: dict[str, _Levels] = {}
    for num in root.iter(qn("w:num")):
        abstract = _value(num, "w:abstractNumId") or ""
        forms = dict(abstracts.get(abstract, {}))
        overrides: dict[int, int] = {}
        for override in num.iter(qn("w:lvlOverride")):
            depth = int(override.get(qn("w:ilvl"), "0"))
            if (start := _value(override, "w:startOverride")) is not None:
                overrides[depth] = int(start)
            if (level := override.find(qn("w:lvl"))) is not None:
                forms[depth] = _Form(level)
        lists[str(num.get(qn("w:numId")))] = _Levels(abstract, forms, overrides)
    return lists


def _forms(abstract: etree._Element) -> dict[int, _Form]:
    return {int(level.get(qn("w:ilvl"), "0")): _Form(level) for level in abstract.findall(qn("w:lvl"))}


def _list_of(paragraph: Paragraph) -> tuple[str | None, int]:
    """The list and level of a paragraph, its own or its style's; numId 0 takes it out of every list."""
    properties = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None:
        properties.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    number: str | None = None
    depth: str | None = None
    for each in properties:
        listed = each.find(qn("w:numPr")) if each is not None else None
        if listed is None:
            continue
        number = number or _value(listed, "w:numId")
        depth = depth or _value(listed, "w:ilvl")
        if number:
            break
    return (None, 0) if number in (None, "0") else (number, int(depth or 0))


def _value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(qn(name))
    return None if child is None else child.get(qn("w:val"))


def _letters(number: int) -> str:
    """1 → "a", 26 → "z", 27 → "aa", as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FIGURES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": lambda n: roman(n).lower(),
    "upperRoman": roman,
}
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
