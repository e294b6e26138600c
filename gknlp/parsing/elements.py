"""Whether the narrative speaks of what it has to: the elements of 总体情况 and the results that governments report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gknlp.language.characters import squeeze
from gknlp.language.lexicon import Element, elements, listing_words
from gknlp.parsing.flow import GRID, Flow
from gknlp.parsing.narrative import Narrative
from gknlp.types.report import Mention, Section

_ASIDE = frozenset({"preamble", "problems", "plan", "annex"})
"""What says nothing of the work done: before the first title, what is lacking, what is planned, tables."""
_RESULTS = frozenset({"assessment", "public_review", "accountability"})
_HEAD = re.compile(
    r"(?:^|[\n。;:! ])(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,2}、|\d{1,2} ?[、.](?!\d)|\(\d{1,2}\)|[①-⑨])"
    r" ?([^。;:!\n]{2,40})(?=[。;:!\n]|$)"  # a sentence that goes on is no heading
)
_DIVIDED = 3
"""Elements with a heading of their own that show that the report is divided by elements."""
_SENTENCES = re.compile(rf"[^。\n{GRID}]+")


@dataclass(frozen=True, slots=True)
class _Part:
    """The prose of a section without white space, sentences that list the parts of the report left out, with the offset
    in the flow of each of its characters; ``heads`` are its headings."""

    section: Section
    text: str
    offsets: list[int]
    heads: tuple[tuple[int, str], ...]


def element_mentions(narrative: Narrative, sections: tuple[Section, ...]) -> list[Mention]:
    """Where the report first speaks of each element, those found in passing only where it is not divided by them.

    The results of assessment, review and accountability count wherever they stand below the first title.
    """
    flow = narrative.flow
    parts = [_part(narrative, section) for section in sections if section.key != "preamble" and section.body]
    told = [part for part in parts if part.section.key not in _ASIDE]
    heads = {element.key for element in elements() if any(_headed(part, element) is not None for part in told)}
    is_divided = len(heads) >= _DIVIDED
    result = []
    for element in elements():
        found = _first(flow, parts, told, element, is_divided)
        if found is not None:
            result.append(found)
    return result


def _part(narrative: Narrative, section: Section) -> _Part:
    flow = narrative.flow
    first, last = section.body[0], section.body[-1]
    begin = flow.starts[first.block] + first.start
    end = flow.starts[last.block] + max(last.end, last.start)
    raw = narrative.text[begin:end]
    heads = tuple((begin + found.start(1), found[1]) for found in _HEAD.finditer(raw))
    text, offsets = squeeze(raw)
    if listing_words()[0] in text:
        for found in _SENTENCES.finditer(text):
            if all(word in found[0] for word in listing_words()):
                text = text[: found.start()] + GRID * len(found[0]) + text[found.end() :]
    return _Part(section, text, [begin + offset for offset in offsets], heads)


def _headed(part: _Part, element: Element) -> tuple[int, int] | None:
    """Where a heading, or the title of the section, names ``element``."""
    if element.heads is None:
        return None
    for start, words in part.heads:
        if element.heads.search("".join(words.split())):
            return start, start + len(words)
    return None


def _first(flow: Flow, parts: list[_Part], told: list[_Part], element: Element, is_divided: bool) -> Mention | None:
    is_result = element.key in _RESULTS
    wide = parts if is_result else told
    for part in wide:
        if part.section.key == element.key and part.section.length:
            return Mention(element.key, part.section.key, part.section.place)
    casual = element.casual if is_result or not is_divided else None
    for pattern, searched in ((element.words, wide), (casual, told)):
        for part in searched if pattern else ():
            assert pattern is not None
            found = pattern.search(part.text)
            if found:
                start, end = part.offsets[found.start()], part.offsets[found.end() - 1] + 1
                return Mention(element.key, part.section.key, flow.place(start, end))
    for part in wide:
        headed = _headed(part, element)
        if headed:
            return Mention(element.key, part.section.key, flow.place(*headed))
    return None
