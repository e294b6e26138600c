"""Figures stated in prose: which number, what it may mean, for which year and whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from gknlp.errors import UnreadableDocument
from gknlp.language.lexicon import Phrase, PhraseBook, phrase_book
from gknlp.language.numerals import Quantity, quantities
from gknlp.parsing.flow import GRID, Flow, without
from gknlp.parsing.sections import section_at
from gknlp.parsing.titles import Title
from gknlp.types.edition import Edition, Force
from gknlp.types.expression import Expression
from gknlp.types.report import Bound, Claim, Masthead, Reading

_FILLER = re.compile(
    r"(?:共计|总计|合计|累计|共有|总共|共|均为|均|各|为|有|是|达到|达|数量|总数|件数|数|案件|申请|事项|信息|的|了|计|约|:|\s|分别|全年|"
    r"总量|总|累积|情形|情况|\(|答复|政府|宗数|合|新增|涉及|收到|仅|仅有|发生|则|案|\)|[“”\"])$"
)
_AROUND = 150
_LONGEST_SENTENCE, _LONGEST_NAME, _LONGEST_FILLER, _LONGEST_ABSENCE = 600, 60, 2, 45
"""Characters: how far before a number what speaks of it may stand, and what is said not to be."""
MAX_CLAIMS = 10_000
"""Texts of more numbers are refused: no annual report comes near."""
_CLAUSE = re.compile(rf"[，。;!?\n{GRID}]|,(?!\d{{3}})")
_SENTENCE_ENDS = f"。!?\n{GRID}"
_ABSENT = re.compile(
    r"(?:未|没有|尚无|暂无|并无|均无|也无|无人|无(?=涉及|因|发生|收到|受理|新收|被|任何|行政[复诉]|依申请|申请|政府信息公开)|"
    r"(?<![\u4e00-\u9fff])无)(?!法|正当|障碍|关|故|死角|疑|偿|线|经|来|按|成年|能|及时|现成)"
)
_NO_ABSENCE = re.compile(
    r"败诉|纠错|纠正|撤销|超期|逾期|问题|违规|投诉(?!.*复议)|差错|收费|费用|泄密|事故|追究|履行|完成|建立|制定|形成|明确"
)
_NOTHING_BEFORE = re.compile(
    r"(?:行政(?:法)?复议|行政诉讼|诉讼|申请)[^，。;\d]{0,6}(?:均为?|都是?|为|:)?(?:零|无|0\s*(?:件|宗|起|例)?)$"
)
_OTHER_YEAR = re.compile(r"((?:19|20)\d\d)年")
_LAST = re.compile(r"(?:上一?年|去年|往年|同期|上年度)(?!度?(?:的)?(?:结转|转结))")
_PART = re.compile(
    r"上半年|下半年|季度|(?<!\d)\d{1,2}月份|\d{1,2}-\d{1,2}月|历年|建(?:站|网)以来|截至(?!.{0,8}(?:12月31日|年底|年末))"
)
_WHO = re.compile(
    r"(?P<own>(?:我|本|全)(?:市|县|区|镇|乡|省|州|旗|盟|局|委|厅|办|街道|机关|单位|系统)|各级)"
    r"|(?P<partial>[省市县区]直(?:各)?(?:部门|单位)?|各乡镇|各镇|各街道|各部门|下属|所属|部分单位)"
    r"|(?P<unit>[\u4e00-\u9fff]{2,10}?(?:(?<![格布大结全开当僵])局|委|(?<!大)厅|镇|乡|街道|中心|支队|大队|公开办|府办(?:公室)?|办公室))"
    r"(?!管|长|部|域|势|托|员|派|村|亲|信箱)"
)
_TOGETHER = ("及", "和", "与", "或", "以及", "或者", "、")


@dataclass(slots=True)
class _Context:
    """What is known while reading one text left to right."""

    flow: Flow
    text: str
    year: int
    agency: str
    edition: Edition
    book: PhraseBook
    titles: list[Title]
    family: str = ""
    family_end: int = -1


def _clause_start(text: str, offset: int, low: int) -> int:
    start = max(low, offset - _LONGEST_SENTENCE)
    for found in _CLAUSE.finditer(text, start, offset):
        start = found.end()
    return start


def _sentence_start(text: str, offset: int) -> int:
    low = max(0, offset - _LONGEST_SENTENCE)
    return max(low - 1, *(text.rfind(mark, low, offset) for mark in _SENTENCE_ENDS)) + 1


def _suffixes(book: PhraseBook, left: str) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    """The lexicon's words that ``left`` ends in, longest first, with fillers stripped step by step."""
    left = left[-_LONGEST_NAME:]
    while left:
        for length in range(min(book.longest, len(left)), 0, -1):
            word = left[-length:]
            if word in book.by_end:
                yield word, book.by_end[word]
        filler = _FILLER.search(left, max(0, len(left) - _LONGEST_FILLER))
        if filler is None:
            return
        left = left[: filler.start()]


