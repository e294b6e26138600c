"""From the tables of a TOML file to a rubric: every fault is told, with where it is and what to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from gknlp.errors import FaultyData
from gknlp.scoring.entries import Entry
from gknlp.types.decimals import plain
from gknlp.types.rubric import Item, Line, Origin, Rubric
from gknlp.types.rule import Severity

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "notice": Severity.NOTICE}
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
_LINE_KEYS = (
    "name", "codes", "each", "error", "warning", "notice", "severity", "cap", "code_cap", "group", "source", "assessed",
)  # fmt: skip
_COSTS = ("each", "error", "warning", "notice")


def rubric_in(data: dict[str, Any], file: str, key: str, codes: tuple[str, ...]) -> Rubric:
    """The rubric ``key`` that ``data``, read from ``file``, describes. Raises FaultyData, one line a fault."""
    faults: list[str] = []
    top = Entry(data, file, faults)
    name, total = top.text("name"), top.number("total") if top.has("total") else Decimal(100)
    source = top.table("source")
    origin, citation = _origin(source, "kind", None), source.text("citation", "")
    note, overflow = top.text("note", ""), top.flag("overflow")
    entries = top.tables("items", lambda number, entry: f"第{number}项“{entry.get('key', '')}”")
    items = tuple(_item(entry, origin, overflow, codes) for entry in entries)
    source.close()
    top.close()
    if origin is not Origin.OURS and not citation:
        source.fault("缺少 citation：有文件依据的标准要写明文件名称和出处")
    if not entries:
        top.fault("没有任何评分项目，请加 [[items]]")
    _sum(top, items, total)
    _doubles(top, items)
    if faults:
        raise FaultyData("\n".join(faults))
    return Rubric(key, name, total, origin, citation, note, overflow, items)


def _sum(top: Entry, items: tuple[Item, ...], total: Decimal) -> None:
    have = sum((item.points for item in items if not item.is_bonus), Decimal(0))
    if all(item.points for item in items) and total and items and have != total:
        top.fault(f"各项 points 之和是 {plain(have)}，不等于 total {plain(total)}，请改分值或 total（加分项不计）")


def _doubles(top: Entry, items: tuple[Item, ...]) -> None:
    for key, count in Counter(item.key for item in items).items():
        if count > 1:
            top.fault(f"有 {count} 项的 key 都是“{key}”，请各取不同的 key")
    homes: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for line in item.lines:
            for code in line.codes:
                homes[code].add(item.key)
        _lines_apart(top, item)
    for code, keys in homes.items():
        if len(keys) > 1:
            top.fault(f"{code} 列入了{'、'.join(f'“{key}”' for key in sorted(keys))}两项以上，一条规则只能列入一项")


def _lines_apart(top: Entry, item: Item) -> None:
    for order, line in enumerate(item.lines):
        for other in item.lines[order + 1 :]:
            shared = sorted(set(line.codes) & set(other.codes))
            together = {severity for severity, _ in line.costs} & {severity for severity, _ in other.costs}
            if shared and together and not (line.group and line.group == other.group):
                top.fault(
                    f"项目“{item.key}”有两条扣分都含 {'、'.join(shared)}，会重复扣分："
                    "请写相同的 group（只扣最重的一处），或用 severity 分开级别"
                )


def _origin(entry: Entry, key: str, given: Origin | None) -> Origin:
    """The origin at ``key``; that of what it belongs to where it says nothing and that one is not mixed."""
    word = entry.choice(
        key, [origin.value for origin in Origin], None if given in (None, Origin.MIXED) else given.value
    )
    origin = Origin(word)
    if given is not None and origin is not given and given is not Origin.MIXED:
        entry.fault(f"{key} 是 {word}，而整体标为 {given.value}：请把整体的改为 mixed")
    return origin


def _item(entry: Entry, given: Origin, overflow: bool, codes: tuple[str, ...]) -> Item:
    key, name, points = entry.text("key"), entry.text("name"), entry.number("points")
    origin = _origin(entry, "source", given)
    bonus = entry.flag("bonus")
    most = None if overflow else points
    parts = entry.tables("deductions", lambda number, part: f"第{number}条扣分") if entry.has("deductions") else []
    if entry.has("deductions"):
        for word in _LINE_KEYS[1:-2]:
            if entry.has(word):
                entry.fault(f"已有 deductions，{word} 应写在各条扣分里")
                entry.drop(word)
        if bonus:
            entry.fault("加分项不扣分，请去掉 deductions，直接写 codes")
        if entry.get("deductions") == []:
            entry.fault("deductions 是空的，请写扣分，或在项目里直接写 codes")
        lines = tuple(_line(part, origin, most, codes) for part in parts)
    elif bonus:
        lines = (_bonus_line(entry, origin, codes),)
    else:
        lines = (_line(entry, origin, most, codes, is_whole=True),)
    entry.close()
    return Item(key, name, points, lines, origin, bonus)


def _bonus_line(entry: Entry, origin: Origin, codes: tuple[str, ...]) -> Line:
    for word in (*_COSTS, "severity", "cap", "code_cap", "group", "assessed"):
        if entry.has(word):
            entry.fault(f"加分项不扣分，请去掉 {word}")
            entry.drop(word)
    every = ((Severity.ERROR, Decimal(0)), (Severity.WARNING, Decimal(0)))
    return Line("", _codes(entry, codes), every, None, None, "", origin, False)


def _line(entry: Entry, given: Origin, most: Decimal | None, codes: tuple[str, ...], *, is_whole: bool = False) -> Line:
    """A line of deductions; of an item that is one line itself (``is_whole``) name and source are the item's."""
    name = "" if is_whole else entry.text("name")
    origin = given if is_whole else _origin(entry, "source", given)
    by_hand = entry.choice("assessed", ["by hand"], "") == "by hand" if entry.has("assessed") else False
    cap, code_cap = entry.number("cap", None), entry.number("code_cap", None)
    group = entry.text("group", "")
    if by_hand:
        for word in ("codes", "error", "warning", "notice", "severity", "code_cap"):
            if entry.has(word):
                entry.fault(f'由人工评定（assessed = "by hand"）的不写 {word}，请去掉')
                entry.drop(word)
        each = entry.number("each", None)
        _within(entry, [("each", each), ("cap", cap)], most)
        costs = () if each is None else tuple((severity, each) for severity in Severity)
        named: tuple[str, ...] = ()
    else:
        costs, named = _costs(entry), _codes(entry, codes)
        _within(entry, [(_WORDS[severity], cost) for severity, cost in costs], most)
        _within(entry, [("cap", cap), ("code_cap", code_cap)], most)
    for word, bound in (("cap", cap), ("code_cap", code_cap)):
        if bound is not None and entry.is_zero(word):
            entry.fault(f"{word} 是 0，等于不扣分，请写大于 0 的数或去掉")
    if cap is not None and code_cap is not None and code_cap > cap:
        entry.fault(f"code_cap {plain(code_cap)} 大于 cap {plain(cap)}，不起作用，请改小或去掉")
    if not is_whole:
        entry.close()
    return Line(name, named, costs, cap or None, code_cap or None, group, origin, by_hand)


