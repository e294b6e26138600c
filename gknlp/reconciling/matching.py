"""Claims against figures and against each other."""

from __future__ import annotations

from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.types.dossier import Match, Repeat, Status
from gknlp.types.edition import Edition, Force, Label
from gknlp.types.report import Bound, Claim, Reading, Report

ABOUT = Decimal("0.1")
"""How far a claim hedged with 约 or 近 may lie from the figure (DOMAIN practice: within a tenth)."""
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def satisfied(claim: Claim, figure: Decimal) -> bool:
    """Whether ``figure`` lies within what the claim's words allow: 余、多、超过 means at least, and less than the next
    round step; 近、不足 means below by a tenth at most; 约 within a tenth."""
    value = claim.value
    if claim.bound is Bound.EXACT:
        return figure == value
    if claim.bound is Bound.ABOUT:
        return abs(figure - value) <= ABOUT * value
    if claim.bound is Bound.BELOW:
        return value * (1 - ABOUT) <= figure <= value
    return value <= figure < value + _step(value)


def _step(value: Decimal) -> Decimal:
    """The next round number above a hedged one lies one unit of its last significant digit further: 7700余 < 7800."""
    digits = value.normalize().as_tuple()
    exponent = digits.exponent if isinstance(digits.exponent, int) else 0
    step = Decimal(1).scaleb(exponent)
    return step


def _amount(report: Report, metric: str, value: Decimal) -> Decimal:
    """An amount of money in 元: the form prints 万元 unless the cell says otherwise."""
    figure = report.figures.get(metric)
    unit = figure.unit if figure is not None and figure.unit else "万元"
    return value * _YUAN.get(unit, Decimal(1))


def _value(report: Report, claim: Claim, reading: Reading) -> Decimal:
    value = reading.expression.value(report.known)
    metrics = reading.expression.metrics
    return _amount(report, metrics[0], value) if claim.unit == "元" and len(metrics) == 1 else value


def match_of(report: Report, claim: Claim) -> Match:
    """The claim beside its figure."""
    first = claim.readings[0]
    known = [
        reading
        for reading in claim.readings
        if all(
            metric in report.edition.metrics or metric in report.edition.sums for metric in reading.expression.metrics
        )
    ]
    if not known:
        return Match(claim, first, Status.CANNOT_TELL, None, "本版格式的表格没有这一项")
    if claim.period:
        return Match(claim, first, Status.CANNOT_TELL, None, f"所述不是本年度全年的数（{_period(claim.period)}）")
    reasons: list[str] = []
    values: list[tuple[Reading, Decimal]] = []
    for reading in known:
        try:
            value = _value(report, claim, reading)
        except NotAssessable as reason:
            reasons.append(str(reason))
            continue
        values.append((reading, value))
        if satisfied(claim, value):
            same = reading is first
            note = reading.note if not same else _derived_note(report, reading)
            return Match(claim, reading, Status.AGREES if same else Status.AGREES_OTHERWISE, value, note)
    if reasons or not values:
        return Match(claim, first, Status.CANNOT_TELL, None, reasons[0] if reasons else "")
    if claim.scope:
        return Match(claim, first, Status.CANNOT_TELL, values[0][1], f"所述范围（{claim.scope}）与表格未必一致")
    return Match(claim, first, Status.DIFFERS, values[0][1], _explain(report, claim, first))


def _period(period: str) -> str:
    return {"last": "上年", "part": "部分时段或累计"}.get(period, f"{period}年")


def _derived_note(report: Report, reading: Reading) -> str:
    derived = _derived_cells(report, reading)
    return f"表中{derived}未填，由其他各格推得" if derived else ""


def _derived_cells(report: Report, reading: Reading) -> str:
    metrics = [
        part
        for metric in reading.expression.metrics
        for part in (report.edition.sums[metric].metrics if metric in report.edition.sums else (metric,))
    ]
    names = [report.edition.name_of(metric) for metric in metrics if metric in report.derived]
    return f"“{names[0]}”" + (f"等{len(names)}格" if len(names) > 1 else "") if names else ""


def _explain(report: Report, claim: Claim, reading: Reading) -> str:
    """Another cell that the claim's value equals exactly: it explains a difference and never changes the verdict."""
    notes = []
    derived = _derived_note(report, reading)
    if derived:
        notes.append(derived)
    if claim.bound is Bound.EXACT and claim.value:
        same = [name for name, value in _neighbours(report, reading) if value == claim.value]
        if same:
            notes.append(f"{plain(claim.value)}等于{'，也等于'.join(same[:2])}")
    return "；".join(notes)


def plain(value: Decimal) -> str:
    """A number as people write it."""
    return f"{value.normalize():f}"


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
    if len(metrics) == 1 and metrics[0] in ("review.total", "suit.total"):
        candidates.append((f"{metrics[0]} - {metrics[0].replace('total', 'pending')}", "总计减尚未审结"))
    result = []
    for text, name in candidates:
        try:
            result.append((name, type(reading.expression).parse(text).value(report.known)))
        except NotAssessable:
            continue
    return result


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
