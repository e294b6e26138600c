"""Dates in Chinese text: 2023年1月31日, 二〇二三年一月三十一日, 2023-01-31."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gknlp.language.numerals import han_value

_ARABIC = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})(?:\s*日|(?!\d))")
_HAN = re.compile(
    r"([二一][〇零○OoＯ0九]?[〇零○OoＯ0一二三四五六七八九]{2,3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_HAN_YEAR = re.compile(r"(?:二[〇零○OoＯ0]|一九)[〇零○OoＯ0一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇零○OoＯ一二三四五六七八九", "000000123456789")
_ZEROS = str.maketrans("○OoＯ0", "〇〇〇〇〇")


def arabic_years(text: str) -> str:
    """``text`` with years in Chinese numerals (二〇二三年) in digits; its length stays."""
    return _HAN_YEAR.sub(lambda found: found[0].translate(_DIGITS), text)


def dates(text: str) -> Iterator[tuple[date, int, int]]:
    """The dates of folded ``text`` with their spans, in order; impossible ones are left out."""
    found = [(match.start(), match.end(), tuple(map(int, match.groups()))) for match in _ARABIC.finditer(text)]
    for match in _HAN.finditer(text):
        numbers = [han_value(part.translate(_ZEROS)) for part in match.groups()]
        if all(number is not None for number in numbers):
            found.append((match.start(), match.end(), tuple(int(number or 0) for number in numbers)))
    for start, end, (year, month, day) in sorted(found):
        try:
            yield date(year, month, day), start, end
        except ValueError:
            continue
