"""全市, 全县, 全区 where a government speaks of what it manages itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gknlp.parsing.narrative import Narrative, is_quoted, sentence_end, sentence_start
from gknlp.types.report import Masthead, Slip

_GOVERNMENTS = ("province", "prefecture", "city", "county", "district", "zone", "office")
_BODY = re.compile(r"(?:党工委|人民政府|管理委员会|管委会|政府|行政公署|行署|办公[厅室]|政府办)+$")
_KIND = re.compile(r"(?:(?<!地)区|[省市县旗州盟])$")
_SCOPE = re.compile(r"(?<![健安完周齐])全([省市县区旗州盟镇乡])(?![域划长级])")
_MANAGED = re.compile(
    r"(?:加强|强化|加大|统筹|督促|督导|指导|规范|检查|抽查|抓好|做好|组织|健全|完善|推进|提升|提高|对)"
    r"[^，。;\n]{0,8}?(?P<scope>(?<![健安完周齐])全[省市县区旗州盟镇乡])(?![域划长级])(?:各[^，。;\n]{1,8})?(?:政府|政务)?(?:信息)?(?:公开|新媒体|网站)"
)
"""What only the government of that scope manages."""
_ABOVE = re.compile(
    r"会议|考核|评估|测评|排名|名列|前列|要点|部署|要求|精神|先进|表彰|优秀|第[一二三四五六七八九十\d]+[名位]|上级|兄弟|对标|贡献|添彩|助力|参加|"
    r"按照|根据|贯彻|(?<!全)[省市州](?:委|政府(?!信息|网站|政务)|政务公开办|公开办)"
)
_FEWEST = 2


def odd_scopes(narrative: Narrative, masthead: Masthead) -> Iterator[Slip]:
    """The scope words of another level in sentences about what the government itself manages, where it keeps to its own
    word elsewhere."""
    own = _own_word(masthead)
    if not own:
        return
    text, begin = narrative.text, narrative.begin
    words = [found[0] for found in _SCOPE.finditer(text, begin)]
    if words.count(own) < max(_FEWEST, len(words) - words.count(own)) or words.count(own) == len(words):
        return
    for found in _MANAGED.finditer(text, begin):
        start, end = found.span("scope")
        sentence = text[sentence_start(text, start) : sentence_end(text, start)]
        if found["scope"] == own or own in sentence or _ABOVE.search(sentence) or is_quoted(text, start):
            continue
        yield Slip("odd_scope", found["scope"], narrative.flow.place(start, end), own)


def _own_word(masthead: Masthead) -> str:
    """全县 for a county's report; "" where the word is not certain."""
    if masthead.level not in _GOVERNMENTS:
        return ""
    found = _KIND.search(_BODY.sub("", masthead.agency))
    return f"全{found[0]}" if found else ""
