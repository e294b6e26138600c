import json
from collections import Counter
from decimal import Decimal
from itertools import islice
from pathlib import Path

import make_reports
import pytest
from reports.layouts import LAYOUTS

from gknlp.editions import edition
from gknlp.rules import RULES

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


def test_every_rule_has_something_that_is_planted_for_it():
    assert set(make_reports.kinds()) == {rule.code for rule in RULES}


@pytest.mark.parametrize("code", sorted(rule.code for rule in RULES))
def test_what_is_planted_is_recorded_and_varies(code):
    cases = [case for _, case in islice(make_reports.cases(2, code), 6)]
    assert all(case.last.defects[-1]["code"] == code for case in cases)
    assert len({case.last.agency for case in cases}) >= 3


def test_reports_of_one_rule_are_written_together(tmp_path):
    make_reports.make(tmp_path, 2, 1, ["markdown"], rule="YOY001")
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    numbers = Counter(record["file"][:3] for record in truth)
    assert len(numbers) == 2 and min(numbers.values()) >= 2
    assert sum(bool(record["defects"]) for record in truth) == 2


def test_the_samples_hold_every_edition():
    samples = json.loads((ROOT / "corpora" / "samples" / "truth.json").read_text(encoding="utf-8"))
    assert {sample["edition"] for sample in samples} == set(make_reports.YEARS)
