"""What a numeral is worth: 1,024, 一百零五, 二〇二三, 38万4千, 壹仟 as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參叄陸點負圓卌○",
    "一二三四五六七八九十百千万亿两二三三六点负元卌〇",
)
DIGITS = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
POWERS = {"十": 10, "百": 100, "千": 1000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
"""兆 is read as 万亿, its only use as a numeral in present-day Chinese."""

FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參叄陸"
HAN = "〇零一二两三四五六七八九十百千廿卅卌万亿兆" + FORMAL
POWER = "十百千万亿兆拾佰仟萬億"
FIGURE = "0-9０-９"
ARABIC = rf"(?:[{FIGURE}]{{1,3}}(?:[,，][{FIGURE}]{{3}})+(?![{FIGURE}])|[{FIGURE}]+)(?:[.．](?=[{FIGURE}])[{FIGURE}]+)?"
_TOKEN = re.compile(rf"{ARABIC}|[{HAN}]")
LONGEST = 48
"""Characters: a numeral that is longer counts nothing (10^48 exceeds every unit)."""
_SEPARATORS = str.maketrans({",": None, "，": None, "．": ".", " ": None, "\n": None})


def plain(text: str) -> str:
    """``text`` with the formal and traditional numerals (壹, 萬) as the plain ones, character by character."""
    return text.translate(_PLAIN)


class _Sum:
    """The value of a numeral, token by token: parts at 兆, 亿, 万 already closed, and the section below 万."""

    def __init__(self) -> None:
        self.closed: list[tuple[Decimal, int]] = []
        self.section = Decimal(0)
        self.digit: Decimal | None = None
        self.last = 0
        self.small = 10**4
        self.zero = False
        self.is_begun = False

    def add_digit(self, value: Decimal) -> bool:
        if self.digit is not None or (self.last and value >= self.last):
            return False
        self.digit, self.is_begun = value, True
        return True

    def add_power(self, power: int) -> bool:
        if power >= self.small:
            return False
        self.section += (Decimal(1) if self.digit is None else self.digit) * power
        self.digit, self.small, self.last, self.zero, self.is_begun = None, power, power, False, True
        return True

    def add_large(self, power: int) -> bool:
        worth = self.section + (self.digit or 0)
        nothing = not self.is_begun
        while self.closed and self.closed[-1][1] <= power:
            if self.closed[-1][1] == power and not (nothing and power == LARGE["万"]):
                return False
            worth += self.closed.pop()[0]
            nothing = False
        if nothing:
            if self.closed or self.last:
                return False
            worth = Decimal(1)
        self.closed.append((worth * power, power))
        self.section, self.digit, self.small, self.last = Decimal(0), None, 10**4, power
        self.zero = self.is_begun = False
        return True

    def total(self) -> Decimal:
        """The sum; a last digit without 零 before it stands in the next place: 二百五 is 250, 七万三 73,000."""
        last = self.digit or Decimal(0)
        if self.last > 10 and not self.zero and 0 < last < 10 and last == int(last):
            last *= self.last // 10
        return sum((worth for worth, _ in self.closed), Decimal(0)) + self.section + last


def _sum(text: str) -> Decimal | None:
    state, end = _Sum(), 0
    for found in _TOKEN.finditer(text):
        token, end = found[0], found.end()
        if token in ("零", "〇"):
            if state.digit is not None:
                return None
            state.zero, fits = True, True
        elif token in TENS:
            fits, state.is_begun = state.small > 10 and state.digit is None, True
            state.section, state.small, state.last = state.section + TENS[token], 10, 10
        elif token in POWERS:
            fits = state.add_power(POWERS[token])
        elif token in LARGE:
            fits = state.add_large(LARGE[token])
        elif token == "两" and end == len(text) and state.last:
            return None  # 三十两: 两 is no last digit
        else:
            fits = state.add_digit(arabic_value(token) if token[0] not in DIGITS else Decimal(DIGITS[token]))
        if not fits:
            return None
    return state.total() if end == len(text) else None


def arabic_value(text: str) -> Decimal:
    """The value of digits with separators (``1,024``, ``14 107``, ``１．５``)."""
    return Decimal(text.translate(_SEPARATORS))


def _spelled(text: str) -> Decimal | None:
    """Digit by digit: 二〇二一, 五五."""
    if not text or not all(character in DIGITS for character in text) or (len(text) > 1 and "两" in text):
        return None
    return Decimal("".join(str(DIGITS[character]) for character in text))


def han_value(text: str) -> Decimal | None:
    """The value of a Chinese numeral (``两千零五十万``, ``二〇二一``, ``廿三``, ``两千六`` = 2600), mixed ones included
    (``38万4千``); None where it is none, or where it is longer than any that counts."""
    if not text or len(text) > LONGEST:
        return None
    text = plain(text).replace(" ", "")
    if not text:
        return None
    return _spelled(text) if all(character in DIGITS for character in text) else _sum(text)


def number_value(text: str) -> Decimal | None:
    """The exact value of an Arabic, Chinese or mixed numeral without unit (``1,024``, ``1.6万``, ``二点五万``), None
    where it is none."""
    if not text or len(text) > LONGEST:
        return None
    whole, point, rest = plain(text).replace(" ", "").partition("点")
    if not point:
        if text[-1].isdigit() and text[0].isdigit() and not any(character in HAN for character in whole):
            return arabic_value(text)
        return han_value(whole)
    digits = rest.rstrip("".join(LARGE))
    fraction, value = _spelled(digits) if digits.strip("两") == digits else None, han_value(whole)
    if value is None or fraction is None:
        return None
    value += fraction.scaleb(-len(digits))
    for large in rest[len(digits) :]:
        value *= LARGE[large]
    return value


def step_of(value: Decimal) -> Decimal:
    """The worth of the last place of ``value`` that is not 0: 100 for 7700, 1000 for 1.6万, 10 for 三十, 1 for 0.

    That is how far the next round number lies: 7700余 is at least 7700 and less than 7800.
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if value and isinstance(exponent, int) else Decimal(1)
