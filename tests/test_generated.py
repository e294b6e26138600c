"""Whole generated reports: every cell right in every layout, every planted defect found, nothing else."""

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

import make_reports
import pytest
from reports.layouts import LAYOUTS
from truth import is_spoilt, metric_in

from gknlp.auditing import judge_all, parsed
from gknlp.readers import read
from gknlp.types.settings import DEFAULTS
from gknlp.types.units import Belonging, Registry

COUNT = 160
FOLLOWS = {
    "SEC002": {"NAR003"}, "CLM001": {"CLM004", "CLM005", "CLM006", "CLM007"}, "CLM003": {"CLM001"}, "TAB010": {"CLM001", "YOY001"},
    "TAB003": {"CLM001", "CLM002", "TAB010"}, "TAB011": {"CLM001"}, "TAB004": {"NAR003", "NAR004", "NAR005", "NAR007"},
    "TAB001": {"SEC002"}, "NAR003": {"NAR013"}, "NAR013": {"NAR003"}, "NAR005": {"NAR007"}, "YOY007": {"YOY002", "YOY003"},
    "TAB007": {"YOY006"}, "TAB012": {"YOY006"}, "YOY002": {"YOY006"}, "CLM006": {"CLM007"}, "REU002": {"NAR006"},
    "REU005": {"REU001"}, "REU006": {"REU002"}, "REU007": {"REU001"},
}  # fmt: skip
"""What a defect brings with it: an empty sixth section says nothing of the fee, a wrong cell contradicts the prose, a wrong
part does not add up, an old form cites what it was based on, a table copied from last year does not follow from it, what holds a trace
was copied."""
LARGE = {"YOY006"}
"""What large figures may bring by chance: it is only to be looked at."""

UNDECIDED = {"CLM001", "CLM003", "PUB002", "TAB010", "TAB011"}
"""What cannot be told where the digits that it speaks of run together, or the title is no line of its own."""
UNSEEN = {"TAB002", "TAB003"}
"""What leaves no trace there: a cell without digits."""


@pytest.fixture(scope="module")
def audits(tmp_path_factory):
    out = tmp_path_factory.mktemp("reports")
    make_reports.make(out, COUNT, 7, list(LAYOUTS))
    truth = json.loads((out / "truth.json").read_text(encoding="utf-8"))
    found = []
    for _, group in groupby(truth, key=lambda record: record["file"][:3]):
        records = list(group)
        entries = [parsed(read(out / record["file"]), record["file"]) for record in records]
        belonging = [
            Belonging(record["agency"], tuple(record["children"])) for record in records if "children" in record
        ]
        judged, _ = judge_all(entries, replace(DEFAULTS, registry=Registry(belongings=tuple(belonging))))
        found += zip(records, judged, strict=True)
    return found


def test_masthead_and_sections(audits):
    for record, found in audits:
        report = found.dossier.report
        assert (report.masthead.agency, report.masthead.year, report.edition.key) == (
            record["agency"],
            record["year"],
            record["edition"],
        )
        assert [section.key for section in report.sections if section.key != "preamble"] == record["sections"]


def test_every_cell_is_right_or_not_assessable(audits):
    for record, found in audits:
        for metric, text in record["figures"].items():
            figure = found.dossier.report.figures.get(metric)
            expected = None if text is None or not text.replace(".", "").lstrip("-").isdigit() else Decimal(text)
            if record["layout"] == "archive" and (figure is None or figure.value is None or is_spoilt(record, metric)):
                continue  # run-together digits that nothing decides
            assert figure and figure.value == expected, (record["file"], metric)


def test_identities_decide_most_run_together_digits(audits):
    cells = Counter()
    for record, found in audits:
        if record["layout"] == "archive":
            for metric, figure in found.dossier.report.figures.items():
                cells[metric.split(".")[0] == "applications", figure.value is None] += 1
    assert cells[True, False] > 50 * max(cells[True, True], 1) / 10


def test_every_planted_defect_is_found(audits):
    for record, found in audits:
        codes = {run.rule.code for run in found.runs if run.evidence is not None}
        for defect in record["defects"]:
            if record["layout"] == "archive" and defect["code"] in UNDECIDED - codes:
                assert any(run.rule.code == defect["code"] and run.reason for run in found.runs)
                continue
            if record["layout"] == "archive" and defect["code"] in UNSEEN:
                continue
            assert defect["code"] in codes, (record["file"], defect)


def test_nothing_else_is_found(audits):
    for record, found in audits:
        planted = {defect["code"] for defect in record["defects"]}
        expected = planted.union(*(FOLLOWS.get(code, set()) for code in planted)) if planted else set()
        extra = [run.evidence.message for run in found.findings if run.rule.code not in expected | LARGE]
        assert not extra, (record["file"], extra)


def test_claims_of_clean_reports_agree(audits):
    for record, found in audits:
        if record["defects"] or record["layout"] == "archive":
            continue
        if not found.dossier.report.tables:
            continue  # nothing to agree with
        stated = {(metric_in(found.dossier.edition, match.claim.metric), str(match.claim.value))
                  for match in found.dossier.matches if match.status.value.startswith("agrees")}  # fmt: skip
        for claim in record["claims"]:
            if claim["metric"] not in ("review.total", "suit.total"):
                assert (claim["metric"], claim["value"]) in stated, (record["file"], claim)


def test_every_edition_is_there(audits):
    counts = Counter(record["edition"] for record, _ in audits)
    assert set(counts) == {"2008", "2014", "2019", "2021"} and min(counts.values()) >= COUNT // 5
