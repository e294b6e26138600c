"""Where the sections of a report begin and end, and how its headings are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gknlp.editions import section_kinds
from gknlp.language.numerals import han_value
from gknlp.parsing.flow import GRID, Flow
from gknlp.types.document import BlockKind
from gknlp.types.report import Numbering, Section

_HAN = "一二三四五六七八九十"
_LONGEST_TITLE = 45
_NUMBERED_LINE = re.compile(rf"^ *(?:第([{_HAN}]{{1,3}})(?:部分|章|节)[、.:, ]*|([{_HAN}]{{1,3}}) ?[、.:,，] *)(\S.*)$")
_FORM_LABELS = re.compile(
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
        r"(?:\S{2,20})?政府信息公开(?:工作)?情况统计表",
    )
)
_PRESCRIBED = re.compile(rf"(?:{_TITLES})")
_INLINE = re.compile(rf"(?<![“\"《<「『(见如第表{_HAN}])([{_HAN}]{{1,2}}) ?[、.] ?((?:{_TITLES}))")
_WEAK = re.compile(r"([^。;!?，,]{2,20})[。:]")
_LOST_PROBLEMS = re.compile(
    r"(?:^|\n) *(\(?[一1]\)?[、. ]?(?:存在的?)?(?:主要)?(?:问题|不足|存在问题)(?:和不足)?) *(?=\n|$)"
)
_STRAY = re.compile(rf"(?:^|\n|(?<=[。;!]))[ ]*([{_HAN}]{{1,2}})、(?=[\u4e00-\u9fff“\"《])")
_SECOND = re.compile(rf"(?:^|\n|(?<=[。;:!]))[ ]*\(([{_HAN}]{{1,3}})\)")


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
    is_lost: bool = False
    """The section's own title is not there; this is that of its first part."""


def kind_of(title: str) -> str:
    """The key of the kind of section that ``title`` names, "additional" where it names none."""
    squeezed = "".join(title.split())
    return next((kind.key for kind in section_kinds() if kind.fits(squeezed)), "additional")


def _number(text: str | None) -> int | None:
    value = han_value(text) if text else None
    return int(value) if value is not None else None


def _line_title(text: str, offset: int, heading: bool) -> Title | None:
    """The title that a whole line is, if it is one."""
    found = _NUMBERED_LINE.match(text)
    if found:
        words = found[3].rstrip(" 。:")
        number = _number(found[1] or found[2])
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
        if sentence or _FORM_LABELS.match(words) or words.endswith("的"):
            return None
        key = kind_of(words)
        if key == "additional" and text.rstrip().endswith("。"):
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
            yield title
            continue
        for found in _INLINE.finditer(text):
            yield Title(offset + found.start(), offset + found.end(), _number(found[1]), found[2], kind_of(found[2]))


def _real(titles: list[Title], flow: Flow) -> list[Title]:
    """Without the entries of a contents list: titles that stand one after another with nothing between them, and come
    again further down. Titles without a number count only for kinds that no numbered title names."""
    titles = _in_sequence(titles)
    named = {title.key for title in titles if title.number is not None}
    titles = [title for title in titles if title.number is not None or title.key not in named]
    kept = []
    for index, title in enumerate(titles):
        follower = titles[index + 1].start if index + 1 < len(titles) else len(flow.text)
        again = any(later.key == title.key and later.number == title.number for later in titles[index + 1 :])
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


def find_titles(flow: Flow) -> list[Title]:
    """The titles of the sections, in order."""
    titles = _real(list(_candidates(flow)), flow)
    lost = None if any(title.key == "problems" for title in titles) else _LOST_PROBLEMS.search(flow.text)
    if titles and lost:
        titles.append(Title(lost.start(1), lost.start(1), None, "存在的主要问题及改进情况", "problems", is_lost=True))
        titles.sort(key=lambda title: title.start)
    return titles


def sections_of(flow: Flow, titles: list[Title]) -> tuple[Section, ...]:
    """The sections under ``titles``, and before them, as ``preamble``, what stands before the first."""
    sections = []
    first = titles[0].start if titles else len(flow.text)
    if flow.text[:first].strip():
        places = flow.places(0, first)
        if places:
            length = _length(flow.text[:first])
            sections.append(Section("preamble", "", None, flow.place(0, 0), places, length))
    for index, title in enumerate(titles):
        end = titles[index + 1].start if index + 1 < len(titles) else len(flow.text)
        body = flow.text[title.end : end]
        start = title.end + len(body) - len(body.lstrip(" \n。:."))
        sections.append(
            Section(
                title.key,
                "".join(title.text.split()),
                title.number,
                flow.place(title.start, title.end),
                flow.places(start, end) if start < end else (),
                _length(body),
            )
        )
    return tuple(sections)


def _length(text: str) -> int:
    return len("".join(text.replace(GRID, "").split()).strip("。:."))


def section_at(titles: list[Title], offset: int) -> str:
    """The key of the section that ``offset`` lies in."""
    key = "preamble"
    for title in titles:
        if title.start > offset:
            break
        key = title.key
    return key


def numberings_of(flow: Flow, titles: list[Title], tables: list[tuple[int, int]]) -> tuple[Numbering, ...]:
    """The numbered headings with what number each ought to bear. ``tables`` are the spans of run-together tables."""
    found: list[tuple[int, int, int, int, bool]] = []
    starts = {title.start for title in titles}
    for title in titles:
        if title.number is not None:
            found.append((title.start, title.end, 1, title.number, True))
    if titles:
        for pattern, level in ((_STRAY, 1), (_SECOND, 2)):
            for match in pattern.finditer(flow.text, titles[0].start):
                start = match.start(1) - (level == 2)
                label = flow.text[match.end() : match.end() + 12]
                inside = any(low <= start < high for low, high in tables)
                number = _number(match[1])
                if start not in starts and not inside and number and not _FORM_LABELS.match(label.strip()):
                    found.append((start, match.end(), level, number, False))
    found.sort()
    result = []
    section, chapter, second, strays = "preamble", 0, 0, 0
    for start, end, level, number, is_title in found:
        expected = ""
        if is_title:
            expected = "" if number == chapter + 1 else f"{han(chapter + 1)}、"
            section, chapter, second, strays = section_at(titles, start), number, 0, 0
        elif level == 2:
            second = number
        else:
            if second and number == second + 1:
                expected, second = f"（{han(number)}）", number
            elif not strays and number != 1:
                expected = "（一）" if not second else f"（{han(second + 1)}）"
            strays += 1
        stop = flow.text.find("\n", start)
        text = flow.text[start : min(stop if stop > 0 else len(flow.text), start + 24)].split("。")[0]
        result.append(Numbering(level, number, text, section, flow.place(start, end), expected, is_title))
    return tuple(result)


def han(number: int) -> str:
    """A section number in Chinese, up to 99."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("" if tens == 1 else _HAN[tens - 1]) + "十") + ("" if not ones else _HAN[ones - 1])
