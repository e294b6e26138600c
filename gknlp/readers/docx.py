"""Word documents, straight from their XML: merged cells, nested tables, numbering, accepted changes, text boxes, notes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import clean
from gknlp.types.document import Block, BlockKind, Cell, Document, Grid

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MAX_PART = 100 * 1024 * 1024
_MAX_RATIO = 200
_SKIPPED = {_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _W + "pPr", _W + "rPr", _MC + "Fallback",
            _W + "sectPr", _W + "tblPr", _W + "tcPr", _W + "trPr"}  # fmt: skip
_HAN = "零一二三四五六七八九"
_HEADING = re.compile(r"^(?:heading|标题)\s*(\d)$", re.I)
_MAX_COLUMNS = 200


def read_docx(content: bytes, name: str) -> Document:
    """Read a Word document. Raises UnreadableDocument where the package is damaged, too large or no Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if "word/document.xml" not in names:
                raise UnreadableDocument(f"{name}：是压缩包但不是 Word 文档，若是多份报告的压缩包请先解压")
            parts = {part: _part(package, part, name) for part in _PARTS if part in names}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableDocument(
            f"{name}：Word 文档已损坏或不完整（压缩包读不出），请重新获取或用 Word 另存"
        ) from error
    roots = {part: _parse(data, name) for part, data in parts.items()}
    body = roots["word/document.xml"].find(_W + "body")
    if body is None:
        raise UnreadableDocument(f"{name}：Word 文档没有正文，请用 Word 另存后再试")
    reader = _Reader(_Styles(roots.get("word/styles.xml")), _Numbers(roots.get("word/numbering.xml")))
    reader.container(body)
    for note in _notes(roots.get("word/footnotes.xml")):
        reader.container(note)
    if not reader.blocks:
        raise UnreadableDocument(f"{name}：Word 文档里没有文字，若是扫描图片请提供文字版")
    return Document(name, "docx", tuple(reader.blocks), _metadata(roots.get("docProps/core.xml")))


_PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "docProps/core.xml")


def _part(package: zipfile.ZipFile, part: str, name: str) -> bytes:
    info = package.getinfo(part)
    large = info.file_size > 10 * 1024 * 1024 and info.file_size > _MAX_RATIO * max(info.compress_size, 1)
    if info.file_size > _MAX_PART or large:
        raise UnreadableDocument(f"{name}：压缩包展开后过大，疑似压缩炸弹，未读取，请确认文件来源")
    with package.open(info) as stream:
        data = stream.read(_MAX_PART + 1)
    if len(data) > _MAX_PART:
        raise UnreadableDocument(f"{name}：压缩包展开后过大，疑似压缩炸弹，未读取，请确认文件来源")
    return data.replace(_STRICT, _TRANSITIONAL)


