"""TXT: faults of the text itself, whatever it says: wrong years, foreign names, doubled words, lost numbers."""

from __future__ import annotations

from gknlp.errors import NotAssessable
from gknlp.rules.making import need_prose, rule, slipped
from gknlp.types.document import Place
from gknlp.types.dossier import Dossier
from gknlp.types.report import Report, Slip
from gknlp.types.rule import Evidence, Severity

_BASIS = "国办公开办函〔2021〕30号（报告应当内容准确，不得内容雷同、敷衍塞责）；《政府信息公开条例》第五十条"
_SCANNED = "文字由扫描图像识别得来，请先核对原件"

Slips = tuple[Slip, ...]


def _need_year(report: Report) -> int:
    need_prose(report)
    if report.masthead.year is None:
        raise NotAssessable("看不出报告年度")
    return report.masthead.year


def _places(slips: Slips) -> tuple[Place, ...]:
    return tuple(place for slip in slips for place in (slip.place, slip.other) if place is not None)


def _evidence(report: Report, slips: Slips, message: str, note: str = "") -> Evidence:
    """A finding about words that stand in one or several places."""
    values = [("文中", slips[0].text)]
    if slips[0].expected:
        values.append(("应为", slips[0].expected))
    if len(slips) > 1:
        message += f"（共{len(slips)}处）"
    notes = [note] if note else []
    if report.is_scanned:
        notes.append(_SCANNED)
    return Evidence(message, tuple(values), _places(slips), "；".join(notes))


@rule("TXT001", "stale-year", Severity.WARNING, _BASIS, slipped("stale_year"))
def stale_year(dossier: Dossier, slips: Slips) -> Evidence | None:
    """本年度的情况写成了别的年度。

    检查什么：说本单位报告期内情况的话，年份是否就是报告年度：“截至……年底”，“……年，我局共收到……”，“现将……年度报告公布如下”。
    为什么：年份没有改过来，通常是照抄了往年的报告，也使数据所属的年度不明。回顾往年、与往年比较、文件名称里的年份不在此列。
    违反示例：2022年度报告写“截至2021年底，共收到申请3件”。
    合格示例：2022年度报告写“2021年收到5件，2022年收到3件”。
    """
    year = _need_year(dossier.report)
    if not slips:
        return None
    message = f"{year}年度报告里说本年情况的话写成了“{slips[0].text}”，按上下文应为“{slips[0].expected}”"
    return _evidence(dossier.report, slips, message, "若确是回顾往年，请写明与本年的关系")


@rule("TXT002", "plan-for-past-year", Severity.WARNING, _BASIS, slipped("past_plan"))
def plan_for_past_year(dossier: Dossier, slips: Slips) -> Evidence | None:
    """打算做的事写在了已经过去的年份。

    检查什么：“……年，我们将……”之类的打算，年份是否晚于报告年度。
    为什么：报告在次年年初公布，改进措施只能是次年的；年份没有改过来，通常是照抄了往年的报告。
    违反示例：2022年度报告写“2022年，我局将采取以下措施加以改进”。
    合格示例：2022年度报告写“2023年，我局将采取以下措施加以改进”。
    """
    year = _need_year(dossier.report)
    if not slips:
        return None
    message = f"{year}年度报告把下一步的打算写在“{slips[0].text}”，应为“{slips[0].expected}”"
    return _evidence(dossier.report, slips, message)


@rule("TXT003", "foreign-name", Severity.WARNING, _BASIS, slipped("foreign_name"))
def foreign_name(dossier: Dossier, slips: Slips) -> Evidence | None:
    """自称用了别的地方或别类单位的名称。

    检查什么：报告自称的话与报告单位是否相符：县里的报告不会自称“我镇”，乡镇的报告不会自称“我局”；编制单位、联系单位也不会是外地的同类单位。称上级所在地（乡镇称“我县”）不在此列。
    为什么：用了别处的名称，通常是照抄了别的单位的报告。
    违反示例：县财政局的报告写“我镇未收到政府信息公开申请”。
    合格示例：镇政府的报告写“我镇公开信息35条，居我县前列”。
    """
    report = dossier.report
    need_prose(report)
    if not report.masthead.agency:
        raise NotAssessable("看不出报告单位")
    if not slips:
        return None
    slip = slips[0]
    instead = f"，应为“{slip.expected}”" if slip.expected else ""
    return _evidence(report, slips, f"“{report.masthead.agency}”的报告自称“{slip.text}”{instead}")


