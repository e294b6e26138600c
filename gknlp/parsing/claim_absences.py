"""What is said not to be, and what is said of all: claims without a number of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from gknlp.language.numerals import Quantity
from gknlp.parsing.claim_context import Context, period_of
from gknlp.parsing.claim_readings import readings_of, written
from gknlp.parsing.claim_words import CLAUSE, Number, mentions_in
from gknlp.types.edition import Force
from gknlp.types.report import Claim, Reading

_DONE = frozenset({"handled", "handled-loosely", "processed", "to-handle"})
"""What is done with all that there is: 无因答复不当被通报 says nothing of its number."""
_LONGEST = 45
"""Characters that a statement of absence takes up."""
_ABSENT = re.compile(
    r"(?<![未无])(?:没有|尚无|暂无|并无|均无|也无|无人|零(?=受理|申请|复议|诉讼|败诉|纠错)|(?:未|"
    r"无(?=涉及|因|发生|收到|受理|新收|被|任何|行政[复诉许处强事]|依申请|申请|政府信息公开|上年|尚?未|规范性)|"
    r"(?<![\u4e00-\u9fff])无)(?!法|正当|障碍|关|故|死角|疑|偿|线|经|来|按|成年|能|及时|现成|到|超|满|审结|办结|经复议))"
)
_NO_ABSENCE = re.compile(
    r"超期|逾期(?!.{0,4}(?:补正|缴))|问题|违规|差错|泄密|事故|追究|履行|完成|建立|形成|明确|信息处理费|处理费|规定|结转的情况说明"
)
_COUNTED = re.compile(r"\d(?![\d年月日])")
_ZERO = re.compile(r"(?:均|都|皆|全部)?(?:为|是)(?:零|无|空)(?![\d\u4e00-\u9fff])")
_ALL = re.compile(r"(?:均|全部|都|皆)(?:已)?(?:获得?|被|予以|依法)?(?P<what>维持|审结|结案|办结)")
_NONE = Quantity(Decimal(0), "exact", "", 0, 0, 0)


def absences(context: Context, begin: int) -> Iterator[Claim]:
    """“未收到政府信息公开申请”, “无行政诉讼”, “零复议”: claims of 0."""
    text = context.text
    for found in _ABSENT.finditer(text, begin):
        reach = text[found.end() : found.end() + _LONGEST + 1]
        clause = re.split(r"[，。;:!?()\n,]", reach, maxsplit=1)[0]
        if len(clause) > _LONGEST or any(map(str.isdigit, clause)) or _NO_ABSENCE.search(clause):
            continue
        if _COUNTED.search(CLAUSE.split(text[context.start_of(found.start()) : found.start()])[-1]):
            continue  # 1件因没有保存而无法提供
        if found[0] == "零":
            clause = re.split("[、和及]", clause, maxsplit=1)[0]
        yield from _nothing(context, found.span(), found.end(), found.end() + len(clause))
    for found in _ZERO.finditer(text, begin):
        start = context.start_of(found.start())
        for clause in CLAUSE.finditer(text, start, found.start()):
            start = clause.end()
        if not any(map(str.isdigit, text[start : found.start()])):
            yield from _nothing(context, found.span(), start, found.start())


def _nothing(context: Context, mark: tuple[int, int], low: int, high: int) -> Iterator[Claim]:
    """The claims of 0 of what ``text[low:high]`` names; the word of absence stands at ``mark``."""
    sentence = (context.start_of(mark[0]), context.end_of(high))
    number = Number(_NONE, (low, high), (high, high), (low, low), (high, high), sentence)
    found = [mention for mention in mentions_in(context, number, low, high) if mention.phrase.family != "channel"]
    best = min((mention.phrase.rank for mention in found), default=0)
    said: set[str] = set()
    for mention in found:
        if mention.phrase.rank > max(best, 1) or mention.phrase.key in said | _DONE:
            continue
        said.add(mention.phrase.key)
        period = "" if mention.phrase.timeless else period_of(context, mark[0])
        readings = readings_of(context.edition, mention.phrase)[:1]
        if readings:
            span = (min(mark[0], mention.start), max(mark[1], mention.end))
            yield written(context, mention.phrase, readings, _NONE, span, period)


def of_all(context: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """“复议7件，诉讼9件，均获维持”: what is said of all cases just counted."""
    totals = {
        "review": "review",
        "suit": "suit",
        "suit-direct": "suit-direct",
        "suit-after-review": "suit-after-review",
    }
    phrases = {phrase.key: phrase for phrase in context.book.phrases}
    for found in _ALL.finditer(context.text):
        start = context.start_of(found.start())
        for claim in claims:
            offset = context.flow.starts[claim.place.block] + claim.place.start
            if claim.phrase not in totals or not start <= offset < found.start() or not claim.value:
                continue
            is_upheld = found["what"] == "维持"
            phrase = phrases.get(f"{totals[claim.phrase]}-{'upheld' if is_upheld else 'pending'}")
            readings = readings_of(context.edition, phrase)[:1] if phrase else ()
            if phrase and readings:
                reading = Reading(readings[0].expression, Force.SHOULD)
                quantity = replace(_NONE, value=claim.value) if is_upheld else _NONE
                yield written(context, phrase, (reading,), quantity, found.span(), claim.period)
