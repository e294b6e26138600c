"""Changes computed again from the numbers of both years: their size, and the word of direction."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.reconciling.values import fits, rounded, value_of
from gknlp.types.decimals import plain
from gknlp.types.dossier import Candidate, Check, Status
from gknlp.types.report import Bound, Change, Reading, Report

_EXACT_NAME = "主动公开"
"""What is said of 公开信息量 need not be what another sentence counts as 主动公开."""
_ABOUT_FLAT = Decimal("0.05")
"""基本持平: within a twentieth."""


def _meant(report: Report, change: Change) -> tuple[Reading, ...]:
    """The one of its readings under which the table has the number of this year that the prose states; else all."""
    for reading in change.readings if change.now is not None else ():
        try:
            if value_of(report, reading.expression)[0] == change.now:
                return (reading,)
        except NotAssessable:
            continue
    return change.readings


def _value(report: Report, reading: Reading, change: Change) -> Decimal:
    """What the report gives for a reading. Raises NotAssessable where it has no cell, and other words may mean other things."""
    value, source = value_of(report, reading.expression)
    if source == "文中" and not report.edition.knows(reading.expression) and _EXACT_NAME not in change.text:
        raise NotAssessable("表中没有这一项，文中别处所述与此口径未必相同")
    return value


def _pairs(report: Report, last: Report | None, change: Change) -> tuple[list[tuple[Decimal, Decimal]], str]:
    """(this year, the year compared with) under each reading, likeliest first, and why there is none."""
    if change.scope:
        return [], f"所述范围（{change.scope}）与表格未必一致"
    year = report.masthead.year
    if change.before is not None and change.now is not None and not change.readings:
        return [(change.now, change.before)], ""
    is_last = change.year is None or year is None or change.year == year - 1
    pairs: list[tuple[Decimal, Decimal]] = []
    reason = "没有可比年度的报告，文中也未写明上年的数"
    for reading in _meant(report, change):
        try:
            before = change.before
            if before is None:
                if last is None or not is_last:
                    raise NotAssessable(reason)
                before = _value(last, reading, change)
            if change.now is not None:
                pairs.append((change.now, before))
            pairs.append((_value(report, reading, change), before))
        except NotAssessable as missing:
            reason = str(missing)
    return list(dict.fromkeys(pairs)), reason


def _size(now: Decimal, before: Decimal, unit: str) -> Decimal | None:
    difference = abs(now - before)
    if unit not in ("%", "倍"):
        return difference
    if not before:
        return None
    return difference * 100 / before if unit == "%" else difference / before


def _formula(now: Decimal, before: Decimal, change: Change, size: Decimal) -> str:
    if change.unit in ("%", "倍"):
        shown = f"{rounded(size, max(change.decimals, 1)):f}{change.unit}"
        return f"由{plain(before)}到{plain(now)}，变动{shown}"
    return f"由{plain(before)}到{plain(now)}，相差{plain(size)}"


def _direction(now: Decimal, before: Decimal) -> str:
    return "up" if now > before else "down" if now < before else "flat"


def _is_right(change: Change, now: Decimal, before: Decimal) -> bool:
    if change.direction == "flat" and ("基本" in change.text or "大体" in change.text):
        return abs(now - before) <= before * _ABOUT_FLAT
    return _direction(now, before) == change.direction


def growth_checks(report: Report, last: Report | None, change: Change) -> Iterator[Check]:
    """The check of the word of direction and, where there is a size, that of the size."""
    pairs, reason = _pairs(report, last, change)
    words = {"up": "增长", "down": "下降", "flat": "持平"}
    places = tuple(place for place in (change.word_place, change.now_place) if place is not None)
    made = tuple(
        Candidate(f"由{plain(before)}到{plain(now)}，应为{words[_direction(now, before)]}", now - before)
        for now, before in pairs
    )
    status = Status.CANNOT_TELL
    if pairs:
        status = Status.AGREES if any(_is_right(change, *pair) for pair in pairs) else Status.DIFFERS
    yield Check("direction", change.text, change.word, made, status, reason if not pairs else made[0].formula, places)
    if change.amount is None:
        return
    places = (change.place, *places[1:])
    sizes = [(now, before, size) for now, before in pairs if (size := _size(now, before, change.unit)) is not None]
    made = tuple(Candidate(_formula(now, before, change, size), size) for now, before, size in sizes)
    stated = f"{change.amount:f}{change.unit}"
    if not sizes:
        yield Check("growth", change.text, stated, (), Status.CANNOT_TELL, reason or "上年为0，无从计算", places)
        return
    decimals = change.decimals if change.unit in ("%", "倍") or change.bound is not Bound.EXACT else 3
    agrees = any(fits(size, change.amount, decimals, change.bound) for _, _, size in sizes)
    yield Check(
        "growth", change.text, stated, made, Status.AGREES if agrees else Status.DIFFERS, made[0].formula, places
    )
