from dataclasses import replace
from decimal import Decimal

import pytest
from reading import BASES, parsed

from gknlp.reconciling import reconcile
from gknlp.rules import run
from gknlp.types.dossier import Kin


def report(base, metric, value, unit=""):
    found = parsed(BASES[base])
    figure = replace(found.figures[metric], value=Decimal(value), raw=value, unit=unit)
    return replace(found, figures={**found.figures, metric: figure})


def beside(found):
    """``found`` as the report of the year before."""
    return Kin((replace(found, masthead=replace(found.masthead, year=found.masthead.year - 1)),), "")


@pytest.mark.parametrize(
    ("base", "metric", "before", "now", "outcome"),
    [
        ("base-2021", "fee.amount", "25.1", "253000", "breached"), ("base-2021", "fee.amount", "251000", "25.3", "breached"),
        ("base-2021", "fee.amount", "25.1", "253", "clean"), ("base-2021", "fee.amount", "0.02", "3.5", "clean"),
        ("base-2021", "fee.amount", "0", "3500", "clean"), ("base-2021", "fee.amount", "3500", "0", "clean"),
        ("base-2019", "procurement.amount", "35.6", "356000", "breached"), ("base-2019", "procurement.amount", "420000", "35.6", "breached"),
        ("base-2019", "procurement.amount", "35.6", "3560", "clean"), ("base-2019", "procurement.amount", "0", "356000", "clean"),
    ],
)  # fmt: skip
def test_amounts_beside_those_of_last_year(base, metric, before, now, outcome):
    dossier = reconcile(report(base, metric, now), beside(report(base, metric, before)))
    found = [entry for entry in run(dossier) if entry.rule.code == "TAB007"]
    assert [entry.outcome.value for entry in found] == [outcome]
    assert [
        entry.outcome.value for entry in run(reconcile(report(base, metric, now))) if entry.rule.code == "TAB007"
    ] == ["clean"]


def test_a_unit_printed_last_year_is_taken_into_account():
    last = report("base-2021", "fee.amount", "253000", "元")
    dossier = reconcile(report("base-2021", "fee.amount", "25.1"), beside(last))
    assert [entry.outcome.value for entry in run(dossier) if entry.rule.code == "TAB007"] == ["clean"]
