"""What is looked up in a workbook's own bytes before it is read: how far its cells reach, and its error cells.

The library that reads workbooks lays a sheet out from its first to its last cell, however few lie between, and leaves
error values out.
"""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from gknlp.errors import UnreadableDocument
from gknlp.readers.ole import stream, streams
from gknlp.readers.package import MAX_PART, MAX_TAGS, opened, parsed, unpacked_of

MAX_CELLS = 200_000
"""Workbooks whose sheets reach over more cells are refused, empty ones in between counted."""
MAX_TEXT = 512 * 1024 * 1024
"""A text stands once in a workbook, however many cells show it: the longest in all of them must not come to more."""

MAX_SHEETS = 1000

Errors = dict[tuple[int, int], str]
"""(row, column) -> “#REF!” and the like."""

_KIND, _ADVICE = "Excel 工作簿", "请用 Excel 或 WPS 打开并另存为未加密的 xlsx 后再试"
_CELL = re.compile(rb"<(?:\w+:)?c(?P<marks>\s[^<>]*)?(?<!/)>(?!</)|<(?:\w+:)?row\b")
_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_AT = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_IS_TEXT = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]{1,20})</")
_INDEX = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_FORMULA_LENGTH = 9000
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BIFF_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _FORMULA, _BOOLERR = 0x809, 0x0A, 0x85, 0x2F, 0x06, 0x205
_FILLED = {_FORMULA, _BOOLERR, 0xFD, 0x203, 0x27E, 0xBD, 0x204, 0xD6, 0x206, 0x406}
"""Records of cells that hold something: formula, error, text, number (also several in a row)."""
_MULRK, _LABELSST, _SST, _CONTINUE = 0xBD, 0xFD, 0xFC, 0x3C
_LONGEST = 65_535


@dataclass(slots=True)
class _Extent:
    """How far the cells of the sheets reach."""

    name: str
    rows: int = 0
    columns: int = 0
    before: int = 0
    """Cells of the sheets before this one."""
    texts: int = 0
    """Cells that show a text of the workbook's list of texts."""
    errors: Errors = field(default_factory=dict)

    def begin(self) -> None:
        """Go on to the next sheet."""
        self.before += self.rows * self.columns
        self.rows = self.columns = 0
        self.errors = {}

    def take(self, row: int, column: int, is_text: bool) -> None:
        """Count a cell in."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        self.texts += is_text
        if self.before + self.rows * self.columns > MAX_CELLS:
            raise UnreadableDocument(f"{self.name}：{_KIND}超过 {MAX_CELLS} 格，不像年度报告，请确认文件是否选对")

    def check_texts(self, longest: int) -> None:
        """Refuse what would grow beyond measure when each cell gets its own text."""
        if self.texts * longest > MAX_TEXT:
            raise UnreadableDocument(f"{self.name}：{_KIND}过于庞大，不像年度报告，请确认文件是否选对")


def scan_xlsx(content: bytes, name: str) -> dict[int, Errors]:
    """The error cells by sheet, in the order of the workbook. Raises UnreadableDocument beyond the limits."""
    found: dict[str, Errors] = {}
    index: dict[str, bytes] = {}
    extent, longest = _Extent(name), 0
    for path, xml in _parts(content, name):
        if xml.count(b"<") > MAX_TAGS or b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml[:4096]:
            raise UnreadableDocument(f"{name}：{_KIND}过于庞大或有不应有的实体声明，未读取，{_ADVICE}")
        if path in _INDEX:
            index[path] = xml
        elif path.startswith("xl/worksheets/"):
            extent.begin()
            _scan_sheet(xml, extent)
            found[path] = extent.errors
        else:
            longest = max(longest, _longest_text(xml))
    extent.check_texts(longest)
    sheets = _sheets(index, name)
    return {sheets[path]: errors for path, errors in found.items() if path in sheets}


def _parts(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The XML of the workbook, part by part."""
    with opened(content, name, _KIND, _ADVICE) as package:
        for info in package.infolist():
            path = info.filename
            if path.startswith("xl/") and path.endswith(".bin") and "workbook" in path:
                raise UnreadableDocument(f"{name}：是二进制的 Excel 工作簿（xlsb），尚不支持，请另存为 xlsx 后再试")
            if path.startswith("xl/") and path.endswith((".xml", ".rels")):
                yield path, unpacked_of(package, info, MAX_PART, name)


