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
_NUMBER = re.compile(
    r"^([+\-]|增加?|减少?)?(\d+|\d{1,3}(?:[,，]\d{3})+)(\.\d+)?(万元|亿元|元|件|条|个|次|项|份|篇|宗|起)?$"
)


@dataclass(frozen=True, slots=True)
class CellValue:
    """``value`` is None where the cell is ``blank``, no number, or ``unsure``: not to be read for certain. ``reason``
    then says why (Chinese)."""

    value: Decimal | None
    unit: str = ""
    blank: bool = False
    reason: str = ""
    unsure: bool = False


@lru_cache(maxsize=4096)  # most cells of a report say 0
def cell_value(text: str) -> CellValue:
    """Read a cell. "", "/", "-" and "—" are blank, never 0; "减4" is -4; "251000元" has a unit."""
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
    found = _NUMBER.match(_MARK.sub("", raw))
    if not found:
        return CellValue(None, reason=f"填“{raw[:20]}”，不是数字")
    value = Decimal(re.sub("[,，]", "", found[2]) + (found[3] or ""))
    return CellValue(-value if (found[1] or "")[:1] in ("-", "减") and found[1] else value, found[4] or "")


def looks_like_value(text: str) -> bool:
    """Whether a cell holds a number, one that was not read for sure, or nothing, so that it may be a figure and is no
    label."""
    result = cell_value(text)
    return result.value is not None or result.blank or (result.unsure and not _HAN.search(text))