def _fits(context: _Context, phrase: Phrase, unit: str, clause: str, sentence: str, section: str, until: int) -> bool:
    if unit not in phrase.units:
        return False
    with_, head, without = (context.book.pattern(phrase, name) for name in ("with", "head", "without"))
    if with_ and not with_.search(clause):
        return False
    if without and without.search(clause):
        return False
    if head and not head.search(sentence) and f"section:{section}" not in head.pattern:
        return False
    around, elsewhere = context.book.pattern(phrase, "around"), context.book.pattern(phrase, "elsewhere")
    if around and not around.search(context.text, max(0, until - _AROUND), until):
        return False
    if elsewhere and elsewhere.search(sentence):
        return False
    if phrase.near:
        review, suit = sentence.rfind("复议"), max(sentence.rfind("诉讼"), sentence.rfind("起诉"))
        if max(review, suit) < 0 or (phrase.near == "review") != (review > suit):
            return False
    return not phrase.follows or (context.family == phrase.follows and context.family_end >= 0)


def _readings(edition: Edition, phrase: Phrase) -> tuple[Reading, ...]:
    """The readings that the edition has cells for; of a ``free`` phrase the first one stays without any."""
    result = []
    for text, force, note in phrase.readings:
        expression = Expression.parse(text)
        if phrase.free or all(metric in edition.metrics or metric in edition.sums for metric in expression.metrics):
            result.append(Reading(expression, Force(force), note))
    return tuple(result)


def _find_before(context: _Context, quantity: Quantity, low: int, section: str) -> tuple[Phrase, str] | None:
    """The phrase that names the number from the left, and the words it was known by."""
    text = context.text
    start = _clause_start(text, quantity.start, low)
    left = text[start : quantity.start]
    sentence = text[_sentence_start(text, quantity.start) : quantity.start]
    for word, phrases in _suffixes(context.book, left):
        for phrase in phrases:
            if _fits(context, phrase, quantity.unit, left, sentence, section, quantity.start):
                return phrase, word
    return None


def _find_after(context: _Context, quantity: Quantity, low: int, section: str) -> Phrase | None:
    """The phrase that names the number from the right: 208件是自然人."""
    text = context.text
    start = _clause_start(text, quantity.start, low)
    left = text[start : quantity.start]
    sentence = text[_sentence_start(text, quantity.start) : quantity.start]
    for phrase in context.book.phrases:
        after = context.book.pattern(phrase, "after")
        found = after.match(text, quantity.end) if after else None
        if not found or "\n" in found[0]:
            continue
        rest = text[found.end() : found.end() + 4]
        following = re.match(r"[的案件]*\s?\d", rest)
        clause = left if phrase.family in ("applications", "litigation") else left + found[0]
        if not following and _fits_after(context, phrase, quantity, clause, sentence + found[0], section, found.end()):
            return phrase
    return None


def _fits_after(
    context: _Context, phrase: Phrase, quantity: Quantity, clause: str, sentence: str, section: str, until: int
) -> bool:
    with_ = context.book.pattern(phrase, "with")
    if with_ and phrase.key in ("carry-in", "carry-out"):
        return quantity.unit in phrase.units
    return _fits(context, phrase, quantity.unit, clause, sentence, section, until)