def _longest_text(xml: bytes) -> int:
    starts = [found.start() for found in _TEXT.finditer(xml)]
    return max((end - start for start, end in zip(starts, [*starts[1:], len(xml)], strict=False)), default=0)


def _sheets(data: dict[str, bytes], name: str) -> dict[str, int]:
    """The number of the sheet that each part holds."""
    targets: dict[str, str] = {}
    if _INDEX[1] in data:
        for relation in parsed(data[_INDEX[1]], name, _KIND):
            target = relation.get("Target") or ""
            path = target[1:] if target.startswith("/") else posixpath.normpath("xl/" + target)
            targets[relation.get("Id") or ""] = path
    if _INDEX[0] not in data:
        return {}
    sheets = parsed(data[_INDEX[0]], name, _KIND).iter("{*}sheet")
    return {targets.get(s.get(_REL) or s.get(_STRICT_REL) or "", ""): number for number, s in enumerate(sheets)}


def _scan_sheet(xml: bytes, extent: _Extent) -> None:
    """Count the cells of a sheet and keep its error cells; cells without an address follow the one before."""
    row, column = -1, -1
    for found in _CELL.finditer(xml):
        if found[0].endswith(b"row"):
            row, column = row + 1, -1
            continue
        marks = found["marks"] or b""
        at = _AT.search(marks)
        row, column = (int(at[2]) - 1, _column(at[1])) if at else (max(row, 0), column + 1)
        extent.take(row, column, bool(_IS_TEXT.search(marks)))
        value = _VALUE.search(xml, found.end(), found.end() + _FORMULA_LENGTH) if _ERROR.search(marks) else None
        if value:
            extent.errors[row, column] = value[1].decode("ascii", "replace")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def scan_xls(content: bytes, name: str) -> dict[int, Errors]:
    """As ``scan_xlsx``, of an xls file."""
    there = streams(content)
    data = stream(content, "Workbook" if "Workbook" in there else "Book", name)
    starts: list[int] = []
    length_of_texts = 0
    for kind, at, length in _records(data, 0):
        if kind == _FILEPASS:
            raise UnreadableDocument(f"{name}：{_KIND}已加密，{_ADVICE}")
        if kind == _BOUNDSHEET and length >= 4:
            starts.append(struct.unpack_from("<I", data, at)[0])
        if kind in (_SST, _CONTINUE):
            length_of_texts += length
    found: dict[int, Errors] = {}
    extent = _Extent(name)
    for number, start in enumerate(starts[:MAX_SHEETS]):
        extent.begin()
        _scan_records(data, start, extent)
        found[number] = extent.errors
    extent.check_texts(min(length_of_texts, _LONGEST))
    return found


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where its content begins, its length) of the records up to the end of the part that begins at ``at``."""
    depth = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        yield kind, at + 4, length
        depth += (kind & 0xFF == _BOF & 0xFF and kind in (0x09, 0x209, 0x409, _BOF)) - (kind == _EOF)
        if depth <= 0:
            return
        at += 4 + length


def _scan_records(data: bytes, start: int, extent: _Extent) -> None:
    for kind, at, length in _records(data, start):
        if kind not in _FILLED or length < 6 or at + length > len(data):
            continue
        row, column = struct.unpack_from("<HH", data, at)
        last = struct.unpack_from("<H", data, at + length - 2)[0] if kind == _MULRK else column
        extent.take(row, max(column, last), kind == _LABELSST)
        code = None
        if kind == _BOOLERR and length >= 8 and data[at + 7]:
            code = data[at + 6]
        elif kind == _FORMULA and length >= 14 and data[at + 6] == 2 and data[at + 12 : at + 14] == b"\xff\xff":
            code = data[at + 8]
        if code in _BIFF_ERRORS:
            extent.errors[row, column] = _BIFF_ERRORS[code]
