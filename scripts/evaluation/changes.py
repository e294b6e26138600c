"""One number of a document, changed: in the prose or in a cell of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from gknlp.language.characters import fold
from gknlp.types.document import Block, Document, Place
from gknlp.types.report import Bound

TEN = Decimal(10)
KINDS = ("+1", "transposed", "×10", "other column", "last year")
COARSE = ("×10",)
"""What is an error of a hedged number too, whatever the band that its words allow."""
_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千]+")


@dataclass(frozen=True, slots=True)
class Change:
    """What is written at ``place`` instead of what stands there, and the number that it comes to."""

    kind: str
    place: Place
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Written:
    """A number as a text writes it: ``place`` are its digits, ``scale`` what 万 or 亿 behind them multiplies by."""

    place: Place
    value: Decimal
    scale: Decimal = Decimal(1)


def written_at(document: Document, place: Place, value: Decimal) -> Written | None:
    """The digits at ``place`` that come to ``value`` (whatever its sign), None where there are none: an absence."""
    text = fold(document.text(place))
    found = _NUMBER.search(text)
    if found is None:
        chinese = _CHINESE.search(text)
        if chinese is None or not value or value != value.to_integral_value():
            return None
        return Written(_within(place, chinese), abs(value)) if chinese[0] != "零" else None
    number = Decimal(re.sub("[,，]", "", found[0]))
    scale = _SCALES.get(text[found.end() : found.end() + 1].strip(), Decimal(1))
    scale = scale if number * scale == abs(value) else Decimal(1)
    return Written(_within(place, found), number, scale) if number * scale == abs(value) else None


def _within(place: Place, found: re.Match[str]) -> Place:
    return replace(place, start=place.start + found.start(), end=place.start + found.end())


def transposed(value: Decimal) -> Decimal | None:
    """The first two neighbouring digits that differ changed over, None where none can be."""
    text = f"{value:f}"
    for index in range(len(text) - 1):
        first, second = text[index], text[index + 1]
        if not (first.isdigit() and second.isdigit()) or first == second or (index == 0 and second == "0"):
            continue
        return Decimal(text[:index] + second + first + text[index + 2 :])
    return None


def changes_of(written: Written, bound: Bound, others: dict[str, Decimal | None]) -> Iterator[Change]:
    """The number written otherwise, a way at a time; ``others`` are values of other cells by kind of change."""
    number = written.value
    values = {"+1": number + 1, "transposed": transposed(number), "×10": number * TEN}
    if written.scale == 1:
        values |= others
    for kind in KINDS:
        value = values.get(kind)
        if value is None or value == number or value < 0 or (bound is not Bound.EXACT and kind not in COARSE):
            continue
        yield Change(kind, written.place, f"{value:f}", value * written.scale)


def with_text(document: Document, place: Place, text: str) -> Document:
    """The document with ``text`` at ``place``."""
    blocks = list(document.blocks)
    blocks[place.block] = _block_with(blocks[place.block], place, text)
    return replace(document, blocks=tuple(blocks))


def _block_with(block: Block, place: Place, text: str) -> Block:
    if place.cell is None:
        return replace(block, text=block.text[: place.start] + text + block.text[place.end :])
    assert block.grid is not None
    cells = tuple(
        replace(cell, text=cell.text[: place.start] + text + cell.text[place.end :])
        if (cell.row, cell.column) == place.cell
        else cell
        for cell in block.grid.cells
    )
    return replace(block, grid=replace(block.grid, cells=cells))
