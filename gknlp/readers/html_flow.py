"""A page in reading order: its paragraphs, headings and tables, each with how much of it is link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

from gknlp.readers.decoding import raised
from gknlp.types.document import Block, BlockKind, Cell, Grid

Element: TypeAlias = etree._Element

MAX_DEPTH = 200
_MAX_SPAN, _MAX_PLACES = 200, 200_000
_PROSE_CELL, _PROSE_TABLE = 150, 400

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u9fff\uff00-\uffef“”‘’—…"
_LINE_END = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\n\r\f]*(?=[{_WIDE}])")
_DEBRIS = re.compile(r"<!--\[(?:if [^\]]*|endif)\]-->|<!\[(?:if [^\]]*|endif)\]>|^\s*-->\s*$")
_DROPPED = frozenset(
    "script style noscript head template iframe object svg select button textarea nav footer audio video del s strike".split()
)
_BLOCKS = frozenset(
    "p div section article main li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tbody thead tfoot tr td th body html form center "
    "blockquote header pre hr fieldset address aside figure figcaption caption legend details summary".split()
)
_LINES = frozenset("br p div li h1 h2 h3 h4 h5 h6 tr ul ol".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def _line(element: Element) -> int | None:
    """The line of the file that ``element`` begins in (the stubs of lxml leave its type open)."""
    line: Any = element.sourceline
    return line if isinstance(line, int) else None


class TooDeep(Exception):
    """The elements of a page nest too deep to be a page."""


@dataclass(slots=True)
class Passage:
    """A block of the page, the element that it begins in, its characters, and how many of them are links."""

    block: Block
    element: Element
    length: int
    links: int


def joined(text: str) -> str:
    """``text`` with its white space as a browser shows it; a line end between two Chinese characters shows nothing."""
    if "\n" in text:
        text = _LINE_END.sub("", text)
    if " " in text or "\n" in text or "\t" in text or "\r" in text:
        text = _SPACE.sub(" ", text)
    return text.strip()


def passages(root: Element) -> list[Passage]:
    """What ``root`` shows, in reading order. Raises TooDeep where elements nest deeper than ``MAX_DEPTH``."""
    flow = _Flow()
    flow.walk(root, 0)
    flow.flush()
    return flow.found


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    return (style is not None and bool(_HIDDEN.search(style))) or element.get("hidden") is not None


def _is_struck(element: Element) -> bool:
    style = element.get("style")
    return style is not None and bool(_STRUCK.search(style))


@dataclass(slots=True)
class _Flow:
    """Walks a page, gathering inline text into paragraphs."""

    found: list[Passage] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    start: Element | None = None
    links: int = 0
    level: int = 0
    in_link: bool = False
    in_pre: bool = False

    def flush(self) -> None:
        """End the paragraph."""
        if self.start is not None:
            text = joined("".join(self.pieces))
            if "[if" in text or "[endif" in text or text == "-->":
                text = _DEBRIS.sub("", text).strip()
            if text:
                kind = BlockKind.HEADING if self.level else BlockKind.PARAGRAPH
                block = Block(kind, text, level=self.level, line=_line(self.start))
                self.found.append(Passage(block, self.start, len(text), min(self.links, len(text))))
        self.pieces, self.start, self.links = [], None, 0

    def text(self, text: str, element: Element) -> None:
        """Add ``text`` that stands in ``element``."""
        if self.in_pre and "\n" in text:
            for line in text.split("\n"):
                self.flush()
                self.piece(line, element)
        else:
            self.piece(text, element)

    def piece(self, text: str, element: Element) -> None:
        """Add ``text`` that holds no end of a paragraph."""
        if self.start is None:
            if not text.strip():
                return
            self.start = element
        self.pieces.append(text)
        if self.in_link:
            self.links += len(text.strip())

    def walk(self, element: Element, depth: int) -> None:
        """Read ``element`` and all in it, but not what is hidden or no text."""
        if depth > MAX_DEPTH:
            raise TooDeep
        tag = element.tag
        if tag in _DROPPED or _is_hidden(element) or _is_struck(element):
            return
        is_block = tag in _BLOCKS
        if is_block or tag == "br":
            self.flush()
        if tag == "table" and self.table(element, depth):
            return
        before = self.level, self.in_link, self.in_pre
        self.level = _HEADINGS.get(tag, self.level)
        self.in_link = self.in_link or (tag == "a" and element.get("href") is not None)
        self.in_pre = self.in_pre or tag == "pre"
        if element.text:
            self.text(raised(element.text) if tag == "sup" else element.text, element)
        for child in element:
            if isinstance(child.tag, str):
                self.walk(child, depth + 1)
            if child.tail:
                self.text(child.tail, element)
        if is_block:
            self.flush()
        self.level, self.in_link, self.in_pre = before

    def table(self, element: Element, depth: int) -> bool:
        """Read ``element`` as a table; False where it is only layout, to be read as text."""
        if element.find(".//table") is not None:
            return False
        grid = _grid(element, depth)
        if grid is None:
            return False
        length = sum(len(cell.text) for cell in grid.cells)
        links = sum(len("".join(map(str, link.itertext())).strip()) for link in element.iter("a") if link.get("href"))
        caption = element.find("caption")
        if caption is not None:
            self.walk(caption, depth + 1)
        block = Block(BlockKind.GRID, grid=grid, line=_line(element))
        self.found.append(Passage(block, element, length, min(links, length)))
        return True


def _grid(table: Element, depth: int) -> Grid | None:
    """The grid of a table that holds data, None for one that only lays out text."""
    rows = [list(row) for row in _rows(table, depth)]
    grid = _laid_out(rows, depth)
    lengths = [len(cell.text) for cell in grid.cells]
    prose = sum(length for length in lengths if length > _PROSE_CELL)
    if grid.columns < 2 or len(lengths) < 2 or (sum(lengths) > _PROSE_TABLE and prose * 2 > sum(lengths)):
        return None
    return grid


def _rows(table: Element, depth: int) -> Iterator[Iterator[Element]]:
    """The cells of each row; cells outside any row make one."""
    if depth > MAX_DEPTH:
        raise TooDeep
    loose: list[Element] = []
    for child in table:
        if child.tag in ("td", "th"):
            loose.append(child)
        elif child.tag == "tr" and not _is_hidden(child):
            yield (cell for cell in child if cell.tag in ("td", "th") and not _is_hidden(cell))
        elif child.tag in ("thead", "tbody", "tfoot", "form", "div"):
            yield from _rows(child, depth + 1)
    if loose:
        yield iter(loose)


def _laid_out(rows: list[list[Element]], depth: int) -> Grid:
    """Cells at their places: a merged cell pushes aside those to its right, also in the rows below."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    columns = 0
    for number, row in enumerate(rows):
        column = 0
        for element in row:
            while (number, column) in taken:
                column += 1
            height, width = min(_span(element, "rowspan", 0), len(rows) - number), _span(element, "colspan", 1)
            height = height or len(rows) - number
            if len(taken) + height * width > _MAX_PLACES:
                height = width = 1
            if height > 1:
                taken.update((number + r, column + c) for r in range(1, height) for c in range(width))
            cells.append(Cell(number, column, _cell_text(element, depth), height, width))
            column += width
            columns = max(columns, column)
    return Grid(tuple(cells), len(rows), columns)


