"""A total and the parts named with it in one sentence."""

from __future__ import annotations

import re

from gknlp.language.numerals import Quantity, quantities
from gknlp.parsing.flow import Flow, without
from gknlp.types.report import Breakdown, Part

_INTRODUCED = re.compile(r"[，,。;]?\s?(\(|\(?其中:?|包括:?|分别为:?|分别是:?|:)")
_WHOLE_LIST = re.compile(r"分别|包括")
_REST = re.compile(r"^(?:其[他它](?!处理|结果)|其余|余下)")
_FEWEST_PARTS, _MOST_PARTS = 2, 60
_ITEMS = frozenset("件条份篇个项则宗起部")
"""Counters that one list may mix: 220条，3302件."""


def _depth_end(text: str, start: int) -> int:
    """Where the list that begins at ``start`` ends: at its closing bracket, or at the end of the sentence."""
    depth = 0
    for index in range(start, min(len(text), start + 1500)):
        character = text[index]
        if character == "(":
            depth += 1
        elif character == ")":
            if not depth:
                return index
            depth -= 1
        elif character in "。\n" or (character == ";" and not depth):
            return index
    return min(len(text), start + 1500)


def _level(text: str, start: int, offset: int) -> int:
    return text.count("(", start, offset) - text.count(")", start, offset)


def _name(text: str, start: int, end: int) -> str:
    return re.split(r"[，,、;:(]", text[start:end])[-1].strip(' “”"为是共有')


def _breakdown(flow: Flow, text: str, numbers: list[Quantity], index: int) -> Breakdown | None:
    total = numbers[index]
    found = _INTRODUCED.match(text, total.end)
    if not found or total.bound != "exact" or total.unit in ("", "%", "元"):
        return None
    end = _depth_end(text, found.end())
    parts: list[Part] = []
    low, level, last_name, mixed = found.end(), 0, "", False
    for following in range(index + 1, len(numbers)):
        quantity = numbers[following]
        if quantity.start >= end or len(parts) > _MOST_PARTS:
            break
        level += _level(text, low, quantity.start)
        alike = quantity.unit == total.unit or (quantity.unit in _ITEMS and total.unit in _ITEMS)
        if alike and not level:
            if quantity.bound != "exact":
                return None
            mixed = mixed or quantity.unit != total.unit
            last_name = _name(text, low, quantity.start)
            parts.append(Part(last_name, quantity.value, flow.place(quantity.start, quantity.end)))
        low = quantity.end
    if not _FEWEST_PARTS <= len(parts) <= _MOST_PARTS:
        return None
    exhaustive = bool(_REST.match(last_name) or _WHOLE_LIST.search(found[1]))
    if mixed and sum(part.value for part in parts) != total.value:
        exhaustive = False  # another counter may count something else
    return Breakdown(total.value, total.unit, flow.place(total.start, total.end), tuple(parts), exhaustive)


def breakdowns_of(flow: Flow, begin: int, tables: list[tuple[int, int]]) -> tuple[Breakdown, ...]:
    """The totals with their parts, in order. A list counts as complete only where its last part is “其他…”/“其余…” or the
    words before it say so (分别为, 包括)."""
    text = without(flow.text, tables)
    numbers = list(quantities(text, begin))
    found = (_breakdown(flow, text, numbers, index) for index in range(len(numbers)))
    return tuple(breakdown for breakdown in found if breakdown is not None)
