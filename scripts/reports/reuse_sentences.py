"""Invented sentences: frames of slots, so many that two writers hardly hit on the same words, and set phrases.

A sentence may keep gaps for what it tells of its report (see ``GAPS``); they are filled in when it is written down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from reports.reuse_words import WORDS

Draw = Callable[[], float]
GAPS = ("agency", "place_name", "we", "scope", "year", "next")
"""What a sentence tells of its report: its unit's name, place, word for itself and for its whole area, the years."""

WORK = """
{time}，{organ}{manner}{edit}{field}{doc}{number}份，{manner}在{channel}{publish}。
围绕{field}，{organ}请{people}到{place}参加{event}，当场答复提问{number}个。
{people}关心的{field}{doc}，由{organ}{manner}{edit}后送到{place}。
{organ}与{dept}{manner}{talk}{field}{doc}，商定{number}项改法。
对{field}{doc}实行{system}，{time}{check}{number}次，{people}随时可看。
{channel}新设{field}专页，{time}{publish}{doc}{number}篇，浏览{many}人次。
{place}的查阅点{manner}添置{thing}{number}件，{people}前来翻阅{field}{doc}的多了。
{dept}送来的{field}{doc}经{organ}{check}，有{number}处{edit}后再{publish}。
{time}在{place}举办{event}，{people}{many}人到场，谈{field}，也谈{field}。
{field}{doc}原先散见各处，{time}由{organ}{edit}成册，{people}人手一份。
抽取{number}份{field}{doc}请{people}试读，照读者所提{manner}改写{number}份。
{manner}{edit}{field}{doc}，删去旧条目{number}处，补上{field}{doc}{number}条。
{organ}派员到{place}，手把手教{people}用{channel}查{field}{doc}。
{channel}开办“{field}”问答，{time}收到留言{number}条，{organ}{manner}回复{number}条。
凡涉{field}的{doc}，须经{organ}{check}、{dept}会签，方可{publish}。
{people}所提{field}建议有{number}条被采纳，{doc}随之{manner}{edit}。
与{place}结对宣传{field}，{people}领到{thing}{number}份。
{field}{doc}改由{organ}{manner}{publish}，{people}在{channel}便能查到。
趁{place}赶集，{organ}摆出{thing}，讲{field}，也讲{field}{doc}。
热线转来{field}来电{number}个，{dept}{manner}办结，结果由{channel}{publish}。
{field}{doc}有变，{organ}当天{edit}，次日{channel}即予{publish}。
{organ}{manner}收集{people}对{field}的看法{number}条，{talk}后写进{doc}。
{time}，{dept}{check}{channel}上的{field}{doc}，指出{number}处，已全部{edit}。
以{field}为题，{organ}制作{thing}，交{place}分发给{people}。
{field}、{field}两类{doc}并作一栏，{people}点开{channel}一次看全。
{organ}替{people}代查{field}{doc}{number}回，{manner}打印{number}页。
{people}来{place}问{field}，{organ}{manner}讲清{doc}的来龙去脉。
{dept}牵头、{organ}配合，{time}{edit}{field}{doc}，覆盖{number}个村居。
{system}推行到{field}一线，{organ}{time}{check}{doc}{number}卷。
{place}试点{field}公开，{doc}从{number}项扩到{many}项，{people}评分有升。
邀{people}列席{event}，就{field}{doc}逐段{talk}，记下意见{number}条。
{organ}把{field}{doc}录成音频，借{channel}{publish}，{people}边干活边听。
{people}参与的{event}移到{place}开，{field}{doc}现场{publish}。
{organ}{check}{field}{doc}时发现{number}处笔误，{manner}{edit}并致歉。
{manner}接入{dept}的{field}数据{many}条，{doc}据此刷新。
{past}年建成的{place}查阅点，由{organ}{manner}添置{thing}{number}件，{people}来得勤了。
自{past}年起，{field}{doc}由{organ}{manner}{publish}，{people}早已习惯。
{past}年印发的{field}{doc}仍在施行，{organ}{time}{check}{number}次。
{field}遇到突发情形，{organ}{manner}在{channel}{publish}消息{number}次。
""".split()
"""Some of them tell rightly of an earlier year."""
PROBLEMS = """
{field}{doc}的{aspect}{weak}，{people}在{place}当面提过。
{organ}{cause}，{field}的{aspect}{weak}，{channel}上尤为明显。
{channel}的{aspect}{weak}，{people}查{field}{doc}常要问人。
{dept}与{organ}{cause}，{field}{doc}的{aspect}{weak}。
{aspect}{weak}，{field}{doc}{time}才{publish}，{people}有怨言。
{place}一带{cause}，{field}的{aspect}{weak}，{aspect}也{weak}。
{event}开得少，{people}对{field}{doc}知之不多，{aspect}{weak}。
从{time}{check}看，{field}的{aspect}{weak}，{number}份{doc}没有{publish}。
{organ}{edit}{field}{doc}时{cause}，{aspect}{weak}。
由{organ}{mend}{field}{doc}的{aspect}，{time}以前{manner}{check}，力求{goal}。
{mend}{channel}的{aspect}，把{field}{doc}{manner}{publish}，做到{goal}。
请{dept}派员到{organ}，{manner}{mend}{field}的{aspect}。
在{place}办{event}，听{people}讲{field}，{manner}{edit}{doc}，让{goal}。
对{field}{doc}推行{system}，{organ}{manner}{check}，确保{goal}。
{mend}{aspect}，{mend}{aspect}，{field}{doc}一律{manner}{publish}。
{time}起{manner}培训{people}，讲{field}，讲{doc}，{mend}{aspect}。
拨出{number}万元{mend}{place}的{aspect}，{people}查{field}不再犯难。
把{field}{doc}的{aspect}列进{event}议题，{dept}、{organ}{manner}{talk}。
""".split()
OWN = """
{year}年，{agency}把{field}作为公开重点，{organ}{manner}{edit}{doc}{number}份。
{year}年度，{place_name}{manner}推进{field}公开，{we}{publish}{doc}{number}件。
{we}从{field}入手，{manner}{publish}{doc}，惠及{scope}{people}{many}人。
{place_name}{year}年{publish}{field}{doc}{number}份，{we}{organ}为此{check}{number}次。
对照{year}年要点，{agency}{manner}{edit}{field}{doc}，{scope}共{publish}{number}份。
{place_name}{people}提到的{field}{doc}，{we}{manner}{edit}后{publish}。
{we}会同{dept}{talk}{field}，{scope}{number}个点位的{doc}{manner}{publish}。
{agency}{organ}{time}到{place}{check}{field}{doc}，带回意见{number}条。
{we}{organ}的{field}{doc}，在{place_name}{channel}{publish}了{number}期。
{next}年，{we}将{mend}{field}的{aspect}，{organ}{manner}{check}。
{next}年，{agency}拟{manner}{edit}{field}{doc}，{mend}{aspect}，使{goal}。
""".split()
FORMULAS = """
{organ}{manner}{edit}{field}{doc}，{manner}在{channel}{publish}，让{people}心中有数。
坚持{system}，{field}{doc}经{organ}{check}、{dept}会签后{manner}{publish}，做到{goal}。
{we}把{field}与{field}一并{talk}，{organ}{manner}{check}，{people}可到{channel}查{doc}。
{mend}{aspect}，{mend}{aspect}，由{organ}{manner}{edit}{field}{doc}，确保{goal}。
""".split()
"""Of sentences that many units have word for word: without numbers."""
SET = """
根据《中华人民共和国政府信息公开条例》第五十条的规定，现将{agency}{year}年政府信息公开工作年度报告公布如下。
本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六部分组成。
本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。
{year}年{we}未收到政府信息公开申请，没有上年结转政府信息公开申请。
没有发生因政府信息公开引发的行政复议和行政诉讼。
依申请提供政府信息未收取任何费用，未产生信息处理费。
{we}坚持以公开为常态、不公开为例外，遵循公正、公平、合法、便民的原则。
保障公民、法人和其他组织依法获取政府信息，提高政府工作的透明度，建设法治政府。
如对本报告有任何疑问，请与{we}办公室联系。
收到的政府信息公开申请均在法定期限内答复。
""".split()
"""Words of the law and the form."""
SHORT = ("无。", "没有。", "暂无。", "无其他需要报告的事项。", "{we}没有其他需要报告的事项。")
_GAP = re.compile(r"\{(\w+)\}")


