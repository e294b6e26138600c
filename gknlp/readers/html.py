"""Saved web pages: the report is found inside navigation and footers; tables keep their merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree, html

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import clean, decode
from gknlp.types.document import Block, BlockKind, Cell, Document, Grid

Element: TypeAlias = html.HtmlElement

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|p|span|meta)\b", re.I)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
"""XHTML's first line: it names an encoding, and the text is decoded already."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BETWEEN_HAN = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef。，、；：“”]) (?=[\u2e80-\u9fff\uff00-\uffef。，、；：“”])")
_DEBRIS = re.compile(r"<!--\[(?:if [^\]]*|endif)\]-->|<!\[(?:if [^\]]*|endif)\]>|^\s*-->\s*$")
_BAR = re.compile(
    r"^(?:分享到?|微信好友|QQ好友|QQ空间|新浪微博|腾讯微博|微信|微博|打印(?:本页)?|关闭(?:窗口)?|取消|返回顶部|收藏|字体(?:大小)?[:：]?|"
    r"大|中|小|上一篇.*|下一篇.*|相关链接.*|当前位置.*|浏览次数.*|扫一扫.*|附件下载|责任编辑.*)$"
)
_PUBLISHED = re.compile(
    r"(?:发布(?:日期|时间)|发文日期|成文日期|日期|时间)\s*[:：]?\s*((?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2})"
)
_PUBLISHER = re.compile(r"(?:信息来源|来源|发布机构)\s*[:：]\s*([\u4e00-\u9fffA-Za-z“”\"+\-（）()]{2,40})")
_DROPPED = {
    "script",
    "style",
    "noscript",
    "head",
    "template",
    "iframe",
    "object",
    "svg",
    "select",
    "button",
    "textarea",
    "nav",
    "footer",
}
_BLOCKS = {
    "p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table",
    "tbody", "thead", "tfoot", "tr", "td", "th", "body", "html", "form", "center", "blockquote", "header", "pre", "hr",
    "fieldset", "address", "aside", "figure", "caption",
}  # fmt: skip
_MAX_SPAN, _MAX_CELLS, _MAX_DEPTH = 200, 20_000, 200
_CONTENT_SHARE = 0.6
_LONG_CELL = 400


def looks_like_html(content: bytes) -> bool:
    """Whether ``content`` begins like a page or a piece of one."""
    head = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head[:1] == b"<" and _MARKUP.search(head.replace(b"\x00", b"")):
        return True
    return len(_MARKUP.findall(content[:200_000])) >= 3 and b"</" in content


