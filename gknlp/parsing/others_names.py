"""Names of other places and units where the report speaks of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gknlp.parsing.foreign_units import foreign_units
from gknlp.parsing.narrative import Narrative, is_quoted, sentence_end, sentence_start
from gknlp.types.report import Masthead, Slip

_SELF = re.compile(r"(?<![自忘唯大小\u201c“])我(镇|乡|街道|县|市|局|厅|院)")
_NOT_SELF = {
    "局": ("限", "部", "势", "面", "域", "外"),
    "镇": ("定", "静", "村", "街", "乡", "级"),
    "市": ("场", "价", "面"),
    "乡": ("土", "音", "镇", "村", "愁", "亲", "情", "里", "贤", "邻", "间", "民", "风", "俗", "级"),
    "县": ("域", "级", "城", "区", "乡", "镇", "市", "直"),
    "院": ("落", "坝", "子"),
    "厅": ("堂",),
    "街道": ("路",),
}
"""What makes another word of it: 自我局限, 我市场监管部门, 我县域经济."""
_FORMER = re.compile(
    r"撤[县市区镇乡]+(?:并?[设改建]|并)|(?:改|设|撤|划|并)(?:设|为|并|入|归)?(?:区|市|街道|镇)(?:以?前|之前|后|以来|以后|时)|撤销|撤并|改设|更名|合并|区划调整|区划变更"
)
"""What tells of a unit as it was before it became another."""
_OTHERS_SAY = re.compile(
    r"(?:反映|反馈|诉求|咨询|询问|来信|来电|来函|留言|投诉|举报|提问|表示|认为|问到?|称|说)了?[:：]?[^，。;:\n]{0,4}$|据[^，。;\n]{0,6}(?:反映|反馈|称)，$"
)
"""Words of others, whose 我 it is."""
_LOOK_BACK = 16
_ZONE = re.compile(r"(?:实验|开发|高新|经开|示范|管理|风景|景|园|新|保税|产业|试验|保护|度假|矿|林|工业|功能)区")
"""Districts that are no level of government of their own: what lies above and below them differs."""
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,3}?)(省|自治区|市|县|区|旗|州|盟|镇|乡|街道)")
_RANKS = {"省": 0, "自治区": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2, "镇": 3, "乡": 3, "街道": 3}


def foreign_names(narrative: Narrative, masthead: Masthead) -> Iterator[Slip]:
    """The words by which the report calls itself what it is not."""
    if not masthead.agency or not masthead.level:
        return
    text = narrative.text
    foreign = _impossible_selves(masthead)
    if foreign:
        for found in _SELF.finditer(text, narrative.begin):
            kind = found[1]
            if kind not in foreign or text.startswith(_NOT_SELF.get(kind, ()) or "\0", found.end()):
                continue
            if not (is_quoted(text, found.start()) or _is_told(text, found.start())):
                yield Slip("foreign_name", found[0], narrative.flow.place(*found.span()), foreign[kind])
    for start, end in foreign_units(text, narrative.begin, masthead):
        yield Slip("foreign_name", text[start:end], narrative.flow.place(start, end), masthead.agency)


def _is_told(text: str, offset: int) -> bool:
    """Whether 我 at ``offset`` is what others say, or what the unit was before."""
    if _OTHERS_SAY.search(text[max(0, offset - _LOOK_BACK) : offset]):
        return True
    return bool(_FORMER.search(text[sentence_start(text, offset) : sentence_end(text, offset)]))


def _impossible_selves(masthead: Masthead) -> dict[str, str]:
    """Kind of unit -> what to say instead, for the words that such an agency cannot call itself or what is above it by."""
    agency, level = masthead.agency, masthead.level
    is_odd = "自治" in agency and level == "department"
    if _ZONE.search(agency) or "乡镇" in agency or is_odd:
        return {}
    own = _last_rank(agency)
    if level == "township":
        kind = next((kind for kind in ("街道", "镇", "乡") if kind in agency), "")
        others = {other: f"我{kind}" for other in ("镇", "乡", "街道") if kind and other != kind}
        return others | dict.fromkeys(("局", "厅", "院"), f"我{kind}" if kind else "")
    below = {"镇": "", "乡": "", "街道": ""}
    if level in ("county", "district"):
        return below | {"局": "", "厅": ""} | ({"县": "我区"} if agency.removesuffix("人民政府").endswith("区") else {})
    if level in ("city", "prefecture"):
        return below | {"局": "", "厅": "", "县": "我市" if "市" in agency else ""}
    if level == "province":
        return below | {"局": "", "厅": "", "县": ""}
    if level == "state":
        return below | {"县": "", "厅": ""}
    if level == "vertical" and not re.search("[镇乡]|街道", agency):
        return below
    if level == "department" and own is not None and own <= 2:
        # A 分局 or 派出机构 bears the name of the city, and speaks of its county.
        is_branch = re.search(r"分局|分中心|支队|大队|所$|站$|分", agency)
        of_city = own == 1 and not is_branch
        return below | ({"县": ""} if of_city and not re.search("[县区旗]", agency) else {})
    return {}


def _last_rank(name: str) -> int | None:
    found = _places(name)
    return _RANKS[found[-1][1]] if found else None


def _places(name: str) -> list[tuple[str, str]]:
    """(stem, kind) of the places that ``name`` begins with, from the highest down."""
    places, offset = [], 0
    while found := _PLACE.match(name, offset):
        places.append((found[1], found[2]))
        offset = found.end()
    return places
