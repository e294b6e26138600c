"""UPW: a government's 汇总 report against the reports that it sums up."""

from __future__ import annotations

from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.rules.making import rule
from gknlp.types.decimals import plain
from gknlp.types.dossier import Dossier
from gknlp.types.rule import Evidence, Severity, Subject

_SUMMED = (
    "applications.new.total", "applications.carry_in.total", "applications.result_total.total",
    "applications.carry_out.total", "review.total", "suit_direct.total", "suit_after_review.total", "normative.made",
    "normative.repealed", "normative.in_force", "licence.decisions", "penalty.decisions", "coercion.decisions",
    "fee.amount",
)  # fmt: skip
"""Counts of which a government's is the sum of those of its departments and towns."""

_MOST_NAMED = 20


def _over(dossier: Dossier) -> list[Subject]:
    if not dossier.kin.children and not dossier.kin.absent:
        return []
    return [
        Subject(metric, dossier.edition.name_of(metric), metric, dossier.edition.table_of(metric))
        for metric in _SUMMED
        if metric in dossier.report.figures
    ]


@rule("UPW001", "children-do-not-sum", Severity.NOTICE,
      "国办公开办函〔2019〕60号、〔2021〕30号（县级以上政府汇总所属部门和下级政府的数据）", _over)  # fmt: skip
def children_do_not_sum(dossier: Dossier, metric: str) -> Evidence | None:
    """汇总数与所属各单位之和不一致。

    检查什么：按隶属名单，政府汇总报告的数与名单内各单位同年度报告之和；名单齐全的应当相等，缺报告的只查各单位之和是否已经超过汇总数。
    为什么：汇总报告由所属部门和乡镇的数加总而成。名单可能不全，范围也未必一致，所以只作提示，并写明覆盖了多少单位。
    违反示例：县政府报告新收申请120件，名单内14个单位（齐全）合计131件。
    合格示例：县政府报告新收申请120件，名单内14个单位中12个合计118件。
    """
    children, absent, masthead = dossier.kin.children, dossier.kin.absent, dossier.report.masthead
    if masthead.scope == "own" or (masthead.level == "office" and masthead.scope != "aggregate"):
        raise NotAssessable("本报告不是汇总报告，不与所属单位之和核对")
    parent = dossier.report.known(metric)
    found: list[tuple[str, Decimal]] = []
    without = list(absent)
    for child in children:
        try:
            found.append((child.masthead.agency, child.known(metric)))
        except NotAssessable:
            without.append(child.masthead.agency)
    total, counted = sum((value for _, value in found), Decimal(0)), len(found)
    of = counted + len(without)
    name = dossier.edition.name_of(metric)
    if not counted:
        raise NotAssessable(f"名单内{of}个单位都没有可用的“{name}”")
    if total == parent or (without and total < parent):
        if without and total < parent:
            raise NotAssessable(
                f"名单内{of}个单位只有{counted}个有数（缺{'、'.join(without[:3])}{'等' if len(without) > 3 else ''}），不能判定合计"
            )
        return None
    how = "超过" if total > parent else "少于"
    message = f"{name}：名单内{counted}个单位（共{of}个）合计{plain(total)}，{how}本报告的{plain(parent)}，相差{plain(abs(total - parent))}"
    values = (("本报告", plain(parent)), ("各单位合计", plain(total)), ("覆盖", f"{counted}/{of}"))
    told = "、".join(f"{agency}{plain(value)}" for agency, value in found[:_MOST_NAMED])
    note = f"各单位：{told}" + (f"等{counted}个单位" if counted > _MOST_NAMED else "")
    note += f"；没有数的：{'、'.join(without[:_MOST_NAMED])}" if without else ""
    return Evidence(message, values, (dossier.report.figures[metric].place,), note)
