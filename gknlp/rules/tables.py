"""TAB: the prescribed tables, their cells and their identities (勾稽关系)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.rules.making import figures_of, found_tables, rule, whole
from gknlp.types.decimals import plain
from gknlp.types.document import Place
from gknlp.types.dossier import Dossier
from gknlp.types.edition import Force, Identity, TableForm
from gknlp.types.expression import Expression
from gknlp.types.report import Report
from gknlp.types.rule import Evidence, Severity, Subject

_OLDER = "；2014—2018年度的报告：国办发〔2014〕32号所附统计表"
_FORM = f"年度报告格式附表（国办公开办函〔2019〕60号、〔2021〕30号）{_OLDER}"
_SUMS = f"年度报告格式附表三注明的勾稽关系及表式所含合计关系（国办公开办函〔2019〕60号、〔2021〕30号）{_OLDER}"


def _required(dossier: Dossier) -> list[Subject]:
    return [Subject(form.key, form.name, form, form.key) for form in dossier.edition.tables if form.required]


def _identities(force: Force) -> Callable[[Dossier], list[Subject]]:
    def over(dossier: Dossier) -> list[Subject]:
        found = {table.key for table in dossier.report.tables}
        return [
            Subject(identity.key, f"{_about(dossier, identity)}：{identity.meaning}", identity, identity.table)
            for identity in dossier.edition.identities
            if identity.force is force
            and identity.table in found
            and identity.applies(dossier.report.figures)
            and _met(dossier, identity)
        ]

    return over


def _about(dossier: Dossier, identity: Identity) -> str:
    """The name of the figure that an identity says something of: a total, or what must not be more or less."""
    relation = identity.relation
    side = relation.right if relation.sign == "=" else relation.left
    return dossier.edition.name_of(side.metrics[0])


def _met(dossier: Dossier, identity: Identity) -> bool:
    """Whether the row that an identity speaks of is in the table at all (其他处理 is one row or three); of a table that
    was never prescribed for all, every row."""
    figures, sums = dossier.report.figures, dossier.edition.sums
    form = dossier.edition.table(identity.table)

    def there(metric: str) -> bool:
        return metric in figures or (metric in sums and any(there(part) for part in sums[metric].metrics))

    asked = any if form is None or form.required else all
    return asked(there(metric) for metric in identity.relation.metrics)


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
    if section is None and any(form.section in doubt.sections for doubt in dossier.report.doubts):
        raise NotAssessable(f"“{form.name}”所在的部分未见，读取存疑，不能断定缺少")
    if form.key in dossier.report.hinted:
        raise NotAssessable(f"文件里像是有“{form.name}”，但没有读出来，不能断定缺少")
    return Evidence(f"未见“{form.name}”", (("应有表格", form.name),), (section.place,) if section else ())


_FEWEST_WORDS = 2
"""Header words of one edition's tables that show that it is used, not merely spoken of."""


def _used(report: Report) -> list[str]:
    return [key for key, words in report.headers if len(words) >= _FEWEST_WORDS]


def _form_used(report: Report) -> str:
    """The form that the tables follow. Raises NotAssessable where they show none, or more than one."""
    used = _used(report)
    if report.due is None:
        raise NotAssessable("看不出报告年度，无从判断应当用哪一版格式")
    national = [key for key in used if key in ("2019", "2021")]
    if len(national) > 1:
        raise NotAssessable("表格混用了两版格式的表头")
    if not national and report.tables and report.edition.key < "2019":
        return report.edition.key
    if not report.tables:
        raise NotAssessable("没有读到规定的表格，看不出用的是哪一版格式")
    if not national:
        raise NotAssessable("未见2019年、2021年格式的表头，看不出用的是哪一版格式")
    return national[0]


@rule("TAB004", "edition-outdated", Severity.ERROR, "国办公开办函〔2021〕30号（自2021年度报告起执行）", whole)
def edition_outdated(dossier: Dossier, report: Report) -> Evidence | None:
    """2021年度及以后的报告用了旧格式的表格。

    检查什么：按表头字样认定表格所用的格式；2021年度起应当用2021年格式。
    为什么：两版格式的指标不同（如“对外公开总数量”与“现行有效件数”），用旧表的数字无法与其他单位汇总、比较。
    违反示例：2022年度报告的表二表头为“本年新制作数量、本年新公开数量、对外公开总数量”。
    合格示例：2022年度报告的表二表头为“本年制发件数、本年废止件数、现行有效件数”。
    """
    used = _form_used(report)
    assert report.due is not None
    if report.due.key != "2021" or used == "2021":
        return None
    words = dict(report.headers)[used]
    message = f"{report.masthead.year}年度报告应当用{report.due.name}，表格用的是{report.edition.name}（表头有“{words[0]}”等）"
    return Evidence(
        message, (("应用格式", report.due.name), ("所见表头", "、".join(words))), _header_places(report, used)
    )


