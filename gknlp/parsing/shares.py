"""Shares (占3.5%) and rates (办结率98.9%) in prose: of what, and of which whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from gknlp.language.numerals import Quantity
from gknlp.parsing.prose import PAIR, Prose, decimals_of
from gknlp.parsing.sections import section_at
from gknlp.types.expression import Expression
from gknlp.types.report import Bound, Breakdown, Claim, Reading, Share

_CUE = re.compile(
    r"(?P<cue>占(?!比)|占比|比重|比例|份额)(?P<whole>(?:[^，。;、%占()]|\([^()]{0,20}\)){0,30}?)(?:的?(?:比例|比重|百分比|比率))?"
    r"(?:分别)?(?:均|约|大约|仅|只|了|到|达到|达|为|是|的|也|高|:|\s|\()*$"
)
_OWN = re.compile(r"[，,、(（\s]*(?:的?申请|的)?[，,、(\s]*(?:约|大约|仅|只|其|总|共|合计|也|已|均|分别|各|即|所)*$")
_BEHIND = re.compile(r"(?:的)?(?:是|为|系|属于?|由|来自|申请|涉及)[^，。;\d]{1,20}[，,、(\s]*(?:约|仅)*$")
_RATE = re.compile(
    r"(?P<word>(?:(?:按时|按期|及时|限期|准时|如期|法定期限内|期限内|按规定|依法)?(?:办结|办理|答复|回复|处理|办复)"
    r"|(?:按时|按期|及时|限期|准时|如期)|(?:主动|同步|予以|同意|不予)?公开|纠错|纠正|维持|败诉)[^，。;、\d率]{0,6}率)(?:(?:、|和|及|与)[^，。;、\d率]{2,8}率){0,3}"
    r"(?P<tail>[由从比较][^，。;]{0,16}%[^，。;\d%]{0,8}|[^，。;、\d%]{0,8})$"
)
_TIMELY = re.compile(r"[按及限准如][时期]|[期时]限|规定")
_OTHER_WORK = re.compile(
    r"热线|投诉|举报|诉求|留言|建议|提案|信访|来信|来电|信箱|咨询|工单|12345|12369|审批|解读|预决?算|满意"
)
_ABOUT = re.compile(r"申请|信息公开")
_CHANNEL = re.compile(
    r"网上|网络|线上|在线|当面|现场|信函|邮寄|传真|邮件|窗口|各?乡?镇|街道|部门|单位|网站|微博|微信|公报|平台"
)
_ITEM = re.compile(r"[一二两三四五]?[项类种]")
_TOTALS = frozenset(("applications.new.total", "requests.total", "disclosed.total"))
_DONE, _NEW, _DUE = ("applications.result_total.total", "applications.new.total",
                     "applications.new.total + applications.carry_in.total")  # fmt: skip
_WHOLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"应办|应当?办理|应答复|新收和结转", (_DUE, "requests.total")),
    (r"办结|办理|答复|处理|回复|结案", (_DONE, "answers.total", "processed.total")),
    (r"新收", (_NEW, "requests.total")),
    (
        r"复议.*诉讼|诉讼.*复议",
        ("review.total + suit_direct.total + suit_after_review.total", "review.total + suit.total"),
    ),
    (r"复议", ("review.total",)),
    (r"诉讼", ("suit_direct.total + suit_after_review.total", "suit.total")),
    (r"收到|受理|接收|申请", (_NEW, _DUE, "requests.total")),
    (r"主动公开|公开.*信息|信息.*公开|公开总", ("disclosed.total",)),
)
_ALL = re.compile(r"^(?:了|到|全部|总|的|数量?|量|件|比|例|体|全|年|度|所有|整|约|均|高|达|为|其中|其)*$")
_MOST = 20
_COMMA = re.compile("[，,]")
_NEXT = re.compile(r"(?:、|和|及|与|以及)[^，。;、\d()]{0,20}")
"""What stands between two numbers of a list whose sum may be spoken of."""
_AHEAD = re.compile(
    r"(?:的|以上的?)?(?:办理结果|答复|政府信息公开)?(?:申请(?:件|人)?|答复)(?:均|都)?(?:来自|是|为|系|由|属于?|予以|被)"
    r"(?P<name>[^，。;、\d]{2,14}?)(?=提出|提交|[，。;、)]|$)"
)
_TIMELY_READINGS = (("processed.on_time", "processed.total"),)
_RATES = ((_DONE, _DUE), ("answers.total", "requests.total"), ("processed.total", "requests.total"))
_OUTCOMES = {"纠": "corrected", "败": "corrected", "维": "upheld"}
_GRANTED, _DENIED = "applications.granted.total", "applications.denied.total"
_PUBLIC = ((_GRANTED, _DONE), (f"{_GRANTED} + applications.partial.total", _DONE), ("answers.granted", "answers.total"))
_REFUSED = ((_DENIED, _DONE), ("answers.denied", "answers.total"))
_PUBLISHED = (("normative.published", "normative.made"), ("rules.published", "rules.made"))


def _expressions(prose: Prose, texts: Sequence[str]) -> tuple[Expression, ...]:
    """Those of ``texts`` whose metrics the edition knows."""
    made = (Expression.parse(text) for text in texts)
    return tuple(expression for expression in made if prose.edition.knows(expression))


def _wholes(prose: Prose, words: str, offset: int) -> tuple[tuple[Expression, ...], bool]:
    """The wholes that ``words`` (占…的) name, and whether they name one at all."""
    words = re.sub(r"(?:的|比例|约|仅)+$", "", words)
    if _ALL.match(words):
        return (), False
    named = prose.named(re.sub(r"(?:总数|总量|总|数|全部)+$", "", words), offset)
    if named and named[0].expression.metrics[0].split(".")[0] == "applications" and len(named) == 1:
        row, column = named[0].expression.metrics[0].split(".")[1:3]
        if column == "total" and row not in ("new", "result_total"):
            return (named[0].expression,), True
    for pattern, texts in _WHOLES:
        if re.search(pattern, words):
            return _expressions(prose, texts), True
    return (), True


def _share(prose: Prose, quantity: Quantity, kind: str, part: Quantity | None, readings: tuple[Reading, ...],
           wholes: tuple[Expression, ...], total: Decimal | None, is_settled: bool) -> Share:  # fmt: skip
    claim = prose.claim_at(part) if part is not None else None
    start = part.start if part is not None else quantity.start
    return Share(
        prose.clause(start, quantity.end),
        kind,
        quantity.value,
        decimals_of(prose.text, quantity),
        Bound(quantity.bound),
        prose.flow.place(quantity.start, quantity.end),
        part.value if part is not None else None,
        part.unit if part is not None else "",
        prose.flow.place(part.start, part.end) if part is not None else None,
        readings,
        wholes,
        total,
        is_settled,
        claim.scope if claim else "",
        claim.period if claim else "",
    )


def _of_part(prose: Prose, quantity: Quantity, part: Quantity | None, name: str, words: str,
             totals: dict[int, Decimal]) -> Share | None:  # fmt: skip
    """The share ``quantity`` of the number ``part``, or of what ``name`` names where there is none."""
    wholes, is_named = _wholes(prose, words, quantity.start)
    claim: Claim | None = prose.claim_at(part) if part is not None else None
    total = totals.get(part.start) if part is not None and not is_named else None
    readings = prose.named(name, quantity.start) if part is None else (claim.readings if claim is not None else ())
    settled = not is_named or bool(wholes)
    if claim is not None and claim.metric in _TOTALS and _CHANNEL.search(name) and not is_named and total is None:
        wholes, readings, settled = (claim.readings[0].expression,), (), claim.metric != "disclosed.total"
    if claim is not None and claim.scope:
        wholes = wholes or tuple(reading.expression for reading in readings)
        readings, settled = (), False
    if part is None and not readings:
        return None
    if part is not None and not readings and not wholes and total is None and not is_named:
        if _is_request(prose, part, name):
            wholes = _expressions(prose, (_NEW, "requests.total"))
    return _share(prose, quantity, "share", part, readings, wholes, total, settled)


def _is_request(prose: Prose, part: Quantity, name: str) -> bool:
    """Whether a number without a claim counts applications: 网上提交申请226件."""
    section = section_at(prose.titles, part.start)
    return (
        section == "applications"
        and bool(_ABOUT.search(name) or _CHANNEL.search(name))
        and not re.search(r"复议|诉讼", name)
    )


def _respective(prose: Prose, index: int, cue: int, low: int) -> Iterator[tuple[Quantity, Quantity]]:
    """“分别为12件、8件，分别占60%、40%”: the i-th number with the i-th share, where there are as many."""
    shares = _series(prose, index)
    parts: list[Quantity] = []
    for quantity in prose.before(cue, low):
        if quantity.unit == "%" or (parts and quantity.unit != parts[0].unit):
            break
        parts.append(quantity)
        if len(parts) == len(shares):
            break
    if len(shares) > 1 and len(parts) == len(shares):
        yield from zip(reversed(parts), shares, strict=True)


def _rate(prose: Prose, quantity: Quantity, left: str, low: int) -> Share | None:
    """办结率98.9%, 按时办结率100%: of the applications, the normative documents (同步公开率) or the cases (纠错率)."""
    found = _RATE.search(left)
    if found is None or ("%" not in found["tail"] and re.search(r"[上去]年", found["tail"])):
        return None
    around = re.split(r"[，。;、]", left[max(0, found.start() - 8) : found.start("tail")])[-1]
    pairs = _rated(prose, quantity, found["word"], around, low)
    if pairs is None:
        return None
    known = [pair for pair in pairs if len(_expressions(prose, pair)) == 2]
    readings = tuple(Reading(Expression.parse(part)) for part, _ in known)
    wholes = tuple(Expression.parse(whole) for _, whole in known)
    return _share(prose, quantity, "rate", None, readings, wholes, None, True)


def _respective_rates(prose: Prose, index: int, left: str, low: int) -> list[Share | None]:
    """办结率、按时办结率分别为94.5%、100%: the i-th word with the i-th number."""
    shares = _series(prose, index)
    found = re.search(r"([^，。;\d%]+率)分别[^，。;、\d%]{0,6}$", left)
    words = re.split(r"、|和|及|与", found[1]) if found else []
    if len(shares) < 2 or len(words) != len(shares):
        return []
    return [_rate(prose, share, word, low) for word, share in zip(words, shares, strict=True)]


def _rated(prose: Prose, quantity: Quantity, word: str, around: str, low: int) -> Sequence[tuple[str, str]] | None:
    """(part, whole) of what a rate called ``word`` may be, None where it is none of the form's."""
    sentence = prose.text[low : quantity.start]
    claims = [claim for number in islice(prose.before(quantity.start, low), _MOST) if (claim := prose.claim_at(number))]
    tables = {claim.metric.split(".")[0] for claim in claims}
    if word[0] in _OUTCOMES:
        case = "suit" if sentence.rfind("诉讼") > sentence.rfind("复议") else "review"
        if not any(table.startswith(case) for table in tables):
            return None
        part = f"{case}.{_OUTCOMES[word[0]]}"
        return (part, f"{case}.total"), (part, f"{case}.total - {case}.pending")
    if "公开" in word and "公开办" not in word:
        if tables & {"normative", "rules"} or re.search(r"规范性文件|规章", around):
            named = next((claim.metric for claim in claims if claim.metric.startswith(("normative", "rules"))), "")
            return [pair for pair in _PUBLISHED if named in pair]
        if word.startswith(("予以", "同意", "不予")) and _is_of_applications(prose, quantity, low):
            return _REFUSED if word.startswith("不予") else _PUBLIC
        return None
    if _OTHER_WORK.search(re.split(r"[。;]", sentence)[-1]) or not _is_of_applications(prose, quantity, low):
        return None
    return _TIMELY_READINGS if _TIMELY.search(around) else _RATES


