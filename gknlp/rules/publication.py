"""PUB: when the report was published, its title and the period that it covers."""

from __future__ import annotations

from datetime import date, timedelta

from gknlp.errors import NotAssessable
from gknlp.rules.making import rule, whole
from gknlp.types.dossier import Dossier
from gknlp.types.edition import Deadline
from gknlp.types.report import LEVELS, Masthead, Report
from gknlp.types.rule import Evidence, Severity

_LAW = (
    "《政府信息公开条例》第四十九条；《政府信息公开条例》（2008年）第三十一条；国办公开办函〔2019〕60号、〔2021〕30号"
)
_MOVED = 2
"""Years behind the deadline from which on a page's date is more likely that of a move than of publication."""
_SATURDAY = 5
_WEEK = "星期一 星期二 星期三 星期四 星期五 星期六 星期日".split()
_ON_THE_PAGE = "以页面所载日期为准；如系网站迁移、补录所致，请以首次公布的记录为准"
_PARTS = {"agency": "单位名称", "year": "年度", "name": "“政府信息公开工作年度报告”字样"}


def deadlines_of(report: Report) -> tuple[Deadline, ...]:
    """The deadlines one of which binds the report, earliest first. Raises NotAssessable where none is known to."""
    masthead = report.masthead
    if report.due is None:
        raise NotAssessable("看不出报告年度")
    if masthead.level == "other":
        raise NotAssessable(f"“{masthead.agency}”不是行政机关，法定期限是否适用无从判明")
    levels = {masthead.level}
    if masthead.level == "office" and masthead.scope != "own":
        levels = {masthead.government} if masthead.scope == "aggregate" else {"office", masthead.government}
    found = [deadline for deadline in report.due.deadlines if levels & set(deadline.levels)]
    found = found or list(report.due.deadlines)
    if masthead.level == "vertical" and masthead.scope == "aggregate":
        found = [deadline for deadline in found if deadline.key in ("system", "any")]
    return tuple(sorted(found, key=lambda deadline: (deadline.month, deadline.day)))


def _dated(masthead: Masthead) -> tuple[date, str]:
    """The day that lateness is judged by, and what kind of date it is: the page's before the document's own. Raises
    NotAssessable where there is neither."""
    if masthead.published is not None:
        return masthead.published, "页面所载的发布日期"
    if masthead.signed is not None:
        return masthead.signed, "落款（成文）日期"
    raise NotAssessable("未见发布日期")


def _evidence(
    masthead: Masthead, message: str, values: tuple[tuple[str, str], ...], note: str = "", *, is_signed: bool = False
) -> Evidence:
    """Evidence that names both dates, and points to the one judged by: the document's own where ``is_signed``."""
    place = masthead.published_place if masthead.published and not is_signed else masthead.signed_place
    places = [place] if place is not None else []
    notes = [_ON_THE_PAGE] if masthead.published else ["未见页面发布日期，公布不会早于落款（成文）日期"]
    if masthead.published and masthead.published_place is None:
        notes.insert(0, "发布日期载于网页正文之外")
    notes += [note] if note else []
    dates = [("发布日期", masthead.published), ("落款日期", masthead.signed)]
    if masthead.published and masthead.signed and masthead.signed != masthead.published:
        notes.append(f"落款（成文）日期为{masthead.signed}")
    stated = tuple((name, str(day)) for name, day in dates if day)
    return Evidence(message, (*stated, *values), tuple(places), "；".join(notes))


@rule("PUB001", "published-late", Severity.ERROR, _LAW, whole)
def published_late(_: Dossier, report: Report) -> Evidence | None:
    """公布晚于规定的期限。

    检查什么：发布日期是否晚于该类单位的期限：部门、政府办公厅（室）本政府机关、乡镇为次年1月31日，县级政府2月20日，地市级政府3月10日，
    省级政府、垂直领导部门汇总全系统的3月31日；2018年度及以前一律3月31日。单位名称判不明属于哪一类的（如“市”可能是地级或县级，直辖市的区、县属地市级而各地按县级要求的也有），
    晚于其中最晚的才算逾期，介于最早与最晚之间的不予判定。没有页面发布日期的，落款日期晚于期限也算逾期，不晚于期限的不予判定。
    期限是星期六、星期日，而在其后第一个星期一以前（含当日）公布的，条例没有说期限遇休息日是否顺延，不予判定。
    页面另载原发布日期的，以原发布日期为准；注明是网站迁移、改版、补录而未载原发布日期的，或者发布日期比期限晚两年以上的，不予判定。
    为什么：按时公布是条例的明确要求，也是考核的首要指标。
    违反示例：县财政局2023年度报告，页面发布日期为2024年2月19日（期限1月31日）。
    合格示例：县人民政府2023年度报告，页面发布日期为2024年2月19日（期限2月20日）。
    """
    masthead = report.masthead
    day, kind = _dated(masthead)
    deadlines = deadlines_of(report)
    assert masthead.year is not None
    first, last = deadlines[0], deadlines[-1]
    due = last.day_of(masthead.year)
    if day <= first.day_of(masthead.year):
        if masthead.published is None:
            raise NotAssessable(f"只有{kind}（{day}），没有页面发布日期，是否按期公布无从判定")
        return None
    if day <= due:
        names = "、".join(f"{deadline.name}{deadline.month}月{deadline.day}日" for deadline in deadlines)
        level = LEVELS[masthead.level]
        raise NotAssessable(f"{kind}为{day}；单位类别为“{level}”，期限可能是：{names}，不能断定逾期")
    if masthead.published is not None and masthead.is_moved:
        raise NotAssessable(f"{kind}为{day}，页面注明是网站迁移、改版或补录的，不是首次公布的日期")
    if day > last.day_of(masthead.year + _MOVED):
        raise NotAssessable(f"{kind}为{day}，比期限{due}晚了{_MOVED}年以上，可能是网站迁移、补录的日期")
    weekend = f"期限当日为{_WEEK[due.weekday()]}" if due.weekday() >= _SATURDAY else ""
    monday = due + timedelta(days=len(_WEEK) - due.weekday())
    if weekend and day <= monday:
        raise NotAssessable(
            f"{kind}为{day}，{last.name}的期限{due}为{_WEEK[due.weekday()]}，顺延则到{monday}，不能断定逾期"
        )
    message = f"{kind}为{day}，晚于{last.name}的期限{due}，迟{(day - due).days}天"
    return _evidence(masthead, message, (("期限", str(due)), ("期限依据", last.basis)), weekend)


