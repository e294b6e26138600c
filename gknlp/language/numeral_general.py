"""Every number of a Chinese text, whatever it counts: years and bare 三 too, powers, fractions, money and measures.

The conventions are those of general recognisers (docs/decisions/0005-numerals.md): no hedges, no ranges, spaces inside a
numeral allowed. Words that hold a numeral character and no number (统一, 四川) are left out here as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from gknlp.language.numeral_bounds import Quantity
from gknlp.language.numeral_units import unit_at, without_prefix
from gknlp.language.numeral_values import ARABIC, FIGURE, HAN, LARGE, LONGEST, POWER, han_value, number_value, plain
from gknlp.language.numeral_words import Unit, currency_parts, currency_signs, units, word_traps

_S = " {0,3}"
_A = rf"(?:{ARABIC}|(?<![\w.])\.[{FIGURE}]+)"
_DIGIT = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參叄陸"
_RUN = re.compile(
    rf"(?:{_A}(?:{_S}[{POWER}](?:{_S}[{HAN}])*)?|[{HAN}](?:{_S}[{HAN}])*)"
    rf"(?:(?<=[{POWER}零〇]){_S}{ARABIC}(?:{_S}[{POWER}](?:{_S}[{HAN}])*)?)*"
    rf"(?:{_S}[点點]{_S}[{_DIGIT}](?:{_S}[{_DIGIT}])*)?"
)
_CANDIDATE = re.compile(rf"[{FIGURE}{HAN}.半对對]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_ODD = re.compile(rf"{_S}[余多几餘幾]{_S}(?P<large>[万亿萬億]+)")
_DOZEN = re.compile(r"打(?![击造开破印电工])")
_POWER_OF = re.compile(r"\^(?P<sign>[+-]{0,2})(?P<power>\d{1,3})(?!\d)|[eE](?P<exponent>[+-]?\d{1,3})(?![\dA-Za-z])")
_SUFFIX = re.compile(r"(?P<letter>[kKMGT])(?![A-Za-z])")
_SUFFIXES = {"k": 3, "K": 3, "M": 6, "G": 9, "T": 12}
_SIGN = re.compile(rf"(?<![\w)\]])-{_S}$|[负負]{_S}$")
_MINUS = re.compile(rf"(?:[负負]|-){_S}")
_OVER = re.compile(rf"{_S}分{_S}之{_S}")
_AND = re.compile(rf"{_S}又{_S}")
_SLASH = re.compile(rf"(?P<above>[{FIGURE}]{{1,9}})/(?P<below>[{FIGURE}]{{1,9}})(?![{FIGURE}/])")
_NEIGHBOURS = re.compile(r"[一二三四五六七八九]{2}[十百千万亿]")
_SHARE = re.compile(
    rf"{_S}(?:(?P<percent>%)|(?P<mille>‰)|(?P<points>[个個]?{_S}百{_S}分{_S}[点點])|(?P<off>折)(?![扣旧腾磨算合叠])"
    rf"|(?P<tenths>成)(?![为為立员員果效交本功长長都熟型绩績人就品份])(?:{_S}(?P<more>[一二三四五六七八九])(?![个個件十百千万]))?)"
)
_AMBIGUOUS = "伍陆陸肆"
_BEHIND_COIN = re.compile(r"[钱錢\s,，。;、)]|$")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with its span; ``spelled`` are its characters, ``divisor`` that of 百分之… (0 where there is none)."""

    value: Decimal
    start: int
    end: int
    spelled: str
    divisor: Decimal = Decimal(0)


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """The bare numbers of folded ``text[start:end]``, left to right, with their spans: no units, no hedges, and of
    百分之五 the 五."""
    for number in _scan(text, start, len(text) if end is None else end, shares=False):
        yield _plain(number)


def every_quantity(text: str, start: int, stop: int) -> Iterator[Quantity]:
    """The numbers of folded ``text[start:stop]`` with their units, left to right, never overlapping."""
    floor = start
    last: Quantity | None = None
    for number in _scan(text, start, stop, shares=True):
        if number.start < floor:
            continue
        quantity = _with_unit(text, number, floor, stop)
        floor = quantity.end
        joined = _joined(text, last, quantity) if last else None
        if joined is None and last is not None:
            yield last
        last = joined or quantity
    if last is not None:
        yield last


def _plain(number: _Number) -> Quantity:
    value = number.value
    return Quantity(value, "exact", "", number.start, number.end, number.start, value, value, "number", is_closed=True)