def _is_of_applications(prose: Prose, quantity: Quantity, low: int) -> bool:
    """Whether a rate is one of applications decided: by its section, its sentence or the figures of its sentence."""
    if section_at(prose.titles, quantity.start) == "applications" or _ABOUT.search(prose.text, low, quantity.start):
        return True
    claims = filter(None, map(prose.claim_at, islice(prose.before(quantity.start, low), _MOST)))
    return any(claim.metric.split(".")[0] in ("applications", "requests", "answers") for claim in claims)


def shares_of(prose: Prose, breakdowns: Sequence[Breakdown]) -> tuple[Share, ...]:
    """The shares and rates of ``prose``, in order. A share belongs to the number right before it or to the metric named
    before it, never to a number that would give it."""
    places = {part.place: breakdown.total for breakdown in breakdowns for part in breakdown.parts}
    totals = {
        quantity.start: places[place]
        for quantity in prose.numbers
        if (place := prose.flow.place(quantity.start, quantity.end)) in places
    }
    result: list[Share] = []
    taken: set[int] = set()
    for index, quantity in enumerate(prose.numbers):
        if quantity.unit == "%" and quantity.start not in taken:
            found = _at(prose, index, totals)
            taken.update(prose.starts[index : index + len(found)])
            result += [share for share in found if share is not None]
    return tuple(result)


