"""Which lines are the titles of sections, by the catalogue of prescribed wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from gknlp.editions import KEYS, edition, section_kinds
from gknlp.language.numerals import han_value
from gknlp.parsing.flow import Flow
from gknlp.types.document import BlockKind

HAN = "一二三四五六七八九十"
_LONGEST_TITLE = 45
_NUMBERED_LINE = re.compile(rf"^ *(?:第([{HAN}]{{1,3}})(?:部分|章|节)[、.:, ]*|([{HAN}]{{1,3}}) ?[、.:,，] *)(\S.*)$")
_ROW_OF_FIGURES = re.compile(r"(?:[\s,，|]+\d[\d.]*){2,}[\s,，|]*$")
_TAIL = 60
"""Characters at the end of a line that tell a row of figures: the pattern's time grows with their square."""
FORM_LABELS = re.compile(
    r"^(?:本年新收|上年(?:度)?(?:结转|转结)|本年度?办\s*理结果|结转下年度|转结下年度|(?:本年)?受理|数据来源|填报)"
)
# The prescribed titles in the wordings met: needed where nothing but the words tells a title from the text behind it.
_TITLES = "|".join(
    (
        r"(?:20\d\d年)?(?:政府信息公开(?:工作)?)?(?:总体情况|概述|基本情况)",
        r"(?:行政机关)?主动公开(?:政府信息)?(?:工作)?(?:的)?情况|政府信息主动公开(?:工作)?(?:的)?情况",
        r"收到和处理(?:政府)?信息公开申请(?:的)?情况|(?:政府信息)?依申请公开(?:政府信息)?(?:工作|办理){0,2}(?:的)?情况",
        r"(?:因)?政府信息公开(?:工作)?(?:被)?(?:申请)?(?:引起的)?行政(?:法)?复议(?:[、,，和及]|以及)*(?:被)?(?:提起)?行政诉讼"
        r"(?:申诉)?(?:的)?情况",
        r"(?:政府信息公开(?:的)?)收费(?:及|和|、)减免(?:的)?情况",
        r"(?:政府信息公开)?(?:工作)?(?:存在(?:的)?)?(?:主要)?问题(?:及|和|与|、)(?:改进|整改)(?:工作)?(?:情况|措施|意见)(?:的情况)?",
        r"其[他它](?:需要|应当|应)?(?:报告|说明)的?(?:事项|情况)",
        r"(?:政策)?(?:回应解读|解读回应|解读(?:和|与|及|、)回应(?:关切)?)(?:工作)?(?:的)?情况",
        r"(?:\S{2,20})?政府信息公开(?:工作)?情况统计表|附表(?![\d一二三四五六七八九十])",
    )
)
_PRESCRIBED = re.compile(rf"(?:{_TITLES})")
_INLINE = re.compile(
    rf"(?<![“\"《<「『(见如第表{HAN}])(?:第([{HAN}]{{1,3}})部分[、.: ]*|([{HAN}]{{1,2}}) ?[、.] ?)((?:{_TITLES}))"
)
_INLINE_STYLED = re.compile(rf"\(([{HAN}]{{1,3}})\) ?[、.]? ?((?:{_TITLES}))")
_TABLE_HEADER = re.compile(r"(?:统计指标|指标名称)[^。]{0,6}(?:统计数|年度)")
"""The header of a table of indicators, whose lines look like titles where all runs together."""
_ANNEX = re.compile(
    r"(?<![^ 。])(?:附(?:件|表)?\d{0,2}[:：]? ?)?\S{0,30}?政府信息公开(?:工作)?情况统计表"
    r"(?= ?\(?(?:统计指标|指标名称|项目名?称? ?(?:计量)? ?单位|填报单位|单位|\d{4}年))"
)
"""The title of a table inside a line that goes on with the table."""
_STYLES = tuple(
    re.compile(rf" *{number}(?P<words>[^。;!\]】]+)[ :。\]】]*")
    for number in (
        rf"\((?P<number>[{HAN}]{{1,3}})\) ?[、.]?",
        r"(?P<number>\d{1,2}) ?[、.] ?",
        r"\((?P<number>\d{1,2})\) ?",
        r"(?P<number>)[\[【]",
        rf"(?P<number>[{HAN}]{{1,2}}) ?",
    )
)
"""Numberings that stand for 一、 where no title bears that."""
_BODY = frozenset({"overview", "disclosure", "applications", "litigation", "problems", "other"})
_PARTS = {"problems": {"problems", "plan"}}
"""What the parts of a section may be about beside what it is about itself."""
_FEWEST = 3
_LIKE, _LONG_ENOUGH = 0.74, 6
_WEAK = re.compile(r"([^。;!?，,]{2,20})[。:]")


