"""What was charged for processing information (信息处理费)."""

from __future__ import annotations

import re

from gknlp.parsing.narrative import Narrative, sentence_end, sentence_start
from gknlp.types.statement import Charge

_FEE = "处理费"
_NOT_CHARGED = re.compile(
    r"减免|免[收除缴交]|退[还回]|标准|每[件页]|/[件页]|应[收缴交]|未[缴交支收]|拟收|上年|去年|往年"
)
_BY_VOLUME = re.compile(r"\d ?页|[按以]页|按量|页数|超页|张")
_CLAUSE_ENDS = re.compile(r"[，;:]")
_LOOKS_AHEAD = 12


def charges_of(narrative: Narrative) -> tuple[Charge, ...]:
    """The amounts of money in sentences on 信息处理费, those remitted, those of a tariff and other years' left out."""
    text = narrative.text
    if _FEE not in text:
        return ()
    result = []
    for quantity in narrative.numbers:
        if quantity.kind != "money" or quantity.unit != "元":
            continue
        low, high = sentence_start(text, quantity.start), sentence_end(text, quantity.end)
        sentence = text[low:high]
        if _FEE not in sentence:
            continue
        marks = [found.end() for found in _CLAUSE_ENDS.finditer(text, low, quantity.start)]
        clause = text[marks[-1] if marks else low : min(high, quantity.end + _LOOKS_AHEAD)]
        if _NOT_CHARGED.search(clause):
            continue
        place = narrative.flow.place(quantity.start, quantity.end)
        result.append(Charge(quantity.value, place, bool(_BY_VOLUME.search(sentence))))
    return tuple(result)
