"""NAR: what 问题及改进 says of problems and remedies, and whether it has said so before."""

from __future__ import annotations

from gknlp.errors import NotAssessable
from gknlp.rules.making import rule, whole
from gknlp.types.dossier import Dossier
from gknlp.types.report import Report, Section
from gknlp.types.rule import Evidence, Severity, Subject
from gknlp.types.statement import Statement

_LAW = "《政府信息公开条例》第五十条第一款第四项"
_FORM = "国办公开办函〔2019〕60号、〔2021〕30号第五部分填写要求"
_FORM_SINCE = 2019
_REPEATED = f"{_FORM}（“不得出现敷衍了事甚至年年雷同现象”）；2008—2018年度报告：《条例》（2008年）第三十二条第五项"
_BASIS = f"{_LAW}；{_FORM}"

_FEWEST = 2
_SAME_SHARE = 80
"""Per cent of a section's sentences, and of a sentence's characters, that make it the same as another."""
_SHORTEST = 10
"""Characters of a sentence that is compared: shorter ones say the same by chance."""
_QUOTED = 3
_LONGEST_QUOTE = 40


def problems_section(report: Report) -> Section:
    """The section on problems and remedies. Raises NotAssessable where there is none or it is empty."""
    section = report.section("problems")
    if section is None or not section.length:
        raise NotAssessable("没有“问题及改进”部分或该部分没有内容")
    return section


def _since_2019(dossier: Dossier) -> list[Subject]:
    """The report, where the form already asked for problems that are concrete and remedies that work."""
    year = dossier.report.masthead.year
    return [] if year is not None and year < _FORM_SINCE else whole(dossier)


def _about(report: Report, topic: str) -> list[Statement]:
    return [statement for statement in report.statements if statement.topic == topic]


def _speaks_of(report: Report, topic: str) -> bool:
    """Whether the section speaks of ``topic``. Raises NotAssessable where a sentence may, or may not."""
    if any(mention.topic == topic and mention.section == "problems" for mention in report.mentions):
        return True
    if _about(report, topic):
        return True
    problems = _about(report, "problem")
    if topic == "remedy" and problems and all(problem.is_denial for problem in problems):
        raise NotAssessable("报告称没有问题，无从要求改进措施")
    if any((statement.is_concrete or statement.topic) and not statement.is_sure for statement in report.statements):
        raise NotAssessable("有的句子看不出说的是问题还是改进")
    return False


@rule("NAR001", "problems-lacking", Severity.ERROR, _BASIS, whole)
def problems_lacking(_: Dossier, report: Report) -> Evidence | None:
    """“问题及改进”部分没有说问题。

    检查什么：该部分是否有指出不足的句子。
    为什么：条例要求报告“存在的主要问题及改进情况”，两者都要有。
    违反示例：该部分只列“一是加强培训，二是完善制度”。
    合格示例：“政策解读形式较为单一。下一步将丰富解读形式。”
    """
    section = problems_section(report)
    if _speaks_of(report, "problem"):
        return None
    return Evidence(f"“{section.title}”未见指出问题的文字", (), (section.place,))


@rule("NAR002", "remedies-lacking", Severity.ERROR, _BASIS, whole)
def remedies_lacking(_: Dossier, report: Report) -> Evidence | None:
    """“问题及改进”部分没有说改进。

    检查什么：该部分是否有改进措施的句子；改进另设一部分（如“下一步工作打算”）的，也算有。
    为什么：条例要求报告“存在的主要问题及改进情况”，两者都要有。
    违反示例：该部分只写“公开意识有待提高，队伍力量薄弱。”
    合格示例：“公开意识有待提高。一是组织全员培训……”
    """
    section = problems_section(report)
    plan = report.section("plan")
    if (plan is not None and plan.length) or _speaks_of(report, "remedy"):
        return None
    return Evidence(f"“{section.title}”未见改进措施的文字", (), (section.place,))


def _lists(statements: list[Statement]) -> list[list[Statement]]:
    """The items of each list, in order."""
    lists: dict[int, list[Statement]] = {}
    for statement in statements:
        if statement.number:
            lists.setdefault(statement.in_list, []).append(statement)
    return [items for items in lists.values() if len(items) >= _FEWEST]


@rule("NAR008", "problem-without-remedy", Severity.NOTICE, _BASIS, _since_2019)
def problem_without_remedy(_: Dossier, report: Report) -> Evidence | None:
    """逐条列出的改进措施少于逐条列出的问题。

    检查什么：问题和改进都用“一是、二是”“（一）（二）”“1. 2.”等分条列出时，改进的条数是否少于问题的条数；措施之下再分条的，各条都算。
    为什么：改进举措应当有针对性、有实效，逐一对应问题最清楚；一条措施可以解决几个问题，所以只作提示，请核对每个问题是否都有着落。
    违反示例：问题列了四条，改进措施只列了两条。
    合格示例：“一是栏目更新不及时；二是解读形式单一。……一是建立更新台账；二是制作图解。”
    """
    problems_section(report)
    problems = max(_lists(_about(report, "problem")), key=len, default=[])
    remedies = _lists(_about(report, "remedy"))
    if not problems or not remedies:
        raise NotAssessable("问题或改进没有分条列出，无从逐条对应")
    count = sum(len(items) for items in remedies)
    if count >= len(problems):
        return None
    places = (*(item.place for item in problems), *(item.place for items in remedies for item in items))
    return Evidence(
        f"列出问题{len(problems)}条，改进措施{count}条，请核对是否每个问题都有相应的改进",
        (("问题条数", str(len(problems))), ("改进条数", str(count))),
        places,
    )


