import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import make_reports
import pytest
from reports.layouts import LAYOUTS

from gknlp.editions import edition

ROOT = Path(__file__).resolve().parents[2]


def test_samples_are_what_the_generator_writes():
    assert make_reports.differing(ROOT / "corpora" / "samples", 14, 1, list(LAYOUTS)) == []


def values(form, figures):
    """The figures as identities ask for them, and every sum of them."""

    def lookup(metric):
        return Decimal(figures[metric]) if metric in figures else form.sums[metric].value(lookup)

    return lookup


def is_there(form, figures, metric):
    parts = form.sums[metric].metrics if metric not in figures and metric in form.sums else (metric,)
    return all(part in figures or (part in form.sums and is_there(form, figures, part)) for part in parts)


@pytest.mark.parametrize("agency", range(len(make_reports.AGENCIES)))
def test_figures_satisfy_the_form(agency):
    asked = Counter()
    for year, figures in make_reports.series(3, agency).items():
        form, lines = edition(make_reports.edition_of(year)), make_reports.form_of(agency, year)
        other = "indicators" if lines and len(lines.columns) > 1 else "provincial"
        for identity in form.identities:
            if (
                identity.table != other
                and identity.applies(figures)
                and all(is_there(form, figures, m) for m in identity.relation.metrics)
            ):
                assert identity.relation.holds(values(form, figures)), (year, identity.key)
                asked[form.key] += 1
    assert set(asked) == set(make_reports.YEARS)


@pytest.mark.parametrize("agency", range(len(make_reports.AGENCIES)))
def test_years_follow_from_one_another(agency):
    every = make_reports.series(3, agency)
    for year, figures in every.items():
        last = every.get(year - 1, {})
        if {"applications.carry_in.total", "applications.carry_out.total"} <= set(last):
            assert figures["applications.carry_in.total"] == last["applications.carry_out.total"]
        if make_reports.form_of(agency, year) == make_reports.form_of(agency, year - 1 if year > 2009 else year):
            for metric in (metric for metric in figures if metric.endswith(".cumulative") and metric in last):
                assert figures[metric] == last[metric] + figures[metric.removesuffix(".cumulative")]


@pytest.mark.parametrize("edition_key", make_reports.YEARS)
def test_everything_that_may_be_planted_is(edition_key):
    planted = {
        defect["code"] for number in range(160) for draft in [make_reports.draft_of(2, number)]
        if make_reports.written(2, number)[0].edition == edition_key for defect in draft.defects
    }  # fmt: skip
    tables = {"TAB002", "TAB003", "TAB010", "SEC002", "SEC004", "CLM001", "CLM003", "CLM004", "NAR001", "NAR002"}
    own = {
        "2008": {"SEC005"}, "2014": {"SEC005", "TAB005", "TAB011"}, "2019": {"SEC001", "SEC003", "TAB001", "TAB005"},
        "2021": {"SEC001", "SEC003", "TAB001", "TAB004", "TAB006", "NAR003"},
    }  # fmt: skip
    assert planted == tables | own[edition_key]


def test_the_samples_hold_every_edition():
    samples = json.loads((ROOT / "corpora" / "samples" / "truth.json").read_text(encoding="utf-8"))
    assert {sample["edition"] for sample in samples} == set(make_reports.YEARS)
