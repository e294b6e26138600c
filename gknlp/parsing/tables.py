"""Grids -> figures, each bound to its metric by the labels of its row and column, never by its position alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gknlp.language.characters import label
from gknlp.parsing.captions import captions_of, other_year
from gknlp.parsing.cells import cell_value, looks_like_value
from gknlp.parsing.headers import OTHER_YEAR, Header
from gknlp.parsing.panels import panels
from gknlp.parsing.reading import Reading
from gknlp.parsing.records import group_of_context, group_of_label, parted
from gknlp.parsing.vocabulary import Vocabulary, vocabulary
from gknlp.types.document import BlockKind, Cell, Document, Doubt, Grid, Place
from gknlp.types.edition import Edition, Layout, TableForm

_SHORTEST_LABEL = 3


class _GridReader:
    """Reads one grid as one table of the form."""

    def __init__(self, form: TableForm, words: Vocabulary, block: int, grid: Grid, reading: Reading,
                 group: str = "", year: int | None = None) -> None:  # fmt: skip
        self.form, self.words, self.block, self.grid, self.reading = form, words, block, grid, reading
        self.header, self.year = Header(form, words, year), year
        self.in_header, self.header_end = False, 0
        self.group = group
        self.metrics = frozenset(form.metrics)
        self.group_of = {row.key: row.group for row in form.rows}
        self.labelled = {words.row(cell.text) for cell in grid.cells}
        self.left: list[tuple[str, list[Cell], list[str]]] = []

    def place(self, cell: Cell) -> Place:
        return Place(self.block, 0, len(cell.text), (cell.row, cell.column))

    def doubt(self, message: str, cell: Cell) -> None:
        self.reading.doubts.append(Doubt(f"{self.form.name}：{message}", self.place(cell), self.form.key))

    def doubt_once(self, message: str, cell: Cell) -> None:
        if not any(doubt.table == self.form.key and message in doubt.message for doubt in self.reading.doubts):
            self.doubt(message, cell)

    def unbound(self, row: str, why: str, cell: Cell) -> None:
        self.reading.unbound.setdefault((self.form.key, row), (why, self.place(cell)))

    def add(self, row: str, column: str, cell: Cell) -> None:
        if column == OTHER_YEAR:
            return
        if column.count(".") and self.form.layout is Layout.RECORD:
            metric = column
        else:
            metric = self.form.metric(row, column)
        if metric in self.metrics:
            value = cell_value(cell.text)
            if value.value is not None and not value.unit and column in self.header.units:
                value = replace(value, unit=self.header.units[column])
            self.reading.add(self.form, metric, self.place(cell), cell.text, value)
        else:
            self.doubt(f"“{cell.text.strip()[:12]}”所在的行列不在格式之内", cell)

    def read(self, context: str, carried: list[str]) -> list[str]:
        """Read all rows. ``context`` is the text just before the grid, ``carried`` the columns of the grid before;
        returns the columns of this one."""
        rows = [self.grid.row(number) for number in range(self.grid.rows)]
        for cells in rows:
            if not cells:
                continue
            if self.header.is_header(cells):
                if not self.in_header and self.form.layout is Layout.LISTING:
                    self.header = Header(self.form, self.words, self.year)
                self.in_header = True
                self.header.read(cells)
                self.header_end = max(self.header_end, cells[-1].column + cells[-1].column_span)
                continue
            self.in_header = self.in_header and not any(cell_value(cell.text).value is not None for cell in cells)
            self.row(cells, context, carried)
        for key, values, columns in self.left:
            instead = {row for choice in self.form.either if key not in choice for row in choice}
            if not any(metric.split(".")[-2] in instead for metric in self.reading.figures if metric.count(".") > 1):
                self.bind(key, values, columns)
        return self.header.keys() or carried

    def row(self, cells: list[Cell], context: str, carried: list[str]) -> None:
        if self.form.layout is Layout.RECORD:
            self.record(cells, context)
            return
        if self.form.layout is Layout.INDICATORS:
            self.indicator(cells)
            return
        named = [index for index, cell in enumerate(cells) if self.words.row(cell.text)]
        if not named:
            self.garbled(cells, carried)
            return
        key = self.words.row(cells[named[-1]].text)
        assert key is not None
        values = cells[named[-1] + 1 :]
        if self.has_label(values, carried):
            if not self.garbled(cells, carried):
                self.doubt(f"行标题“{_flat(values[0].text)}”不在格式之内，该行未采用", values[0])
            return
        if values and not all(cell.text.strip() for cell in values) and not any(map(_number, values)):
            if any(choice == (key,) for choice in self.form.either):  # perhaps the heading of the rows instead of it
                self.left.append((key, values, self.header.keys() or carried))
                return
        self.bind(key, values, self.header.keys() or carried)

    def indicator(self, cells: list[Cell]) -> None:
        """A line of name, unit and figures; lines that bear the same words are told apart by the heading above."""
        heading = next((key for key in (self.words.group(cell.text) for cell in cells) if key), "")
        group = heading or self.group
        index, key = next(
            ((n, key) for n, cell in enumerate(cells) if (key := self.words.row_within(cell.text, group))), (-1, "")
        )
        self.group = heading or (self.group if not key else self.group_of.get(key, ""))
        if index < 0:
            unknown = next((cell for cell in cells if self.words.row(cell.text)), None)
            if unknown is not None and any(map(_number, cells)):
                self.doubt(f"“{_flat(unknown.text)}”一行看不出属于哪一项，未采用", unknown)
            return
        columns = self.header.keys() or [self.form.columns[0].key]
        values = cells[index + 1 :]
        if len(values) == len(columns) + 1 and not _number(values[0]):  # the unit
            values = values[1:]
        if len(values) == len(columns):
            for column, cell in zip(columns, values, strict=True):
                self.add(key, column, cell)
        elif any(map(_number, values)):
            self.doubt(f"“{_short(self.form, key)}”一行与表头的列数对不上，未采用", values[0])

    def has_label(self, values: list[Cell], carried: list[str]) -> bool:
        """Whether the first of the cells behind the heading of several rows is the label of one of them, no figure."""
        columns = len(self.header.keys() or carried or self.form.columns)
        is_one_more = self.form.layout is Layout.MATRIX and len(values) == columns + 1
        return is_one_more and len(label(values[0].text)) >= _SHORTEST_LABEL and not looks_like_value(values[0].text)

    def garbled(self, cells: list[Cell], carried: list[str]) -> bool:
        """A row whose label is garbled: read under the one it is like, where no other row bears that label. Tells
        whether it was."""
        columns = self.header.keys() or carried
        labels = [index for index, cell in enumerate(cells) if cell.text.strip() and not looks_like_value(cell.text)]
        if self.form.layout not in (Layout.MATRIX, Layout.LISTING) or not labels:
            return False
        cell, values = cells[labels[-1]], cells[labels[-1] + 1 :]
        key = self.words.near_row(cell.text)
        if key is None or not any(map(_number, values)) or key in self.labelled:
            return False
        self.bind(key, values, columns)
        self.doubt(f"行标题“{_flat(cell.text)}”按“{_short(self.form, key)}”读取", cell)
        return True

    def bind(self, key: str, values: list[Cell], columns: list[str]) -> None:
        """Give the values of row ``key`` to ``columns``, by order where the counts agree, else by geometry."""
        if self.grid.spans_known and self.header.positions:  # empty cells of a label that is drawn over several columns
            values = [cell for cell in values if cell.text.strip() or cell.column in self.header.positions]
        if not values:
            return
        if len(values) == len(columns):
            for column, cell in zip(columns, values, strict=True):
                self.add(key, column, cell)
        elif whole := self.completed(values):
            for column, cell in zip(whole, values, strict=True):
                self.add(key, column, cell)
        elif not self.header.keys():
            self.bind_unlabelled(key, values)
        elif self.is_below(values):
            for cell in values:
                if cell.column in self.header.positions:
                    self.add(key, self.header.positions[cell.column], cell)
        else:
            self.unbound(key, f"有{len(values)}格，表头有{len(columns)}列，对不上", values[0])

    def is_below(self, values: list[Cell]) -> bool:
        """Whether cells stand in the columns of the header, of which the form may know some only. A row that ends before
        or behind it has lost or gained a cell somewhere, nobody knows where."""
        columns, known = {cell.column for cell in values}, set(self.header.positions)
        if self.grid.spans_known:
            if values[-1].column + values[-1].column_span != self.header_end:
                return False
            return columns <= known or (len(columns) > len(known) and known <= columns)
        return known <= columns and values[-1].column + 1 == self.header.width

    def bind_unlabelled(self, key: str, values: list[Cell]) -> None:
        """A row whose columns have no usable header is read in the form's order only where its own sum confirms it."""
        order = [column.key for column in self.form.columns]
        numbers = [cell_value(cell.text).value for cell in values]
        if self.form.layout is not Layout.MATRIX or len(values) != len(order) or None in numbers:
            self.unbound(key, "没有可用的列标题", values[0])
            return
        known = [number for number in numbers if number is not None]
        if sum(known[:-1]) != known[-1]:
            self.unbound(key, "没有可用的列标题，合计又不符", values[0])
            return
        for column, cell in zip(order, values, strict=True):
            self.add(key, column, cell)
        self.doubt_once("没有可用的列标题，已按法定列序读取并经横向合计验证", values[0])

    def completed(self, values: list[Cell]) -> list[str]:
        """All columns of the form where the header names most of them, each at its place, and what is garbled stands
        between; else none."""
        order, known = self.form.order, self.header.positions
        if not self.grid.spans_known or len(values) != len(order) or 2 * len(known) <= len(order):
            return []
        at = {cell.column: order[number] for number, cell in enumerate(values)}
        if any(at.get(column, "").rpartition(".")[2] != key for column, key in known.items()):
            return []
        self.doubt_once("有的列标题看不清，已按其余列标题的位置和法定列序读取", values[0])
        return list(order)

    def record(self, cells: list[Cell], context: str) -> None:
        columns = self.header.keys()
        labels, cells = parted(cells, len(columns))
        if not any(map(_number, cells)) and not all(looks_like_value(cell.text) for cell in cells):
            return
        group, why = group_of_label(self.form, self.words, labels, self.year)
        if why:
            self.doubt(why, labels[0])
            return
        if len(cells) != len(columns):
            whole = self.completed(cells)
            if not whole and any(map(_number, cells)):
                self.unbound("", f"有{len(cells)}格，表头有{len(columns)}列，对不上", cells[0])
            columns = whole
        if not columns:
            return
        if all("." not in column for column in columns):
            group, why = (group, "") if group else group_of_context(self.form, self.words, context)
            if why:
                self.doubt(why, cells[0])
                return
            columns = [f"{group}.{column}" for column in columns]
        for column, cell in zip(columns, cells, strict=True):
            self.add("", column, cell)


