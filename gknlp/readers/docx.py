"""Word documents, straight from their XML: merged cells, nested tables, numbering, accepted changes, text boxes, notes."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import clean
from gknlp.readers.docx_numbering import Numbers, Style, Styles, W, digit, value
from gknlp.types.document import Block, BlockKind, Cell, Document, Grid

MAX_UNPACKED = 200 * 1024 * 1024
"""Packages that unpack to more are refused."""
MAX_PART = 40 * 1024 * 1024
"""Parts larger than this are refused: their tree would take too much memory."""
MAX_RATIO = 200
"""Packages larger than ``_SMALL`` that shrank more than this are refused."""
MAX_TAGS = 2_000_000
MAX_COLUMNS = 200

_SMALL = 1024 * 1024
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_TABLE_STYLES = re.compile(rb"<w:tblStylePr\b.*?</w:tblStylePr>", re.S)
"""How tables look: most of a usual styles.xml, no use here, and a third of the time that reading a document takes."""
_PARTS = (
    _BODY, _STYLES, "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml", "docProps/core.xml",
)  # fmt: skip
_OTHERS = (
    ("xl/", "是 Excel 工作簿，尚不支持，请把报告另存为 docx 后再试"),
    ("ppt/", "是 PowerPoint 演示文稿，尚不支持，请把报告另存为 docx 后再试"),
    ("OFD.xml", "是 OFD 版式文件，尚不支持，请提供 docx 或文字版"),
    ("content.xml", "是 OpenDocument 文件，尚不支持，请用 Word 或 WPS 另存为 docx 后再试"),
)
_SKIPPED = frozenset(
    [W + tag for tag in "del moveFrom instrText delInstrText delText pPr rPr sectPr tblPr tcPr trPr sdtPr".split()]
    + [_MC + "Fallback"]
)
_WRAPPERS = frozenset(W + tag for tag in "sdt sdtContent ins moveTo customXml smartTag".split())
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def read_docx(content: bytes, name: str) -> Document:
    """Read a Word document. Raises UnreadableDocument where the package is damaged, too large or no Word document."""
    parts = _parts(content, name)
    roots = {part: _parsed(data, name) for part, data in parts.items()}
    body = roots[_BODY].find(W + "body")
    if body is None:
        raise UnreadableDocument(f"{name}：Word 文档没有正文，请用 Word 另存后再试")
    reader = _Reader(Styles(roots.get(_STYLES)), Numbers.of(roots.get("word/numbering.xml")))
    reader.container(body)
    for part, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        for note in roots[part].iter(W + tag) if part in roots else ():
            if note.get(W + "type") in (None, "normal"):
                reader.container(note)
    if not reader.blocks:
        raise UnreadableDocument(f"{name}：Word 文档里没有文字，若是扫描图片请提供文字版")
    return Document(name, "docx", tuple(reader.blocks), _metadata(roots.get("docProps/core.xml")))


def _parts(content: bytes, name: str) -> dict[str, bytes]:
    """The parts of the package that say something of its text."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            directory = package.infolist()
            if _BODY not in package.NameToInfo:
                raise UnreadableDocument(f"{name}：{_what([info.filename for info in directory])}")
            unpacked, packed = sum(i.file_size for i in directory), sum(i.compress_size for i in directory)
            _check(unpacked, packed, MAX_UNPACKED, name)
            return {part: _part(package, part, name) for part in _PARTS if part in package.NameToInfo}
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
            LookupError, OverflowError, RuntimeError) as error:  # fmt: skip
        raise UnreadableDocument(
            f"{name}：Word 文档已损坏、不完整或已加密（压缩包读不出），请重新获取或用 Word 另存为未加密的 docx"
        ) from error


def _what(names: list[str]) -> str:
    for start, what in _OTHERS:
        if any(part.startswith(start) for part in names):
            return what
    return "是压缩包但不是 Word 文档，若是多份报告的压缩包请先解压"


def _check(unpacked: int, packed: int, most: int, name: str) -> None:
    if unpacked > most or (unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1)):
        raise UnreadableDocument(f"{name}：压缩包展开后过大，疑似压缩炸弹，未读取，请确认文件来源")


def _part(package: zipfile.ZipFile, part: str, name: str) -> bytes:
    """The bytes of a part; the directory may lie about its size, so no more than is allowed is unpacked."""
    info = package.getinfo(part)
    _check(info.file_size, info.compress_size, MAX_PART, name)
    with package.open(info) as stream:
        data = stream.read(MAX_PART + 1)
    _check(len(data), info.compress_size, MAX_PART, name)
    if part == _STYLES:
        data = _TABLE_STYLES.sub(b"", data)
    return data.replace(_STRICT, _TRANSITIONAL)


def _parsed(data: bytes, name: str) -> etree._Element:
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableDocument(f"{name}：Word 文档过于庞大，不像年度报告，请确认文件是否选对")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(f"{name}：Word 文档内容已损坏，请用 Word 打开修复并另存后再试") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise UnreadableDocument(f"{name}：Word 文档里有不应有的实体声明，未读取，请用 Word 打开并另存后再试")
    return root


