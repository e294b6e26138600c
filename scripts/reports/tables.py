"""The prescribed tables as rows of merged cells, ready for any layout."""

from __future__ import annotations

from dataclasses import dataclass

from reports.drafts import Draft


@dataclass(frozen=True)
class Box:
    """A cell with how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


Rows = list[list[Box | None]]
"""None stands where a cell above reaches down."""

COLUMN_KEYS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
_RESULTS = (
    ("（一）予以公开", "granted", ()),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partial", ()),
    ("（三）不予公开", "", (
        ("1.属于国家秘密", "denied_state_secret"), ("2.其他法律行政法规禁止公开", "denied_law"),
        ("3.危及“三安全一稳定”", "denied_safety"), ("4.保护第三方合法权益", "denied_third_party"),
        ("5.属于三类内部事务信息", "denied_internal"), ("6.属于四类过程性信息", "denied_process"),
        ("7.属于行政执法案卷", "denied_enforcement"), ("8.属于行政查询事项", "denied_inquiry"),
    )),
    ("（四）无法提供", "", (
        ("1.本机关不掌握相关政府信息", "unable_not_held"), ("2.没有现成信息需要另行制作", "unable_creation"),
        ("3.补正后申请内容仍不明确", "unable_unclear"),
    )),
    ("（五）不予处理", "", (
        ("1.信访举报投诉类申请", "refused_petition"), ("2.重复申请", "refused_repeat"),
        ("3.要求提供公开出版物", "refused_publication"), ("4.无正当理由大量反复申请", "refused_massive"),
        ("5.要求行政机关确认或重新出具已获取信息", "refused_confirm"),
    )),
)  # fmt: skip
_OTHER = (
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "other_no_correction"),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "other_no_fee"),
    ("3.其他", "other_other"),
)


def _printed(draft: Draft, metric: str) -> str:
    """What the cell of a metric says."""
    return (draft.beside | draft.cells)[metric] + draft.notes.get(metric, "")


def _values(draft: Draft, row: str) -> list[Box | None]:
    return [Box(_printed(draft, f"applications.{row}.{column}")) for column in COLUMN_KEYS]


def applications(draft: Draft) -> Rows:
    """附表三: three header rows, then a row of seven figures for each kind of result."""
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    names = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    rows: Rows = [
        [Box(corner, 3, 3), Box("申请人情况", 1, 7)],
        [None, Box("自然人", 2), Box("法人或其他组织", 1, 5), Box("总计", 2)],
        [None, None, *(Box(name) for name in names), None],
        [Box("一、本年新收政府信息公开申请数量", 1, 3), *_values(draft, "new")],
        [Box("二、上年结转政府信息公开申请数量", 1, 3), *_values(draft, "carry_in")],
    ]
    groups = list(_RESULTS)
    groups.append(
        ("（六）其他处理", "other", ()) if "applications.other.total" in draft.cells else ("（六）其他处理", "", _OTHER)
    )
    groups.append(("（七）总计", "result_total", ()))
    height = sum(max(1, len(children)) for _, _, children in groups)
    first = True
    for name, key, children in groups:
        lead: list[Box | None] = [Box("三、本年度办理结果", height) if first else None]
        first = False
        if not children:
            rows.append([*lead, Box(name, 1, 2), *_values(draft, key)])
            continue
        for index, (child, child_key) in enumerate(children):
            head = Box(name, len(children)) if not index else None
            rows.append([*(lead if not index else [None]), head, Box(child), *_values(draft, child_key)])
    rows.append([Box("四、结转下年度继续办理", 1, 3), *_values(draft, "carry_out")])
    return rows


def review(draft: Draft) -> Rows:
    """附表四: one row of fifteen figures under three groups."""
    outcomes = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    keys = ("upheld", "corrected", "other", "pending", "total")
    figures = [
        Box(_printed(draft, f"{group}.{key}"))
        for group in ("review", "suit_direct", "suit_after_review")
        for key in keys
    ]
    return [
        [Box("行政复议", 1, 5), Box("行政诉讼", 1, 10)],
        [*(Box(name, 2) for name in outcomes), Box("未经复议直接起诉", 1, 5), Box("复议后起诉", 1, 5)],
        [*([None] * 5), *(Box(name) for name in outcomes * 2)],
        [*figures],
    ]


_LISTING_2021 = (
    ("第二十条第（一）项", ("本年制发件数", "本年废止件数", "现行有效件数"),
     (("规章", "rules"), ("行政规范性文件", "normative")), ("made", "repealed", "in_force")),
    ("第二十条第（五）项", ("本年处理决定数量",), (("行政许可", "licence"),), ("decisions",)),
    ("第二十条第（六）项", ("本年处理决定数量",), (("行政处罚", "penalty"), ("行政强制", "coercion")), ("decisions",)),
    ("第二十条第（八）项", ("本年收费金额（单位：万元）",), (("行政事业性收费", "fee"),), ("amount",)),
)  # fmt: skip
_PROJECTS = ("上一年项目数量", "本年增/减", "处理决定数量")
_LISTING_2019 = (
    ("第二十条第（一）项", ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
     (("规章", "rules"), ("规范性文件", "normative")), ("made", "published", "total")),
    ("第二十条第（五）项", _PROJECTS, (("行政许可", "licence"), ("其他对外管理服务事项", "other_service")),
     ("last_year", "change", "decisions")),
    ("第二十条第（六）项", _PROJECTS, (("行政处罚", "penalty"), ("行政强制", "coercion")), ("last_year", "change", "decisions")),
    ("第二十条第（八）项", _PROJECTS[:2], (("行政事业性收费", "fee"),), ("last_year", "change")),
    ("第二十条第（九）项", ("采购项目数量", "采购总金额"), (("政府集中采购", "procurement"),), ("projects", "amount")),
)  # fmt: skip


_LISTINGS = {
    "2019": _LISTING_2019,
    "2021": _LISTING_2021,
    "mixed": (_LISTING_2021[0], *_LISTING_2019[1:3], _LISTING_2021[3]),
}


def disclosure(draft: Draft) -> Rows:
    """附表二: blocks of rows, each under its own header."""
    rows: Rows = []
    for article, header, labels, keys in _LISTINGS[draft.listing or draft.edition]:
        wide = 3 // len(header) if 3 % len(header) == 0 else 1
        widths = [wide] * (len(header) - 1) + [3 - wide * (len(header) - 1)]
        rows.append([Box(article, 1, 4)])
        rows.append([Box("信息内容"), *(Box(name, 1, width) for name, width in zip(header, widths, strict=True))])
        for label, row in labels:
            figures = [_printed(draft, f"{row}.{key}") for key in keys]
            rows.append([Box(label), *(Box(text, 1, width) for text, width in zip(figures, widths, strict=True))])
    return rows


def indicators(draft: Draft) -> Rows:
    """The table of indicators: a line each, in one column or in two side by side."""
    form, style = draft.form, draft.style
    assert form is not None
    indicator, unit = form.heads
    values = [name.format(year=draft.year) for name in form.columns.values()]
    lines = [[indicator, *([unit] if style.has_units else []), *values]]
    for line in form.lines:
        figures = [draft.cells[line.key + column] if line.key else style.nothing for column in form.columns]
        lines.append([line.label, *([line.unit or style.nothing] if style.has_units else []), *figures])
    if style.is_double and len(form.columns) == 1:
        lines = _side_by_side(lines)
    return [[Box(text) for text in texts] for texts in lines]


def _side_by_side(lines: list[list[str]]) -> list[list[str]]:
    """The first half of the lines, and beside it the second, each under the header."""
    header, *rest = lines
    half = (len(rest) + 1) // 2
    right = [*rest[half:], [""] * len(header)]
    return [header * 2, *(left + right[number] for number, left in enumerate(rest[:half]))]


TABLES = {"disclosure": disclosure, "applications": applications, "review": review, "indicators": indicators}
HOME = {"disclosure": "disclosure", "applications": "applications", "litigation": "review", "annex": "indicators"}
"""Section -> the table that stands in it."""
