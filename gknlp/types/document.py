"""What a file says, in its own characters and in reading order."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum

UNSURE = "\u2047"
"""Stands behind the text of a cell that a reader could not make out for sure (⁇)."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands.

    ``start`` and ``end`` are offsets (characters, end exclusive) into the text of block number ``block``
    or, where ``cell`` = (row, column) is given, into the text of that cell of the block's grid.
    """

    block: int
    start: int = 0
    end: int = 0
    cell: tuple[int, int] | None = None

    def overlaps(self, other: Place) -> bool:
        """Whether some characters stand at both."""
        is_beside = self.block == other.block and self.cell == other.cell
        return is_beside and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reader or parser says that it may have read something wrong. ``message`` is Chinese."""

    message: str
    place: Place | None = None
    table: str = ""
    """Key of the table that the doubt concerns, "" where it concerns none."""
    sections: tuple[str, ...] = ()
    """Keys of the sections that it concerns."""
    is_of_scan: bool = False
    """Whether it says that text was recognised from images."""


class BlockKind(Enum):
    """What kind of thing a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid, at its upper left corner. ``text`` may hold line breaks."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


def _row_of(cell: Cell) -> int:
    return cell.row


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file draws it.

    ``cells`` are in reading order (row, then column), each merged cell once. ``spans_known`` is False for text
    flattened from a table: a row then holds its cells from column 0 on, without the widths of merged ones
    (horizontally merged cells stand once, vertically continued ones are empty).
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    spans_known: bool = True

    def row(self, number: int) -> list[Cell]:
        """The cells that begin in row ``number``, left to right."""
        start, end = (bisect_left(self.cells, row, key=_row_of) for row in (number, number + 1))
        return list(self.cells[start:end])

    def matrix(self) -> list[list[Cell | None]]:
        """Rows × columns; a merged cell stands at every position that it covers."""
        matrix: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    matrix[row][column] = cell
        return matrix


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a grid.

    ``text`` is the whole text of a paragraph or heading (no line break inside unless the file has one) and "" for a
    grid. ``level`` is the depth of a heading as the file marks it (1 = topmost), 0 otherwise. ``line`` is the line
    of the file, counted from 1, where the format has lines; ``page`` the page on which the block begins, counted from
    1, where it has pages.
    """

    kind: BlockKind
    text: str = ""
    grid: Grid | None = None
    level: int = 0
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says.

    ``metadata`` are (name, value) pairs that the file states of itself outside its text, names in lower case:
    ``title`` (of a page or in the document's properties), ``published``, ``signed`` (成文日期), ``publisher``.
    """

    name: str
    format: str
    blocks: tuple[Block, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def text(self, place: Place) -> str:
        """The characters at ``place``."""
        return self.whole(place)[place.start : place.end]

    def whole(self, place: Place) -> str:
        """The whole text of the block or cell that ``place`` lies in."""
        block = self.blocks[place.block]
        if place.cell is None:
            return block.text
        assert block.grid is not None
        for cell in block.grid.cells:
            if (cell.row, cell.column) == place.cell:
                return cell.text
        return ""
