"""Dates that no calendar has: 2月30日, 13月5日, 2月29日 of a common year."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator

from gknlp.language.numerals import han_value
from gknlp.parsing.narrative import Narrative
from gknlp.types.report import Slip

_HAN = "一二三四五六七八九十"
_DAY = re.compile(
    rf"(?:(?<!\d)((?:19|20)\d\d) ?年 ?)?(?<![\d.,〇零{_HAN}])(\d{{1,2}}|[{_HAN}]{{1,3}}) ?月 ?(\d{{1,2}}|[{_HAN}]{{1,3}}) ?(?:日|号(?![楼门院文令窗线公]))"
)
_MONTH = re.compile(r"(?<!\d)(?:19|20)\d\d ?年 ?(\d{1,2}) ?月(?! ?\d)")
_LONG_YEAR = re.compile(r"(?<![\d.,])20(?:19|20)\d\d ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?")
"""A year begun twice: 202020年12月31日."""
_BEFORE, _BEHIND = 11, 7
"""Characters around 月 that a date may take."""
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def impossible_dates(narrative: Narrative) -> Iterator[Slip]:
    """The dates of the narrative that do not exist."""
    text, last = narrative.text, 0
    at = text.find("月")
    while at >= 0:
        low, high = max(last, at - _BEFORE), at + _BEHIND
        day = _DAY.search(text, low, high)
        month = None if day else _MONTH.search(text, low, high)
        found = day or month
        if found and found.end() > at:
            last = found.end()
            is_real = _is_day(day) if day else 1 <= int(found[1]) <= len(_LENGTHS)
            if not is_real:
                yield Slip("impossible_date", found[0], narrative.flow.place(found.start(), found.end()))
        at = text.find("月", at + 1)
    for found in _LONG_YEAR.finditer(text):
        yield Slip("impossible_date", found[0], narrative.flow.place(found.start(), found.end()))


def _is_day(found: re.Match[str]) -> bool:
    month, day = _number(found[2]), _number(found[3])
    return month is None or day is None or _exists(int(found[1]) if found[1] else None, month, day)


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    value = han_value(text)
    return None if value is None else int(value)


def _exists(year: int | None, month: int, day: int) -> bool:
    if not 1 <= month <= len(_LENGTHS) or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    return not (month == 2 and day == _LENGTHS[1] and year is not None and not isleap(year))
