"""REU: what a report has from other reports of the batch, of other units or its own: whole sections, and the traces that give
copying away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from gknlp.errors import NotAssessable
from gknlp.rules.making import numbered, rule
from gknlp.types.dossier import Dossier
from gknlp.types.reuse import Chain, Elsewhere, Pair, Share, Stretch, Trace, TraceKind, Writing
from gknlp.types.rule import Evidence, Severity, Subject

_BASIS = "国办公开办函〔2021〕30号（“不得出现敷衍了事甚至年年雷同现象”，内容雷同、敷衍塞责的应当督促整改）；《政府信息公开条例》第五十条"

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
_QUOTED, _LONGEST_QUOTE = 3, 60


@dataclass(frozen=True, slots=True)
class _Copy:
    """A section of a report that stands in others: ``stretch`` is its number, ``pair`` the report that has most of it,
    ``units`` how many other units share as much, that one counted."""

    writing: Writing
    stretch: int
    share: Share
    pair: Pair
    units: int


def _side(pair: Pair, writing: Writing) -> bool:
    """Whether ``writing`` is the later report of ``pair``."""
    return pair.later is writing


def _other(pair: Pair, writing: Writing) -> Writing:
    return pair.earlier if _side(pair, writing) else pair.later


def _shares(pair: Pair, writing: Writing) -> tuple[Share, ...]:
    return pair.shares if _side(pair, writing) else pair.earlier_shares


def _need(dossier: Dossier) -> Elsewhere:
    """What stands elsewhere of the report. Raises NotAssessable."""
    found = dossier.elsewhere
    if found is None:
        raise NotAssessable("没有同批的其他报告可以比对")
    if not found.writing.unit:
        raise NotAssessable("看不出报告单位")
    return found


def _is_between(pair: Pair) -> bool:
    """Whether the reports are of two units that are known and do not write each other's reports."""
    units = pair.later.unit, pair.earlier.unit
    return all(units) and units[0] != units[1] and not pair.is_of_one_house


def _from_others(found: Elsewhere) -> Iterator[Pair]:
    """The pairs with reports of other units that are not surely the later ones."""
    yield from (pair for pair in found.pairs if _is_between(pair) and (_side(pair, found.writing) or not pair.is_sure))


def _from_own(found: Elsewhere) -> Iterator[Pair]:
    """The pairs with earlier reports of the same unit."""
    yield from (pair for pair in found.pairs if pair.is_of_one_unit and pair.is_ordered and _side(pair, found.writing))


def _own_shares(found: Elsewhere) -> dict[int, Decimal]:
    """Section number -> the most of it that stands in an earlier report of the same unit."""
    shares = [share for pair in _from_own(found) for share in pair.shares]
    return {share.stretch: share.masked for share in sorted(shares, key=lambda share: share.masked)}


def _copies(
    found: Elsewhere, pairs: Iterator[Pair], least: Decimal, left_out: frozenset[str], own: Mapping[int, Decimal]
) -> Iterator[tuple[str, _Copy]]:
    """(section, what of it stands elsewhere), in the order of the report; of a section of which more stands in the
    unit's ``own`` earlier reports nothing."""
    best: dict[int, tuple[Share, Pair]] = {}
    for pair in pairs:
        for share in _shares(pair, found.writing):
            if not _is_much(share, least) or own.get(share.stretch, Decimal(0)) >= share.masked:
                continue
            before = best.get(share.stretch)
            if before is None or _rank(share, pair, found.writing) > _rank(*before, found.writing):
                best[share.stretch] = share, pair
    for number, (share, pair) in sorted(best.items()):
        section = found.writing.stretches[number].section
        if section not in left_out:
            units = {
                _other(other, found.writing).unit
                for other in found.pairs
                if _is_between(other)
                and any(one.stretch == number and _is_much(one, least) for one in _shares(other, found.writing))
            }
            yield section, _Copy(found.writing, number, share, pair, len(units | {_other(pair, found.writing).unit}))


def _is_much(share: Share, least: Decimal) -> bool:
    return share.masked >= least and share.masked * share.counted >= _FEWEST_ALIKE


