"""The narrative of a report, tables and titles left out, and the numbers in it: read once for all that look at them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gknlp.errors import UnreadableDocument
from gknlp.language.numerals import Quantity, quantities
from gknlp.parsing.flow import GRID, Flow, without
from gknlp.parsing.titles import Title

MAX_NUMBERS = 10_000
"""Texts of more numbers are refused: no annual report comes near."""
LONGEST_SENTENCE = 600
"""Characters: how far around a number what speaks of it may stand."""
_LONGEST_QUOTE = 80
_SENTENCE_END = re.compile(f"[。!?\n{GRID}]")
_COUNTLESS = frozenset("种类款栏")


@dataclass(frozen=True, slots=True)
class Narrative:
    """``text`` is the folded text of ``flow`` with tables and titles blanked; ``numbers`` are its quantities below the
    first of ``titles``, at ``begin``, in order."""

    flow: Flow
    titles: list[Title]
    text: str
    begin: int
    numbers: tuple[Quantity, ...]


def narrative_of(flow: Flow, titles: list[Title], tables: Sequence[tuple[int, int]] = ()) -> Narrative:
    """The narrative of ``flow``; ``tables`` are spans to leave out.

    Raises UnreadableDocument where there are more numbers than ``MAX_NUMBERS``.
    """
    text = without(flow.text, [*tables, *((title.start, title.end) for title in titles)])
    begin = titles[0].end if titles else 0
    numbers, count = [], 0
    for quantity in quantities(text, begin):
        numbers.append(quantity)
        count += not is_idle(text, quantity)
        if count > MAX_NUMBERS:
            raise UnreadableDocument(
                f"{flow.document.name}：文中数字超过 {MAX_NUMBERS} 个，不像年度报告，请确认文件是否选对"
            )
    return Narrative(flow, titles, text, begin, tuple(numbers))


def is_idle(text: str, quantity: Quantity) -> bool:
    """Whether a number only says how many kinds are named: 三种方式, 两项相加."""
    first = text[quantity.digits : quantity.digits + 1]
    return not first.isdigit() and (quantity.unit in _COUNTLESS or (quantity.unit == "项" and quantity.value < 10))


def sentence_start(text: str, offset: int) -> int:
    """Where the sentence around ``offset`` begins, or what of it is looked at."""
    ends = _ends(text)
    number = bisect_left(ends, offset)
    return max(0, offset - LONGEST_SENTENCE, ends[number - 1] + 1 if number else 0)


def sentence_end(text: str, offset: int) -> int:
    """Where the sentence around ``offset`` ends, or what of it is looked at."""
    ends = _ends(text)
    number = bisect_left(ends, offset)
    high = min(len(text), offset + LONGEST_SENTENCE)
    return min(high, ends[number]) if number < len(ends) else high


@lru_cache(maxsize=2)
def _ends(text: str) -> tuple[int, ...]:
    """Where the sentences of ``text`` end, in order."""
    return tuple(found.start() for found in _SENTENCE_END.finditer(text))


def is_quoted(text: str, offset: int) -> bool:
    """Whether ``offset`` lies within the title of a document or within quotation marks."""
    before = text[max(0, offset - _LONGEST_QUOTE) : offset]
    return any(before.rfind(left) > before.rfind(right) for left, right in ("《》", "“”", "「」"))
