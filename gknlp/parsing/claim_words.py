"""The words that name a number: where they stand beside it, and which of them count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gknlp.language.lexicon import Phrase
from gknlp.language.numerals import Quantity
from gknlp.parsing.claim_context import CASE, PLANNED, Context, act_of, case_of, is_about
from gknlp.parsing.claim_limits import (
    is_all_disclosed,
    is_applicant,
    is_granted,
    is_of_act,
    is_of_requests,
    is_plain_count,
)
from gknlp.parsing.flow import GRID

CLAUSE = re.compile(rf"[，。;:!?()\n{GRID}①-⑳]|,(?!\d{{3}})")
_LINK = re.compile(r"(?:及|和|与|或|以及|或者|、|\+|加|两项|两类|(?:的)?(?:答复|案件|决定|件数)|\s)+")
_ALSO = re.compile(r"等(?:原因|缘故|情形|理由|因素|情况|问题)?")
FILLER = re.compile(
    r"(?:另有|另|其中|还有|有|共|共计|总计|合计|为|是|的|达|计|约|各|则|均|分别|占|数|\s|[“”\"'、及和与])+"
)
_OF_WHOLE = re.compile(r"(?:申请|案件|答复|件)?(?:当中|之中|中|里)")
_OF_ITEMS = re.compile(r"(?:政府|政务)?信息(?:当中|之中|中)")
_PARTITIVE = re.compile(r"(?:当中|之中|中|里|内)[，,]?(?:的)?(?:有)?\s?$")
_TIME_ONLY = re.compile(
    r"(?:(?:19|20)\d\d年|(?:上|今|本|去)年(?:度)?(?:末|底)?|全年|年末|年底|历年|累计|合计|共计|增至|降至|增加到|减少到|增长到|下降到|"
    r"较|比|与|至|到|为|共|的|达|有|约|是|\s)+"
)
_TIME_WORD = re.compile("年|底|末|累计|合计|增|降|减")
_NO_COUNT = re.compile(
    r"(?:(?<!新)增加?|减少?|增长|下降|上升|多|少|相差)(?:了|约|收到?|受理|办理|答复|办结)*\s?$"
    r"|(?:增[配派补设]|(?<!更改)补充|充实|[招选]聘|[选抽]调|选派)(?:了|约)*\s?$"
    r"|(?:平均(?:每[\u4e00-\u9fff])?|[日月周人年]均|每(?:个)?(?:月|日|周|人|年|季度))[^，。;\d]{0,8}$"
    r"|(?:没有|[无未])(?:有|出现|发生)?\s?$"
)
"""What stands before a number that is a difference (较上年增加11件), a mean (月均4件) or none at all (无1例)."""
_SAMPLED = re.compile(r"(?:抽查|评查|抽检|抽取|复查|核查|回访|自查)(?:了)?[^，。;\d]{0,14}$")
_COMPARED = re.compile(r"(?:与|较|比|同|和)(?:上一?年|去年|(?:19|20)\d\d年)(?:度|同期|全年|的)*\s?$")
_COMPARES = re.compile(r"(?:相比|比较|对比|相较)")
_FORMER = re.compile(r"(?:由|从)(?:原来的?|此前的?)?\s?$")
_RECEIVED = frozenset({"new", "handled", "handled-loosely", "processed"})
_FORMER_ENDS = re.compile(r"(?:大幅|逐年|进一步)?(?:增|减|降|升|下降|提)[加长少高升]?(?:至|到|为)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a figure. ``start`` and ``end`` are offsets into the text."""

    start: int
    end: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the words that may name it: (from, to) of the clause left of it, right of it and farther off."""

    quantity: Quantity
    left: tuple[int, int]
    right: tuple[int, int]
    before: tuple[int, int]
    behind: tuple[int, int]
    sentence: tuple[int, int]


def around(context: Context, quantity: Quantity, low: int, high: int) -> Number:
    """The pieces of text beside a number, between the numbers before and behind it (``low``, ``high``)."""
    text = context.text
    start, end = context.start_of(quantity.start), context.end_of(quantity.end)
    floor, ceiling = max(start, low), min(end, high)
    left = floor
    for found in CLAUSE.finditer(text, floor, quantity.start):
        left = found.end()
    if left == floor and floor == low:  # the number before stands in this clause: what follows it in a list is ours
        tail = max(text.rfind(mark, floor, quantity.start) for mark in "、和及与")
        left = tail + 1 if tail >= 0 else left
    found_end = CLAUSE.search(text, quantity.end, ceiling)
    right = found_end.start() if found_end else ceiling
    if (
        not found_end and ceiling == high
    ):  # the next number stands in this clause: what precedes it in a list is its own
        tail = max(text.rfind(mark, quantity.end, ceiling) for mark in "、和及与")
        right = tail if tail >= 0 else right
    follows = CLAUSE.search(text, right + 1, ceiling)
    behind = (right, follows.start() if follows else ceiling) if right < ceiling else (right, right)
    return Number(quantity, (left, quantity.start), (quantity.end, right), (floor, left), behind, (start, end))


def named(context: Context, number: Number) -> tuple[Mention, ...]:
    """The words that name a number, several where it is their sum; none where nothing does."""
    if _is_no_count(context, number):
        return ()
    left = mentions_in(context, number, *number.left)
    is_again = _OF_WHOLE.match(context.text, number.right[0], number.right[1]) is not None
    if (
        is_again
        and not left
        and isinstance(context.whole, tuple)
        and context.section(context.whole_end) == context.section(number.quantity.start)
        and not FILLER.sub("", context.text[slice(*number.left)])
    ):
        return context.whole
    right = mentions_in(context, number, *number.right)
    items = any(mention.phrase.family == "channel" for mention in (*left, *right))
    if items and _OF_ITEMS.match(context.text, number.quantity.end):
        return ()  # 网站公开的425条政府信息中: what was counted before
    if right and _PARTITIVE.search(context.text, *number.left):
        left = []
    sure = [mention for mention in left if mention.phrase.rank < 2]
    if sure:
        return _nearest(context, sure)
    if any(mention.phrase.rank < 2 for mention in right):
        return (min(right, key=lambda mention: (mention.phrase.rank, mention.start)),)
    if not left:
        is_dealt_with = context.text[slice(*number.left)] in ("对", "将")
        behind = [
            mention
            for mention in mentions_in(context, number, *number.behind)
            if mention.phrase.far or (is_dealt_with and mention.phrase.family == "result")
        ]
        if behind and right:
            return (behind[0],)
    if left or right:
        return (left[-1] if left else right[0],)
    return _of_comparison(context, number) or _elsewhere(context, number)


def _of_comparison(context: Context, number: Number) -> tuple[Mention, ...]:
    """What names a number that the sentence begins by comparing with: 与上年的60件相比，本年收到申请90件."""
    if not _COMPARED.search(context.text, *number.left) or not _COMPARES.match(context.text, *number.right):
        return ()
    behind = mentions_in(context, number, *number.behind)
    return (min(behind, key=lambda mention: (mention.phrase.rank, mention.start)),) if behind else ()


def is_former(context: Context, number: Number) -> bool:
    """Whether a number is what a count was before, of a time that is not told: 由60件下降到49件."""
    is_from = _FORMER.search(context.text, *number.left)
    return bool(is_from and _FORMER_ENDS.match(context.text, number.quantity.end))


def _is_no_count(context: Context, number: Number) -> bool:
    """Whether a number tells a difference, a mean or what was sampled, not how many there are."""
    before = context.text[slice(*number.left)]
    return bool(_NO_COUNT.search(before) or _SAMPLED.search(before))


def _elsewhere(context: Context, number: Number) -> tuple[Mention, ...]:
    """What names a number that has no words of its own beside it: the number before (2012年2318条), the clause before."""
    words = context.text[slice(*number.left)]
    if isinstance(context.last, tuple) and _TIME_ONLY.fullmatch(words) and _TIME_WORD.search(words):
        return context.last
    if FILLER.sub("", words):
        return ()
    before = mentions_in(context, number, *number.before)
    return (min(before, key=lambda mention: (mention.phrase.rank, -mention.end)),) if before else ()


def _nearest(context: Context, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The mention nearest to a number that ``mentions`` (in order) stand before, with those that are added to it."""
    rank = min(mention.phrase.rank for mention in mentions)
    last = mentions[-1]
    narrow = [mention for mention in mentions if mention.phrase.rank == rank]
    chosen = narrow[-1]
    if chosen is not last and last.phrase.family == chosen.phrase.family:
        if _ALSO.search(context.text, chosen.end, last.start):
            return (last,)  # 因不掌握等原因无法提供: one of several reasons, the sum is meant
    elif chosen is not last and last.phrase.family != chosen.phrase.family and rank < last.phrase.rank:
        chosen = last if last.phrase.rank < 2 and last.end > chosen.end else chosen
    if chosen.phrase.family == "result":
        whose = next((mention for mention in mentions if mention.phrase.family == "applicant"), None)
        if whose is not None and whose.end <= chosen.start:
            return (whose, chosen)  # 对自然人申请予以公开
    together = [chosen]
    for mention in reversed(mentions[: mentions.index(chosen)]):
        same = mention.phrase.family == chosen.phrase.family and mention.phrase.key != chosen.phrase.key
        if not same or not _LINK.fullmatch(context.text, mention.end, together[0].start):
            break
        together.insert(0, mention)
    return tuple(together)


