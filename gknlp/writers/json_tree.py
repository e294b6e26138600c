"""JSON, an interface: versioned, described by ``schemas/``; the same input gives the same bytes."""

from __future__ import annotations

import io
import json
from importlib.metadata import version
from typing import Any

from gknlp.scoring import rank
from gknlp.types.audit import Audit, Batch, Ranking, Scorecard, ScoreItem, Standing
from gknlp.types.decimals import plain
from gknlp.types.document import Document, Place
from gknlp.types.rule import Outcome
from gknlp.writers.words import headline

AUDIT_SCHEMA = "gknlp/audit/1"


def dump(tree: object) -> str:
    """``tree`` as readable JSON text with a line end."""
    text = io.StringIO()  # json.dumps keeps a list of all the pieces, half as much memory again
    json.dump(tree, text, ensure_ascii=False, indent=2)
    text.write("\n")
    return text.getvalue()


def offsets_tree(place: Place) -> dict[str, Any]:
    """A place, of which the document is not at hand."""
    cell = list(place.cell) if place.cell is not None else None
    return {"block": place.block, "start": place.start, "end": place.end, "cell": cell}


def place_tree(document: Document, place: Place | None) -> dict[str, Any] | None:
    """A place, with the line of the file or the page where there is one."""
    if place is None:
        return None
    block = document.blocks[place.block]
    return offsets_tree(place) | {"line": block.line, "page": block.page}


def write(batch: Batch) -> str:
    """The batch by ``schemas/audit.schema.json``."""
    tree = {
        "schema": AUDIT_SCHEMA,
        "version": version("gknlp"),
        "audits": [_audit(audit) for audit in batch.audits],
        "failures": [{"file": failure.file, "error": failure.error} for failure in batch.failures],
        "ranking": _ranking(rank(batch.audits)),
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


def _ranking(ranking: Ranking) -> dict[str, Any]:
    return {
        "least": plain(ranking.least),
        "ranked": [_standing(standing) for standing in ranking.ranked],
        "apart": [_standing(standing) for standing in ranking.apart],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    card = standing.audit.scorecard
    return {
        "file": standing.audit.file,
        "rank": standing.rank,
        "in_year": standing.in_year,
        "in_kind": standing.in_kind,
        "share": None if card.share is None else plain(card.share),
        "assessed": plain(card.assessed),
    }


def _score(card: Scorecard) -> dict[str, Any]:
    return {
        "rubric": card.rubric,
        "headline": headline(card),
        "points": plain(card.points),
        "assessable": plain(card.assessable),
        "of": plain(card.of),
        "share": None if card.share is None else plain(card.share),
        "assessed": plain(card.assessed),
        "items": [_item(item) for item in card.items],
    }


def _item(item: ScoreItem) -> dict[str, Any]:
    return {
        "key": item.key,
        "name": item.name,
        "origin": item.origin.value,
        "bonus": item.is_bonus,
        "points": None if item.points is None else plain(item.points),
        "assessable": plain(item.assessable),
        "of": plain(item.of),
        "assessed": plain(item.assessed),
        "checks": item.checks,
        "settled": item.settled,
        "deductions": [
            {
                "code": deduction.code,
                "subject": deduction.subject,
                "line": deduction.line,
                "cost": plain(deduction.cost),
                "points": plain(deduction.points),
                "lost": plain(deduction.lost),
                "limit": deduction.limit,
                "reason": deduction.reason,
            }
            for deduction in item.deductions
        ],
        "open": [{"reason": reason, "count": count} for reason, count in item.open],
        "by_hand": list(item.by_hand),
    }


def _findings(audit: Audit) -> list[dict[str, Any]]:
    """The breached runs, those that follow from another among them."""
    result = []
    own, folded = iter(audit.fingerprints), iter(audit.folded)
    for run in audit.runs:
        if run.outcome is not Outcome.BREACHED:
            continue
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
                "fingerprint": next(folded if run.cause else own),
                "cause": run.cause,
                "waived": run.waived,
            }
        )
    return result
