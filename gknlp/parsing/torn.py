"""Tables that a converter has torn: rows without their labels, figures without their header.

What is left is read in the form's order only where it is all there, every label that is left stands at its place, and
no identity of the table is broken; it carries a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gknlp.parsing.cells import cell_value, looks_like_value
from gknlp.parsing.checking import broken
from gknlp.parsing.reading import Reading
from gknlp.parsing.vocabulary import Vocabulary, vocabulary
from gknlp.types.document import BlockKind, Cell, Document, Doubt, Place
from gknlp.types.edition import Edition, Layout, TableForm

_ABOVE = 10
"""Blocks above a row of figures in which the words of its header may stand."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of figures: the key of the row that its label names, "" where it has none."""

    block: int
    key: str
    cells: tuple[Cell, ...]


def read_torn(document: Document, edition: Edition, reading: Reading) -> None:
    """Add to ``reading`` what its tables still lack."""
    for form in edition.tables:
        if not form.required:
            continue
        if form.layout is Layout.MATRIX and form.key in reading.places and not _is_whole(form, reading):
            _matrix(document, edition, form, reading)
        elif form.layout is Layout.RECORD and not any(metric in reading.figures for metric in form.metrics):
            _record(document, edition, form, reading)


def _is_whole(form: TableForm, reading: Reading) -> bool:
    """Whether every cell was read, of one of the sets of rows that the form may have."""
    columns = [column.key for column in form.columns]
    return any(
        all(form.metric(key, column) in reading.figures for key in order for column in columns)
        for order in _orders(form)
    )


def _rows(document: Document, words: Vocabulary, width: int) -> Iterator[_Row]:
    """The rows of all grids that hold ``width`` figures, a padding column behind them left out."""
    for number, block in enumerate(document.blocks):
        if block.kind is not BlockKind.GRID or block.grid is None:
            continue
        for line in range(block.grid.rows):
            cells = block.grid.row(line)
            at = max((n + 1 for n, cell in enumerate(cells) if not looks_like_value(cell.text)), default=0)
            values = cells[at:]
            while len(values) > width and not values[-1].text.strip():
                values.pop()
            key = (words.row(cells[at - 1].text) or "") if at else ""
            if len(values) == width and (key or not at) and any(cell.text.strip() for cell in values):
                yield _Row(number, key, tuple(values))


def _matrix(document: Document, edition: Edition, form: TableForm, reading: Reading) -> None:
    columns = [column.key for column in form.columns]
    rows = list(_rows(document, vocabulary(edition, form.key), len(columns)))
    labelled = [number for number, row in enumerate(rows) if row.key]
    rows = rows[labelled[0] : labelled[-1] + 1] if labelled else []
    for order in _orders(form):
        if len(rows) == len(order) and all(row.key in ("", key) for row, key in zip(rows, order, strict=True)):
            cells = {
                form.metric(key, column): (row.block, cell)
                for key, row in zip(order, rows, strict=True)
                for column, cell in zip(columns, row.cells, strict=True)
            }
            _keep(edition, form, reading, cells, "部分行的标题缺失，已按法定行序读取并经勾稽关系验证")
            return


def _orders(form: TableForm) -> Iterator[list[str]]:
    """The keys of the form's rows, once for each set of rows of which only one is there."""
    for choice in form.either or ((),):
        others = {key for other in form.either if other != choice for key in other}
        yield [row.key for row in form.rows if row.key not in others]


def _record(document: Document, edition: Edition, form: TableForm, reading: Reading) -> None:
    for row in _rows(document, vocabulary(edition, form.key), len(form.metrics)):
        if not row.key and _has_words(document, row.block, form):
            cells = {metric: (row.block, cell) for metric, cell in zip(form.metrics, row.cells, strict=True)}
            _keep(edition, form, reading, cells, "没有可用的列标题，已按法定列序读取并经合计验证")
            return


def _has_words(document: Document, block: int, form: TableForm) -> bool:
    above = "".join("".join(other.text.split()) for other in document.blocks[max(0, block - _ABOVE) : block])
    return all(group.labels[0] in above for group in form.groups if not group.group)


def _keep(edition: Edition, form: TableForm, reading: Reading, cells: dict[str, tuple[int, Cell]], why: str) -> None:
    """Take in ``cells`` where they break no identity."""
    trial = Reading(dict(reading.figures), {form.key: []})
    places: dict[str, Place] = {}
    for metric, (block, cell) in cells.items():
        places[metric] = Place(block, 0, len(cell.text), (cell.row, cell.column))
        trial.add(form, metric, places[metric], cell.text, cell_value(cell.text))
    if trial.contested or broken(edition, trial):
        return
    fresh = [metric for metric in cells if metric not in reading.figures]
    if not fresh:
        return
    for metric in fresh:
        reading.figures[metric] = trial.figures[metric]
    found = reading.places.setdefault(form.key, [])
    found += [
        Place(block) for block in sorted({cells[metric][0] for metric in fresh} - {place.block for place in found})
    ]
    reading.doubts.append(Doubt(f"{form.name}：{why}", places[fresh[0]], form.key))
