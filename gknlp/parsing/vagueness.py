"""An 总体情况 that could be anybody's: no figure, no word for the unit itself, only 各级, 部分地区, 多数部门."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gknlp.parsing.narrative import Narrative
from gknlp.parsing.sections import section_at
from gknlp.types.report import Masthead, Slip

_ANYBODY = re.compile(
    r"(?:各级|各地|多地|全国)(?:政府|部门|机关|行政机关|单位|区)?|(?:部分|大?多数|一些|许多|很多|不少|有的|个别|绝大部分|大部分)(?:地区|地方|部门|单位|城市|政府|机关|网站|基层)"
)
_ITSELF = re.compile(
    r"我[省市县区旗州盟镇乡局委办厅院中队站所行们单]|我(?:街道|机关)|本[省市县区旗州盟镇乡局委办厅院单]|本(?:机关|街道|年度本)|全[省市县区旗州盟镇乡局]"
)
_NO_FIGURE = re.compile(
    r"〔?\d{4}〕?\d{1,4}号|第\d{1,4}号|\d{1,4}[年月日]|\d{1,2}[、.)](?!\d)|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}[、)是]"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万两]+[余多]?(?:条|件|次|篇|份|期|场|个|项|人|家|宗|起)")
_FEWEST, _SHORTEST = 3, 80


def vague_overview(narrative: Narrative, masthead: Masthead) -> Iterator[Slip]:
    """The first word for anybody in an 总体情况 that has nothing else."""
    titles = narrative.titles
    number = next((number for number, title in enumerate(titles) if title.key == "overview"), None)
    if number is None or not masthead.agency:
        return
    start = titles[number].end
    following = (title.start for title in titles[number + 1 :] if section_at(titles, title.start) != "overview")
    text = narrative.text[start : next(following, len(narrative.text))]
    found = list(_ANYBODY.finditer(text))
    if len(found) < _FEWEST or len("".join(text.split())) < _SHORTEST or _ITSELF.search(text):
        return
    if _is_named(text, masthead.agency) or _FIGURE.search(_NO_FIGURE.sub("", text)):
        return
    words = "、".join(dict.fromkeys(match[0] for match in found))
    yield Slip("vague", words, narrative.flow.place(start + found[0].start(), start + found[0].end()))


def _is_named(text: str, agency: str) -> bool:
    """Whether some part of the agency's name that means it alone stands in ``text``: 云溪县, 财政局, 白石镇."""
    return any(agency[at : at + 3] in text for at in range(len(agency) - 2) if agency[at : at + 3] not in _COMMON)


_COMMON = ("人民政", "民政府", "政府办", "府办公", "办公室", "办公厅", "委员会", "管理委", "理委员", "办事处", "街道办")
