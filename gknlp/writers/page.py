"""One self-contained HTML page: findings beside the source, each highlighted where it stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from gknlp.scoring import rank
from gknlp.types.audit import Audit, Batch
from gknlp.types.decimals import plain
from gknlp.types.document import Block, Place
from gknlp.types.rule import Outcome
from gknlp.writers.text import verdict
from gknlp.writers.words import (
    SEVERITIES,
    apart_words,
    deduction_words,
    doubts,
    headline,
    item_score,
    open_words,
    percent,
    safe,
    values,
    where,
)

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same findings; ``anchors`` are the ids of the marks that begin here."""

    text: str
    findings: tuple[int, ...]
    anchors: tuple[str, ...]
    severity: str


@cache
def template(name: str) -> Template:
    """A template of ``templates/``; what it is given is escaped."""
    from jinja2 import Environment

    source = (resources.files("gknlp.writers") / "templates" / name).read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)


def write(batch: Batch) -> str:
    """The page as text."""
    audits = [_audit(number, audit) for number, audit in enumerate(batch.audits)]
    failures = [{"file": safe(failure.file), "error": safe(failure.error)} for failure in batch.failures]
    remarks = [safe(remark) for remark in batch.remarks]
    page = template("audit.html").render(
        audits=audits, failures=failures, verdict=verdict(batch), ranking=_ranking(batch), remarks=remarks
    )
    return page + "\n"


def _ranking(batch: Batch) -> dict[str, Any]:
    order = rank(batch.audits)
    numbers = {id(audit): number for number, audit in enumerate(batch.audits)}
    rows = [
        {
            "id": f"a{numbers[id(standing.audit)]}",
            "rank": standing.rank or "—",
            "in_year": standing.in_year or "—",
            "in_kind": standing.in_kind or "—",
            "share": "—" if standing.audit.scorecard.share is None else percent(standing.audit.scorecard.share),
            "assessed": percent(standing.audit.scorecard.assessed),
            "note": "" if standing.rank else apart_words(order.least),
            "agency": safe(standing.audit.dossier.report.masthead.agency) or safe(standing.audit.file),
            "year": standing.audit.dossier.report.masthead.year or "",
        }
        for standing in (*order.ranked, *order.apart)
    ]
    return {"rows": rows, "rule": apart_words(order.least)}


def _audit(number: int, audit: Audit) -> dict[str, Any]:
    report, card = audit.dossier.report, audit.scorecard
    marks: dict[tuple[int, tuple[int, int] | None], list[tuple[int, int, int, str]]] = defaultdict(list)
    findings = []
    for index, run in enumerate(audit.findings):
        assert run.evidence is not None
        severity = run.rule.severity.value
        for order, place in enumerate(run.evidence.places):
            anchor = f"a{number}f{index}" if not order else ""
            marks[place.block, place.cell].append((place.start, place.end, index, f"{severity}|{anchor}"))
        findings.append({
            "anchor": f"a{number}f{index}" if run.evidence.places else "",
            "severity": severity,
            "label": SEVERITIES[run.rule.severity],
            "code": run.rule.code,
            "title": run.rule.title,
            "basis": run.rule.basis,
            "message": safe(run.evidence.message),
            "explanation": safe(run.evidence.explanation),
            "values": values(run.evidence),
            "folded": [
                f"{other.rule.code} {safe(other.evidence.message)}"
                for other in audit.consequences(run) if other.evidence is not None
            ],
            "where": where(audit.document, run.evidence.places[0]) if run.evidence.places else "",
            "doubtful": run.doubtful,
            "waived": safe(run.waived),
        })  # fmt: skip
    names = {figure.place: report.edition.name_of(metric) for metric, figure in report.figures.items()}
    return {
        "id": f"a{number}",
        "file": safe(audit.file),
        "agency": safe(report.masthead.agency) or "（未能认出单位）",
        "year": report.masthead.year or "",
        "edition": report.edition.name,
        "published": report.masthead.published or "",
        "headline": headline(card),
        "rubric": safe(card.rubric),
        "items": [
            {
                "name": safe(item.name),
                "score": item_score(item),
                "of": plain(item.of),
                "deductions": [deduction_words(deduction) for deduction in item.deductions],
                "open": open_words(item),
            }
            for item in card.items
        ],
        "counts": {
            SEVERITIES[severity]: sum(run.rule.severity is severity for run in audit.unwaived)
            for severity in SEVERITIES
        },
        "findings": findings,
        "open": sorted({safe(run.reason) for run in audit.runs if run.outcome is Outcome.NOT_ASSESSABLE}),
        "doubts": doubts(report),
        "blocks": [_block(index, block, marks, names) for index, block in enumerate(audit.document.blocks)],
    }


def _block(index: int, block: Block, marks: dict[Any, list[tuple[int, int, int, str]]],
           names: dict[Place, str]) -> dict[str, Any]:  # fmt: skip
    if block.grid is None:
        return {"kind": block.kind.value, "pieces": pieces(block.text, marks.get((index, None), []))}
    whole = marks.get((index, None), [])
    rows = []
    for row in range(block.grid.rows):
        rows.append([
            {
                "rows": cell.row_span,
                "columns": cell.column_span,
                "title": names.get(Place(index, 0, len(cell.text), (cell.row, cell.column)), ""),
                "pieces": pieces(cell.text, marks.get((index, (cell.row, cell.column)), [])),
                "marked": (index, (cell.row, cell.column)) in marks,
            }
            for cell in block.grid.row(row)
        ])  # fmt: skip
    return {
        "kind": "grid",
        "rows": rows,
        "anchors": [mark[3].partition("|")[2] for mark in whole if mark[3].partition("|")[2]],
    }


def pieces(text: str, marks: list[tuple[int, int, int, str]]) -> list[Piece]:
    """``text`` cut at the ends of ``marks`` = (start, end, finding, "severity|anchor"), so that overlapping marks never
    nest wrongly."""
    ends = sorted({0, len(text), *(min(max(edge, 0), len(text)) for mark in marks for edge in mark[:2])})
    result = []
    if not text:
        anchors = tuple(mark[3].partition("|")[2] for mark in marks if mark[3].partition("|")[2])
        return [Piece("", tuple(mark[2] for mark in marks), anchors, "error")] if marks else []
    for start, end in zip(ends, ends[1:], strict=False):
        over = [mark for mark in marks if mark[0] <= start and mark[1] >= end]
        anchors = tuple(
            anchor for mark in marks if mark[0] == start or (mark[0] > len(text) and end == len(text))
            if (anchor := mark[3].partition("|")[2])
        )  # fmt: skip
        severity = min((mark[3].partition("|")[0] for mark in over), default="")
        result.append(Piece(safe(text[start:end]), tuple(mark[2] for mark in over), anchors, severity))
    return result
