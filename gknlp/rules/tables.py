"""TAB: the prescribed tables, their cells and their identities (勾稽关系)."""

from __future__ import annotations

from collections.abc import Callable

from gknlp.errors import NotAssessable
from gknlp.rules.making import plain, rule
from gknlp.types.dossier import Dossier
from gknlp.types.edition import Force, Identity, TableForm
from gknlp.types.expression import Expression
from gknlp.types.report import Figure
from gknlp.types.rule import Evidence, Severity, Subject

_FORM = "年度报告格式附表（国办公开办函〔2019〕60号、〔2021〕30号）"
_SUMS = "年度报告格式附表三注明的勾稽关系及表式所含合计关系（国办公开办函〔2019〕60号、〔2021〕30号）"


def _required(dossier: Dossier) -> list[Subject]:
    return [Subject(form.key, form.name, form, form.key) for form in dossier.edition.tables if form.required]


def _found(dossier: Dossier) -> list[Subject]:
    found = {table.key for table in dossier.report.tables}
    return [Subject(form.key, form.name, form, form.key) for form in dossier.edition.tables if form.key in found]


def _identities(force: Force) -> Callable[[Dossier], list[Subject]]:
    def over(dossier: Dossier) -> list[Subject]:
        found = {table.key for table in dossier.report.tables}
        return [
            Subject(identity.key, identity.meaning, identity, identity.table)
            for identity in dossier.edition.identities
            if identity.force is force and identity.table in found and _met(dossier, identity)
        ]

    return over


def _met(dossier: Dossier, identity: Identity) -> bool:
    """Whether the row that an identity speaks of is in the table at all (其他处理 is one row or three)."""
    figures, sums = dossier.report.figures, dossier.edition.sums

    def there(metric: str) -> bool:
        return metric in figures or (metric in sums and any(there(part) for part in sums[metric].metrics))

    return any(there(metric) for metric in identity.relation.metrics)


@rule("TAB001", "table-missing", Severity.ERROR, _FORM, _required)
def table_missing(dossier: Dossier, form: TableForm) -> Evidence | None:
    """缺少规定的表格。

    检查什么：格式规定的三张表（主动公开、申请办理、复议诉讼）是否都在。
    为什么：这三部分按格式以表格报告，缺表即缺法定内容。
    违反示例：“四、行政复议、行政诉讼情况”之下只有一句“无”，没有表格。
    合格示例：全年没有复议诉讼，表格照列，各格填0。
    """
    if any(table.key == form.key for table in dossier.report.tables):
        return None
    section = dossier.report.section(form.section)
    if any(section.unread for section in dossier.report.sections if section.key in (form.section, "additional")):
        raise NotAssessable(f"有表格未能识别，不能断定缺少“{form.name}”")
    return Evidence(f"未见“{form.name}”", (("应有表格", form.name),), (section.place,) if section else ())


@rule("TAB002", "cell-blank", Severity.WARNING, _FORM, _found)
def cell_blank(dossier: Dossier, form: TableForm) -> Evidence | None:
    """表格有空格未填。

    检查什么：规定的每一格是否填了数字；空白、“/”、“—”都算未填。每张表只报一次，列出格数。
    为什么：没有的应填0；空白分不清是零还是漏填，不能当作0。
    违反示例：总计一列多格空白。
    合格示例：没有的各格填0。
    """
    blank = [figure for figure in _figures(dossier, form) if figure.blank]
    if not blank:
        return None
    total = len(_figures(dossier, form))
    names = "、".join(dossier.edition.name_of(figure.metric) for figure in blank[:3])
    proven = sum(figure.metric in dossier.report.derived for figure in blank)
    message = f"“{form.name}”有{len(blank)}格未填（共{total}格），如{names}"
    explanation = f"其中{proven}格可由勾稽关系推得" if proven else ""
    return Evidence(
        message, (("未填格数", str(len(blank))),), tuple(figure.place for figure in blank[:50]), explanation
    )


def _figures(dossier: Dossier, form: TableForm) -> list[Figure]:
    figures = dossier.report.figures
    return [figures[metric] for metric in form.metrics if metric in figures]