def _number(cell: Cell) -> bool:
    return cell_value(cell.text).value is not None


def _flat(text: str) -> str:
    return "".join(text.split())[:30]


def _short(form: TableForm, key: str) -> str:
    return next((row.labels[0] for row in form.rows if row.key == key), key)


def _grids(document: Document) -> Iterator[tuple[int, Grid, str]]:
    context = ""
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.GRID and block.grid is not None:
            yield number, block.grid, context
        elif block.text.strip():
            context = block.text


def _form_of(edition: Edition, grid: Grid) -> TableForm | None:
    """The table of the form whose labels fill the grid best."""
    best, most = None, 1
    texts = {label(cell.text): cell.text for cell in grid.cells if label(cell.text)}
    for form in edition.tables:
        words = vocabulary(edition, form.key)
        count = sum(map(words.known, texts.values()))
        if count > most:
            best, most = form, count
    return best


def read_tables(document: Document, edition: Edition, year: int | None = None) -> Reading:
    """The figures of all grids of ``document`` that are tables of ``edition`` and, where one form has several, are not
    said to be of another year than ``year``."""
    reading = Reading()
    carried: dict[str, list[str]] = {}
    found = [(block, grid, context, _form_of(edition, grid)) for block, grid, context in _grids(document)]
    other = {block: other_year(captions_of(document, block, grid), year) for block, grid, _, form in found if form}
    own = {form.key for block, _, _, form in found if form and not other[block]}
    for block, grid, context, form in found:
        if form is None:
            continue
        if other[block]:
            is_left = form.key in own
            what = "未采用" if is_left else "请核对是否报告年度的表"
            reading.doubts.append(Doubt(f"{form.name}：表上写明是{other[block]}的，{what}", Place(block), form.key))
            if is_left:
                continue
        _read_grid(reading, edition, form, (block, grid, context), year, carried)
    return reading


