"""Quantities in Chinese text: １２３, 1,024, 八十六, 1.6万余 as exact decimals with unit, span and bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_POWERS = {"十": 10, "百": 100, "千": 1000, "廿": 20}
_LARGE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_HAN = "〇零一二两三四五六七八九十百千廿"

COUNTERS = (
    "万人次 万余人次 人次 万元 亿元 元 件次 条次 件 宗 起 条 份 篇 期 场 次 个 人 例 项 名 家 户 批 张 类 幅 部 通 则 种 位 册 "
    "期次 批次 轮 处 辆 台 所 座 块 本 套 则 笔"
).split()
_UNIT = "|".join(sorted(set(COUNTERS), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?:(?P<before>大约|约|将近|接近|近|不足|不到|未满|超过|超|突破|逾|至少|多达)\s{{0,9}})?"
    rf"(?P<number>(?<![\d.,A-Za-z])(?:\d{{1,3}}(?:[,，]\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|[{_HAN}]+(?:点[{_HAN}]+)?)"
    rf"\s?(?P<large>万亿|[万亿])?(?P<odd>余|多|几)?(?P<large_after>[万亿](?=余|多|几|[件条份篇次个人元]))?\s?"
    rf"(?:(?P<percent>%|个百分点)|(?P<unit>{_UNIT})(?P<odd_after>余|多)?)?"
    rf"(?P<after>以上|左右|上下|以下|以内)?"
)
_NO_COUNT_BEFORE = re.compile(r"(?:第|〔|\[|[A-Za-z]|[-\d]\.|全国|\d[.,])\s*$")
_OPENING = ("“", "‘", '"', "《", "「")
_ALONE = re.compile(r"\s*(?:[。，；、,;:)(\n]|$)")
_NO_COUNT_AFTER = re.compile(
    r"\s*(?:工作日|自然日|日历日|小时|分钟|月|年|百分点|〕|\]|季度|世纪|五年规划|号|楼|层|路|室|中全会|大精神|部分|方面|环节)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in text. ``start``/``end`` span the digits with their hedges and unit, ``digits`` where they begin.

    ``unit`` is "" where none follows, "%" for per cent; ``bound`` is exact, about, at_least or below.
    """

    value: Decimal
    bound: str
    unit: str
    start: int
    end: int
    digits: int


def han_value(text: str) -> Decimal | None:
    """The value of a Chinese numeral of up to thousands (``两千零五十``, ``二〇二一``), None where it is none."""
    if not any(character in _POWERS for character in text):
        if len(text) > 1 and not all(character in DIGITS for character in text):
            return None
        return Decimal("".join(str(DIGITS[character]) for character in text)) if text else None
    total = 0
    digit: int | None = None
    last = 10_000
    for character in text:
        if character in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[character]
            continue
        power = _POWERS[character]
        if character == "廿":
            total += 20
        elif power >= last:
            return None
        else:
            total += (1 if digit is None or (digit == 0 and power == 10) else digit) * power
            last = power
        digit = None
    return Decimal(total + (digit or 0))


def number_value(text: str) -> Decimal | None:
    """The exact value of an Arabic or Chinese numeral without unit, None where it is none."""
    if text[0].isdigit():
        return Decimal(text.replace(",", "").replace("，", ""))
    whole, point, fraction = text.partition("点")
    value = han_value(whole)
    if value is None or not point:
        return value
    if not all(character in DIGITS for character in fraction):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[character]) for character in fraction))


def _bound(found: re.Match[str]) -> str:
    before, after = found["before"] or "", found["after"] or ""
    if before in ("不足", "不到", "未满", "将近", "接近", "近") or after in ("以下", "以内"):
        return "below"
    if before in ("超过", "超", "突破", "逾", "至少", "多达") or after == "以上":
        return "at_least"
    if found["odd"] or found["odd_after"]:
        return "at_least"
    if before in ("约", "大约") or after in ("左右", "上下"):
        return "about"
    return "exact"


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """The quantities of folded ``text``, left to right. Numbers that count nothing (years, ordinals, document
    numbers, telephone numbers, working days …) are left out, and Chinese numerals without a unit."""
    for found in _QUANTITY.finditer(text, start, len(text) if end is None else end):
        number = found["number"]
        unit = "%" if found["percent"] else found["unit"] or ""
        if not unit and (not number[0].isdigit() or not _ALONE.match(text, found.end())):
            continue
        if not number[0].isdigit() and text[found.start("number") - 1 : found.start("number")] in _OPENING:
            continue  # “三个一”, “五个统一” and the like count nothing
        if _NO_COUNT_BEFORE.search(text, max(0, found.start("number") - 3), found.start("number")):
            continue
        if _NO_COUNT_AFTER.match(text, found.end()):
            continue
        value = number_value(number)
        if value is None:
            continue
        for large in (found["large"] or "") + (found["large_after"] or ""):
            value *= _LARGE[large]
        if unit.startswith(("万", "亿")):
            value, unit = value * _LARGE[unit[0]], unit[1:].lstrip("余")
        begin = found.start("before") if found["before"] else found.start("number")
        tail = len(found[0]) - len(found[0].rstrip())
        yield Quantity(value, _bound(found), unit, begin, found.end() - tail, found.start("number"))
