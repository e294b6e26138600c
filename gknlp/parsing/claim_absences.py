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
    r"(?<![未无])(?<![逾超]期)(?:没有|尚无|暂无|并无|均无|也无|无人|零(?=受理|申请|复议|诉讼|败诉|纠错)|(?:未|"
    r"无(?=涉及|因|发生|收到|受理|新收|被|任何|行政[复诉许处强事]|依申请|申请|政府信息公开|上年|尚?未|规范性)|"
    r"(?<![\u4e00-\u9fff])无)(?!法|正当|障碍|关|故|死角|疑|偿|线|经|来|按|成年|能|及时|现成|到|超|满|审结|办结|经复议))"
)
_NO_ABSENCE = re.compile(
    r"超期|逾期(?!.{0,4}(?:补正|缴))|问题|违规|差错|泄密|事故|追究|履行|完成|建立|形成|明确|信息处理费|处理费|规定|结转的情况说明"
)
_COUNTED = re.compile(r"\d(?![\d年月日])")
_ZERO = re.compile(r"(?:均|都|皆|全部)?(?:为|是)(?:零|无|空)(?![\d\u4e00-\u9fff])")
_ALL = re.compile(
    r"(?:均|全部|都|皆)(?:已)?(?:按[时期]|及时|依法|如期|在[^，。;\d]{0,8}[内前])*(?:获得?|被|予以|依法|得到|为|是|来自|由)?"
    r"(?P<what>维持|审结|结案|办结|办理完毕|答复完毕|公开(?!答复|透明|发布|栏)|(?:自然人|公民)(?!(?:个人|申请)?(?:[和及与或、]|以及)))"
)
_NONE = Quantity(Decimal(0), "exact", "", 0, 0, 0)


def absences(context: Context, begin: int) -> Iterator[Claim]:
    """“未收到政府信息公开申请”, “无行政诉讼”, “零复议”: claims of 0."""
    text = context.text
    context.family, context.key, context.last, context.whole = "absence", "", None, None
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
        is_wider = best == 0 < mention.phrase.rank and mention.phrase.family == "result"
        if mention.phrase.rank > max(best, 1) or is_wider or mention.phrase.key in said | _DONE:
            continue
        said.add(mention.phrase.key)
        period = "" if mention.phrase.timeless else period_of(context, mark[0])
        readings = readings_of(context.edition, mention.phrase)[:1]
        if readings:
            span = (min(mark[0], mention.start), max(mark[1], mention.end))
            yield written(context, mention.phrase, readings, _NONE, span, period)


_CASES = frozenset({"review", "suit", "suit-direct", "suit-after-review"})
_REQUESTS = frozenset({"new", "new-only", "to-handle", "handled-loosely"})
_OF_REQUESTS = {"公开": "result-granted", "自然人": "applicant-natural-person", "公民": "applicant-natural-person"}


def _of_all(of: str, what: str) -> tuple[str, bool]:
    """The phrase that is stated where all that the phrase ``of`` counts are ``what``, and whether it is 0; or ""."""
    is_done = what in ("审结", "结案", "办结", "办理完毕", "答复完毕")
    if of in _CASES and (is_done or what == "维持"):
        return f"{of}-{'pending' if is_done else 'upheld'}", is_done
    if of in _REQUESTS:
        return ("carry-out", True) if is_done else (_OF_REQUESTS.get(what, ""), False)
    return "", False


def of_all(context: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """“复议7件，诉讼9件，均获维持”, “收到申请49件，均已办结”: what is said of all just counted."""
    phrases = {phrase.key: phrase for phrase in context.book.phrases}
    for found in _ALL.finditer(context.text):
        start = context.start_of(found.start())
        said: set[str] = set()
        for claim in claims:
            offset = context.flow.starts[claim.place.block] + claim.place.start
            if not start <= offset < found.start() or not claim.value:
                continue
            key, is_none = _of_all(claim.phrase, found["what"])
            phrase = phrases.get(key)
            readings = readings_of(context.edition, phrase)[:1] if phrase else ()
            if phrase and readings and not (is_none and key in said):
                said.add(key)
                reading = Reading(readings[0].expression, Force.SHOULD)
                quantity = replace(_NONE, value=Decimal(0) if is_none else claim.value, unit=claim.unit)
                yield written(context, phrase, (reading,), quantity, found.span(), claim.period)
