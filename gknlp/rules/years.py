"""YOY: the figures of one unit from year to year."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.rules.making import numbered, rule
from gknlp.types.decimals import plain
from gknlp.types.dossier import Dossier, Match, Status
from gknlp.types.edition import Force, Identity, TableForm
from gknlp.types.expression import LAST, Expression
from gknlp.types.report import TOLD, Bound, Report
from gknlp.types.rule import Evidence, Severity, Subject

_FORM = "年度报告格式附表指标含义（国办公开办函〔2019〕60号、〔2021〕30号）"
_EXACT = "国办公开办函〔2019〕60号、〔2021〕30号（数据“统得出、报得准、可核查”）"
_OLD_AND_NEW = "2008—2018年度省定统计表“历年累计”栏的含义；国办公开办函〔2019〕60号、〔2021〕30号附表指标含义"


def _chains(force: Force) -> Callable[[Dossier], list[Subject]]:
    def over(dossier: Dossier) -> list[Subject]:
        found = {table.key for table in dossier.report.tables}
        chains = [chain for chain in dossier.edition.chains if chain.force is force and chain.table in found]
        if chains and dossier.last is None:
            return [Subject("report", "与上年报告的衔接", None)]
        figures = dossier.report.figures
        return [
            Subject(chain.key, chain.meaning, chain, chain.table, is_across=True)
            for chain in chains
            if any(metric in figures for metric in chain.relation.metrics) and _has_same_rows(dossier, chain)
        ]

    return over


def _has_same_rows(dossier: Dossier, chain: Identity) -> bool:
    """Whether both years split what a row is part of into the same rows: provinces have changed theirs."""
    form = dossier.edition.table(chain.table)
    metric = chain.relation.right.metrics[-1]
    row = next((label for label in form.rows if label.key == metric), None) if form else None
    if form is None or row is None or not row.group or dossier.last is None:
        return True
    siblings = [label.key for label in form.rows if label.group == row.group]
    return all((key in dossier.report.figures) == (key in dossier.last.figures) for key in siblings)


def _year(dossier: Dossier) -> int:
    """The year of a report that has one of the year before."""
    year = dossier.report.masthead.year
    assert year is not None
    return year


def _told(dossier: Dossier, expression: Expression) -> str:
    """An expression with its values, each under the year that states it: 2021年度结转下年度（总计）2."""
    year = _year(dossier)
    parts = []
    for sign, metric in expression.terms:
        of = year - 1 if metric.startswith(LAST) else year
        name = dossier.edition.name_of(metric.removeprefix(LAST))
        parts.append(("－" if sign < 0 else "＋") + f"{of}年度{name}{plain(dossier.known(metric))}")
    return "".join(parts).removeprefix("＋")


def _broken(dossier: Dossier, chain: Identity | None) -> Evidence | None:
    last = dossier.need_last()
    if chain is None or chain.relation.holds(dossier.known):
        return None
    relation = chain.relation
    left, right = relation.left.value(dossier.known), relation.right.value(dossier.known)
    sign = {"=": "不等于", ">=": "小于", "<=": "大于"}[relation.sign]
    message = f"{_told(dossier, relation.left)}，{sign}{_told(dossier, relation.right)}"
    if len(relation.right.terms) > 1:
        message += f"（＝{plain(right)}）"
    cells = [dossier.report.figures.get(metric) for metric in relation.metrics]
    places = tuple(figure.place for figure in cells if figure is not None)
    source = f"上年数取自{last.masthead.agency}{last.masthead.year}年度报告"
    note = f"应当{chain.meaning}；{source}，两年至少一处有误或口径有变"
    note += f"；{dossier.kin.doubt}" if dossier.kin.doubt else ""
    return Evidence(message, (("左边", plain(left)), ("右边", plain(right))), places, note)


@rule("YOY001", "carry-over-mismatch", Severity.ERROR, _FORM, _chains(Force.MUST))
def carry_over_mismatch(dossier: Dossier, chain: Identity | None) -> Evidence | None:
    """上年结转与上年报告的结转下年度不一致。

    检查什么：申请表“上年结转”每一列是否等于同一单位上年报告的“结转下年度继续办理”。机构合并的年度、两年一份汇总一份本机关的不查。
    为什么：上年末没有办完的申请原样结转到本年，两个数说的是同一批申请，必然相等。
    违反示例：2021年度报告结转下年度1件，2022年度报告上年结转0件。
    合格示例：2021年度报告结转下年度1件，2022年度报告上年结转1件。
    """
    return _broken(dossier, chain)


@rule("YOY002", "stock-chain-broken", Severity.WARNING, _OLD_AND_NEW, _chains(Force.SHOULD))
def stock_chain_broken(dossier: Dossier, chain: Identity | None) -> Evidence | None:
    """存量数字与上年报告接不上。

    检查什么：现行有效件数是否超过上年现行有效加本年制发；废止件数是否超过上年现行有效加本年制发；2019年格式的“上一年项目数量”是否等于
    上年报告的上一年项目数量加增减；“历年累计”是否等于上年累计加本年度。
    为什么：存量由上年存量和本年增减而来，接不上说明一处有误，或者清理、口径调整未作说明。
    违反示例：上年现行有效40件，本年制发2件，本年现行有效填60件。
    合格示例：上年现行有效40件，本年制发2件、废止1件，本年现行有效41件。
    """
    return _broken(dossier, chain)


@rule("YOY003", "stock-unaccounted", Severity.NOTICE, _FORM, _chains(Force.MAY))
def stock_unaccounted(dossier: Dossier, chain: Identity | None) -> Evidence | None:
    """存量的增减没有全部说明。

    检查什么：现行有效件数是否等于上年现行有效加本年制发减本年废止；2019年格式的对外公开总数是否没有超过上年总数加本年新公开数。
    为什么：集中清理、重新认定等可以使两者不等，宜在报告中说明；已经按YOY002报告的不重复。
    违反示例：上年现行有效40件，本年制发2件、废止1件，现行有效填30件，文中没有说明。
    合格示例：上年现行有效40件，本年制发2件、废止1件，现行有效41件。
    """
    if chain is not None and _is_reported(dossier, chain):
        return None
    return _broken(dossier, chain)


def _is_reported(dossier: Dossier, chain: Identity) -> bool:
    """Whether a stricter relation of the same stock is broken too."""
    first = chain.relation.left.metrics[0]
    for other in dossier.edition.chains:
        if other.force is Force.SHOULD and other.relation.left.metrics[0] == first:
            try:
                if not other.relation.holds(dossier.known):
                    return True
            except NotAssessable:
                continue
    return False


def _recalled(dossier: Dossier) -> list[Subject]:
    found = [match for match in dossier.matches if match.claim.period == "last" and match.claim.bound is Bound.EXACT]
    keys = numbered(match.claim.metric for match in found)
    describe = dossier.edition.describe
    return [
        Subject(key, "上年" + describe(match.reading.expression), match) for key, match in zip(keys, found, strict=True)
    ]


@rule("YOY004", "last-year-misstated", Severity.WARNING, _EXACT, _recalled)
def last_year_misstated(dossier: Dossier, match: Match) -> Evidence | None:
    """文中所述上年的数与上年报告不一致。

    检查什么：“上年收到申请52件”这样以确数叙述的上年数，是否等于同一单位上年报告表格中的数（各种口径都不等才报）。
    为什么：同一件事两年的报告应当只有一个数；不一致则至少一处有误，由此算出的增减幅度也不可靠。
    违反示例：2022年度报告称“上年收到申请52件”，2021年度报告表格中本年新收为70件。
    合格示例：2022年度报告称“上年收到申请70件”，2021年度报告表格中本年新收为70件。
    """
    last = dossier.need_last()
    if match.status is Status.CANNOT_TELL:
        raise NotAssessable(match.explanation)
    if match.status is not Status.DIFFERS or match.expected is None:
        return None
    claim, unit = match.claim, match.claim.unit
    name = last.edition.describe(match.reading.expression)
    year = last.masthead.year
    message = f"文中“{claim.text}”所述上年的{plain(claim.value)}{unit}，{year}年度报告表中{name}为{plain(match.expected)}{unit}"
    values = (("文中", plain(claim.value) + unit), (f"{year}年度报告", plain(match.expected) + unit))
    return Evidence(message, values, (claim.place,), match.explanation)


def _cumulative(dossier: Dossier) -> list[Subject]:
    """Each sum of all years beside the nearest earlier one that can be read, unless that is last year's."""
    year = dossier.report.masthead.year or 0
    subjects = []
    for metric in dossier.report.figures:
        if not metric.endswith(".cumulative"):
            continue
        earlier = next((report for report in dossier.earlier if _is_known(report, metric)), None)
        if earlier is not None and earlier.masthead.year != year - 1:
            subjects.append(Subject(metric, dossier.edition.name_of(metric), (metric, earlier), "provincial"))
    return subjects


