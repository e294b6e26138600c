"""SEC: the prescribed sections, their order and numbering."""

from __future__ import annotations

from gknlp.rules.making import need_prose, rule, slipped, whole
from gknlp.types.document import Place
from gknlp.types.dossier import Dossier
from gknlp.types.edition import Force, SectionForm
from gknlp.types.report import Announcement, Numbering, Report, Section, Slip
from gknlp.types.rule import Evidence, Severity, Subject

_BASIS = "《政府信息公开条例》第五十条；年度报告格式（国办公开办函〔2019〕60号、〔2021〕30号）"


def _must(dossier: Dossier) -> list[Subject]:
    return [
        Subject(form.key, form.title, form, section=form.key)
        for form in dossier.edition.sections
        if form.force is Force.MUST
    ]


def _should(dossier: Dossier) -> list[Subject]:
    forms = tuple(form for form in dossier.edition.sections if form.force is Force.SHOULD)
    return [Subject("report", "条例所列各部分", forms)] if forms else []


def _present(dossier: Dossier) -> list[Subject]:
    keys = {form.key for form in dossier.edition.sections}
    return [
        Subject(f"{section.key}/{number}", section.title, section)
        for number, section in enumerate(dossier.report.sections)
        if section.key in keys
    ]


def _numberings(dossier: Dossier) -> list[Subject]:
    return [
        Subject(f"{numbering.section}/{numbering.text[:12]}", numbering.text, numbering)
        for numbering in dossier.report.numberings
    ]


@rule("SEC001", "section-missing", Severity.ERROR, _BASIS, _must)
def section_missing(dossier: Dossier, form: SectionForm) -> Evidence | None:
    """缺少法定部分。

    检查什么：报告所适用的格式规定的每一部分是否都有标题和位置（标题措辞略有不同、另加部分都可以）。
    为什么：条例第五十条逐项规定了年度报告应当包括的内容，格式要求“不能遗漏”。
    违反示例：全文没有“存在的主要问题及改进情况”这一部分。
    合格示例：六个部分齐全，第五部分题为“存在的主要问题和改进措施”。
    """
    need_prose(dossier.report)
    if dossier.report.section(form.key) is not None:
        return None
    return Evidence(f"未见“{form.title}”部分", (("应有部分", form.title),))


@rule("SEC002", "section-empty", Severity.ERROR, _BASIS, _present)
def section_empty(dossier: Dossier, section: Section) -> Evidence | None:
    """有标题而没有内容。

    检查什么：每个法定部分的标题之下是否有文字或表格。写明“无”不算空。
    为什么：只列标题等于没有报告该项内容。
    违反示例：“六、其他需要报告的事项”之后全文结束。
    合格示例：“六、其他需要报告的事项”之下写“本年度未收取信息处理费”。
    """
    need_prose(dossier.report)
    if section.length or section.tables or any(place.end == 0 for place in section.body):
        return None
    return Evidence(f"“{section.title}”只有标题，没有内容", (), (section.place,))


@rule("SEC003", "section-out-of-order", Severity.WARNING, _BASIS, whole)
def section_out_of_order(dossier: Dossier, report: Report) -> Evidence | None:
    """法定部分的先后次序与格式不符。

    检查什么：各法定部分第一次出现的次序是否与格式一致；另加的部分不影响。
    为什么：格式统一规定了各部分的次序，便于比对和汇总。
    违反示例：“四、行政复议、行政诉讼情况”排在“三、收到和处理申请情况”之前。
    合格示例：在第二、第三部分之间另加“公开平台建设情况”。
    """
    need_prose(report)
    forms = {form.key: form for form in dossier.edition.sections if form.force is Force.MUST}
    first: dict[str, Section] = {}
    for section in report.sections:
        if section.key in forms:
            first.setdefault(section.key, section)
    found = list(first)
    for before, after in zip(found, found[1:], strict=False):
        if forms[before].number > forms[after].number:
            values = (("格式次序", "、".join(form.title for form in forms.values())),)
            message = f"“{first[before].title}”排在“{first[after].title}”之前，与格式的次序相反"
            return Evidence(message, values, (first[before].place, first[after].place))
    return None


