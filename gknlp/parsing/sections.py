"""Where the sections of a report begin and end, and how its headings are numbered."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gknlp.parsing.flow import GRID, Flow
from gknlp.parsing.titles import FORM_LABELS, HAN, Title, kind_of, number_of
from gknlp.types.report import Numbering, Section

_STRAY = re.compile(rf"(?:^|\n|(?<=[。;!]))[ ]*([{HAN}]{{1,2}})、(?=[\u4e00-\u9fff“\"《])")
_SECOND = re.compile(rf"(?:^|\n|(?<=[。;:!]))[ ]*\(([{HAN}]{{1,3}})\)")
_THIRD = re.compile(r"(?:^|\n|(?<=[。;:!]))[ ]*(\d{1,2})[.、](?!\d)(?= ?[\u4e00-\u9fff“\"《])")
_FOURTH = re.compile(r"(?:^|\n|(?<=[。;:!]))[ ]*\((\d{1,2})\)(?= ?[\u4e00-\u9fff“\"《])")
_NUMBERED = ((_STRAY, 1), (_SECOND, 2), (_THIRD, 3), (_FOURTH, 4))
_ATTACHMENTS = re.compile(
    r"附(?:件|表)?:\s{0,4}\d{1,2}[.、][^\n。]{0,100}(?:\n[ ]{0,8}\d{1,2}[.、][^\n。]{0,60}(?=\n|$)){0,30}"
)
"""The list of what is attached: its numbers are no headings."""
_MOST_LISTS = 20
_LIST_REACH = 80
"""Characters in which the item before stands in a list within a sentence: 要求：一、……；二、……"""
_NO_HEADINGS = ("problems", "plan", "annex")
"""Sections in which what is numbered is an item of a list."""
_LAST = ("other", "annex")
"""Sections behind which there may be parts of another document."""
_FORM_ROWS = re.compile(
    r"予以公开|部分公开|不予公开|无法提供|不予处理|其[他它](?:处理|$|[\d ])|总计|无 ?\d|属于|其他法律|危及|保护第三方|本机关不掌握|没有现成|补正后"
    r"|信访举报|重复申请|要求|无正当|申请人"
)
"""Labels of the form's rows, which bear numbers of their own."""


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
    number = bisect_right(titles, offset, key=lambda title: title.start)
    return titles[number - 1].key if number else "preamble"


@dataclass(slots=True)
class _Sequence:
    """The numbering of one level: the number met last and where it stands; ``is_fresh`` after a heading above it."""

    last: int = 0
    at: int = 0
    is_fresh: bool = True

    def expected(self, text: str, number: int, start: int, level: int, following: int) -> int:
        """The number that ought to stand there, 0 where ``number`` may: it goes on, begins anew, or the one before it
        stands somewhere in between, though not where headings are seen. ``following`` is the next one's number: where that
        goes on from the right one, this alone is wrong."""
        between = text[self.at : start]
        seen = any(mark in between for mark in _marks(number - 1, level))
        is_right = self.is_fresh or number in (1, self.last + 1) or seen
        due = 1 if self.is_fresh and following == 2 else self.last + 1
        alone = following == due + 1 and number != due and not seen
        is_lone = alone and (due == 1 if self.is_fresh else number == 1)  # neither going on nor a list begun anew
        wanted = due if is_lone or not is_right else 0
        self.last = wanted if wanted and alone else number
        self.at, self.is_fresh = start, False
        return wanted


def _marks(number: int, level: int) -> tuple[str, ...]:
    """How ``number`` is written as a heading of ``level``; the first is the usual way."""
    if level == 1:
        return (f"{han(number)}、",)
    if level == 2:
        return (f"（{han(number)}）", f"({han(number)})")
    return (f"{number}.", f"{number}、") if level == 3 else (f"（{number}）", f"({number})")


