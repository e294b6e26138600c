"""Claims against figures and against each other. A claim is bound to its metric by its words, never by its value."""

from __future__ import annotations

from gknlp.reconciling.growth import growth_checks
from gknlp.reconciling.matching import match_of, repeats_of, satisfied
from gknlp.reconciling.ratios import is_checked, share_check
from gknlp.types.dossier import ALONE, Dossier, Kin, last_of
from gknlp.types.report import Report

__all__ = ["reconcile", "satisfied"]


def reconcile(report: Report, kin: Kin = ALONE) -> Dossier:
    """The dossier of ``report``: each claim beside its figure, the claims of one metric beside each other, and shares,
    rates and changes computed again; ``kin`` are the reports of the batch that belong to it."""
    last = last_of(report, kin)
    matches = tuple(match_of(report, claim, last) for claim in report.claims)
    checks = [share_check(report, share) for share in report.shares if is_checked(share)]
    checks += [check for change in report.changes for check in growth_checks(report, last, change)]
    checks.sort(key=lambda check: check.places[0])
    return Dossier(report, kin, matches, repeats_of(report), tuple(checks))