@rule("TAB005", "edition-premature", Severity.WARNING, "国办公开办函〔2019〕60号、〔2021〕30号（起始年度）", whole)
def edition_premature(_: Dossier, report: Report) -> Evidence | None:
    """2020年度及以前的报告用了后来才有的格式。

    检查什么：表头字样所示的格式在报告年度是否已经施行。2019年度鼓励用2019年格式，不计。
    为什么：年度或表格必有一处有误，可能是补发、改写或者套用了别的年度的报告。
    违反示例：2019年度报告的表二表头为“本年制发件数、现行有效件数”。
    合格示例：2020年度报告用2019年格式（试行）的表格。
    """
    used = _form_used(report)
    assert report.due is not None and report.masthead.year is not None
    if report.due.key >= used:
        return None
    words = dict(report.headers)[used]
    message = f"{report.masthead.year}年度报告的表格用了{used}年才有的格式（表头有“{words[0]}”等），请核对年度"
    return Evidence(message, (("所见表头", "、".join(words)),), _header_places(report, used))


@rule("TAB006", "editions-mixed", Severity.WARNING, "国办公开办函〔2019〕60号、〔2021〕30号所附格式", whole)
def editions_mixed(_: Dossier, report: Report) -> Evidence | None:
    """一份报告混用了两版格式的表格。

    检查什么：表格的表头是否同时有2019年格式和2021年格式所独有的字样各两个以上。
    为什么：两版指标不同，混用的表格无法汇总，往往是在旧表上改动留下的。
    违反示例：规范性文件一栏用“本年制发件数、现行有效件数”，行政许可一栏仍用“上一年项目数量、本年增/减”。
    合格示例：各栏都用2021年格式的表头。2019年度报告另附2014年统计指标，不算混用。
    """
    if not report.tables:
        raise NotAssessable("未见表格")
    words = dict(report.headers)
    used = _used(report)
    if not {"2019", "2021"} <= set(used):
        return None
    return Evidence(
        f"表格混用了两版格式的表头：“{words['2019'][0]}”属2019年格式，“{words['2021'][0]}”属2021年格式",
        (("2019年格式", "、".join(words["2019"])), ("2021年格式", "、".join(words["2021"]))),
        _header_places(report, "2019", "2021"),
    )


def _other_rows(dossier: Dossier) -> list[Subject]:
    """The table of applications of a report that uses the form of 2021 and ought to."""
    report = dossier.report
    is_due = report.due is not None and report.due.key == "2021"
    if not is_due or "2019" in _used(report):  # TAB004 and TAB006 speak of those
        return []
    return [subject for subject in found_tables(dossier) if subject.key == "applications"]


@rule(
    "TAB016",
    "rows-outdated",
    Severity.WARNING,
    "国办公开办函〔2021〕30号所附格式（附表三“（六）其他处理”）",
    _other_rows,
)
def rows_outdated(dossier: Dossier, form: TableForm) -> Evidence | None:
    """2021年度及以后的报告，“其他处理”仍用旧格式的一行。

    检查什么：申请表的“（六）其他处理”是否分列逾期不补正、逾期未缴费、其他三行。整张表用旧格式的，由TAB004、TAB006报告，这里不重复。
    为什么：2021年格式把“其他处理”分为三行，只填一行便报告不出逾期未缴费等情形，也无法逐级汇总。
    违反示例：2022年度报告的申请表只有“（六）其他处理”一行。
    合格示例：2022年度报告的申请表分列“1.申请人无正当理由逾期不补正”“2.申请人逾期未按收费通知要求缴纳费用”“3.其他”三行。
    """
    figures = dossier.report.figures
    old, new = ([m for m in form.metrics if m in figures and m.split(".")[1] in choice] for choice in form.either)
    if not old and not new:
        raise NotAssessable("“其他处理”各行未能读取")
    if new or not old:
        return None
    return Evidence(
        "“（六）其他处理”只有一行，2021年格式应当分列三行（逾期不补正、逾期未缴费、其他）",
        (),
        tuple(figures[metric].place for metric in old),
    )


def _header_places(report: Report, *keys: str) -> tuple[Place, ...]:
    """Where the header words of these editions stand, one of each edition first; where none is known, the first table."""
    words = [[word for word in dict(report.headers)[key] if word in report.header_places] for key in keys]
    order = [found[0] for found in words if found] + [word for found in words for word in found[1:]]
    return tuple(report.header_places[word] for word in order) or _first_places(report)


