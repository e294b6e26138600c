"""One self-contained HTML page: who shares text with whom, and each pair of reports side by side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gknlp.types.audit import Failure
from gknlp.types.reuse import Family, Pair, Reuse, Share, Writing
from gknlp.writers.page import template
from gknlp.writers.reuse import wording
from gknlp.writers.reuse.beside import beside
from gknlp.writers.reuse.overviews import heat_of, timelines
from gknlp.writers.words import safe

MOST_BESIDE, MOST_BYTES = 200, 5_500_000
"""Pairs shown side by side, and about how large they may make the page."""
_MOST_LISTED, _MOST_FAMILIES, _MOST_TRACES = 400, 100, 40
_MOST_SHARES, _LEAST_SHARE = 4, Decimal("0.05")
"""Of a line of the list; all are told where the reports stand side by side."""
_LONGEST = 600


def write(reuse: Reuse, failures: Sequence[Failure]) -> str:
    """The page as text."""
    others, own = wording.by_kind(reuse.pairs)
    ordered = [*others, *own]
    shown = _shown(ordered)
    rows = [_row(number, pair, number in shown) for number, pair in enumerate(ordered)]
    listed = [
        {"key": key, "title": title, "rows": part[:_MOST_LISTED], "left_out": max(0, len(part) - _MOST_LISTED)}
        for key, title, part in (
            ("others", "跨单位雷同", rows[: len(others)]),
            ("own", "本单位各年度之间雷同", rows[len(others) :]),
        )
        if part
    ]
    return template("reuse.html").render(
        verdict=wording.verdict(reuse, failures),
        method=wording.method(reuse),
        remarks=[safe(remark) for remark in reuse.remarks],
        failures=[{"file": wording.line(failure.file), "error": safe(failure.error)} for failure in failures],
        lists=listed,
        heat=heat_of(reuse, ordered),
        anchors=[_anchor(number, len(others), number in shown) for number in range(len(ordered))],
        families=[_family(family) for family in reuse.families[:_MOST_FAMILIES]],
        families_left_out=max(0, len(reuse.families) - _MOST_FAMILIES),
        timelines=timelines(reuse),
        pairs=list(shown.values()),
        pairs_left_out=len(ordered) - len(shown),
    ) + "\n"  # fmt: skip


def _anchor(number: int, others: int, is_shown: bool) -> str:
    """Where a pair is to be found on the page, "" where it is not."""
    place = number if number < others else number - others
    return f"p{number + 1}" if is_shown else f"r{number + 1}" if place < _MOST_LISTED else ""


def _shown(ordered: Sequence[Pair]) -> dict[int, dict[str, Any]]:
    """By number the pairs that are shown side by side: the first ones, as many as the page can hold."""
    shown: dict[int, dict[str, Any]] = {}
    size = 0
    for number, pair in enumerate(ordered[:MOST_BESIDE]):
        entry = _pair(number, pair)
        size += entry["size"]
        if shown and size > MOST_BYTES:
            break
        shown[number] = entry
    return shown


def _head(number: int, pair: Pair) -> dict[str, Any]:
    return {
        "id": number + 1,
        "kind": wording.kind(pair),
        "later": wording.report(pair.later),
        "earlier": wording.report(pair.earlier),
        "most": wording.whole(pair.most),
        "ordered": pair.is_ordered,
        "traces": len(pair.traces),
    }


def _row(number: int, pair: Pair, is_shown: bool) -> dict[str, Any]:
    """A line of the list of pairs."""
    shares = sorted(pair.shares, key=lambda share: -share.masked)[:_MOST_SHARES]
    told = [("", pair.later.stretches[share.stretch], share) for share in shares]
    other = max(pair.earlier_shares, key=lambda share: share.masked, default=None)
    if other is not None and other.masked > max((share.masked for share in shares), default=Decimal(0)):
        told.append((f"{wording.sides(pair)[1]}文", pair.earlier.stretches[other.stretch], other))
    return _head(number, pair) | {
        "shown": is_shown,
        "files": (wording.file(pair.later), wording.file(pair.earlier)),
        "sections": [
            f"{name}{wording.section(stretch)} {wording.whole(share.masked)}（原文 {wording.whole(share.raw)}）"
            for name, stretch, share in told if share.masked >= _LEAST_SHARE
        ],
        "told": list(dict.fromkeys(wording.trace_words(trace) for trace in pair.traces))[:3],
        "count": len(pair.passages),
        "longest": max((passage.length for passage in pair.passages), default=0),
    }  # fmt: skip


def _pair(number: int, pair: Pair) -> dict[str, Any]:
    """A pair side by side."""
    names = wording.sides(pair)
    writings = (pair.later, pair.earlier)
    columns = beside(pair)
    both = [
        {
            "name": name,
            "report": wording.report(writing),
            "file": wording.file(writing),
            "published": wording.published(writing),
            "blocks": column.blocks,
            "unmarked": column.unmarked,
            "key": key,
            "over": over,
        }
        for name, writing, column, key, over in zip(names, writings, columns, "ab", "ba", strict=True)
    ]
    traces = [
        {
            "words": wording.trace_words(trace),
            "where": f"{wording.section(pair.later.stretches[trace.stretch])}，"
                     f"{wording.where(pair.later.stretches[trace.stretch], trace.start, trace.end)}",
        }
        for trace in pair.traces[:_MOST_TRACES]
    ]  # fmt: skip
    return _head(number, pair) | {
        "sides": both,
        "told": traces,
        "shares": [*_shares(names[0], names[1], pair.later, pair.shares),
                   *_shares(names[1], names[0], pair.earlier, pair.earlier_shares)],
        "count": len(pair.passages),
        "exact": sum(passage.is_exact for passage in pair.passages),
        "same": sum(passage.same for passage in pair.passages),
        "size": sum(column.size for column in columns),
    }  # fmt: skip


def _shares(name: str, other: str, writing: Writing, shares: tuple[Share, ...]) -> list[dict[str, Any]]:
    """The sections of one report of which something stands in the other."""
    return [
        {
            "side": f"{name}文→{other}文",
            "section": wording.section(writing.stretches[share.stretch]),
            "masked": wording.whole(share.masked),
            "raw": wording.whole(share.raw),
            "counted": share.counted,
        }
        for share in shares if share.masked
    ]  # fmt: skip


def _family(family: Family) -> dict[str, Any]:
    return {
        "words": wording.family_words(family),
        "members": [wording.report(writing) for writing in family.members[:_MOST_TRACES]],
        "left_out": max(0, len(family.members) - _MOST_TRACES),
        "holders": family.holders,
        "text": wording.quote(family.text, _LONGEST),
    }