def _rank(share: Share, pair: Pair, writing: Writing) -> tuple[Decimal, bool, int]:
    """The most comes first, then what is beyond doubt, then of one's own reports the latest, of others the earliest."""
    year = _other(pair, writing).year or 0
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


def _report(writing: Writing) -> str:
    name = writing.agency or writing.unit
    where = "" if not writing.region or writing.region in name else writing.region
    return f"{where}{name}{f'{writing.year}年度' if writing.year else ''}报告"


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal(1), ROUND_DOWN)}%"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


def _told(copy: _Copy) -> Evidence:
    """A section that stands elsewhere: how much of it, where, and the longest piece in both reports."""
    pair, writing, share = copy.pair, copy.writing, copy.share
    other, is_later = _other(pair, writing), _side(pair, writing)
    pieces = sorted(
        (passage for passage in pair.passages if copy.stretch == (passage.stretch if is_later else passage.earlier_stretch)),
        key=lambda passage: -passage.same,
    )  # fmt: skip
    spans = [(one.start, one.end) if is_later else (one.earlier_start, one.earlier_end) for one in pieces]
    stretch, source = writing.stretches[copy.stretch], _report(other)
    message = (
        f"“{_title(stretch)}”有{_percent(share.masked)}与{source}相同（数字、名称和各地通用的话不计；连数字、名称也相同的"
        f"{_percent(share.raw)}）"
    )
    notes = []
    if pieces:
        message += f"，如“{_cut(stretch.text[slice(*spans[0])])}”"
        first = pieces[0]
        at = (
            (first.earlier_stretch, first.earlier_start, first.earlier_end)
            if is_later
            else (first.stretch, first.start, first.end)
        )
        theirs = _cut(other.stretches[at[0]].text[at[1] : at[2]])
        if first.is_exact:
            notes.append(f"对方报告（{other.file}）这一段一字不差")
        else:
            notes.append(f"对方报告（{other.file}）写作“{theirs}”")
    if not pair.is_sure:
        notes.append("两份报告同一年度或年度不明，孰先孰后、谁照抄谁不能认定，不扣分")
    if copy.units >= _MANY_UNITS:
        notes.append(f"至少有{copy.units}个其他单位相同半数以上，可能是统一下发的样稿，请先核实，不扣分")
    elif copy.units > 1 and not pair.is_of_one_unit:
        notes.append(f"至少有{copy.units}个其他单位相同半数以上")
    notes.append("全部相同文字见 gknlp reuse 的左右对照")
    places = [place for start, end in sorted(spans) for place in stretch.places_of(start, end)]
    values = (("相同比例", _percent(share.masked)), ("连数字名称也相同", _percent(share.raw)), ("来源", source))
    return Evidence(message, values, tuple(places), "；".join(notes))


@rule("REU001", "copied-from-another", Severity.WARNING, _BASIS, _over(_from_others, _OTHERS_SHARE, _OF_FIGURES))
def copied_from_another(dossier: Dossier, copy: _Copy | None) -> Evidence | None:
    """整段文字与其他单位的报告相同。

    检查什么：一个部分的文字是否有五成以上也见于同批其他单位较早的报告，且相同的在八十字以上。表格、数字、年份、单位和地方的名称、法规和
    格式的原文、各地报告通用的话都不计；依申请公开、收费、复议诉讼等只报数字的部分不查；政府与其办公室之间不比，
    本单位往年报告里相同得更多的按REU002或NAR011。两份报告先后不明，或者五个以上单位都相同的，标明存疑，不扣分。五成、八十字是本工具拟定的界限。
    为什么：内容雷同、敷衍塞责的应当督促整改；照抄别的单位，写的就不是本单位的情况。
    违反示例：甲局2022年度的问题和改进措施，与乙局2021年度报告只差单位名称。
    合格示例：两局都说栏目更新不及时，各自的栏目和办法不同。
    """
    if not _need(dossier).others:
        raise NotAssessable("本批没有其他单位的报告可以比对")
    return _told(copy) if copy is not None else None


