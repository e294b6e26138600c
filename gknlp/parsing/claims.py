"""Figures stated in prose: which number, what it may mean, for which year and whom.

A number is named by the words beside it: those to its left in its clause, else those to its right, else the clause before.
Words that name a cell go before words that only the sentence makes clear. Its value plays no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from gknlp.language.lexicon import phrase_book
from gknlp.language.numerals import Quantity
from gknlp.parsing.claim_absences import absences, of_all
from gknlp.parsing.claim_context import Context, period_of
from gknlp.parsing.claim_parts import TOTALS, is_of_part
from gknlp.parsing.claim_readings import in_column, readings_of, usable, written
from gknlp.parsing.claim_words import FILLER, Mention, Number, around, candidates, is_former, mentions_in, named
from gknlp.parsing.narrative import MAX_NUMBERS, Narrative, is_idle, sentence_end
from gknlp.types.edition import Edition, Force
from gknlp.types.expression import Expression
from gknlp.types.report import Claim, Masthead, Reading

_CLOSE = 25
_LOOSE_LINK = "、"
_CAME_IN = re.compile(r"收到|接收|接到|收悉|接获|新收")
_DEALT_WITH = re.compile(r"受理|办理|处理|收办|应办")
_WITH_CARRIED = re.compile(
    r"(?:含|包括|其中|加上|连同|加|及|和|计入|另有|转入|均计)[^。;]{0,14}(?:上年|上一年|往年|20\d\d年)?[^。;]{0,8}(?:结转|转结|遗留)|上年[^。;]{0,6}结转"
)
_EACH = re.compile(r"均|都|皆|各(?!类|项|种|级)")


def claims_of(narrative: Narrative, edition: Edition, masthead: Masthead) -> tuple[Claim, ...]:
    """The claims of ``narrative``, in order."""
    year = masthead.year or edition.first_year
    text, begin = narrative.text, narrative.begin
    book = phrase_book(year, edition.key)
    context = Context(narrative.flow, text, year, masthead.agency, masthead.level, edition, book, narrative.titles)
    context.usable = usable(edition)
    numbers = [quantity for quantity in narrative.numbers if not is_idle(text, quantity)]
    claims = list(_stated(context, numbers, begin))
    claims += islice(absences(context, begin), MAX_NUMBERS)
    claims += of_all(context, claims)
    return tuple(sorted(claims, key=lambda claim: (claim.place, claim.phrase)))


def _stated(context: Context, numbers: Sequence[Quantity], begin: int) -> Iterator[Claim]:
    taken: set[int] = set()
    text = context.text
    for index, quantity in enumerate(numbers):
        low = numbers[index - 1].end if index else begin
        if context.start_of(quantity.start) > context.family_end:
            context.family, context.key, context.last, context.family_end = "", "", None, -1
        if index in taken or quantity.unit == "%":
            continue
        listed = _respectively(context, numbers, index, low)
        for at, mention in listed:
            taken.add(at)
            _remember(context, (mention,), numbers[at])
            yield from _claim(context, (mention,), numbers[at])
        if listed:
            continue
        high = numbers[index + 1].start if index + 1 < len(numbers) else len(context.text)
        number = around(context, quantity, low, high)
        chosen = named(context, number)
        is_part = bool(chosen) and is_of_part(context, number, chosen)
        if chosen:
            _remember(context, chosen, quantity, is_part)
        if chosen and not is_part and not is_former(context, number):
            is_each = len(chosen) > 1 and _EACH.search(text, chosen[-1].end, quantity.start)
            for mentions in [(mention,) for mention in chosen] if is_each else [chosen]:
                yield from _claim(context, mentions, quantity)


def _remember(context: Context, chosen: tuple[Mention, ...], quantity: Quantity, is_part: bool = False) -> None:
    phrase = chosen[-1].phrase
    context.family, context.key, context.family_end = phrase.family, phrase.key, quantity.end
    context.last = None if is_part else chosen
    if phrase.key in TOTALS:
        context.counted_end = quantity.end
    if phrase.rank and phrase.family in ("applications", "litigation") and not is_part:
        context.whole, context.whole_end = chosen, quantity.end


def _respectively(context: Context, numbers: Sequence[Quantity], index: int, low: int) -> list[tuple[int, Mention]]:
    """“微博、微信分别公开信息2421条和1239条”: (number, what names it), the i-th noun with the i-th number."""
    text, first = context.text, numbers[index]
    number = around(context, first, low, len(text))
    head_start = number.left[0]
    mark = text.rfind("分别", head_start, first.start)
    if mark < 0 or first.start - mark > 16:
        return []
    tail = FILLER.sub("", text[mark : first.start].removeprefix("分别"))
    items = re.split(r"、|以及|和|及|与", text[head_start:mark])
    chosen = numbers[index : index + len(items)]
    gaps = [text[a.end : b.start] for a, b in zip(chosen, chosen[1:], strict=False)]
    if (
        len(items) < 2
        or len(chosen) < len(items)
        or any(not re.fullmatch(r"[、，,;和及与 ]{1,2}", gap) for gap in gaps)
    ):
        return []
    result, position = [], head_start
    common = text[head_start:mark]
    for at, (item, quantity) in enumerate(zip(items, chosen, strict=True)):
        begin = text.index(item, position)
        position = begin + len(item)
        piece = Number(
            quantity, (begin, position), (quantity.end, quantity.end), (begin, begin), (0, 0), number.sentence
        )
        found = mentions_in(context, piece, begin, position) or _joined(context, piece, item, tail, common)
        if found:
            result.append((index + at, min(found, key=lambda mention: (mention.phrase.rank, -mention.end))))
    return result if len(result) == len(items) else []


def _joined(context: Context, number: Number, item: str, tail: str, common: str) -> list[Mention]:
    """What an item names together with the words that all items share: “规章、规范性文件的制发数分别为”."""
    shared = re.split(r"[、和及与]", common)[-1]
    for words in (item + tail, item + re.sub(r"^.*?(?=的|制|废|现|新|公)", "", shared)):
        for index in candidates(context, *number.sentence):
            phrase = context.book.phrases[index]
            match = context.book.words(phrase).search(words)
            if match and number.quantity.unit in phrase.units and not phrase.follows and not phrase.whole:
                unless = context.book.pattern(phrase, "unless")
                if phrase.rank < 2 and not (unless and unless.search(words)):
                    return [Mention(*number.left, phrase)]
    return []


def _claim(context: Context, mentions: Sequence[Mention], quantity: Quantity) -> Iterator[Claim]:
    """The claim of a number that ``mentions`` name; none where the edition has no cell for it."""
    phrase = mentions[-1].phrase
    period = "" if phrase.timeless else period_of(context, quantity.start)
    readings = readings_of(context.edition, phrase, period == "all")
    if period == "all":
        period = "" if readings else "part"
        readings = readings or readings_of(context.edition, phrase)
    if len(mentions) > 1 and mentions[0].phrase.family == "applicant" and phrase.family == "result":
        readings = in_column(context.edition, mentions[0].phrase, readings)
    elif len(mentions) > 1:
        parts = [readings_of(context.edition, mention.phrase)[:1] for mention in mentions]
        if not all(parts):
            return
        is_loose = context.text[mentions[-2].end : mentions[-1].start].strip() == _LOOSE_LINK
        terms = tuple(term for (reading,) in parts for term in reading.expression.terms)
        readings = (Reading(Expression(terms), Force.SHOULD if is_loose else Force.MUST),)
    if readings and not period and "累计" in context.text[max(0, quantity.start - _CLOSE) : quantity.start]:
        all_years = readings_of(context.edition, phrase, is_cumulative=True) if len(mentions) == 1 else ()
        readings += tuple(Reading(reading.expression, reading.force, "按历年累计计") for reading in all_years[:1])
    if readings:
        claim = written(context, phrase, readings, quantity, (quantity.start, quantity.end), period)
        yield replace(claim, is_literal=phrase.key == "new" and _says_received(context, quantity))


def _says_received(context: Context, quantity: Quantity) -> bool:
    """Whether the words say that so many applications came in, and not that those carried over are among them."""
    text = context.text
    low, high = context.start_of(quantity.start), sentence_end(text, quantity.end)
    if _WITH_CARRIED.search(text, max(low, quantity.start - _CLOSE), high):
        return False
    clause = re.split(r"[，,;]", text[max(low, quantity.start - _CLOSE) : quantity.start])[-1]
    return bool(_CAME_IN.search(clause + text[quantity.end : quantity.end + 1])) and not _DEALT_WITH.search(clause)
