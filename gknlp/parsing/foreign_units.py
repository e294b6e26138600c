"""Units by whose names a report calls its maker, and which are not the maker: 编制, 联系, 落款, 自述."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from gknlp.parsing.agencies import places_of, trade_of
from gknlp.parsing.narrative import is_quoted
from gknlp.types.report import Masthead


class _As(Enum):
    """As what a unit is named."""

    PREAMBLE = 1
    MAKER = 2
    SIGNATORY = 3
    SUBJECT = 4


_NAME = r"(?P<name>[\u4e00-\u9fff]{4,30}?)"
_BOUNDARY = r"(?<![^\n。;，,:\ufffc ])"
_OF_REPORT = r"(?=[^。;\n《》]{0,16}(?:年度(?:工作)?报告|年报|本报告|信息公开[^。;\n《》]{0,8}报告))"
_NAMED = re.compile(
    r"(?:现编制|编制(?:了|完成)?|编写(?:了|完成)?|现将|现公布|公布|请联系|请与|请向|由)"
    r"(?P<name>[\u4e00-\u9fff]{1,3}?(?:省|自治区|市|县|区|旗|州|盟|镇|乡)[\u4e00-\u9fff]{2,20}?)"
    r"(?=(?:-[\u4e00-\u9fff]{2,20})?(?:20\d\d年|关于|编制|编写|负责编制|(?:行政|综合)?办公室|(?:政府)?信息公开|联系))"
)
"""In the preamble."""
_CONTACT = re.compile(rf"联系(?:单位|机关|机构|部门)(?:名称)?[:为] ?{_NAME}(?=[\s，,。;、)]|$)")
_SUBJECT = re.compile(
    rf"(?<![^\n。;\ufffc ])(?:[一二三四五六七八]是)?(?:20\d\d年(?:度)?[，,]?)?{_NAME}(?:20\d\d年(?:度)?)?[，,]?(?:全年|年内)?(?:共|累计|合计|主动|未){{0,2}}"
    r"(?:收到|受理|接收|公开)(?=[^。;\n]{0,24}(?:\d|申请))"
)
_MADE = re.compile(rf"{_BOUNDARY}{_NAME}(?:组织)?(?:负责)?(?:编制|编写|撰写|起草)(?:了|完成|形成)?{_OF_REPORT}")
_BY = re.compile(
    rf"本(?:年度?)?(?:报告|年报)由{_NAME}(?:(?:行政|综合)?办公室|综合科)?(?:负责|组织)?(?:编制|编写|撰写|起草)"
)
_MAKER = re.compile(rf"(?:编制|编写|报送|填报|报告)(?:单位|机关|机构)(?:名称)?[:为] ?{_NAME}(?=[\s，,。;、)]|$)")
_DAY = r"(?:20\d\d|二[〇零○O0][一二三四五六七八九〇零○]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_SIGNED = re.compile(rf"{_BOUNDARY}{_NAME}(?:\((?:盖章|公章|章)\))?\s{{0,12}}(?:{_DAY}(?:印发)?|$)")
_SIGNATURE = 240
"""Characters at the end among which a signature stands."""

_RANKS = {"province": 0, "prefecture": 1, "city": 1, "county": 2, "township": 3}
_ZONE = re.compile(r"(?:实验|开发|高新|经开|示范|管理|风景|景|园|新|保税|产业|试验|保护|度假|矿|林|工业|功能|合作)区")
_KIND = re.compile(r"(?:自治)?(?:省|区|市|县|旗|州|盟|地区|镇|乡|街道|苏木)$")
_NO_NAME = re.compile(r"[我本全各与由该某等及向对将]|根据|按照|要求|上级|有关|相关|所属|下属|其[他它]")
_UNIT = re.compile(r"(?:局|委|委员会|厅|署|办|办公室|政府|办事处|管委会|中心|院|[大支总]队|所|站|会|镇|乡|街道)$")
_DEPARTMENT = re.compile(r"(?:局|委|委员会|厅)$")
_LEADING = re.compile(r"政府|政务|公开|领导小组|网|档案|大数据|数据|行政审批|管理委员会|党")
"""What makes, signs or puts up the reports of others."""
_SHARED = frozenset("政局委员会厅办公室和与及工作管理服务事务发展监督")
_FEWEST_OF_TRADE = 3


def foreign_units(text: str, begin: int, masthead: Masthead) -> Iterator[tuple[int, int]]:
    """(start, end) of the names; ``begin`` is where the preamble ends."""
    agency = masthead.agency
    if not places_of(agency):
        agency = masthead.region + agency
    if not places_of(agency):
        return
    taken: set[int] = set()
    for start, end, role in _named(text, begin):
        name = text[start:end]
        if start in taken or is_quoted(text, start):
            continue
        told = role in (_As.MAKER, _As.SIGNATORY)
        if _is_elsewhere(name, agency, role) or (told and _is_other_trade(name, agency, masthead.level)):
            taken.add(start)
            yield start, end


def _named(text: str, begin: int) -> Iterator[tuple[int, int, _As]]:
    """(start, end, as what it is named) of what stands where the maker is named."""
    for found in _NAMED.finditer(text, 0, begin):
        yield *found.span("name"), _As.PREAMBLE
    for words, pattern, role in _PLACES_OF_NAMES:
        if any(word in text for word in words):
            for found in pattern.finditer(text, begin if pattern is _SUBJECT else 0):
                yield *found.span("name"), role
    end = len(text.rstrip(" \n\ufffc"))
    for found in _SIGNED.finditer(text, max(begin, end - _SIGNATURE), end):
        yield *found.span("name"), _As.SIGNATORY


_PLACES_OF_NAMES = (
    (("联系",), _CONTACT, _As.SUBJECT),
    (("收到", "受理", "接收", "公开"), _SUBJECT, _As.SUBJECT),
    (("编制", "编写", "撰写", "起草"), _MADE, _As.MAKER),
    (("本报告由", "报告由", "年报由"), _BY, _As.MAKER),
    (("单位", "机关", "机构"), _MAKER, _As.MAKER),
)


def _is_elsewhere(name: str, agency: str, role: _As) -> bool:
    """Whether ``name`` is a unit of ``agency``'s kind (any, where it signs) of another place that is not above it.

    A city's bureau may tell of those of its counties; it does not make its report in their names.
    """
    theirs, ours = places_of(name), places_of(agency)
    if not theirs or not ours or _RANKS[theirs[-1][0]] < _RANKS[ours[-1][0]]:
        return False
    is_lower = _RANKS[theirs[-1][0]] > _RANKS[ours[-1][0]]
    if is_lower and (role is _As.SUBJECT or not _DEPARTMENT.search(name)):
        return False
    mine, other = ours[-1][1], theirs[-1][1]
    if _ZONE.search(name) or _ZONE.search(agency) or _NO_NAME.search("".join(place for _, place in theirs)):
        return False
    stem, own = _KIND.sub("", other), _KIND.sub("", mine)
    if not stem or not own or stem in agency or mine in name or _is_garbled(stem, own):
        return False
    if _RANKS[ours[-1][0]] == _RANKS["township"]:
        return bool(_UNIT.search(name))
    trade, kind = _trade(name), _trade(agency)
    if role is not _As.SIGNATORY or is_lower:
        return trade == kind != ""
    return trade == kind != "" or (bool(_DEPARTMENT.search(trade)) and len(trade) >= _FEWEST_OF_TRADE)


def _trade(name: str) -> str:
    return trade_of(name)[1].removesuffix("办公室")  # what is asked for is often 某县财政局办公室


def _is_garbled(stem: str, own: str) -> bool:
    """Whether two names of places differ in one rare letter, as recognised texts have them."""
    return len(stem) == len(own) > 1 and sum(left != right for left, right in zip(stem, own, strict=True)) == 1


def _is_other_trade(name: str, agency: str, level: str) -> bool:
    """Whether ``name`` is a department of ``agency``'s own place that has nothing of its trade."""
    theirs, ours = places_of(name), places_of(agency)
    if level != "department" or not theirs or not ours or theirs[-1][1] != ours[-1][1]:
        return False
    trade, mine = _trade(name), _trade(agency)
    if min(len(trade), len(mine)) < _FEWEST_OF_TRADE or _LEADING.search(trade) or _LEADING.search(mine):
        return False
    if not _DEPARTMENT.search(trade) or not _DEPARTMENT.search(mine):
        return False
    return set(trade) - _SHARED != set() and not (set(trade) & set(mine)) - _SHARED
