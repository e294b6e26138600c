"""NAR: what the narrative sections must speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gknlp.errors import NotAssessable
from gknlp.rules.making import rule, slipped, whole
from gknlp.types.decimals import plain
from gknlp.types.dossier import Dossier
from gknlp.types.report import Report, Section, Slip
from gknlp.types.rule import Evidence, Severity, Subject

_FORM_SINCE = 2019
_FEE_SINCE = 2021
_OVERVIEW_LIMIT, _LONGEST_OVERVIEW = 1000, 1200
_FREE_OF_CHARGE = 10
ELEMENTS = {
    "proactive": "主动公开",
    "on_request": "依申请公开",
    "management": "政府信息管理",
    "platform": "平台建设",
    "safeguards": "监督保障",
}
RESULTS = {"assessment": "工作考核", "public_review": "社会评议", "accountability": "责任追究结果"}
_GOVERNMENTS = frozenset({"province", "prefecture", "city", "county", "district", "township"})
_BODIES_SENT_OUT = ("街道办事处", "街道办", "街道", "管委会", "管理委员会")


def _mentions(report: Report, topic: str, section: str) -> bool:
    return any(mention.topic == topic and mention.section == section for mention in report.mentions)


def _doubtful(report: Report, section: Section) -> bool:
    """Whether a doubt says that a section may not be what it was taken for."""
    return any(section.key in doubt.sections or doubt.place == section.place for doubt in report.doubts)


def _overview(report: Report) -> Section:
    """总体情况. Raises NotAssessable where it was not found for certain, with its beginning and its end."""
    section = report.section("overview")
    if section is None:
        raise NotAssessable("没有认出“总体情况”部分")
    if _doubtful(report, section):
        raise NotAssessable("“总体情况”部分的认定存疑")
    return section


def _since(year: int, keys: Mapping[str, str]) -> Callable[[Dossier], list[Subject]]:
    """The subjects ``keys`` (key and name) of reports since ``year``; of those whose year is not known they are asked,
    and cannot be told."""

    def over(dossier: Dossier) -> list[Subject]:
        stated = dossier.report.masthead.year
        if stated is not None and stated < year:
            return []
        return [Subject(key, name, (key, name), section="overview") for key, name in keys.items()]

    return over


def _need_year(report: Report) -> None:
    if report.masthead.year is None:
        raise NotAssessable("看不出报告年度")


@rule("NAR005", "element-missing", Severity.WARNING,
      "国办公开办函〔2019〕60号、〔2021〕30号第一部分填写要求", _since(_FORM_SINCE, ELEMENTS))  # fmt: skip
def element_missing(dossier: Dossier, element: tuple[str, str]) -> Evidence | None:
    """没有讲到总体情况应当包括的内容。

    检查什么：2019年度起，正文（“问题及改进”和下一步打算除外）是否讲到主动公开、依申请公开、政府信息管理、平台建设、监督保障五项。有小标题或者有谈这件事的话都算讲到，不论写在哪一部分；只在报告开头列举各部分名称不算。小标题已按这五项划分的报告，顺带提到网站、微信的不算谈平台建设。
    为什么：格式要求总体情况综述这五项内容，条例要求年度报告“不能遗漏”。
    违反示例：总体情况只写主动公开多少条、收到申请多少件，没有一句谈信息管理、平台建设和监督保障。
    合格示例：没有小标题，但写了“严格发布审核”“优化网站栏目”“开展业务培训”。
    """
    key, name = element
    report = dossier.report
    _need_year(report)
    section = _overview(report)
    if _mentioned(report, key):
        return None
    return Evidence(f"没有讲到“{name}”情况", (("应有内容", name),), (section.place,))


@rule(
    "NAR006",
    "overview-too-long",
    Severity.NOTICE,
    "国办公开办函〔2021〕30号第一部分填写要求",
    _since(2021, {"overview": "总体情况"}),
)
def overview_too_long(dossier: Dossier, _: tuple[str, str]) -> Evidence | None:
    """总体情况篇幅过长。

    检查什么：2021年度起，“总体情况”的字数（连标点、数字，不连空白和表格）是否超过1200。格式的限度是1000字；字数怎样计没有规定，标点约占一成多，所以本工具放宽到1200才提示。
    为什么：格式要求总体情况“聚焦主题、简明客观，篇幅原则上不超过一千字”。
    违反示例：总体情况写了2700字。
    合格示例：总体情况连标点1050字。
    """
    report = dossier.report
    _need_year(report)
    section = _overview(report)
    if section.length <= _LONGEST_OVERVIEW:
        return None
    if report.section("disclosure") is None:
        raise NotAssessable("没有认出“主动公开政府信息情况”部分，不知“总体情况”到哪里为止")
    return Evidence(
        f"“{section.title}”有{section.length}字，格式要求原则上不超过{_OVERVIEW_LIMIT}字",
        (("字数", str(section.length)), ("格式限度", str(_OVERVIEW_LIMIT)), ("提示界限", str(_LONGEST_OVERVIEW))),
        (section.place,),
        f"连标点计算，超过{_LONGEST_OVERVIEW}字才提示",
    )


def _governments(dossier: Dossier) -> list[Subject]:
    masthead = dossier.report.masthead
    if masthead.level not in _GOVERNMENTS or masthead.agency.endswith(_BODIES_SENT_OUT):
        return []
    return _since(_FORM_SINCE, RESULTS)(dossier)


@rule("NAR007", "supervision-results-lacking", Severity.WARNING,
      "《政府信息公开条例》（2019年）第五十条第一款第四项；国办公开办函〔2021〕30号第一部分填写要求", _governments)  # fmt: skip
def supervision_results_lacking(dossier: Dossier, result: tuple[str, str]) -> Evidence | None:
    """政府的报告没有报告考核、评议、责任追究。

    检查什么：2019年度起，各级人民政府（不含部门、办公厅（室）、街道办事处和管委会）的报告是否讲到工作考核、社会评议、责任追究，写在哪一部分都可以；“未发生责任追究”也算报告了。
    为什么：条例规定各级人民政府的报告还应当包括工作考核、社会评议和责任追究结果情况。
    违反示例：县政府的报告只写“把政务公开纳入年度考核”，没有一处讲到社会评议和责任追究。
    合格示例：“考核结果已经通报，公众评议满意率为95%，全年未发生责任追究。”
    """
    key, name = result
    report = dossier.report
    _need_year(report)
    section = _overview(report)
    if _mentioned(report, key):
        return None
    return Evidence(f"全文没有报告{name}情况，各级人民政府的报告应当包括", (("应有内容", name),), (section.place,))


def _mentioned(report: Report, topic: str) -> bool:
    return any(mention.topic == topic for mention in report.mentions)


def _from_2021(dossier: Dossier) -> list[Subject]:
    year = dossier.report.masthead.year
    return list(whole(dossier)) if year is not None and year >= _FEE_SINCE else []


@rule("NAR003", "processing-fee-lacking", Severity.WARNING,
      "国办公开办函〔2021〕30号第六部分填写要求；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）", _from_2021)  # fmt: skip
def processing_fee_lacking(_: Dossier, report: Report) -> Evidence | None:
    """“其他需要报告的事项”没有报告信息处理费。

    检查什么：2021年度起，第六部分是否写明收取信息处理费的情况；没有收取也应写明。
    为什么：格式规定“收取信息处理费情况在此处报告”。
    违反示例：“六、其他需要报告的事项”只写“无”。
    合格示例：“本年度未收取信息处理费。”
    """
    section = report.section("other")
    if section is None:
        raise NotAssessable("没有“其他需要报告的事项”部分")
    if _mentions(report, "processing_fee", "other"):
        return None
    elsewhere = any(mention.topic == "processing_fee" for mention in report.mentions)
    note = "其他部分提到了信息处理费，但格式要求在本部分报告" if elsewhere else ""
    return Evidence(f"“{section.title}”没有报告收取信息处理费的情况", (), (section.place,), note)


@rule(
    "NAR004",
    "basis-outdated",
    Severity.WARNING,
    "《政府信息公开条例》（2019年，国务院令第711号）；国办公开办函〔2021〕30号",
    whole,
)
def basis_outdated(_: Dossier, report: Report) -> Evidence | None:
    """所引依据已经不再适用。

    检查什么：2021年度起的报告是否只引国办公开办函〔2019〕60号或者国办发〔2014〕32号而不引〔2021〕30号，2019年度起的报告是否只引2008年条例（国务院令第492号）。
    为什么：引用失效的依据，往往是沿用往年报告而未核对。同时引用新旧依据的不计，没有引用依据的也不计。
    违反示例：2022年度报告称“根据国办公开办函〔2019〕60号的要求编制”。
    合格示例：2022年度报告称“根据国办公开办函〔2021〕30号的要求编制”。
    """
    if report.masthead.year is None:
        raise NotAssessable("看不出报告年度")
    cited = {mention.topic: mention for mention in reversed(report.mentions)}
    for old, new, year, words, instead in (
        ("form_2019", "form_2021", 2021, "国办公开办函〔2019〕60号", "〔2021〕30号"),
        ("form_2014", "form_2021", 2021, "国办发〔2014〕32号", "国办公开办函〔2021〕30号"),
        ("regulation_2008", "regulation_2019", 2019, "国务院令第492号", "国务院令第711号"),
    ):
        if report.masthead.year >= year and old in cited and new not in cited:
            message = f"{report.masthead.year}年度报告所引依据“{words}”已不适用，应为“{instead}”"
            return Evidence(message, (("所引", words), ("应为", instead)), (cited[old].place,))
    return None


_FEE_BASIS = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条、第五条"


@rule("NAR012", "fee-without-cause", Severity.NOTICE, _FEE_BASIS, _from_2021)
def fee_without_cause(_: Dossier, report: Report) -> Evidence | None:
    """全年申请不多，却收取了信息处理费。

    检查什么：文中写明收取了信息处理费，而申请表里本年新收与上年结转合计不超过10件。写明按页数收取的不计。
    为什么：信息处理费按件计收的，同一申请人一个自然月内10件以下不收费；全年不超过10件，按件不会达到收费标准，请核对是按量计收还是数字有误。
    违反示例：全年新收申请3件，没有结转，写“收取信息处理费380元”。
    合格示例：“1件申请涉及纸质材料320页，按量收取信息处理费。”
    """
    charged = [charge for charge in report.charges if charge.amount > 0]
    if not charged or all(charge.by_volume for charge in charged):
        return None
    received = report.known("applications.new.total") + report.known("applications.carry_in.total")
    if received > _FREE_OF_CHARGE:
        return None
    amount = plain(charged[0].amount)
    return Evidence(
        f"全年申请（连同结转）只有{plain(received)}件，却收取信息处理费{amount}元，请核对",
        (("申请件数", plain(received)), ("信息处理费（元）", amount)),
        tuple(charge.place for charge in charged),
        f"按件计收的，每月{_FREE_OF_CHARGE}件以下不收费；按量计收的请注明",
    )


@rule(
    "NAR013",
    "fee-notice-unreported",
    Severity.NOTICE,
    _FEE_BASIS + "；国办公开办函〔2021〕30号第六部分填写要求",
    _from_2021,
)
def fee_notice_unreported(_: Dossier, report: Report) -> Evidence | None:
    """发过收费通知而没有交代信息处理费。

    检查什么：申请表“申请人逾期未按收费通知要求缴纳费用”大于0，而文中没有一处谈到信息处理费。
    为什么：该项有数，说明发过收费通知；格式要求在第六部分报告收取信息处理费的情况。
    违反示例：该项填2，第六部分只写“无其他需要报告的事项”。
    合格示例：该项填2，第六部分写“发出收费通知2件，申请人均未缴费，未收取信息处理费”。
    """
    figure = report.figure("applications.other_no_fee.total")
    assert figure.value is not None
    if figure.value <= 0 or _mentioned(report, "processing_fee"):
        return None
    section = report.section("other")
    if section is None or not section.length:
        raise NotAssessable("没有“其他需要报告的事项”部分或该部分没有内容")
    count = plain(figure.value)
    return Evidence(
        f"表中有{count}件申请因逾期未按收费通知缴费而不再处理，文中没有交代信息处理费",
        (("件数", count),),
        (figure.place, section.place),
    )


@rule(
    "NAR014",
    "overview-vague",
    Severity.NOTICE,
    "国办公开办函〔2021〕30号（报告应当内容具体，不得笼统模糊、泛泛而谈）；《政府信息公开条例》第五十条",
    slipped("vague"),
)
def overview_vague(dossier: Dossier, slips: tuple[Slip, ...]) -> Evidence | None:
    """总体情况泛泛而谈，看不出是谁的报告。

    检查什么：“总体情况”是否既没有一个数字，又没有一处说到本单位（单位名称、“我县”“本机关”“全县”等），却三次以上只说“各级”“部分地区”
    “多数部门”；三条都具备的才提出。
    为什么：年度报告是本单位一年工作的报告；放在哪个单位都可以用的话，没有报告任何情况。
    违反示例：“各级政府高度重视，部分地区开发了应用，多数部门能及时公开。”
    合格示例：“我县各级各部门公开信息90条，多数部门做到按月更新。”
    """
    _overview(dossier.report)
    if not slips:
        return None
    message = f"“总体情况”只泛泛地说“{slips[0].text}”，没有数字，也没有一处说到本单位"
    return Evidence(message, (("文中", slips[0].text),), tuple(slip.place for slip in slips))
