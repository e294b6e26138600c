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
    rf"(?:(?<!\d)((?:19|20)\d\d) ?年 ?)?(?<![\d.,〇零{_HAN}])(\d{{1,2}}|[{_HAN}]{{1,3}}) ?月 ?(\d{{1,2}}|[{_HAN}]{{1,3}}) ?[日号]"
)
_MONTH = re.compile(r"(?<!\d)(?:19|20)\d\d ?年 ?(\d{1,2}) ?月(?! ?\d)")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def impossible_dates(narrative: Narrative) -> Iterator[Slip]:
    """The dates of the narrative that do not exist."""
    text = narrative.text
    if "月" not in text:
        return
    for found in _DAY.finditer(text):
        month, day = _number(found[2]), _number(found[3])
        if month is None or day is None or text[found.end() : found.end() + 1] in ("文", "令", "楼"):
            continue
        year = int(found[1]) if found[1] else None
        if not _exists(year, month, day):
            yield Slip("impossible_date", found[0], narrative.flow.place(found.start(), found.end()))
    for found in _MONTH.finditer(text):
        if not 1 <= int(found[1]) <= len(_LENGTHS):
            yield Slip("impossible_date", found[0], narrative.flow.place(found.start(), found.end()))


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    value = han_value(text)
    return None if value is None else int(value)


def _exists(year: int | None, month: int, day: int) -> bool:
    if not 1 <= month <= len(_LENGTHS) or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    return not (month == 2 and day == _LENGTHS[1] and year is not None and not isleap(year))
