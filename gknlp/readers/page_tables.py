"""Ruled tables of single pages -> whole tables: pieces that go on over a page's end are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from gknlp.readers.ruling import Box
from gknlp.types.document import Cell, Grid

_SAME = 6.0
"""Points by which the sides of a table may differ from page to page."""
_NUMBER = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．])")
_VALUE = re.compile(r"[\s+\-－\d.,，/／—万亿元件条个次项份]*")

Piece = TypeVar("Piece")


@dataclass(slots=True)
class Sheaf:
    """A ruled table on one page or joined from several: edges in points, cells with their text."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[tuple[Box, str]]

    @property
    def top(self) -> float:
        """The y of its upper edge."""
        return self.ys[0]

    @property
    def x0(self) -> float:
        """The x of its left edge."""
        return self.xs[0]

    def grid(self) -> tuple[Grid, bool]:
        """The table as a grid, and whether some of its cells are not closed by lines."""
        cells = [
            Cell(box.row, box.column, text, box.row_end - box.row, box.column_end - box.column)
            for box, text in sorted(self.cells, key=lambda cell: (cell[0].row, cell[0].column))
        ]
        return Grid(tuple(cells), len(self.ys) - 1, len(self.xs) - 1), any(box.is_torn for box, _ in self.cells)


def joined(pieces: Sequence[Piece | Sheaf]) -> list[Piece | Sheaf]:
    """``pieces`` with each table that goes on at the top of the next page made one."""
    result: list[Piece | Sheaf] = []
    last_page = 0
    for piece in pieces:
        before = result[-1] if result else None
        if (
            isinstance(piece, Sheaf)
            and isinstance(before, Sheaf)
            and piece.page == last_page + 1
            and abs(piece.xs[0] - before.xs[0]) <= _SAME
            and abs(piece.xs[-1] - before.xs[-1]) <= _SAME
        ):
            result[-1] = _join(before, piece)
            last_page = piece.page
            continue
        result.append(piece)
        if isinstance(piece, Sheaf):
            last_page = piece.page
    return result


def _join(upper: Sheaf, lower: Sheaf) -> Sheaf:
    xs = _united(upper.xs, lower.xs)
    cells = [(_moved(box, upper.xs, xs, 0), text) for box, text in upper.cells]
    rows = len(upper.ys) - 1
    added = [(_moved(box, lower.xs, xs, rows), text) for box, text in lower.cells]
    height = upper.ys[-1] - lower.ys[0]
    ys = [*upper.ys, *(y + height for y in lower.ys[1:])]
    return _mended(Sheaf(upper.page, xs, ys, cells), added, rows)


def _united(first: Sequence[float], second: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for x in sorted([*first, *second]):
        if not edges or x - edges[-1] > _SAME / 2:
            edges.append(x)
    return edges


def _moved(box: Box, old: Sequence[float], new: Sequence[float], rows: int) -> Box:
    def column(number: int) -> int:
        return min(range(len(new)), key=lambda n: abs(new[n] - old[number]))

    left = column(box.column)
    return Box(box.row + rows, left, box.row_end + rows, max(column(box.column_end), left + 1), box.is_torn)


def _mended(upper: Sheaf, added: list[tuple[Box, str]], rows: int) -> Sheaf:
    """Join the row that the page's end has cut in two: its label goes on below, its figures stand on one side only."""
    last = {box.column: (box, text) for box, text in upper.cells if box.row_end == rows}
    first = {box.column: (box, text) for box, text in added if box.row == rows}
    same = {column for column in first if column in last and first[column][0].column_end == last[column][0].column_end}
    is_cut = (
        bool(same) and same == set(first) == set(last) and all(box.row_end == rows + 1 for box, _ in first.values())
    )
    if is_cut and _is_one_row([last[c][1] for c in sorted(same)], [first[c][1] for c in sorted(same)]):
        for column in same:
            box, text = last[column]
            upper.cells[upper.cells.index((box, text))] = (box, "\n".join(filter(None, (text, first[column][1]))))
        upper.cells += [
            (Box(box.row - 1, box.column, box.row_end - 1, box.column_end, box.is_torn), text)
            for box, text in added
            if box.row != rows
        ]
        upper.ys = [*upper.ys[:rows], *upper.ys[rows + 1 :]]
        return upper
    upper.cells += added
    return upper


def _is_one_row(above: list[str], below: list[str]) -> bool:
    """Whether two rows are the halves of one: one has no figures, and the lower label does not begin anew."""
    labels = [n for n in range(len(above)) if not (_VALUE.fullmatch(above[n]) and _VALUE.fullmatch(below[n]))]
    figures = [n for n in range(len(above)) if n not in labels]
    if not labels or not figures:
        return False
    upper, lower = any(above[n].strip() for n in figures), any(below[n].strip() for n in figures)
    begun = [below[n] for n in labels if below[n].strip()]
    ends = [above[n] for n in labels if above[n].strip()]
    return upper != lower and bool(begun) and bool(ends) and not any(map(_NUMBER.match, begun))