def _scan(text: str, start: int, stop: int, shares: bool) -> Iterator[_Number]:
    """The numbers one after another; with ``shares`` 百分之五 is one, otherwise its 五 is."""
    addresses = _ADDRESS.finditer(text, start, stop)
    address = next(addresses, None)
    position = floor = start
    while found := _CANDIDATE.search(text, position, stop):
        begin = found.start()
        while address is not None and address.end() <= begin:
            address = next(addresses, None)
        if address is not None and address.start() <= begin:
            position = address.end()
            continue
        number, position = _number(text, begin, floor, stop, shares)
        if number is not None:
            floor = number.end
            yield number


def _number(text: str, begin: int, floor: int, stop: int, shares: bool) -> tuple[_Number | None, int]:
    """The number that begins at ``begin``, None where there is none, and where to go on."""
    first = text[begin]
    words = word_traps(True).get(first)
    if words is not None and (trap := words.match(text, begin, stop)):
        return None, trap.end()
    if first in "半对對":
        return _half(text, begin, stop) if shares else (None, begin + 1)
    atom = _atom(text, begin, stop)
    if isinstance(atom, int):
        return None, atom
    sign = _SIGN.search(text, max(floor, begin - 4), begin)
    over = _OVER.match(text, atom.end, stop)
    if over and _is_power(atom.spelled):
        divisor = han_value(atom.spelled)
        below = _atom(text, over.end(), stop) if shares and divisor else None
        if below is None or isinstance(below, int) or divisor is None:
            return None, over.end()
        return replace(below, start=begin, divisor=divisor), below.end
    if _is_power(atom.spelled):
        return None, atom.end
    number = _fraction(text, atom, stop)
    if sign:
        number = replace(number, value=-number.value, start=sign.start())
    return number, number.end


def _is_power(spelled: str) -> bool:
    return plain(spelled) in ("百", "千", "万", "亿", "兆", "万万", "百万", "千万")


def _half(text: str, begin: int, stop: int) -> tuple[_Number | None, int]:
    """半成, 半米 and 打对折 (both worth 5 tenths)."""
    if text[begin] == "半":
        kind = _SHARE.match(text, begin + 1, stop)
        unit = unit_at(text, begin + 1, stop)
        if not (kind and kind["tenths"]) and (unit is None or unit[1].kind in ("count", "multiple")):
            return None, begin + 1
        return _Number(Decimal("0.5"), begin, begin + 1, "半"), begin + 1
    if text[begin + 1 : begin + 2] == "折" and text[begin - 1 : begin] == "打" and begin:
        return _Number(Decimal(5), begin, begin + 1, "对"), begin + 1
    return None, begin + 1


def _atom(text: str, begin: int, stop: int) -> _Number | int:
    """A numeral with what makes it larger (k, e5, ^2, 余万, 打), or where to go on."""
    found = _RUN.match(text, begin, stop)
    if found is None:
        return begin + 1
    run, end = without_prefix(text, found[0], found.end(), stop), found.end()
    if run[0] in _AMBIGUOUS and plain(run[1:2]) == run[1:2] and run[1:2] not in tuple("十百千万亿零点 "):
        return begin + 1  # 队伍, 登陆三次
    if run == "拾" or len(run) > 2 * LONGEST or _NEIGHBOURS.search(run):
        return end
    value = _value(run)
    while value is None and len(run) > 1:
        run = run[:-1].rstrip()
        value = _value(run)
    if value is None:
        return end
    return _enlarged(text, _Number(value, begin, begin + len(run), run), stop)


def _value(run: str) -> Decimal | None:
    squeezed = run.replace(" ", "")
    return Decimal("0" + squeezed) if squeezed[:1] == "." and squeezed[1:].isdigit() else number_value(squeezed)


def _enlarged(text: str, number: _Number, stop: int) -> _Number:
    end, value = number.end, number.value
    odd = _ODD.match(text, end, stop)
    if odd:
        for large in plain(odd["large"]):
            value *= LARGE[large]
        return replace(number, value=value, end=odd.end())
    if _is_power(number.spelled):
        return number
    if dozen := _DOZEN.match(text, end, stop):
        return replace(number, value=value * 12, end=dozen.end())
    if not number.spelled[-1].isdigit():
        return number
    if power := _POWER_OF.match(text, end, stop):
        if power["power"]:
            exponent = int(power["power"]) * (-1) ** power["sign"].count("-")
            if not value and exponent <= 0:
                return number
            return replace(number, value=value**exponent, end=power.end())
        return replace(number, value=value.scaleb(int(power["exponent"])), end=power.end())
    if suffix := _SUFFIX.match(text, end, stop):
        return replace(number, value=value.scaleb(_SUFFIXES[suffix["letter"]]), end=suffix.end())
    return number


