"""Shares and multiples that are more than a number with a unit: 三分之二, 百分之十二点一, 一半, 翻两番."""

from __future__ import annotations

import re
from decimal import Decimal

from gknlp.language.numeral_bounds import Quantity
from gknlp.language.numeral_values import ARABIC, LONGEST, han_value, number_value

_HAN = "〇零一二两三四五六七八九十百千万亿"
_PART = re.compile(rf"分之(?P<part>{ARABIC}(?:[万亿])?|[{_HAN}]+(?:点[〇零一二三四五六七八九]+)?)")
_HALF = re.compile(r"半数?")


def share_at(text: str, begin: int, end: int, stop: int) -> Quantity | None:
    """三分之二: the number from ``begin`` to ``end`` and what follows it as a share in per cent, None where it is none."""
    if text[end : end + 2] != "分之":
        return None
    found = _PART.match(text, end, stop)
    if found is None or end - begin > LONGEST:
        return None
    whole, part = number_value(text[begin:end]), number_value(found["part"])
    if not whole or part is None:
        return None
    value = part * 100 / whole
    return Quantity(value, "exact", "%", begin, found.end(), begin, value, value, "percent", is_closed=True)


def times_at(text: str, begin: int, end: int, floor: int, stop: int) -> Quantity | None:
    """翻两番: four times what it was, as 4 倍. None where it is nothing of the kind."""
    if text[end : end + 1] != "番" or end >= stop or begin <= floor or text[begin - 1] != "翻":
        return None
    doublings = han_value(text[begin:end])
    if doublings is None or doublings > 20:
        return None
    value = Decimal(2) ** int(doublings)
    return Quantity(value, "exact", "倍", begin - 1, end + 1, begin, value, value, "multiple", is_closed=True)


def half_at(text: str, begin: int, floor: int, stop: int) -> tuple[Quantity | None, int]:
    """半数, 过半 (more than 50 %), and where to go on."""
    found = _HALF.match(text, begin, stop)
    end = found.end() if found else begin + 1
    more = begin > floor and text[begin - 1] in "过超"
    if not more and end - begin < 2:
        return None, end
    fifty = Decimal(50)
    start = begin - 1 if more else begin
    if more:
        return Quantity(fifty, "at_least", "%", start, end, begin, fifty, Decimal(100), "percent"), end
    return Quantity(fifty, "exact", "%", start, end, begin, fifty, fifty, "percent", is_closed=True), end