def candidates(context: Context, start: int, end: int) -> list[int]:
    """The phrases one of whose clues stands in the sentence."""
    known = context.clues.get(start)
    if known is None:
        sentence = context.text[max(0, start - 80) : end]
        known = [number for number, clues in context.present() if any(clue in sentence for clue in clues)]
        context.clues[start] = known
    return known


def mentions_in(context: Context, number: Number, low: int, high: int) -> list[Mention]:
    """What ``text[low:high]`` names that the number can count, in order; the longest of several that overlap."""
    if low >= high:
        return []
    found = []
    for index in candidates(context, *number.sentence):
        phrase = context.book.phrases[index]
        if number.quantity.unit not in phrase.units or phrase.key not in context.usable:
            continue
        for match in context.book.words(phrase).finditer(context.text, low, high):
            if match.end() > match.start() and _fits(context, phrase, number, low, high, match):
                found.append(Mention(match.start(), match.end(), phrase))
    return _apart(found)


def _apart(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.phrase.rank, m.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _fits(context: Context, phrase: Phrase, number: Number, low: int, high: int, match: re.Match[str]) -> bool:
    text, (start, end) = context.text, number.sentence
    if phrase.whole and FILLER.sub("", text[low:high].replace(match[0], "", 1)):
        return False
    if PLANNED.search(text, min(number.left[0], low), max(number.right[1], high)):
        return False
    if phrase.follows and not context.follows(phrase.follows):
        return False
    reach = max(number.right[1], high)
    unless, elsewhere = context.book.pattern(phrase, "unless"), context.book.pattern(phrase, "elsewhere")
    if unless and unless.search(text, min(number.left[0], low), reach):
        return False
    if elsewhere and elsewhere.search(text, start, reach):
        return False
    needs = context.book.pattern(phrase, "needs")
    if needs and not needs.search(text, start, end):
        return False
    if phrase.near.startswith("act:") and act_of(context, start, number.quantity.start) != phrase.near:
        return False
    if phrase.near and not phrase.near.startswith("act:") and case_of(context, start, reach) != phrase.near:
        return False
    if (
        phrase.near
        and phrase.family == "outcome"
        and not is_about(context, "litigation", start, number.quantity.start, reach)
    ):
        return False
    if not _is_what_it_says(context, phrase, number, low, high, match):
        return False
    return not phrase.context or is_about(context, phrase.context, start, number.quantity.start, reach)


def _is_what_it_says(
    context: Context, phrase: Phrase, number: Number, low: int, high: int, match: re.Match[str]
) -> bool:
    """Whether no other word of the clause makes words that name a figure the name of something else."""
    text, quantity = context.text, number.quantity
    if phrase.family == "applicant":
        at = quantity.start if quantity.end else high
        fits = is_applicant(text, low, *match.span(), high, at)
        return fits and is_plain_count(text, low, quantity.end, quantity.unit)
    if phrase.key in _RECEIVED and match.end() <= quantity.start and "申请" not in match[0]:
        return is_of_requests(text, match.end(), quantity.start)
    if phrase.context == "rows":
        return not is_granted(text, min(number.left[0], low), max(number.right[1], high))
    if phrase.family == "outcome":
        if "撤回" in match[0] and not CASE.search(text, number.sentence[0], max(number.right[1], high)):
            return False  # of an application, too, one says so
        return not is_of_act(text, min(number.left[0], low), max(number.right[1], high))
    if phrase.key == "disclosed" and quantity.end:
        begin, end = min(number.left[0], low), min(quantity.start, max(high, match.end()))
        return is_all_disclosed(text, number.sentence[0], begin, end, context.agency)
    return True
