"""Why a number in prose may differ from the table: another cell, another reading, last year's, a slip of the pen.

What is said here comes after the verdict and never changes it. Only exact equality explains; nearness does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.types.decimals import plain
from gknlp.types.edition import Edition, Label
from gknlp.types.expression import Expression
from gknlp.types.report import Bound, Claim, Reading, Report

_OTHER_READINGS = {
    "applications.new": (
        ("applications.new.{} + applications.carry_in.{}", "本年新收加上年结转"),
        ("applications.result_total.{}", "办理结果总计"),
    ),
    "applications.result_total": (
        ("applications.new.{}", "本年新收"),
        ("applications.new.{} + applications.carry_in.{}", "本年新收加上年结转"),
    ),
    "applications.carry_in": (("applications.carry_out.{}", "结转下年度"),),
    "applications.carry_out": (("applications.carry_in.{}", "上年结转"),),
    "normative": (
        ("normative.made", "本年制发"), ("normative.repealed", "本年废止"), ("normative.in_force", "现行有效"),
        ("normative.published", "本年新公开"), ("normative.total", "对外公开总数"),
    ),
    "review": (("suit.{}", "行政诉讼的同一项"), ("review.total - review.pending", "总计减尚未审结")),
    "suit": (
        ("review.{}", "行政复议的同一项"), ("suit_direct.{}", "未经复议直接起诉的同一项"),
        ("suit_after_review.{}", "复议后起诉的同一项"), ("suit.total - suit.pending", "总计减尚未审结"),
    ),
}  # fmt: skip
"""By what a metric begins with: other things that people mean by the same words; {} stands for the column."""
_FEWEST_DIGITS = 2


def derived_note(report: Report, reading: Reading) -> str:
    """A word on cells that are blank and were derived, "" where there are none."""
    derived = _derived_cells(report, reading)
    return f"表中{derived}未填，由其他各格推得" if derived else ""


def _derived_cells(report: Report, reading: Reading) -> str:
    metrics = [part for metric in reading.expression.metrics for part in report.edition.parts_of(metric)]
    names = [report.edition.name_of(metric) for metric in metrics if metric in report.derived]
    return f"“{names[0]}”" + (f"等{len(names)}格" if len(names) > 1 else "") if names else ""


def explain(report: Report, last: Report | None, claim: Claim, reading: Reading, expected: Decimal) -> str:
    """What the claim's value equals exactly, as Chinese phrases; "" where nothing does."""
    notes = [note for note in (derived_note(report, reading),) if note]
    if claim.bound is Bound.EXACT and claim.value:
        same = list(dict.fromkeys(name for name, value in _neighbours(report, reading) if value == claim.value))
        if same:
            notes.append(f"{plain(claim.value)}等于{'，也等于'.join(same[:2])}")
        notes += _last_year(last, claim, reading)
        if not same:
            notes += _slips(claim, expected)
    return "；".join(notes)


def _last_year(last: Report | None, claim: Claim, reading: Reading) -> Iterator[str]:
    try:
        if last is not None and reading.expression.value(last.known) == claim.value:
            yield f"{plain(claim.value)}与{last.masthead.year}年报告的数相同"
    except NotAssessable:
        return


def _slips(claim: Claim, expected: Decimal) -> Iterator[str]:
    """A unit taken for another, a digit too many or too few, two digits in each other's place."""
    if not expected:
        return
    ratio = claim.value / expected
    if claim.unit == "元" and ratio in (Decimal(10_000), 1 / Decimal(10_000)):
        yield "两数恰好相差一万倍，可能混淆了元与万元"
    elif ratio in (Decimal(10), 1 / Decimal(10)):
        yield "两数恰好相差十倍，可能多写或少写了一个0"
    first, second = plain(claim.value), plain(expected)
    apart = [n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(first) == sorted(second)
    if len(first) == len(second) >= _FEWEST_DIGITS and swapped:
        yield "两数有相邻两位数字互换，可能是笔误"


def _columns(edition: Edition, metric: str) -> tuple[Label, ...]:
    table = edition.table(metric.split(".")[0])
    return table.columns if table else ()


def _neighbours(report: Report, reading: Reading) -> list[tuple[str, Decimal]]:
    """The figures near the one meant: the same row's other columns, the parts of a sum, the total less 尚未审结."""
    edition: Edition = report.edition
    candidates: list[tuple[str, str]] = []
    metrics = reading.expression.metrics
    if all(metric.count(".") == 2 for metric in metrics):
        for column in _columns(edition, metrics[0]):
            parts = [f"{metric.rsplit('.', 1)[0]}.{column.key}" for metric in metrics]
            if parts != list(metrics):
                candidates.append((" + ".join(parts), f"其“{column.labels[0]}”一栏"))
    if len(metrics) > 1:
        candidates += [(metric, f"其中“{edition.name_of(metric)}”一项") for metric in metrics]
        candidates += [
            (
                f"{metric.rsplit('.', 1)[0]}.{column.key}",
                f"其中“{edition.name_of(metric.rsplit('.', 1)[0] + '.' + column.key)}”一格",
            )
            for metric in metrics
            if metric.count(".") == 2
            for column in _columns(edition, metric)
        ]
    for metric in metrics:
        if metric in edition.sums:
            candidates += [(part, f"其中“{edition.name_of(part)}”一行") for part in edition.sums[metric].metrics]
    if len(metrics) == 1:
        candidates += _otherwise(edition, metrics[0])
    result = []
    for text, name in candidates:
        try:
            result.append((name, Expression.parse(text).value(report.known)))
        except NotAssessable:
            continue
    return result


def _otherwise(edition: Edition, metric: str) -> Iterator[tuple[str, str]]:
    """Other readings of what ``metric`` is called, those that the edition has cells for."""
    stem, _, column = metric.rpartition(".")
    for text, name in _OTHER_READINGS.get(stem, ()):
        expression = Expression.parse(text.replace("{}", column))
        if str(expression) != metric and edition.knows(expression):
            yield str(expression), name
