"""Changes against an earlier year in prose: 较上年增长12.3%, 比2022年减少6件, 与上年持平, 从286件增至313件."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice

from gknlp.language.numerals import Quantity
from gknlp.parsing.prose import PAIR, Prose, decimals_of
from gknlp.types.report import Bound, Change, Claim, Reading

_YEAR = r"(?:去年|上一?年|往年|前一年|(?P<year>(?:19|20)\d\d)年)"
_COMPARED = re.compile(
    rf"同比|连续[二两三四五六七八九]年|[从由](?=\d)|相?(?:比|较|与|同|和|对比|从|由)[之于起]?{_YEAR}(?:度|同期|的|末|底)*"
)
_UP = "增长|增加|上升|提高|提升|上涨|增多|增至|升至|升高|攀升|上扬|增幅|涨幅|增速|回升|走高|[猛激剧大骤]增|骤升|[高多]于|多了?|增|翻|升|涨"
_DOWN = "下降|减少|降低|回落|下滑|减至|降至|缩减|降幅|减幅|下跌|走低|[锐骤大]减|骤降|[低少]于|少了?|降|减|跌"
_FLAT = "持平|相同|一样|没有变化|无变化|相当|不变"
_AHEAD = re.compile(rf"相?(?:比|较|与|同|和){_YEAR}(?:度|同期|的)*(?:相比|比较|对比)?[，,]|[，,。;\n]同比[，,]")
_THAN = ("高于", "多于", "低于", "少于")
_AFTER = re.compile(rf"{_YEAR}(?:度|同期|的|末|底)*")
_WORD = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<flat>{_FLAT})")
_SHORT = ("多", "多了", "少", "少了", "增", "降", "减", "升", "涨", "跌")
"""Words that say so only between a comparison and an amount."""
_TO = re.compile(r"(?:加|长|升|少|降|到|为|至)*(?:到|至|为)\s?$")
_AMOUNT = re.compile(r"(?:了|约|近|达到?|为|幅度?|率|率?为|收到|受理|办理|办结|公开|出|:|(?:超过?)|\s)*$")
_BETWEEN = re.compile(
    r"(?:相比|基本|大体|大幅|略有?|小幅|明显|显著|分别|均|也|又|再|有所?|呈现?|总体|同期|数量|的|了|趋势|继续|同步|净|仍|共|约|各|进一步|"
    r"[()]|连续[二两三四五六七八九]年|幅度|较快|较大|大|一定|出现|实现|有|大致|完全|保持|[，,、\s])*"
)
_OF_LAST = re.compile(rf"{_YEAR}(?:度|同期|的|为|是|有|仅|只|收到|新收|末|底|数)*$")
_OF_THIS = re.compile(
    r"(?:今年|本年度?|当年|(?:19|20)\d\d年)(?:度|的|为|是|有|则|共|末|底)*$|[增升长加降少减低](?:到|至|为)$"
)
_TREND = re.compile(r"[，,]\s?(?:有所|略有|明显|小幅|大幅|呈|总体)$")
_TENDS = re.compile(r"(?<=[，,])\s?(?:有所|略有|明显|小幅|大幅|呈|总体)$")
_SUBJECT = re.compile(
    r"(?:个|份)?(?:的)?(?:政府信息公开|依申请公开)?(?:申请|案件)?(?:数量|总数|总量|受理量|件数|量|数|总体|数据)?(?:[，,、(;\s]|并|且|而)*(?:均|又|也)?"
)
_REACH = 40


def _amount(prose: Prose, word_end: int, high: int) -> Quantity | None:
    """The size of the change: the number right behind its word."""
    for quantity in prose.after(word_end, min(high, word_end + 16)):
        between = prose.text[word_end : quantity.start]
        return quantity if _AMOUNT.fullmatch(between) else None
    return None


def _compared(prose: Prose, offset: int, low: int) -> tuple[re.Match[str], Quantity | None] | None:
    """The comparison that a word at ``offset`` belongs to, with the earlier number that it states."""
    start = max(low, offset - _REACH)
    found = None
    for match in _COMPARED.finditer(prose.text, start, offset):
        found = match
    if found is None:
        return None
    numbers = list(prose.before(offset, found.end()))
    if len(numbers) > 1:
        return None
    rest = prose.text[found.end() : offset]
    if numbers:
        rest = prose.text[found.end() : numbers[0].start] + prose.text[numbers[0].end : offset]
    return (found, numbers[0] if numbers else None) if _BETWEEN.fullmatch(rest) else None


def _than(prose: Prose, found: re.Match[str], high: int) -> tuple[re.Match[str], Quantity | None] | None:
    """The year that 高于上年, 低于2022年的17件 compares with, and its number."""
    match = _AFTER.match(prose.text, found.end())
    if match is None:
        return None
    earlier = next(prose.after(match.end(), min(high, match.end() + 2)), None)
    return match, earlier


def _topic(prose: Prose, found: re.Match[str], low: int) -> tuple[re.Match[str], tuple[Reading, ...]] | None:
    """与上年相比，申请量增长9.4%: the comparison and what changed, named between it and the word."""
    start = max(low, found.start() - _REACH)
    matches = list(_AHEAD.finditer(prose.text, start, found.start()))
    if not matches:
        return None
    match = matches[-1]
    name = re.split(r"[，,、]", prose.text[match.end() : found.start()])[-1]
    name = re.sub(r"(?:相比|基本|大体|大幅|略有?|小幅|明显|显著|均|也|又|再|有所?|呈)+$", "", name)
    readings = prose.named(name, found.start()) if 1 < len(name) <= 20 else ()
    return (match, readings) if readings else None


def _carried(prose: Prose, offset: int, low: int, amount: Quantity | None) -> re.Match[str] | None:
    """The comparison of an earlier clause of the sentence, which 行政诉讼11件，上升8.1% goes on with."""
    gap = re.search(r"[，,、(]\s*(?:并|也|均|又)?$", prose.text[max(low, offset - 4) : offset])
    if amount is None or gap is None:
        return None
    found = None
    for match in _COMPARED.finditer(prose.text, max(low, offset - 5 * _REACH), offset):
        found = match
    return found


def _is_earlier(prose: Prose, quantity: Quantity) -> bool:
    """Whether a number is that of an earlier year: 上年286件."""
    claim = prose.claim_at(quantity)
    if claim is not None and claim.period:
        return True
    found = _OF_LAST.search(prose.text, max(0, quantity.start - 12), quantity.start)
    return found is not None and (found["year"] is None or int(found["year"]) != prose.masthead.year)


def _subject(prose: Prose, offset: int, low: int, high: int, skip: tuple[Quantity | None, ...],
             changed: set[int]) -> tuple[tuple[Reading, ...], Quantity | None]:  # fmt: skip
    """(what it may mean, the number of this year) of what changed: the number before the comparison at ``offset``, the
    metric named there, or the first number after it."""
    is_passed = False
    for quantity in prose.before(offset, low):
        if quantity.unit == "%" or quantity.start in changed or quantity in skip:
            is_passed = is_passed or quantity.start in changed
            continue
        gap = re.sub(r"\([^()]*\)", "", prose.text[quantity.end : offset])
        gap = _TENDS.sub("", gap)
        if ")" in gap and "(" not in gap and not (gap.strip() == ")" and prose.text[quantity.start - 1] == "("):
            continue  # inside brackets that belong to a number further left
        if _is_earlier(prose, quantity):
            is_passed = True
            continue
        if is_passed or gap.strip() == ")" or _SUBJECT.fullmatch(gap):
            claim = prose.claim_at(quantity)
            return (claim.readings if claim else _of_earlier(prose, quantity, low)), quantity
        break
    name = re.split(r"[，,。;、\d%:]", prose.text[max(low, offset - 30) : offset].rstrip(" ，,、("))[-1]
    clause = re.split(r"[，,。;]", prose.text[max(low, offset - 30) : offset].rstrip(" ，,、("))[-1]
    if "复议" in clause and "诉讼" in clause:
        return (), None  # of both together there is no one figure
    readings = prose.named(name, offset)
    if readings:
        return readings, None
    if next(prose.before(offset, low), None) is None:
        for quantity in prose.after(offset, high):
            own = prose.claim_at(quantity)
            if own is not None and not own.period and quantity not in skip:
                return own.readings, quantity
    return (), None


def _of_earlier(prose: Prose, now: Quantity, low: int) -> tuple[Reading, ...]:
    """What 今年313件 means where the sentence has said what last year's number was."""
    if not _OF_THIS.search(prose.text, max(low, now.start - 12), now.start):
        return ()
    for quantity in prose.before(now.start, low):
        claim = prose.claim_at(quantity)
        if claim is not None and quantity.unit == now.unit and _is_earlier(prose, quantity):
            return claim.readings
    return ()


