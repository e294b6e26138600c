"""Quantities in Chinese official text: １２３, 1,024, 八十六, 1.6万余, 近千件, 九成五 as exact decimals with unit and bound.

Two modes. The default one reads as a report means it: a year, a date, a document number, an ordinal or the 三 of 三审三校
is no quantity, and a Chinese numeral is one only with a unit. ``everything=True`` reads any number (``numeral_general``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from gknlp.language.numeral_bounds import Quantity, band
from gknlp.language.numeral_general import every_quantity
from gknlp.language.numeral_shares import half_at, share_at, times_at
from gknlp.language.numeral_units import Tail, tail_at, without_prefix
from gknlp.language.numeral_values import (
    ARABIC,
    FIGURE,
    LARGE,
    LONGEST,
    han_value,
    number_value,
    plain,
)
from gknlp.language.numeral_words import context, hedge_words, units, word_traps

__all__ = ["COUNTERS", "Quantity", "han_value", "number_value", "quantities"]

COUNTERS = tuple(word for word, unit in units().items() if unit.kind == "count")
"""The counters of ``lexicons/numerals.toml``."""

_HAN = "〇零一二两三四五六七八九十百千廿卅万亿萬億兩兆"
_POWER = "十百千万亿兆萬億"
_RUN = re.compile(
    rf"(?:{ARABIC}(?: ?[万亿萬億]|[{_POWER}])?(?:(?<=[{_POWER}])[{_HAN}]+)?|[{_HAN}]+)"
    rf"(?:(?<=[{_POWER}零]){ARABIC}(?:[{_POWER}][{_HAN}]*)?)*(?:点[〇零一二三四五六七八九]+[万亿]*)?"
)
_FORMAL = re.compile(r"[壹贰叁肆伍陆柒捌玖零拾佰仟万亿]{2,}")
_CANDIDATE = re.compile(rf"[{FIGURE}{_HAN}壹贰叁肆伍陆柒捌玖拾半]")
_GROUPS = re.compile(rf"[{FIGURE}]{{1,3}}(?: [{FIGURE}]{{3}}){{1,4}}(?:\.[{FIGURE}]{{1,9}})?(?![{FIGURE}.,])")
_TORN = re.compile(rf"[{FIGURE}]{{1,4}}(?:[ \n][{FIGURE}]{{1,4}}){{1,5}}(?![{FIGURE}.,])")
_INTRODUCES = "到理收为计共达布开结出供复请息了过近约"
"""Characters after which a number begins, not a title, a label or a year: what is torn behind them is one number."""
_RANGE = re.compile(rf"\s?(?:[-~～—–]{{1,2}}|至|到)\s?(?=[{FIGURE}{_HAN}])")
_DASHES = frozenset("-~～—–至")
_NEIGHBOURS = re.compile(r"[一二三四五六七八九]{2}(?=$|[十百千万亿])|(?<=十)[一二三四五六七八九]{2}$")
_ALONE = re.compile(r"\s*(?:[。，；、,;:)(\n]|$)")
_OPENING = frozenset('“‘"《「')
_MINUS = re.compile(r"(?:^|[ (，,、:为是长降比幅率了])-$|(?<![抱胜担肩自])负$|(?:(?<=[比期年度、，,;(])|^)减$")
_NUMBERED = re.compile(r"(?:^|[\n(。;:])\s*$")
_GOES_ON = re.compile(rf"[,:][{FIGURE}]")
_TAIL = re.compile(r"(?<![\d表图第件])(?!(?:19|20)\d\d[ \n]$)\d{1,7}[ \n]$")
_MONTH = re.compile(r"(?:19|20)\d\d\.\d{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 8
"""Characters before a number that are looked at for hedges and traps."""


def quantities(
    text: str, start: int = 0, end: int | None = None, *, everything: bool = False, unit: str = ""
) -> Iterator[Quantity]:
    """The quantities of folded ``text[start:end]``, left to right, never overlapping; offsets into ``text``.

    Numbers that count nothing (years, ordinals, document and telephone numbers, working days …) are left out, and
    Chinese numerals without a unit. ``everything`` finds these too. ``unit`` is what a number without unit is given, as
    the head of a column names it (万元). Linear in the length; raises KeyError for a ``unit`` that is unknown.
    """
    stop = len(text) if end is None else end
    if everything:
        yield from every_quantity(text, start, stop)
        return
    given = _given(unit)
    position = start
    while found := _CANDIDATE.search(text, position, stop):
        quantity, position = _read(text, found.start(), position, stop)
        if quantity is not None:
            if given and not quantity.unit:
                quantity = _in_unit(quantity, *given)
            yield quantity


def _given(unit: str) -> tuple[int, str] | None:
    """The factor and the unit of 万元: what a number without unit is counted in."""
    if not unit:
        return None
    factor, rest = 1, unit
    while rest not in units() and rest[:1] in {**LARGE, "千": 1000, "百": 100}:
        factor, rest = factor * {**LARGE, "千": 1000, "百": 100}[rest[0]], rest[1:]
    if rest != "%":
        units()[rest]
    return factor, rest


def _in_unit(quantity: Quantity, factor: int, unit: str) -> Quantity:
    low, high = (None if end is None else end * factor for end in (quantity.low, quantity.high))
    kind = "percent" if unit == "%" else units()[unit].kind
    return replace(quantity, value=quantity.value * factor, low=low, high=high, unit=unit, kind=kind)


def _read(text: str, begin: int, floor: int, stop: int) -> tuple[Quantity | None, int]:
    """The quantity whose number begins at ``begin``, None where there is none, and where to go on; what stands before
    ``floor`` belongs to another one."""
    first = text[begin]
    words = word_traps(False).get(first)
    if words is not None and (trap := words.match(text, begin, stop)):
        return None, trap.end()
    if first == "半":
        half, end = half_at(text, begin, floor, stop)
        half = _hedged_share(text, half, floor, stop) if half and half.bound == "exact" else half
        return half, half.end if half else end
    number, end = _number_at(text, begin, stop)
    if not number:
        return None, end
    if first.isdigit() and begin and (text[begin - 1].isdigit() or text[begin - 1] in ".,"):
        return None, end
    if first.isdigit() and _TAIL.search(text, max(0, begin - _REACH), begin):
        return None, end  # the tail of a number that a space cuts: what it is cannot be told
    share = share_at(text, begin, end, stop) or times_at(text, begin, end, floor, stop)
    if share is not None:
        if share.end - share.digits > 2 * LONGEST or context("before", False).search(
            text, max(0, begin - _REACH), begin
        ):
            return None, share.end
        return _hedged_share(text, share, floor, stop), share.end
    upper = _range_at(text, number, end, stop)
    tail = tail_at(text, upper[1] if upper else end, stop)
    if upper is None and tail.unit and text[tail.end : tail.end + 1] in _DASHES:
        upper = _range_at(text, number, tail.end, stop, tail.unit)
        tail = tail_at(text, upper[1], stop) if upper else tail
    if not _counts(text, begin, number, tail, stop):
        return None, max(end, tail.end if tail.unit else end)
    quantity = _build(text, begin, floor, number, upper, tail)
    return quantity, max(end, quantity.end if quantity else end)


def _number_at(text: str, begin: int, stop: int) -> tuple[str, int]:
    """The numeral that begins at ``begin`` and its end; "" where the characters there are none."""
    if text[begin] in "壹贰叁肆伍陆柒捌玖拾":
        formal = _FORMAL.match(text, begin, stop)
        if formal is None or not set(formal[0]) & set("拾佰仟万亿"):
            return "", formal.end() if formal else begin + 1
        return formal[0], formal.end()
    found = _RUN.match(text, begin, stop)
    if found is None:  # pragma: no cover - every candidate begins a run
        return "", begin + 1
    if text[found.end() : found.end() + 1] in (" ", "\n") and found[0].isdigit():
        joined = _joined(text, begin, stop)
        if joined:
            return joined, begin + len(joined)
    run = without_prefix(text, found[0], found.end(), stop)
    return run, begin + len(run)


def _joined(text: str, begin: int, stop: int) -> str:
    """A number that a space or line break cuts (14 107件), where it can be nothing else; "" otherwise."""
    is_spaced = text[begin - 1 : begin] == " "
    before = text[begin - 1 - is_spaced : begin - is_spaced]
    groups = _GROUPS.match(text, begin, stop)
    if (
        groups
        and not (before.isalnum() and before.isascii())
        and before not in ("年", "月", "日", "第", "表", "图", "件")
    ):
        if _bears_unit(text, groups.end(), stop, is_spaced):
            return groups[0]
    torn = _TORN.match(text, begin, stop)
    if torn and before and (before in _INTRODUCES or is_spaced) and text[begin] not in "0０":
        if not _YEAR.match(text, begin) and _bears_unit(text, torn.end(), stop, is_spaced):
            return torn[0]
    return ""


def _bears_unit(text: str, end: int, stop: int, is_spaced: bool) -> bool:
    """Whether a unit follows: at once, or behind a space where the number stands between spaces."""
    tail = tail_at(text, end, stop)
    return tail.touches or (is_spaced and bool(tail.unit) and text[end : end + 1] == " ")


def _range_at(
    text: str, number: str, end: int, stop: int, unit: str = ""
) -> tuple[tuple[Decimal, Decimal], int] | None:
    """The ends of a range that begins with ``number`` (3-5件, 1至3万元) and where it ends; None where it is none.

    ``unit`` is that of the first number where it bears one: the second must bear it too (50%-60%)."""
    mark = _RANGE.match(text, end, min(stop, end + 6))
    if mark is None or _YEAR.fullmatch(number) or (number[0] == "0" and number.isdigit() and len(number) > 1):
        return None
    found = _RUN.match(text, mark.end(), stop)
    run = without_prefix(text, found[0], found.end(), stop) if found else ""
    finish = mark.end() + len(run)
    behind = tail_at(text, finish, stop) if run else None
    if behind is None or not behind.unit or (unit and behind.unit != unit):
        return None
    low, high, large = number_value(number), number_value(run), LARGE.get(run[-1], 1)
    if low is None or high is None or run[0] in LARGE:
        return None
    if not unit and number[-1] not in LARGE and low < high / large:
        low *= large  # 1至3万: the 万 of the second holds for both
    return ((low, high), finish) if low < high else None


def _counts(text: str, begin: int, number: str, tail: Tail, stop: int) -> bool:
    """Whether the number counts something: the report-minded half of the work."""
    arabic = number[0].isdigit()
    if not tail.unit and (not arabic or not _stands_alone(text, begin, number, tail.end)):
        return False
    if len(number) > LONGEST or (not arabic and text[begin - 1 : begin] in _OPENING and begin):
        return False
    if context("before", False).search(text, max(0, begin - _REACH), begin):
        return False
    return not context("after", False).match(text, tail.end, stop)


def _stands_alone(text: str, begin: int, number: str, end: int) -> bool:
    """Whether a number without unit is a number of something: not a label, a code, a numbering."""
    if not _ALONE.match(text, end) or _GOES_ON.match(text, end) or _MONTH.fullmatch(number):
        return False
    plain_digits = number.isdigit()
    if plain_digits and ((len(number) > 1 and number[0] == "0") or len(number) > 8):
        return False
    if context("bare", False).search(text, max(0, begin - _REACH), begin):
        return False
    if text[begin - 1 : begin] == "-" and text[max(0, begin - 2) : begin - 1].isalnum():
        return False
    numbered = plain_digits and len(number) <= 2 and text[end : end + 1] in (")", "、")
    return not (numbered and _NUMBERED.search(text, max(0, begin - _REACH), begin))


def _neighbours(number: str) -> tuple[Decimal, Decimal] | None:
    """Two digits side by side say “from … to …”: 三五件, 二三十件, 十七八件."""
    found = _NEIGHBOURS.search(number)
    if found is None or len(number) > 6:
        return None
    pair = found[0]
    low, high = (number_value(number[: found.start()] + digit + number[found.end() :]) for digit in pair)
    if low is None or high is None or (pair != "三五" and "一二三四五六七八九".find(pair) < 0):
        return None
    return low, high


def _build(
    text: str, begin: int, floor: int, number: str, upper: tuple[tuple[Decimal, Decimal], int] | None, tail: Tail
) -> Quantity | None:
    """The quantity of a number (and the upper end of its range) with what stands around it."""
    several = text[begin - 1] if begin > floor and number[0] in _POWER and text[begin - 1] in "数几" else ""
    ends = upper[0] if upper else _neighbours(number)
    value = ends[0] if ends else number_value(number)
    if value is None:
        return None
    pattern, bands = hedge_words("before")
    found = pattern.search(text, max(floor, begin - _REACH), begin)
    hedge = bands[found[1]] if found and _is_hedge(text, found, number) else ""
    first = found.start() if found and hedge else begin - len(several)
    if number[0] in "百千万亿" and len(number) == 1 and not (several or hedge or tail.odd):
        return None
    sign = _sign(text, begin, floor) if not hedge and not several else 1
    hedge = tail.hedge or hedge or ("odd" if tail.odd else "")
    first, worth = first - (sign < 0), sign * value * tail.factor + tail.half
    bound, low, high = band(worth, hedge)
    closed = hedge in ("", "about", "most")
    made = Quantity(
        worth, bound, tail.unit, first, tail.end, begin, low, high, tail.kind, bool(ends), closed or bool(ends)
    )
    if several:
        low = 2 * worth
        return replace(made, value=low, bound="at_least", low=low, high=10 * worth, is_closed=False)
    if ends is not None:
        return replace(made, bound="at_least", low=worth, high=ends[1] * tail.factor)
    return made


def _is_hedge(text: str, found: re.Match[str], number: str) -> bool:
    """Whether the word before a number hedges it: 上 and 过 only before a bare power (上百), 约 not in 预约."""
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    if found[1] in ("上", "过"):
        return number[0] in "百千万亿" and before not in ("以", "网", "之", "通", "经")
    if found[1] == "约":
        return before not in tuple("预节签履合契邀违制条规公大俭特")
    if found[1] == "近":
        return before not in ("最", "附", "临", "靠", "就", "邻", "相")
    return True


def _sign(text: str, begin: int, floor: int) -> int:
    return -1 if begin > floor and _MINUS.search(text, max(floor, begin - 2), begin) else 1


def _hedged_share(text: str, share: Quantity, floor: int, stop: int) -> Quantity:
    """A share or multiple with the hedges around it."""
    pattern, bands = hedge_words("before")
    found = pattern.search(text, max(floor, share.start - _REACH), share.start)
    hedge = bands[found[1]] if found and _is_hedge(text, found, plain(text[share.digits])) else ""
    first = found.start() if found and hedge else share.start
    after, after_bands = hedge_words("after")
    behind = after.match(text, share.end, stop)
    end = behind.end() if behind else share.end
    hedge = after_bands[behind[1]] if behind else hedge
    bound, low, high = band(share.value, hedge)
    return replace(
        share, bound=bound, low=low, high=high, start=first, end=end, is_closed=hedge in ("", "about", "most")
    )
