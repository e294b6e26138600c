"""TAB: what the cells of the tables say: units, notes, numbers that the agency cannot have."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.rules.making import figures_of, found_tables, rule
from gknlp.types.decimals import plain
from gknlp.types.dossier import Dossier
from gknlp.types.edition import Layout, TableForm
from gknlp.types.report import LEVELS, Figure, Report
from gknlp.types.rule import Evidence, Severity, Subject

_FORM = "年度报告格式附表（国办公开办函〔2019〕60号、〔2021〕30号）"
_FEE, _PROCUREMENT = "fee.amount", "procurement.amount"
_RULES = ("rules.made", "rules.repealed", "rules.in_force", "rules.published", "rules.total")
_PER_UNIT = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_JUMP = Decimal(100)
"""How many times last year's amount is too many; nothing is made of amounts below as many 万元."""
_SLIP = (Decimal(2_000), Decimal(50_000))
"""Times last year's number that 元 for 万元 makes of it, where the amount itself changed somewhat too."""
_ROUND, _ROUND_FROM = Decimal(10_000), Decimal(1_000_000)


def _having(*metrics: str, name: str = "") -> Callable[[Dossier], list[Subject]]:
    """The first of ``metrics`` that the report has a cell for stands for the block of the table, called ``name``."""

    def over(dossier: Dossier) -> list[Subject]:
        found = {table.key for table in dossier.report.tables}
        subjects = []
        for form in dossier.edition.tables:
            there = [metric for metric in metrics if metric in form.metrics and metric in dossier.report.figures]
            if form.key in found and there:
                subjects.append(Subject(there[0], name or dossier.edition.name_of(there[0]), there[0], form.key))
        return subjects

    return over


def _last(dossier: Dossier, metric: str) -> Figure | None:
    """Last year's cell where it holds a number that is not 0."""
    if dossier.last is None or metric not in dossier.last.figures:
        return None
    figure = dossier.last.figures[metric]
    return figure if figure.value else None


def _slipped_fee(dossier: Dossier, figure: Figure, value: Decimal) -> str:
    """Why the amount of fees looks like one in 元, "" where it does not."""
    if figure.unit in ("元", "亿元"):
        return f"单位为“{figure.unit}”，表式规定为万元"
    if value >= _ROUND_FROM and value % _ROUND == 0:
        return f"折合{plain(value / _ROUND)}亿元"
    last = _last(dossier, figure.metric)
    if last is not None and last.value is not None and value:
        before = last.value * _PER_UNIT.get(last.unit, _ROUND) / _ROUND
        if max(value, before) >= _JUMP and not 1 / _JUMP <= value / before <= _JUMP:
            return f"上年为{plain(before)}万元"
    return ""


def _slipped_procurement(dossier: Dossier, figure: Figure, value: Decimal) -> str:
    """The same of 采购总金额, for which the form prints no unit: last year's number alone can tell."""
    last = _last(dossier, figure.metric)
    if last is None or last.value is None or not value or figure.unit or last.unit:
        return ""
    ratio = max(value / last.value, last.value / value)
    return f"上年为{plain(last.value)}" if _SLIP[0] <= ratio <= _SLIP[1] else ""


@rule("TAB007", "unit-slip", Severity.WARNING, _FORM, _having(_FEE, _PROCUREMENT))
def unit_slip(dossier: Dossier, metric: str) -> Evidence | None:
    """金额疑为元、万元混用。

    检查什么：“行政事业性收费”的本年收费金额（表式规定单位为万元）是否写了别的单位、是否为百万以上的整万数、是否为上年的一百倍以上
    或百分之一以下；2019年格式的“采购总金额”是否为上年的一万倍左右或万分之一左右。没有上年报告的，不与上年比较。
    为什么：以元为单位的数填进以万元为单位的格，汇总时放大一万倍，是最常见的填报差错之一。
    违反示例：本年收费金额（单位：万元）填“251000元”；上年为25.1，本年填253000。
    合格示例：本年收费金额（单位：万元）填“24252.311082”。
    """
    figure = dossier.report.figure(metric)
    value = figure.value
    assert value is not None
    why = (_slipped_fee if metric == _FEE else _slipped_procurement)(dossier, figure, value)
    if not why:
        return None
    name = dossier.edition.name_of(metric)
    return Evidence(
        f"“{name}”填“{figure.raw}”，{why}，疑为元、万元混用",
        (("所填", figure.raw),),
        (figure.place,),
        "如确为该数，请注明原因",
    )


@rule("TAB008", "rules-outside-powers", Severity.WARNING,
      "《立法法》规章制定权限（第九十一条、第九十三条）；《规章制定程序条例》", _having(*_RULES, name="规章"))  # fmt: skip
