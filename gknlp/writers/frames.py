"""The batch as tables: what the CSV and the workbook hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gknlp.scoring import rank
from gknlp.types.audit import Audit, Batch, Scorecard
from gknlp.types.decimals import plain
from gknlp.types.report import LEVELS, Bound
from gknlp.types.rule import Outcome, Severity
from gknlp.writers.words import (
    ORIGINS,
    SEVERITIES,
    STATUSES,
    apart_words,
    deduction_words,
    doubts,
    headline,
    open_words,
    safe,
    values,
    where,
    wheres,
)

if TYPE_CHECKING:
    from pandas import DataFrame

FINDINGS = (
    "文件", "单位", "年度", "级别", "代码", "名称", "对象", "问题", "数值", "说明", "由此引起", "位置", "读取存疑", "豁免", "键", "指纹"
)  # fmt: skip
OVERVIEW = (
    "文件",
    "单位",
    "年度",
    "格式",
    "发布日期",
    "评分",
    "得分",
    "可评分值",
    "满分",
    "得分率",
    "可评比例",
    "错误",
    "警告",
    "提示",
    "已豁免",
    "不予判定",
    "备注",
)
SCORES = ("文件", "单位", "年度", "项目", "得分", "可评分值", "分值", "可评比例", "检查", "可评检查", "扣分说明", "未评说明",
          "出处")  # fmt: skip
RANKING = ("名次", "同年名次", "同年同类名次", "单位", "年度", "类别", "得分率", "得分", "可评分值", "满分", "可评比例", "文件",
           "备注")  # fmt: skip
FIGURES = ("文件", "单位", "年度", "指标", "数值", "原文", "位置", "备注", "键")
CLAIMS = ("文件", "单位", "年度", "位置", "原文", "文中的数", "表中指标", "表中的数", "结果", "说明")
OPEN = ("文件", "单位", "年度", "代码", "名称", "对象", "原因", "键")
_MOST_PLACES = 5
_HEDGES = {Bound.EXACT: "", Bound.ABOUT: "约", Bound.AT_LEAST: "至少", Bound.BELOW: "不足"}


def table_of(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> DataFrame:
    """The table of ``rows`` with these columns, empty where a row has none."""
    from pandas import DataFrame

    return DataFrame([[row.get(column) for column in columns] for row in rows], columns=list(columns), dtype=object)


def _key(audit: Audit) -> dict[str, Any]:
    masthead = audit.dossier.report.masthead
    return {"文件": safe(audit.file), "单位": safe(masthead.agency), "年度": str(masthead.year or "")}


def _points(card: Scorecard) -> dict[str, Any]:
    return {
        "得分": float(card.points),
        "可评分值": float(card.assessable),
        "满分": float(card.of),
        "得分率": None if card.share is None else float(card.share),
        "可评比例": float(card.assessed),
    }


def overview(batch: Batch) -> DataFrame:
    """One row a report, the files that failed after them."""
    rows = []
    for audit in batch.audits:
        counts = [run.rule.severity for run in audit.unwaived]
        card, report = audit.scorecard, audit.dossier.report
        rows.append(_key(audit) | {
            "格式": report.edition.name,
            "发布日期": str(report.masthead.published or ""),
            "评分": headline(card),
            **_points(card),
            **{SEVERITIES[severity]: counts.count(severity) for severity in Severity},
            "已豁免": len(audit.findings) - len(counts),
            "不予判定": sum(run.outcome is Outcome.NOT_ASSESSABLE for run in audit.runs),
            "备注": "；".join(doubts(report)),
        })  # fmt: skip
    rows += [{"文件": safe(failure.file), "备注": "读取失败：" + safe(failure.error)} for failure in batch.failures]
    return table_of(rows, OVERVIEW)


def findings(batch: Batch) -> DataFrame:
    """One row a finding, the files that failed after them, then the remarks on the batch."""
    rows = []
    for audit in batch.audits:
        for run, fingerprint in zip(audit.findings, audit.fingerprints, strict=True):
            assert run.evidence is not None
            rows.append(_key(audit) | {
                "级别": SEVERITIES[run.rule.severity],
                "代码": run.rule.code,
                "名称": run.rule.title,
                "对象": safe(run.subject.name),
                "问题": safe(run.evidence.message),
                "数值": "；".join(f"{name}：{value}" for name, value in values(run.evidence)),
                "说明": safe(run.evidence.explanation),
                "由此引起": "；".join(
                    f"{other.rule.code} {safe(other.evidence.message)}"
                    for other in audit.consequences(run) if other.evidence is not None
                ),
                "位置": wheres(audit.document, run.evidence.places, _MOST_PLACES),
                "读取存疑": "是" if run.doubtful else "",
                "键": safe(run.subject.key),
                "豁免": safe(run.waived),
                "指纹": fingerprint,
            })  # fmt: skip
    rows += [
        {"文件": safe(failure.file), "级别": "错误", "代码": "读取失败", "问题": safe(failure.error)}
        for failure in batch.failures
    ]
    rows += [{"级别": "说明", "问题": safe(remark)} for remark in batch.remarks]
    return table_of(rows, FINDINGS)


def remarks(batch: Batch) -> DataFrame:
    """One row a remark on the batch."""
    return table_of([{"说明": safe(remark)} for remark in batch.remarks], ("说明",))


def figures(batch: Batch) -> DataFrame:
    """One row a cell."""
    rows = []
    for audit in batch.audits:
        report = audit.dossier.report
        for metric, figure in report.figures.items():
            derived = report.derived.get(metric)
            note = safe(figure.reason) + (f"；由勾稽关系推得{plain(derived.value)}" if derived else "")
            rows.append(_key(audit) | {
                "指标": report.edition.name_of(metric),
                "数值": None if figure.value is None else float(figure.value),
                "原文": safe(figure.raw),
                "位置": where(audit.document, figure.place),
                "备注": note,
                "键": metric,
            })  # fmt: skip
    return table_of(rows, FIGURES)


def claims(batch: Batch) -> DataFrame:
    """One row a number of the prose that the tables could have."""
    rows = []
    for audit in batch.audits:
        for match in audit.dossier.matches:
            claim = match.claim
            rows.append(_key(audit) | {
                "位置": where(audit.document, claim.place),
                "原文": safe(claim.text),
                "文中的数": _HEDGES[claim.bound] + plain(claim.value) + safe(claim.unit),
                "表中指标": audit.dossier.edition.describe(match.reading.expression),
                "表中的数": None if match.expected is None else float(match.expected),
                "结果": STATUSES[match.status.value],
                "说明": safe(match.explanation),
            })  # fmt: skip
    return table_of(rows, CLAIMS)


def not_assessable(batch: Batch) -> DataFrame:
    """One row a question that could not be decided."""
    rows = [
        _key(audit) | {
            "代码": run.rule.code,
            "名称": run.rule.title,
            "对象": safe(run.subject.name),
            "原因": safe(run.reason),
            "键": safe(run.subject.key),
        }
        for audit in batch.audits for run in audit.runs if run.outcome is Outcome.NOT_ASSESSABLE
    ]  # fmt: skip
    return table_of(rows, OPEN)


def scores(batch: Batch) -> DataFrame:
    """One row a rubric item of a report."""
    rows = []
    for audit in batch.audits:
        for item in audit.scorecard.items:
            rows.append(_key(audit) | {
                "项目": item.name,
                "得分": None if item.points is None else float(item.points),
                "可评分值": float(item.assessable),
                "分值": float(item.of),
                "可评比例": None if item.is_bonus else float(item.assessed),
                "检查": item.checks,
                "可评检查": item.settled,
                "扣分说明": "；".join(map(deduction_words, item.deductions)),
                "未评说明": "；".join(open_words(item)),
                "出处": ORIGINS[item.origin],
            })  # fmt: skip
    return table_of(rows, SCORES)


def ranking(batch: Batch) -> DataFrame:
    """One row a report in order, those that are not ranked after them."""
    order = rank(batch.audits)
    rows = []
    for standing in (*order.ranked, *order.apart):
        audit = standing.audit
        rows.append(_key(audit) | _points(audit.scorecard) | {
            "名次": standing.rank,
            "同年名次": standing.in_year,
            "同年同类名次": standing.in_kind,
            "类别": LEVELS[audit.dossier.report.masthead.level],
            "备注": "" if standing.rank else apart_words(order.least),
        })  # fmt: skip
    return table_of(rows, RANKING)
