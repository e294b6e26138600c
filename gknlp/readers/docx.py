"""Word documents, straight from their XML: merged cells, nested tables, numbering, accepted changes, text boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import clean, raised
from gknlp.readers.docx_numbering import Numbers, Style, Styles, W, digit, value
from gknlp.readers.package import opened, parsed, part
from gknlp.types.document import Block, BlockKind, Cell, Document, Grid

MAX_COLUMNS = 200
MAX_CELLS = 200_000
"""Documents of more cells are refused: no annual report comes near."""

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_TABLE_STYLE, _TABLE_STYLE_END = re.compile(rb"<w:tblStylePr\b"), b"</w:tblStylePr>"
"""How tables look: most of a usual styles.xml, no use here, and a third of the time that reading a document takes."""
_PARTS = (
    _BODY, _STYLES, "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml", "docProps/core.xml",
)  # fmt: skip
_KIND, _ADVICE = "Word 文档", "请重新获取或用 Word 另存为未加密的 docx"
_SKIPPED = frozenset(
    [W + tag for tag in "del moveFrom instrText delInstrText delText pPr rPr sectPr tblPr tcPr trPr sdtPr".split()]
    + [_MC + "Fallback"]
)
_WRAPPERS = frozenset(W + tag for tag in "sdt sdtContent ins moveTo customXml smartTag".split())
_P, _R, _T, _TBL, _TR, _TC, _BOX = (W + tag for tag in "p r t tbl tr tc txbxContent".split())
_PPR, _RPR, _TCPR = (W + tag for tag in "pPr rPr tcPr".split())
_UNSEEN = frozenset(W + tag for tag in ("vanish", "strike", "dstrike"))
_ALIGNED = W + "vertAlign"
_MERGED, _SPAN = W + "vMerge", W + "gridSpan"
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def read_docx(content: bytes, name: str) -> Document:
    """Read a Word document. Raises UnreadableDocument where the package is damaged, too large or no Word document."""
    parts = _parts(content, name)
    roots = {path: parsed(data, name, _KIND) for path, data in parts.items()}
    body = roots[_BODY].find(W + "body")
    if sum(1 for _ in roots[_BODY].iter(W + "tc")) > MAX_CELLS:
        raise UnreadableDocument(f"{name}：Word 文档的表格超过 {MAX_CELLS} 格，不像年度报告，请确认文件是否选对")
    if body is None:
        raise UnreadableDocument(f"{name}：Word 文档没有正文，请用 Word 另存后再试")
    reader = _Reader(Styles(roots.get(_STYLES)), Numbers.of(roots.get("word/numbering.xml")))
    reader.container(body)
    for path, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        for note in roots[path].iter(W + tag) if path in roots else ():
            if note.get(W + "type") in (None, "normal"):
                reader.container(note)
    if not reader.blocks:
        raise UnreadableDocument(f"{name}：Word 文档里没有文字，若是扫描图片请提供文字版")
    return Document(name, "docx", tuple(reader.blocks), _metadata(roots.get("docProps/core.xml")))


def _parts(content: bytes, name: str) -> dict[str, bytes]:
    """The parts of the package that say something of its text."""
    with opened(content, name, _KIND, _ADVICE) as package:
        if _BODY not in package.NameToInfo:
            raise UnreadableDocument(f"{name}：不是 Word 文档或缺少正文，请用 Word 打开并另存后再试")
        found = {path: part(package, path, name) for path in _PARTS if path in package.NameToInfo}
    if _STYLES in found:
        found[_STYLES] = _without_table_styles(found[_STYLES])
    return {path: data.replace(_STRICT, _TRANSITIONAL) for path, data in found.items()}


def _without_table_styles(styles: bytes) -> bytes:
    starts = [found.start() for found in _TABLE_STYLE.finditer(styles)]
    ends = [*starts, len(styles)]
    pieces = [styles[: ends[0]]]
    for start, following in zip(starts, ends[1:], strict=True):
        end = styles.find(_TABLE_STYLE_END, start, following)
        pieces.append(styles[end + len(_TABLE_STYLE_END) if end >= 0 else start : following])
    return b"".join(pieces)


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
            if child.tag == _P:
                self.paragraph(child)
            elif child.tag == _TBL:
                self.table(child)
            elif child.tag in _WRAPPERS:
                self.container(child)

    def paragraph(self, element: etree._Element) -> None:
        """Read a paragraph; a forced line break ends it, text boxes follow it. Tables of contents are left out."""
        boxes: list[etree._Element] = []
        form = element.find(_PPR)
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
        if not text:
            return ""
        form = element.find(_PPR)
        if form is None or not len(form):
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
        for row in _children(table, _TR):
            if row.find(f"{W}trPr/{W}del") is not None or _is_on(row.find(f"{W}trPr/{W}hidden")):
                continue
            column = min(digit(value(row, f"{W}trPr/{W}gridBefore"), 0), MAX_COLUMNS)
            for cell in _children(row, _TC):
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
            if child.tag == _P:
                boxes: list[etree._Element] = []
                lines.append(self.text(child, boxes))
                lines += [self.cell(box, nested) for box in boxes]
            elif child.tag == _TBL:
                nested.append(child)
            elif child.tag in _WRAPPERS:
                lines.append(self.cell(child, nested))
        return "\n".join(line for line in lines if line)


def _runs(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    """The text of a paragraph in order, accepted changes only, without what is struck out; text boxes are put aside into ``boxes``."""
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == _T:
            pieces.append(child.text or "")
        elif tag in _SIGNS:
            pieces.append(_SIGNS[tag])
        elif tag == _BOX:
            boxes.append(child)
        elif tag != _R:
            _runs(child, pieces, boxes)
        else:
            _run(child, pieces, boxes)


def _run(run: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    """As ``_runs``, of one run, which may be hidden or raised."""
    properties = run.find(_RPR)
    if properties is None:
        _runs(run, pieces, boxes)
    elif not any(child.tag in _UNSEEN and _is_on(child) for child in properties):
        own: list[str] = []
        _runs(run, own, boxes)
        pieces += map(raised, own) if value(properties, _ALIGNED) == "superscript" else own


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(W + "val") not in ("0", "false", "off")


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those inside content controls and accepted insertions."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def _spans(cell: etree._Element) -> tuple[int, bool]:
    """(columns of a cell, whether it continues the one above)."""
    properties = cell.find(_TCPR)
    if properties is None:
        return 1, False
    merge = properties.find(_MERGED)
    width = min(max(digit(value(properties, _SPAN), 1), 1), MAX_COLUMNS)
    return width, merge is not None and merge.get(W + "val") != "restart"