def _fraction(text: str, number: _Number, stop: int) -> _Number:
    """五分之一, 2又四分之3, 1/2, 1 3/5; ``number`` itself where it is no part of a fraction."""
    slash = _SLASH.match(text, number.start, stop)
    if slash and int(slash["below"]) and slash.end() > number.end:
        return replace(number, value=Decimal(slash["above"]) / Decimal(slash["below"]), end=slash.end())
    slash = _SLASH.match(text, number.end + 1, stop) if text[number.end : number.end + 1] == " " else None
    if slash and int(slash["below"]) and number.spelled.isdigit():
        value = number.value + Decimal(slash["above"]) / Decimal(slash["below"])
        return replace(number, value=value, end=slash.end())
    whole = _quotient(text, number, stop)
    if whole is not None:
        return whole
    rest = _AND.match(text, number.end, stop)
    below = _atom(text, rest.end(), stop) if rest else None
    part = _quotient(text, below, stop) if isinstance(below, _Number) else None
    return number if part is None else replace(number, value=number.value + part.value, end=part.end)


def _quotient(text: str, below: _Number, stop: int) -> _Number | None:
    over = _OVER.match(text, below.end, stop)
    if over is None or not below.value:
        return None
    minus = _MINUS.match(text, over.end(), stop)
    above = _atom(text, minus.end() if minus else over.end(), stop)
    if isinstance(above, int):
        return None
    value = above.value / below.value * (-1 if minus else 1)
    return replace(below, value=value, end=above.end)


def _with_unit(text: str, number: _Number, floor: int, stop: int) -> Quantity:
    quantity = _plain(number)
    if number.divisor:
        return replace(_worth(quantity, number.value * 100 / number.divisor), unit="%", kind="percent")
    share = _SHARE.match(text, number.end, stop)
    if share:
        value = _share_value(number, share)
        if value is not None:
            kind = "points" if share["points"] else "percent"
            return replace(_worth(quantity, value), unit="%", kind=kind, end=share.end())
    found = _unit(text, number, stop)
    sign = _sign_of_money(text, number.start, floor)
    if found is None:
        return replace(quantity, unit=sign[1], kind="money", start=sign[0]) if sign else quantity
    unit, end = found
    value = number.value
    if text[end : end + 1] == "半" and end < stop and unit.kind != "count":
        value, end = value + Decimal("0.5"), end + 1
    start = sign[0] if sign and sign[1] == unit.base else number.start
    return replace(_worth(quantity, value), unit=unit.word, kind=unit.kind, start=start, end=end)


def _worth(quantity: Quantity, value: Decimal) -> Quantity:
    return replace(quantity, value=value, low=value, high=value)


def _share_value(number: _Number, share: re.Match[str]) -> Decimal | None:
    """In per cent; None for a discount that is none (十折)."""
    if share["tenths"]:
        more = "一二三四五六七八九".index(share["more"]) + 1 if share["more"] else 0
        return number.value * 10 + more
    if share["off"]:
        digits = plain(number.spelled)
        if len(digits) == 2 and not set(digits) & set(POWER):
            return number.value if number.value > 10 else None
        return number.value * 10 if 0 < number.value < 10 else None
    return number.value / 10 if share["mille"] else number.value


def _unit(text: str, number: _Number, stop: int) -> tuple[Unit, int] | None:
    """The unit behind a number and its end."""
    begin = number.end
    while begin < stop and text[begin] == " " and begin < number.end + 3:
        begin += 1
    found = unit_at(text, begin, stop, True)
    if found and found[0] in ("个", "個"):
        thing = unit_at(text, begin + 1, stop, True)
        if thing and thing[1].kind == "money":
            return thing[1], begin + 1 + len(thing[0])
    if found is None:
        return None
    spelling, unit = found
    end = begin + len(spelling)
    if spelling == "块" and not _BEHIND_COIN.match(text, end):
        unit = units()["块"]
    return unit, end


def _sign_of_money(text: str, start: int, floor: int) -> tuple[int, str] | None:
    """￥ or 人民币 before a number: where it begins and its unit."""
    pattern, known = currency_signs()
    found = pattern.search(text, max(floor, start - 6), start)
    return (found.start(), known[found[1]]) if found else None


def _joined(text: str, large: Quantity, small: Quantity) -> Quantity | None:
    """50元6角3分 and 两美元又三美分 as one amount, None where the second does not continue the first."""
    if (
        large.kind != "money"
        or small.kind not in ("money", "number", "count")
        or text[large.end : small.start] not in ("", "又")
    ):
        return None
    for part, factor in currency_parts().get(large.unit, {}).items():
        behind = small.end - len(part) if text[small.digits : small.end].endswith(part) else small.end
        if text.startswith(part, behind) and small.value < 1 / factor:
            value = large.value + text_value(text[small.digits : behind]) * factor
            return replace(_worth(large, value), end=behind + len(part))
    return None


def text_value(spelled: str) -> Decimal:
    """The value of a numeral that is known to be one."""
    return number_value(spelled.replace(" ", "")) or Decimal(0)
