"""For the terminal: findings with the source excerpt and a caret under it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gknlp.scoring import rank
from gknlp.types.audit import Audit, Batch, Standing
from gknlp.types.decimals import plain
from gknlp.types.document import Document, Place
from gknlp.types.rule import Outcome, Run, Severity
from gknlp.writers.words import (
    SEVERITIES,
    apart_words,
    deduction_words,
    doubts,
    excerpt,
    headline,
    item_score,
    open_words,
    percent,
    safe,
    waiver_mark,
    where,
)

_COLOURS = {"错误": "31", "警告": "33", "提示": "36", "题": "1", "淡": "2"}
_MOST_PLACES = 4
_MOST_REASONS = 8
_MOST_DEDUCTIONS = 8
_MOST_OPEN = 3
_FEWEST = 3
"""Reports that make a ranking."""
_LONGEST_NAME = 24


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
    lines += _ranking(batch)
    lines += [paint("〔说明〕", "淡") + safe(remark) for remark in batch.remarks]
    lines.append(verdict(batch))
    return "\n".join(lines) + "\n"


def verdict(batch: Batch) -> str:
    """One line on the whole batch."""
    counts = Counter(run.rule.severity for audit in batch.audits for run in audit.unwaived)
    parts = [f"{counts[severity]} 个{SEVERITIES[severity]}" for severity in Severity]
    folded = sum(len(audit.folded) for audit in batch.audits)
    following = f"（另有 {folded} 项由其引起，不另计）" if folded else ""
    failed = f"，{len(batch.failures)} 个文件未能读取" if batch.failures else ""
    waived = sum(len(audit.findings) - len(audit.unwaived) for audit in batch.audits)
    passed = f"，已豁免 {waived} 个" if waived else ""
    return f"合计：{len(batch.audits)} 份报告，{'、'.join(parts)}{passed}{following}{failed}"


def _head(audit: Audit, paint) -> Iterator[str]:  # type: ignore[no-untyped-def]
    masthead, report = audit.dossier.report.masthead, audit.dossier.report
    name = masthead.agency or "（未能认出单位）"
    year = f"{masthead.year}年" if masthead.year else "（未能认出年度）"
    yield paint(f"━━ {safe(name)} {year}　{report.edition.name}　{headline(audit.scorecard)}", "题")
    published = f"，发布于 {masthead.published}" if masthead.published else ""
    if not published and masthead.signed:
        published = f"，落款 {masthead.signed}"
    yield f"   {safe(audit.file)}{published}"
    yield "   部分：" + "、".join(safe(section.title) for section in report.sections if section.title)
    for doubt in doubts(report):
        yield paint(f"   〔存疑〕{doubt}", "淡")


def _findings(audit: Audit, paint) -> Iterator[str]:  # type: ignore[no-untyped-def]
    if not audit.findings:
        yield "   未发现问题"
    for run in audit.findings:
        assert run.evidence is not None
        severity = SEVERITIES[run.rule.severity]
        marks = ("〔存疑〕" if run.doubtful else "") + waiver_mark(run)
        head = paint(f"【{severity}】", "淡" if run.waived else severity)
        yield f"{head}{run.rule.code} {marks}{safe(run.evidence.message)}"
        if run.evidence.explanation:
            yield f"    说明：{safe(run.evidence.explanation)}"
        yield from _sources(audit.document, run.evidence.places, paint)
        folded = audit.consequences(run)
        if folded:
            yield f"    由此引起，不另计（{len(folded)}项）："
        for other in folded:
            assert other.evidence is not None
            yield f"      · {other.rule.code} {safe(other.evidence.message)}"


def _sources(document: Document, places: Iterable[Place], paint) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """The first places with what stands there; words that say where only where they are not those of the place before."""
    single = list(dict.fromkeys(places))
    last = ""
    for place in single[:_MOST_PLACES]:
        words = where(document, place)
        if words != last:
            yield paint(f"    {words}", "淡")
        last = words
        yield from _source(document, place, paint)
    if len(single) > _MOST_PLACES:
        yield paint(f"    等{len(single)}处", "淡")


def _source(document: Document, place: Place, paint) -> Iterator[str]:  # type: ignore[no-untyped-def]
    before, marked, after = excerpt(document, place)
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
    yield f"   评分（{safe(audit.scorecard.rubric)}）："
    for item in audit.scorecard.items:
        yield f"    · {safe(item.name)}：{item_score(item)}"
        for deduction in item.deductions[:_MOST_DEDUCTIONS]:
            yield f"        {deduction_words(deduction, reason=False)}"
        if len(item.deductions) > _MOST_DEDUCTIONS:
            rest = item.deductions[_MOST_DEDUCTIONS:]
            yield f"        其余 {len(rest)} 处共扣{plain(sum((d.points for d in rest), Decimal(0)))}，见 JSON、xlsx 或 HTML 输出"
        left = open_words(item)
        if left:
            yield f"        未评：{'；'.join(left[:_MOST_OPEN])}" + (
                f"；等{len(left)}类" if len(left) > _MOST_OPEN else ""
            )


def _ranking(batch: Batch) -> Iterator[str]:
    """A compact table of a batch, none of a few reports."""
    if len(batch.audits) < _FEWEST:
        return
    order = rank(batch.audits)
    listed = (*order.ranked, *order.apart)
    head = ["名次", "单位", "年度", "得分率", "得分／可评", "可评比例"]
    rows = [_row(standing) for standing in listed]
    for label, ranks in (("同年", [s.in_year for s in listed]), ("同年同类", [s.in_kind for s in listed])):
        if len({s.rank for s in listed}) > 1 and ranks != [s.rank for s in listed]:
            head.append(label)
            rows = [[*row, str(number or "—")] for row, number in zip(rows, ranks, strict=True)]
    if order.ranked:
        yield "排名（按得分率）："
    yield from ("   " + line for line in table([head, *rows[: len(order.ranked)]]))
    if order.apart:
        yield f"{apart_words(order.least)}："
        yield from ("   " + line for line in table([head, *rows[len(order.ranked) :]]))
    yield ""


def _row(standing: Standing) -> list[str]:
    card, masthead = standing.audit.scorecard, standing.audit.dossier.report.masthead
    return [
        str(standing.rank or "—"),
        safe(masthead.agency)[:_LONGEST_NAME] or safe(standing.audit.file)[-_LONGEST_NAME:],
        str(masthead.year or ""),
        "—" if card.share is None else percent(card.share),
        f"{plain(card.points)}／{plain(card.assessable)}",
        percent(card.assessed),
    ]


def table(rows: list[list[str]]) -> Iterator[str]:
    """Rows as lines with their columns under each other."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