def _is_cut(report: Report, metric: str) -> bool:
    """Whether the prose told a number apart from the one that its digits run together with."""
    derived = report.derived.get(metric)
    return derived is not None and derived.identity == TOLD


def _is_known(report: Report, metric: str) -> bool:
    try:
        report.known(metric)
    except NotAssessable:
        return False
    return True


@rule(
    "YOY005",
    "cumulative-shrinks",
    Severity.WARNING,
    "2008—2018年度省定统计表“历年累计”栏的含义；《条例》（2008年）第三十二条",
    _cumulative,
)
def cumulative_shrinks(dossier: Dossier, subject: tuple[str, Report]) -> Evidence | None:
    """历年累计比更早的报告还小。

    检查什么：中间缺了年度的，本年的“历年累计”是否不小于更早报告的历年累计加本年度的数（相邻年度见YOY002）。
    为什么：累计只增不减；变小说明两份报告至少一处有误。
    违反示例：2016年度历年累计85000条，2018年度历年累计12000条。
    合格示例：2016年度历年累计8000条，2018年度本年度2000条、历年累计12000条。
    """
    metric, earlier = subject
    now, before = dossier.report.known(metric), earlier.known(metric)
    own = metric.removesuffix(".cumulative")
    year = dossier.report.known(own) if _is_known(dossier.report, own) else Decimal(0)
    if now >= before + year:
        return None
    name = dossier.edition.name_of(metric)
    more = f"加本年度的{plain(year)}" if year else ""
    cut = [str(one.masthead.year) for one in (dossier.report, earlier) if _is_cut(one, metric)]
    note = "两份报告至少一处有误"
    note += f"；{'、'.join(cut)}年度的数与当年的数连写在一起，按文中所述当年的数拆得，请与原件核对" if cut else ""
    message = f"{name}{plain(now)}，小于{earlier.masthead.year}年度报告的{plain(before)}{more}"
    values = (("本年累计", plain(now)), (f"{earlier.masthead.year}年度累计", plain(before)), ("本年度", plain(year)))
    return Evidence(message, values, (dossier.report.figures[metric].place,), note)


