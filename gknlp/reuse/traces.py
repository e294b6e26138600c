"""What gives copying away: in a passage that two reports share, the name, the year, the level or the numbers of the earlier
one where the later one ought to have its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from gknlp.language.characters import fold
from gknlp.language.numerals import Quantity, quantities
from gknlp.parsing.agencies import places_of, trade_of
from gknlp.reuse.masking import own_names
from gknlp.types.reuse import Passage, Trace, TraceKind, Writing

_RANKS = {"state": -1, "province": 0, "prefecture": 1, "city": 1, "district": 2, "county": 2, "zone": 2, "township": 3}
_LEVELS = {"省": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "旗": 2, "镇": 3, "乡": 3}
"""区 may be of any level, and street offices speak of 街道 everywhere."""
_SELF = re.compile(r"[我全本]([省市州盟县旗镇乡])(?![场民域级长内外直下属中区街村志])")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!(?:以来|起|\d|修订|版|初|[之前后]|[上下]半年))")
_HISTORY = re.compile(
    r"印发|出台|修订|颁布|施行|实施的|制定的|公布的|成立|建成|启用|上线|组建|获|荣|评为|相比|比较|同比|较20|比20|增长|下降|增加|减少|自20|从20|起"
)
_AROUND = 5
"""Letters on either side that have to be alike, for the same words to stand at the same spot."""
_ENDS = "。;!?\n"
_LONGEST_SENTENCE, _MOST_SPOTS, _MOST_NUMBERS = 300, 20, 500
"""Characters on either side that are looked at for the end of a sentence, spots at which the same words are looked for, and
numbers of a passage that are compared: hostile texts have many of each."""
_NO_SITE = r"(?!(?:[\u4e00-\u9fff]{0,6}?(?:网|公众号|微博|微信|平台|专栏|栏目)))"
"""The site of another unit is named rightly where it carries one's own pages."""
_FEWEST_NUMBERS = 4
_WITH, _TOGETHER = (
    ("与", "和", "同", "会同", "联合", "对接", "协调"),
    re.compile("联合|共同|一道|一起|合作|协作|结对|会商|对接"),
)
_PLAN = re.compile("度?[，,]?[\u4e00-\u9fff]{0,8}?(?:将|拟(?![订定稿])|打算|力争)")
_OF_AREA = re.compile("全[省市州盟县区旗镇乡][^。;!?\\n]*")
"""What is counted of a whole area may stand in the reports of all its units."""
_NO_WORD, _DIGITS = re.compile(r"\W+"), re.compile(r"\d+")
_CITED = re.compile(r"《[^《》\n]*》|[〔\[(]20\d\d[〕\])]\d*号?")


def traces_of(later: Writing, earlier: Writing, passages: Sequence[Passage]) -> tuple[Trace, ...]:
    """The traces in ``later`` of what it has from ``earlier``, in the order of the text."""
    found = [trace for passage in passages for trace in _in_passage(later, earlier, passage)]
    if later.unit != earlier.unit:
        found += _same_numbers(later, earlier, passages)
    return tuple(dict.fromkeys(sorted(found, key=lambda trace: (trace.stretch, trace.start, trace.kind.value))))


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    """``text`` folded: that of a section is asked for with each of its passages."""
    return fold(text)


def _words(writing: Writing, stretch: int, start: int, end: int) -> str:
    return _folded(writing.stretches[stretch].text)[start:end]


