"""What the text around a number is about: which year and whom it speaks of, and whether of applications or of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gknlp.language.lexicon import PhraseBook
from gknlp.parsing.flow import GRID, Flow
from gknlp.parsing.narrative import sentence_end, sentence_start
from gknlp.parsing.sections import section_at
from gknlp.parsing.titles import Title
from gknlp.types.edition import Edition

_AROUND, _CLOSE = 150, 25
_TIME = re.compile(
    r"(?P<all>历年|(?:19|20)\d\d(?:年)?(?:至|到|-|—|~)(?:19|20)\d\d年|(?:施行|实施|开展|建[站网])以来|自[^，。;]{2,14}以来|(?<!增)(?<!降)(?<!减)至今(?!年)(?:累计)?|"
    r"(?:近|最近|过去|这|前|连续)(?:[二两三四五六七八九十]|\d{1,2})个?年度?[来间内]?|(?<![第\d])(?:[二两三四五六七八九十]|\d{1,2})年(?:[来间]|共|累计|[合总]计)|近[年几些]+来|多年来|截至目前|迄今|"
    r"(?:(?<!今年)(?<!本年)(?<!年度)(?<!年初)(?<!1月1日)(?<!\d年)|(?P<since>(?:19|20)\d\d)年)以来|任期[内中]?|十[二三四五]五[”\"']?(?:时期|期间))"
    r"|(?P<part>上半年|下半年|[一二三四1-4]季度|(?<![\d.])\d{1,2}月(?:份|至|-|底|末)|自(?!1月1日)\d{1,2}月(?:\d{1,2}日)?起|\d{1,2}-\d{1,2}月|前\d{1,2}个月|截至(?:今年)?\d{1,2}月(?!31日|30日为))"
    r"|(?P<own>全年|本年(?:度)?|今年(?:以来)?|年内|报告期|(?:截至|至)[^，。\d]{0,4}(?:年底|年末|\d{4}年12月31日))"
    r"|(?P<last>上(?:一)?年(?:度)?(?:同期)?|去年(?:同期)?|往年|前年)"
    r"|(?P<year>(?:19|20)\d\d)年"
)
_CARRIED = re.compile(r"(?:度)?(?:末)?(?:的)?(?:未办结|[^，。;\d]{0,6}(?:结转|转结|转入|转到|转来|遗留))")
_COMPARED = re.compile(r"(?:较|比|与|同|跟|相比|相较于|相对于|增至|自|从)$")
_DIRECT = re.compile(r"(?:的|为|是|度|同期|有|共|全年|仅|约)*")
_BREAK = re.compile(rf"[，。;:!?()\n{GRID}]")
_COUNTED = re.compile(r"\d(?![\d年月日])")
_WHO = re.compile(
    r"(?P<own>(?:我|本)(?:市|县|区|镇|乡|省|州|旗|盟|局|委|厅|办|街道|机关|单位|系统|部门)|各级)"
    r"|全(?P<whole>省|市|县|区|州|旗|盟|镇|乡|街道|系统)"
    r"|(?P<partial>[省市县区](?:政府)?本级|(?<=[局委厅院])本级|以[省市县区]政府(?=为)|以[^，。;\d]{0,8}(?:政府|府办|办公?室)名义|[省市县区]直(?:各)?(?:部门|单位)?|各乡镇|各镇|各街道|各部门|下属|所属|部分单位|其中[^，。;\d]{0,6}(?:局|委|镇|乡)\b)"
    r"|(?P<unit>[\u4e00-\u9fff]{2,10}?(?:(?<![格布大结全开当僵])局|分局|委|(?<!大)厅|镇|乡|街道|中心|支队|大队|公开办|府办(?:公室)?|办公室))"
    r"(?!管|长|部|域|势|托|员|派|村|亲|信箱)"
)
PLANNED = re.compile(
    r"(?:拟|计划|力争|预计)(?:于|在|举办|组织|新|完成|公开|制定|出台|开展|培训)|将(?:举办|组织|开展|制定|出台)"
)
_OTHERS = re.compile(
    r"(?:裁决|调处|仲裁|复议|许可|登记|注册|低保|救助|补贴|补助|资助|贷款|认定|备案|用地|开办|设立|变更|延续|注销|入库|报装|用[水电气]|建房|租房|保障房|创业|资金|奖补|认证|专利|商标|保险|退税|减免)(?:的)?申请|裁决|调处|纠纷|复议机构|复议申请|行政复议案件申请|提案|议案|人大代表|政协委员|留言|12345|热线|诉求|信箱|咨询|网民|报警|来信|来访|信访件|工单|许可申请|补贴|救助|低保|资助|"
    r"职称|贷款|登记申请|注册申请|仲裁|公证|护照|社保申请|补助申请|入学|住房"
)
_REQUESTS = re.compile(r"信息公开|依申请|公开申请|申请公开|申请人|政府信息|申请")
_RIVALS = re.compile(
    r"许可|处罚|强制|建议|提案|议案|公示|拟公开|文件|(?<!经)审查|案件|案例|预决?算|财政|项目|招标|采购|[^，。;\d]{0,2}名单|目录|清单"
)
"""Of what a result may be told where the sentence does not speak of applications: 处罚7件，其中2件不予公开."""
_ACTED_ON = re.compile(r"许可|处罚|强制(?!公开)|建议|提案|议案|公示")
_OF_REQUESTS = frozenset({"applications", "result", "applicant", "request"})
_ITEMS = re.compile(r"\d[余多]?[件条份项个家次]")
_CASEWORK = re.compile(r"办理|(?<!在)审理|受理|化解|法治|法制|司法局|调处|协调|代理|出庭|复议机构")
"""What is said of cases that an agency decides or attends to, not of those against its disclosure."""
_AS_JUDGE = re.compile(
    r"(?:作为|担任|身为|履行)(?:行政|法定|[^，。;\d]{1,6}的)?复议(?:机关|机构)|复议(?:机关|机构)(?:法定)?职[责能]"
)
_NOT_HANDLED = re.compile(r"复议|诉讼|应诉|起诉|未办[结理]|未答复|在办|未到|正在|仍在|尚在|上一?年|去年|往年|[年期]初")
CASE = re.compile(r"复议|诉讼|应诉|起诉|被诉")
_NOT_AGAINST = re.compile(
    r"第三人|旁听|庭审|(?:民事|刑事|公益)诉讼|非(?:政府|政务)?(?:信息)?公开|非[因由]|无关|除[^，。;\d]{0,12}外|以外|其[他它](?:行政行为|具体行政行为|原因|事由|领域|类|业务|工作|行政[复诉])|"
    r"以[^我本，。;\d]{1,14}为被申请人|代理|案例|培训|普法|观摩|模拟|评析|研讨|讲座|指导|协助|参与(?:办理|化解|处理)|(?:审理|(?<![已未])审结)[^，。;\d]{0,14}复议案件|复议申请[^，。;\d]{0,4}(?:受理|审理)|"
    r"(?<!未)(?<!没有)受理[^，。;\d]{0,14}复议申请"
)
"""What is said of cases that others have, that an agency attends or decides, or of those about something else."""
_CAUSE = re.compile(r"因[^，。;\d]{2,20}?(?:引[起发]|提[起出]|产生|导致)|涉及[^，。;\d]{2,16}的(?=行政|复议|诉讼|应诉)")
_OF_DISCLOSURE = re.compile(r"公开|信息|申请|答复|告知|此|[其该]")
_CASES = (
    ("direct", re.compile(r"直接(?:向法院)?(?:诉至法院|(?:提起)?(?:行政)?(?:起诉|诉讼))")),
    ("after", re.compile(r"复议后(?:又|再)?(?:提起)?(?:行政)?(?:起诉|诉讼)")),
    (
        "suit",
        re.compile(
            r"(?<!直接)(?<!直接提起)(?<!直接行政)(?<!复议后)(?<!复议后再)(?<!复议后又)(?<!复议后行政)(?:行政诉讼|诉讼|起诉|应诉|被诉)|两类[^，。]{0,6}合计"
        ),
    ),
    ("review", re.compile(r"(?<!未经)(?<!未经行政)复议(?!后)")),
)
_ACTS = (("act:licence", "许可"), ("act:penalty", "处罚"), ("act:coercion", "强制"))
_BELOW_GOVERNMENT = frozenset({"department", "township", "vertical", "other"})
_OWN_WHOLE = {
    "township": "镇乡街道", "department": "系统", "office": "", "other": "", "state": "系统", "": "省市县区州旗盟镇乡街道系统",
}  # fmt: skip
"""By kind of agency: of which whole it speaks for itself; a government for its place."""


@dataclass(slots=True)
class Context:
    """What is known while reading one text left to right."""

    flow: Flow
    text: str
    year: int
    agency: str
    level: str
    edition: Edition
    book: PhraseBook
    titles: list[Title]
    family: str = ""
    key: str = ""
    family_end: int = -1
    last: object = None
    """What named the number before."""
    whole: object = None
    """What named the last total of applications or cases: 12件中… speaks of it again."""
    whole_end: int = -1
    counted_end: int = -1
    """Where the last number of applications, of all or of some, ended."""
    usable: frozenset[str] = frozenset()
    """The keys of the phrases that the edition has cells for."""
    clues: dict[int, list[int]] = field(default_factory=dict)
    _present: list[tuple[int, list[str]]] = field(default_factory=list)
    """By the start of a sentence: the numbers of the phrases whose clues stand in it."""

    def present(self) -> list[tuple[int, list[str]]]:
        """The numbers of the phrases that the text may hold, with those of their clues that stand in it."""
        if not self._present:
            held = {clue for clue in self.book.clues if clue in self.text}
            found = ((n, [clue for clue in phrase.clues if clue in held]) for n, phrase in enumerate(self.book.phrases))
            self._present = [(number, clues) for number, clues in found if clues]
        return self._present

    def follows(self, wanted: str) -> bool:
        """Whether the number before was of one of the families or phrases ``wanted`` (a|b)."""
        return bool({self.family, self.key} & set(wanted.split("|")))

    def section(self, offset: int) -> str:
        """The key of the section that ``offset`` lies in."""
        return section_at(self.titles, offset)

    def start_of(self, offset: int) -> int:
        """Where the sentence around ``offset`` begins, or what of it is looked at."""
        return sentence_start(self.text, offset)

    def end_of(self, offset: int) -> int:
        """Where the sentence around ``offset`` ends, or what of it is looked at."""
        return sentence_end(self.text, offset)


def period_of(context: Context, start: int) -> str:
    """The period that is spoken of at ``start``: "" for the report's own year, else a year, "last", "part" or "all"."""
    low = context.start_of(start)
    period = ""
    for found in _TIME.finditer(context.text, low, start):
        if _is_aside(context.text, low, found.end(), start):
            continue  # 收到35件（上年28件），其中自然人30件
        kind = found.lastgroup or ""
        if found["since"] == str(context.year):
            period = ""
            continue
        if kind in ("all", "since"):
            is_here = not _BREAK.search(context.text, found.end(), start)
            is_first = not _COUNTED.search(context.text, low, found.start())
            period = "all" if is_here or is_first else period
            continue
        if kind in ("last", "year") and _CARRIED.match(context.text, found.end()):
            continue
        if kind in ("last", "year") and _COMPARED.search(context.text, max(low, found.start() - 4), found.start()):
            if _DIRECT.fullmatch(context.text, found.end(), start) is None:
                continue  # 较上年增长: what follows is of this year
        if kind == "year":
            year = int(found["year"])
            period = "" if year >= context.year else ("last" if year == context.year - 1 else str(year))
        else:
            period = "" if kind == "own" else kind
    return period


