"""REU: what gives copying away: the name, the year and the numbers of the report that the words come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gknlp.rules.making import rule
from gknlp.rules.pairs import BASIS, NOT_SURE, cut, from_others, from_own, is_later, need_texts, other_of, report_name
from gknlp.types.dossier import Dossier
from gknlp.types.reuse import Pair, Trace, TraceKind, Writing
from gknlp.types.rule import Evidence, Severity, Subject


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
    ours, theirs = spans if is_later(pair, writing) else spans[::-1]
    is_sure = pair.is_sure or pair.is_of_one_unit
    return _Left(trace, writing, other_of(pair, writing), ours, theirs, is_sure)


def _traces(*kinds: TraceKind) -> Callable[[Dossier], list[Subject]]:
    """The traces of ``kinds`` in what comes from other reports, those of the same words as one subject. Of equal numbers
    either report may be the copy where neither is surely the later one; all else stands in the later one."""

    def over(dossier: Dossier) -> list[Subject]:
        found: dict[str, list[_Left]] = {}
        if dossier.elsewhere is not None:
            writing = dossier.elsewhere.writing
            for pair in (*from_others(dossier.elsewhere), *from_own(dossier.elsewhere)):
                for trace in pair.traces:
                    is_number = trace.kind is TraceKind.NUMBERS
                    if trace.kind in kinds and (is_number or is_later(pair, writing)):
                        found.setdefault("numbers" if is_number else trace.text, []).append(_left(pair, trace, writing))
        return [
            Subject(
                key, f"“{cut(entries[0].trace.text)}”", tuple(entries), is_unsure=not any(e.is_sure for e in entries)
            )
            for key, entries in found.items()
        ] or [Subject("report", "整份报告", ())]

    return over


Traces = tuple[_Left, ...]


def _given_away(traces: Traces, message: str) -> Evidence:
    first = traces[0]
    source, (stretch, start, end) = first.source, first.source_span
    words = source.stretches[stretch].text[max(0, start - 15) : end + 15]
    values = [("文中", cut(first.trace.text)), ("来源", report_name(source))]
    if first.trace.expected:
        values.insert(1, ("应为", first.trace.expected))
    notes = [f"{report_name(source)}（{source.file}）同一处写作“{cut(words)}”"]
    if not any(entry.is_sure for entry in traces):
        notes.append(NOT_SURE)
    spans = dict.fromkeys(entry.span for entry in traces)
    places = [place for number, low, high in spans for place in first.writing.stretches[number].places_of(low, high)]
    return Evidence(message, tuple(values), tuple(places), "；".join(notes))


@rule("REU005", "name-of-source-left", Severity.WARNING, BASIS, _traces(TraceKind.NAME, TraceKind.LEVEL))
def name_of_source_left(dossier: Dossier, traces: Traces) -> Evidence | None:
    """照抄的文字里留着别的单位、地方的名称。

    检查什么：与同批较早的报告相同的段落里，是否留着对方（或再上一手）的单位名、地名，或者与本级不符的“我县”“全镇”，且前后的字都相同。
    对方是上级、所说的是对方的网站或专栏、与对方联合做某事、同一句里也有本单位名称的不计。
    为什么：别人的名称出现在一字不差的段落里，是照抄的直接证据。
    违反示例：甲市林业局的报告写“乙县林业局将继续加强栏目建设”，同一段也见于乙县林业局的报告。
    合格示例：“与乙县林业局联合开展宣传活动。”
    """
    need_texts(dossier)
    if not traces:
        return None
    return _given_away(traces, f"与别处相同的段落里写着“{traces[0].trace.text}”，不是本单位的名称或本级的说法")


@rule("REU006", "year-of-source-left", Severity.WARNING, BASIS, _traces(TraceKind.YEAR))
def year_of_source_left(dossier: Dossier, traces: Traces) -> Evidence | None:
    """照抄的文字里留着往年的年份。

    检查什么：与同批往年的报告相同的段落里，是否留着那一年的年份（打算则是次年），前后的字都相同，且句子里没有别的年份。
    文件名称和文号里的年份、“印发、成立、获评、同比”之类回顾往年的话不计。
    为什么：年份没有改过来的段落，写的是那一年的情况。
    违反示例：2022年度报告写“2021年，我局开展公开培训四次”，2021年度报告也有这一句。
    合格示例：“2021年印发的办法继续施行。”
    """
    need_texts(dossier)
    if not traces:
        return None
    first = traces[0]
    return _given_away(traces, f"与{first.source.year}年度报告相同的段落里年份仍是“{first.trace.text}”")


@rule("REU007", "numbers-of-source-left", Severity.WARNING, BASIS, _traces(TraceKind.NUMBERS))
def numbers_of_source_left(dossier: Dossier, traces: Traces) -> Evidence | None:
    """相同段落里的数字也与其他单位完全相同。

    检查什么：与同批其他单位的报告相同的段落里，是否有连续四个以上大于9的数（年月日、文号、百分之百和“全县”“全市”的数除外）逐个都相同。
    为什么：两个单位的业务数字不会逐个相同，相同的只能是一份抄了另一份。
    违反示例：两局报告都写“公开信息132条，组织培训14次，发放材料5600份，受理咨询87人次”。
    合格示例：段落相同，数字是各自的。
    """
    need_texts(dossier)
    if not traces:
        return None
    first = traces[0]
    return _given_away(traces, f"与{report_name(first.source)}相同的段落里，数字也逐个相同：{cut(first.trace.text)}")
