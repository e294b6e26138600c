"""For the terminal: pairs with their longest passages and what gives them away, sentences told for years, templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from gknlp.types.audit import Failure
from gknlp.types.reuse import Chain, Pair, Passage, Reuse, Share, Writing
from gknlp.writers.reuse import wording
from gknlp.writers.reuse.differing import differences
from gknlp.writers.words import safe

_COLOURS = {"痕迹": "31", "改": "33", "题": "1", "淡": "2"}
_MOST_PAIRS, _MOST_OWN, _MOST_UNITS, _MOST_FAMILIES = 20, 10, 20, 10
_LEAST_SHOWN = Decimal("0.05")
"""Shares below this are no matter of a section: the passages tell."""
_MOST_PASSAGES, _MOST_TRACES, _MOST_CHAINS, _MOST_CHANGES = 3, 8, 10, 6
_LONGEST, _LONGEST_CHANGE, _LONGEST_TRACE = 90, 16, 20
_ELSEWHERE = "见 csv 或 json 输出"
Paint = Callable[[str, str], str]


def write(reuse: Reuse, failures: Sequence[Failure], *, colour: bool = False) -> str:
    """The comparison as Chinese text, in colour where asked."""

    def paint(text: str, kind: str) -> str:
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text

    others, own = wording.by_kind(reuse.pairs)
    lines = [*_pairs(others, _MOST_PAIRS, "对跨单位雷同", paint), *_pairs(own, _MOST_OWN, "对本单位雷同", paint)]
    lines += [*_chains(reuse, paint), *_families(reuse, paint)]
    lines += [paint("【读取失败】", "痕迹") + safe(f"{failure.file}：{failure.error}") for failure in failures]
    if reuse.pairs:
        lines.append(paint("〔口径〕", "淡") + wording.method(reuse))
    lines += [paint("〔说明〕", "淡") + safe(remark) for remark in reuse.remarks]
    lines.append(wording.verdict(reuse, failures))
    return "\n".join(lines) + "\n"


def _pairs(pairs: list[Pair], most: int, name: str, paint: Paint) -> Iterator[str]:
    for pair in pairs[:most]:
        yield from (*_head(pair, paint), *_traces(pair, paint), *_shares(pair), *_passages(pair, paint), "")
    if len(pairs) > most:
        yield f"其余 {len(pairs) - most} {name}{_ELSEWHERE}"
        yield ""


def _head(pair: Pair, paint: Paint) -> Iterator[str]:
    between, doubt = ("←", "") if pair.is_ordered else ("⇔", f"　{wording.UNSURE}")
    names = f"{wording.report(pair.later)} {between} {wording.report(pair.earlier)}"
    yield paint(f"━━ {names}　{wording.kind(pair)}，最高 {wording.whole(pair.most)}{doubt}", "题")
    for side, writing in zip(wording.sides(pair), (pair.later, pair.earlier), strict=True):
        day = wording.published(writing)
        yield f"   {side}：{wording.report(writing)}　{wording.file(writing)}" + (f"，{day}" if day else "")


def _traces(pair: Pair, paint: Paint) -> Iterator[str]:
    side = wording.sides(pair)[0]
    for trace in pair.traces[:_MOST_TRACES]:
        stretch = pair.later.stretches[trace.stretch]
        place = wording.where(stretch, trace.start, trace.end)
        around = stretch.text[max(0, trace.start - _LONGEST_TRACE) : trace.end + _LONGEST_TRACE]
        words = f"   【痕迹】{side}文{wording.trace_words(trace)}"
        yield paint(words, "痕迹") + f"　{wording.section(stretch)}，{place}：{wording.quote(around, _LONGEST)}"
    if len(pair.traces) > _MOST_TRACES:
        yield f"   等{len(pair.traces)}处痕迹，{_ELSEWHERE}"


def _shares(pair: Pair) -> Iterator[str]:
    later, earlier = wording.sides(pair)
    for side, other, writing, shares in (
        (later, earlier, pair.later, pair.shares),
        (earlier, later, pair.earlier, pair.earlier_shares),
    ):
        yield from _shares_of(side, other, writing, shares)


def _shares_of(side: str, other: str, writing: Writing, shares: tuple[Share, ...]) -> Iterator[str]:
    for share in shares:
        if share.masked >= _LEAST_SHOWN:
            yield f"   {side}文·{wording.share_words(writing.stretches[share.stretch], share, f'{other}文')}"


def _passages(pair: Pair, paint: Paint) -> Iterator[str]:
    order = sorted(enumerate(pair.passages, 1), key=lambda entry: (-entry[1].length, entry[0]))
    for number, passage in order[:_MOST_PASSAGES]:
        yield from _passage(pair, number, passage, paint)
    if len(order) > _MOST_PASSAGES:
        yield paint(f"   等{len(order)}个片段，全部{_ELSEWHERE}", "淡")


def _passage(pair: Pair, number: int, passage: Passage, paint: Paint) -> Iterator[str]:
    ours, theirs = pair.later.stretches[passage.stretch], pair.earlier.stretches[passage.earlier_stretch]
    later, earlier = wording.sides(pair)
    places = (
        f"{later}文{wording.section(ours)}{wording.where(ours, passage.start, passage.end)}，"
        f"{earlier}文{wording.section(theirs)}{wording.where(theirs, passage.earlier_start, passage.earlier_end)}"
    )
    first, second = wording.later_text(pair, passage), wording.earlier_text(pair, passage)
    if passage.is_exact:
        yield paint(f"   片段{number}　{passage.length}字，一字不差：{places}", "淡")
        yield f"      {wording.quote(first, _LONGEST)}"
        return
    yield paint(f"   片段{number}　{passage.length}字，掩去数字和名称后{passage.same}字相同：{places}", "淡")
    yield f"      {later}：{wording.quote(first, _LONGEST)}"
    yield f"      {earlier}：{wording.quote(second, _LONGEST)}"
    found = differences(first, second)
    if found:
        words = "；".join(_change(first[a:b], second[c:d]) for a, b, c, d in found[:_MOST_CHANGES])
        rest = f"；等{len(found)}处" if len(found) > _MOST_CHANGES else ""
        yield paint(f"      不同之处（{earlier}→{later}）：{words}{rest}", "改")


def _change(later: str, earlier: str) -> str:
    if not earlier:
        return f"加{wording.quote(later, _LONGEST_CHANGE)}"
    if not later:
        return f"删{wording.quote(earlier, _LONGEST_CHANGE)}"
    return f"{wording.quote(earlier, _LONGEST_CHANGE)}→{wording.quote(later, _LONGEST_CHANGE)}"


def _chains(reuse: Reuse, paint: Paint) -> Iterator[str]:
    units: dict[str, list[Chain]] = {}
    for chain in reuse.chains:
        units.setdefault(chain.unit, []).append(chain)
    for unit, chains in list(units.items())[:_MOST_UNITS]:
        name = wording.named(unit, chains[0].appearances[-1].writing.region)
        yield paint(f"━━ {name}　历年沿用 {len(chains)} 句", "题")
        for chain in chains[:_MOST_CHAINS]:
            text = wording.quote(chain.appearances[-1].text, _LONGEST)
            yield f"   {wording.chain_years(chain)}：{text}（{wording.chain_notes(chain)}）"
        if len(chains) > _MOST_CHAINS:
            yield f"   其余 {len(chains) - _MOST_CHAINS} 句{_ELSEWHERE}"
        yield ""
    if len(units) > _MOST_UNITS:
        yield f"其余 {len(units) - _MOST_UNITS} 个单位历年沿用的语句{_ELSEWHERE}"
        yield ""


def _families(reuse: Reuse, paint: Paint) -> Iterator[str]:
    for number, family in enumerate(reuse.families[:_MOST_FAMILIES], 1):
        yield paint(f"━━ 共用模板{number}　{wording.family_words(family)}", "题")
        yield f"   最长的共有文字，{family.holders}份报告有：{wording.quote(family.text, 2 * _LONGEST)}"
        yield ""
    if len(reuse.families) > _MOST_FAMILIES:
        yield f"其余 {len(reuse.families) - _MOST_FAMILIES} 组共用模板{_ELSEWHERE}"
        yield ""
