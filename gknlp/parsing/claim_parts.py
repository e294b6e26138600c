"""Numbers of a part of the applications: those of one channel, of one manner or time of answering, of one person or matter.

The form has no cell for them. Where applications were counted before, only words that speak of all of them make a number
that of all (办结33件, 共收到35件); where none were, a word that picks some out makes it that of a part.
"""

from __future__ import annotations

import re

from gknlp.parsing.claim_context import Context, period_of, scope_of
from gknlp.parsing.claim_words import CLAUSE, Mention, Number
from gknlp.parsing.narrative import sentence_start

TOTALS = frozenset({"new", "new-only", "handled", "handled-loosely", "processed"})
"""What all applications are counted by: received, or answered."""
_ONE_BODY = frozenset({"township", "department", "vertical", "other", "state"})
"""Kinds of agency whose own number is that of all; a government's may be a part: 全县收到120件，县政府收到32件."""
_FARTHEST = 60
_WHO = r"[省市县区州旗盟镇乡局委厅办]|街道|机关|单位|系统|部门|[县市区镇]域|地区|政府"
_PLAIN = re.compile(
    rf"(?:19|20)\d\d(?:年度?|年)|\d[\d,.]*(?:件|宗|份|条|起|项|个)次?"
    rf"|(?:全|本|今|当)年(?:度)?(?:以来)?(?:中|内)?|(?:本)?年(?:度|内)|报告期(?:内)?|本期|一年来|上(?:一)?年(?:度)?|去年(?:同期)?"
    rf"|截[至止](?:到|至)?(?:本年|当年|今年)?(?:年?底|年?末|12月31日)"
    rf"|[全我本](?:{_WHO})(?:上下|范围内|及所属单位)?|各(?:级|有关|相关|承办|地|部门|单位|乡镇|镇|街道)+|(?:行政)?机关|人民政府"
    rf"|共计|总计|合计|累计|一共|总共|实际|全部|已经|均已|皆已|业已|都已|全数|总量|总数|数量|件数|同比"
    rf"|依法依规|依法|依规|及时|规范|认真|妥善|稳妥|高效|有序|严格|顺利|圆满|按规定|按程序|共同|如实"
    rf"|(?:通过|以|经|采用|采取)[^，。;\d]{{2,30}}等(?:各|多|几|[两三四五])?(?:种|类|个)?(?:不同)?(?:渠道|方式|途径|形式)"
    rf"|(?:以|通过)各(?:种|类)(?:方式|渠道|形式|途径)|(?:有关|相关|关于)(?=(?:政府|政务)?信息(?:依申请)?公开|依申请)"
    rf"|(?:政府|政务)?信息(?:依申请)?公开|依申请公开|依申请(?:件|事项)?|政府信息|公开|申请(?:人|件|事项|书|办理)?"
    rf"|新?(?:收到|接到|接收|收悉|接获|收办|受理|登记|提出|提交|收件|收|接|增)|办结|办理完毕|办理|办完|答复|回复|作出|完成|处理|处置"
    rf"|(?:来自)?(?:社会各界|各界|(?:社会)?公众|(?:人民)?群众(?:和企业)?|企业群众)(?:人士)?|各(?:种|类|项)"
    rf"|工作|事项|事宜|结果|情况|总|量|数|收|件|宗|份|相比|相较|比较|对比"
    rf"|增[至到加长]?|[上下]?[降减升达][至到低少]?|提高|从|由|自|至|到|较|比|同期|近|约|超过?|突破|不足|逾|仅|只"
    rf"|共|均|皆|已|都|全|各|了|的|为|是|有|计|对|将|在|向|这|上述|以上|之|也|则|并|且|和|及|与|等|新|[\s“”\"'、:：]"
)
"""What may stand beside the number of all applications."""
_OWN_NAME = re.compile(
    r"^(?:(?:19|20)\d\d年(?:度)?|全年|本年度?|今年)?(?P<name>[\u4e00-\u9fff]{0,16}?(?:人民政府|政府|[局委厅院镇乡市县区]|办公[室厅]|街道(?:办事处)?|管委会|中心|[队所站馆]))"
    r"(?:办公[室厅])?(?:(?:代表|[及和、])[^，。;\d]{2,10}?)?(?=(?:全年|本年|今年|年内|共|累计|依法|依规|及时|实际|已|新)*(?:收到|受理|接到|接收|收悉|新收|收办|登记|办结|办理|答复|回复|作出|完成|依申请))"
)
"""The agency by its name. Numbers of other units have a scope."""
_ALL_OF_THEM = re.compile(
    r"(?:政府信息公开|信息公开|依申请公开|公开)?(?:办结|收到|受理|答复)?(?:的)?(?:申请|答复|案件)?(?:事项)?(?:当中|之中|中(?!的)|里|全部|均|都|皆)"
)
"""Behind a number that was stated before: 35件申请中…, 35件申请全部…."""
_CHANNEL = (
    r"(?:在线|线上|线下|网站|网页|互联网|网络|网上|平台|系统提交|邮箱|邮件|邮寄|邮政|快递|信函|信件|来信|挂号|"
    r"大厅|现场|当面|上门|来访|窗口|传真|微信|公众号|客户端|电话|口头|纸质|电子|EMS)"
)
_CAME_BY = re.compile(rf"(?<![、和及与或]){_CHANNEL}(?![^，。;\d]{{0,6}}[、和及与或][^，。;\d]{{0,6}}{_CHANNEL})")
_SEVERAL = re.compile(
    r"等(?:各|多|几|[两三四五])?(?:种|类|个)?(?:不同)?(?:渠道|方式|途径|形式)|(?:各|多)(?:种|类)(?:渠道|方式|途径|形式)"
)
_SOME = re.compile(
    r"其余|余下|剩余|另外?有?(?=\d|$)|部分|个别|少数|多数|视同|依托|减免|(?<![本全])系统(?=办理|办结|收到|受理|接收|流转|答复)"
    r"|提前|当[日天场](?!年)|即[时日]|随时|延[期长]|按[时期]|如期|准[时期]|(?:期限|时限|时效|日|天|周|月)[之以]?内|工作日|双休日|节假日|限时|[逾超]期|补正|退回|首次|初次|再次|二次|重新"
    r"|本地|外地|异地|[省市县区][外内]|居民|村民|市民|职工|退休|学生|律师|记者|同一|他人|委托|代理"
    r"|涉(?!密)|(?<!公开)(?<!申请)方面|领域|(?<![各种同分])(?<!公开)类(?!型)|主题|内容|关于(?!(?:政府|政务)?信息|依申请)"
    r"|有效|无效|不规范|不准|疑难|复杂|简单|简易|重大|敏感|特殊|典型|瑕疵|有误|普通|一般|较[多大难为复]|满意|认可|一事多|批量|群体|感谢|来电|线索|材料|意见"
    r"|直接|转(?:办|来|送|交|递|至)|交办|移[交送]|分办|批转|联合|会同|集体|合并|代为|协助|配合|参与|名义|代拟|拟稿|拟答复"
    r"|审核|会审|审查|把关|会商|会签|研究|研判|论证|复核|法律顾问|专家|指导|督促|督办|征求|送达|回访|沟通|协商|联系|调查|更正|纠正|整改|修改|完善|引用"
    r"|答复[书稿函意]|告知书|文书|案卷|台账|模板|文本|决定书|回执|邮单"
    r"|[科股处]室|村(?:级|委)|社区|镇街|(?:(?:^|[局厅委由])办公室|业务部门|责任部门|承办部门|下属单位|二级单位)(?:答复|回复|办理|办结|承办)|由(?![^，。;\d]{0,3}\d)"
)
"""Words that pick some applications out, or that speak of work on the papers rather than of applications."""
_BINDING = re.compile(r"收到|接到|受理|接收|收悉|接获|收办|登记|收件|(?<!公)共|累计|全年|本年|今年|年内|作出|完成")
"""Words that make the first number of applications in a report that of all, whatever else stands beside it."""
_ALL_IN_TIME = re.compile(r"(?:全部|[均都皆共])(?:已)?(?:按[时期]|如期)")
_BARE = re.compile(r"收到|接到|受理|接收|办理|办结|答复")
_THEREOF = re.compile(r"其中|(?<![集之])中[，,]?\s?$")
_NEW = re.compile(r"新|本年|今年|当年|全年")