def _span(cell: Element, name: str, least: int) -> int:
    value = cell.get(name)
    if value is None:
        return 1
    value = value.strip()
    if not (value.isascii() and value.isdigit()):
        return 1
    return max(least, int(value) if len(value) < 4 and int(value) < _MAX_SPAN else _MAX_SPAN)


def _cell_text(cell: Element, depth: int) -> str:
    pieces: list[str] = []
    if not _is_struck(cell):
        _gather(cell, pieces, depth)
    text = "".join(pieces)
    if "[if" in text or "[endif" in text:
        text = _DEBRIS.sub("", text)
    lines = [joined(line) for line in text.split("\v") if line]
    return "\n".join(line for line in lines if line)


def _gather(element: Element, pieces: list[str], depth: int) -> None:
    """The texts of ``element`` in reading order, a vertical tab where a line ends."""
    if depth > MAX_DEPTH:
        raise TooDeep
    if element.text:
        pieces.append(raised(element.text) if element.tag == "sup" else element.text)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _DROPPED and not _is_hidden(child) and not _is_struck(child):
            ends_line = tag in _LINES
            if ends_line:
                pieces.append("\v")
            _gather(child, pieces, depth + 1)
            if ends_line and tag != "br":
                pieces.append("\v")
        if child.tail:
            pieces.append(child.tail)
