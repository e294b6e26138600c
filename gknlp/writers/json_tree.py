"""JSON, an interface: versioned, described by ``schemas/``; the same input gives the same bytes."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

from gknlp.types.audit import Audit, Batch, Scorecard
from gknlp.types.decimals import plain
from gknlp.types.document import Document, Place
from gknlp.types.rule import Outcome

AUDIT_SCHEMA = "gknlp/audit/1"


def dump(tree: object) -> str:
    """``tree`` as readable JSON text with a line end."""
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def place_tree(document: Document, place: Place | None) -> dict[str, Any] | None:
    """A place, with the line of the file or the page where there is one."""
    if place is None:
        return None
    cell = list(place.cell) if place.cell is not None else None
    block = document.blocks[place.block]
    return {
        "block": place.block, "start": place.start, "end": place.end, "cell": cell, "line": block.line, "page": block.page
    }  # fmt: skip


def write(batch: Batch) -> str:
    """The batch by ``schemas/audit.schema.json``."""
    tree = {
        "schema": AUDIT_SCHEMA,
        "version": version("gknlp"),
        "audits": [_audit(audit) for audit in batch.audits],
        "failures": [{"file": failure.file, "error": failure.error} for failure in batch.failures],
        "remarks": list(batch.remarks),
    }
    return dump(tree)


def _audit(audit: Audit) -> dict[str, Any]:
    masthead = audit.dossier.report.masthead
    outcomes = [run.outcome for run in audit.runs]
    return {
        "file": audit.file,
        "agency": masthead.agency,
        "year": masthead.year,
        "edition": audit.dossier.report.edition.key,
        "score": _score(audit.scorecard),
        "findings": _findings(audit),
        "runs": {outcome.value: outcomes.count(outcome) for outcome in Outcome},
        "not_assessable": [
            {"code": run.rule.code, "subject": run.subject.key, "reason": run.reason}
            for run in audit.runs
            if run.outcome is Outcome.NOT_ASSESSABLE
        ],
        "doubts": [doubt.message for doubt in audit.dossier.report.doubts],
    }


def _score(card: Scorecard) -> dict[str, Any]:
    return {
        "rubric": card.rubric,
        "points": plain(card.points),
        "of": plain(card.of),
        "assessed": plain(card.assessed),
        "items": [
            {
                "key": item.key,
                "name": item.name,
                "points": None if item.points is None else plain(item.points),
                "of": plain(item.of),
                "assessed": plain(item.assessed),
                "deductions": [
                    {
                        "code": deduction.code,
                        "subject": deduction.subject,
                        "points": plain(deduction.points),
                        "reason": deduction.reason,
                    }
                    for deduction in item.deductions
                ],
            }
            for item in card.items
        ],
    }


def _findings(audit: Audit) -> list[dict[str, Any]]:
    result = []
    for run, fingerprint in zip(audit.findings, audit.fingerprints, strict=True):
        assert run.evidence is not None
        result.append(
            {
                "code": run.rule.code,
                "name": run.rule.name,
                "severity": run.rule.severity.value,
                "subject": run.subject.key,
                "message": run.evidence.message,
                "values": [{"name": name, "value": value} for name, value in run.evidence.values],
                "places": [place_tree(audit.document, place) for place in run.evidence.places],
                "explanation": run.evidence.explanation,
                "doubtful": run.doubtful,
                "waived": run.waived,
                "fingerprint": fingerprint,
            }
        )
    return result