def _first_places(report: Report) -> tuple[Place, ...]:
    table = next((table for table in report.tables if table.key == "disclosure"), None)
    return table.places[:1] if table else ()


@rule("TAB002", "cell-blank", Severity.WARNING, _FORM, found_tables)
def cell_blank(dossier: Dossier, form: TableForm) -> Evidence | None:
    """表格有空格未填。

    检查什么：规定的每一格是否填了数字；空白、“/”、“—”都算未填。每张表只报一次，列出格数。无权制定规章的单位（县、乡两级政府，
    市、县两级政府的部门等），“规章”一行空白或者填“/”是常见的写法，不计入。
    为什么：没有的应填0；空白分不清是零还是漏填，不能当作0。
    违反示例：总计一列多格空白。
    合格示例：没有的各格填0。
    """
    left = "rules." if dossier.report.masthead.may_make_rules is False else "-"
    blank = [figure for figure in figures_of(dossier, form) if figure.blank and not figure.metric.startswith(left)]
    if not blank:
        return None
    total = len(figures_of(dossier, form))
    names = "、".join(dossier.edition.name_of(figure.metric) for figure in blank[:3])
    proven = sum(figure.metric in dossier.report.derived for figure in blank)
    message = f"“{form.name}”有{len(blank)}格未填（共{total}格），如{names}"
    explanation = f"其中{proven}格可由勾稽关系推得" if proven else ""
    return Evidence(message, (("未填格数", str(len(blank))),), tuple(figure.place for figure in blank), explanation)


@rule("TAB003", "cell-not-a-number", Severity.ERROR, _FORM, found_tables)
def cell_not_a_number(dossier: Dossier, form: TableForm) -> Evidence | None:
    """单元格内容不是规定的数字。

    检查什么：各格是否为数字；件数应为不小于0的整数，金额可有小数，增减数可为负。
    为什么：表格供逐级汇总，夹带文字或小数的件数无法汇总。
    违反示例：“结果维持”一格填“若干”。
    合格示例：“本年增/减”一格填“-11”。
    """
    wrong = []
    for figure in figures_of(dossier, form):
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
    where = _about(dossier, identity)
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


@rule("TAB012", "identity-unusual", Severity.NOTICE, "年度报告格式附表指标含义（国办公开办函〔2019〕60号、〔2021〕30号）",
      _identities(Force.MAY))  # fmt: skip
def identity_unusual(dossier: Dossier, identity: Identity) -> Evidence | None:
    """表内数字少见，值得核对。

    检查什么：行政复议总数≤本年新收＋上年结转的申请数、本年新公开数量≤本年新制作数量等通常成立、也可以不成立的关系。
    为什么：不算差错，但往往是填错了行、列，或者把不属于政府信息公开的案件也计入了，值得核对一遍。
    违反示例：全年新收申请2件、上年结转0件，行政复议却有30件。
    合格示例：新收申请35件、上年结转2件，行政复议2件。
    """
    return _check(dossier, identity)


_MANY_PER_CENT, _ENOUGH_RESULTS = 10, 20


def _results(dossier: Dossier) -> list[Subject]:
    """The report, where it has the table of applications."""
    return whole(dossier) if "applications.result_total.total" in dossier.report.figures else []


@rule("TAB013", "other-results-many", Severity.NOTICE,
      "国办公开办函〔2019〕60号、〔2021〕30号第三部分填写要求（“其他处理”）", _results)  # fmt: skip
def other_results_many(_: Dossier, report: Report) -> Evidence | None:
    """“其他处理”占办理结果的比重偏高。

    检查什么：申请表总计一列，“其他处理”各项之和是否超过办理结果总计的10%；办理结果不足20件的不计。10%和20件是本工具拟定的界限。
    为什么：“其他处理”只用于极少数特殊情况，比重高往往是没有归入应归的类别；也可能属实，所以只作提示。
    违反示例：办理结果总计50件，其他处理12件。
    合格示例：办理结果总计50件，其他处理2件。
    """
    many, total = report.known("applications.other.total"), report.known("applications.result_total.total")
    if total < _ENOUGH_RESULTS or many * 100 <= total * _MANY_PER_CENT:
        return None
    share = plain((many * 100 / total).quantize(Decimal("0.1")))
    cells = [report.figures.get(f"applications.{row}.total") for row in _OTHER_ROWS]
    return Evidence(
        f"“其他处理”{plain(many)}件，占办理结果总计{plain(total)}件的{share}%，比重偏高，请核对是否归类有误",
        (("其他处理", plain(many)), ("办理结果总计", plain(total)), ("占比", f"{share}%")),
        tuple(cell.place for cell in cells if cell is not None and cell.value),
    )


_OTHER_ROWS = ("other", "other_no_correction", "other_no_fee", "other_other", "result_total")