def _change(prose: Prose, found: re.Match[str], changed: set[int]) -> Change | None:
    low, high = prose.sentence_start(found.start()), prose.sentence_end(found.end())
    compared = _than(prose, found, high) if found[0] in _THAN else _compared(prose, found.start(), low)
    amount = _amount(prose, found.end(), high)
    target = _target(prose, found, high)
    if target is not None or found[0] in _THAN:
        amount = None
    if compared is not None and target is None and compared[0][0] in ("从", "由"):
        return None
    if amount is not None and (amount.kind == "points" or amount.unit == "元"):
        return None
    if found[0] in _SHORT and not _is_meant(prose, found, compared is not None, amount):
        return None
    comparison, earlier = compared if compared else (_carried(prose, found.start(), low, amount), None)
    topic = _topic(prose, found, low) if compared is None and target is None and found[0] not in _SHORT else None
    if topic is not None:
        changed.update([amount.start] if amount else [])
        return _made(prose, found, amount, topic[1], None, None, topic[0])
    if compared is None and target is None and not _is_bare(prose, found, low, amount, comparison):
        return None
    offset = min(compared[0].start(), found.start()) if compared else found.start()
    if "分别" in prose.text[offset : found.start()] or "各" in prose.text[offset : found.start()]:
        return None
    readings, now = _subject(prose, offset, low, high, (earlier, amount), changed)
    if target is not None:
        claim = prose.claim_at(target)
        earlier = earlier or _stated_before(prose, found.start(), low)
        past = prose.claim_at(earlier) if earlier is not None else None
        readings = past.readings if past else claim.readings if claim else readings
        if earlier is None or earlier.unit != target.unit:
            return None
        now = target
    elif now is not None and _is_earlier(prose, now):
        return None
    if not readings and (now is None or earlier is None):
        return None
    if amount is not None:
        changed.add(amount.start)
    earlier = earlier or _last_stated(prose, readings, now, offset, low)
    return _made(prose, found, amount, readings, now, earlier, comparison)


