"""Reports with other figures than they were read with, and what one rule makes of them."""

from dataclasses import replace
from decimal import Decimal

from reading import BASES, parsed

from gknlp.reconciling import reconcile
from gknlp.rules import rule_of, run
from gknlp.types.dossier import Kin


def built(base="base-2021", figures=(), **masthead):
    """The base report with these ``figures`` (metric -> number as text, "" for a blank cell, None for no cell)."""
    found = parsed(BASES[base])
    changed = dict(found.figures)
    for metric, value in dict(figures).items():
        if value is None:
            del changed[metric]
        else:
            number = Decimal(value) if value else None
            changed[metric] = replace(changed[metric], value=number, raw=value, blank=not value)
    return replace(found, figures=changed, masthead=replace(found.masthead, **masthead))


def before(report, years=1):
    """``report`` as that of so many years before."""
    return replace(report, masthead=replace(report.masthead, year=report.masthead.year - years))


def runs(code, report, earlier=(), why_no_last="", **kin):
    """subject key -> run of one rule."""
    dossier = reconcile(report, Kin(tuple(earlier), why_no_last, **kin))
    return {entry.subject.key: entry for entry in run(dossier, (rule_of(code),))}


def outcome(code, report, subject=None, earlier=(), **kin):
    """What one rule says of one subject (the only one, where it is not named)."""
    found = runs(code, report, earlier, **kin)
    return found[subject or next(iter(found))].outcome.value
