"""Figures stated in prose: which number, what it may mean, for which year and whom.

A number is named by the words beside it: those to its left in its clause, else those to its right, else the clause before.
Words that name a cell go before words that only the sentence makes clear. Its value plays no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice

from gknlp.errors import UnreadableDocument
from gknlp.language.lexicon import Phrase, phrase_book, phrases
from gknlp.language.numerals import Quantity, quantities
from gknlp.parsing.claim_context import PLANNED, Context, act_of, case_of, is_about, period_of, scope_of
from gknlp.parsing.flow import GRID, Flow, without
from gknlp.parsing.titles import Title
from gknlp.types.edition import Edition, Force
from gknlp.types.expression import Expression
from gknlp.types.report import Bound, Claim, Masthead, Reading

MAX_CLAIMS = 10_000
"""Texts of more numbers are refused: no annual report comes near."""
_LONGEST_ABSENCE = 45
_CLAUSE = re.compile(rf"[，。;:!?()\n{GRID}①-⑳]|,(?!\d{{3}})")
_LINK = re.compile(r"(?:及|和|与|或|以及|或者|、|\+|加|两项|两类|(?:的)?(?:答复|案件|决定|件数)|\s)+")
_LOOSE_LINK = "、"
_ALSO = re.compile(r"等(?:原因|缘故|情形|理由|因素|情况|问题)?")
_FILLER = re.compile(
    r"(?:另有|另|其中|还有|有|共|共计|总计|合计|为|是|的|达|计|约|各|则|均|分别|占|数|\s|[“”\"'、及和与])+"
)
_ABSENT = re.compile(
    r"(?<![未无])(?:没有|尚无|暂无|并无|均无|也无|无人|零(?=受理|申请|复议|诉讼|败诉|纠错)|(?:未|"
    r"无(?=涉及|因|发生|收到|受理|新收|被|任何|行政[复诉许处强事]|依申请|申请|政府信息公开|上年|尚?未|规范性)|"
    r"(?<![\u4e00-\u9fff])无)(?!法|正当|障碍|关|故|死角|疑|偿|线|经|来|按|成年|能|及时|现成|到|超|满|审结|办结|经复议))"
)
_NO_ABSENCE = re.compile(
    r"超期|逾期(?!.{0,4}(?:补正|缴))|问题|违规|差错|泄密|事故|追究|履行|完成|建立|形成|明确|信息处理费|处理费|规定|结转的情况说明"
)
_ZERO = re.compile(r"(?:均|都|皆|全部)?(?:为|是)(?:零|无|空)(?![\d\u4e00-\u9fff])")
_EACH = re.compile(r"均|都|皆|各(?!类|项|种|级)")
_OF_WHOLE = re.compile(r"(?:申请|案件|答复|件)?(?:当中|之中|中|里)")
_PARTITIVE = re.compile(r"(?:当中|之中|中|里|内)[，,]?(?:的)?(?:有)?\s?$")
_TIME_ONLY = re.compile(
    r"(?:(?:19|20)\d\d年|(?:上|今|本|去)年(?:度)?(?:末|底)?|全年|年末|年底|历年|累计|合计|共计|增至|降至|增加到|减少到|增长到|下降到|"
    r"至|到|为|共|的|达|有|约|是|\s)+"
)
_TIME_WORD = re.compile("年|底|末|累计|合计|增|降|减")
_COUNTLESS = frozenset("种类款栏")
_ALL = re.compile(r"(?:均|全部|都|皆)(?:已)?(?:获得?|被|予以|依法)?(?P<what>维持|审结|结案|办结)")


@dataclass(frozen=True, slots=True)
class _Mention:
    """Words that name a figure. ``start`` and ``end`` are offsets into the text."""

    start: int
    end: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with the words that may name it: (from, to) of the clause left of it, right of it and farther off."""

    quantity: Quantity
    left: tuple[int, int]
    right: tuple[int, int]
    before: tuple[int, int]
    behind: tuple[int, int]
    sentence: tuple[int, int]


def claims_of(flow: Flow, titles: list[Title], tables: list[tuple[int, int]], edition: Edition,
              masthead: Masthead) -> tuple[Claim, ...]:  # fmt: skip
    """The claims of the prose of ``flow`` below its first title, in order; ``tables`` are spans to leave out.

    Raises UnreadableDocument where there are more numbers than ``MAX_CLAIMS``.
    """
    year = masthead.year or edition.first_year
    text = without(flow.text, [*tables, *((title.start, title.end) for title in titles)])
    book = phrase_book(year, edition.key)
    context = Context(flow, text, year, masthead.agency, masthead.level, edition, book, titles)
    context.usable = _usable(edition)
    begin = titles[0].end if titles else 0
    counted = (quantity for quantity in quantities(text, begin) if not _is_idle(text, quantity))
    numbers = list(islice(counted, MAX_CLAIMS + 1))
    if len(numbers) > MAX_CLAIMS:
        raise UnreadableDocument(
            f"{flow.document.name}：文中数字超过 {MAX_CLAIMS} 个，不像年度报告，请确认文件是否选对"
        )
    claims = list(_stated(context, numbers, begin))
    claims += islice(_absences(context, begin), MAX_CLAIMS)
    claims += _of_all(context, claims)
    return tuple(sorted(claims, key=lambda claim: (claim.place, claim.phrase)))


