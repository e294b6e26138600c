"""The same report gives the same figures, sections and claims whatever it comes in."""

import json
import shutil
from collections import Counter
from decimal import Decimal
from functools import cache

import make_reports
import pytest
from reports.layouts import EXACT, LAYOUTS
from truth import is_spoilt, metric_in

from gknlp.auditing import audit
from gknlp.readers import scan

COUNT, SEED = 40, 23
BATCHES = 8
"""Scans take seconds a page: they are read in parts, so that workers share them."""

office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
ocr = pytest.mark.skipif(not scan.is_available(), reason="the extra gknlp[ocr] is not installed")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    @cache
    def write(layout, count=COUNT):
        out = tmp_path_factory.mktemp(layout)
        make_reports.make(out, count, SEED, [layout], is_every=True)
        return [
            (record, out / record["file"]) for record in json.loads((out / "truth.json").read_text(encoding="utf-8"))
        ]

    return write


def verdicts(record, report):
    """(how each cell was read, whether its table carries a doubt)."""
    doubted = {doubt.table for doubt in report.doubts}
    read = {table.key for table in report.tables}
    table_of = {metric: form.key for form in report.edition.tables if form.key in read for metric in form.metrics}
    for metric, text in record["figures"].items():
        figure = report.figures.get(metric)
        expected = None if text in (None, "若干") else Decimal(text)
        if figure is None or (figure.value is None and expected is not None):
            yield "not read", True
        else:
            yield ("right" if figure.value == expected else "wrong"), table_of[metric] in doubted


def read_all(written):
    """How often (verdict, doubted) comes out over all cells, and the reports whose sections, masthead or claims differ."""
    cells, differing, claims = Counter(), [], Counter()
    for record, path in written:
        report = audit(path).dossier.report
        cells.update(verdicts(record, report))
        masthead = (report.masthead.agency, report.masthead.year, report.edition.key)
        sections = [section.key for section in report.sections if section.key != "preamble"]
        if masthead != (record["agency"], record["year"], record["edition"]) or sections != record["sections"]:
            differing.append((path.name, masthead, sections))
        stated = Counter((metric_in(report.edition, claim.metric), str(claim.value)) for claim in report.claims)
        wanted = Counter((claim["metric"], claim["value"]) for claim in record["claims"])
        claims["found"] += sum((stated & wanted).values())
        claims["lost"] += sum((wanted - stated).values())
    return cells, differing, claims


@pytest.mark.slow
@pytest.mark.parametrize("layout", EXACT)
def test_formats_that_keep_cells_apart_give_every_cell(written, layout):
    cells, differing, claims = read_all(written(layout))
    assert set(cells) == {("right", False)} and not differing and not claims["lost"]


@pytest.mark.slow
@office
@pytest.mark.parametrize("layout", ["printed", "doc", "rtf", "odt"])
def test_word_formats_give_every_cell(written, layout):
    cells, differing, claims = read_all(written(layout))
    assert set(cells) == {("right", False)} and not differing and not claims["lost"]


@pytest.mark.slow
@office
@pytest.mark.parametrize("layout", ["pdf", "ofd"])
def test_fixed_layouts_give_nearly_every_cell_and_none_wrong(written, layout):
    cells, differing, claims = read_all(written(layout))
    assert not [key for key in cells if key[0] == "wrong"] and not differing and not claims["lost"]
    assert sum(n for (verdict, _), n in cells.items() if verdict == "right") >= 0.995 * sum(cells.values())


@pytest.mark.slow
@office
@ocr
@pytest.mark.parametrize("batch", range(BATCHES))
def test_scans_give_nearly_every_cell_and_doubt_every_table(written, batch):
    cells, differing, claims = read_all(written("scan")[batch::BATCHES])
    assert ("wrong", False) not in cells
    assert sum(n for (verdict, _), n in cells.items() if verdict == "right") >= 0.98 * sum(cells.values())
    assert len(differing) <= 1
    assert claims["found"] >= 0.97 * (claims["found"] + claims["lost"])


@pytest.mark.slow
def test_run_together_text_is_right_or_not_assessable(written):
    for record, _ in written("archive"):
        record["figures"] = {key: text for key, text in record["figures"].items() if not is_spoilt(record, key)}
    cells, differing, _ = read_all(written("archive"))
    assert not [key for key in cells if key[0] == "wrong"] and not differing
    assert "archive" in LAYOUTS and cells["not read", True]
