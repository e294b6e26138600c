"""One relation to last year's report that is broken in many places is one finding."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gknlp.auditing import judge, parsed_bytes
from gknlp.types.dossier import Kin

BASE = (Path(__file__).parents[1] / "rules" / "cases" / "base-2016.md").read_text(encoding="utf-8")


def findings(changed: int):
    """The findings YOY002 where the sums of all years of ``changed`` rows do not go on."""
    entry = parsed_bytes(BASE.encode(), "甲.md", file="甲.md")
    year = {metric: figure for metric, figure in entry.report.figures.items() if not metric.endswith(".cumulative")}
    last = dict(entry.report.figures)
    for number, metric in enumerate(year):
        figure = last[f"{metric}.cumulative"]
        before = figure.value - year[metric].value + (1000 if number < changed else 0)
        last[figure.metric] = replace(figure, value=Decimal(before))
    earlier = replace(entry.report, figures=last, masthead=replace(entry.report.masthead, year=2015))
    audit = judge(entry, Kin((earlier,), ""))
    own = [run for run in audit.findings if run.rule.code == "YOY002"]
    return own, [other for run in own for other in audit.consequences(run)]


@pytest.mark.parametrize(("changed", "own", "folded"), [(0, 0, 0), (1, 1, 0), (2, 2, 0), (3, 1, 2), (9, 1, 8)])
def test_many_places_are_one_finding(changed, own, folded):
    chiefs, others = findings(changed)
    assert (len(chiefs), len(others)) == (own, folded)
    assert all("同一衔接关系" in run.evidence.explanation for run in others)