def _is_aside(text: str, low: int, at: int, start: int) -> bool:
    """Whether ``at`` stands in parentheses that go on to a number and were closed before ``start``."""
    opened, closed = text.rfind("(", low, at), text.find(")", at, start)
    is_within = opened >= 0 and closed >= 0 and text.find(")", opened, at) < 0
    return is_within and _COUNTED.search(text, at, closed) is not None


def scope_of(context: Context, start: int) -> str:
    """The unit that the sentence last spoke of where it is not the reporting one: what it says holds for that unit."""
    scope, unit_end, listed = "", -1, 0
    for found in _WHO.finditer(context.text, context.start_of(start), start):
        if found["own"]:
            scope = scope if unit_end == found.start() and scope else ""
        elif found["whole"]:
            own = _OWN_WHOLE.get(context.level, "省市县区州旗盟镇乡街道系统")
            scope, unit_end = ("" if found["whole"] in own else found[0]), found.end()
        else:
            listed = listed + 1 if found.start() == unit_end + 1 and context.text[unit_end] in "、和及" else 1
            # A list of three and more names all who belong to it.
            scope, unit_end = ("" if listed > 2 else _other(context, found)), found.end()
    return scope


def _other(context: Context, found: re.Match[str]) -> str:
    """The unit that is named, "" where it is the reporting one, however shortened."""
    before, behind = (
        context.text[max(0, found.start() - 1) : found.start()],
        context.text[found.end() : found.end() + 1],
    )
    if found["partial"] and found["partial"].startswith("以") and behind == "为":
        return found["partial"][1:]
    if found["partial"] and found["partial"].endswith("名义"):
        return found["partial"][1:-2] if context.level in _BELOW_GOVERNMENT else ""
    name = re.split(r"[由向经据和与及在对因为被将把以]", found["partial"] or found["unit"] or "")[-1]
    if found["partial"] and found["partial"] != "本级" and before in tuple("及和与级其府会局办"):
        return ""  # 县政府及各部门: all of them
    if not name or name.startswith(("我", "本", "全", "年", "县委", "市委", "区委")):
        return ""
    letters = iter(context.agency)
    return "" if all(letter in letters for letter in name) else name


