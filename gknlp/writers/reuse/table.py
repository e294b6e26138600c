"""CSV of a comparison, one table for all: a row a passage, a trace, a sentence told for years, a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from gknlp.types.audit import Failure
from gknlp.types.reuse import Chain, Family, Pair, Passage, Reuse, Trace, Writing
from gknlp.writers.csv_table import csv_of
from gknlp.writers.frames import table_of
from gknlp.writers.reuse import wording
from gknlp.writers.words import safe

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    "类型", "组", "单位", "年度", "文件", "部分", "位置", "原文", "对方单位", "对方年度", "对方文件", "对方部分", "对方位置", "对方原文",
    "先后", "雷同比例", "原文比例", "计入比较", "对方雷同比例", "字数", "相同字数", "一字不差", "痕迹", "主题", "说明",
)  # fmt: skip
_LONGEST = 32_000
"""What a cell of Excel holds, with a little to spare."""


def write(reuse: Reuse, failures: Sequence[Failure]) -> bytes:
    """The table as Excel on Windows opens it."""
    return csv_of(rows(reuse, failures))


def rows(reuse: Reuse, failures: Sequence[Failure]) -> DataFrame:
    """The table; rows of one pair, sentence or template have the same ``组``."""
    found: list[dict[str, Any]] = []
    for number, pair in enumerate(reuse.pairs, 1):
        found += [{"组": f"对{number}"} | row for row in _pair(pair)]
    found += [{"组": f"句{number}"} | _chain(chain) for number, chain in enumerate(reuse.chains, 1)]
    for number, family in enumerate(reuse.families, 1):
        found += [{"组": f"模板{number}"} | row for row in _family(family)]
    found += [{"类型": "读取失败", "文件": safe(failure.file), "说明": safe(failure.error)} for failure in failures]
    found += [{"类型": "说明", "说明": safe(remark)} for remark in reuse.remarks]
    return table_of(found, COLUMNS)


def _words(text: str) -> str:
    return wording.line(text)[:_LONGEST]


def _report(writing: Writing, prefix: str = "") -> dict[str, Any]:
    return {
        f"{prefix}单位": wording.agency(writing),
        f"{prefix}年度": str(writing.year or ""),
        f"{prefix}文件": wording.line(writing.file),
    }


def _both(pair: Pair, found: Passage | Trace) -> dict[str, Any]:
    ours, theirs = pair.later.stretches[found.stretch], pair.earlier.stretches[found.earlier_stretch]
    return {
        "部分": wording.section(ours),
        "位置": wording.where(ours, found.start, found.end),
        "原文": _words(wording.later_text(pair, found)),
        "对方部分": wording.section(theirs),
        "对方位置": wording.where(theirs, found.earlier_start, found.earlier_end),
        "对方原文": _words(wording.earlier_text(pair, found)),
    }


def _shares(pair: Pair, stretch: int | None, earlier: int | None) -> dict[str, Any]:
    """The shares of the sections where a passage stands."""
    row: dict[str, Any] = {}
    for share in pair.shares:
        if share.stretch == stretch:
            row |= {"雷同比例": float(share.masked), "原文比例": float(share.raw), "计入比较": share.counted}
    for share in pair.earlier_shares:
        if share.stretch == earlier:
            row["对方雷同比例"] = float(share.masked)
    return row


def _pair(pair: Pair) -> Iterator[dict[str, Any]]:
    base = {"类型": wording.kind(pair), "先后": "对方在先" if pair.is_ordered else wording.UNSURE}
    base |= _report(pair.later) | _report(pair.earlier, "对方")
    for trace in pair.traces:
        shares = _shares(pair, trace.stretch, trace.earlier_stretch)
        about = {"类型": "痕迹", "痕迹": wording.trace_words(trace), "说明": wording.kind(pair)}
        yield base | shares | _both(pair, trace) | about
    for passage in pair.passages:
        within = [
            wording.trace_words(trace)
            for trace in pair.traces
            if trace.stretch == passage.stretch and passage.start < trace.end and trace.start < passage.end
        ]
        yield base | _shares(pair, passage.stretch, passage.earlier_stretch) | _both(pair, passage) | {
            "字数": passage.length,
            "相同字数": passage.same,
            "一字不差": "是" if passage.is_exact else "",
            "痕迹": "；".join(dict.fromkeys(within)),
        }  # fmt: skip
    if not pair.passages:
        yield from _bare(pair, base)


def _bare(pair: Pair, base: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The sections of a pair without passages."""
    for share in pair.shares:
        stretch = pair.later.stretches[share.stretch]
        about = {"部分": wording.section(stretch), "说明": "相同文字零散，没有成段的片段"}
        yield base | _shares(pair, share.stretch, None) | about


def _chain(chain: Chain) -> dict[str, Any]:
    """The sentence in the last year's report, beside that of the first."""
    first, last = chain.appearances[0], chain.appearances[-1]
    stretch, other = last.writing.stretches[last.stretch], first.writing.stretches[first.stretch]
    return _report(last.writing) | _report(first.writing, "对方") | {
        "类型": "历年沿用",
        "部分": wording.section(stretch),
        "位置": wording.where(stretch, last.start, last.end),
        "原文": _words(last.text),
        "对方部分": wording.section(other),
        "对方位置": wording.where(other, first.start, first.end),
        "对方原文": _words(first.text),
        "一字不差": "是" if all(entry.is_same for entry in chain.appearances[1:]) else "",
        "主题": wording.TOPICS.get(chain.topic, ""),
        "说明": f"{wording.chain_years(chain)}（{wording.chain_notes(chain)}）",
    }  # fmt: skip


def _family(family: Family) -> Iterator[dict[str, Any]]:
    """A row a member."""
    for writing in family.members:
        row = {"类型": "共用模板"} | _report(writing)
        if family.first is not None:
            row |= _report(family.first, "对方")
        yield row | {
            "先后": "" if family.first else wording.UNSURE,
            "对方原文": _words(family.text),
            "字数": sum(map(str.isalnum, family.text)),
            "说明": f"{len(family.members)}份报告共用模板，最长的共有文字{family.holders}份有，{wording.first_words(family)}",
        }
