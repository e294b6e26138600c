"""For the terminal: findings with the source excerpt and a caret under it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from gknlp.types.audit import Audit, Batch
from gknlp.types.decimals import plain
from gknlp.types.document import Document, Place
from gknlp.types.rule import Outcome, Run, Severity
from gknlp.writers.words import SEVERITIES, excerpt, safe, where

_COLOURS = {"错误": "31", "警告": "33", "提示": "36", "题": "1", "淡": "2"}
_MOST_PLACES = 2
_MOST_REASONS = 8


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def write(batch: Batch, *, colour: bool = False) -> str:
    """The batch as Chinese text, in colour where asked."""

    def paint(text: str, kind: str) -> str:
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text

    lines: list[str] = []
    for audit in batch.audits:
        lines += [*_head(audit, paint), *_findings(audit, paint), *_open(audit, paint), *_score(audit), ""]
    for failure in batch.failures:
        lines.append(paint("【读取失败】", "错误") + safe(f"{failure.file}：{failure.error}"))
    lines.append(verdict(batch))
    return "\n".join(lines) + "\n"


def verdict(batch: Batch) -> str:
    """One line on the whole batch."""
    counts = Counter(run.rule.severity for audit in batch.audits for run in audit.findings)
    parts = [f"{counts[severity]} 个{SEVERITIES[severity]}" for severity in Severity]
    failed = f"，{len(batch.failures)} 个文件未能读取" if batch.failures else ""
    return f"合计：{len(batch.audits)} 份报告，{'、'.join(parts)}{failed}"


def _head(audit: Audit, paint) -> Iterator[str]:  # type: ignore[no-untyped-def]
    masthead, report = audit.dossier.report.masthead, audit.dossier.report
    name = masthead.agency or "（未能认出单位）"
    year = f"{masthead.year}年" if masthead.year else "（未能认出年度）"
    score = audit.scorecard
    yield paint(f"━━ {safe(name)} {year}　{report.edition.name}　得分 {plain(score.points)}/{_assessable(audit)}"
                f"（满分{plain(score.of)}，可评 {plain(score.assessed * 100)}%）", "题")  # fmt: skip
    published = f"，发布于 {masthead.published}" if masthead.published else ""
    if not published and masthead.signed:
        published = f"，落款 {masthead.signed}"
    yield f"   {safe(audit.file)}{published}"
    yield "   部分：" + "、".join(safe(section.title) for section in report.sections if section.title)
    for doubt in report.doubts:
        yield paint(f"   〔存疑〕{safe(doubt.message)}", "淡")


def _assessable(audit: Audit) -> str:
    return plain(
        sum((item.of for item in audit.scorecard.items if item.points is not None), start=audit.scorecard.of * 0)
    )


def _findings(audit: Audit, paint) -> Iterator[str]:  # type: ignore[no-untyped-def]
    if not audit.findings:
        yield "   未发现问题"
    for run in audit.findings:
        assert run.evidence is not None
        severity = SEVERITIES[run.rule.severity]
        doubt = "〔读取存疑〕" if run.doubtful else ""
        yield paint(f"【{severity}】", severity) + f"{run.rule.code} {doubt}{safe(run.evidence.message)}"
        if run.evidence.explanation:
            yield f"    说明：{safe(run.evidence.explanation)}"
        for place in run.evidence.places[:_MOST_PLACES]:
            yield from _source(audit.document, place, paint)


def _source(document: Document, place: Place, paint) -> Iterator[str]:  # type: ignore[no-untyped-def]
    before, marked, after = excerpt(document, place)
    yield paint(f"    {where(document, place)}", "淡")
    if marked.strip():
        line = marked if len(marked) < 60 else marked[:58] + "…"
        yield f"      {before}{line}{after}"
        yield "      " + " " * _width(before) + paint("^" * max(1, _width(line)), "警告")


def _open(audit: Audit, paint) -> Iterator[str]:  # type: ignore[no-untyped-def]
    runs: list[Run] = [run for run in audit.runs if run.outcome is Outcome.NOT_ASSESSABLE]
    if not runs:
        return
    yield paint(f"   不予判定 {len(runs)} 项：", "淡")
    reasons = Counter(run.reason for run in runs)
    for reason, count in list(reasons.items())[:_MOST_REASONS]:
        yield f"    · {safe(reason)}" + (f"（{count}项）" if count > 1 else "")
    if len(reasons) > _MOST_REASONS:
        yield f"    · 其余 {len(reasons) - _MOST_REASONS} 类原因见 JSON 或 HTML 输出"


def _score(audit: Audit) -> Iterator[str]:
    yield f"   评分（{audit.scorecard.rubric}）："
    for item in audit.scorecard.items:
        points = "不予评定" if item.points is None else f"{plain(item.points)}/{plain(item.of)}"
        lost = "，".join(
            f"{deduction.code} 扣{plain(deduction.points)}" for deduction in item.deductions if deduction.points
        )
        yield f"    · {item.name}：{points}" + (f"（{lost}）" if lost else "")
