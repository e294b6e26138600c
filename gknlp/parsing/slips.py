"""Faults of the text itself: what of the form was left in, wrong years, foreign names, doubled words, lost numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gknlp.language.characters import fold
from gknlp.language.lexicon import SlipPattern, slip_patterns
from gknlp.parsing.doublings import doublings_in
from gknlp.parsing.flow import GRID
from gknlp.parsing.impossible_dates import impossible_dates
from gknlp.parsing.misspellings import misspellings_in
from gknlp.parsing.narrative import Narrative, is_quoted, sentence_end, sentence_start
from gknlp.parsing.others_names import foreign_names
from gknlp.parsing.scope_words import odd_scopes
from gknlp.parsing.sections import section_at
from gknlp.parsing.stale_years import is_stale
from gknlp.parsing.vagueness import vague_overview
from gknlp.types.edition import Edition, Force
from gknlp.types.report import Masthead, Section, Slip

_LONGEST_EXAMPLE = 30
_RETOLD = ("title", "repeated", "vague")
_ASIDE = re.compile(r"\([^()]*\)")
_YEAR_OF = re.compile(r"^(?:19|20)\d\d年(?:度)?")
_HEADING = re.compile(
    r"\([一二三四五六七八九十\d]{1,2}\)[\u4e00-\u9fff]{2,14}[。: \n]?|^[ ]*[一二三四五六七八九十\d]{1,2}[、.]"
)
_INDIFFERENT = re.compile(r"政府信息公开|政务公开|行政机关|本机关|工作|以及|[的和及与并被]|[^\w]|_")
"""What titles may have or lack, or put otherwise, without being another title."""
_NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十百千万亿半几数多余若干整各每逐该这那此本首末另同某单双")
_COUNTED = frozenset("〇二三四五六七八九十百千万亿两几若")
"""A number in letters: 一 stands in too many words."""
_ENDINGS = {
    "件": "文案信证事附邮要软硬条稿部函来急办配零构组物议批电密快",
    "条": "头词链面线枝教便欠借纸信油薪荒柳金苗",
    "份": "身月年股备省成部县",
    "篇": "长通诗连全名",
}
"""Letters that make a word of the counter behind them: 文件, 头条, 月份, 通篇."""


def slips_of(
    narrative: Narrative, sections: Sequence[Section], edition: Edition, masthead: Masthead
) -> tuple[Slip, ...]:
    """The slips of a report, in order of their places."""
    found = [
        *_by_pattern(narrative, masthead),
        *impossible_dates(narrative),
        *doublings_in(narrative),
        *misspellings_in(narrative),
        *foreign_names(narrative, masthead),
        *odd_scopes(narrative, masthead),
        *vague_overview(narrative, masthead),
        *_altered_titles(sections, edition),
    ]
    own_words = (_as_written(narrative, slip) for slip in dict.fromkeys(found))
    return tuple(sorted(own_words, key=lambda slip: (slip.place.block, slip.place.start, slip.kind)))


def _as_written(narrative: Narrative, slip: Slip) -> Slip:
    """``slip`` in the report's own characters."""
    return replace(slip, text=narrative.flow.document.text(slip.place)) if slip.kind not in _RETOLD else slip


def _by_pattern(narrative: Narrative, masthead: Masthead) -> Iterator[Slip]:
    """What the patterns of the lexicon find; of two of a kind that overlap, the one found first."""
    taken: dict[str, set[int]] = {}
    for entry in slip_patterns():
        # A title may hold words of the form, and be a plan's; tables and titles are no sentences.
        text = narrative.flow.text if entry.kind in ("template", "past_plan") else narrative.text
        if not any(clue in text for clue in entry.clues):
            continue
        for found in entry.pattern.finditer(text):
            start, end = found.span("slip") if "slip" in entry.pattern.groupindex else found.span()
            if entry.within and not _stands_there(entry, narrative, found.start()):
                continue
            if not taken.setdefault(entry.kind, set()).isdisjoint(range(start, end)):
                continue
            expected = _verdict(entry, found, text, masthead)
            if expected is not None:
                taken[entry.kind].update(range(start, end))
                yield Slip(entry.kind, text[start:end].strip(), narrative.flow.place(start, end), expected)


def _stands_there(entry: SlipPattern, narrative: Narrative, start: int) -> bool:
    """Whether ``start`` lies in one of the sections that the pattern is for, as its first words where it must."""
    key = section_at(narrative.titles, start)
    if key not in entry.within:
        return False
    if not entry.first or key == "preamble":
        return True
    begin = max((title.end for title in narrative.titles if title.end <= start), default=0)
    return not _HEADING.sub("", narrative.text[begin:start][:_LONGEST_EXAMPLE]).strip(" \n。:." + GRID)


def _verdict(entry: SlipPattern, found: re.Match[str], text: str, masthead: Masthead) -> str | None:
    """What ought to stand there ("" where that cannot be said), None where it is no slip after all."""
    start = found.start("slip") if "slip" in entry.pattern.groupindex else found.start()
    sentence = text[sentence_start(text, start) : sentence_end(text, start)]
    if entry.unless is not None and entry.unless.search(sentence):
        return None
    if entry.kind != "placeholder" and entry.kind != "template" and is_quoted(text, start):
        return None
    if entry.kind == "placeholder" and text.rfind("“", 0, start) > max(
        text.rfind("”", 0, start), start - _LONGEST_EXAMPLE
    ):
        return None  # an example
    if entry.kind == "number_missing" and _is_word(found):
        return None
    if "year" in entry.pattern.groupindex:
        return is_stale(entry, found, text, sentence, masthead)
    return ""


def _is_word(found: re.Match[str]) -> bool:
    """Whether what looks like a counter ends a word, or has its number in letters, or follows 各 and its like."""
    if "counter" not in found.re.groupindex:
        return found[0][-3:-2] in _NUMERALS
    names = [name for name in ("object", "other") if name in found.re.groupindex]
    lasts = {found[name][-1:] for name in names} - {""}
    if any(letter in _COUNTED for letter in found["object"]):
        return True
    return any(last in _NUMERALS or last in _ENDINGS.get(found["counter"], "") for last in lasts)


def _plain_title(title: str) -> str:
    """A title as its letters that matter."""
    words = _YEAR_OF.sub("", _ASIDE.sub("", "".join(fold(title).split())))
    return _INDIFFERENT.sub("", words).replace("它", "他")


def _altered_titles(sections: Sequence[Section], edition: Edition) -> Iterator[Slip]:
    """The titles of prescribed sections that no wording of the notices fits."""
    for form in edition.sections:
        named = [section for section in sections if section.key == form.key and section.place.end > section.place.start]
        allowed = {_plain_title(wording) for wording in (form.title, *form.variants)}
        if form.force is Force.MUST and named and not any(_plain_title(section.title) in allowed for section in named):
            yield Slip("title", named[0].title, named[0].place, form.title)
