"""How many parts a report says it has: 本报告由……六个部分组成."""

from __future__ import annotations

import re
from itertools import pairwise

from gknlp.language.numerals import han_value
from gknlp.parsing.narrative import Narrative
from gknlp.types.report import Announcement

_COUNT = re.compile(
    r"(?<![第\d])(?P<count>[一二两三四五六七八九十]{1,2}|\d{1,2})(?:个|大|等)?(?:方面|大)?(?:的)?(?:组成)?部分(?!内容公开|单位|部门|信息|工作|地|领域|栏)"
)
_SUBJECT = re.compile(r"(?:本|年度|该|此)报告|报告(?:全文|共|由|包括|分|内容)|全文|本年报|年报|本文")
_VERB = re.compile(r"(?:包括了?|包含了?|内容为|内容包括|由|分为|分别为|分别是|共分|分)[:]?")
_TAIL = re.compile(r"(?:等|共|共计|合计|总共|这|以上|组成|共有|分为|为|和|及|、|，|,|:| )+$")
_ANNEX = re.compile(r"附[表件录]|统计表")
_HARD = re.compile(r"[、，,;]")
_SOFT = re.compile(r"(?:和|及|以及|与|并附)")
_DONE = re.compile(
    r"(?:情况|概述|概况|事项|措施|打算|计划|意见|安排|统计表|附表|附件|附录|表|说明|建议|思路|方向|整改|改进|减免|建设|保障|培训|投诉|举报)$"
)
_HALF = re.compile(r"(?:复议|诉讼|收费|解读|投诉|举报|问题|不足)$")
_OTHER_HALF = re.compile(r"(?:和|及|与)?(?:被)?(?:提起)?(?:行政)?(?:诉讼|申诉)|减免|投诉|举报|改进|整改|回应")
"""Where a list is not cut though a comma stands there: 行政复议、提起行政诉讼情况."""
_WHOLE = re.compile(r"(?:情况|概述|概况|事项|措施|统计表|附表|打算|计划)$")
_FEWEST, _LONGEST_ITEM, _LONGEST_STATEMENT = 3, 48, 400


def announcements_of(narrative: Narrative) -> tuple[Announcement, ...]:
    """What is said of the report's parts before the first of them, or right below its title."""
    text = narrative.text
    end = min(len(text), narrative.begin + _LONGEST_STATEMENT)
    result = []
    for low, high in _sentences(text, end):
        sentence = text[low:high]
        subject = _SUBJECT.search(sentence)
        count = _COUNT.search(sentence, subject.start()) if subject else None
        if subject is None or count is None:
            continue
        number = int(count["count"]) if count["count"].isdigit() else han_value(count["count"])
        if number is None or not _FEWEST <= number <= 15:
            continue
        listed = _listed(sentence, subject.end(), count) or _listed_behind(sentence, count.end())
        statement = sentence[subject.start() : count.end()]
        place = narrative.flow.place(low + count.start(), low + count.end())
        result.append(
            Announcement(
                statement,
                int(number),
                listed,
                place,
                bool(_ANNEX.search(sentence)),
                sentence[: count.start()].rstrip().endswith(("等", "等共", "等共计")),
            )
        )
    return tuple(result[:1])


def _sentences(text: str, end: int) -> list[tuple[int, int]]:
    cuts = [0, *(found.end() for found in re.finditer(r"[。!?\n\ufffc]", text[:end])), end]
    return [(low, high) for low, high in zip(cuts, cuts[1:], strict=False) if "部分" in text[low:high]]


def _listed(sentence: str, begin: int, count: re.Match[str]) -> tuple[int, int] | None:
    """The least and the most parts that the list before the number holds."""
    verb = _VERB.search(sentence, max(0, begin - 1), count.start())
    return _items(_TAIL.sub("", sentence[verb.end() : count.start()])) if verb else None


def _listed_behind(sentence: str, begin: int) -> tuple[int, int] | None:
    """The same of a list behind the number: 共六个部分：……"""
    found = re.match(r"(?:组成|构成|内容)?(?:[:，,]|，?(?:分别|依次)(?:为|是):?|，?即:?|，?包括:?)+", sentence[begin:])
    return _items(sentence[begin + found.end() :].rstrip("。 \n\ufffc)")) if found else None


def _items(text: str) -> tuple[int, int] | None:
    """The least and the most titles that a list can be read as; None where it is no list of titles."""
    cut = _HARD.split("".join(text.split()))
    pieces = _joined(cut)
    if len(pieces) < _FEWEST or any(len(piece) > _LONGEST_ITEM for piece in pieces):
        return None
    if sum(bool(_DONE.search(piece)) for piece in pieces) < len(pieces) - 1:
        return None
    halves = sum(bool(_HALF.search(left) and _OTHER_HALF.match(right)) for left, right in pairwise(cut))
    more = len(cut) - halves - len(pieces)
    for piece in pieces:
        parts = _SOFT.split(piece)
        more += sum(bool(_WHOLE.search(part)) for part in parts[:-1])
    return len(pieces), len(pieces) + more


def _joined(pieces: list[str]) -> list[str]:
    """The pieces with those put together that one title was cut into: 行政复议、提起行政诉讼情况."""
    result: list[str] = []
    is_open = False
    for piece in pieces:
        if is_open:
            result[-1] += "、" + piece
        else:
            result.append(piece)
        is_open = not _DONE.search(piece)
    return result
