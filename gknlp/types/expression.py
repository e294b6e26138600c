"""The form's arithmetic: sums and differences of metrics, and relations between them.

``applications.new.total + applications.carry_in.total = applications.result_total.total + applications.carry_out.total``

A metric is a dotted key (``table.row.column``); ``last.`` before it means the report of the year before; a plain
number is a constant.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gknlp.errors import FaultyData

LAST = "last."
RELATIONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    ">=": operator.ge,
    "<=": operator.le,
}
_TOKEN = re.compile(r"\s*([+-])?\s*([a-z_][a-z0-9_.]*|\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Expression:
    """A sum of signed metrics and a constant.

    ``terms`` are (sign, metric) with sign +1 or -1, in the order written.
    """

    terms: tuple[tuple[int, str], ...]
    constant: Decimal = Decimal(0)

    @classmethod
    def parse(cls, text: str) -> Expression:
        """Read ``a.b + c.d - 2``. Raises FaultyData where ``text`` is not such a sum."""
        terms: list[tuple[int, str]] = []
        constant = Decimal(0)
        position = 0
        while position < len(text):
            found = _TOKEN.match(text, position)
            if not found or (position and not found[1]):
                raise FaultyData(f"表达式写法有误：{text}")
            sign = -1 if found[1] == "-" else 1
            if found[2][0].isdigit():
                try:
                    constant += sign * Decimal(found[2])
                except InvalidOperation as error:  # pragma: no cover - the pattern admits numbers only
                    raise FaultyData(f"表达式写法有误：{text}") from error
            else:
                terms.append((sign, found[2]))
            position = found.end()
        if not position:
            raise FaultyData("表达式为空")
        return cls(tuple(terms), constant)

    @classmethod
    def total(cls, metrics: Iterable[str]) -> Expression:
        """The plain sum of ``metrics``."""
        return cls(tuple((1, metric) for metric in metrics))

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics named, ``last.`` kept, in the order written."""
        return tuple(metric for _, metric in self.terms)

    def value(self, lookup: Callable[[str], Decimal]) -> Decimal:
        """The exact value; ``lookup`` gives that of a metric, or raises NotAssessable."""
        result = self.constant
        for sign, metric in self.terms:
            result += lookup(metric) if sign > 0 else -lookup(metric)
        return result

    def __str__(self) -> str:
        parts = [("- " if sign < 0 else "+ ") + metric for sign, metric in self.terms]
        if self.constant or not parts:
            parts.append(f"{'- ' if self.constant < 0 else '+ '}{abs(self.constant)}")
        return " ".join(parts).removeprefix("+ ")


@dataclass(frozen=True, slots=True)
class Relation:
    """Two expressions and ``=``, ``>=`` or ``<=`` between them."""

    left: Expression
    sign: str
    right: Expression

    @classmethod
    def parse(cls, text: str) -> Relation:
        """Read ``a.b + c.d = e.f``. Raises FaultyData."""
        parts = re.split(r"(>=|<=|=)", text)
        if len(parts) != 3:
            raise FaultyData(f"勾稽关系写法有误：{text}")
        return cls(Expression.parse(parts[0].strip()), parts[1], Expression.parse(parts[2].strip()))

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics of both sides, left first."""
        return self.left.metrics + self.right.metrics

    def holds(self, lookup: Callable[[str], Decimal]) -> bool:
        """Whether it is true; raises NotAssessable where a metric is not there."""
        return RELATIONS[self.sign](self.left.value(lookup), self.right.value(lookup))

    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"