def rules_outside_powers(dossier: Dossier, _: str) -> Evidence | None:
    """无权制定规章的单位填了规章数。

    检查什么：“规章”一行不为0的，单位是否有规章制定权。国务院部门，省、自治区、直辖市和设区的市、自治州的政府有权制定规章；
    县级、乡级政府及其办公室，市、县两级政府的部门没有。省级部门可能代填政府规章，“市”可能是县级市，不予判定。
    为什么：规章与行政规范性文件是两回事，无权制定规章的单位填了数，多半是把规范性文件或者上级的规章填进了这一行。
    违反示例：镇人民政府“规章”一行填“2、0、2”。
    合格示例：县财政局“规章”一行各格填0。
    """
    report = dossier.report
    figures = [report.figures[metric] for metric in _RULES if metric in report.figures]
    filled = [figure for figure in figures if figure.value]
    if not filled:
        if any(figure.value is None and not figure.blank for figure in figures):
            raise NotAssessable("“规章”一行有的格未能读清")
        return None
    may = report.masthead.may_make_rules
    level = LEVELS[report.masthead.level]
    if may is None:
        raise NotAssessable(f"单位类别为“{level}”，是否有规章制定权无从判明")
    if may:
        return None
    names = "、".join(
        f"{dossier.edition.name_of(figure.metric)}{plain(figure.value)}" for figure in filled if figure.value
    )
    values = tuple((dossier.edition.name_of(figure.metric), figure.raw) for figure in filled)
    message = f"“{report.masthead.agency}”没有规章制定权，“规章”一行却填了{names}"
    return Evidence(
        message,
        values,
        tuple(figure.place for figure in filled),
        "该行只填本机关制定的规章；如是行政规范性文件，应填在下一行；如是上级的规章，不应计入",
    )


def _without_units(dossier: Dossier) -> list[Subject]:
    return [subject for subject in found_tables(dossier) if subject.content.layout is not Layout.INDICATORS]


def _is_amount(figure: Figure) -> bool:
    """Whether what stands beside the number is the unit of 采购总金额, or one that TAB007 speaks of."""
    units = {_PROCUREMENT: ("元", "万元", "亿元"), _FEE: ("元", "亿元")}
    return figure.note in units.get(figure.metric, ())


@rule("TAB009", "cell-annotated", Severity.NOTICE, _FORM, _without_units)
def cell_annotated(dossier: Dossier, form: TableForm) -> Evidence | None:
    """单元格的数字旁夹带文字。

    检查什么：各格在数字之外是否另写了单位或说明。本工具按其数字读取，只作提示；“采购总金额”的表式没有印单位，自带单位的不计；
    收费金额的单位不是万元的，由TAB007报告，这里不重复。
    为什么：表格供逐级汇总，夹带的文字要人工清除；说明宜写在正文或表下。
    违反示例：“本年制发件数”填“22（其中修订16件）”，“尚未审结”填“0件”。
    合格示例：“本年制发件数”填“22”；“本年增/减”填“减4”。
    """
    noted = [figure for figure in figures_of(dossier, form) if figure.note and not _is_amount(figure)]
    if not noted:
        return None
    names = "、".join(f"{dossier.edition.name_of(figure.metric)}填“{figure.raw[:20]}”" for figure in noted[:3])
    values = tuple((dossier.edition.name_of(figure.metric), figure.raw[:40]) for figure in noted[:10])
    message = f"“{form.name}”有{len(noted)}格在数字之外夹带文字：{names}"
    return Evidence(message, values, tuple(figure.place for figure in noted[:50]))


@rule("TAB014", "procurement-contradicts", Severity.WARNING,
      "国办公开办函〔2019〕60号附表二（《政府信息公开条例》第二十条第（九）项）", _having(_PROCUREMENT, "procurement.projects"))  # fmt: skip
def procurement_contradicts(dossier: Dossier, _: str) -> Evidence | None:
    """政府集中采购的项目数与金额相互矛盾。

    检查什么：2019年格式的“采购项目数量”与“采购总金额”是否同为0或者同不为0。
    为什么：有项目就有金额，有金额就有项目；一个为0而另一个不为0，至少一处有误或漏填。
    违反示例：采购项目数量填0，采购总金额填52.15。
    合格示例：采购项目数量填3，采购总金额填35.6。
    """
    report: Report = dossier.report
    projects, amount = report.figure("procurement.projects"), report.figure(_PROCUREMENT)
    if bool(projects.value) is bool(amount.value):
        return None
    return Evidence(
        f"采购项目数量为{projects.raw}，采购总金额却为{amount.raw}",
        (("采购项目数量", projects.raw), ("采购总金额", amount.raw)),
        (projects.place, amount.place),
    )
