"""Shares and rates computed again from the numbers that the prose and the tables give."""

from __future__ import annotations

from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.reconciling.values import cut, fits, rounded, value_of
from gknlp.reconciling.wholes import wholes_of
from gknlp.types.decimals import plain
from gknlp.types.dossier import Candidate, Check, Status
from gknlp.types.expression import Expression
from gknlp.types.report import Report, Share

_HUNDRED = Decimal(100)
_NO_CELL = "看不出所占的总体，或表中没有相应的数"


def _stated(share: Share) -> str:
    return f"{share.value:f}%" if share.decimals <= 0 else f"{share.value:.{share.decimals}f}%"


def _candidate(part: Decimal, whole: Decimal, decimals: int, source: str) -> Candidate:
    ratio = part * _HUNDRED / whole
    return Candidate(f"{source}{plain(part)}÷{plain(whole)}＝{plain_ratio(ratio, decimals)}%", ratio)


def plain_ratio(ratio: Decimal, decimals: int) -> str:
    """A ratio with the decimals of what it is compared with, one at the least."""
    return f"{rounded(ratio, max(decimals, 1)):f}"


def _is_met(report: Report, expression: Expression) -> bool:
    """Whether the report may have a number for an expression: not where a table is not prescribed and not there."""
    found = {table.key for table in report.tables}
    edition = report.edition
    keys = {edition.table_of(part) for metric in expression.metrics for part in edition.parts_of(metric)}
    return not any(form.key in keys - found and not form.required for form in edition.tables)


def _wholes(report: Report, share: Share) -> tuple[list[Decimal], bool]:
    """The wholes that are known, likeliest first, and whether all of those that may be meant are."""
    if share.total is not None:
        return [share.total], share.is_settled
    default: tuple[Expression, ...] = ()
    if share.readings:
        default = wholes_of(report.edition, share.readings[0].expression)
    values, settled = [], share.is_settled
    for whole in share.wholes or (default if share.is_settled else ()):
        try:
            value, _ = value_of(report, whole)
        except NotAssessable:
            settled = settled and not _is_met(report, whole)
            continue
        values += [value] if value and value not in values else []
    return values, settled and bool(values)


def _from_table(report: Report, share: Share) -> list[Decimal]:
    """The table's values of the part."""
    values: list[Decimal] = []
    for reading in share.readings:
        try:
            value, source = value_of(report, reading.expression)
        except NotAssessable:
            continue
        values += [value] if source == "表中" or share.part is None else []
    return values


def _pairs(report: Report, share: Share) -> tuple[list[tuple[Decimal, Decimal, str]], bool]:
    """Of a rate: what was done and what there was to do."""
    pairs, settled = [], True
    for reading, whole in zip(share.readings, share.wholes, strict=True):
        try:
            part, source = value_of(report, reading.expression)
            total, _ = value_of(report, whole)
        except NotAssessable:
            settled = settled and not _is_met(report, whole)
            continue
        pairs += [(part, total, source)] if total else []
    return pairs, settled and bool(pairs)


def _check(share: Share, candidates: list[Candidate], status: Status, explanation: str, is_cut: bool = False) -> Check:
    places = (share.place,) if share.part_place is None else (share.place, share.part_place)
    return Check(share.kind, share.text, _stated(share), tuple(candidates), status, explanation, places, is_cut)


def is_checked(share: Share) -> bool:
    """Whether there is anything to compute a share from: a share of what the form does not ask for is left alone."""
    return share.kind == "rate" or bool(share.readings or share.wholes or share.total is not None)


def share_check(report: Report, share: Share) -> Check:
    """The share with what the figures give. It agrees where the part that the prose states gives it with any whole that
    may be meant; it differs only where all of these are known."""
    if share.period:
        return _check(share, [], Status.CANNOT_TELL, "所述不是本年度全年的数")
    if share.kind == "rate":
        pairs, settled = _pairs(report, share)
        made = [_candidate(part, whole, share.decimals, source) for part, whole, source in pairs]
        return _judged(share, made, [], settled)
    wholes, settled = _wholes(report, share)
    table = _from_table(report, share)
    others = [_candidate(part, whole, share.decimals, "表中") for part in table for whole in wholes]
    if share.part is None:
        return _judged(share, others, [], settled and bool(table))
    stated = [share.part] if share.listed is None else [share.listed, share.part]
    made = [_candidate(part, whole, share.decimals, "文中") for part in stated for whole in wholes]
    others = [other for other in others if all(other.value != candidate.value for candidate in made)]
    return _judged(share, made, others, settled)


def _judged(share: Share, made: list[Candidate], others: list[Candidate], settled: bool) -> Check:
    def agrees(candidate: Candidate) -> bool:
        return fits(candidate.value, share.value, share.decimals, share.bound)

    found = next((candidate for candidate in made if agrees(candidate)), None)
    if found is not None:
        return _check(share, made, Status.AGREES, found.formula)
    if not settled or not made:
        return _check(share, made, Status.CANNOT_TELL, _NO_CELL)
    other = next((candidate for candidate in others if agrees(candidate)), None)
    if other is not None:
        return _check(share, made + others, Status.DIFFERS, f"与之相符的是{other.formula}")
    below = next((candidate for candidate in made if _is_cut(share, candidate)), None)
    if below is not None:
        exact = f"{rounded(below.value, share.decimals):f}"
        note = f"{below.formula.partition('＝')[0]}按四舍五入应为{exact}%，所印是截去尾数的结果"
        return _check(share, made + others, Status.DIFFERS, note, True)
    return _check(share, made + others, Status.DIFFERS, others[0].formula if others else "")


def _is_cut(share: Share, candidate: Candidate) -> bool:
    return share.decimals >= 0 and cut(candidate.value, share.decimals) == share.value
