"""What a cell of a table says: a number, nothing, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gknlp.language.characters import fold
from gknlp.types.document import UNSURE

_BLANK = re.compile(r"^[\s/\\\-—_·.、]*$|^无$")
_MARK = re.compile(r"(?<=\d)(?:[⁰¹²³⁴⁵⁶⁷⁸⁹①-⑳*※]{1,3}|\[[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}\])$")
"""A mark that refers to a note."""
_HAN = re.compile("[\u4e00-\u9fff]")
_UNITS = "万元|亿元|元|件|条|个|次|项|份|篇|宗|起"
_NUMBER = re.compile(rf"^([+\-]|增加?|减少?)?(\d+|\d{{1,3}}(?:[,，]\d{{3}})+)(\.\d+)?(?:({_UNITS})|\(({_UNITS})\))?$")
_NOTED = re.compile(
    rf"^共?(\d(?:[\d,，]*\d)?(?:\.\d+)?(?:{_UNITS})?)[,，;。]?"
    r"(\(?(?:其中|含|包括|包含|不含|注|备注|修订|修改|较|比|同比|均|全部|系)[^()]{1,40}\)?)[。;]?$"
)
"""A number, and words that say more of it: 22(其中修订16件)."""
_TWO_NUMBERS = re.compile(rf"^\d[\d,，.]*(?:{_UNITS})?(?:\((?:另有?)?[+\-]?|[,，;、]另有?)\d[\d,，.]*(?:{_UNITS})?\)?$")
_PART = re.compile(r"(?<![\d.])\d{1,9}(?:\.\d{1,9})?(?![\d.年月])")


@dataclass(frozen=True, slots=True)
class CellValue:
    """``value`` is None where the cell is ``blank``, no number, or ``unsure``: not to be read for certain. ``reason``
    then says why (Chinese). ``note`` is what the cell says beside its number."""

    value: Decimal | None
    unit: str = ""
    blank: bool = False
    reason: str = ""
    unsure: bool = False
    note: str = ""


@lru_cache(maxsize=4096)  # most cells of a report say 0
def cell_value(text: str) -> CellValue:
    """Read a cell. "", "/", "-" and "—" are blank, never 0; "减4" is -4; "251000元" has a unit, "22(其中修订16件)" a note."""
    parts = ["".join(line.split()) for line in fold(text).split("\n") if line.strip()]
    raw = "".join(parts)
    if UNSURE in raw:
        seen = raw.replace(UNSURE, "")
        return CellValue(None, reason=f"没有认清（像是“{seen[:20]}”），不予判定", unsure=True)
    if _BLANK.match(raw):
        return CellValue(None, blank=True, reason="未填" if not raw else f"填“{raw}”，未填数字")
    if len(parts) > 1 and sum(bool(_NUMBER.match(_MARK.sub("", part))) for part in parts) > 1:
        return CellValue(
            None, reason=f"一格中有{len(parts)}行数字（“{'、'.join(parts)[:20]}”），不知以哪一个为准", unsure=True
        )
    noted = _NOTED.match(raw)
    found = _NUMBER.match(noted[1] if noted else _MARK.sub("", raw))
    value = Decimal(re.sub("[,，]", "", found[2]) + (found[3] or "")) if found else Decimal(0)
    if _TWO_NUMBERS.match(raw) or (noted and any(Decimal(part) > value for part in _PART.findall(noted[2]))):
        return CellValue(None, reason=f"一格中有两个数（“{raw[:20]}”），不知以哪一个为准", unsure=True)
    if not found:
        return CellValue(None, reason=f"填“{raw[:20]}”，不是数字")
    unit = found[4] or found[5] or ""
    is_less = (found[1] or "").startswith(("-", "减"))
    return CellValue(-value if is_less else value, unit, note=noted[2].strip("()") if noted else unit)


def looks_like_value(text: str) -> bool:
    """Whether a cell holds a number, one that was not read for sure, or nothing, so that it may be a figure and is no
    label."""
    result = cell_value(text)
    return result.value is not None or result.blank or (result.unsure and not _HAN.search(text))