@rule("TAB003", "cell-not-a-number", Severity.ERROR, _FORM, _found)
def cell_not_a_number(dossier: Dossier, form: TableForm) -> Evidence | None:
    """单元格内容不是规定的数字。

    检查什么：各格是否为数字；件数应为不小于0的整数，金额可有小数，增减数可为负。
    为什么：表格供逐级汇总，夹带文字或小数的件数无法汇总。
    违反示例：“结果维持”一格填“若干”。
    合格示例：“本年增/减”一格填“-11”。
    """
    wrong = []
    for figure in _figures(dossier, form):
        column = figure.metric.rsplit(".", 1)[-1]
        value = figure.value
        if value is None:
            if not figure.blank and not figure.unsure:
                wrong.append(figure)
        elif (value != value.to_integral_value() and column not in form.decimals) or (
            value < 0 and column not in form.signed
        ):
            wrong.append(figure)
    if not wrong:
        return None
    names = "、".join(f"{dossier.edition.name_of(figure.metric)}填“{figure.raw[:20]}”" for figure in wrong[:3])
    return Evidence(
        f"“{form.name}”有{len(wrong)}格不是规定的数字：{names}",
        tuple((dossier.edition.name_of(figure.metric), figure.raw[:40]) for figure in wrong[:10]),
        tuple(figure.place for figure in wrong),
    )


def _check(dossier: Dossier, identity: Identity) -> Evidence | None:
    report, relation = dossier.report, identity.relation
    parts = _leaves(dossier, relation.left) + _leaves(dossier, relation.right)
    if any(part in report.derived and report.derived[part].identity == identity.key for part in parts):
        raise NotAssessable("有未填的格，其值正由本勾稽关系推得，无从验证")
    if relation.holds(report.known):
        return None
    left, right = relation.left.value(report.known), relation.right.value(report.known)
    formula = f"{_formula(dossier, relation.left)} {relation.sign} {_formula(dossier, relation.right)}"
    about = relation.right if relation.sign == "=" else relation.left
    where = dossier.edition.name_of(about.metrics[0])
    sign = {"=": "≠", ">=": "＜", "<=": "＞"}[relation.sign]
    message = f"{where}：{identity.meaning}不成立，{plain(left)} {sign} {plain(right)}"
    if relation.sign == "=":
        message += f"（相差{plain(abs(left - right))}）"
    places = tuple(report.figures[part].place for part in reversed(parts) if part in report.figures)
    derived = [part for part in parts if part in report.derived]
    note = f"其中{len(derived)}格未填，按其他勾稽关系推得的数计算" if derived else ""
    return Evidence(message, (("左边", plain(left)), ("右边", plain(right)), ("算式", formula)), places, note)


def _leaves(dossier: Dossier, expression: Expression) -> list[str]:
    result = []
    for metric in expression.metrics:
        if metric in dossier.edition.sums and metric not in dossier.report.figures:
            result += _leaves(dossier, dossier.edition.sums[metric])
        else:
            result.append(metric)
    return result


def _formula(dossier: Dossier, expression: Expression) -> str:
    text = ""
    for sign, metric in expression.terms:
        text += ("-" if sign < 0 else "+") + plain(dossier.known(metric))
    return text.removeprefix("+")


@rule("TAB010", "identity-broken", Severity.ERROR, _SUMS, _identities(Force.MUST))
def identity_broken(dossier: Dossier, identity: Identity) -> Evidence | None:
    """表内勾稽关系不成立。

    检查什么：申请表每列“新收＋结转＝办理结果总计＋结转下年”、各项结果之和＝总计，每行各类申请人之和＝总计；复议诉讼表各组之和＝总计。
    为什么：这些关系由表式规定，必然成立；不成立说明至少一格有误。
    违反示例：自然人一列各项办理结果之和为26，总计填20。
    合格示例：新收208、结转0，办理结果总计208、结转下年0。
    """
    return _check(dossier, identity)


@rule(
    "TAB011",
    "identity-doubtful",
    Severity.WARNING,
    "年度报告格式附表指标含义；国办发〔2014〕32号统计指标说明",
    _identities(Force.SHOULD),
)
def identity_doubtful(dossier: Dossier, identity: Identity) -> Evidence | None:
    """表内数字按指标含义不合常理。

    检查什么：现行有效件数≥本年制发－本年废止、对外公开总数≥本年新公开数等按含义应当成立的关系。
    为什么：一般应成立，但清理、口径调整等可能造成例外，需要说明。
    违反示例：本年制发8件、废止1件，现行有效却只有3件。
    合格示例：本年制发8件、废止1件，现行有效60件。
    """
    return _check(dossier, identity)