def _tables(dossier: Dossier) -> list[Subject]:
    found = {table.key for table in dossier.report.tables}
    if dossier.last is None:
        return [Subject("report", "与上年报告的比较", None)] if found else []
    before = {table.key for table in dossier.last.tables}
    return [
        Subject(form.key, form.name, form, form.key, is_across=True)
        for form in dossier.edition.tables
        if form.key in found and form.key in before and dossier.last.edition is dossier.edition
    ]


def _pairs(dossier: Dossier, form: TableForm) -> list[tuple[str, Decimal, Decimal]]:
    """(metric, this year, last year) of the cells that both years state."""
    last = dossier.need_last()
    pairs = []
    for metric in form.metrics:
        now, before = dossier.report.figures.get(metric), last.figures.get(metric)
        if now is not None and before is not None and now.value is not None and before.value is not None:
            pairs.append((metric, now.value, before.value))
    return pairs


_JUMP = 10
_FEWEST = 100
"""The larger of two figures: below it tenfold is no rare thing."""
_STOCKS = (".in_force", ".last_year", ".cumulative", ".change")
_STOCK_TOTALS = ("rules.total", "normative.total")


@rule("YOY006", "tenfold", Severity.NOTICE, _EXACT, _tables)
def tenfold(dossier: Dossier, form: TableForm | None) -> Evidence | None:
    """数字与上年相差十倍以上。

    检查什么：两年同一格都有数、较大的不小于100的，是否相差十倍以上；每张表只报一次。从0到有、历年累计、两年格式不同的不查。
    为什么：数量级的变化可能属实，也常是多填、少填一位，或者单位、口径弄错，值得核对。
    违反示例：上年行政许可2293件，本年22930件，文中没有说明。
    合格示例：上年行政许可2293件，本年3100件。
    """
    dossier.need_last()
    assert form is not None
    jumps = [
        (metric, now, before)
        for metric, now, before in _pairs(dossier, form)
        if not metric.endswith(".cumulative")
        and min(now, before) > 0
        and max(now, before) >= _FEWEST
        and max(now, before) >= _JUMP * min(now, before)
    ]
    if not jumps:
        return None
    told = "；".join(
        f"{dossier.edition.name_of(metric)}{plain(before)}→{plain(now)}" for metric, now, before in jumps[:5]
    )
    more = f"等{len(jumps)}格" if len(jumps) > 5 else ""
    values = tuple((dossier.edition.name_of(metric), f"{plain(before)}→{plain(now)}") for metric, now, before in jumps)
    places = tuple(dossier.report.figures[metric].place for metric, _, _ in jumps)
    return Evidence(f"“{form.name}”与上年相差十倍以上：{told}{more}", values, places)


_FEWEST_SAME = 6
_REPEATING = (".cumulative", ".total")
"""Cells that only say again what others say."""