def _in_passage(later: Writing, earlier: Writing, passage: Passage) -> Iterator[Trace]:
    names = tuple(own_names(writing.agency, writing.region) for writing in (later, earlier))
    here = _Text(_folded(later.stretches[passage.stretch].text), names)
    there = _Text(_folded(earlier.stretches[passage.earlier_stretch].text), names)
    low, high = passage.earlier_start, passage.earlier_end
    for kind, start, end, expected in _suspects(later, earlier, here, passage):
        at = _at_same_spot(here, start, end, there, low, high)
        if at is not None:
            yield _trace(kind, passage, here.text[start:end], start, at, expected)
    for start, end in later.stretches[passage.stretch].foreign:
        if passage.start <= start and end <= passage.end:
            at = there.text.find(here.text[start:end], low, high)
            if at >= 0:
                yield _trace(TraceKind.NAME, passage, here.text[start:end], start, at, later.agency)


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a section, and what finds the names of both units: the one's may stand where the other's is left."""

    text: str
    names: tuple[re.Pattern[str], ...]

    def sentence(self, offset: int) -> tuple[int, int]:
        """Where the sentence at ``offset`` begins and ends."""
        first, last = max(0, offset - _LONGEST_SENTENCE), min(len(self.text), offset + _LONGEST_SENTENCE)
        low = max(self.text.rfind(mark, first, offset) for mark in _ENDS) + 1
        ends = [at for mark in _ENDS if (at := self.text.find(mark, offset, last)) >= 0]
        return max(low, first), min(ends, default=last)

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The letters of the sentence before and behind ``start:end``, names and numbers masked."""
        low, high = self.sentence(start)
        return self._letters(self.text[low:start])[-_AROUND:], self._letters(self.text[end:high])[:_AROUND]

    def _letters(self, text: str) -> str:
        for names in self.names:
            text = names.sub("名", text)
        return _DIGITS.sub("#", _NO_WORD.sub("", text))


def _trace(kind: TraceKind, passage: Passage, text: str, start: int, at: int, expected: str) -> Trace:
    size = len(text)
    return Trace(kind, text, passage.stretch, start, start + size, passage.earlier_stretch, at, at + size, expected)


def _suspects(
    later: Writing, earlier: Writing, here: _Text, passage: Passage
) -> Iterator[tuple[TraceKind, int, int, str]]:
    """(kind, start, end, what ought to stand there) of the words of a passage that may be a trace."""
    within = passage.start, passage.end
    if later.unit != earlier.unit:
        for found in _others_names(later, earlier).finditer(here.text, *within):
            if not _is_together(later, here, found):
                yield TraceKind.NAME, *found.span(), _own_name(later, earlier, found[0])
        rank, other = _RANKS.get(later.government), _RANKS.get(earlier.government)
        for found in _SELF.finditer(here.text, *within):
            level = _LEVELS[found[1]]
            if rank is not None and level == other and level > rank:
                yield TraceKind.LEVEL, *found.span(), ""
    if later.year is not None and earlier.year is not None and earlier.year < later.year:
        for found in _YEAR.finditer(here.text, *within):
            sentence = here.text[slice(*here.sentence(found.start()))]
            is_first = len(set(_YEAR.findall(sentence))) == 1
            due = 1 if _PLAN.match(here.text, found.end()) else 0
            is_old = int(found[1]) == earlier.year + due and int(found[1]) <= later.year
            if is_old and is_first and not _HISTORY.search(_CITED.sub("", sentence)):
                if not _is_cited(here.text, found.start()):
                    yield TraceKind.YEAR, *found.span(), f"{later.year + due}年"


def _is_together(later: Writing, here: _Text, found: re.Match[str]) -> bool:
    """Whether another unit is named beside one's own, or as one with whom something was done."""
    low, high = here.sentence(found.start())
    before, behind = here.text[low : found.start()], here.text[found.end() : high]
    is_with = before.endswith(_WITH) and _TOGETHER.search(behind)
    return bool(is_with) or (len(later.agency) > 2 and later.agency in before + behind)


def _own_name(later: Writing, earlier: Writing, name: str) -> str:
    """What ought to stand in place of a name of the earlier report: a place for a place."""
    places = [place for _, place in places_of(later.region + later.agency)]
    is_place = name in {place for _, place in places_of(earlier.region + earlier.agency)}
    return places[-1] if is_place and places else later.agency


@lru_cache(maxsize=512)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, names))}){_NO_SITE}" if names else "(?!)")


def _others_names(later: Writing, earlier: Writing) -> re.Pattern[str]:
    """What finds the names of the earlier report's unit, the longest first."""
    return _names_pattern(
        foreign_names(later.agency, later.region, earlier.agency, earlier.region, later.government, earlier.government)
    )


def _is_cited(text: str, offset: int) -> bool:
    return any(found.start() <= offset < found.end() for found in _CITED.finditer(text))


