"""What is looked up in the parts of an xlsx file before it is read: how far its cells reach, and its error cells.

The library that reads workbooks lays a sheet out from its first to its last cell, however few lie between, and leaves
error values out.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gknlp.errors import UnreadableDocument
from gknlp.readers.package import MAX_PART, MAX_TAGS, opened, parsed, unpacked_of

MAX_CELLS = 200_000
"""Workbooks whose sheets reach over more cells are refused, empty ones in between counted."""
MAX_TEXT = 512 * 1024 * 1024
"""A text stands once in a workbook, however many cells show it: the longest in all of them must not come to more."""

MAX_SHEETS = 1000

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
Box = tuple[int, int, int, int]
"""A merged cell: row, column, last row, last column."""
Errors = dict[tuple[int, int], str]
"""(row, column) -> “#REF!” and the like."""

KIND, ADVICE = "Excel 工作簿", "请用 Excel 或 WPS 打开并另存为未加密的 xlsx 后再试"
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the file has it."""

    title: str
    rows: list[list[Value]]
    merged: list[Box]


@dataclass(slots=True)
class Extent:
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
            raise UnreadableDocument(f"{self.name}：{KIND}超过 {MAX_CELLS} 格，不像年度报告，请确认文件是否选对")

    def check_texts(self, longest: int) -> None:
        """Refuse what would grow beyond measure when each cell gets its own text."""
        if self.texts * longest > MAX_TEXT:
            raise UnreadableDocument(f"{self.name}：{KIND}过于庞大，不像年度报告，请确认文件是否选对")


def scan_xlsx(content: bytes, name: str) -> dict[int, Errors]:
    """The error cells by sheet, in the order of the workbook. Raises UnreadableDocument beyond the limits."""
    found: dict[str, Errors] = {}
    index: dict[str, bytes] = {}
    extent, longest = Extent(name), 0
    for path, xml in _parts(content, name):
        if xml.count(b"<") > MAX_TAGS or b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml[:4096]:
            raise UnreadableDocument(f"{name}：{KIND}过于庞大或有不应有的实体声明，未读取，{ADVICE}")
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
    with opened(content, name, KIND, ADVICE) as package:
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
        for relation in parsed(data[_INDEX[1]], name, KIND):
            target = relation.get("Target") or ""
            path = target[1:] if target.startswith("/") else posixpath.normpath("xl/" + target)
            targets[relation.get("Id") or ""] = path
    if _INDEX[0] not in data:
        return {}
    sheets = parsed(data[_INDEX[0]], name, KIND).iter("{*}sheet")
    return {targets.get(s.get(_REL) or s.get(_STRICT_REL) or "", ""): number for number, s in enumerate(sheets)}


def _scan_sheet(xml: bytes, extent: Extent) -> None:
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