@rule("NAR009", "problems-vague", Severity.NOTICE, f"{_BASIS}；《政府信息公开条例》（2008年）第三十二条", whole)
def problems_vague(_: Dossier, report: Report) -> Evidence | None:
    """所说的问题没有具体内容。

    检查什么：指出问题的句子是否都只有“存在一些不足”“与群众期望有差距”“工作有待提高”之类放在哪份报告都成立的话。只说“未发现明显问题”“不存在突出问题”而没有指出不足的也提示。只要有一句说到具体事项（栏目、解读、人员、时效、平台等）就不计。
    为什么：格式要求问题“实事求是、明确具体，避免笼统模糊、泛泛而谈”；2008年条例要求报告的也是“主要问题”。
    违反示例：“政府信息公开工作虽取得一定成绩，但与群众的期望相比还有差距。”
    合格示例：“与群众期望还有差距，主要是惠民政策的解读以文字为主，图解较少。”
    """
    problems_section(report)
    problems = _about(report, "problem")
    if not problems:
        raise NotAssessable("没有认出指出问题的句子")
    if any(problem.is_concrete for problem in problems):
        return None
    quoted = "；".join(_end_of(problem) for problem in problems[:_QUOTED])
    places = tuple(problem.place for problem in problems)
    if all(problem.is_denial for problem in problems):
        return Evidence(f"只称没有问题，没有指出不足：“{quoted}”", (("原文", quoted),), places)
    return Evidence(f"只笼统地说有问题，没有说是什么问题：“{quoted}”", (("问题", quoted),), places)


@rule("NAR010", "remedies-undated", Severity.NOTICE, _BASIS, _since_2019)
def remedies_undated(_: Dossier, report: Report) -> Evidence | None:
    """改进措施没有时间。

    检查什么：改进的句子里是否有任何时间或进度的说法：“下一步”“今后”“2024年”“年底前”“每季度”“将”“继续”“已完成”等都算；只要有一处就不计。
    为什么：改进举措要有实效性，看得出何时做、做到哪一步才便于监督。条例没有规定必须写明时间，所以只作提示。
    违反示例：“（二）改进措施。一是加强培训；二是丰富解读形式。”
    合格示例：“下一步，一是加强培训，每季度一次；二是丰富解读形式。”
    """
    problems_section(report)
    remedies = _about(report, "remedy")
    if not remedies:
        raise NotAssessable("没有认出改进措施的句子")
    if any(statement.is_dated for statement in report.statements if statement.topic != "problem"):
        return None
    plan = report.section("plan")
    if plan is not None and plan.length:
        return None
    places = tuple(remedy.place for remedy in remedies)
    quoted = _quote(remedies[0])
    return Evidence(f"改进措施没有说明时间或进度，如“{quoted}”", (("措施条数", str(len(remedies))),), places)


def _comparable(report: Report) -> list[Statement]:
    return [
        statement
        for statement in report.statements
        if statement.topic and sum(len(clause) for clause in statement.clauses) >= _SHORTEST
    ]


def _again(statement: Statement, clauses: frozenset[str]) -> bool:
    """Whether nearly all of a statement stands among ``clauses``."""
    whole_length = sum(len(clause) for clause in statement.clauses)
    same = sum(len(clause) for clause in statement.clauses if clause in clauses)
    return same * 100 >= whole_length * _SAME_SHARE


@rule("NAR011", "problems-repeated", Severity.WARNING, _REPEATED, whole)
def problems_repeated(dossier: Dossier, report: Report) -> Evidence | None:
    """“问题及改进”与往年雷同。

    检查什么：该部分的句子（十个字以上的）是否有八成以上、并且两句以上与往年某一份报告相同。年份、数字、“我局”“我县”之类的自称不计入比较；一句话里八成以上的字相同即算相同。八成是本工具拟定的界限。
    为什么：格式要求“不得出现敷衍了事甚至年年雷同现象”，内容雷同、敷衍塞责的应当督促整改。
    违反示例：2022年度的问题和措施除年份外与2021年度逐字相同。
    合格示例：沿用了一条尚未解决的问题，其余问题和措施都是新的。
    """
    problems_section(report)
    statements = _comparable(report)
    others = [other for other in dossier.earlier if _comparable(other)]
    if not others:
        raise NotAssessable("没有往年报告，或往年报告没有可比较的句子")
    if len(statements) < _FEWEST:
        raise NotAssessable("可比较的句子不足两句")
    for other in others:
        clauses = frozenset(clause for statement in other.statements for clause in statement.clauses)
        same = [statement for statement in statements if _again(statement, clauses)]
        if len(same) >= _FEWEST and len(same) * 100 >= len(statements) * _SAME_SHARE:
            year = f"{other.masthead.year}年度" if other.masthead.year else "往年"
            quoted = "；".join(_quote(statement) for statement in same[:_QUOTED])
            return Evidence(
                f"“问题及改进”的{len(statements)}句话中有{len(same)}句与{year}报告相同，如“{quoted}”",
                (("句数", str(len(statements))), ("相同句数", str(len(same))), ("雷同年度", year)),
                tuple(statement.place for statement in same),
            )
    return None


def _quote(statement: Statement) -> str:
    text = statement.text
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _end_of(statement: Statement) -> str:
    """A statement, of a long one its end: what praises comes first."""
    text = statement.text
    return text if len(text) <= _LONGEST_QUOTE else "…" + text[1 - _LONGEST_QUOTE :]
