"""Claims against figures and against each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.reconciling.explaining import derived_note, explain
from gknlp.types.dossier import Match, Repeat, Status
from gknlp.types.edition import Force
from gknlp.types.report import Bound, Claim, Reading, Report

_IN_TEN_THOUSANDS = frozenset({"fee.amount", "charged.amount", "institution.budget"})
"""Amounts that the form prints in 万元."""
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def satisfied(claim: Claim, figure: Decimal) -> bool:
    """Whether ``figure`` lies within what the claim's words allow: exactly, or in the band of its hedge."""
    if claim.bound is Bound.EXACT:
        return figure == claim.value
    if claim.low is not None and figure < claim.low:
        return False
    if claim.high is None:
        return True
    return figure < claim.high or (claim.is_closed and figure == claim.high)


def _values(report: Report, claim: Claim, reading: Reading) -> list[Decimal]:
    """What the table gives for a reading; an amount of money in 元, in each unit that it may be printed in."""
    value = reading.expression.value(report.known)
    metrics = reading.expression.metrics
    if claim.unit != "元" or len(metrics) > 1:
        return [value]
    figure = report.figures.get(metrics[0])
    units = [figure.unit] if figure is not None and figure.unit in _YUAN else ["万元"]
    if units == ["万元"] and metrics[0] not in _IN_TEN_THOUSANDS and not (figure and figure.unit):
        units.append("元")  # the form prints no unit for it
    return [value * _YUAN[unit] for unit in units]


def match_of(report: Report, claim: Claim, last: Report | None = None) -> Match:
    """The claim beside its figure; ``last`` is the report of the year before, which may explain a difference and has the
    figure where the claim is of that year."""
    if last is not None and claim.period == "last":
        return replace(match_of(last, replace(claim, period="")), claim=claim)
    first = claim.readings[0]
    known = [reading for reading in claim.readings if report.edition.knows(reading.expression)]
    if not known:
        return Match(claim, first, Status.CANNOT_TELL, None, "本版格式的表格没有这一项")
    if claim.period:
        return Match(claim, first, Status.CANNOT_TELL, None, f"所述不是本年度全年的数（{_period(claim.period)}）")
    reasons: list[str] = []
    values: list[tuple[Reading, Decimal]] = []
    for reading in known:
        try:
            found = _values(report, claim, reading)
        except NotAssessable as reason:
            reasons.append(str(reason))
            continue
        values.append((reading, found[0]))
        value = next((value for value in found if satisfied(claim, value)), None)
        if value is not None:
            same = reading is first
            note = reading.note if not same else derived_note(report, reading)
            return Match(claim, reading, Status.AGREES if same else Status.AGREES_OTHERWISE, value, note)
    if reasons or not values:
        return Match(claim, first, Status.CANNOT_TELL, None, reasons[0] if reasons else "")
    if claim.scope:
        return Match(claim, first, Status.CANNOT_TELL, values[0][1], f"所述范围（{claim.scope}）与表格未必一致")
    return Match(claim, first, Status.DIFFERS, values[0][1], explain(report, last, claim, first, values[0][1]))


def _period(period: str) -> str:
    return {"last": "上年", "part": "部分时段或累计"}.get(period, f"{period}年")


def repeats_of(report: Report) -> tuple[Repeat, ...]:
    """Claims of the same metric, of the whole year and the whole unit, stated exactly in more than one place."""
    groups: dict[str, list[Claim]] = {}
    parts = {part.place for breakdown in report.breakdowns for part in breakdown.parts}
    for claim in report.claims:
        plain = not claim.period and not claim.scope and claim.bound is Bound.EXACT
        plain = plain and claim.place not in parts and "其中" not in claim.text
        if plain and claim.readings[0].force is Force.MUST:
            groups.setdefault(claim.metric, []).append(claim)
    return tuple(Repeat(key, tuple(claims)) for key, claims in groups.items() if len(claims) > 1)
