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
_FEWEST_EDGES = 5
_MOST_HEADER_ROWS = 5
_NUMBER = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．])")
_VALUE = re.compile(r"[\s+\-－\d.,，/／—万亿元件条个次项份]*")

Piece = TypeVar("Piece")


@dataclass(slots=True)
class Sheaf:
    """A ruled table on one page or joined from several, ``page`` to ``last_page``: edges in points, cells with their
    text."""

    page: int
    last_page: int
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
    """``pieces`` with each table that goes on at the top of the next page made one.

    One line may stand between its halves (a caption, the unit) where their columns are the same; it comes behind them.
    """
    result: list[Piece | Sheaf] = []
    for piece in pieces:
        if isinstance(piece, Sheaf):
            at = next((n for n in (-1, -2) if len(result) >= -n and isinstance(result[n], Sheaf)), 0)
            before = result[at] if at else None
            if isinstance(before, Sheaf) and _goes_on(before, piece, is_near=at == -1):
                result[at] = _join(before, piece)
                continue
        result.append(piece)
    return result


def _goes_on(upper: Sheaf, lower: Sheaf, is_near: bool) -> bool:
    """Whether ``lower`` is on the next page and has the sides of ``upper`` and, unless nothing stands between them, its columns too."""
    if lower.page != upper.last_page + 1:
        return False
    if abs(lower.xs[0] - upper.xs[0]) > _SAME or abs(lower.xs[-1] - upper.xs[-1]) > _SAME:
        return False
    if is_near:
        return True
    more, fewer = sorted((upper.xs, lower.xs), key=len, reverse=True)
    return len(fewer) > _FEWEST_EDGES and all(any(abs(x - y) <= _SAME / 2 for y in more) for x in fewer)


def _join(upper: Sheaf, lower: Sheaf) -> Sheaf:
    lower = _headless(upper, lower)
    shifted = _stretched(lower.xs, upper.xs[0], upper.xs[-1])
    xs = _united(upper.xs, shifted)
    cells = [(_moved(box, upper.xs, xs, 0), text) for box, text in upper.cells]
    rows = len(upper.ys) - 1
    added = [(_moved(box, shifted, xs, rows), text) for box, text in lower.cells]
    height = upper.ys[-1] - lower.ys[0]
    ys = [*upper.ys, *(y + height for y in lower.ys[1:])]
    return _mended(Sheaf(upper.page, lower.last_page, xs, ys, cells), added, rows)


def _headless(upper: Sheaf, lower: Sheaf) -> Sheaf:
    """``lower`` without the header of ``upper``, which some programs repeat on each page."""
    for count in range(min(_MOST_HEADER_ROWS, len(upper.ys) - 2, len(lower.ys) - 2), 0, -1):
        above, below = _header(upper, count), _header(lower, count)
        if above and len(above) == len(below) and all(map(_is_same, above, below)):
            cells = [
                (Box(box.row - count, box.column, box.row_end - count, box.column_end, box.is_torn), text)
                for box, text in lower.cells
                if box.row >= count
            ]
            return Sheaf(lower.page, lower.last_page, lower.xs, lower.ys[count:], cells)
    return lower


def _header(table: Sheaf, count: int) -> list[tuple[int, int, float, float, str]]:
    """Rows, sides and text of the cells in the first rows; none where these are not parted from the rest or have
    figures."""
    cells = [(box, "".join(text.split())) for box, text in table.cells if box.row < count]
    if any(box.row_end > count or (text and _is_figure(text)) for box, text in cells) or not any(t for _, t in cells):
        return []
    return [(b.row, b.row_end, table.xs[b.column], table.xs[b.column_end], text) for b, text in cells]


def _is_same(above: tuple[int, int, float, float, str], below: tuple[int, int, float, float, str]) -> bool:
    is_near = abs(above[2] - below[2]) <= _SAME and abs(above[3] - below[3]) <= _SAME
    return above[:2] == below[:2] and above[4] == below[4] and is_near


def _stretched(xs: Sequence[float], left: float, right: float) -> list[float]:
    """``xs`` moved to lie between ``left`` and ``right``: scanned pages lie a little apart from one another."""
    scale = (right - left) / (xs[-1] - xs[0])
    return [left + (x - xs[0]) * scale for x in xs]


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
    last = {box.column: (n, box, text) for n, (box, text) in enumerate(upper.cells) if box.row_end == rows}
    first = {box.column: (box, text) for box, text in added if (box.row, box.row_end) == (rows, rows + 1)}
    same = sorted(
        column for column in first if column in last and first[column][0].column_end == last[column][1].column_end
    )
    if len(same) != len(first) or not _is_one_row([last[c][2] for c in same], [first[c][1] for c in same]):
        upper.cells += added
        return upper
    for column in same:
        number, box, text = last[column]
        upper.cells[number] = (box, "\n".join(filter(None, (text, first[column][1]))))
    upper.cells += [
        (Box(max(box.row - 1, rows), box.column, box.row_end - 1, box.column_end, box.is_torn), text)
        for box, text in added
        if box.row_end > rows + 1
    ]
    upper.ys = [*upper.ys[:rows], *upper.ys[rows + 1 :]]
    return upper


def _is_one_row(above: list[str], below: list[str]) -> bool:
    """Whether two rows are the halves of one: only one of them has figures, or they are a header of many columns; and
    the lower labels do not begin anew."""
    labels = [n for n in range(len(above)) if not (_VALUE.fullmatch(above[n]) and _VALUE.fullmatch(below[n]))]
    figures = [n for n in range(len(above)) if n not in labels]
    upper, lower = any(above[n].strip() for n in figures), any(below[n].strip() for n in figures)
    begun = [below[n] for n in labels if below[n].strip()]
    ends = [above[n] for n in labels if above[n].strip()]
    is_mixed = any(
        above[n].strip() and below[n].strip() and _is_figure(above[n]) != _is_figure(below[n]) for n in labels
    )
    if not begun or not ends or is_mixed or any(map(_NUMBER.match, begun)):
        return False
    return upper != lower or (not upper and len(begun) > 2)


def _is_figure(text: str) -> bool:
    return bool(_VALUE.fullmatch(text))
