"""Every value of the real reports, against what was read from them by eye and written down in tests/real."""

import tomllib
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from truth import metric_in

from gknlp import parse, read
from gknlp.reconciling import reconcile

pytestmark = pytest.mark.real

TRUTHS = sorted((Path(__file__).parent / "real").glob("*_*.toml"))
APPLICANTS = "natural_person business research public_interest legal_service other total".split()
RESULTS = "upheld corrected other pending total".split()


@pytest.fixture(params=TRUTHS, ids=lambda path: path.stem)
def truth(request):
    return tomllib.loads(request.param.read_text("utf-8"))


@cache
def parsed(path):
    return parse(read(path))


def printed(truth):
    """What the report prints, by metric: None for a blank."""
    values = dict(truth.get("figures", {}))
    for row, cells in truth.get("applications", {}).items():
        values |= {f"applications.{row}.{key}": cell for key, cell in zip(APPLICANTS, cells, strict=True)}
    for group, cells in truth.get("review", {}).items():
        values |= {f"{group}.{key}": cell for key, cell in zip(RESULTS, cells, strict=True)}
    return {metric: Decimal(value) if value else None for metric, value in values.items()}


def undecided(truth):
    return set(truth.get("undecided", {}).get("metrics", ()))


def test_masthead(reports, truth):
    report = parsed(reports / truth["file"])
    found = (report.masthead.agency, report.masthead.year, report.edition.key)
    assert found == (truth["agency"], truth["year"], truth["edition"])


def test_sections(reports, truth):
    report = parsed(reports / truth["file"])
    assert [section.key for section in report.sections if section.key != "preamble"] == truth["sections"]


def test_tables(reports, truth):
    report = parsed(reports / truth["file"])
    assert sorted(table.key for table in report.tables) == sorted(truth["tables"])


def test_figures(reports, truth):
    found = {metric: figure.value for metric, figure in parsed(reports / truth["file"]).figures.items()}
    values = printed(truth)
    differing = {
        metric: (found.get(metric, "not read"), values.get(metric, "not printed"))
        for metric in sorted((found.keys() | values.keys()) - undecided(truth))
        if found.get(metric, "not read") != values.get(metric, "not printed")
    }
    assert differing == {}


def test_undecided(reports, truth):
    figures = parsed(reports / truth["file"]).figures
    given = {metric: figures[metric].value for metric in undecided(truth) if metric in figures}
    assert {metric: value for metric, value in given.items() if value is not None} == {}


def test_truth_names_metrics_of_the_edition(reports, truth):
    metrics = set(parsed(reports / truth["file"]).edition.metrics)
    assert printed(truth).keys() | undecided(truth) <= metrics
    assert not printed(truth).keys() & undecided(truth)


def _shown(edition, match):
    """(value, cell that is meant, verdict): the cell by its own name where an edition has a later form's name for it."""
    terms = match.claim.readings[0].expression.terms
    metrics = [metric_in(edition, metric) for _, metric in terms]
    return format(match.claim.value.normalize(), "f"), " + ".join(metrics), match.status.value


@pytest.mark.parametrize("verdicts", [("agrees", "agrees_otherwise", "differs")], ids=["compared"])
def test_claims(reports, truth, verdicts):
    report = parsed(reports / truth["file"])
    found = Counter(
        _shown(report.edition, match) for match in reconcile(report).matches if match.status.value in verdicts
    )
    wanted = Counter(tuple(claim) for claim in truth["claims"] if claim[2] in verdicts)
    assert (found - wanted, wanted - found) == (Counter(), Counter())
