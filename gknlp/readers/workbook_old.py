"""Workbooks from before xlsx (xls): the cells and merged cells of their sheets.

The stream of records is taken out of its container first, so that what is checked is what is read.
"""

from __future__ import annotations

import datetime
import io
import struct
from collections.abc import Iterator

import xlrd

from gknlp.errors import UnreadableDocument
from gknlp.readers.ole import stream, streams
from gknlp.readers.workbook_cells import ADVICE, KIND, MAX_SHEETS, Extent, Sheet, Value

_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _FORMULA = 0x09, 0x0A, 0x85, 0x2F, 0x06
_MULRK, _LABELSST, _SST, _CONTINUE, _BOOLERR = 0xBD, 0xFD, 0xFC, 0x3C, 0x205
_CELLS = {_FORMULA, 0x206, 0x406, _BOOLERR, _LABELSST, 0x203, 0x27E, _MULRK, 0x204, 0xD6}
"""Records of cells that hold something: formula, error, text, number (also several in a row)."""
_LONGEST = 65_535
_FAULTS = (
    xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, AssertionError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, NameError, NotImplementedError, RecursionError, OSError,
)  # fmt: skip
"""What the library raises on damaged records; it checks little before it reads."""


def old_sheets(content: bytes, name: str) -> list[Sheet]:
    """The sheets of an xls file. Raises UnreadableDocument where it is damaged, encrypted or too large."""
    data = stream(content, "Workbook" if "Workbook" in streams(content) else "Book", name)
    _check(data, name)
    for with_merged in (True, False):  # the records of looks, which merged cells come with, may be all that is damaged
        try:
            with xlrd.open_workbook(
                file_contents=data, logfile=io.StringIO(), formatting_info=with_merged, ragged_rows=True
            ) as book:
                return [_sheet(book, number) for number in range(min(book.nsheets, MAX_SHEETS))]
        except _FAULTS as error:
            reason = error
    raise UnreadableDocument(f"{name}：{KIND}已损坏或不完整，{ADVICE}") from reason


def _sheet(book: xlrd.Book, number: int) -> Sheet:
    sheet = book.sheet_by_index(number)
    rows = [_filled([_value(cell, book.datemode) for cell in sheet.row(row)]) for row in range(sheet.nrows)]
    while rows and not rows[-1]:
        rows.pop()
    boxes = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    return Sheet(str(sheet.name), rows, boxes)


def _filled(row: list[Value]) -> list[Value]:
    """A row without the empty cells at its end, which only have a look."""
    while row and row[-1] == "":
        row.pop()
    return row


def _value(cell: xlrd.sheet.Cell, datemode: int) -> Value:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment: datetime.datetime = xlrd.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return float(cell.value)
        return moment.time() if cell.value < 1 else moment
    return float(cell.value) if cell.ctype == xlrd.XL_CELL_NUMBER else str(cell.value)


def _check(data: bytes, name: str) -> None:
    """Refuse what is encrypted or reaches too far."""
    extent, texts, depth = Extent(name), 0, 0
    for kind, at, length in _records(data):
        if kind == _FILEPASS:
            raise UnreadableDocument(f"{name}：{KIND}已加密，{ADVICE}")
        if kind & 0xFF == _BOF and kind in (0x09, 0x209, 0x409, 0x809):
            depth += 1
            if depth == 1:
                extent.begin()
        elif kind == _EOF:
            depth = max(0, depth - 1)
        elif kind in (_SST, _CONTINUE):
            texts += length
        elif kind in _CELLS and length >= 6 and at + length <= len(data):
            row, column = struct.unpack_from("<HH", data, at)
            last = struct.unpack_from("<H", data, at + length - 2)[0] if kind == _MULRK else column
            extent.take(row, max(column, last), kind == _LABELSST)
    extent.check_texts(min(texts, _LONGEST))


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(kind, where its content begins, its length) of each record."""
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        yield kind, at + 4, length
        at += 4 + length
