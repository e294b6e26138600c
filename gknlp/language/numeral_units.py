"""What follows a number: 余, 万, the unit, 半, 以上."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gknlp.language.numeral_values import LARGE
from gknlp.language.numeral_words import Unit, hedge_words, units

_ODD = re.compile(r"\s?(余|多|几|来)?\s?([万亿]{0,2})(余|多|\+)?")
_PERCENT = re.compile(
    r"\s?(?:(%)|(‰)|(个?百分点)|(成)(?![为立员果效交本功长都熟型绩人就品份])([一二三四五六七八九](?![成个件十百千万]))?)"
)
_HALF = re.compile(r"半(?![年天月小数途])")
_SPACE = (" ", "\n")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a number up to ``end``: the number times ``factor`` plus ``half`` counts in ``unit``; ``odd`` where
    it says 余 or 多, ``hedge`` the band of 以上 and the like, ``touches`` whether a unit or 万 stands right behind it."""

    end: int
    unit: str = ""
    kind: str = "count"
    factor: Decimal = Decimal(1)
    half: Decimal = Decimal(0)
    odd: bool = False
    hedge: str = ""
    touches: bool = False


@cache
def _longest(everything: bool) -> int:
    return max(map(len, units(everything)))


def unit_at(text: str, position: int, stop: int, everything: bool = False) -> tuple[str, Unit] | None:
    """The longest unit that begins at ``position``: its spelling and what it is, None where there is none."""
    known = units(everything)
    for length in range(min(_longest(everything), stop - position), 0, -1):
        spelling = text[position : position + length]
        unit = known.get(spelling)
        if unit is None:
            continue
        following = text[position + length : position + length + 1]
        if spelling[-1].isascii() and spelling[-1].isalpha() and following.isascii() and following.isalnum():
            continue
        return spelling, unit
    return None


def tail_at(text: str, position: int, stop: int) -> Tail:
    """What follows the number that ends at ``position``."""
    odd = _ODD.match(text, position, stop)
    end, factor, is_odd, hedge = position, Decimal(1), False, ""
    if odd and (odd[1] or odd[2] or odd[3]):
        end, is_odd, hedge = odd.end(), bool(odd[1] or odd[3]), "from" if odd[3] == "+" else ""
        for large in odd[2]:
            factor *= LARGE[large]
    share = _PERCENT.match(text, end, stop)
    if share:
        return _share(text, share, factor, is_odd, stop)
    begin = end + 1 if text[end : end + 1] in _SPACE else end
    found = unit_at(text, begin, stop)
    if found is None:
        return _after(text, Tail(end, factor=factor, odd=is_odd, hedge=hedge, touches=factor > 1), stop)
    spelling, unit = found
    end = begin + len(spelling)
    late = text[end : end + 1] if end < stop and text[end : end + 1] in ("余", "多") else ""
    half = _HALF.match(text, end + len(late), stop)
    plus = Decimal("0.5") if half else Decimal(0)
    end = half.end() if half else end + len(late)
    made = Tail(end, unit.word, unit.kind, factor, plus, is_odd or bool(late), hedge, begin == position)
    return _after(text, made, stop)


def without_prefix(text: str, run: str, end: int, stop: int) -> str:
    """``run``, the numeral that ends at ``end``, without a 千 or 兆 that belongs to the unit: 3千克, 98兆赫."""
    if len(run) < 2 or run[-1] not in "千兆":
        return run
    found = unit_at(text, end - 1, stop)
    return run[:-1].rstrip() if found and len(found[0]) > 1 and found[1].kind != "count" else run


def _share(text: str, found: re.Match[str], factor: Decimal, odd: bool, stop: int) -> Tail:
    scale = Decimal("0.1") if found[2] else Decimal(10) if found[4] else Decimal(1)
    half = Decimal("一二三四五六七八九".index(found[5]) + 1) if found[5] else Decimal(0)
    kind = "points" if found[3] else "percent"
    return _after(text, Tail(found.end(), "%", kind, factor * scale, half, odd, "", True), stop)


def _after(text: str, tail: Tail, stop: int) -> Tail:
    pattern, bands = hedge_words("after")
    found = pattern.match(text, tail.end, stop)
    if found is None:
        return tail
    return Tail(found.end(), tail.unit, tail.kind, tail.factor, tail.half, tail.odd, bands[found[1]], tail.touches)
