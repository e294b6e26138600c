"""Whether a year that a statement bears is not the one that it ought to bear."""

from __future__ import annotations

import re

from gknlp.language.lexicon import SlipPattern
from gknlp.parsing.narrative import sentence_end
from gknlp.types.report import Masthead

_OURS = re.compile(r"^(?:(?:我|本|全)(?:省|市|州|盟|县|区|旗|镇|乡|街道|局|委|厅|办|院|会|机关|单位|中心)|管委会)")
_FACT = re.compile(r"收到|受理|接收|接到|公开|发布|公布|答复|办结|制发|召开|举办|收取|发生|复议|诉讼")
_AMOUNT = re.compile(r"\d[余多]?(?:条|件|次|份|篇|期|场|元|万元|人次|宗|起)|[未无]|没有")
_AT_WORK = re.compile(
    r"(?:在[^，,]{2,60}[，,]){0,2}(?:我们|管委会|(?:我|本|全)(?:省|市|州|盟|县|区|旗|镇|乡|街道|局|委|厅|办|院|会|机关|单位|中心))"
)
_STANDING = re.compile(r"有效|清理|废止|盘点|梳理|回头看|整改|公布的|制定的|印发的")
"""What is done to that which there was."""
_BUT = re.compile(r"取得.{0,40}(?:但|存在|不足)")
_NEXT_YEAR = re.compile(r"(20\d\d)年")
_NOW = re.compile(
    r"(?:(?:与之|与此)?相比(?:之下)?[，,]|较之[，,]?|而|到)?(?:今年|本年度?|当年|报告期内?|目前|现在?)[^。!?\n]*"
)
_MORE = re.compile(r"新增|新建|新设|增[加设至多]|又|再|另|仍|尚|均已|已全部|明显")
"""What a sentence on this year says of what it was before."""
_COUNTED = re.compile(r"\d[余多]?(\D)")
_SHORTEST_TAIL = 3
_LOOK_AHEAD = 60


def is_stale(entry: SlipPattern, found: re.Match[str], text: str, sentence: str, masthead: Masthead) -> str | None:
    """The words with the year that belongs there, None where the year is right or may be."""
    if masthead.year is None:
        return None
    stated, own, words = int(found["year"]), masthead.year, found["slip"]
    if entry.kind == "past_plan":
        return words.replace(str(stated), str(own + 1)) if own - 2 <= stated <= own else None
    if stated == own or not own - 3 <= stated <= own + 1:
        return None
    if str(own) in sentence and entry.key != "of-period" and not _is_told_of(entry, found, sentence, own):
        return None
    end = sentence_end(text, found.end())
    following = text[end : end + _LOOK_AHEAD].lstrip("。!?\n ")
    if _goes_on(following, sentence, stated, own):
        return None
    if stated > own and entry.key != "as-of":
        return None
    if entry.key == "lead" and not _is_own(found["rest"], masthead.agency):
        return None
    if entry.key == "lead-first" and not (_AT_WORK.match(found["rest"]) or masthead.agency in found["rest"]):
        return None
    return words.replace(str(stated), str(own))


def _is_told_of(entry: SlipPattern, found: re.Match[str], sentence: str, own: int) -> bool:
    """Whether a sentence that begins with the report's own year counts, as its first sum, what there was at the end of
    another: 2022年，我局加强领导，截至2021年底，我局公开信息128条."""
    if entry.key != "as-of":
        return False
    before, _, rest = sentence.partition(found[0])
    begins = re.match(rf"[^，,\d]{{0,6}}{own}年度?[，,]?", before)
    if not begins or not before.endswith(("，", ",")) or str(own) in before[begins.end() :] or str(own) in rest:
        return False
    if _AMOUNT.search(before, begins.end()) or _STANDING.search(sentence):
        return False
    return bool(_FACT.search(rest) and _AMOUNT.search(rest))


def _goes_on(following: str, sentence: str, stated: int, own: int) -> bool:
    """Whether the sentence behind tells of a later year up to the report's own, or sets this year beside what it was."""
    year = _NEXT_YEAR.match(following)
    if year:
        return stated < int(year[1]) <= own
    now = _NOW.match(following)
    if now is None:
        return False
    done = set(_FACT.findall(sentence)) & set(_FACT.findall(now[0]))
    counted = set(_COUNTED.findall(sentence)) & set(_COUNTED.findall(now[0]))
    return bool(done or counted or _MORE.search(now[0]))


def _is_own(rest: str, agency: str) -> bool:
    """Whether what follows the year tells of the unit's own work in that year."""
    tails = {agency, agency[-_SHORTEST_TAIL:], agency[-_SHORTEST_TAIL - 1 :]} if len(agency) > _SHORTEST_TAIL else set()
    named = any(tail and 0 <= rest.find(tail) <= 6 for tail in tails)
    if not (_OURS.match(rest) or named):
        return False
    return bool(_FACT.search(rest) and _AMOUNT.search(rest)) or bool(_BUT.search(rest))
