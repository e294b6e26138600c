from pathlib import Path

import make_reports
from reports.layouts import LAYOUTS

from gknlp.editions import edition
from gknlp.types.edition import Force

ROOT = Path(__file__).resolve().parents[2]


def test_samples_are_what_the_generator_writes():
    assert make_reports.differing(ROOT / "corpora" / "samples", 14, 1, list(LAYOUTS)) == []


def test_figures_satisfy_the_form_and_follow_from_year_to_year():
    for agency in range(len(make_reports.AGENCIES)):
        last = None
        for year, figures in zip(make_reports.YEARS, make_reports.series(3, agency), strict=True):
            form = edition(make_reports.edition_of(year))

            def lookup(metric, figures=figures, form=form):
                from decimal import Decimal

                return Decimal(figures[metric]) if metric in figures else form.sums[metric].value(lookup)

            for identity in form.identities:
                if identity.table != "indicators" and identity.force is Force.MUST:
                    rows = {metric.split(".")[1] for metric in identity.relation.metrics if metric.count(".") == 2}
                    if rows <= {key.split(".")[1] for key in figures if key.count(".") == 2} | {
                        "denied",
                        "unable",
                        "refused",
                        "other",
                    }:
                        assert identity.relation.holds(lookup), identity.key
            if last:
                assert figures["applications.carry_in.total"] == last["applications.carry_out.total"]
            last = figures