def _combined(context: _Context, phrase: Phrase, word: str, left: str) -> tuple[Reading, ...] | None:
    """“予以公开及部分公开258件”: the sum of two metrics of one family."""
    end = left.rfind(word)
    before = left[:end]
    link = next((mark for mark in _TOGETHER if before.endswith(mark)), None)
    if link is None or phrase.family not in ("result", "litigation", "applicant"):
        return None
    rest = before[: -len(link)]
    for length in range(min(context.book.longest, len(rest)), 1, -1):
        for other in context.book.by_end.get(rest[-length:], ()):
            if other.family == phrase.family and other.key != phrase.key and not other.near:
                first, second = _readings(context.edition, other), _readings(context.edition, phrase)
                if first and second:
                    terms = first[0].expression.terms + second[0].expression.terms
                    return (Reading(Expression(terms), Force.SHOULD if link == "、" else Force.MUST),)
    return None


def _period(context: _Context, phrase: Phrase, start: int) -> str:
    """Which period the clause speaks of: "" for the report's own, else a year, "last" or "part"."""
    if phrase.timeless:
        return ""
    sentence = context.text[_sentence_start(context.text, start) : start]
    clause = sentence[_clause_start(sentence, len(sentence), 0) :]
    if _LAST.search(clause):
        return "last"
    if _PART.search(clause):
        return "part"
    years = [found[1] for found in _OTHER_YEAR.finditer(sentence)]
    if years and int(years[-1]) != context.year:
        later = re.search(rf"(?:结转|顺延)(?:至|到)?{years[-1]}年", sentence)
        own = len(years) > 1 and str(context.year) in years and sentence.rfind("较") > sentence.rfind(str(context.year))
        return "" if later or own or int(years[-1]) > context.year else years[-1]
    return ""


def _scope(context: _Context, start: int) -> str:
    """The unit that the sentence last spoke of where it is not the reporting one: what it says holds for that unit."""
    scope = ""
    for found in _WHO.finditer(context.text, _sentence_start(context.text, start), start):
        name = found["partial"] or found["unit"] or ""
        name = re.split(r"[由向经据和与及在]", name)[-1]
        own = (
            found["own"]
            or not name
            or name in context.agency
            or name.startswith(("我", "本", "全", "年", "县委", "市委", "区委"))
        )
        scope = "" if own else name
    return scope


def _claim(context: _Context, phrase: Phrase, readings: tuple[Reading, ...], value: Decimal, bound: str, unit: str,
           start: int, end: int) -> Claim:  # fmt: skip
    text = context.text
    left = _clause_start(text, start, _sentence_start(text, start))
    after = _CLAUSE.search(text, end, end + 30)
    excerpt = text[max(left, start - 60) : after.start() if after else end + 30].strip()
    return Claim(
        excerpt,
        value,
        Bound(bound),
        unit,
        readings,
        context.flow.place(start, end),
        phrase.key,
        section_at(context.titles, start),
        _scope(context, start),
        _period(context, phrase, start),
    )


def _respectively(context: _Context, numbers: list[Quantity], index: int, low: int) -> list[tuple[Phrase, Quantity]]:
    """“微博、微信分别公开信息2421条和1239条”: the i-th noun with the i-th number. ``index`` is the first number."""
    text, first = context.text, numbers[index]
    start = _clause_start(text, first.start, low)
    head, mark, tail = text[start : first.start].rpartition("分别")
    if not mark or len(tail) > 14:
        return []
    items = re.split(r"[、]|和|及|与", head)
    chosen = numbers[index : index + len(items)]
    gaps = [text[a.end : b.start] for a, b in zip(chosen, chosen[1:], strict=False)]
    if len(items) < 2 or len(chosen) < len(items) or any(not re.fullmatch(r"[、，,和及与 ]{1,2}", gap) for gap in gaps):
        return []
    result = []
    for item, quantity in zip(items, chosen, strict=True):
        name = item.rstrip('“”" ')
        names = [name, name + re.sub(r"^(?:为|是|共|有)", "", tail).strip()]
        found = next(
            (
                phrase
                for candidate in names
                for _, phrases in _suffixes(context.book, candidate)
                for phrase in phrases
                if not phrase.follows
                and not phrase.near
                and quantity.unit in phrase.units
                and "with" not in phrase.patterns
            ),
            None,
        )
        if found is not None:
            result.append((found, quantity))
    return result