def is_of_part(context: Context, number: Number, chosen: tuple[Mention, ...]) -> bool:
    """Whether ``number``, named by ``chosen``, is that of some applications only, though its words name all of them."""
    named = chosen[-1]
    if named.phrase.key not in TOTALS or len(chosen) > 1:
        return False
    text, start, end = context.text, number.quantity.start, number.quantity.end
    if period_of(context, start) == "part" or scope_of(context, start):
        return False  # never compared
    if named.start >= number.right[1]:
        return False  # named by the number that it is compared with
    at = named.start if number.before[0] <= named.start < number.left[0] else number.left[0]
    low = _begins(text, at, number.sentence[0])
    left, right = (
        _ALL_IN_TIME.sub("全部", text[low:start].replace(" ", "")),
        text[end : max(number.right[1], named.end)],
    )
    if named.start >= end and _ALL_OF_THEM.match(right) and not _is_some(left):
        return False
    if named.end <= start:
        right = text[end : number.right[1]] if re.match(r"由|系|经", text[end : end + 1]) else ""
    if _THEREOF.search(left):
        return not (named.phrase.key in ("new", "new-only") and _NEW.search(left) and not _is_some(left))
    is_near = context.counted_end > sentence_start(text, max(0, number.sentence[0] - 1))
    unnamed, plain = _without_own_name(context, left)
    if _is_some(f"{unnamed}0{right}") or (_BARE.fullmatch(left) and _is_of_channel(text[number.before[0] : low])):
        return True
    if context.level in _ONE_BODY or not is_near:
        left = plain
    is_bound = context.counted_end < 0 and _BINDING.search(left)
    return not is_bound and bool(_PLAIN.sub("", left + right))


def _without_own_name(context: Context, words: str) -> tuple[str, str]:
    """``words`` without the name of the reporting agency, however shortened, and without its offices either."""
    found = _OWN_NAME.match(words)
    letters = iter(context.agency)
    if found is None or not all(letter in letters for letter in found["name"]):
        return words, words
    return words[found.end("name") :], words[found.end() :]


def _begins(text: str, at: int, floor: int) -> int:
    """Where what speaks of the number begins: before a bracket (县政府（办公室）收到32件) and before 其中，."""
    low = max(floor, at - _FARTHEST)
    for _ in range(2):
        edge = max((found.end() for found in CLAUSE.finditer(text, low, at)), default=low)
        if text[edge - 1 : edge] == ")" and text.rfind("(", low, edge) > low:
            at = text.rfind("(", low, edge)
        elif text[max(low, edge - 3) : edge - 1] == "其中":
            return edge - 3
        else:
            return edge
    return at


def _is_of_channel(words: str) -> bool:
    """Whether the clause before spoke of the applications of one channel: 网络申请占多数，收到21件."""
    clause = CLAUSE.split(words.rstrip("，,"))[-1]
    return "申请" in clause and bool(_CAME_BY.search(clause)) and not _SEVERAL.search(clause)


def _is_some(words: str) -> bool:
    return bool(_SOME.search(words) or (_CAME_BY.search(words) and not _SEVERAL.search(words)))