def _at(prose: Prose, index: int, totals: dict[int, Decimal]) -> list[Share | None]:
    """What the percentage ``index`` says, with those of the same series that follow it."""
    quantity = prose.numbers[index]
    low = prose.sentence_start(quantity.start)
    left = prose.text[max(low, quantity.start - 60) : quantity.start]
    cue = _CUE.search(left)
    if cue is None and (rates := _respective_rates(prose, index, left, low)):
        return rates
    if cue is None:
        return [_bracketed(prose, index, low, totals) or _rate(prose, quantity, left, low) or _ahead(prose, quantity)]
    begin = quantity.start - len(left) + cue.start()
    whole = next(prose.after(begin, quantity.start), None)
    if "分别" in left[max(0, cue.start() - 3) :]:
        pairs = list(_respective(prose, index, begin, low))
        if pairs:
            return [_of_part(prose, share, part, "", cue["whole"], totals) for part, share in pairs]
        named = _respective_names(prose, index, begin, low)
        if named:
            return [_of_part(prose, share, None, name, cue["whole"], totals) for name, share in named]
    part = _part(prose, begin, low)
    name = _name(prose, part.start if part is not None else begin, low)
    words = cue["whole"] if whole is None else ""
    made = _of_part(prose, quantity, part, name, words, totals)
    if made is not None and part is not None and _COMMA.search(prose.text, part.end, begin):
        made = replace(made, listed=_listed(prose, part, low))
    if whole is not None and made is not None:
        made = replace(made, total=whole.value, is_settled=whole.bound == "exact")
    return [made]


