"""Where the sections of a report begin and end, and how its headings are numbered."""

from __future__ import annotations

import re

from gknlp.parsing.flow import GRID, Flow
from gknlp.parsing.titles import FORM_LABELS, HAN, Title, number_of
from gknlp.types.report import Numbering, Section

_STRAY = re.compile(rf"(?:^|\n|(?<=[。;!]))[ ]*([{HAN}]{{1,2}})、(?=[\u4e00-\u9fff“\"《])")
_SECOND = re.compile(rf"(?:^|\n|(?<=[。;:!]))[ ]*\(([{HAN}]{{1,3}})\)")


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
                number = number_of(match[1])
                if start not in starts and not inside and number and not FORM_LABELS.match(label.strip()):
                    found.append((start, match.end(), level, number, False))
    found.sort()
    result = []
    section, chapter, second, strays, last = "preamble", 0, 0, 0, -1
    for start, end, level, number, is_title in found:
        expected = ""
        if is_title:
            bare = sum(title.number is None and last < title.start < start for title in titles)
            is_next = number in (chapter + 1, chapter + 1 + bare)  # a title that lost its number may count or not
            expected, last = "" if is_next else f"{han(chapter + 1)}、", start
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
    return ("" if not tens else ("" if tens == 1 else HAN[tens - 1]) + "十") + ("" if not ones else HAN[ones - 1])