@rule(
    "SEC004",
    "misnumbered",
    Severity.WARNING,
    "年度报告格式所列标题序号（国办公开办函〔2019〕60号、〔2021〕30号附件）",
    _numberings,
)
def misnumbered(dossier: Dossier, numbering: Numbering) -> Evidence | None:
    """标题序号有误。

    检查什么：各部分的序号是否依次为一、二、三……，部分之内的（一）（二）（三）、1. 2. 3.、（1）（2）（3）是否跳号、重号，是否混用了上一级的序号。从（一）或1.另起的不计。
    为什么：序号跳号、重号或层级错乱使人分不清报告的结构，往往是改写或拼接留下的痕迹。
    违反示例：第一部分内依次为（一）（二）（三）四、。
    合格示例：各部分依次为一至六，部分之内用（一）（二）（三）。
    """
    need_prose(dossier.report)
    if not numbering.expected:
        return None
    where = "部分标题" if numbering.is_title else "部分之内"
    message, note = f"{where}的序号有误：“{numbering.text}”按上下文应为“{numbering.expected}”", ""
    if numbering.is_title and numbering.number == 1:
        message = f"部分标题的序号在“{numbering.text}”处又从“一”排起，接前文应为“{numbering.expected}”"
        note = "各部分应当统一排序；前面如是某一部分之内的标题，应改用（一）（二）"
    return Evidence(message, (("应为", numbering.expected),), (numbering.place,), note)


@rule("SEC005", "section-not-apart", Severity.NOTICE, "《政府信息公开条例》（2008年）第三十二条", _should)
def section_not_apart(dossier: Dossier, forms: tuple[SectionForm, ...]) -> Evidence | None:
    """旧条例时期应报告的事项没有单列。

    检查什么：2008年至2018年度的报告是否单列主动公开、依申请公开、收费及减免、复议诉讼、问题及改进；部分之内有小标题的也算单列。
    为什么：2008年条例第三十二条列明了这些内容；当时没有统一格式，不单列只作提示，一份报告合并提示一次。
    违反示例：2016年度报告没有“收费及减免情况”部分。
    合格示例：单列“四、政府信息公开的收费及减免情况”。
    """
    report = dossier.report
    need_prose(report)
    apart = {section.key for section in report.sections} | {numbering.kind for numbering in report.numberings}
    lacking = [form.title for form in forms if form.key not in apart]
    if not lacking:
        return None
    return Evidence(f"没有单列“{'”“'.join(lacking)}”", tuple(("应有部分", title) for title in lacking))


@rule("SEC006", "template-left", Severity.ERROR, _BASIS, slipped("template"))
def template_left(dossier: Dossier, slips: tuple[Slip, ...]) -> Evidence | None:
    """格式文本的提示语没有删去。

    检查什么：正文和标题里是否留有格式或模板提示填写的话，如“（文字描述）”“（此处填写……）”。
    为什么：这些话是写给编写人看的，留在公布的报告里，说明该处没有写或没有校对。
    违反示例：“六、其他需要报告的事项（文字描述，收取信息处理费情况在此处报告。）”
    合格示例：“六、其他需要报告的事项”之下写“本年度未收取信息处理费”。
    """
    need_prose(dossier.report)
    if not slips:
        return None
    text = slips[0].text
    return Evidence(f"格式的提示语“{text}”留在报告里，没有删去", (("提示语", text),), _places(slips))


def _titled(dossier: Dossier) -> list[Subject]:
    """The report, where its form prescribes the titles."""
    return whole(dossier) if any(form.variants for form in dossier.edition.sections) else []