def invented(frames: Sequence[str], draw: Draw, fixed: dict[str, str] | None = None) -> str:
    """A sentence of one of ``frames``, words drawn at random but those of ``fixed`` slots; gaps are left."""
    known = fixed or {}

    def word(found: re.Match[str]) -> str:
        words = WORDS.get(found[1])
        if words is None:
            return found[0]
        return known.get(found[1]) or words[int(draw() * len(words))]

    return _GAP.sub(word, frames[int(draw() * len(frames))])


PLAIN = [frame for frame in WORK if "{number}" not in frame and "{many}" not in frame]
"""Without numbers."""


def passage(frames: Sequence[str], random: Random, letters: int) -> list[str]:
    """Sentences of ``frames``, of so many ``letters`` at the least."""
    found: list[str] = []
    while sum(map(len, found)) < letters:
        found.append(invented(frames, random.random))
    return found


def filled(sentence: str, known: dict[str, str], left: dict[str, str], is_left: Callable[[str], bool]
           ) -> tuple[str, list[tuple[str, int, int]]]:  # fmt: skip
    """A sentence with its gaps filled of ``known``, of ``left`` where ``is_left`` says so; (gap, start, end) of the latter."""
    parts, marks, length = [], [], 0
    for number, part in enumerate(_GAP.split(sentence)):
        text = part
        if number % 2:
            stays = is_left(part)
            text = (left if stays else known)[part]
            if stays:
                marks.append((part, length, length + len(text)))
        parts.append(text)
        length += len(text)
    return "".join(parts), marks