def case_of(context: Context, low: int, end: int) -> str:
    """Which kind of case ``text[low:end]`` spoke of last: review, suit, direct, after, or ""; or the sentence before."""
    for begin in (low, max(0, low - _AROUND)):
        last = [
            (found.start(), name) for name, pattern in _CASES for found in pattern.finditer(context.text, begin, end)
        ]
        if last:
            at, case = max(last)
            return "suit" if case == "review" and context.text.find("法院", at, end) >= 0 else case
    return ""


def act_of(context: Context, low: int, end: int) -> str:
    """Which kind of act (licence, penalty, coercion) ``text[low:end]`` spoke of last, "" for none."""
    last = [(context.text.rfind(word, low, end), name) for name, word in _ACTS]
    return max(last)[1] if max(last)[0] >= 0 else ""


def is_about(context: Context, what: str, low: int, start: int, end: int) -> bool:
    """Whether the sentence from ``low`` on, with a number from ``start`` to ``end``, is about ``what``."""
    text, section = context.text, context.section(start)
    if what == "litigation":
        return _is_about_cases(context, low, start, end)
    if what == "applicants" and not _is_of_requests(context, low, start, end):
        return False
    others = max((found.end() for found in _OTHERS.finditer(text, low, end)), default=-1)
    requests = max((found.end() for found in _REQUESTS.finditer(text, low, end)), default=-1)
    if others >= max(requests, 0):
        return False
    if what == "handled" and _NOT_HANDLED.search(re.split("[，,;、]", text[max(low, start - _CLOSE) : start])[-1]):
        return False
    if what == "results":
        return "申请" in text[low:end] or _may_be_results(context, section, low, start, end)
    if section == "applications" or requests >= 0:
        return True
    before = text[max(0, low - _AROUND) : low]
    return context.family in _OF_REQUESTS or "申请" in before


