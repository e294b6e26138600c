"""The words right above a grid, or in its first line, that say of which year it is."""

from __future__ import annotations

import re

from gknlp.language.characters import fold
from gknlp.language.dates import arabic_years
from gknlp.types.document import BlockKind, Document, Grid

_LONGEST = 60
_LINES = 2
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年(?!\d{1,2}月|新?版|新?格式|试行)|[^\d年.\-/〕号]|$)")
_YEAR_BEFORE = re.compile(r"(?:上一?|去)年度?(?!.{0,2}(?:结转|转结))")


def captions_of(document: Document, number: int, grid: Grid) -> list[str]:
    """The short lines between the grid in block ``number`` and what stands before them, and the one cell that fills
    the grid's first line; nearest first."""
    first = grid.row(0) if grid.rows else []
    found = [first[0].text] if len(first) == 1 else []
    for block in reversed(document.blocks[max(0, number - _LINES) : number]):
        if block.kind is BlockKind.GRID or len(block.text) > _LONGEST or block.text.rstrip().endswith("。"):
            break
        found.append(block.text)
    return ["".join(fold(text).split()) for text in found]


def other_year(captions: list[str], year: int | None) -> str:
    """The year that the nearest caption names, where it is not the report's; "" where none does."""
    for text in captions:
        years = _YEAR.findall(arabic_years(text))
        if year is not None and years:
            return "" if str(year) in years else f"{years[0]}年"
        before = _YEAR_BEFORE.search(text)
        if before:
            return before[0]
    return ""