def _absences(context: _Context, start: int, end: int) -> Iterator[Claim]:
    """“未收到政府信息公开申请”, “无行政诉讼”: a claim of 0."""
    text = context.text
    for found in _ABSENT.finditer(text, start, end):
        reach = text[found.end() : min(end, found.end() + _LONGEST_ABSENCE + 1)]
        clause = re.split("[，。;!?\n,]", reach, maxsplit=1)[0]
        if (
            len(clause) > _LONGEST_ABSENCE
            or any(character.isdigit() for character in clause)
            or _NO_ABSENCE.search(clause)
        ):
            continue
        litigation = re.search(r"复议|诉讼", clause)
        section = section_at(context.titles, found.start())
        for phrase in context.book.phrases:
            absent = context.book.pattern(phrase, "absent")
            match = absent.search(clause) if absent else None
            if not match or (
                phrase.key == "new" and (litigation or not _about_disclosure(context, found.start(), clause))
            ):
                continue
            if phrase.family == "litigation" and section in ("fees", "problems"):
                continue
            readings = _readings(context.edition, phrase)[:1]
            if readings:
                yield _claim(
                    context, phrase, readings, Decimal(0), "exact", "", found.start(), found.end() + match.end()
                )


def _about_disclosure(context: _Context, start: int, clause: str) -> bool:
    sentence = context.text[_sentence_start(context.text, start) : start] + clause
    return "公开" in sentence or "依申请" in sentence or section_at(context.titles, start) == "applications"


def claims_of(flow: Flow, titles: list[Title], tables: list[tuple[int, int]], edition: Edition,
              masthead: Masthead) -> tuple[Claim, ...]:  # fmt: skip
    """The claims of the prose of ``flow`` below its first title, in order; ``tables`` are spans to leave out."""
    year = masthead.year or edition.first_year
    text = without(flow.text, [*tables, *((title.start, title.end) for title in titles)])
    context = _Context(flow, text, year, masthead.agency, edition, phrase_book(year), titles)
    begin = titles[0].end if titles else 0
    numbers = list(islice(quantities(text, begin), MAX_CLAIMS + 1))
    if len(numbers) > MAX_CLAIMS:
        raise UnreadableDocument(
            f"{flow.document.name}：正文里的数字超过 {MAX_CLAIMS} 个，不像年度报告，请确认文件是否选对"
        )
    claims: list[Claim] = []
    taken: set[int] = set()
    low = begin
    for index, quantity in enumerate(numbers):
        if _sentence_start(text, quantity.start) > context.family_end:
            context.family, context.family_end = "", -1
        if quantity.start not in taken and quantity.unit != "%":
            section = section_at(titles, quantity.start)
            pairs = _respectively(context, numbers, index, low)
            if not pairs:
                claims += _one(context, quantity, low, section)
            for phrase, chosen in pairs:
                taken.add(chosen.start)
                readings = _readings(edition, phrase)
                if readings:
                    claims.append(
                        _claim(
                            context, phrase, readings, chosen.value, chosen.bound, chosen.unit, chosen.start, chosen.end
                        )
                    )
        low = quantity.end
    claims += islice(_absences(context, begin, len(text)), MAX_CLAIMS)
    return tuple(sorted(claims, key=lambda claim: (claim.place, claim.phrase)))


def _one(context: _Context, quantity: Quantity, low: int, section: str) -> list[Claim]:
    found = _find_before(context, quantity, low, section)
    readings: tuple[Reading, ...] = ()
    phrase: Phrase | None = None
    if found is not None:
        phrase, word = found
        left = context.text[_clause_start(context.text, quantity.start, low) : quantity.start]
        readings = _combined(context, phrase, word, left) or _readings(context.edition, phrase)
    else:
        phrase = _find_after(context, quantity, low, section)
        if phrase is not None:
            readings = _readings(context.edition, phrase)
    if phrase is None:
        return []
    context.family, context.family_end = phrase.family, quantity.end
    if not readings:
        return []
    return [
        _claim(context, phrase, readings, quantity.value, quantity.bound, quantity.unit, quantity.start, quantity.end)
    ]