@cache
def _usable(edition: Edition) -> frozenset[str]:
    """The keys of the phrases that ``edition`` has cells for."""
    return frozenset(phrase.key for phrase in phrases() if _readings(edition, phrase))


def _is_idle(text: str, quantity: Quantity) -> bool:
    """Whether a number only says how many kinds are named: 三种方式, 两项相加."""
    first = text[quantity.digits : quantity.digits + 1]
    return not first.isdigit() and (quantity.unit in _COUNTLESS or (quantity.unit == "项" and quantity.value < 10))


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
        chosen = _named(context, _around(context, quantity, low, high))
        if chosen:
            _remember(context, chosen, quantity)
            is_each = len(chosen) > 1 and _EACH.search(text, chosen[-1].end, quantity.start)
            for mentions in [(mention,) for mention in chosen] if is_each else [chosen]:
                yield from _claim(context, mentions, quantity)


def _remember(context: Context, chosen: tuple[_Mention, ...], quantity: Quantity) -> None:
    phrase = chosen[-1].phrase
    context.family, context.key, context.last, context.family_end = phrase.family, phrase.key, chosen, quantity.end
    if phrase.rank and phrase.family in ("applications", "litigation"):
        context.whole = chosen


def _around(context: Context, quantity: Quantity, low: int, high: int) -> _Number:
    """The pieces of text beside a number, between the numbers before and behind it (``low``, ``high``)."""
    text = context.text
    start, end = context.start_of(quantity.start), context.end_of(quantity.end)
    floor, ceiling = max(start, low), min(end, high)
    left = floor
    for found in _CLAUSE.finditer(text, floor, quantity.start):
        left = found.end()
    if left == floor and floor == low:  # the number before stands in this clause: what follows it in a list is ours
        tail = max(text.rfind(mark, floor, quantity.start) for mark in "、和及与")
        left = tail + 1 if tail >= 0 else left
    found_end = _CLAUSE.search(text, quantity.end, ceiling)
    right = found_end.start() if found_end else ceiling
    if (
        not found_end and ceiling == high
    ):  # the next number stands in this clause: what precedes it in a list is its own
        tail = max(text.rfind(mark, quantity.end, ceiling) for mark in "、和及与")
        right = tail if tail >= 0 else right
    follows = _CLAUSE.search(text, right + 1, ceiling)
    behind = (right, follows.start() if follows else ceiling) if right < ceiling else (right, right)
    return _Number(quantity, (left, quantity.start), (quantity.end, right), (floor, left), behind, (start, end))


def _named(context: Context, number: _Number) -> tuple[_Mention, ...]:
    """The words that name a number, several where it is their sum; none where nothing does."""
    left = _mentions(context, number, *number.left)
    is_again = _OF_WHOLE.match(context.text, number.right[0], number.right[1]) is not None
    right = [] if is_again and not left else _mentions(context, number, *number.right)
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
            for mention in _mentions(context, number, *number.behind)
            if mention.phrase.far or (is_dealt_with and mention.phrase.family == "result")
        ]
        if behind and right:
            return (behind[0],)
    if left or right:
        best = min(left or right, key=lambda mention: (mention.phrase.rank, -mention.end if left else mention.start))
        return (best,)
    return _elsewhere(context, number, is_again)


def _elsewhere(context: Context, number: _Number, is_again: bool) -> tuple[_Mention, ...]:
    """What names a number that has no words of its own beside it: the clause before, the number before (2012年2318条),
    the total that it takes up again (12件中)."""
    words = context.text[slice(*number.left)]
    if is_again and isinstance(context.whole, tuple) and not _FILLER.sub("", words):
        return context.whole
    if isinstance(context.last, tuple) and _TIME_ONLY.fullmatch(words) and _TIME_WORD.search(words):
        return context.last
    if _FILLER.sub("", words):
        return ()
    before = _mentions(context, number, *number.before)
    return (min(before, key=lambda mention: (mention.phrase.rank, -mention.end)),) if before else ()