def _read_grid(reading: Reading, edition: Edition, form: TableForm, where: tuple[int, Grid, str], year: int | None,
               carried: dict[str, list[str]]) -> None:  # fmt: skip
    block, grid, context = where
    before = len(reading.figures)
    columns: list[str] = []
    group = ""
    for panel in panels(grid) if form.layout is Layout.INDICATORS else (grid,):
        reader = _GridReader(form, vocabulary(edition, form.key), block, panel, reading, group, year)
        columns = reader.read(context, carried.get(form.key, []))
        group = reader.group
    if form.layout is Layout.MATRIX:
        carried[form.key] = columns
    if len(reading.figures) > before or form.layout is not Layout.MATRIX:
        reading.places.setdefault(form.key, []).append(Place(block))


def unbound_rows(edition: Edition, reading: Reading) -> list[Doubt]:
    """A doubt for each table that has rows whose figures could not be given to columns, nor were read otherwise."""
    doubts = []
    for form in edition.tables:
        rows = {row: why for (table, row), why in reading.unbound.items() if table == form.key}
        left = [row for row in rows if not any(metric in reading.figures for metric in _cells(form, row))]
        if left:
            why, place = rows[left[0]]
            name = f"“{_short(form, left[0])}”一行" if left[0] else "数据行"
            more = f"（等{len(left)}行如此）" if len(left) > 1 else ""
            doubts.append(Doubt(f"{form.name}：{name}{why}{more}，未采用", place, form.key))
    return doubts


def _cells(form: TableForm, row: str) -> list[str]:
    """The metrics of a row; of a record ("") all."""
    return [form.metric(row, column.key) for column in form.columns] if row else list(form.metrics)
