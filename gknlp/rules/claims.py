"""CLM: figures in prose against the tables and against each other."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.rules.making import numbered, rule
from gknlp.types.decimals import plain
from gknlp.types.dossier import Check, Dossier, Match, Repeat, Status
from gknlp.types.edition import Force
from gknlp.types.report import Bound, Breakdown
from gknlp.types.rule import Evidence, Severity, Subject

_BASIS = (
    "2019年度起的报告：国办公开办函〔2019〕60号、〔2021〕30号（数据“统得出、报得准、可核查”）；"
    "2008—2018年度的报告：《政府信息公开条例》（2008年）第三十一条、第三十二条"
)
_FEWEST_PARTS = 3
_HEDGES = {Bound.EXACT: "", Bound.ABOUT: "约", Bound.AT_LEAST: "至少", Bound.BELOW: "不足"}


def _table_of(dossier: Dossier, match: Match) -> str:
    parts = dossier.edition.parts_of(match.reading.expression.metrics[0])
    found = {table.key for table in dossier.report.tables}
    return next((form.key for form in dossier.edition.tables if form.key in found and parts[0] in form.metrics), "")


def _matches(hard: bool) -> Callable[[Dossier], list[Subject]]:
    def over(dossier: Dossier) -> list[Subject]:
        found = []
        for match in dossier.matches:
            if match.claim.period == "last":
                continue  # YOY004
            table = _table_of(dossier, match)
            is_hard = match.reading.force is Force.MUST and match.claim.bound is Bound.EXACT
            if is_hard is hard and any(one.key == table for one in dossier.report.tables):
                found.append((match, table))
        keys = numbered(match.claim.metric for match, _ in found)
        describe = dossier.edition.describe
        return [
            Subject(key, describe(match.reading.expression), match, table)
            for key, (match, table) in zip(keys, found, strict=True)
        ]

    return over


def _differs(dossier: Dossier, match: Match) -> Evidence | None:
    if match.status is Status.CANNOT_TELL:
        raise NotAssessable(match.explanation)
    if match.status is not Status.DIFFERS:
        return None
    claim, expected = match.claim, match.expected
    assert expected is not None
    name = dossier.edition.describe(match.reading.expression)
    stated = _HEDGES[claim.bound] + plain(claim.value)
    unit = claim.unit
    meant = f"（{stated}{unit}）" if unit else f"（即{stated}）"
    message = f"文中“{claim.text}”{meant}，表中{name}为{plain(expected)}{unit}"
    if claim.bound is Bound.EXACT:
        message += f"，相差{plain(abs(claim.value - expected))}"
    figures = dossier.report.figures
    cells = [
        figures[part].place
        for metric in match.reading.expression.metrics
        for part in dossier.edition.parts_of(metric)
        if part in figures
    ]
    values = (("文中", stated + unit), ("表中", plain(expected) + unit), ("指标", name))
    return Evidence(message, values, (claim.place, *cells), match.explanation)


@rule("CLM001", "claim-differs", Severity.ERROR, _BASIS, _matches(True))
def claim_differs(dossier: Dossier, match: Match) -> Evidence | None:
    """文字叙述的数字与表格不一致。

    检查什么：文中确数按其用语对应到表格的格或若干格之和，是否相等；按另一口径相等的不算差错。
    为什么：同一份报告对同一事项只应有一个数；不一致则至少一处有误。
    违反示例：文中“无法提供265件”，表中无法提供三行合计337件。
    合格示例：文中“收到申请75件”，表中新收74、上年结转1（按新收加结转计）。
    """
    return _differs(dossier, match)


@rule("CLM002", "claim-doubtful", Severity.WARNING, _BASIS, _matches(False))
def claim_doubtful(dossier: Dossier, match: Match) -> Evidence | None:
    """文字叙述的约数或口径较宽的数字与表格不符。

    检查什么：约数（约、近、余、超过）是否落在其用语允许的范围内；口径不尽相同的数（各渠道合计、行政许可件数等）是否与表格相等。
    为什么：约数和口径使一定出入可以接受，超出范围的需要说明。
    违反示例：文中“主动公开各类信息1.6万余条”，表中主动公开政府信息数14107条。
    合格示例：文中“7700余条”，表中7733条。
    """
    return _differs(dossier, match)


def _repeats(dossier: Dossier) -> list[Subject]:
    return [
        Subject(repeat.key, dossier.edition.describe(repeat.claims[0].readings[0].expression), repeat)
        for repeat in dossier.repeats
    ]


@rule("CLM003", "claims-conflict", Severity.WARNING, _BASIS, _repeats)
def claims_conflict(dossier: Dossier, repeat: Repeat) -> Evidence | None:
    """同一指标在文中前后数字不同。

    检查什么：全文以确数叙述同一指标的各处，数值是否相同（各处分别符合不同口径的不算）。
    为什么：前后矛盾，至少一处有误。
    违反示例：第一部分“收到申请57件”，第三部分“收到申请75件”。
    合格示例：两处都是“收到申请75件”。
    """
    statuses = {id(match.claim): match.status for match in dossier.matches}
    agreeing = (Status.AGREES, Status.AGREES_OTHERWISE)
    if all(statuses.get(id(claim)) in agreeing for claim in repeat.claims):
        return None
    if len({claim.value for claim in repeat.claims}) == 1:
        return None
    if any(len(claim.readings) > 1 and statuses.get(id(claim)) is Status.CANNOT_TELL for claim in repeat.claims):
        raise NotAssessable("各处口径可能不同，表格中相应的数未能读取，无从判定")
    texts = "”与“".join(dict.fromkeys(claim.text for claim in repeat.claims))
    values = tuple((f"第{number}处", plain(claim.value)) for number, claim in enumerate(repeat.claims, 1))
    return Evidence(f"同一指标前后不同：“{texts}”", values, tuple(claim.place for claim in repeat.claims))


def _breakdowns(dossier: Dossier) -> list[Subject]:
    return [
        Subject(
            f"{plain(breakdown.total)}{breakdown.unit}/{number}", f"{plain(breakdown.total)}{breakdown.unit}", breakdown
        )
        for number, breakdown in enumerate(dossier.report.breakdowns, 1)
        if breakdown.exhaustive or breakdown.disjoint
    ]


@rule("CLM004", "parts-do-not-sum", Severity.ERROR, _BASIS, _breakdowns)
def parts_do_not_sum(_: Dossier, breakdown: Breakdown) -> Evidence | None:
    """分项之和不等于总数。

    检查什么：列出总数及其全部分项（最后一项为“其他”，写明“分别为”“包括”“由……构成”“合计”，各项占比合计100%，等等）的，分项之和是否等于总数；
    “其中”只举部分的不查，但所举各类互不重叠的，其和不应大于总数；申请件数的“其中”，任何一项都不应大于总数；不计其中一项恰好等于总数的，该项可能已含在别的项内，不予判定。
    为什么：分项穷尽而和不等，或者分项之和超过总数，总数或某一分项有误。
    违反示例：“公开信息100条（政策类30条，规划类25条，其他44条）”。
    合格示例：“公开信息100条，其中政策类30条”。
    """
    total = sum((part.value for part in breakdown.parts), Decimal(0))
    if total <= breakdown.total and (total == breakdown.total or not breakdown.exhaustive):
        return None
    formula = "+".join(plain(part.value) for part in breakdown.parts)
    stated = "其中一项就有" if len(breakdown.parts) == 1 else f"所列{len(breakdown.parts)}项之和为"
    message = (
        f"总数{plain(breakdown.total)}{breakdown.unit}，{stated}{plain(total)}{breakdown.unit}，"
        f"相差{plain(abs(total - breakdown.total))}"
    )
    note = _counted_twice(breakdown, total)
    if note and not breakdown.exhaustive:
        raise NotAssessable(f"{message}；{note}")
    values = (("总数", plain(breakdown.total)), ("分项之和", plain(total)), ("算式", formula))
    return Evidence(message, values, (breakdown.place, *(part.place for part in breakdown.parts)), note)


def _counted_twice(breakdown: Breakdown, total: Decimal) -> str:
    """A word on the part without which the others are the total: it may be held in one of them."""
    if len(breakdown.parts) < _FEWEST_PARTS:
        return ""
    unit = breakdown.unit
    extra = next((part for part in breakdown.parts if part.value and total - part.value == breakdown.total), None)
    if extra is None:
        return ""
    return f"不计“{extra.name}”的{plain(extra.value)}{unit}，其余各项之和恰为{plain(breakdown.total)}{unit}，该项可能已含在别的项内"


def _literal(dossier: Dossier) -> list[Subject]:
    matches = [match for match in dossier.matches if match.claim.is_literal and not match.claim.period]
    return [Subject("report", "整份报告", matches)] if matches else []


@rule("CLM009", "other-reading-only", Severity.NOTICE, _BASIS, _literal)
def other_reading_only(dossier: Dossier, matches: list[Match]) -> Evidence | None:
    """“收到”的件数把上年结转也计算在内。

    检查什么：文中说“收到”“接收”申请的件数，是否就是表中的本年新收；与新收不等而等于新收加上年结转的，提请统一口径。说“受理”“办理”的，
    写明含上年结转的，不在此列。
    为什么：数字没有错，但“收到”是本年收到的意思，两种口径并用，读者会以为与表格不符，与上年相比也会失准。
    违反示例：文中“全年收到申请75件”，表中新收74、上年结转1。
    合格示例：文中“全年收到申请74件，加上年结转1件，共75件”。
    """
    found = [
        match
        for match in matches
        if match.status is Status.AGREES_OTHERWISE and len(match.reading.expression.metrics) > 1
    ]
    if not found:
        if all(match.status is Status.CANNOT_TELL for match in matches):
            raise NotAssessable(matches[0].explanation)
        return None
    first = found[0]
    new = plain(first.claim.readings[0].expression.value(dossier.report.known)) + first.claim.unit
    texts = "”、“".join(dict.fromkeys(match.claim.text for match in found))
    message = f"文中“{texts}”，是{first.explanation.removeprefix('按').removesuffix('计')}的数，表中本年新收为{new}"
    values = (("文中", plain(first.claim.value) + first.claim.unit), ("本年新收", new))
    return Evidence(
        message, values, tuple(match.claim.place for match in found), "两者相等，不算差错；请统一口径或写明含上年结转"
    )


_NEAR = Decimal("0.03")
"""How much of the total may be lacking for a list to look complete: kinds too few to be worth naming seldom make more."""


def _open_lists(dossier: Dossier) -> list[Subject]:
    return [
        Subject(f"{plain(one.total)}{one.unit}/{number}", f"{plain(one.total)}{one.unit}", one)
        for number, one in enumerate(dossier.report.breakdowns, 1)
        if one.unhedged and not one.exhaustive
    ]


@rule("CLM010", "kinds-nearly-sum", Severity.NOTICE, _BASIS, _open_lists)
def kinds_nearly_sum(_: Dossier, breakdown: Breakdown) -> Evidence | None:
    """逐类列出的数与总数只差一点。

    检查什么：总数之后逐类列出四类以上，没有写“其他”“等”“主要”，也没有写明列全，各类之和与总数相差不到3%而不相等的，提请核对。
    为什么：各类几乎合成总数，多半本应相等；若已列全，总数或某一类有误；若没有列全，应当写明“其他”。
    违反示例：“425条信息中，机构职能类148条，政策类100条，规划类100条，安全生产类73条”（合计421）。
    合格示例：“425条信息中，机构职能类148条，政策类100条，规划类100条，其他77条”。
    """
    total = sum((part.value for part in breakdown.parts), Decimal(0))
    short = abs(breakdown.total - total)
    if not short or short > breakdown.total * _NEAR or (breakdown.disjoint and total > breakdown.total):  # CLM004
        return None
    if _counted_twice(breakdown, total):
        return None
    unit = breakdown.unit
    message = (
        f"总数{plain(breakdown.total)}{unit}，逐类列出的{len(breakdown.parts)}类之和为{plain(total)}{unit}，"
        f"相差{plain(short)}；如已列全，则有误"
    )
    formula = "+".join(plain(part.value) for part in breakdown.parts)
    values = (("总数", plain(breakdown.total)), ("各类之和", plain(total)), ("算式", formula))
    return Evidence(message, values, (breakdown.place, *(part.place for part in breakdown.parts)))


def _checks(*kinds: str, cut: bool = False) -> Callable[[Dossier], list[Subject]]:
    def over(dossier: Dossier) -> list[Subject]:
        checks = enumerate((check for check in dossier.checks if check.kind in kinds), 1)
        return [
            Subject(f"{check.stated}/{number}", check.text, check) for number, check in checks if check.is_cut is cut
        ]

    return over


def _recomputed(check: Check, message: str) -> Evidence | None:
    if check.status is Status.CANNOT_TELL:
        raise NotAssessable(check.explanation)
    if check.status is not Status.DIFFERS:
        return None
    values = (("文中", check.stated), *((f"核算{n}", entry.formula) for n, entry in enumerate(check.candidates[:3], 1)))
    return Evidence(message, values, check.places, "" if check.explanation in message else check.explanation)


@rule("CLM005", "share-differs", Severity.WARNING, _BASIS, _checks("share", "rate"))
def share_differs(_: Dossier, check: Check) -> Evidence | None:
    """文中的占比或办结率与相应数字算出的不符。

    检查什么：“占x%”按文中所述件数除以总体重算，总体依其用语（“占新收总量”“占无法提供总数”），未写明的，办理结果按办理结果总计、
    申请人按本年新收、分类信息按所列总数等口径，任一口径按所印小数位数相符即可；办结率按办理结果总计除以新收加上年结转。总体无从判明的不查。
    为什么：占比由件数算出，算不出来说明件数或占比有一处有误。
    违反示例：“予以公开258件，占33.9%”，办理结果总计805件（258÷805＝32.0%）。
    合格示例：“不予公开35件，占4.3%”，办理结果总计805件。
    """
    formula = check.candidates[0].formula if check.candidates else ""
    return _recomputed(check, f"文中“{check.text}”，核算为{formula}")


@rule("CLM006", "change-differs", Severity.WARNING, _BASIS, _checks("growth"))
def change_differs(_: Dossier, check: Check) -> Evidence | None:
    """增减幅度与两年的数字算出的不符。

    检查什么：“同比增长x%”“较上年减少x件”的幅度，是否与本年数和上年数（文中写明的，或上年报告表格中的）算出的相符；没有上年数的不查。
    为什么：幅度由两年的数字算出，算不出来说明至少一处有误。
    违反示例：“收到申请90件，较上年的60件增长40%”（应为50%）。
    合格示例：“收到申请90件，较上年的60件增长50%”。
    """
    formula = check.candidates[0].formula if check.candidates else ""
    return _recomputed(check, f"文中“{check.text}”，核算为{formula}")


@rule("CLM007", "direction-contradicts", Severity.WARNING, _BASIS, _checks("direction"))
def direction_contradicts(_: Dossier, check: Check) -> Evidence | None:
    """增长、下降、持平的说法与两年的数字相反。

    检查什么：“增长”“减少”“持平”等说法的方向，是否与本年数和上年数（文中写明的，或上年报告表格中的）一致；没有上年数的不查。
    为什么：方向说反，读者得到的结论就是反的。
    违反示例：“收到申请90件，较上年的60件有所下降”。
    合格示例：“收到申请90件，较上年的60件有所增长”。
    """
    formula = check.candidates[0].formula if check.candidates else ""
    return _recomputed(check, f"文中“{check.text}”说“{check.stated}”，实际{formula}")


@rule("CLM008", "share-cut-off", Severity.NOTICE, _BASIS, _checks("share", "rate", cut=True))
def share_cut_off(_: Dossier, check: Check) -> Evidence | None:
    """占比截去尾数而未四舍五入。

    检查什么：文中的占比与算出的不符，但正是算出的数截去尾数所得的。
    为什么：截尾使各项占比之和不足100%，同一报告宜统一四舍五入；不算数字差错。
    违反示例：“不予公开35件，占4.34%”，总计805件（按四舍五入应为4.35%）。
    合格示例：“不予公开35件，占4.35%”，总计805件。
    """
    return _recomputed(check, f"文中“{check.text}”，{check.explanation}")