@rule("TXT004", "doubled-words", Severity.NOTICE, _BASIS, slipped("doubled", "repeated"))
def doubled_words(dossier: Dossier, slips: Slips) -> Evidence | None:
    """词语或句子重复。

    检查什么：同一个词、词组是否连写两遍，同一句话在一个部分里是否一字不差地出现两次。“一件一件”“研究研究”之类的说法、“信息公开公开栏”之类的名称、“重点建设项目、建设项目”之类的并列不计。
    为什么：重复多是改写、拼接时留下的，校对一遍就能发现。
    违反示例：“进一步进一步规范审核发布机制。”
    合格示例：“逐条逐项核对公开目录。”
    """
    report = dossier.report
    need_prose(report)
    if not slips:
        return None
    slip = slips[0]
    if slip.kind == "repeated":
        return _evidence(report, slips, f"同一部分里重复了一句话：“{slip.text}”")
    return _evidence(report, slips, f"“{slip.text}”重复，应为“{slip.expected}”")


@rule("TXT005", "number-missing", Severity.WARNING, _BASIS, slipped("number_missing"))
def number_missing(dossier: Dossier, slips: Slips) -> Evidence | None:
    """数量词前面缺数字。

    检查什么：“共公开……条”“占……%”“金额为……万元”之类的话里，该有数字的地方是否有数字。
    为什么：缺了数字，这句话就没有报告任何情况，公众也无从核对。
    违反示例：“核准企业资质条、施工许可证76条。”
    合格示例：“核准企业资质31条、施工许可证76条。”
    """
    need_prose(dossier.report)
    if not slips:
        return None
    return _evidence(dossier.report, slips, f"“{slips[0].text}”缺数字")


@rule("TXT006", "impossible-date", Severity.WARNING, _BASIS, slipped("impossible_date"))
def impossible_date(dossier: Dossier, slips: Slips) -> Evidence | None:
    """日期不存在。

    检查什么：正文里的日期在日历上有没有：年份没有多写数字，月份在1到12之间，日不超过该月的天数，2月29日只在闰年。
    为什么：日期写错，统计期限、截止日期和公布日期就无法认定。
    违反示例：“截至2023年11月31日”。
    合格示例：“截至2024年2月29日”。
    """
    need_prose(dossier.report)
    if not slips:
        return None
    return _evidence(dossier.report, slips, f"“{slips[0].text}”这一天不存在")


@rule("TXT007", "placeholder-left", Severity.WARNING, _BASIS, slipped("placeholder"))
def placeholder_left(dossier: Dossier, slips: Slips) -> Evidence | None:
    """待填的空缺没有填。

    检查什么：正文里是否留有待填写的记号，如“XX年”“XXX件”“____”“【】”“（待核实）”“〔2023〕号”。案件当事人用“××”隐名的不计。
    为什么：留着空缺的报告没有写完，所缺的往往正是年份、数字或文号。
    违反示例：“全年共收到申请XX件。”
    合格示例：“审理某公司诉××县人民政府信息公开一案。”
    """
    need_prose(dossier.report)
    if not slips:
        return None
    return _evidence(dossier.report, slips, f"待填的空缺“{slips[0].text}”没有填")


@rule("TXT008", "scope-word-odd", Severity.NOTICE, _BASIS, slipped("odd_scope"))
def scope_word_odd(dossier: Dossier, slips: Slips) -> Evidence | None:
    """自称的范围与本级不符。

    检查什么：县级以上政府的报告讲自己的打算或工作时，“全市”“全县”“全区”是否与本级相符。只有报告别处一贯（两次以上）用本级的说法，
    而这一处用了别的说法时才提出；讲上级的会议、考核、排名、文件的话不在此列，部门和乡镇的报告不查。
    为什么：范围写成别级的，多是从别处的报告抄来的，读者也不知道工作做到哪一级。
    违反示例：区政府的报告通篇说“全区”，改进措施却说“继续加强全市信息公开工作的管理”。
    合格示例：区政府的报告写“在全市政务公开考核中名列前茅”。
    """
    report = dossier.report
    need_prose(report)
    if not report.masthead.agency:
        raise NotAssessable("看不出报告单位")
    if not slips:
        return None
    message = f"讲本级工作的话说“{slips[0].text}”，报告别处都说“{slips[0].expected}”"
    return _evidence(report, slips, message, "若确指上级范围，可不改")


@rule("TXT009", "set-phrase-misspelt", Severity.NOTICE, _BASIS, slipped("misspelt"))
def set_phrase_misspelt(dossier: Dossier, slips: Slips) -> Evidence | None:
    """固定说法写错了字。

    检查什么：这类报告常用的固定说法有没有写成音近、形近的错字，如“行政覆议”“残差不齐”；只收不会有别的意思的写法。
    为什么：错字说明公布前没有校对，法定名称写错还会引起误解。
    违反示例：“各单位公开的规范程度残差不齐。”
    合格示例：“各单位公开的规范程度参差不齐。”
    """
    need_prose(dossier.report)
    if not slips:
        return None
    return _evidence(dossier.report, slips, f"“{slips[0].text}”疑为“{slips[0].expected}”之误")
