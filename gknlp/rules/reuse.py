"""REU: what a report has from other reports of the batch, of other units or its own: whole sections, and what stands for
years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from gknlp.errors import NotAssessable
from gknlp.rules.making import numbered, rule
from gknlp.rules.pairs import (
    BASIS,
    NOT_SURE,
    cut,
    from_others,
    from_own,
    is_between,
    is_later,
    need_texts,
    other_of,
    report_name,
    shares_of,
)
from gknlp.types.dossier import Dossier
from gknlp.types.reuse import Chain, Elsewhere, Pair, Share, Stretch, Writing
from gknlp.types.rule import Evidence, Severity, Subject

_OTHERS_SHARE, _OWN_SHARE = Decimal("0.5"), Decimal("0.8")
"""Of a section, that stands in a report of another unit, and in an earlier one of its own."""
_FEWEST_ALIKE = 80
"""Shingles that do: about as many characters, numbers, names and what every report says left out."""
_MANY_UNITS = 5
"""Units that share a section, from which on it is more likely handed out to all of them than taken from one."""
_FEWEST_YEARS = 3
_SHORTEST = 15
"""Letters of a sentence that stands for years: shorter ones are put alike by themselves."""
_OF_FIGURES = frozenset({"applications", "fees", "litigation", "complaints"})
"""Sections of which the figures are what they tell: their words are the same everywhere and every year."""
_QUOTED = 3


@dataclass(frozen=True, slots=True)
class _Copy:
    """A section of a report that stands in others: ``stretch`` is its number, ``pair`` the report that has most of it,
    ``units`` how many other units share as much; 0 where that report is the unit's own."""

    writing: Writing
    stretch: int
    share: Share
    pair: Pair
    units: int


def _own_shares(found: Elsewhere) -> dict[int, Decimal]:
    """Section number -> the most of it that stands in an earlier report of the same unit."""
    shares = [share for pair in from_own(found) for share in pair.shares]
    return {share.stretch: share.masked for share in sorted(shares, key=lambda share: share.masked)}


def _copies(
    found: Elsewhere, pairs: Iterator[Pair], least: Decimal, left_out: frozenset[str], own: Mapping[int, Decimal]
) -> Iterator[tuple[str, _Copy]]:
    """(section, what of it stands elsewhere), in the order of the report; of a section of which more stands in the
    unit's ``own`` earlier reports nothing."""
    best: dict[int, tuple[Share, Pair]] = {}
    for pair in pairs:
        for share in shares_of(pair, found.writing):
            if not _is_much(share, least) or own.get(share.stretch, Decimal(0)) >= share.masked:
                continue
            before = best.get(share.stretch)
            if before is None or _rank(share, pair, found.writing) > _rank(*before, found.writing):
                best[share.stretch] = share, pair
    for number, (share, pair) in sorted(best.items()):
        section = found.writing.stretches[number].section
        if section not in left_out:
            units = {
                other_of(other, found.writing).unit
                for other in found.pairs
                if is_between(other)
                and any(one.stretch == number and _is_much(one, least) for one in shares_of(other, found.writing))
            }
            yield section, _Copy(found.writing, number, share, pair, 0 if pair.is_of_one_unit else len(units))


def _is_much(share: Share, least: Decimal) -> bool:
    return share.masked >= least and share.masked * share.counted >= _FEWEST_ALIKE


def _rank(share: Share, pair: Pair, writing: Writing) -> tuple[Decimal, bool, int]:
    """The most comes first, then what is beyond doubt, then of one's own reports the latest, of others the earliest."""
    year = other_of(pair, writing).year or 0
    return share.masked, pair.is_sure, year if pair.is_of_one_unit else -year


def _over(
    pairs: Callable[[Elsewhere], Iterator[Pair]], least: Decimal, left_out: frozenset[str], is_own: bool = False
) -> Callable[[Dossier], list[Subject]]:
    """The sections of which ``least`` stands elsewhere; where there is none, the report with nothing found."""

    def over(dossier: Dossier) -> list[Subject]:
        found = dossier.elsewhere
        copies: list[tuple[str, _Copy]] = []
        if found is not None:
            copies += _copies(found, pairs(found), least, left_out, {} if is_own else _own_shares(found))
        keys = numbered(section for section, _ in copies)
        return [
            Subject(
                key, _title(copy.writing.stretches[copy.stretch]), copy, section=section,
                is_unsure=not copy.pair.is_sure or copy.units >= _MANY_UNITS,
            )
            for key, (section, copy) in zip(keys, copies, strict=True)
        ] or [Subject("report", "整份报告", None)]  # fmt: skip

    return over


