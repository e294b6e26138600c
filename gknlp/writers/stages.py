"""What ``gknlp show`` prints: a document, a report or its matches, as JSON or as Chinese text."""

from __future__ import annotations

from typing import Any

from gknlp.types.decimals import plain
from gknlp.types.document import Document
from gknlp.types.dossier import Dossier
from gknlp.types.report import Claim, Report
from gknlp.writers.json_tree import dump, place_tree
from gknlp.writers.words import STATUSES, doubts, safe, section_name

DOCUMENT_SCHEMA, REPORT_SCHEMA, MATCHES_SCHEMA = "gknlp/document/1", "gknlp/report/1", "gknlp/matches/1"


def document_json(document: Document) -> str:
    """The blocks of a document."""
    blocks = []
    for block in document.blocks:
        tree: dict[str, Any] = {
            "kind": block.kind.value,
            "text": block.text,
            "level": block.level,
            "line": block.line,
            "page": block.page,
        }
        if block.grid is not None:
            tree["cells"] = [
                {"row": c.row, "column": c.column, "rows": c.row_span, "columns": c.column_span, "text": c.text}
                for c in block.grid.cells
            ]
        blocks.append(tree)
    tree = {"schema": DOCUMENT_SCHEMA, "name": document.name, "format": document.format,
            "metadata": dict(document.metadata), "blocks": blocks}  # fmt: skip
    return dump(tree)


def _claim(claim: Claim, document: Document) -> dict[str, Any]:
    return {
        "text": claim.text,
        "value": plain(claim.value),
        "bound": claim.bound.value,
        "unit": claim.unit,
        "readings": [
            {"expression": str(reading.expression), "force": reading.force.value, "note": reading.note}
            for reading in claim.readings
        ],
        "place": place_tree(document, claim.place),
        "phrase": claim.phrase,
        "section": claim.section,
        "scope": claim.scope,
        "period": claim.period,
    }


def report_json(report: Report, document: Document) -> str:
    """A report by ``schemas/report.schema.json``."""
    masthead = report.masthead
    tree = {
        "schema": REPORT_SCHEMA,
        "agency": masthead.agency,
        "level": masthead.level,
        "scope": masthead.scope,
        "year": masthead.year,
        "edition": report.edition.key,
        "published": masthead.published.isoformat() if masthead.published else None,
        "title": masthead.title,
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "number": section.number,
                "length": section.length,
                "tables": list(section.tables),
                "place": place_tree(document, section.place),
            }
            for section in report.sections
        ],
        "figures": {
            metric: {
                "value": None if figure.value is None else plain(figure.value),
                "raw": figure.raw,
                "place": place_tree(document, figure.place),
                "reason": figure.reason,
                "blank": figure.blank,
                "unit": figure.unit,
            }
            for metric, figure in report.figures.items()
        },
        "derived": {
            metric: {"value": plain(derived.value), "identity": derived.identity}
            for metric, derived in sorted(report.derived.items())
        },
        "claims": [_claim(claim, document) for claim in report.claims],
        "breakdowns": [
            {
                "total": plain(breakdown.total),
                "unit": breakdown.unit,
                "exhaustive": breakdown.exhaustive,
                "place": place_tree(document, breakdown.place),
                "parts": [{"name": part.name, "value": plain(part.value)} for part in breakdown.parts],
            }
            for breakdown in report.breakdowns
        ],
        "mentions": [
            {"topic": mention.topic, "section": mention.section, "place": place_tree(document, mention.place)}
            for mention in report.mentions
        ],
        "doubts": [
            {"message": doubt.message, "table": doubt.table, "place": place_tree(document, doubt.place)}
            for doubt in report.doubts
        ],
    }
    return dump(tree)


def matches_json(dossier: Dossier, document: Document) -> str:
    """Every claim beside its figure."""
    matches = [
        {
            "claim": _claim(match.claim, document),
            "reading": str(match.reading.expression),
            "status": match.status.value,
            "expected": None if match.expected is None else plain(match.expected),
            "explanation": match.explanation,
        }
        for match in dossier.matches
    ]
    return dump({"schema": MATCHES_SCHEMA, "matches": matches})


def document_text(document: Document) -> str:
    """The blocks of a document, a line each; a grid row by row."""
    lines = []
    for number, block in enumerate(document.blocks, 1):
        if block.grid is None:
            lines.append(f"[{number}] {'#' * block.level}{' ' if block.level else ''}{safe(block.text)}")
            continue
        lines.append(f"[{number}] 表格 {block.grid.rows} 行 {block.grid.columns} 列")
        for row in range(block.grid.rows):
            lines.append("    " + " | ".join(safe(cell.text.replace("\n", "")) for cell in block.grid.row(row)))
    return "\n".join(lines) + "\n"


def report_text(report: Report, document: Document) -> str:
    """A report in Chinese words."""
    masthead = report.masthead
    lines = [f"单位：{safe(masthead.agency)}", f"年度：{masthead.year}", f"格式：{report.edition.name}",
             f"发布：{masthead.published or '未注明'}", "", "部分："]  # fmt: skip
    lines += [
        f"  {section_name(section.key)}：{safe(section.title) or '（没有标题）'}（{section.length}字）"
        for section in report.sections
    ]
    lines += ["", "表格数字："]
    for metric, figure in report.figures.items():
        value = plain(figure.value) if figure.value is not None else safe(figure.reason)
        derived = report.derived.get(metric)
        note = f"（推得 {plain(derived.value)}）" if derived else ""
        lines.append(f"  {report.edition.name_of(metric)} = {value}{note}")
    lines += ["", "文中数字："]
    lines += [f"  {plain(claim.value)}{claim.unit}　{safe(claim.text)}" for claim in report.claims]
    lines += ["", "存疑：", *(f"  {doubt}" for doubt in doubts(report))]
    return "\n".join(lines) + "\n"


def matches_text(dossier: Dossier, document: Document) -> str:
    """Every claim beside its figure, in Chinese words."""
    lines = []
    for match in dossier.matches:
        expected = "—" if match.expected is None else plain(match.expected)
        name = dossier.edition.describe(match.reading.expression)
        note = f"（{safe(match.explanation)}）" if match.explanation else ""
        lines.append(f"{STATUSES[match.status.value]}：“{safe(match.claim.text)}” 文中{plain(match.claim.value)}，"
                     f"表中{name} {expected}{note}")  # fmt: skip
    return "\n".join(lines) + "\n"
