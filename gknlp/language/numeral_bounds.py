"""A quantity in text, and what a hedge leaves open: 近1000, 1000余, 约200, 3-5."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from gknlp.language.numeral_values import step_of
from gknlp.language.numeral_words import Unit, units

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in text. ``start``/``end`` span the digits with their hedges and unit, ``digits`` where they begin.

    ``value`` is exact (a fraction such as 三分之二 to 28 digits). ``unit`` is "" where none follows; a share (12.1%, 九成,
    三分之二, 千分之三) has the unit "%" and is worth per cent. 千, 万, 亿 before a unit belong to the value: 3万元 is 30,000 元.
    ``bound`` is exact, about, at_least or below; of a range (3-5件) ``value`` is the lower end and ``bound`` at_least.
    ``low`` and ``high`` are the ends of what the words allow, None where they leave that end open. ``kind`` is count,
    money, percent, points (百分点), multiple (倍、番), time or the kind of measure (length, area …).
    """

    value: Decimal
    bound: str
    unit: str
    start: int
    end: int
    digits: int
    low: Decimal | None = None
    high: Decimal | None = None
    kind: str = "count"
    is_range: bool = False
    is_closed: bool = False
    """Whether ``high`` itself is allowed: of a range, 约 and 以内, not of 近 or 余."""

    def admits(self, number: Decimal) -> bool:
        """Whether the words allow ``number`` (in the unit of this quantity)."""
        if self.bound == "exact":
            return number == self.value
        if self.low is not None and number < self.low:
            return False
        if self.high is None:
            return True
        return number < self.high or (self.is_closed and number == self.high)

    def base(self) -> Quantity:
        """This quantity in the base unit of its kind: 5公里 as 5000 米, 3角 as 0.3 元. As it is where there is none."""
        known = units().get(self.unit)
        if known is None or known.base == self.unit:
            return self
        return self.times(known)

    def times(self, unit: Unit) -> Quantity:
        """This number of ``unit``, in the base unit of ``unit``."""
        low, high = (None if end is None else end * unit.factor for end in (self.low, self.high))
        return replace(self, value=self.value * unit.factor, low=low, high=high, unit=unit.base, kind=unit.kind)


def band(value: Decimal, hedge: str) -> tuple[str, Decimal | None, Decimal | None]:
    """The bound and the band (low, high) of ``value`` under a ``hedge``: "" (exact), "about" (within a tenth either
    way), "near" (below, by a tenth at most), "below", "most" (below or equal), "from" (at least), "odd" (at least, less than the next round
    number). Of a negative value the ends change places."""
    tenth = abs(value) * TENTH
    match hedge:
        case "about":
            return "about", value - tenth, value + tenth
        case "near":
            return "below", *((value - tenth, value) if value >= 0 else (value, value + tenth))
        case "below" | "most":
            return "below", None, value
        case "from":
            return "at_least", value, None
        case "odd":
            return "at_least", value, value + step_of(value)
    return "exact", value, value
