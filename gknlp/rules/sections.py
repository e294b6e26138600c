"""SEC: the prescribed sections, their order and numbering."""

from __future__ import annotations

from gknlp.errors import NotAssessable
from gknlp.rules.making import rule, whole
from gknlp.types.dossier import Dossier
from gknlp.types.edition import Force, SectionForm
from gknlp.types.report import Numbering, Report, Section
from gknlp.types.rule import Evidence, Severity, Subject

_BASIS = "《政府信息公开条例》第五十条；年度报告格式（国办公开办函〔2019〕60号、〔2021〕30号）"

_LITTLE_PROSE = 200
"""Characters: titles of tables, a line on who filled them in."""


def _need_prose(report: Report) -> None:
    """A file of nothing but the form's tables has no sections to be judged."""
    titled = [section for section in report.sections if section.key != "preamble"]
    is_bare = bool(report.tables) and all(section.tables or section.unread for section in titled)
    if is_bare and sum(section.length for section in report.sections) <= _LITTLE_PROSE:
        raise NotAssessable("文件里只有表格，没有正文")


def _must(dossier: Dossier) -> list[Subject]:
    return [
        Subject(form.key, form.title, form, section=form.key)
        for form in dossier.edition.sections
        if form.force is Force.MUST
    ]


def _should(dossier: Dossier) -> list[Subject]:
    return [Subject(form.key, form.title, form) for form in dossier.edition.sections if form.force is Force.SHOULD]


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
    _need_prose(dossier.report)
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
    _need_prose(dossier.report)
    if section.length or section.tables or any(place.end == 0 and place.start == 0 for place in section.body):
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
    _need_prose(report)
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

    检查什么：各部分的序号是否依次为一、二、三……，部分之内是否混用了上一级的序号。
    为什么：序号跳号、重号或层级错乱使人分不清报告的结构，往往是改写或拼接留下的痕迹。
    违反示例：第一部分内依次为（一）（二）（三）四、。
    合格示例：各部分依次为一至六，部分之内用（一）（二）（三）。
    """
    _need_prose(dossier.report)
    if not numbering.expected:
        return None
    where = "部分标题" if numbering.is_title else "部分之内"
    message = f"{where}的序号有误：“{numbering.text}”按上下文应为“{numbering.expected}”"
    return Evidence(message, (("应为", numbering.expected),), (numbering.place,))


@rule("SEC005", "section-not-apart", Severity.NOTICE, "《政府信息公开条例》（2008年）第三十二条", _should)
def section_not_apart(dossier: Dossier, form: SectionForm) -> Evidence | None:
    """旧条例时期应报告的事项没有单列。

    检查什么：2008年至2018年度的报告是否单列收费及减免、复议诉讼等部分。
    为什么：2008年条例第三十二条列明了这些内容；当时没有统一格式，不单列只作提示。
    违反示例：2016年度报告没有“收费及减免情况”部分。
    合格示例：单列“四、政府信息公开的收费及减免情况”。
    """
    _need_prose(dossier.report)
    if dossier.report.section(form.key) is not None:
        return None
    return Evidence(f"没有单列“{form.title}”", (("应有部分", form.title),))