def _parse(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{name}：Word 文档内容已损坏，请用 Word 打开修复并另存后再试") from error


def _metadata(core: etree._Element | None) -> tuple[tuple[str, str], ...]:
    title = core.findtext(_DC + "title") if core is not None else None
    return (("title", title.strip()),) if title and title.strip() else ()


def _notes(root: etree._Element | None) -> Iterator[etree._Element]:
    if root is not None:
        for note in root.iter(_W + "footnote"):
            if note.get(_W + "type") is None:
                yield note


def _value(element: etree._Element | None, path: str) -> str | None:
    found = element.find(path) if element is not None else None
    return found.get(_W + "val") if found is not None else None


class _Styles:
    """Heading level and numbering of the paragraph styles that a document uses; the many others are not looked at."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = root.iterchildren(_W + "style") if root is not None else ()
        self.elements = {style.get(_W + "styleId") or "": style for style in elements}
        self.known: dict[str, tuple[int, str, int]] = {}

    def form(self, key: str) -> tuple[int, str, int]:
        """(heading level, list number, depth in the list) of style ``key``; 0, "" and 0 where it has none."""
        if key not in self.known:
            self.known[key] = self._read(self.elements.get(key))
        return self.known[key]

    def _read(self, style: etree._Element | None) -> tuple[int, str, int]:
        form = style.find(_W + "pPr") if style is not None else None
        heading = _HEADING.match(_value(style, _W + "name") or "")
        level = int(heading[1]) if heading else _outline(form)
        return (level, *_list_place(form))


def _outline(form: etree._Element | None) -> int:
    """The heading level that paragraph properties state, 0 for body text."""
    outline = _value(form, _W + "outlineLvl") or ""
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0


def _list_place(form: etree._Element | None) -> tuple[str, int]:
    """(list number, depth) that paragraph properties state, "" and 0 without."""
    properties = form.find(_W + "numPr") if form is not None else None
    depth = _value(properties, _W + "ilvl") or "0"
    return _value(properties, _W + "numId") or "", int(depth) if depth.isdigit() else 0


def _han(number: int) -> str:
    if number < 10:
        return _HAN[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _HAN[tens % 10]) + "十" + (_HAN[ones] if ones else "")


@dataclass(slots=True)
class _Level:
    form: str
    text: str
    start: int


class _Numbers:
    """Automatic numbering, counted as Word counts it."""

    def __init__(self, root: etree._Element | None) -> None:
        self.levels: dict[tuple[str, int], _Level] = {}
        self.abstract: dict[str, str] = {}
        self.counts: dict[tuple[str, int], int] = {}
        if root is None:
            return
        for abstract in root.iter(_W + "abstractNum"):
            for level in abstract.iter(_W + "lvl"):
                depth = level.get(_W + "ilvl") or "0"
                start = _value(level, _W + "start") or "1"
                key = (abstract.get(_W + "abstractNumId") or "", int(depth) if depth.isdigit() else 0)
                self.levels[key] = _Level(
                    _value(level, _W + "numFmt") or "decimal",
                    _value(level, _W + "lvlText") or "",
                    int(start) if start.isdigit() else 1,
                )
        for number in root.iter(_W + "num"):
            self.abstract[number.get(_W + "numId") or ""] = _value(number, _W + "abstractNumId") or ""

    def label(self, number: str, depth: int) -> str:
        """The text of the next label of list ``number`` at ``depth``."""
        abstract = self.abstract.get(number, "")
        level = self.levels.get((abstract, depth))
        if level is None or level.form in ("bullet", "none"):
            return ""
        self.counts[number, depth] = self.counts.get((number, depth), level.start - 1) + 1
        for deeper in range(depth + 1, 9):
            self.counts.pop((number, deeper), None)
        return re.sub(r"%(\d)", lambda found: self._one(number, abstract, int(found[1]) - 1), level.text)

    def _one(self, number: str, abstract: str, depth: int) -> str:
        level = self.levels.get((abstract, depth), _Level("decimal", "", 1))
        count = self.counts.get((number, depth), level.start)
        lowered = level.form.lower()
        chinese = "chinese" in lowered or "ideograph" in lowered or "japanesecounting" in lowered
        return _han(count) if chinese and count < 100 else str(count)


@dataclass(slots=True)
class _Reader:
    styles: _Styles
    numbers: _Numbers
    blocks: list[Block] = field(default_factory=list)

    def container(self, element: etree._Element) -> None:
        """Read the paragraphs and tables of a body, cell or note, in order."""
        for child in element:
            if child.tag == _W + "p":
                self.paragraph(child)
            elif child.tag == _W + "tbl":
                self.table(child)
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "moveTo", _W + "customXml"):
                self.container(child)

    def paragraph(self, element: etree._Element) -> None:
        boxes: list[etree._Element] = []
        text = clean("".join(_runs(element, boxes))).strip(" \u3000\n\t")
        if text:
            label, level = self.form(element)
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            for index, line in enumerate(text.split("\n")):
                if line.strip():
                    self.blocks.append(Block(kind, (label if not index else "") + line.strip(), level=level))
        for box in boxes:
            self.container(box)

    def form(self, paragraph: etree._Element) -> tuple[str, int]:
        """(automatic number, heading level) of a paragraph."""
        form = paragraph.find(_W + "pPr")
        if form is None:
            return "", 0
        level, number, depth = self.styles.form(_value(form, _W + "pStyle") or "")
        if form.find(_W + "numPr") is not None:
            number, depth = _list_place(form)
        label = self.numbers.label(number, depth) if number and number != "0" else ""
        return label, _outline(form) or level

    def table(self, element: etree._Element) -> None:
        nested: list[etree._Element] = []
        grid = _grid(element, nested)
        if grid is not None:
            self.blocks.append(Block(BlockKind.GRID, grid=grid))
        for table in nested:
            self.table(table)


def _runs(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The text of a paragraph in order, accepted changes only; text boxes are put aside into ``boxes``."""
    for child in element:
        tag = child.tag
        if tag in _SKIPPED:
            continue
        if tag == _W + "t":
            yield child.text or ""
        elif tag == _W + "tab":
            yield " "
        elif tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif tag == _W + "noBreakHyphen":
            yield "-"
        elif tag == _W + "txbxContent":
            boxes.append(child)
        elif isinstance(tag, str):
            yield from _runs(child, boxes)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those inside content controls and accepted insertions."""
    for child in element:
        if child.tag == _W + name:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _children(child, name)


def _text(cell: etree._Element, nested: list[etree._Element]) -> str:
    lines: list[str] = []
    for child in cell:
        if child.tag == _W + "p":
            boxes: list[etree._Element] = []
            lines.append("".join(_runs(child, boxes)))
        elif child.tag == _W + "tbl":
            nested.append(child)
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins"):
            lines.append(_text(child, nested))
    return clean("\n".join(line for line in lines if line.strip())).strip(" \u3000\n\t")


def _number(text: str | None, default: int) -> int:
    return min(int(text), _MAX_COLUMNS) if text and text.isdigit() and len(text) < 6 else default


def _grid(table: etree._Element, nested: list[etree._Element]) -> Grid | None:
    placed: list[tuple[int, int, str, int]] = []
    heights: dict[int, int] = {}
    above: dict[int, int] = {}
    rows = columns = 0
    for rows, row in enumerate(_children(table, "tr"), 1):
        properties = row.find(_W + "trPr")
        if properties is not None and properties.find(_W + "del") is not None:
            continue
        column = _number(_value(properties, _W + "gridBefore"), 0)
        for cell in _children(row, "tc"):
            form = cell.find(_W + "tcPr")
            width = _number(_value(form, _W + "gridSpan"), 1)
            merge = form.find(_W + "vMerge") if form is not None else None
            if merge is not None and merge.get(_W + "val") != "restart" and column in above:
                heights[above[column]] += 1
            else:
                above[column] = len(placed)
                heights[len(placed)] = 1
                placed.append((rows - 1, column, _text(cell, nested), width))
            column += width
        columns = max(columns, column)
    cells = tuple(
        Cell(row, column, text, heights[index], width) for index, (row, column, text, width) in enumerate(placed)
    )
    return Grid(cells, rows, columns) if cells else None