@rule(
    "REU002",
    "repeated-from-own-past",
    Severity.WARNING,
    _BASIS,
    _over(_from_own, _OWN_SHARE, _OF_FIGURES | {"problems"}, True),
)
def repeated_from_own_past(dossier: Dossier, copy: _Copy | None) -> Evidence | None:
    """整段文字与本单位往年的报告相同。

    检查什么：“问题及改进”以外一个部分的文字，是否有八成以上也见于本单位往年的报告，且相同的在八十字以上。不计的与REU001相同；
    “问题及改进”按NAR011核查。八成、八十字是本工具拟定的界限。
    为什么：格式要求“不得出现敷衍了事甚至年年雷同现象”；除了数字一字不改的总体情况，没有写出当年做了什么。
    违反示例：2022年度“总体情况”除数字外与2021年度逐字相同。
    合格示例：沿用了上年的框架和一两句话，所写的工作是当年的。
    """
    if not _need(dossier).earlier:
        raise NotAssessable("本批没有本单位往年的报告可以比对")
    return _told(copy) if copy is not None else None


def _standing(dossier: Dossier, topic: str, what: str) -> Evidence | None:
    """The sentences on ``topic`` that stand in the last reports, three at the least, without a break."""
    found = _need(dossier)
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
        f"“{_cut(found.writing.stretches[number].text[start:end])}”" for number, start, end in spans[:_QUOTED]
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


@rule("REU003", "problem-unsolved-for-years", Severity.NOTICE, _BASIS, _problems)
def problem_unsolved_for_years(_: Dossier, dossier: Dossier) -> Evidence | None:
    """同一个问题连续三年以上原样列出。

    检查什么：“问题及改进”里指出问题的一句话，是否在本单位这一年和前两年的报告里都有（十五个字以上的句子；数字、年份、自称不计，八成以上相同即算相同）。
    为什么：年年列出同一个问题，说明上年承诺的改进没有见效，或者问题是照抄的；也可能确实难以解决，所以只作提示。
    违反示例：2021、2022、2023年度都写“少数栏目更新不及时，信息员多为兼职”。
    合格示例：2023年度写“栏目更新已按月通报，尚有两个乡镇没有配齐信息员”。
    """
    return _standing(dossier, "problem", "问题")


@rule("REU004", "remedy-promised-again", Severity.NOTICE, _BASIS, _problems)
def remedy_promised_again(_: Dossier, dossier: Dossier) -> Evidence | None:
    """同一条改进措施连续三年以上原样承诺。

    检查什么：“问题及改进”里改进的一句话，是否在本单位这一年和前两年的报告里都有；怎样算相同与REU003一样。
    为什么：改进举措要有实效性；三年都承诺同一件事，看不出做没做。长期坚持的做法也会年年写，所以只作提示。
    违反示例：2021、2022、2023年度都写“下一步将建立栏目更新台账，按月通报”。
    合格示例：2022年度写将建立台账，2023年度写台账已经建立，改为通报问题栏目。
    """
    return _standing(dossier, "remedy", "改进措施")


@dataclass(frozen=True, slots=True)
class _Left:
    """A trace in a report: where it stands there and in the report ``source`` that it comes from, and whether it is beyond
    doubt that the words come from there."""

    trace: Trace
    writing: Writing
    source: Writing
    span: tuple[int, int, int]
    source_span: tuple[int, int, int]
    is_sure: bool


def _left(pair: Pair, trace: Trace, writing: Writing) -> _Left:
    spans = (trace.stretch, trace.start, trace.end), (trace.earlier_stretch, trace.earlier_start, trace.earlier_end)
    ours, theirs = spans if _side(pair, writing) else spans[::-1]
    is_sure = pair.is_sure or pair.is_of_one_unit
    return _Left(trace, writing, _other(pair, writing), ours, theirs, is_sure)


def _traces(*kinds: TraceKind) -> Callable[[Dossier], list[Subject]]:
    """The traces of ``kinds`` in what comes from other reports, those of the same words as one subject. Of equal numbers
    either report may be the copy where neither is surely the later one; all else stands in the later one."""

    def over(dossier: Dossier) -> list[Subject]:
        found: dict[str, list[_Left]] = {}
        if dossier.elsewhere is not None:
            writing = dossier.elsewhere.writing
            for pair in (*_from_others(dossier.elsewhere), *_from_own(dossier.elsewhere)):
                for trace in pair.traces:
                    is_number = trace.kind is TraceKind.NUMBERS
                    if trace.kind in kinds and (is_number or _side(pair, writing)):
                        found.setdefault("numbers" if is_number else trace.text, []).append(_left(pair, trace, writing))
        return [
            Subject(
                key, f"“{_cut(entries[0].trace.text)}”", tuple(entries), is_unsure=not any(e.is_sure for e in entries)
            )
            for key, entries in found.items()
        ] or [Subject("report", "整份报告", ())]

    return over