def _nearest(context: Context, mentions: list[_Mention]) -> tuple[_Mention, ...]:
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
    together = [chosen]
    for mention in reversed(mentions[: mentions.index(chosen)]):
        same = mention.phrase.family == chosen.phrase.family and mention.phrase.key != chosen.phrase.key
        if not same or not _LINK.fullmatch(context.text, mention.end, together[0].start):
            break
        together.insert(0, mention)
    return tuple(together)


def _candidates(context: Context, start: int, end: int) -> list[int]:
    """The phrases one of whose clues stands in the sentence."""
    known = context.clues.get(start)
    if known is None:
        sentence = context.text[max(0, start - 80) : end]
        known = [
            number for number, phrase in enumerate(context.book.phrases)
            if any(clue in sentence for clue in phrase.clues)
        ]  # fmt: skip
        context.clues[start] = known
    return known


def _mentions(context: Context, number: _Number, low: int, high: int) -> list[_Mention]:
    """What ``text[low:high]`` names that the number can count, in order; the longest of several that overlap."""
    if low >= high:
        return []
    found = []
    for index in _candidates(context, *number.sentence):
        phrase = context.book.phrases[index]
        if number.quantity.unit not in phrase.units or phrase.key not in context.usable:
            continue
        for match in context.book.words(phrase).finditer(context.text, low, high):
            if match.end() > match.start() and _fits(context, phrase, number, low, high, match):
                found.append(_Mention(match.start(), match.end(), phrase))
    return _apart(found)


