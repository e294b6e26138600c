"""Long tables printed in two panels side by side: each panel is a grid of its own, under its own header."""

from __future__ import annotations

from dataclasses import replace

from gknlp.language.characters import label
from gknlp.types.document import Grid

_FEWEST_COLUMNS = 2


def panels(grid: Grid) -> tuple[Grid, ...]:
    """``grid`` cut where a row of it says the same words twice over, its cells still in their own places."""
    for number in range(grid.rows):
        cells = grid.row(number)
        words = [label(cell.text) for cell in cells]
        half = len(words) // 2
        if half >= _FEWEST_COLUMNS and words[:half] == words[half:] and all(words) and not any(map(str.isdigit, words)):
            start = cells[half].column
            return _part(grid, 0, start), _part(grid, start, grid.columns)
    return (grid,)


def _part(grid: Grid, start: int, end: int) -> Grid:
    return replace(grid, cells=tuple(cell for cell in grid.cells if start <= cell.column < end))