Traces = tuple[_Left, ...]


def _given_away(traces: Traces, message: str) -> Evidence:
    first = traces[0]
    source, (stretch, start, end) = first.source, first.source_span
    words = source.stretches[stretch].text[max(0, start - 15) : end + 15]
    values = [("文中", _cut(first.trace.text)), ("来源", _report(source))]
    if first.trace.expected:
        values.insert(1, ("应为", first.trace.expected))
    notes = [f"{_report(source)}（{source.file}）同一处写作“{_cut(words)}”"]
    if not any(entry.is_sure for entry in traces):
        notes.append("两份报告同一年度或年度不明，孰先孰后、谁照抄谁不能认定，不扣分")
    spans = dict.fromkeys(entry.span for entry in traces)
    places = [place for number, low, high in spans for place in first.writing.stretches[number].places_of(low, high)]
    return Evidence(message, tuple(values), tuple(places), "；".join(notes))


@rule("REU005", "name-of-source-left", Severity.WARNING, _BASIS, _traces(TraceKind.NAME, TraceKind.LEVEL))
def name_of_source_left(dossier: Dossier, traces: Traces) -> Evidence | None:
    """照抄的文字里留着别的单位、地方的名称。

    检查什么：与同批较早的报告相同的段落里，是否留着对方（或再上一手）的单位名、地名，或者与本级不符的“我县”“全镇”，且前后的字都相同。
    对方是上级、所说的是对方的网站或专栏、与对方联合做某事、同一句里也有本单位名称的不计。
    为什么：别人的名称出现在一字不差的段落里，是照抄的直接证据。
    违反示例：甲市林业局的报告写“乙县林业局将继续加强栏目建设”，同一段也见于乙县林业局的报告。
    合格示例：“与乙县林业局联合开展宣传活动。”
    """
    _need(dossier)
    if not traces:
        return None
    return _given_away(traces, f"与别处相同的段落里写着“{traces[0].trace.text}”，不是本单位的名称或本级的说法")


@rule("REU006", "year-of-source-left", Severity.WARNING, _BASIS, _traces(TraceKind.YEAR))
def year_of_source_left(dossier: Dossier, traces: Traces) -> Evidence | None:
    """照抄的文字里留着往年的年份。

    检查什么：与同批往年的报告相同的段落里，是否留着那一年的年份（打算则是次年），前后的字都相同，且句子里没有别的年份。
    文件名称和文号里的年份、“印发、成立、获评、同比”之类回顾往年的话不计。
    为什么：年份没有改过来的段落，写的是那一年的情况。
    违反示例：2022年度报告写“2021年，我局开展公开培训四次”，2021年度报告也有这一句。
    合格示例：“2021年印发的办法继续施行。”
    """
    _need(dossier)
    if not traces:
        return None
    first = traces[0]
    return _given_away(traces, f"与{first.source.year}年度报告相同的段落里年份仍是“{first.trace.text}”")


@rule("REU007", "numbers-of-source-left", Severity.WARNING, _BASIS, _traces(TraceKind.NUMBERS))
def numbers_of_source_left(dossier: Dossier, traces: Traces) -> Evidence | None:
    """相同段落里的数字也与其他单位完全相同。

    检查什么：与同批其他单位的报告相同的段落里，是否有连续四个以上大于9的数（年月日、文号、百分之百和“全县”“全市”的数除外）逐个都相同。
    为什么：两个单位的业务数字不会逐个相同，相同的只能是一份抄了另一份。
    违反示例：两局报告都写“公开信息132条，组织培训14次，发放材料5600份，受理咨询87人次”。
    合格示例：段落相同，数字是各自的。
    """
    _need(dossier)
    if not traces:
        return None
    first = traces[0]
    return _given_away(traces, f"与{_report(first.source)}相同的段落里，数字也逐个相同：{_cut(first.trace.text)}")
