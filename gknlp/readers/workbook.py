"""Excel workbooks (xlsx, xls): each sheet's tables as grids with merged cells, the lines above and below as text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import clean
from gknlp.readers.ole import is_ole, streams
from gknlp.readers.package import is_zip, names
from gknlp.readers.workbook_cells import ADVICE, MAX_CELLS, MAX_SHEETS, Box, Errors, Sheet, Value, scan_xlsx
from gknlp.readers.workbook_old import old_sheets
from gknlp.types.document import Block, BlockKind, Cell, Document, Grid

_EXACT = 2**53
"""Whole numbers up to here are exact in a file; all others have the fifteen digits that Excel keeps."""
_NOTE = 30
_DEFAULT_NAMES = ("sheet", "工作表", "表")


def is_workbook(content: bytes) -> bool:
    """Whether ``content`` is an Excel workbook, by its parts or streams."""
    if is_zip(content):
        return any(part.startswith("xl/") for part in names(content))
    return is_ole(content) and bool({"Workbook", "Book"} & streams(content)) and "WordDocument" not in streams(content)


def read_workbook(content: bytes, name: str) -> Document:
    """Read a workbook, hidden sheets too. Raises UnreadableDocument where it is damaged, encrypted, too large or empty."""
    blocks: list[Block] = []
    titles: list[tuple[str, str]] = []
    for sheet in old_sheets(content, name) if is_ole(content) else _sheets(content, name):
        rows = [[text_of(value) for value in row] for row in sheet.rows]
        found = list(_blocks(rows, _boxes(sheet, rows, name)))
        if found and not sheet.title.strip().lower().rstrip("0123456789 ").startswith(_DEFAULT_NAMES):
            titles.append(("title", clean(sheet.title).strip()))
        blocks += found
    if not blocks:
        raise UnreadableDocument(f"{name}：Excel 工作簿里没有内容，请确认文件是否选对")
    return Document(name, "workbook", tuple(blocks), tuple(titles))


def _sheets(content: bytes, name: str) -> list[Sheet]:
    """The sheets of an xlsx file."""
    errors = scan_xlsx(content, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            titles = workbook.sheet_names[:MAX_SHEETS]
            sheets = [_sheet(workbook, number, errors.get(number, {})) for number in range(len(titles))]
    except PasswordError as error:
        raise UnreadableDocument(f"{name}：Excel 工作簿已加密，{ADVICE}") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableDocument(f"{name}：Excel 工作簿已损坏或不完整，{ADVICE}") from error
    return [sheet for sheet in sheets if sheet is not None]


def _sheet(workbook: CalamineWorkbook, number: int, errors: Errors) -> Sheet | None:
    """A sheet with its error cells, None where it is no sheet of cells."""
    try:
        sheet = workbook.get_sheet_by_index(number)
    except CalamineError:
        if workbook.sheets_metadata[number].typ == SheetTypeEnum.WorkSheet:
            raise
        return None
    rows: list[list[Value]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), text in errors.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
            rows[row][column] = text
    boxes = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return Sheet(workbook.sheet_names[number], rows, boxes)


def text_of(value: Value) -> str:
    """A cell as it was typed: whole numbers without a point, others without the noise of binary fractions."""
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _EXACT:
            return str(int(value))
        return f"{Decimal(f'{value:.15g}').normalize():f}" if abs(value) < float("inf") else ""
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ") if value.time() != datetime.time() else value.date().isoformat()
    return str(value)


def _boxes(sheet: Sheet, rows: list[list[str]], name: str) -> list[Box]:
    """The merged cells of a sheet, cut to what is filled; rows are filled up to the same length on the way."""
    height, width = len(rows), max(map(len, rows), default=0)
    for row in rows:
        row += [""] * (width - len(row))
    boxes, area = [], 0
    for top, left, last_row, last_column in sheet.merged:
        bottom, right = min(last_row, height - 1), min(last_column, width - 1)
        if top <= bottom and left <= right and (bottom > top or right > left):
            boxes.append((top, left, bottom, right))
            area += (bottom - top + 1) * (right - left + 1)
        if area > MAX_CELLS:
            raise UnreadableDocument(f"{name}：Excel 工作簿的合并单元格互相重叠，{ADVICE}")
    return boxes


def _blocks(rows: list[list[str]], boxes: list[Box]) -> Iterator[Block]:
    """The tables of a sheet, parted by empty rows; rows of one cell above a table, and sentences below, are text."""
    joined = {row for top, _, bottom, _ in boxes for row in range(top + 1, bottom + 1)}
    start = 0
    for end in range(len(rows) + 1):
        if end < len(rows) and (any(rows[end]) or end in joined):
            continue
        if start < end:
            yield from _piece(rows, start, end, boxes)
        start = end + 1


def _piece(rows: list[list[str]], start: int, end: int, boxes: list[Box]) -> Iterator[Block]:
    filled = [[text for text in row if text] for row in rows[start:end]]
    several = [number for number, texts in enumerate(filled) if len(texts) > 1]
    first = several[0] if several else len(filled)
    last = len(filled)
    while several and last - 1 > several[-1] and _is_note(filled[last - 1]):
        last -= 1
    yield from _lines(filled[:first])
    if several:
        yield Block(BlockKind.GRID, grid=_grid(rows, start + first, start + last, boxes))
        yield from _lines(filled[last:])


def _is_note(texts: list[str]) -> bool:
    return not texts or len(texts[0]) > _NOTE or texts[0].endswith("。") or texts[0].startswith(("注", "备注", "说明"))


def _lines(rows: list[list[str]]) -> Iterator[Block]:
    for texts in rows:
        yield from (Block(BlockKind.PARAGRAPH, line.strip()) for line in "".join(texts).split("\n") if line.strip())


def _grid(rows: list[list[str]], start: int, end: int, boxes: list[Box]) -> Grid:
    """The rows from ``start`` to before ``end`` as a table, without the empty columns at its sides."""
    width = max(map(len, rows[start:end]))
    used = [column for column in range(width) if any(row[column] for row in rows[start:end])]
    left, right = used[0], used[-1]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    hidden: set[tuple[int, int]] = set()
    for top, begin, bottom, stop in boxes:
        if top < start or bottom >= end or begin < left:
            continue
        right = max(right, stop)
        spans[top, begin] = (bottom - top + 1, stop - begin + 1)
        hidden |= {(row, column) for row in range(top, bottom + 1) for column in range(begin, stop + 1)}
    cells = [
        Cell(row - start, column - left, rows[row][column], *spans.get((row, column), (1, 1)))
        for row in range(start, end)
        for column in range(left, right + 1)
        if (row, column) in spans or (row, column) not in hidden
    ]
    return Grid(tuple(cells), end - start, right - left + 1)
