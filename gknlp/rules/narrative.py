"""NAR: what the narrative sections must speak of."""

from __future__ import annotations

from gknlp.errors import NotAssessable
from gknlp.rules.making import rule, whole
from gknlp.types.dossier import Dossier
from gknlp.types.report import Report, Section
from gknlp.types.rule import Evidence, Severity, Subject

_BASIS = "《政府信息公开条例》第五十条第一款第四项；国办公开办函〔2021〕30号第五部分填写要求"
_FEE_SINCE = 2021


def _problems(report: Report) -> Section:
    section = report.section("problems")
    if section is None or not section.length:
        raise NotAssessable("没有“问题及改进”部分或该部分没有内容")
    return section


def _mentions(report: Report, topic: str, section: str) -> bool:
    return any(mention.topic == topic and mention.section == section for mention in report.mentions)


@rule("NAR001", "problems-lacking", Severity.ERROR, _BASIS, whole)
def problems_lacking(_: Dossier, report: Report) -> Evidence | None:
    """“问题及改进”部分没有说问题。

    检查什么：该部分是否有指出不足的句子。
    为什么：条例要求报告“存在的主要问题及改进情况”，两者都要有。
    违反示例：该部分只列“一是加强培训，二是完善制度”。
    合格示例：“政策解读形式较为单一。下一步将丰富解读形式。”
    """
    section = _problems(report)
    if _mentions(report, "problem", "problems"):
        return None
    return Evidence(f"“{section.title}”未见指出问题的文字", (), (section.place,))


@rule("NAR002", "remedies-lacking", Severity.ERROR, _BASIS, whole)
def remedies_lacking(_: Dossier, report: Report) -> Evidence | None:
    """“问题及改进”部分没有说改进。

    检查什么：该部分是否有改进措施的句子。
    为什么：条例要求报告“存在的主要问题及改进情况”，两者都要有。
    违反示例：该部分只写“公开意识有待提高，队伍力量薄弱。”
    合格示例：“公开意识有待提高。一是组织全员培训……”
    """
    section = _problems(report)
    if _mentions(report, "remedy", "problems"):
        return None
    return Evidence(f"“{section.title}”未见改进措施的文字", (), (section.place,))


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