def _may_be_results(context: Context, section: str, low: int, start: int, end: int) -> bool:
    """Whether a sentence that does not speak of applications may tell their results: nothing else in it is acted on or counted."""
    if section == "applications":
        return _ACTED_ON.search(context.text, low, end) is None
    if _RIVALS.search(context.text, low, end):
        return False
    return context.family in _OF_REQUESTS or _ITEMS.search(context.text, low, start) is None


def _is_of_requests(context: Context, low: int, start: int, end: int) -> bool:
    """Whether the sentence from ``low`` on, its paragraph before it or the section is about applications for information."""
    if context.family in _OF_REQUESTS or context.section(start) == "applications":
        return True
    begin = max(0, low - _AROUND, context.text.rfind("\n", max(0, low - _AROUND), low))
    return "申请" in context.text[begin:end]


def _is_about_cases(context: Context, low: int, start: int, end: int) -> bool:
    """Whether cases are those against the agency's disclosure, not those that it decides or attends to."""
    text, section = context.text, context.section(start)
    if _is_of_others(text, low, end):
        return False
    is_near = "信息公开" in text[low:end] or "依申请" in text[low:end]
    if not is_near and _CASEWORK.search(text, max(low, start - _CLOSE), end):
        return False
    if is_near or section in ("litigation", "applications", "overview") or context.family in ("litigation", "outcome"):
        return True
    around = text[max(0, start - _AROUND) : end]
    return "信息公开" in around or "政务公开" in around


def _is_of_others(text: str, low: int, end: int) -> bool:
    """Whether the case last named in the sentence from ``low`` to ``end`` is not against the agency's own disclosure."""
    if _AS_JUDGE.search(text, low, sentence_end(text, end)):
        return True
    last = max((found.end() for found in CASE.finditer(text, low, end)), default=end)
    begin = max((found.end() for found in _BREAK.finditer(text, low, last)), default=low)
    high = _BREAK.search(text, last, end)
    clause = text[begin : high.start() if high else end]
    if _NOT_AGAINST.search(clause):
        return True
    cause = _CAUSE.search(clause)
    return cause is not None and _OF_DISCLOSURE.search(cause[0]) is None
