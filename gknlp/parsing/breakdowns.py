"""A total and the parts named with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from gknlp.language.numerals import Quantity
from gknlp.parsing.families import is_complete
from gknlp.parsing.prose import PAIR, Prose
from gknlp.types.report import Bound, Breakdown, Part, Share

_INTRODUCED = re.compile(
    r"[，,。;]?\s?(?P<how>\(|\(?其中[:，]?|\(?(?:主要|具体)?包括[:，]?|\(?分别(?:为|是|来自|由)[:，]?|(?:涉及|来自|包含|含|即|具体[为是]|主要[为是])(?!上年)|\(?由(?=[^，。;]{2,60}(?:构成|组成))|[^，。;:\d()]{0,12}:"
    r"|(?<=[^，,。;])的?[^，。;、:()\d]{0,16}(?<![其集])中(?:有|,|，|:|(?=\d|维持|自然人|予以|属于|涉及)))"
)
_DIRECT = re.compile(
    r"(?:的|政府信息公开|申请|案件|信息)*[，,;]\s?(?:涉及|来自|有|按[^，。;\d]{2,8}[，:])?(?=[^，。;\d]{2,30}\d)"
)
"""A list that no word introduces counts only where its parts are a complete family."""
_NAMED_FIRST = re.compile(
    r"[，,。;]\s?(?:其中[，:]?)?(?P<names>[^，。;:\d]{2,60}?)(?:的?申请|案件)?(?:分别|各)(?:有|为|是|计)?\s?(?=\d)"
)
_LONGEST_NAMES = 80
_WHOLE_LIST = re.compile(r"分别|(?<!主要)包括|由")
_LOOSE = re.compile(r"涉及|来自|含|即|主要")
"""Words behind which a remainder does not make a list complete: 涉及自然人60件，其他事项3件."""
_REST = re.compile(r"^(?:其[他它](?!处理|结果)|其余|余下)")
_OUT = re.compile(r"上年|结转|累计|合计|共计|总计|同比|较|办结|答复(?!数)|剩余")
"""Names behind which the list of parts is over."""
_AND_MORE = re.compile(r"[，,]?等")
_CHANNEL = re.compile(r"网|微博|微信|公报|平台|客户端|报刊|广播|电视|头条|抖音|媒体|渠道|方式|转载|栏目|渠道")
_OUTCOME = re.compile(r"维持|纠正|驳回")
_RESULT = re.compile(r"予以公开|部分公开|不予|无法提供|同意公开")
_SUMMED = re.compile(
    r"[，,、;]?\s?(?:以上|上述)?(?P<count>[两二三四五六七八九][项者类种])?(?:共|合计|总计|共计|总共|一共|相加|之和|加起来)(?:为|是|有|达|:)*(?P<verb>(?:办结|答复|处理|申请)*)\s?"
)
_COUNT = re.compile(r"[两二三四五六七八九][项者类种]")
_COUNTS = {"两": 2, **{character: number for number, character in enumerate("二三四五六七八九", 2)}}
_JOINED = re.compile(r"[、，,]?(?:和|及|与|以及)?[^\d，。;、:()]{0,40}")
_SOME = re.compile(
    r"主要(?:有|为|是|包括|涉及|集中|来自|分布)|部分|例如|比如|诸如|重点|涉及|较多|排名|占比(?:较|最)|前[两二三四五六七八九十\d]"
)
"""Words that say that a list names only some."""
_FEWEST_KINDS = 4
_FEWEST_PARTS, _MOST_PARTS, _LONGEST_LIST = 2, 60, 1500
_LIKE = (frozenset("件条份篇个项则宗起部"), frozenset("人名位"))
"""Counters that one list may mix: 220条，3302件."""
_NO_TOTALS = ("%", "元", "个百分点")
_SHARED = 4
"""Characters: the noun that a total and its parts have in common."""
_BACK = 300


def _list_end(text: str, start: int, is_open: bool) -> int:
    """Where the list that begins at ``start`` ends: at its closing bracket, or at the end of the sentence. A list after
    “…中，” (``is_open``) goes on behind a semicolon."""
    depth = 0
    for index in range(start, min(len(text), start + _LONGEST_LIST)):
        character = text[index]
        if character == "(":
            depth += 1
        elif character == ")":
            if not depth:
                return index
            depth -= 1
        elif character in "。\n" or (character == ";" and not depth and not is_open):
            return index
    return min(len(text), start + _LONGEST_LIST)


def _level(text: str, start: int, offset: int) -> int:
    return text.count("(", start, offset) - text.count(")", start, offset)


def _name(text: str, start: int, end: int) -> str:
    return re.split(r"[，,、;:(]", text[start:end])[-1].strip(' “”"为是共有和及与')


def _parts(prose: Prose, total: Quantity, start: int, end: int) -> tuple[list[tuple[str, Quantity]], bool]:
    """The parts between ``start`` and ``end`` with their names, and whether all of them are exact. What stands in
    brackets belongs to a part; what follows a remainder behind a comma is no part any more."""
    parts: list[tuple[str, Quantity]] = []
    gaps: set[str] = set()
    low, level = start, 0
    for quantity in islice(prose.after(start, end), 4 * _MOST_PARTS):
        level += _level(prose.text, low, quantity.start)
        name, low_before = _name(prose.text, low, quantity.start), low
        low = quantity.end
        alike = quantity.unit == total.unit or any({quantity.unit, total.unit} <= kind for kind in _LIKE)
        if not alike or level:
            continue
        gap = prose.text[low_before : quantity.start][:1]
        if not name or name == "其中":
            name = _name_behind(prose.text, quantity.end)
        if not name or (parts and _is_over(gap, gaps, parts[-1][0], name)):
            break
        if quantity.bound != "exact":
            return [], False
        parts.append((name, quantity))
        gaps.add(gap)
    return parts, True


def _name_behind(text: str, start: int) -> str:
    """What a number is said to be right behind it: 3件逾期不补正. Nothing of 两部分构成."""
    name = re.split(r"[，,、;。:()\n]", text[start : start + 20])[0].strip(" 为是系属于的")
    return "" if name.startswith(("分", "构成", "组成")) else name


def _is_over(gap: str, gaps: set[str], last: str, name: str) -> bool:
    """Whether the list ended before the part ``name``: behind a comma where it had none, after a remainder or before
    what is no part."""
    return gap in "，,;" and bool(_OUT.search(name) or (_REST.match(last) and "、" in gaps))


def _is_whole(prose: Prose, total: Quantity, how: str, parts: Sequence[tuple[str, Quantity]]) -> bool:
    """Whether the words say that the parts leave nothing out."""
    names = [name for name, _ in parts]
    if _AND_MORE.match(prose.text, parts[-1][1].end):
        return False
    claim = prose.claim_at(total)
    if claim is not None and claim.metric.split(".")[0] == "applications" and "result_total" not in claim.metric:
        if sum(bool(_RESULT.search(name)) for name in names) > 1 and ".new." in claim.metric:
            return False  # of the applications received some are not decided yet
    if _are_channels(claim.metric if claim is not None else "", names) or _adds_up_elsewhere(prose, total, parts):
        return False
    if sum(bool(_OUTCOME.search(name)) for name in names) and _REST.match(names[-1]):
        return bool(_WHOLE_LIST.search(how))  # 其他 is 其他结果 here: cases may be pending
    if (_REST.match(names[-1]) and not _LOOSE.search(how)) or _WHOLE_LIST.search(how):
        return True
    return is_complete(names, _left(prose, total) + how)


def _are_channels(metric: str, names: Sequence[str]) -> bool:
    """Whether the parts are channels of publication: one thing may go through several."""
    return not metric.startswith(("requests", "applications")) and any(_CHANNEL.search(name) for name in names)


def _adds_up_elsewhere(prose: Prose, total: Quantity, parts: Sequence[tuple[str, Quantity]]) -> bool:
    """Whether the parts may be those of an earlier number of the sentence or of several together: 收到35件，办结33件，其中
    自然人30件，其他5件."""
    whole, together = sum(quantity.value for _, quantity in parts), total.value
    for quantity in islice(prose.before(total.start, prose.sentence_start(total.start)), _MOST_PARTS):
        together += quantity.value
        if whole in (quantity.value, together):
            return True
    return False


def _left(prose: Prose, total: Quantity) -> str:
    """The words of the sentence before ``total``, from its clause on."""
    low = max(prose.sentence_start(total.start), total.start - 60)
    return re.split(r"[，,;]", prose.text[low : total.start])[-1]


def _are_kinds(how: str, parts: Sequence[tuple[str, Quantity]]) -> bool:
    """Whether the parts are kinds of things, not channels through which the same thing may go several times."""
    names = [name for name, _ in parts]
    kinds = sum("类" in name for name in names)
    return "其中" in how and 2 * kinds >= len(names) and not any(_CHANNEL.search(name) for name in names)


def _is_unhedged(prose: Prose, total: Quantity, end: int, parts: Sequence[tuple[str, Quantity]]) -> bool:
    """Whether kinds of things are listed one by one, up to the end of the sentence, and nothing says that some are left
    out."""
    names = [name for name, _ in parts]
    if len(parts) < _FEWEST_KINDS or any(quantity.unit != total.unit for _, quantity in parts):
        return False
    words = prose.text[total.end : end]
    if _AND_MORE.match(prose.text, parts[-1][1].end) or _SOME.search(words) or _CHANNEL.search("".join(names)):
        return False
    return 2 * sum("类" in name for name in names) >= len(names)


def _made(prose: Prose, total: Quantity, parts: Sequence[tuple[str, Quantity]], is_whole: bool,
          are_kinds: bool) -> Breakdown:  # fmt: skip
    place = prose.flow.place
    if any(quantity.unit != total.unit for _, quantity in parts):
        if sum(quantity.value for _, quantity in parts) != total.value:
            is_whole = are_kinds = False  # another counter may count something else
    made = tuple(Part(name, quantity.value, place(quantity.start, quantity.end)) for name, quantity in parts)
    return Breakdown(total.value, total.unit, place(total.start, total.end), made, is_whole, are_kinds)


def _following(prose: Prose, total: Quantity) -> Breakdown | None:
    """The list that follows ``total``: （…）, 其中…, 包括…, 分别为…, …中，."""
    found = _INTRODUCED.match(prose.text, total.end, total.end + 120)
    if found is None:
        return _respective(prose, total) or _direct(prose, total)
    how = found["how"]
    is_open = how.endswith(":") or ("中" in how and "其中" not in how)
    end = _list_end(prose.text, found.end(), is_open)
    parts, exact = _parts(prose, total, found.end(), end)
    if exact and "其中" in how and _exceeds(prose, total, parts):
        return _made(prose, total, parts, False, True)
    if not exact or not _FEWEST_PARTS <= len(parts) <= _MOST_PARTS:
        return _respective(prose, total)
    if _is_followed_by_other(prose, found.end(), parts[0]):
        return None
    low = prose.sentence_start(total.start)
    others = islice(prose.before(total.start, low), _MOST_PARTS)
    alone = all(number.unit != total.unit or number.value == total.value for number in others)
    are_kinds = alone and _are_kinds(how, parts)
    made = _made(prose, total, parts, _is_whole(prose, total, how, parts), are_kinds)
    return replace(made, unhedged=alone and _is_unhedged(prose, total, end, parts))


def _exceeds(prose: Prose, total: Quantity, parts: Sequence[tuple[str, Quantity]]) -> bool:
    """Whether a single part of the applications is more than all of them. Answers may be more: some were carried in. What
    was counted before in the sentence may be what is split."""
    claim = prose.claim_at(total)
    if any(quantity.unit == total.unit for quantity in prose.before(total.start, prose.sentence_start(total.start))):
        return False
    if claim is None or not claim.metric.startswith("applications.") or claim.period or claim.scope:
        return False
    return any(
        quantity.value > total.value and quantity.unit == total.unit and not (_OUT.search(name) or _RESULT.search(name))
        for name, quantity in parts
    )


def _direct(prose: Prose, total: Quantity) -> Breakdown | None:
    """收到申请5件，自然人3件、法人或其他组织2件: the longest run of parts that is a complete family."""
    found = _DIRECT.match(prose.text, total.end, total.end + _LONGEST_NAMES)
    if found is None:
        return None
    parts, exact = _parts(prose, total, found.end(), _list_end(prose.text, found.end(), False))
    left = _left(prose, total)
    for count in range(min(len(parts), 10), _FEWEST_PARTS - 1, -1):
        if exact and is_complete([name for name, _ in parts[:count]], left):
            return _made(prose, total, parts[: _with_rest(total, parts, count)], True, False)
    return None


def _with_rest(total: Quantity, parts: Sequence[tuple[str, Quantity]], count: int) -> int:
    """How many of ``parts``, of which the first ``count`` are a family, make up the list: 网上20件、信函10件、当面4件、微信1件."""
    for longer in range(count + 1, len(parts) + 1):
        is_rest = longer == count + 1 and bool(_REST.match(parts[longer - 1][0]))
        if is_rest or sum(quantity.value for _, quantity in parts[:longer]) == total.value:
            return longer
    return count


def _respective(prose: Prose, total: Quantity) -> Breakdown | None:
    """收到申请5件，自然人、法人或其他组织分别为3件和2件: complete where the names are a complete family."""
    found = _NAMED_FIRST.match(prose.text, total.end, total.end + _LONGEST_NAMES)
    if found is None:
        return None
    names = re.split(r"、|和|及|与", found["names"])
    numbers = list(islice(prose.after(found.end(), found.end() + _LONGEST_LIST), len(names)))
    gaps = [prose.text[a.end : b.start] for a, b in zip(numbers, numbers[1:], strict=False)]
    plain = all(number.unit == total.unit and number.bound == "exact" for number in numbers)
    if not plain or len(numbers) != len(names) or len(names) < _FEWEST_PARTS:
        return None
    if any(not PAIR.fullmatch(gap) for gap in gaps):
        return None
    return _made(prose, total, list(zip(names, numbers, strict=True)), is_complete(names, _left(prose, total)), False)


def _is_followed_by_other(prose: Prose, start: int, first: tuple[str, Quantity]) -> bool:
    """Whether the list begins with another sentence: 公开信息20条：一是召开会议3次，发布…."""
    return bool(re.search(r"[。\n]", prose.text[start : first[1].start]))


def _preceding(prose: Prose, total: Quantity) -> Breakdown | None:
    """The list before ``total``: A 3件、B 2件，共5件."""
    low = prose.sentence_start(total.start)
    parts: list[tuple[str, Quantity]] = []
    edge = total.start
    count = ""
    for quantity in islice(prose.before(total.start, low), _MOST_PARTS):
        if not parts and _COUNT.fullmatch(prose.text[quantity.digits : quantity.end]):
            count = prose.text[quantity.digits]
            continue
        gap = prose.text[quantity.end : edge]
        joined = _SUMMED.fullmatch(gap) if not parts else _JOINED.fullmatch(gap)
        if not joined or quantity.unit != total.unit or quantity.bound != "exact":
            break
        start = max(low, quantity.start - 40)
        parts.append((_name(prose.text, start, quantity.start), quantity))
        edge = quantity.start
    if len(parts) < _FEWEST_PARTS:
        return None
    parts.reverse()
    head = prose.text[max(low, edge - 40) : edge]
    listed = all(prose.text[one.end] == "、" for _, one in parts[:-1]) or ":" in head
    names = [name for name, _ in parts]
    whole = (listed and not any(_OUT.search(name) for name in names)) or is_complete(names)
    whole = (whole or _COUNTS.get(count) == len(parts)) and not _are_channels("", names)
    summed = _SUMMED.fullmatch(prose.text[parts[-1][1].end : total.start])
    if summed and summed["verb"]:
        whole = is_complete(names, summed["verb"])  # 收到30件，结转1件，共办结24件 adds nothing up
    return _made(prose, total, parts, whole, False)


def breakdowns_of(prose: Prose) -> tuple[Breakdown, ...]:
    """The totals with their parts, in order. A list counts as complete only where its last part is “其他…”/“其余…” or the
    words say so (分别为, 包括, 由…构成, 合计; natural persons and organisations)."""
    result = []
    for total in prose.numbers:
        if total.bound != "exact" or total.unit in _NO_TOTALS or not (total.unit or prose.claim_at(total)):
            continue
        breakdown = _following(prose, total) or _preceding(prose, total)
        if breakdown is not None:
            result.append(breakdown)
    return tuple(result)


def hundreds(shares: Sequence[Share]) -> Iterator[list[Share]]:
    """Runs of shares of the same counter that make up a hundred per cent."""
    group: list[Share] = []
    for share in shares:
        if share.kind != "share" or share.part is None or share.bound is not Bound.EXACT:
            group = []
            continue
        if group and share.unit != group[0].unit:
            group = []
        group.append(share)
        total = sum((one.value for one in group), Decimal(0))
        if len(group) >= _FEWEST_PARTS and abs(total - 100) <= Decimal("0.05") * len(group):
            yield group
            group = []
        elif total > 101:
            group = [share]


def breakdowns_by_share(prose: Prose, shares: Sequence[Share]) -> tuple[Breakdown, ...]:
    """Parts whose shares make up the whole, with the total of the same name that stands before them: 主动公开政府信息5条。
    其中，县直单位主动公开政府信息3条，占60%。各乡镇主动公开政府信息2条，占40%。"""
    by_place = {prose.flow.place(quantity.start, quantity.end): quantity for quantity in prose.numbers}
    result = []
    for group in hundreds(shares):
        numbers = [by_place[share.part_place] for share in group if share.part_place in by_place]
        if len(numbers) != len(group) or any(number.start < numbers[0].start for number in numbers):
            continue
        names = [_name(prose.text, max(0, number.start - 40), number.start) for number in numbers]
        shared = _shared(names)
        total = _named_before(prose, numbers[0], shared) if len(shared) >= _SHARED else None
        if total is not None:
            result.append(_made(prose, total, list(zip(names, numbers, strict=True)), True, False))
    return tuple(result)


def _named_before(prose: Prose, first: Quantity, shared: str) -> Quantity | None:
    for quantity in prose.before(first.start, max(0, first.start - _BACK)):
        text = prose.text[max(0, quantity.start - 40) : quantity.start].rstrip("共计数量:为有达了 ")
        if quantity.unit == first.unit and text.endswith(shared):
            return quantity if quantity.bound == "exact" else None
    return None


def _shared(names: Sequence[str]) -> str:
    """The ending that all ``names`` have in common."""
    length = 0
    shortest = min(map(len, names))
    while length < shortest and len({name[-length - 1] for name in names}) == 1:
        length += 1
    return names[0][len(names[0]) - length :]