@lru_cache(maxsize=4096)
def foreign_names(
    agency: str, region: str, other: str, other_region: str, government: str, other_government: str
) -> tuple[str, ...]:
    """The names of the unit ``other`` and its places that the unit ``agency`` has no cause to call itself by: none where
    the other belongs to a higher government, whose name the lower one's reports bear rightly."""
    rank, higher = _RANKS.get(government), _RANKS.get(other_government)
    if rank is None or higher is None or higher < rank:
        return ()
    own = region + agency
    places = [name for _, name in places_of(other_region + other)]
    lowest = places[-1] if places else ""
    names = {other, other_region + other}
    trade, mine = trade_of(other)[1], trade_of(agency)[1]
    if trade != mine and len(trade) > 2 and not _GOVERNMENTS.search(agency):  # which speak of their departments
        names.add(trade)
    if len(lowest) > 2 and lowest not in own:
        names.add(lowest)
    short = [name for name in names if len(name) > 2 and name not in own]
    return tuple(name for name in sorted(short, key=lambda name: (-len(name), name)) if not _is_office(name))


_GOVERNMENTS = re.compile(
    r"(?:人民政府|管理委员会|管委会|办事处)(?:办公[厅室])?$|^[\u4e00-\u9fff]+[省市州盟县区旗镇乡]$"
)


def _is_office(name: str) -> bool:
    """Whether a name says no more than that a government or its office is meant: every report may speak of these."""
    return bool(re.fullmatch(r"(?:人民政府)?(?:办公[厅室])?|管理委员会|管委会|办事处", name))


def _at_same_spot(here: _Text, start: int, end: int, there: _Text, low: int, high: int) -> int | None:
    """Where the same words stand in ``low:high`` of ``there`` with the same letters around them in their sentence, None
    where they do not."""
    before, after = here.around(start, end)
    words = here.text[start:end]
    at, tried = there.text.find(words, low, high), 0
    while at >= 0 and tried < _MOST_SPOTS:
        tried += 1
        ahead, behind = there.around(at, at + len(words))
        if _alike(before[::-1], ahead[::-1]) and _alike(after, behind):
            return at
        at = there.text.find(words, at + 1, high)
    return None


def _alike(one: str, other: str) -> bool:
    """Whether one begins as the other does: at the edge of a sentence there may be less to compare."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _same_numbers(later: Writing, earlier: Writing, passages: Iterable[Passage]) -> Iterator[Trace]:
    """For each passage one trace of the longest row of numbers, four at the least, that are the same in both reports."""
    for passage in passages:
        mine = _numbers(_words(later, passage.stretch, passage.start, passage.end))[:_MOST_NUMBERS]
        theirs = _numbers(_words(earlier, passage.earlier_stretch, passage.earlier_start, passage.earlier_end))
        theirs = theirs[:_MOST_NUMBERS]
        words, others = ([word for word, _, _ in numbers] for numbers in (mine, theirs))
        low, at, size = SequenceMatcher(None, words, others, autojunk=False).find_longest_match()
        same = words[low : low + size]
        if size >= _FEWEST_NUMBERS and len(set(same)) >= _FEWEST_NUMBERS - 1:
            _, start, _ = mine[low]
            _, _, end = mine[low + size - 1]
            yield Trace(
                TraceKind.NUMBERS, "、".join(same), passage.stretch, passage.start + start, passage.start + end,
                passage.earlier_stretch, passage.earlier_start + theirs[at][1],
                passage.earlier_start + theirs[at + size - 1][2],
            )  # fmt: skip


def _is_all(quantity: Quantity) -> bool:
    """百分之百 says no number."""
    return quantity.value == 100 and "%" in quantity.unit


def _numbers(text: str) -> list[tuple[str, int, int]]:
    """(number, start, end) of the counted things in ``text``: more than nine of anything, or with decimals."""
    plain = _CITED.sub(lambda found: " " * len(found[0]), text)
    plain = _OF_AREA.sub(lambda found: " " * len(found[0]), plain)
    return [
        (plain[quantity.start : quantity.end], quantity.start, quantity.end)
        for quantity in quantities(plain)
        if quantity.unit not in ("年", "月", "日", "号", "") and quantity.value > 9 and not _is_all(quantity)
    ]
