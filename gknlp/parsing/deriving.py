"""Blank cells that the table's own identities prove: a missing total, zeros left out."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gknlp.types.edition import Edition, Force
from gknlp.types.report import TOLD, Bound, Claim, Derived, Figure

Terms = list[tuple[int, str]]


def _expand(edition: Edition, figures: dict[str, Figure], sign: int, metric: str) -> Terms:
    if metric in figures or metric not in edition.sums:
        return [(sign, metric)]
    return [
        term for inner, part in edition.sums[metric].terms for term in _expand(edition, figures, sign * inner, part)
    ]


def _equations(edition: Edition, figures: dict[str, Figure]) -> list[tuple[str, Terms]]:
    """Every ``=`` identity as signed cells that add up to 0, where all its cells are in the table."""
    result = []
    for identity in edition.identities:
        if identity.force is not Force.MUST or identity.relation.sign != "=" or not identity.applies(figures):
            continue
        terms = [
            term
            for side, sign in ((identity.relation.left, 1), (identity.relation.right, -1))
            for inner, metric in side.terms
            for term in _expand(edition, figures, sign * inner, metric)
        ]
        if all(metric in figures for _, metric in terms):
            result.append((identity.key, terms))
    return result


def _step(terms: Terms, known: dict[str, Decimal]) -> dict[str, Decimal]:
    """What one identity proves: its only unknown, or that several unknowns which add up to 0 are all 0 (counts are
    never negative)."""
    unknown = [(sign, metric) for sign, metric in terms if metric not in known]
    if not unknown:
        return {}
    rest = sum((sign * known[metric] for sign, metric in terms if metric in known), Decimal(0))
    if len(unknown) == 1:
        sign, metric = unknown[0]
        value = -rest * sign + 0  # no -0
        return {metric: value} if value >= 0 else {}
    if rest == 0 and len({sign for sign, _ in unknown}) == 1:
        return {metric: Decimal(0) for _, metric in unknown}
    return {}


def derive(edition: Edition, figures: dict[str, Figure]) -> dict[str, Derived]:
    """The values of blank or unreadable cells that follow from the others, each with the identity that gives it."""
    if all(figure.value is not None for figure in figures.values()):
        return {}
    known = {metric: figure.value for metric, figure in figures.items() if figure.value is not None}
    equations = _equations(edition, figures)
    derived: dict[str, Derived] = {}
    changed = True
    while changed:
        changed = False
        for key, terms in equations:
            for metric, value in _step(terms, known).items():
                known[metric] = value
                derived[metric] = Derived(metric, value, key)
                changed = True
    return derived


_CUMULATIVE = ".cumulative"


def told_apart(edition: Edition, figures: dict[str, Figure], claims: Iterable[Claim]) -> dict[str, Derived]:
    """The sums of all years of which the digits run together with those of the year, where the prose states the year's.

    Only the sum is told by it: the year's own figure, cut by the prose, could not be compared with the prose.
    """
    open_ = {
        metric.removesuffix(_CUMULATIVE): figure
        for metric, figure in figures.items()
        if metric.endswith(_CUMULATIVE) and figure.unsure
    }
    derived: dict[str, Derived] = {}
    for claim in claims if open_ else ():
        metrics = claim.readings[0].expression.metrics
        parts = edition.parts_of(metrics[0]) if len(metrics) == 1 else ()
        figure = open_.get(parts[0]) if len(parts) == 1 else None
        beside = figures.get(parts[0]) if figure is not None else None
        if figure is None or beside is None or not beside.unsure or beside.place != figure.place:
            continue
        if claim.bound is not Bound.EXACT or claim.scope or claim.period:
            continue
        rest = figure.raw.removeprefix(str(claim.value))
        if rest != figure.raw and rest.isdigit() and rest[0] != "0" and Decimal(rest) >= claim.value:
            metric = parts[0] + _CUMULATIVE
            derived[metric] = Derived(metric, Decimal(rest), TOLD)
    return derived