def read_html(content: bytes, name: str) -> Document:
    """Read a page. Raises UnreadableDocument where there is no text in it or its elements nest too deep."""
    found = _CHARSET.search(content[:4096])
    text = decode(content, name, found[1].decode("ascii", "ignore") if found else "")
    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
        root = html.document_fromstring(_XML.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableDocument(f"{name}：网页无法解析，请重新保存网页后再试") from error
    if _depth(root) > _MAX_DEPTH:
        raise UnreadableDocument(f"{name}：网页元素嵌套超过 {_MAX_DEPTH} 层，不是正常的报告网页，请重新保存后再试")
    metadata = _metadata(root)
    _prune(root)
    content_root = _content(root)
    reader = _Reader()
    reader.flow(content_root)
    reader.flush()
    blocks = _without_bars(reader.blocks)
    if not blocks:
        raise UnreadableDocument(f"{name}：网页里没有正文，可能要联网才显示，请保存完整网页或另存为 docx")
    return Document(name, "html", (*_heading(root, content_root, blocks), *blocks), metadata)


def _depth(root: Element) -> int:
    deepest, stack = 0, [(root, 1)]
    while stack:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        stack += [(child, depth + 1) for child in element]
    return deepest


def _prune(root: Element) -> None:
    """Take out what a reader of the page does not see."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _DROPPED or _HIDDEN.search(element.get("style", "")):
            if element.getparent() is not None:
                element.drop_tree()


def _metadata(root: Element) -> tuple[tuple[str, str], ...]:
    result: dict[str, str] = {}
    names = {"articletitle": "title", "pubdate": "published", "contentsource": "publisher"}
    for meta in root.iter("meta"):
        key = names.get((meta.get("name") or "").lower())
        if key and meta.get("content", "").strip():
            result.setdefault(key, clean(meta.get("content", "").strip()))
    title = root.find(".//title")
    if title is not None and title.text_content().strip():
        result.setdefault("title", _SPACE.sub(" ", title.text_content()).strip())
    text = _SPACE.sub(" ", " ".join(root.itertext()))
    for key, pattern in (("published", _PUBLISHED), ("publisher", _PUBLISHER)):
        found = pattern.search(text)
        if found and key not in result:
            result[key] = found[1].strip()
    return tuple(sorted(result.items()))


def _content(root: Element) -> Element:
    """The smallest element that holds most of the text that is no link."""
    sizes: dict[Element, int] = {}
    for element in reversed(list(root.iter())):
        if not isinstance(element.tag, str):
            continue
        own = len((element.text or "").strip())
        inner = sum(sizes.get(child, 0) + len((child.tail or "").strip()) for child in element)
        sizes[element] = 0 if element.tag == "a" else own + inner
    current, total = root, sizes.get(root, 0)
    while True:
        best = max((child for child in current if child in sizes), key=lambda child: sizes[child], default=None)
        if best is None or sizes[best] < _CONTENT_SHARE * total or best.tag in ("p", "table", "span"):
            return current
        current = best


def _heading(root: Element, content: Element, blocks: list[Block]) -> list[Block]:
    """The page's title, where it stands outside the content."""
    first = "".join("".join(block.text.split()) for block in blocks[:3])
    for element in root.iter("h1", "h2"):
        text = _joined("".join(element.itertext()))
        if "公开" in text and len(text) < 80 and "".join(text.split()) not in first:
            return [Block(BlockKind.HEADING, text, level=1, line=element.sourceline)]
    return []


def _joined(text: str) -> str:
    """White space as a browser shows it: none between two Chinese characters, else one space."""
    return _BETWEEN_HAN.sub("", _SPACE.sub(" ", text)).strip(" \u3000")


def _without_bars(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.kind is BlockKind.GRID or not _BAR.match(block.text)]


@dataclass(slots=True)
class _Reader:
    """Walks the content in reading order, gathering inline text into paragraphs."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    line: int | None = None
    level: int = 0

    def flush(self) -> None:
        text = _DEBRIS.sub("", _joined("".join(self.pieces)))
        if text:
            kind = BlockKind.HEADING if self.level else BlockKind.PARAGRAPH
            self.blocks.append(Block(kind, text, level=self.level, line=self.line))
        self.pieces, self.line = [], None

    def text(self, text: str | None, element: Element) -> None:
        if text:
            if self.line is None and text.strip():
                self.line = element.sourceline
            self.pieces.append(text)

    def flow(self, element: Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag in _BLOCKS
        if block:
            self.flush()
        if tag == "table" and _is_data(element):
            self.table(element)
            return
        if _is_links(element):
            return
        heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
        if heading:
            self.level = int(tag[1])
        if tag == "br":
            self.flush()
        self.text(element.text, element)
        for child in element:
            self.flow(child)
            self.text(child.tail, child)
        if block:
            self.flush()
        if heading:
            self.level = 0

    def table(self, element: Element) -> None:
        grid = _grid(element)
        if grid is not None:
            self.blocks.append(Block(BlockKind.GRID, grid=grid, line=element.sourceline))


def _is_links(element: Element) -> bool:
    """A list or bar that is nearly all links."""
    if element.tag not in ("ul", "ol", "div", "p", "dl"):
        return False
    links = element.findall(".//a")
    if len(links) < 3:
        return False
    linked = sum(len("".join(link.itertext()).strip()) for link in links)
    return linked * 10 >= len("".join("".join(element.itertext()).split())) * 7


def _is_data(table: Element) -> bool:
    """Whether a table holds data: a layout table holds other tables or long prose."""
    if table.find(".//table") is not None:
        return False
    cells = list(table.iter("td", "th"))
    return len(cells) > 1 and not any(len("".join(cell.itertext()).strip()) > _LONG_CELL for cell in cells)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot", "form", "div"):
            yield from _rows(child)


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), _MAX_SPAN)) if value.isdigit() and len(value) < 6 else 1


def _cell_text(cell: Element) -> str:
    lines = [_joined(line) for line in "".join(_in_order(cell)).split("\v")]
    return "\n".join(line for line in lines if line)


def _in_order(element: Element) -> Iterator[str]:
    """The texts of ``element`` in reading order, a vertical tab where a line ends."""
    yield element.text or ""
    for child in element:
        if child.tag in ("br", "p", "div"):
            yield "\v"
        yield from _in_order(child)
        if child.tag in ("p", "div"):
            yield "\v"
        yield child.tail or ""


def _grid(table: Element) -> Grid | None:
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    row_number = columns = 0
    for row_number, row in enumerate(_rows(table)):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (row_number, column) in taken:
                column += 1
            height, width = _span(cell, "rowspan"), _span(cell, "colspan")
            if len(taken) + height * width > _MAX_CELLS:
                return _finish(cells, row_number + 1, columns)
            taken.update((row_number + r, column + c) for r in range(height) for c in range(width))
            cells.append(Cell(row_number, column, _cell_text(cell), height, width))
            column += width
            columns = max(columns, column)
    return _finish(cells, row_number + 1, columns)


def _finish(cells: list[Cell], rows: int, columns: int) -> Grid | None:
    return Grid(tuple(cells), rows, columns) if cells else None