@dataclass(frozen=True, slots=True)
class Title:
    """A section title: ``start`` where its numbering begins, ``end`` where its words end (offsets into the flow)."""

    start: int
    end: int
    number: int | None
    text: str
    key: str
    is_weak: bool = False
    """The words begin a paragraph that goes on: a title only where its number continues the sequence."""
    doubt: str = ""
    """Why it may not be what it is taken for (Chinese), "" where it is certain."""


def kind_of(title: str) -> str:
    """The key of the kind of section that ``title`` names, "additional" where it names none."""
    squeezed = "".join(title.split())
    return next((kind.key for kind in section_kinds() if kind.fits(squeezed)), "additional")


@cache
def _official() -> tuple[tuple[str, str, int], ...]:
    """(title, key, number) of every prescribed section of all editions."""
    forms = [form for key in KEYS for form in edition(key).sections]
    return tuple(dict.fromkeys(("".join(form.title.split()), form.key, form.number) for form in forms))


@cache
def _nearest(words: str, number: int | None) -> str:
    """The key of the prescribed section whose title ``words`` garbles in a letter or two, "" where there is none; of a
    short title the number must fit too."""
    best, likeness = "", _LIKE
    for title, key, place in _official():
        if abs(len(title) - len(words)) <= 2 and (len(words) >= _LONG_ENOUGH or number == place):
            ratio = SequenceMatcher(None, words, title, autojunk=False).ratio()
            if ratio >= likeness and ratio < 1:
                best, likeness = key, ratio
    return best


def number_of(text: str | None) -> int | None:
    """The number that a title bears."""
    value = han_value(text) if text else None
    return int(value) if value is not None else None


def _line_title(text: str, offset: int, heading: bool) -> Title | None:
    """The title that a whole line is, if it is one."""
    found = _NUMBERED_LINE.match(text)
    if found and _ROW_OF_FIGURES.search(text[-_TAIL:]):
        return None
    if found:
        words = found[3].rstrip(" 。:")
        number = number_of(found[1] or found[2])
        start = offset + len(text) - len(text.lstrip())
        end = offset + found.start(3) + len(words)
        prescribed = _PRESCRIBED.match(words)
        if prescribed and (prescribed.end() == len(words) or words[prescribed.end()] in "。: 2"):
            end = offset + found.start(3) + prescribed.end()
            return Title(start, end, number, prescribed[0], kind_of(prescribed[0]))
        sentence = any(mark in words for mark in "。;!") or len(words) > _LONGEST_TITLE
        weak = _WEAK.match(words)
        if sentence and weak and kind_of(weak[1]) != "additional":
            return Title(start, offset + found.start(3) + weak.end(1), number, weak[1], kind_of(weak[1]), is_weak=True)
        if sentence or FORM_LABELS.match(words) or words.endswith("的"):
            return None
        key = kind_of(words)
        if key == "additional":
            near = _nearest("".join(words.split()), number)
            if near:
                return Title(start, end, number, words, near, doubt=f"标题“{words}”有别字，按“{_name(near)}”认定")
            if text.rstrip().endswith("。"):
                return None  # a short numbered sentence
        return Title(start, end, number, words, key)
    words = text.strip(" 。:")
    if words and (heading or len(words) < 30) and _PRESCRIBED.fullmatch("".join(words.split())):
        start = offset + text.index(words)
        return Title(start, start + len(words), None, words, kind_of(words))
    return None


def _candidates(flow: Flow) -> Iterator[Title]:
    for number, block in enumerate(flow.document.blocks):
        if block.kind is BlockKind.GRID:
            continue
        offset = flow.starts[number]
        text = flow.text[offset : offset + len(block.text)]
        title = _line_title(text, offset, block.kind is BlockKind.HEADING)
        if title is not None and (not title.is_weak or not _INLINE.search(text, title.end - offset)):
            found = [title]
        else:
            found = [
                Title(
                    offset + match.start(),
                    offset + match.end(),
                    number_of(match[1] or match[2]),
                    match[3],
                    kind_of(match[3]),
                )
                for match in _INLINE.finditer(text, 0, _before_table(text))
            ]
        yield from found
        annex = _ANNEX.search(text, found[-1].end - offset if found else 0)
        if annex and not any(title.key == "annex" for title in found):
            yield Title(offset + annex.start(), offset + annex.end(), None, annex[0].strip(), "annex")


def _before_table(text: str) -> int:
    found = _TABLE_HEADER.search(text)
    return found.start() if found else len(text)


