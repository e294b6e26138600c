"""What the report gives for an expression: the table, or else its prose; and what rounds to it."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from gknlp.errors import NotAssessable
from gknlp.types.expression import Expression
from gknlp.types.report import Bound, Report


def stated_in_prose(report: Report, metric: str) -> Decimal:
    """The number that the prose states for ``metric``. Raises NotAssessable where it states none, or several."""
    values = {
        claim.value
        for claim in report.claims
        if claim.metric == metric and claim.bound is Bound.EXACT and not claim.scope and not claim.period
    }
    if len(values) != 1:
        raise NotAssessable(f"表中和文中都没有“{report.edition.name_of(metric)}”")
    return values.pop()


def value_of(report: Report, expression: Expression) -> tuple[Decimal, str]:
    """The value and where it is from (表中, 文中). Raises NotAssessable."""
    try:
        return expression.value(report.known), "表中"
    except NotAssessable:
        if any(metric in report.figures for metric in expression.metrics):
            raise
        return expression.value(lambda metric: stated_in_prose(report, metric)), "文中"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """``value`` to ``decimals``, a half up."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def cut(value: Decimal, decimals: int) -> Decimal:
    """``value`` cut off after ``decimals``."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN)


def fits(value: Decimal, stated: Decimal, decimals: int, bound: Bound) -> bool:
    """Whether ``value`` is what ``stated`` with its decimals and its hedge allows: half a unit of the last digit."""
    half = Decimal(5).scaleb(-decimals - 1)
    if bound is Bound.EXACT:
        return abs(value - stated) <= half
    if bound is Bound.ABOUT:
        return abs(value - stated) <= max(half, stated / 10)
    if bound is Bound.AT_LEAST:
        return value >= stated
    return stated * Decimal("0.9") <= value <= stated