def _title(stretch: Stretch) -> str:
    return stretch.title or "开头部分"


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal(1), ROUND_DOWN)}%"


def _told(copy: _Copy) -> Evidence:
    """A section that stands elsewhere: how much of it, where, and the longest piece in both reports."""
    pair, writing, share = copy.pair, copy.writing, copy.share
    other = other_of(pair, writing)
    passages = pair.passages if is_later(pair, writing) else [passage.turned() for passage in pair.passages]
    pieces = sorted((one for one in passages if one.stretch == copy.stretch), key=lambda one: -one.same)
    stretch, source = writing.stretches[copy.stretch], report_name(other)
    message = (
        f"“{_title(stretch)}”有{_percent(share.masked)}与{source}相同（数字、名称和各地通用的话不计；连数字、名称也相同的"
        f"{_percent(share.raw)}）"
    )
    notes = []
    if pieces:
        first = pieces[0]
        ours = cut(stretch.text[first.start : first.end])
        theirs = cut(other.stretches[first.earlier_stretch].text[first.earlier_start : first.earlier_end])
        message += f"，如“{ours}”"
        if first.is_exact:
            notes.append(f"对方报告（{other.file}）这一段一字不差")
        elif theirs == ours:
            notes.append(f"对方报告（{other.file}）所引的几句相同，后文有出入")
        else:
            notes.append(f"对方报告（{other.file}）写作“{theirs}”")
    if not pair.is_sure:
        notes.append(NOT_SURE)
    if copy.units >= _MANY_UNITS:
        notes.append(f"至少有{copy.units}个其他单位相同半数以上，可能是统一下发的样稿，请先核实，不扣分")
    elif copy.units > 1:
        notes.append(f"至少有{copy.units}个其他单位相同半数以上")
    notes.append("全部相同文字见 gknlp reuse 的左右对照")
    spans = sorted((one.start, one.end) for one in pieces)
    places = [place for start, end in spans for place in stretch.places_of(start, end)]
    values = (("相同比例", _percent(share.masked)), ("连数字名称也相同", _percent(share.raw)), ("来源", source))
    return Evidence(message, values, tuple(places), "；".join(notes))


@rule("REU001", "copied-from-another", Severity.WARNING, BASIS, _over(from_others, _OTHERS_SHARE, _OF_FIGURES))
def copied_from_another(dossier: Dossier, copy: _Copy | None) -> Evidence | None:
    """整段文字与其他单位的报告相同。

    检查什么：一个部分的文字是否有五成以上也见于同批其他单位较早的报告，且相同的在八十字以上。表格、数字、年份、单位和地方的名称、法规和
    格式的原文、各地报告通用的话、引用文件和上级要求的引号内的话都不计；依申请公开、收费、复议诉讼等只报数字的部分不查；政府与其办公室
    之间不比，本单位往年报告里相同得更多的按REU002或NAR011。比例按五个字连成的片段逐个核对，字数不计标点，数字和名称各算一字。
    先后按报告年度、按文中留有的对方名称认定；同一年度的两份（发布日期相差几天不足为凭），或者五个以上其他单位都相同的，标明存疑，不扣分。
    查的是照抄，逐句改写的查不出。五成、八十字是本工具拟定的界限。
    为什么：内容雷同、敷衍塞责的应当督促整改；照抄别的单位，写的就不是本单位的情况。
    违反示例：甲局2022年度的问题和改进措施，与乙局2021年度报告只差单位名称。
    合格示例：两局都说栏目更新不及时，各自的栏目和办法不同。
    """
    if not need_texts(dossier).others:
        raise NotAssessable("本批没有其他单位的报告可以比对")
    return _told(copy) if copy is not None else None


