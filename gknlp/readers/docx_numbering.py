"""Automatic numbering of Word, counted and written as Word does: 一、 （一） 1. ① 甲 A iv."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_COUNTED = frozenset(
    "chineseCounting chineseCountingThousand taiwaneseCounting taiwaneseCountingThousand japaneseCounting "
    "ideographLegalTraditional".split()
)
_MOST = 9999
_LONGEST = 50
"""Characters of a label and of a number in letters."""
_DEEPEST = 50
"""Styles may be based on one another so far."""


def value(element: etree._Element | None, path: str) -> str | None:
    """The ``w:val`` of the element at ``path`` below ``element``, None where there is none."""
    found = element.find(path) if element is not None else None
    return found.get(W + "val") if found is not None else None


def digit(text: str | None, default: int) -> int:
    """``text`` as a small number, ``default`` where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default


def written(number: int, form: str) -> str:
    """``number`` in the form that WordprocessingML calls ``form``; forms not known are written in digits."""
    if not 0 < number <= _MOST:
        return str(number)
    if form in _COUNTED:
        return _counted(number, _HAN, "十百千")
    if form == "chineseLegalSimplified":
        return _counted(number, _FORMAL, "拾佰仟").removeprefix("" if number >= 20 else "壹") or str(number)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join("〇一二三四五六七八九"[int(figure)] for figure in str(number))
    for name, signs in (("ideographTraditional", _STEMS), ("ideographZodiac", _BRANCHES)):
        if form == name:
            return signs[(number - 1) % len(signs)]
    return _western(number, form)


def _western(number: int, form: str) -> str:
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(figure) + 0xFEE0) for figure in str(number))
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("upperLetter", "lowerLetter") and number <= 26 * _LONGEST:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and number < 400:
        text = ""
        for amount, sign in _ROMAN:
            text += sign * (number // amount)
            number %= amount
        return text if form == "upperRoman" else text.lower()
    return str(number)


def _counted(number: int, figures: str, units: str) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if not figure:
            gap = bool(text)
            continue
        text += (figures[0] if gap else "") + figures[figure] + (units[place - 1] if place else "")
        gap = False
    return text[1:] if text.startswith("一十") else text


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbers:
    """The lists of a document and how far each has been counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbers:
        """The lists that the part numbering.xml defines."""
        numbers = cls()
        if root is None:
            return numbers
        linked: dict[str, str] = {}
        for abstract in root.iter(W + "abstractNum"):
            key = abstract.get(W + "abstractNumId") or ""
            linked[value(abstract, W + "styleLink") or ""] = key
            numbers._define(key, abstract)
        behind = {
            abstract.get(W + "abstractNumId") or "": linked.get(value(abstract, W + "numStyleLink") or " ", "")
            for abstract in root.iter(W + "abstractNum")
        }
        for number in root.iter(W + "num"):
            key = value(number, W + "abstractNumId") or ""
            numbers._override(number.get(W + "numId") or "", behind.get(key) or key, number)
        return numbers

    def _define(self, key: str, element: etree._Element) -> None:
        levels = self.levels.setdefault(key, {})
        for level in element.iterfind(W + "lvl"):
            levels[digit(level.get(W + "ilvl"), 0)] = _Level(
                value(level, W + "numFmt") or "decimal",
                (value(level, W + "lvlText") or "")[:_LONGEST],
                digit(value(level, W + "start"), 1),
            )

    def _override(self, number: str, key: str, element: etree._Element) -> None:
        self.abstract[number] = key
        for override in element.iterfind(W + "lvlOverride"):
            depth = digit(override.get(W + "ilvl"), 0)
            start = value(override, W + "startOverride")
            if override.find(W + "lvl") is not None:
                # A level of its own makes the list one of its own.
                own = f"{key}/{number}"
                self.levels[own] = dict(self.levels.get(key, {}))
                self._define(own, override)
                self.abstract[number] = key = own
            if start is not None:
                self.restarts[number, depth] = digit(start, 1)

    def label(self, number: str, depth: int) -> str:
        """The next label of list ``number`` at ``depth``. Lists of one definition count on, unless told to restart."""
        key = self.abstract.get(number, "")
        level = self.levels.get(key, {}).get(depth)
        if level is None:
            return ""
        restart = self.restarts.pop((number, depth), None)
        before = self.counts.get((key, depth), level.start - 1) if restart is None else restart - 1
        self.counts[key, depth] = before + 1
        for deeper in range(depth + 1, 9):
            self.counts.pop((key, deeper), None)
        if level.form in ("bullet", "none"):
            return ""
        return re.sub(r"%([1-9])", lambda found: self._one(key, int(found[1]) - 1), level.text)

    def _one(self, key: str, depth: int) -> str:
        level = self.levels.get(key, {}).get(depth) or _Level()
        return written(self.counts.get((key, depth), level.start), level.form)


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: heading level (0 for none), list number and depth, whether it sets a contents list."""

    level: int = 0
    number: str = ""
    depth: int = 0
    is_contents: bool = False


class Styles:
    """The paragraph styles of a document, each read when it is first used: a file defines many more than it uses."""

    def __init__(self, root: etree._Element | None) -> None:
        """Index the styles of the part styles.xml by their ids."""
        elements = root.iterchildren(W + "style") if root is not None else ()
        self.elements = {style.get(W + "styleId") or "": style for style in elements}
        self.known: dict[str, Style] = {}

    def of(self, key: str) -> Style:
        """The style ``key``, with what it takes from the one that it is based on."""
        if key not in self.known:
            self.known[key] = self._read(key, frozenset())
        return self.known[key]

    def _read(self, key: str, below: frozenset[str]) -> Style:
        element = self.elements.get(key)
        if element is None or key in below or len(below) > _DEEPEST:
            return Style()
        parent = self._read(value(element, W + "basedOn") or "", below | {key})
        name = (value(element, W + "name") or "").strip()
        heading = re.match(r"(?:heading|标题)\s*([1-9])$", name, re.I)
        outline = digit(value(element, f"{W}pPr/{W}outlineLvl"), 9)
        level = int(heading[1]) if heading else outline + 1 if outline < 9 else parent.level
        contents = re.match(r"(?:toc|目录)\s*[1-9]$", name, re.I) is not None
        number = value(element, f"{W}pPr/{W}numPr/{W}numId")
        if not number:
            return Style(level, parent.number, parent.depth, contents)
        return Style(level, number, digit(value(element, f"{W}pPr/{W}numPr/{W}ilvl"), 0), contents)