def _is_meant(prose: Prose, found: re.Match[str], is_compared: bool, amount: Quantity | None) -> bool:
    """Whether a word of one character speaks of a change: 比上年多5件, 比上年略增."""
    slight = len(found[0]) == 1 and prose.text[found.start() - 1] in "略有微小大稍"
    return is_compared and (amount is not None or slight)


def _stated_before(prose: Prose, offset: int, low: int) -> Quantity | None:
    """The nearest number of an earlier year that the sentence has stated."""
    return next((quantity for quantity in prose.before(offset, low) if _is_earlier(prose, quantity)), None)


def _last_stated(prose: Prose, readings: tuple[Reading, ...], now: Quantity | None, offset: int,
                 low: int) -> Quantity | None:  # fmt: skip
    """The number of the year before that an earlier clause of the sentence states: 上年286件，今年313件，增长9.4%."""
    year = prose.masthead.year
    for quantity in prose.before(offset, low):
        claim = prose.claim_at(quantity)
        if quantity is now:
            continue
        unnamed = claim is None and now is not None and quantity.start > now.start and quantity.unit == now.unit
        if unnamed and _is_earlier(prose, quantity):
            return quantity
        if claim is not None and readings and claim.metric == str(readings[0].expression):
            if claim.period == "last" or (year is not None and claim.period == str(year - 1)):
                return quantity
    return None