def _headings(
    flow: Flow, titles: list[Title], tables: list[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int, bool]]:
    """(start, end, level, number, whether a title) of what is numbered; labels of the form's tables left out."""
    starts = {title.start for title in titles}
    for title in titles:
        if title.number is not None:
            yield title.start, title.end, 1, title.number, True
    tables = [*tables, *(found.span() for found in islice(_ATTACHMENTS.finditer(flow.text), _MOST_LISTS))]
    for pattern, level in _NUMBERED if titles else ():
        for match in pattern.finditer(flow.text, titles[0].start):
            start = match.start(1) - (level in (2, 4))
            label = flow.text[match.end() : match.end() + 12].strip()
            inside = any(low <= start < high for low, high in tables)
            number = int(match[1]) if level > 2 else number_of(match[1])
            if start in starts or inside or not number or FORM_LABELS.match(label):
                continue
            if level == 1 and _is_within(flow.text, start, number, starts):
                continue
            if level == 1 or not (_FORM_ROWS.match(label) or section_at(titles, start) == "annex"):
                yield start, match.end(), level, number, False


def _following(headings: list[tuple[int, int, int, int, bool]], index: int) -> int:
    """The number of the next heading of the same level below the same one above, 0 where there is none."""
    _, _, level, _, is_title = headings[index]
    for _, _, other, number, is_other_title in headings[index + 1 :]:
        if is_other_title if is_title else (other, is_other_title) == (level, False):
            return number
        if not is_title and (is_other_title or other < level):
            return 0
    return 0


def _is_within(text: str, start: int, number: int, titles: set[int]) -> bool:
    """Whether what is numbered goes on with a list that began inside a sentence of the same paragraph."""
    low = max(text.rfind("\n", 0, start) + 1, start - _LIST_REACH)
    before = f"{han(number - 1)}、" if number > 1 else ""
    at = text.rfind(before, low, start) if before else -1
    while at > low and text[at - 1] == " ":
        at -= 1
    if at <= low or at in titles:
        return False
    if number > 2 and text[at - 1] in ";。":
        return _is_within(text, at, number - 1, titles)
    return text[at - 1] in ":，,(“"


def numberings_of(flow: Flow, titles: list[Title], tables: list[tuple[int, int]]) -> tuple[Numbering, ...]:
    """The numbered headings with what number each ought to bear. ``tables`` are the spans of run-together tables."""
    result = []
    section, chapter, strays, last = "preamble", 0, 0, -1
    below = {level: _Sequence() for level in (1, 2, 3, 4)}
    headings = sorted(_headings(flow, titles, tables))
    for index, (start, end, level, number, is_title) in enumerate(headings):
        expected, following = "", _following(headings, index)
        if is_title:
            bare = sum(title.number is None and last < title.start < start for title in titles)
            is_next = number in (chapter + 1, chapter + 1 + bare)  # a title that lost its number may count or not
            is_annexed = number == 1 and section in _LAST  # what is annexed begins anew
            is_right = is_next or is_annexed
            expected, last = "" if is_right else _marks(chapter + 1, 1)[0], start
            alone = not is_right and following == chapter + 2
            section, chapter, strays = section_at(titles, start), chapter + 1 if alone else number, 0
            below = {level: _Sequence() for level in (1, 2, 3, 4)}
        elif level > 1:
            wanted = below[level].expected(flow.text, number, start, level, following)
            expected = _marks(wanted, level)[0] if wanted else ""
        else:
            second = below[2].last
            if second and number == second + 1:
                expected, below[2].last = _marks(number, 2)[0], number
            elif not strays and number != 1:
                expected = _marks(second + 1, 2)[0]
            elif strays:
                wanted = below[1].expected(flow.text, number, start, 1, following)
                expected = _marks(wanted, 1)[0] if wanted else ""
            below[1].last, below[1].at, below[1].is_fresh = number, start, False
            strays += 1
        for lower in range(level + 1, 5):
            below[lower].is_fresh = True
        stop = flow.text.find("\n", start)
        text = flow.text[start : min(stop if stop > 0 else len(flow.text), start + 24)].split("。")[0]
        kind = "" if is_title or level > 2 or section in _NO_HEADINGS else kind_of(text)
        kind = "" if kind == "additional" else kind
        result.append(Numbering(level, number, text, section, flow.place(start, end), expected, is_title, kind))
    return tuple(result)


def han(number: int) -> str:
    """A section number in Chinese, up to 99."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("" if tens == 1 else HAN[tens - 1]) + "十") + ("" if not ones else HAN[ones - 1])