def _apart(found: list[_Mention]) -> list[_Mention]:
    kept: list[_Mention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.phrase.rank, m.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _fits(context: Context, phrase: Phrase, number: _Number, low: int, high: int, match: re.Match[str]) -> bool:
    text, (start, end) = context.text, number.sentence
    if phrase.whole and _FILLER.sub("", text[low:high].replace(match[0], "", 1)):
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
    return not phrase.context or is_about(context, phrase.context, start, number.quantity.start, reach)


def _respectively(context: Context, numbers: Sequence[Quantity], index: int, low: int) -> list[tuple[int, _Mention]]:
    """“微博、微信分别公开信息2421条和1239条”: (number, what names it), the i-th noun with the i-th number."""
    text, first = context.text, numbers[index]
    number = _around(context, first, low, len(text))
    head_start = number.left[0]
    mark = text.rfind("分别", head_start, first.start)
    if mark < 0 or first.start - mark > 16:
        return []
    tail = _FILLER.sub("", text[mark : first.start].removeprefix("分别"))
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
        piece = _Number(
            quantity, (begin, position), (quantity.end, quantity.end), (begin, begin), (0, 0), number.sentence
        )
        found = _mentions(context, piece, begin, position) or _joined(context, piece, item, tail, common)
        if found:
            result.append((index + at, min(found, key=lambda mention: (mention.phrase.rank, -mention.end))))
    return result if len(result) == len(items) else []


def _joined(context: Context, number: _Number, item: str, tail: str, common: str) -> list[_Mention]:
    """What an item names together with the words that all items share: “规章、规范性文件的制发数分别为”."""
    shared = re.split(r"[、和及与]", common)[-1]
    for words in (item + tail, item + re.sub(r"^.*?(?=的|制|废|现|新|公)", "", shared)):
        for index in _candidates(context, *number.sentence):
            phrase = context.book.phrases[index]
            match = context.book.words(phrase).search(words)
            if match and number.quantity.unit in phrase.units and not phrase.follows and not phrase.whole:
                unless = context.book.pattern(phrase, "unless")
                if phrase.rank < 2 and not (unless and unless.search(words)):
                    return [_Mention(*number.left, phrase)]
    return []


def _readings(edition: Edition, phrase: Phrase, is_cumulative: bool = False) -> tuple[Reading, ...]:
    """The readings that the edition has cells for; of a ``free`` phrase the first one stays without any."""
    result = []
    for text, force, note in phrase.readings:
        expression = Expression.parse(text)
        if is_cumulative:
            expression = Expression(
                tuple((sign, f"{_cell(edition, metric)}.cumulative") for sign, metric in expression.terms)
            )
        known = all(metric in edition.metrics or metric in edition.sums for metric in expression.metrics)
        if known or (phrase.free and not is_cumulative):
            result.append(Reading(expression, Force(force), note))
    return tuple(result)


def _cell(edition: Edition, metric: str) -> str:
    """The cell that a metric by the name of a later form stands for."""
    terms = edition.sums[metric].terms if metric in edition.sums else ()
    return terms[0][1] if len(terms) == 1 else metric


def _claim(context: Context, mentions: Sequence[_Mention], quantity: Quantity) -> Iterator[Claim]:
    """The claim of a number that ``mentions`` name; none where the edition has no cell for it."""
    phrase = mentions[-1].phrase
    period = "" if phrase.timeless else period_of(context, quantity.start)
    readings = _readings(context.edition, phrase, period == "all")
    if period == "all":
        period = "" if readings else "part"
        readings = readings or _readings(context.edition, phrase)
    if len(mentions) > 1:
        parts = [_readings(context.edition, mention.phrase)[:1] for mention in mentions]
        if not all(parts):
            return
        is_loose = context.text[mentions[-2].end : mentions[-1].start].strip() == _LOOSE_LINK
        terms = tuple(term for (reading,) in parts for term in reading.expression.terms)
        readings = (Reading(Expression(terms), Force.SHOULD if is_loose else Force.MUST),)
    if readings:
        yield _written(context, phrase, readings, quantity.value, quantity.bound, quantity.unit,
                       (quantity.start, quantity.end), period)  # fmt: skip


def _written(context: Context, phrase: Phrase, readings: tuple[Reading, ...], value: Decimal, bound: str, unit: str,
             span: tuple[int, int], period: str) -> Claim:  # fmt: skip
    text, (start, end) = context.text, span
    left = context.start_of(start)
    for found in _CLAUSE.finditer(text, left, start):
        left = found.end()
    after = _CLAUSE.search(text, end)
    right = after.start() if after else len(text)
    return Claim(
        text[max(left, start - 60) : min(right, end + 30)].strip(),
        value,
        Bound(bound),
        unit,
        readings,
        context.flow.place(start, end),
        phrase.key,
        context.section(start),
        scope_of(context, start),
        period,
    )


_NONE = Quantity(Decimal(0), "exact", "", 0, 0, 0)


def _absences(context: Context, begin: int) -> Iterator[Claim]:
    """“未收到政府信息公开申请”, “无行政诉讼”, “零复议”: claims of 0."""
    text = context.text
    for found in _ABSENT.finditer(text, begin):
        reach = text[found.end() : found.end() + _LONGEST_ABSENCE + 1]
        clause = re.split(r"[，。;:!?()\n,]", reach, maxsplit=1)[0]
        if len(clause) > _LONGEST_ABSENCE or any(map(str.isdigit, clause)) or _NO_ABSENCE.search(clause):
            continue
        if found[0] == "零":
            clause = re.split("[、和及]", clause, maxsplit=1)[0]
        yield from _nothing(context, found.span(), found.end(), found.end() + len(clause))
    for found in _ZERO.finditer(text, begin):
        start = context.start_of(found.start())
        for clause in _CLAUSE.finditer(text, start, found.start()):
            start = clause.end()
        if not any(map(str.isdigit, text[start : found.start()])):
            yield from _nothing(context, found.span(), start, found.start())


def _nothing(context: Context, mark: tuple[int, int], low: int, high: int) -> Iterator[Claim]:
    """The claims of 0 of what ``text[low:high]`` names; the word of absence stands at ``mark``."""
    sentence = (context.start_of(mark[0]), context.end_of(high))
    number = _Number(_NONE, (low, high), (high, high), (low, low), (high, high), sentence)
    found = [mention for mention in _mentions(context, number, low, high) if mention.phrase.family != "channel"]
    best = min((mention.phrase.rank for mention in found), default=0)
    said: set[str] = set()
    for mention in found:
        if mention.phrase.rank > max(best, 1) or mention.phrase.key in said:
            continue
        said.add(mention.phrase.key)
        period = "" if mention.phrase.timeless else period_of(context, mark[0])
        readings = _readings(context.edition, mention.phrase)[:1]
        if readings:
            span = (min(mark[0], mention.start), max(mark[1], mention.end))
            yield _written(context, mention.phrase, readings, Decimal(0), "exact", "", span, period)


def _of_all(context: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """“复议7件，诉讼9件，均获维持”: what is said of all cases just counted."""
    totals = {
        "review": "review",
        "suit": "suit",
        "suit-direct": "suit-direct",
        "suit-after-review": "suit-after-review",
    }
    phrases = {phrase.key: phrase for phrase in context.book.phrases}
    for found in _ALL.finditer(context.text):
        start = context.start_of(found.start())
        for claim in claims:
            offset = context.flow.starts[claim.place.block] + claim.place.start
            if claim.phrase not in totals or not start <= offset < found.start() or not claim.value:
                continue
            is_upheld = found["what"] == "维持"
            phrase = phrases.get(f"{totals[claim.phrase]}-{'upheld' if is_upheld else 'pending'}")
            readings = _readings(context.edition, phrase)[:1] if phrase else ()
            if phrase and readings:
                reading = Reading(readings[0].expression, Force.SHOULD)
                value = claim.value if is_upheld else Decimal(0)
                yield _written(context, phrase, (reading,), value, "exact", "", found.span(), claim.period)
