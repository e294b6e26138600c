"""Every finding on the real reports, audited as one batch, against the verdicts of tests/real/findings.toml: one that is
new or gone has to be judged by hand before it may stand there."""

import re
import tomllib
from pathlib import Path

import pytest

from gknlp.auditing import judge_all, parsed
from gknlp.readers import read
from gknlp.types.rule import Outcome

pytestmark = pytest.mark.real

JUDGED = tomllib.loads((Path(__file__).parent / "real" / "findings.toml").read_text("utf-8"))["reports"]
FORMATS = (".txt", ".md", ".html", ".pdf")
LONGEST_KEY = 40
COUNT = re.compile(r"[/#]\d+$")
"""The number of a subject among those of its kind, which other subjects move."""


@pytest.fixture(scope="module")
def found(reports):
    """(code, subject) of the findings of each file, those that another brings with it included."""
    paths = sorted(path for path in reports.iterdir() if path.suffix in FORMATS and path.name != "README.md")
    audits, _ = judge_all([parsed(read(path), path.name) for path in paths])
    return {
        audit.file: sorted(
            (run.rule.code, COUNT.sub("", run.subject.key)[:LONGEST_KEY])
            for run in audit.runs
            if run.outcome is Outcome.BREACHED
        )
        for audit in audits
    }


def test_the_findings_are_those_judged(found):
    judged = {
        record["file"]: sorted((entry["code"], entry["subject"]) for entry in record["findings"]) for record in JUDGED
    }
    assert {file: entries for file, entries in found.items() if entries} == judged


@pytest.mark.parametrize("record", JUDGED, ids=lambda record: record["file"])
def test_no_finding_is_wrong(record):
    for entry in record["findings"]:
        assert entry["verdict"] in ("right", "arguable"), entry
        assert entry["why"]