def _real(titles: list[Title], flow: Flow) -> list[Title]:
    """Without the entries of a contents list: titles that stand one after another with nothing between them, and come
    again further down. Titles without a number count only for kinds that no numbered title names."""
    titles = _upper(_in_sequence(titles))
    named = {title.key for title in titles if title.number is not None}
    titles = [title for title in titles if title.number is not None or title.key not in named]
    last = {(title.key, title.number): index for index, title in enumerate(titles)}
    kept = []
    for index, title in enumerate(titles):
        follower = titles[index + 1].start if index + 1 < len(titles) else len(flow.text)
        again = last[title.key, title.number] > index
        between = flow.text[title.end : follower].strip(" \n。:.…·0123456789-")
        if not (again and not between and title.key != "additional"):
            kept.append(title)
    return kept


def _in_sequence(titles: list[Title]) -> list[Title]:
    """Without the weak titles that do not continue the numbering, or whose number a real title bears."""
    strong = {title.number for title in titles if not title.is_weak}
    kept: list[Title] = []
    last = 0
    for title in titles:
        if title.is_weak and (title.number != last + 1 or title.number in strong):
            continue
        kept.append(title)
        last = title.number or last
    return kept


def _upper(titles: list[Title]) -> list[Title]:
    """Without the titles that number the parts of one section anew: 五、…… 一、存在问题 二、改进措施 六、……"""
    first = {title.key: index for index, title in reversed(list(enumerate(titles)))}
    last = {title.key: index for index, title in enumerate(titles)}
    kept: list[Title] = []
    index = 0
    while index < len(titles):
        end = _end_of_parts(titles, index, first, last) if kept and titles[index].number == 1 else index
        if end == index:
            kept.append(titles[index])
            end += 1
        index = end
    return kept


def _end_of_parts(titles: list[Title], index: int, first: dict[str, int], last: dict[str, int]) -> int:
    """Where the titles that divide the one before ``index`` end; ``index`` itself where they are no parts of it.

    They are where the numbering above goes on behind them and they are about what has a section elsewhere, or of no kind
    of the form's; or where all of them are about what the section above is about. ``first`` and ``last`` say where titles
    of a kind stand.
    """
    opened = titles[index - 1]
    if opened.number is None or opened.key == "annex" or titles[index].key == "overview":
        return index
    fitting = _PARTS.get(opened.key, {opened.key})
    end = index
    while end < len(titles) and titles[end].number == end - index + 1:
        key = titles[end].key
        if titles[end].number == opened.number + 1 and key in _BODY - fitting and last[key] == end:
            break  # the section of the form that comes next
        end += 1
    parts = titles[index:end]
    goes_on = end < len(titles) and titles[end].number == opened.number + 1 and titles[end].key in _BODY
    if not parts or (len(parts) == 1 and not goes_on):
        return index
    told = all(part.key not in _BODY or first[part.key] < index or last[part.key] >= end for part in parts)
    if goes_on and told and len(parts) > 1:
        return end
    return end if all(part.key in fitting for part in parts) else index


def _styled(flow: Flow) -> list[Title]:
    """The prescribed titles in the numbering, other than 一、, in which most of them stand."""
    best: list[Title] = []
    for style in _STYLES:
        found = [title for title in _in_style(flow, style) if title.key != "additional"]
        if len({title.key for title in found}) > len({title.key for title in best}):
            best = found
    inline = [
        Title(found.start(), found.end(), number_of(found[1]), found[2], kind_of(found[2]))
        for found in _INLINE_STYLED.finditer(flow.text, 0, _before_table(flow.text))
    ]
    return inline if len({title.key for title in inline}) > len({title.key for title in best}) else best


def _in_style(flow: Flow, style: re.Pattern[str]) -> Iterator[Title]:
    for number, block in enumerate(flow.document.blocks):
        if block.kind is BlockKind.GRID or not 3 < len(block.text) <= _LONGEST_TITLE:
            continue
        offset = flow.starts[number]
        found = style.fullmatch(flow.text, offset, offset + len(block.text))
        words = "".join(found["words"].split()) if found else ""
        if found and _PRESCRIBED.fullmatch(words):
            ordinal = found["number"] or ""
            value = int(ordinal) if ordinal.isdigit() else number_of(ordinal)
            yield Title(found.start(), found.end("words"), value, found["words"], kind_of(words))


def find_titles(flow: Flow) -> list[Title]:
    """The titles of the sections, in order."""
    titles = _real(list(_candidates(flow)), flow)
    if len({title.key for title in titles} & _BODY) < _FEWEST:
        styled = _real(_styled(flow), flow)
        if len({title.key for title in styled} & _BODY) >= _FEWEST:
            named = {title.key for title in styled}
            titles = sorted([*styled, *(title for title in titles if title.key not in named)], key=lambda t: t.start)
    return titles


def _name(key: str) -> str:
    return next(kind.name for kind in section_kinds() if kind.key == key)