def _within(entry: Entry, values: list[tuple[str, Decimal | None]], most: Decimal | None) -> None:
    for word, value in values:
        if value is not None and most and value > most:
            word = "each" if word in _WORDS.values() and entry.has("each") else word
            entry.fault(
                f"{word} 是 {plain(value)}，大于本项分值 {plain(most)}，请改小"
                "（整套标准允许扣过本项分值的，写 overflow = true）"
            )
            return


def _costs(entry: Entry) -> tuple[tuple[Severity, Decimal], ...]:
    """``each`` for errors and warnings alike (or for the ``severity`` named), or a cost of its own for each severity."""
    single = [word for word in _COSTS[1:] if entry.has(word)]
    only = entry.choices("severity", list(_SEVERITIES)) if entry.has("severity") else []
    if entry.has("each"):
        if single:
            entry.fault(f"each 与 {'、'.join(single)} 只能写一种，请去掉其一")
            for word in single:
                entry.drop(word)
        each = entry.number("each")
        if entry.is_zero("each"):
            entry.fault("each 是 0，等于不扣分，请写大于 0 的数")
        if only:
            return tuple((_SEVERITIES[word], each) for word in only)
        return (Severity.ERROR, each), (Severity.WARNING, each), (Severity.NOTICE, Decimal(0))
    if only:
        entry.fault("severity 只与 each 连用；按级别扣分请写 error、warning、notice")
    if not single:
        entry.fault("没有写扣多少分：请写 each，或 error、warning、notice")
        return ()
    costs = {severity: entry.number(word, Decimal(0)) for word, severity in _SEVERITIES.items()}
    error, warning, notice = (costs[severity] for severity in Severity)
    if not any(costs.values()) and all(map(entry.is_zero, single)):
        entry.fault("各级别都扣 0 分，等于不扣分，请至少写一个大于 0 的数")
    if notice and notice >= warning and entry.has("warning"):
        entry.fault(f"notice 扣 {plain(notice)}，应小于 warning 的 {plain(warning)}：提示不能与警告同样扣分")
    if warning > error and entry.has("error"):
        entry.fault(f"warning 扣 {plain(warning)}，大于 error 的 {plain(error)}，请改小")
    return tuple(costs.items())


def _codes(entry: Entry, known: tuple[str, ...]) -> tuple[str, ...]:
    found = entry.texts("codes")
    for code, count in Counter(found).items():
        if count > 1:
            entry.fault(f"codes 里 {code} 写了 {count} 次，请去掉重复的")
        if code and any(other.startswith(code) for other in known):
            continue
        near = get_close_matches(code.upper(), (*known, *sorted({other[:3] for other in known})), 1, 0.6)
        hint = f"是否指 {near[0]}？" if near else ""
        entry.fault(f"没有代码是“{code}”或以它开头的规则，{hint}用 gknlp rules 查看全部规则")
    return tuple(dict.fromkeys(found))