@rule("PUB002", "title-incomplete", Severity.WARNING, _LAW, whole)
def title_incomplete(_: Dossier, report: Report) -> Evidence | None:
    """报告标题不完整。

    检查什么：正文的标题是否有单位名称、年度和“政府信息公开工作年度报告”字样（“信息公开年度报告”“信息公开年报”等也可以）。
    正文里没有标题，单位和年度只见于网页标题或文件名的，不予判定。
    为什么：报告要与其他单位、其他年度的并列公布和汇总，标题不全便分不清是谁、哪一年的报告。
    违反示例：标题为“政府信息公开工作年度报告”。
    合格示例：标题为“云溪县财政局2023年政府信息公开工作年度报告”。
    """
    masthead = report.masthead
    if masthead.title_lacks is None:
        raise NotAssessable("正文中未见报告标题")
    if not masthead.title_lacks:
        return None
    names = "、".join(_PARTS[part] for part in masthead.title_lacks)
    places = (masthead.title_place,) if masthead.title_place else ()
    return Evidence(f"标题“{masthead.title}”缺少{names}", (("缺少", names),), places)


@rule("PUB003", "period-differs", Severity.WARNING, "国办公开办函〔2021〕30号（数据统计截至报告年度12月31日）；《政府信息公开条例》第四十九条", whole)  # fmt: skip
def period_differs(_: Dossier, report: Report) -> Evidence | None:
    """统计期限与报告年度不一致。

    检查什么：文中写明的统计期限是否为报告年度的1月1日至12月31日。没有写明的不予判定；写明本单位在起止的那个月成立、撤销的不计。问卷调查、访问量等别的事项的统计时间不计。
    为什么：年度报告汇总的是全年的数据，期限不同的数据不能与其他单位和往年比较。年内新设立、撤销的单位可以不足一年，但应当说明。
    违反示例：2023年度报告称“统计期限自2022年1月1日起至2022年12月31日止”。
    合格示例：2023年度报告称“统计期限自2023年1月1日起至2023年12月31日止”。
    """
    period, year = report.masthead.period, report.masthead.year
    if year is None:
        raise NotAssessable("看不出报告年度")
    if period is None:
        raise NotAssessable("文中没有写明统计期限")
    wrong = []
    if period.start != date(year, 1, 1):
        wrong.append(f"起始日应为{year}年1月1日")
    if period.end != date(year, 12, 31):
        wrong.append(f"截止日应为{year}年12月31日")
    if not wrong or period.is_explained:
        return None
    if period.start.year == period.end.year != year:
        message = (
            f"报告年度（{year}年）与统计期限（{period.start}至{period.end}）不一致：年度无误的，{'，'.join(wrong)}"
        )
        note = "如统计期限无误，请更正标题的年度"
    else:
        message = f"统计期限为{period.start}至{period.end}，与{year}年度不一致：{'，'.join(wrong)}"
        is_short = period.start.year == period.end.year
        note = "年内新设立、撤销或职能划转的单位，请说明期限不足一年的原因" if is_short else ""
    return Evidence(message, (("统计期限", f"{period.start}至{period.end}"),), (period.place,), note)


@rule("PUB004", "published-before-year-end", Severity.WARNING, _LAW, whole)
def published_before_year_end(_: Dossier, report: Report) -> Evidence | None:
    """在统计期满之前就已公布。

    检查什么：发布日期、落款（成文）日期是否早于报告年度的12月31日。
    为什么：年度数据统计截至12月31日，此前写成或公布的报告不可能含有全年的数据。
    违反示例：2023年度报告，页面发布日期为2023年12月20日。
    合格示例：2023年度报告，页面发布日期为2024年1月8日。
    """
    masthead = report.masthead
    day, kind = _dated(masthead)
    if masthead.year is None:
        raise NotAssessable("看不出报告年度")
    end = date(masthead.year, 12, 31)
    note, is_signed = "", False
    if day >= end:
        if masthead.signed is None or masthead.signed >= end:
            return None
        day, kind, note, is_signed = masthead.signed, "落款（成文）日期", "如系落款日期笔误，请更正", True
    message = f"{kind}为{day}，{masthead.year}年的统计期尚未结束"
    return _evidence(masthead, message, (("统计截止", str(end)),), note, is_signed=is_signed)