@rule(
    "YOY007",
    "table-unchanged",
    Severity.WARNING,
    "国办公开办函〔2021〕30号（“不得出现敷衍了事甚至年年雷同现象”）；《条例》第五十条",
    _tables,
)
def table_unchanged(dossier: Dossier, form: TableForm | None) -> Evidence | None:
    """整张表与上年完全相同。

    检查什么：同一张表两年都有数的各格是否全部相同，其中不为0的（总计、累计除外）至少有6格。
    为什么：各项业务一年之后分毫不差，几乎只能是照抄上年的表。
    违反示例：2022年度申请表的23件及其全部构成与2021年度完全一样。
    合格示例：总数恰好相同，构成不同。
    """
    dossier.need_last()
    assert form is not None
    pairs = _pairs(dossier, form)
    told = [
        metric for metric, now, _ in pairs if now and not metric.endswith(_REPEATING) and ".result_total." not in metric
    ]
    if len(told) < _FEWEST_SAME or any(now != before for _, now, before in pairs):
        return None
    years = [str(dossier.report.masthead.year), *_same_years(dossier, form)]
    message = f"“{form.name}”{'、'.join(reversed(years))}年度各格完全相同（不为0的{len(told)}格）"
    places = tuple(dossier.report.figures[metric].place for metric in told[:10])
    return Evidence(message, (("相同年度", "、".join(reversed(years))), ("不为0的格数", str(len(told)))), places)


def _same_years(dossier: Dossier, form: TableForm) -> list[str]:
    """The years, one after another, whose table is that of this year."""
    years: list[str] = []
    now = {metric: dossier.report.figures[metric].value for metric in form.metrics if metric in dossier.report.figures}
    for earlier in dossier.earlier:
        before = {metric: earlier.figures[metric].value for metric in form.metrics if metric in earlier.figures}
        follows = earlier.masthead.year == _year(dossier) - len(years) - 1
        if not follows or before != now:
            break
        years.append(str(earlier.masthead.year))
    return years


_FEW = 30


@rule(
    "YOY008", "figures-unchanged", Severity.NOTICE, "国办公开办函〔2021〕30号（“年年雷同”）；《条例》第五十条", _tables
)
def figures_unchanged(dossier: Dossier, form: TableForm | None) -> Evidence | None:
    """同一个数连续三年不变。

    检查什么：当年发生的数（收到、办理、处理决定、收费等，不含存量），不小于30的，是否连续三年相同；每张表只报一次，整表相同的按YOY007报告。
    为什么：一年之内发生的数连续三年不变，可能是沿用旧数，值得核对。
    违反示例：行政处罚连续三年都是1282件。
    合格示例：行政强制连续三年为0件。
    """
    last, year = dossier.need_last(), _year(dossier)
    assert form is not None
    before = next((one for one in dossier.earlier if one.masthead.year == year - 2), None)
    if before is None or last.edition is not before.edition:
        raise NotAssessable(f"本批没有该单位{year - 2}年度同一格式的报告")
    pairs = _pairs(dossier, form)
    flows = [
        (metric, now)
        for metric, now, previous in pairs
        if now == previous and now >= _FEW and not _is_stock(metric)
        and (third := before.figures.get(metric)) is not None and third.value == now
    ]  # fmt: skip
    if not flows or all(now == previous for _, now, previous in pairs):
        return None
    told = "、".join(f"{dossier.edition.name_of(metric)}{plain(now)}" for metric, now in flows[:5])
    places = tuple(dossier.report.figures[metric].place for metric, _ in flows)
    values = tuple((dossier.edition.name_of(metric), plain(now)) for metric, now in flows)
    return Evidence(
        f"“{form.name}”有{len(flows)}格{year - 2}、{year - 1}、{year}年度连续三年相同：{told}", values, places
    )


def _is_stock(metric: str) -> bool:
    return metric.endswith(_STOCKS) or metric in _STOCK_TOTALS


def _suits(dossier: Dossier) -> list[Subject]:
    if "suit_after_review.total" not in dossier.report.figures:
        return []
    return [Subject("suit_after_review.total", "复议后起诉", dossier.report, "review", is_across=True)]


@rule("YOY009", "suits-without-review", Severity.NOTICE, _FORM, _suits)
def suits_without_review(dossier: Dossier, report: Report) -> Evidence | None:
    """有复议后起诉而两年都没有行政复议。

    检查什么：“复议后起诉”总计大于0时，本年和上年的行政复议总计是否都为0。
    为什么：复议后起诉以先有复议为前提；复议也可能发生在更早的年度，或由上级单位统计，所以只作提示。
    违反示例：本年复议后起诉1件，本年和上年行政复议都是0件。
    合格示例：本年复议后起诉1件，上年行政复议2件。
    """
    dossier.need_last()
    suits = report.known("suit_after_review.total")
    if not suits or report.known("review.total"):
        return None
    if dossier.known(LAST + "review.total"):
        return None
    message = f"复议后起诉{plain(suits)}件，而本年和上年的行政复议都是0件"
    places = tuple(report.figures[metric].place for metric in ("suit_after_review.total", "review.total"))
    return Evidence(message, (("复议后起诉", plain(suits)), ("本年行政复议", "0"), ("上年行政复议", "0")), places)