def _is_bare(prose: Prose, found: re.Match[str], low: int, amount: Quantity | None,
             comparison: re.Match[str] | None) -> bool:  # fmt: skip
    """Whether a word without a comparison of its own still compares: ，增长12.1% right behind a number or its like."""
    stated = _stated_before(prose, found.start(), low)
    if found[0] in _SHORT or (amount is None and stated is None):
        return False
    if amount is None:
        return bool(_TREND.search(prose.text, max(low, found.start() - 6), found.start()))
    if amount.unit != "%" and comparison is None and stated is None:
        return False
    gap = prose.text[max(low, found.start() - 3) : found.start()]
    return bool(re.search(r"[，,、(]\s*$", gap))


def _target(prose: Prose, found: re.Match[str], high: int) -> Quantity | None:
    """The number that 增至313件 leads to."""
    for quantity in prose.after(found.end(), min(high, found.end() + 10)):
        between = found[0][-1] + prose.text[found.end() : quantity.start]
        stripped = re.sub(r"(?:今年|本年|\d{4}年|的)+", "", between)
        return quantity if quantity.unit != "%" and _TO.fullmatch(stripped) and re.search(r"[到至]", between) else None
    return None


def _made(prose: Prose, found: re.Match[str], amount: Quantity | None, readings: tuple[Reading, ...],
          now: Quantity | None, earlier: Quantity | None, comparison: re.Match[str] | None) -> Change:  # fmt: skip
    place = prose.flow.place
    claim: Claim | None = prose.claim_at(now) if now is not None else None
    year = comparison.groupdict().get("year") if comparison is not None else None
    here = place(found.start(), found.end())
    start = min(now.start if now else found.start(), comparison.start() if comparison else found.start())
    low = prose.sentence_start(found.start())
    before: Decimal | None = earlier.value if earlier is not None and earlier.bound == "exact" else None
    return Change(
        prose.clause(max(low, start), amount.end if amount else found.end()),
        "up" if found["up"] else "down" if found["down"] else "flat",
        found[0],
        here,
        amount.value if amount else None,
        amount.unit if amount else "",
        decimals_of(prose.text, amount) if amount else 0,
        Bound(amount.bound) if amount else Bound.EXACT,
        place(amount.start, amount.end) if amount else here,
        readings,
        now.value if now is not None and now.bound == "exact" else None,
        place(now.start, now.end) if now else None,
        before,
        int(year) if year else None,
        claim.scope if claim else "",
    )


def _respective(prose: Prose, found: re.Match[str], changed: set[int]) -> list[Change]:
    """复议、诉讼分别为24件和11件，同比分别增长26.3%和8.3%: the i-th number with the i-th size."""
    low, high = prose.sentence_start(found.start()), prose.sentence_end(found.end())
    compared = _compared(prose, found.start(), low)
    if compared is None or compared[1] is not None or "分别" not in prose.text[compared[0].start() : found.start()]:
        return []
    amounts: list[Quantity] = []
    first = _amount(prose, found.end(), high)
    for quantity in prose.after(first.start, high) if first else ():
        if amounts and not PAIR.fullmatch(prose.text[amounts[-1].end : quantity.start]):
            break
        amounts.append(quantity)
    subjects = list(islice(prose.before(compared[0].start(), low), len(amounts)))[::-1]
    if len(subjects) < 2 or len(subjects) != len(amounts) or len({number.unit for number in subjects}) > 1:
        return []
    changed.update(amount.start for amount in amounts)
    made = []
    for now, amount in zip(subjects, amounts, strict=True):
        claim = prose.claim_at(now)
        if claim is not None and amount.kind != "points":
            made.append(_made(prose, found, amount, claim.readings, now, None, compared[0]))
    return made


def changes_of(prose: Prose) -> tuple[Change, ...]:
    """The changes of ``prose``, in order, each with the number or the metric that changed."""
    changed: set[int] = set()
    begin = prose.titles[0].end if prose.titles else 0
    result: list[Change] = []
    for found in _WORD.finditer(prose.text, begin):
        change = _change(prose, found, changed)
        result += [change] if change is not None else _respective(prose, found, changed)
    return tuple(result)