@rule("SEC007", "title-altered", Severity.NOTICE, _BASIS, _titled)
def title_altered(_: Dossier, report: Report) -> Evidence | None:
    """法定部分的标题没有照格式写。

    检查什么：2019年度起，各法定部分的标题是否与格式附件或通知正文所列的一致；序号、标点、“的”“和”“及”以及“政府信息公开”“行政机关”等字样的有无不计。
    为什么：格式统一了标题，便于公众查阅和上级汇总。改动标题不影响内容，只作提示，一份报告合并提示一次。
    违反示例：第一部分题为“概述”，第五部分题为“存在问题和下一步打算”。
    合格示例：“四、因政府信息公开工作被申请行政复议、提起行政诉讼情况”。
    """
    need_prose(report)
    slips = tuple(slip for slip in report.slips if slip.kind == "title")
    if not slips:
        return None
    pairs = "；".join(f"“{slip.text}”应为“{slip.expected}”" for slip in slips)
    note = "扫描件的文字由识别得来，请先核对原件" if report.is_scanned else ""
    return Evidence(
        f"标题措辞与格式不同：{pairs}", tuple((slip.expected, slip.text) for slip in slips), _places(slips), note
    )


def _announced(dossier: Dossier) -> list[Subject]:
    return [Subject("report", "所称的部分数", next(iter(dossier.report.announcements), None))]


@rule(
    "SEC008",
    "parts-announced-differ",
    Severity.WARNING,
    "《政府信息公开条例》第五十条；年度报告格式所列各部分（国办公开办函〔2019〕60号、〔2021〕30号附件）",
    _announced,
)
def parts_announced_differ(dossier: Dossier, announced: Announcement | None) -> Evidence | None:
    """所称的部分数与实际不符。

    检查什么：正文开头称报告由几个部分组成的，这个数与它所列举的标题数、与实际的一级标题数是否一致。附表、概述计入或不计入都可以。
    为什么：数目与内容对不上，往往是沿用往年的开头语，或者漏写了一个部分。
    违反示例：“本报告由总体情况、主动公开、依申请公开、存在的问题、其他事项等六个部分组成。”（只列了五个）
    合格示例：“全文由概述、主动公开情况、依申请公开情况、附表四个部分组成。”
    """
    report = dossier.report
    need_prose(report)
    if announced is None or announced.count is None:
        return None
    count, listed = announced.count, announced.listed
    is_short = listed is not None and listed[1] < count and not announced.is_open
    if listed is not None and (is_short or listed[0] > count):
        number, word = (listed[1], "只") if is_short else (listed[0], "却")
        values = (("所称", f"{count}个部分"), ("所列", f"{number}个"))
        return Evidence(f"报告称有{count}个部分，{word}列举了{number}个", values, (announced.place,))
    found = _parts(report, announced)
    if not found or count in found:
        return None
    names = [section.title for section in report.sections if section.key != "preamble"]
    number, titles = len(names), "、".join(names)
    values = (("所称", f"{count}个部分"), ("实有", f"{number}个部分"))
    return Evidence(f"报告称有{count}个部分，实有的标题是{number}个", values, (announced.place,), f"实有标题：{titles}")


def _parts(report: Report, announced: Announcement) -> set[int]:
    """How many parts the report may be said to have; empty where its titles are not all known for sure."""
    titled = [section for section in report.sections if section.key != "preamble"]
    if any(doubt.sections for doubt in report.doubts) or len(titled) < 3:
        return set()
    numbers = [section.number for section in titled if section.number is not None]
    bodies = [section for section in titled if section.key != "annex"]
    counts = {len(titled), len(numbers), len(bodies), len({section.key for section in titled})}
    counts |= {len({section.key for section in bodies} - {"additional"}), max(numbers, default=0)}
    if report.tables or announced.names_annex or len(bodies) < len(titled):
        counts |= {len(bodies) + 1, len(numbers) + 1}  # the tables behind the text may be counted, titled or not
    if report.section("overview") is None:
        counts |= {len(bodies) + 1, len(titled) + 1}  # an overview without a title
    return counts


def _places(slips: tuple[Slip, ...]) -> tuple[Place, ...]:
    return tuple(slip.place for slip in slips)
