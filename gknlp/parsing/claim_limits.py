"""Words beside a name that make it the name of something else: 公开企业年报12份 tells of no applicant."""

from __future__ import annotations

import re

_APPLICANT = re.compile(
    r"包括|包含|含|构成|组成|分为|具体|自然人|公民|个人|商业|企业|科研|院所|社会|公益|环保|组织|法律服务|机构|团体|律师事务所|律所|法人|其[他它]|单位|类型?|申请[人者]?|新?提[出交起]|递交|"
    r"来自于?|涉及|属于?|由|系|是|为|自|向|对|给予?|以|名义|身份|作为|按|从|其中|[共总合累]?计|共|有|仅|只|约|占|达到?|仍|则|也|都|均|各|分别?|另|还|的|了|等|和|与|及|或者?|"
    r"[、，,“”\"():+\s]|依申请|[不给]?予以?|同意|部分|无法提供|不?处理|(?:政府|政务)?信息|公开|数量?|总数|量|[当之]?中|里|[件条份宗起例]|新?收到?|受理|接[到收]|收悉|办[理结]|答复|回复|主[体要]?|大多数?|多数?|全部|方面|情况|"
    r"(?:我|本)[市县区镇乡省州旗盟局委厅办]|本(?:机关|单位|系统|年度?)|(?:(?:19|20)\d\d|[〇零一二三四五六七八九]{4})年|全年|年度|今年|当年|各类|全[市县区镇乡省州]"
)
"""The words that may stand with an applicant where a number counts applications."""
_REQUESTED = re.compile(r"申请|提[出交起]|递交")
_FROM = re.compile(r"来自|申请|由|系|是|为|属|收到|受理|对|答复|办结")
_PEOPLE = frozenset("人名家个")
_WHOLE = re.compile(
    r"(?:主动|累计|共计|总计|合计|共|总|已|依法|全部)*(?:公开|发布)|全年|本年度?|今年以?来?|当年|年度|年内|报告期内?|(?:截至)?(?:19|20)\d\d年(?:底|末)?(?:12月31日)?|"
    r"(?:我|本)[市县区镇乡省州旗盟局委厅办]|本(?:机关|单位|系统)|全[市县区镇乡省州旗盟]|街道|各类|[省市县区]直|各(?:级|部门|单位|地|[乡镇街道县市区]+)|(?:行政)?机关|文件|(?:政府|政务)信息|信息|数量?|总量|条数|方面|情况|其中|"
    r"主动|累计|[总合共]计|共|总|已|向社会|对外|依法|对|将|的|了|为|是|有|达到?|约|均|也|还|另|则|[“”\"():、\s]"
)
"""The words that may stand with 公开信息 where a number is all that was disclosed."""
_SAYS_WHOLE = re.compile(
    r"全年|本年|今年|年度|共|累计|[总合]计|(?:(?:19|20)\d\d|[〇零一二三四五六七八九]{4})年|全[市县区镇乡省州旗盟局系]"
)
_PART = re.compile(
    r"期间|期内?(?!间)(?=公开|主动|发布)|[节假]日?(?:前|后)?|前后|当[天日场月]|补[充录发登报]|重新|集中|整改|清理|专项|新(?:公开|增|发布)|同步|自查|检查|按(?:照)?[^，。;\d]{0,8}要求|"
    r"开放日|公开日|宣传|活动|工作日|每[日天周月季]|[日周月]均|审查|迎检|防汛|汛期|疫情|灾|换届|涉及|关于|有关|领域|(?<!各)类|随机|抽"
)
_BREAK = re.compile(r"[，。;:!?()\n]|,(?!\d{3})")
_WHEN = re.compile(r"(?:期间?|前[夕后]?|当[天日场]|要求)[，,]$")
_FAR = 40
_GRANTED = re.compile(
    r"(?<![不部])同意(?!公开的?意见)[^，。;、\d]{0,6}公开|(?<![不部分])予以(?:部分)?公开|(?<!不)(?:后|可以|已|均)(?:予以|依法|全部)*公开|"
    r"区分处理|(?<!不)(?<!以)部分公开|(?:加工|制作|汇总|整理)[^，。;\d]{0,4}后[^，。;\d]{0,4}(?:提供|公开)"
)

_ACT = re.compile(r"许可|处罚|强制|登记|资格|证书|文件|栏目|账号|公众号")


def is_applicant(text: str, low: int, start: int, end: int, high: int, at: int) -> bool:
    """Whether ``text[start:end]``, in the piece ``low:high`` beside a number at ``at``, names who applied: nothing else
    may stand between the two, and what stands on the other side must not make it the object of another act."""
    head, tail = text[low:start], text[end:high]
    if at < low:  # 8件来自企业
        if _rest(head) or ("公开" in head and "申请" not in head):
            return False
        return (not _rest(tail) and bool(_FROM.search(head) or _REQUESTED.search(tail))) or _is_applied(tail)
    if _rest(tail) or (("公开" in tail or "信息" in tail) and "申请" not in tail):
        return False
    if _REQUESTED.search(tail):
        return True
    return not _rest(head) and ("公开" not in head or "申请" in head)


def is_plain_count(text: str, low: int, end: int, unit: str) -> bool:
    """Whether persons or firms counted are applicants: 个人3人参加座谈 are not."""
    if unit not in _PEOPLE:
        return True
    after = re.split(r"[，。;:、()\n,]", text[end : end + 20], maxsplit=1)[0]
    return bool(_REQUESTED.search(after)) or not (_rest(after) or "涉及" in text[low:end])


def _is_applied(tail: str) -> bool:
    return re.match(r"(?:分别|依法)?(?:提[出交起]|申请)", tail) is not None


def _rest(piece: str) -> str:
    return _APPLICANT.sub("", piece)


def is_all_disclosed(text: str, sentence: int, low: int, high: int, agency: str) -> bool:
    """Whether the words of a clause make 公开信息 all that was disclosed in the year: not 节日期间公开信息, 补充公开信息."""
    begin = max(sentence, low - _FAR)
    begin = max((found.end() for found in _BREAK.finditer(text, begin, low)), default=begin)
    clause, piece = text[begin:high], text[low:high]
    if _PART.search(clause) or _WHEN.search(text, max(sentence, begin - _FAR), begin):
        return False
    return bool(_SAYS_WHOLE.search(clause)) or not _WHOLE.sub("", piece.replace(agency, "") if agency else piece)


def is_granted(text: str, low: int, high: int) -> bool:
    """Whether a clause says that what is named as a ground of refusal was disclosed all the same."""
    return _GRANTED.search(text, low, high) is not None


def is_of_requests(text: str, low: int, high: int) -> bool:
    """Whether what stands between 收到 and a number is not the name of something else: 收到企业来函4件."""
    return "申请" in text[low:high] or not _rest(text[low:high])


def is_of_act(text: str, low: int, high: int) -> bool:
    """Whether a clause says of an administrative act, not of a case, how it ended: 撤销行政许可2件."""
    return _ACT.search(text, low, high) is not None