@rule(
    "REU002",
    "repeated-from-own-past",
    Severity.WARNING,
    BASIS,
    _over(from_own, _OWN_SHARE, _OF_FIGURES | {"problems"}, True),
)
def repeated_from_own_past(dossier: Dossier, copy: _Copy | None) -> Evidence | None:
    """整段文字与本单位往年的报告相同。

    检查什么：“问题及改进”以外一个部分的文字，是否有八成以上也见于本单位往年的报告，且相同的在八十字以上。不计的与REU001相同；
    “问题及改进”按NAR011核查。八成、八十字是本工具拟定的界限。
    为什么：格式要求“不得出现敷衍了事甚至年年雷同现象”；除了数字一字不改的总体情况，没有写出当年做了什么。
    违反示例：2022年度“总体情况”除数字外与2021年度逐字相同。
    合格示例：沿用了上年的框架和一两句话，所写的工作是当年的。
    """
    if not need_texts(dossier).years:
        raise NotAssessable("本批没有本单位往年的报告可以比对")
    return _told(copy) if copy is not None else None


def _standing(dossier: Dossier, topic: str, what: str) -> Evidence | None:
    """The sentences on ``topic`` that stand in the last reports, three at the least, without a break."""
    found = need_texts(dossier)
    year = found.writing.year
    if year is None or not _before(year) <= found.years:
        raise NotAssessable(f"本批没有本单位连续{_FEWEST_YEARS}年的报告可以比对")
    chains = [chain for chain in found.chains if chain.topic == topic and _lasts(chain, found.writing)]
    if not chains:
        return None
    longest = max(chains, key=lambda chain: len(_years(chain, found.writing)))
    years = "、".join(map(str, _years(longest, found.writing)))
    spans = [_appearance(chain, found.writing) for chain in chains]
    quoted = "；".join(
        f"“{cut(found.writing.stretches[number].text[start:end])}”" for number, start, end in spans[:_QUOTED]
    )
    more = f"等{len(chains)}句" if len(chains) > _QUOTED else ""
    places = [place for number, start, end in spans for place in found.writing.stretches[number].places_of(start, end)]
    return Evidence(
        f"{what}{quoted}{more}，{years}年度的报告都这样写", (("句数", str(len(chains))), ("年度", years)), tuple(places)
    )  # fmt: skip


def _years(chain: Chain, writing: Writing) -> tuple[int, ...]:
    """The years of the reports of ``chain`` up to ``writing``."""
    return tuple(year for year in chain.years if writing.year is not None and year <= writing.year)


def _lasts(chain: Chain, writing: Writing) -> bool:
    number, start, end = _appearance(chain, writing)
    letters = sum(letter.isalnum() for letter in writing.stretches[number].text[start:end])
    return letters >= _SHORTEST and writing.year is not None and _before(writing.year) <= set(chain.years)


def _before(year: int) -> set[int]:
    """The years that make three with ``year``."""
    return {year - back for back in range(1, _FEWEST_YEARS)}


def _appearance(chain: Chain, writing: Writing) -> tuple[int, int, int]:
    found = next(entry for entry in chain.appearances if entry.writing is writing)
    return found.stretch, found.start, found.end


def _problems(dossier: Dossier) -> list[Subject]:
    return [Subject("problems", "问题及改进", dossier, section="problems")]


@rule("REU003", "problem-unsolved-for-years", Severity.NOTICE, BASIS, _problems)
def problem_unsolved_for_years(_: Dossier, dossier: Dossier) -> Evidence | None:
    """同一个问题连续三年以上原样列出。

    检查什么：“问题及改进”里指出问题的一句话，是否在本单位这一年和前两年的报告里都有（十五个字以上的句子；数字、年份、自称不计，八成以上相同即算相同）。
    为什么：年年列出同一个问题，说明上年承诺的改进没有见效，或者问题是照抄的；也可能确实难以解决，所以只作提示。
    违反示例：2021、2022、2023年度都写“少数栏目更新不及时，信息员多为兼职”。
    合格示例：2023年度写“栏目更新已按月通报，尚有两个乡镇没有配齐信息员”。
    """
    return _standing(dossier, "problem", "问题")


@rule("REU004", "remedy-promised-again", Severity.NOTICE, BASIS, _problems)
def remedy_promised_again(_: Dossier, dossier: Dossier) -> Evidence | None:
    """同一条改进措施连续三年以上原样承诺。

    检查什么：“问题及改进”里改进的一句话，是否在本单位这一年和前两年的报告里都有；怎样算相同与REU003一样。
    为什么：改进举措要有实效性；三年都承诺同一件事，看不出做没做。长期坚持的做法也会年年写，所以只作提示。
    违反示例：2021、2022、2023年度都写“下一步将建立栏目更新台账，按月通报”。
    合格示例：2022年度写将建立台账，2023年度写台账已经建立，改为通报问题栏目。
    """
    return _standing(dossier, "remedy", "改进措施")
