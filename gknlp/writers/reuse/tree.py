"""JSON of a comparison, by ``schemas/reuse.schema.json``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from gknlp.types.audit import Failure
from gknlp.types.decimals import plain
from gknlp.types.reuse import Chain, Family, Pair, Passage, Reuse, Share, Stretch, Trace, Writing
from gknlp.writers.json_tree import dump, offsets_tree
from gknlp.writers.reuse.wording import earlier_text, later_text

SCHEMA = "gknlp/reuse/1"


def write(reuse: Reuse, failures: Sequence[Failure]) -> str:
    """The whole comparison; a report is named by its number in ``reports``, from 0."""
    numbers = {id(writing): number for number, writing in enumerate(reuse.writings)}
    tree = {
        "schema": SCHEMA,
        "version": version("gknlp"),
        "minimum": plain(reuse.minimum),
        "reports": [_report(writing) for writing in reuse.writings],
        "pairs": [_pair(pair, numbers) for pair in reuse.pairs],
        "chains": [_chain(chain, numbers) for chain in reuse.chains],
        "families": [_family(family, numbers) for family in reuse.families],
        "remarks": list(reuse.remarks),
        "failures": [{"file": failure.file, "error": failure.error} for failure in failures],
    }
    return dump(tree)


def _report(writing: Writing) -> dict[str, Any]:
    return {
        "file": writing.file,
        "agency": writing.agency,
        "unit": writing.unit,
        "region": writing.region,
        "level": writing.level,
        "government": writing.government,
        "year": writing.year,
        "published": writing.published.isoformat() if writing.published else None,
        "stretches": [
            {
                "section": stretch.section,
                "title": stretch.title,
                "text": stretch.text,
                "pieces": [
                    {"start": start, "place": offsets_tree(place)}
                    for start, place in zip(stretch.starts, stretch.places, strict=True)
                ],
                "topics": [{"start": start, "end": end, "topic": topic} for start, end, topic in stretch.topics],
            }
            for stretch in writing.stretches
        ],
    }


def _span(writing: Writing, number: int, start: int, end: int) -> dict[str, Any]:
    stretch: Stretch = writing.stretches[number]
    return {
        "stretch": number,
        "section": stretch.section,
        "start": start,
        "end": end,
        "places": [offsets_tree(place) for place in stretch.places_of(start, end)],
    }


def _both(pair: Pair, found: Passage | Trace) -> dict[str, Any]:
    """The same words in either report."""
    later = _span(pair.later, found.stretch, found.start, found.end)
    earlier = _span(pair.earlier, found.earlier_stretch, found.earlier_start, found.earlier_end)
    return {
        "later": later | {"text": later_text(pair, found)},
        "earlier": earlier | {"text": earlier_text(pair, found)},
    }


def _pair(pair: Pair, numbers: dict[int, int]) -> dict[str, Any]:
    return {
        "later": numbers[id(pair.later)],
        "earlier": numbers[id(pair.earlier)],
        "ordered": pair.is_ordered,
        "same_unit": pair.is_of_one_unit,
        "most": plain(pair.most),
        "shares": [_share(pair.later, share) for share in pair.shares],
        "earlier_shares": [_share(pair.earlier, share) for share in pair.earlier_shares],
        "passages": [
            _both(pair, passage) | {"length": passage.length, "same": passage.same, "exact": passage.is_exact}
            for passage in pair.passages
        ],
        "traces": [
            {"kind": trace.kind.value, "text": trace.text, "expected": trace.expected} | _both(pair, trace)
            for trace in pair.traces
        ],
    }


def _share(writing: Writing, share: Share) -> dict[str, Any]:
    return {
        "stretch": share.stretch,
        "section": writing.stretches[share.stretch].section,
        "counted": share.counted,
        "raw": plain(share.raw),
        "masked": plain(share.masked),
    }


def _chain(chain: Chain, numbers: dict[int, int]) -> dict[str, Any]:
    return {
        "unit": chain.unit,
        "section": chain.section,
        "topic": chain.topic,
        "years": list(chain.years),
        "unbroken": chain.is_unbroken,
        "appearances": [
            {"report": numbers[id(entry.writing)], "year": entry.writing.year}
            | _span(entry.writing, entry.stretch, entry.start, entry.end)
            | {"text": entry.text, "same": entry.is_same}
            for entry in chain.appearances
        ],
    }


def _family(family: Family, numbers: dict[int, int]) -> dict[str, Any]:
    return {
        "members": [numbers[id(writing)] for writing in family.members],
        "first": None if family.first is None else numbers[id(family.first)],
        "text": family.text,
        "holders": family.holders,
    }