def _metadata(core: etree._Element | None) -> tuple[tuple[str, str], ...]:
    title = core.findtext(_DC + "title") if core is not None else None
    return (("title", clean(title).strip()),) if title and title.strip() else ()


@dataclass(slots=True)
class _Reader:
    """Walks a document in order, counting its lists on the way."""

    styles: Styles
    numbers: Numbers
    blocks: list[Block] = field(default_factory=list)

    def container(self, element: etree._Element) -> None:
        """Read the paragraphs and tables of a body, text box or note, in order."""
        for child in element:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag in _WRAPPERS:
                self.container(child)

    def paragraph(self, element: etree._Element) -> None:
        """Read a paragraph; a forced line break ends it, text boxes follow it. Tables of contents are left out."""
        boxes: list[etree._Element] = []
        form = element.find(W + "pPr")
        style = self.styles.of(value(form, W + "pStyle") or "")
        text = self.text(element, boxes)
        if text and not style.is_contents:
            level = self.level(form, style)
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            lines = (line.strip() for line in text.split("\n"))
            self.blocks += [Block(kind, line, level=level) for line in lines if line]
        for box in boxes:
            self.container(box)

    def text(self, element: etree._Element, boxes: list[etree._Element]) -> str:
        """The text of a paragraph behind its automatic number, "" where it has none but the number."""
        pieces: list[str] = []
        _runs(element, pieces, boxes)
        text = clean("".join(pieces)).strip()
        form = element.find(W + "pPr")
        if form is None or not text:
            return text
        style = self.styles.of(value(form, W + "pStyle") or "")
        number, depth = style.number, style.depth
        own = form.find(W + "numPr")
        if own is not None:
            number = value(own, W + "numId") or number
            depth = digit(value(own, W + "ilvl"), depth)
        return (self.numbers.label(number, depth) if number and number != "0" else "") + text

    def level(self, form: etree._Element | None, style: Style) -> int:
        """The heading level of a paragraph, 0 for none."""
        outline = value(form, W + "outlineLvl")
        own = digit(outline, 9)
        return own + 1 if own < 9 else 0 if outline == "9" else style.level

    def table(self, element: etree._Element) -> None:
        """Read a table and then those inside its cells."""
        nested: list[etree._Element] = []
        grid = self.grid(element, nested)
        if grid is not None:
            self.blocks.append(Block(BlockKind.GRID, grid=grid))
        for table in nested:
            self.table(table)

    def grid(self, table: etree._Element, nested: list[etree._Element]) -> Grid | None:
        """The cells of a table at their places; tables inside them are put aside into ``nested``."""
        placed: list[tuple[int, int, str, int]] = []
        heights: list[int] = []
        above: dict[int, int] = {}
        rows = columns = 0
        for row in _children(table, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            column = min(digit(value(row, f"{W}trPr/{W}gridBefore"), 0), MAX_COLUMNS)
            for cell in _children(row, "tc"):
                width, is_continued = _spans(cell)
                if is_continued and column in above:
                    heights[above[column]] += 1
                else:
                    above[column] = len(placed)
                    heights.append(1)
                    placed.append((rows, column, self.cell(cell, nested), width))
                column += width
            rows += 1
            columns = max(columns, column)
        cells = tuple(Cell(row, at, text, heights[n], width) for n, (row, at, text, width) in enumerate(placed))
        return Grid(cells, rows, columns) if cells else None

    def cell(self, cell: etree._Element, nested: list[etree._Element]) -> str:
        """The lines of a cell, text boxes behind the paragraph that they hang on."""
        lines: list[str] = []
        for child in cell:
            if child.tag == W + "p":
                boxes: list[etree._Element] = []
                lines.append(self.text(child, boxes))
                lines += [self.cell(box, nested) for box in boxes]
            elif child.tag == W + "tbl":
                nested.append(child)
            elif child.tag in _WRAPPERS:
                lines.append(self.cell(child, nested))
        return "\n".join(line for line in lines if line)


def _runs(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    """The text of a paragraph in order, accepted changes only; text boxes are put aside into ``boxes``."""
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == W + "t":
            pieces.append(child.text or "")
        elif tag in _SIGNS:
            pieces.append(_SIGNS[tag])
        elif tag == W + "txbxContent":
            boxes.append(child)
        elif tag != W + "r" or not _is_hidden(child):
            _runs(child, pieces, boxes)


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find(W + "rPr")
    vanish = properties.find(W + "vanish") if properties is not None else None
    return vanish is not None and vanish.get(W + "val") not in ("0", "false", "off")


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those inside content controls and accepted insertions."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def _spans(cell: etree._Element) -> tuple[int, bool]:
    """(columns of a cell, whether it continues the one above)."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return 1, False
    merge = properties.find(W + "vMerge")
    width = min(max(digit(value(properties, W + "gridSpan"), 1), 1), MAX_COLUMNS)
    return width, merge is not None and merge.get(W + "val") != "restart"
