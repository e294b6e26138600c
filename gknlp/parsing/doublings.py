"""Words written twice in a row, and sentences that stand twice in one section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gknlp.parsing.flow import GRID
from gknlp.parsing.narrative import Narrative
from gknlp.parsing.sections import section_at
from gknlp.types.report import Slip

# Verbs, adverbs and conjunctions: no compound begins or ends with them as nouns do (信息公开公开栏, 县政府政府网站).
_WORDS = (
    "不断 积极 认真 及时 切实 持续 严格 加强 推进 推动 提高 提升 完善 健全 落实 以及 通过 根据 按照 并且 但是 或者 进行 开展 加大 强化 全面 深入 "
    "有效 充分 继续 审核 召开 举办 印发 制定 制发 梳理 拓展 拓宽 深化 优化 规范 围绕 结合 针对 确保 促进 增强 丰富 扩大 明确 "
    "建立 坚持 贯彻 收到 办结 发布 公布 更新 主动 依法 定期 逐步 我局 我县 我市 我区 我镇 我委 我办 本局 本镇 由于 因为 所以 "
    "同时 其中 已经 仍然 还是 存在 需要 能够 可以 应当 必须"
).split()
_NAMING = "更新|发布|公布|审核|推进|落实|办结|规范|提升|优化|制定|制发|印发|梳理|整改"
"""Verbs with which names of things begin: 更新日志, 发布平台."""
_THINGS = (
    "日志|日期|时[间限段]|周期|频[率次]|记录|机制|制度|流程|程序|规[则程]|平台|系统|渠道|端|页面|栏(?!目)|稿|台账|清单|方案|情况|标准|意见|责任|提醒|说明|"
    "通知|主体|权限|权|件|率|关|点|包|版"
)
_SHORT = re.compile(
    rf"({'|'.join(_WORDS)})\1(?![性地表员岗部处科组局办室队站所单书函会]|中心|条例|计划|行动|工程|(?<=(?:{_NAMING}))(?:{_THINGS}))"
)
_LETTER = re.compile(
    r"(对)\1(?=需要|应当|外公开|上级|部分|各|于|申请|全|政府|群众|相关|不|已|属|有关|违反|本|主动)|(?<![目有标])(的)\2(?![确士])"
)
_LONG = re.compile(r"([\u4e00-\u9fff]{3,16})\1")
_PHRASE = re.compile(r"([\u4e00-\u9fff“《][\u4e00-\u9fffA-Za-z0-9 “”《》()]{4,48}[\u4e00-\u9fff”》)])\1")
_JOINED = re.compile(r"(?<=[，。;、:\n])([\u4e00-\u9fff]{4,20})[、和及与]\1(?=[，。;、!?])")
"""One member of a list named twice. Within words (重点建设项目、建设项目) the second is another thing."""
_STARTERS = frozenset("一逐每很非越")
"""一件一件, 逐条逐条, 很多很多: said twice on purpose."""
_ON_PURPOSE = re.compile(r"首页|当前位置|维持|纠正|审结|总计|统计数|计量单位")
"""Paths of pages, and what is left of tables."""
_HEADING = re.compile(
    r"(?:\([一二三四五六七八九十\d]{1,3}\)[、.]?|(?<!\d)\d{1,2}[、.]|[一二三四五六七八九十]{1,2}、|[①-⑳])[^。;:!?，,\n]{0,30}$"
)
_NO_SENTENCE = ("\n", GRID)
_END = re.compile(rf"[。;!?\n{GRID}]")
_SHORTEST_SENTENCE = 14
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = re.compile(
    r"^(?:\([一二三四五六七八九十\d]{1,3}\)[、.]?|\d{1,2}[、.](?!\d)|[一二三四五六七八九十]{1,2}、|[一二三四五六七八九十]是|[①-⑳])"
)
_CLAUSE = re.compile(rf"(?<![^，。;:!?\n{GRID}])([^，。;:!?\n{GRID}]{{6,60}})，\1(?=[，。;!?])")


def doublings_in(narrative: Narrative) -> Iterator[Slip]:
    """The doubled words and repeated sentences of the narrative, those before the first title left out."""
    yield from _words(narrative)
    yield from _sentences(narrative)


def _words(narrative: Narrative) -> Iterator[Slip]:
    text, begin = narrative.text, narrative.begin
    ends = {begin}
    for pattern in (_LONG, _PHRASE, _CLAUSE, _JOINED, _SHORT, _LETTER):
        for found in pattern.finditer(text, begin):
            start, word = found.start(), found[found.lastindex or 1]
            if word[0] in _STARTERS or word[:2] == word[2:4] or _ON_PURPOSE.search(word) or found.end() in ends:
                continue
            if pattern is _PHRASE and 2 * len(_HAN.findall(word)) < len(word):
                continue  # what is left of a table or an address
            if section_at(narrative.titles, start) == "annex":
                continue
            if pattern not in (_CLAUSE, _JOINED) and _HEADING.search(text[max(begin, start - 40) : start + len(word)]):
                continue  # a heading that runs on into the text below it
            ends.add(found.end())
            yield Slip("doubled", found[0], narrative.flow.place(start, found.end()), word)


def _sentences(narrative: Narrative) -> Iterator[Slip]:
    text, titles = narrative.text, narrative.titles
    seen: dict[str, tuple[int, int]] = {}
    begin = narrative.begin
    for found in _END.finditer(text, narrative.begin):
        start, begin = begin, found.end()
        if begin - start <= _SHORTEST_SENTENCE or found[0] in _NO_SENTENCE:
            continue
        sentence = text[start : found.start()]
        words = _NUMBER.sub("", "".join(sentence.split()))
        start += len(sentence) - len(sentence.lstrip())
        low, high = seen.get(words, (-1, -1))
        seen[words] = start, begin
        if low < 0 or len(words) < _SHORTEST_SENTENCE or 2 * len(_HAN.findall(words)) < len(words):
            continue
        if section_at(titles, low) == section_at(titles, start):
            yield Slip("repeated", words, narrative.flow.place(start, begin), "", narrative.flow.place(low, high))