def _respective_names(prose: Prose, index: int, cue: int, low: int) -> list[tuple[str, Quantity]]:
    """“自然人、法人分别占86%、14%”: the i-th name with the i-th share."""
    shares = _series(prose, index)
    clause = re.split(r"[，,。;:]", prose.text[max(low, cue - 60) : cue])[-1]
    names = re.split(r"[、]|和|及|与", re.sub(r"分别$", "", clause))
    return list(zip(names, shares, strict=True)) if len(shares) > 1 and len(names) == len(shares) else []


def _series(prose: Prose, index: int) -> list[Quantity]:
    shares = [prose.numbers[index]]
    for quantity in islice(prose.numbers, index + 1, index + 1 + _MOST):
        if quantity.unit != "%" or not PAIR.fullmatch(prose.text[shares[-1].end : quantity.start]):
            break
        shares.append(quantity)
    return shares


def _bracketed(prose: Prose, index: int, low: int, totals: dict[int, Decimal]) -> Share | None:
    """自然人申请268件（85.6%）."""
    quantity = prose.numbers[index]
    part = prose.numbers[index - 1] if index else None
    if part is None or part.unit == "%" or prose.text[quantity.end : quantity.end + 1] != ")":
        return None
    if not re.fullmatch(r"\s*\((?:约)?", prose.text[part.end : quantity.start]):
        return None
    return _of_part(prose, quantity, part, _name(prose, part.start, low), "", totals)


def _ahead(prose: Prose, quantity: Quantity) -> Share | None:
    """85.6%的申请来自自然人."""
    found = _AHEAD.match(prose.text, quantity.end)
    if found is None:
        return None
    readings = prose.named(found["name"], quantity.start)
    if not readings or not readings[0].expression.metrics[0].startswith("applications."):
        return None
    return _share(prose, quantity, "share", None, readings, (), None, True)


def _part(prose: Prose, cue: int, low: int) -> Quantity | None:
    """The number that a share at ``cue`` speaks of: right before it, or with its name between."""
    for quantity in islice(prose.before(cue, low), 3):
        between = prose.text[quantity.end : cue]
        if quantity.unit in ("%", "元", "个百分点"):
            return None
        if _ITEM.fullmatch(prose.text[quantity.digits : quantity.end]):
            continue
        inner = re.sub(r"\([^()]*\)", "", between)
        return quantity if _OWN.fullmatch(inner) or _BEHIND.fullmatch(inner) else None
    return None


def _listed(prose: Prose, last: Quantity, low: int) -> Decimal | None:
    """The sum of the list that ends with the number ``last``, None where there is no list."""
    total, begin = last.value, last.start
    for quantity in islice(prose.before(last.start, low), _MOST):
        gap = prose.text[quantity.end : begin]
        if quantity.unit != last.unit or quantity.bound != "exact" or not _NEXT.fullmatch(gap):
            break
        total, begin = total + quantity.value, quantity.start
    return total if begin != last.start else None


def _name(prose: Prose, offset: int, low: int) -> str:
    """The words before ``offset`` in its clause."""
    text = prose.text[max(low, offset - 40) : offset]
    return re.split(r"[，,。;、\d%:]", text)[-1].strip(" (“”")
