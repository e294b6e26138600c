"""Two reports -> the passages that stand in both: seeds of five alike characters, chained where what lies between them is
short on either side, and drawn out to whole sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.masking import rounded
from gknlp.reuse.shingles import LENGTH, Shingled, each_of
from gknlp.types.reuse import Passage

_MOST_PLACES = 8
"""Places of the earlier report at which one shingle is looked for."""
_GAP = 40
"""Characters that may differ between two seeds of a passage."""
_LEAST_SAME = 12
"""Characters that a passage has in common at the least."""
_LEAST_DENSITY = 0.4
_SNAP = 12
"""Characters by which a passage is drawn out to the end of a sentence in any case."""
_SNAP_SHARE = 0.4
"""Of the length of a passage: by how much more it is drawn out."""


@dataclass(slots=True)
class _Chain:
    """Seeds in a row: offsets in the masked characters of the later (``start``, ``end``) and the earlier report."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: int
    counted: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """The shingles of a writing in order of their hashes, and the position of each."""

    hashes: NDArray[np.uint64]
    positions: NDArray[np.int64]


def ordered(shingled: Shingled) -> Ordered:
    """The shingles that lie within one stretch, in order."""
    positions = shingled.order[shingled.is_whole[shingled.order]]
    return Ordered(shingled.hashes[positions], positions)


Seeds = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
"""(start, other start, length in shingles) of runs of shingles that stand in both reports."""


def seeds_of(here: Shingled, mine: Ordered, there: Ordered, low: NDArray[np.int64], count: NDArray[np.int64]) -> Seeds:
    """The seeds with a shingle that counts. The shingles of ``mine`` stand at ``low`` among those of ``there``, ``count``
    times each."""
    count = np.minimum(count, _MOST_PLACES)
    first, second = np.repeat(mine.positions, count), there.positions[each_of(low, count)]
    total = len(first)
    order = np.lexsort((first, second - first))
    first, second = first[order], second[order]
    breaks = np.ones(total, dtype=bool)
    breaks[1:] = (np.diff(second - first) != 0) | (np.diff(first) != 1)
    begins = np.flatnonzero(breaks)
    lengths = np.diff(np.append(begins, total))
    counted = np.concatenate(([0], np.cumsum(here.is_counted)))
    starts = first[begins]
    useful = counted[starts + lengths] > counted[starts]
    starts, others, lengths = starts[useful], second[begins][useful], lengths[useful]
    order = np.lexsort((others, starts))
    return starts[order], others[order], lengths[order]


def passages_of(later: Shingled, earlier: Shingled, seeds: Seeds) -> tuple[tuple[Passage, int], ...]:
    """The passages of ``later`` that stand in ``earlier``, in the order of the text, each with how many of its shingles
    count; no character of ``later`` is in two of them."""
    counted = np.concatenate(([0], np.cumsum(later.is_counted)))
    chains = [chain for chain in _chained(later, earlier, seeds, counted) if chain.same >= _LEAST_SAME]
    chains.sort(key=lambda chain: (-chain.same, chain.start, chain.other_start))
    taken = np.zeros(len(later.masked.codes), dtype=bool)
    found = []
    for chain in chains:
        free = ~taken[chain.start : chain.end]
        if free.sum() * 2 < len(free):
            continue
        _trim(chain, taken)
        if chain.same < _LEAST_SAME or chain.same < _LEAST_DENSITY * max(
            chain.end - chain.start, chain.other_end - chain.other_start
        ):
            continue
        _draw_out(chain, later, earlier, taken)
        taken[chain.start : chain.end] = True
        found.append(chain)
    found.sort(key=lambda chain: chain.start)
    return tuple((_passage(chain, later, earlier), chain.counted) for chain in found)


def _chained(later: Shingled, earlier: Shingled, seeds: Seeds, counted: NDArray[np.int64]) -> Iterator[_Chain]:
    """Chains of seeds, each seed in the chain that it follows most closely."""
    starts, others, lengths = seeds
    open_chains: list[_Chain] = []
    sections, other_sections = later.stretches, earlier.stretches
    for start, other, length in zip(starts.tolist(), others.tolist(), lengths.tolist(), strict=True):
        end, other_end = start + length + LENGTH - 1, other + length + LENGTH - 1
        still = []
        best, least = None, _GAP + 1
        for chain in open_chains:
            if start - chain.end > _GAP:
                yield chain
                continue
            still.append(chain)
            shift = abs((start - chain.end) - (other - chain.other_end))
            gap = max(start - chain.end, other - chain.other_end, 0)
            is_ahead = (
                start >= chain.start and other >= chain.other_start and end > chain.end and other_end > chain.other_end
            )
            near = is_ahead and gap <= _GAP and shift <= _GAP and gap + shift < least
            if (
                near
                and sections[chain.start] == sections[start]
                and other_sections[chain.other_start] == other_sections[other]
            ):
                best, least = chain, gap + shift
        open_chains = still
        fresh = int(counted[start + length] - counted[start])
        if best is None:
            open_chains.append(_Chain(start, end, other, other_end, end - start, fresh))
            continue
        overlap = max(best.end - start, best.other_end - other, 0)
        best.same += max(end - start - overlap, 0)
        best.counted += max(fresh - max(best.end - start - LENGTH + 1, 0), 0)
        best.end, best.other_end = end, other_end
    yield from open_chains


def _trim(chain: _Chain, taken: NDArray[np.bool_]) -> None:
    """Cut off what of a chain belongs to a better one already."""
    while chain.start < chain.end and taken[chain.start]:
        chain.start, chain.other_start, chain.same = (
            chain.start + 1,
            min(chain.other_start + 1, chain.other_end),
            chain.same - 1,
        )
    while chain.end > chain.start and taken[chain.end - 1]:
        chain.end, chain.other_end, chain.same = (
            chain.end - 1,
            max(chain.other_end - 1, chain.other_start),
            chain.same - 1,
        )


def _draw_out(chain: _Chain, later: Shingled, earlier: Shingled, taken: NDArray[np.bool_]) -> None:
    """Draw a chain out over equal characters, and to the ends of its sentences where these are near."""
    codes, other_codes = later.masked.codes, earlier.masked.codes
    sections, other_sections = later.stretches, earlier.stretches
    while (
        min(chain.start, chain.other_start) > 0
        and codes[chain.start - 1] == other_codes[chain.other_start - 1]
        and not taken[chain.start - 1]
        and sections[chain.start - 1] == sections[chain.start]
        and other_sections[chain.other_start - 1] == other_sections[chain.other_start]
    ):
        chain.start, chain.other_start, chain.same = chain.start - 1, chain.other_start - 1, chain.same + 1
    while (
        chain.end < len(codes)
        and chain.other_end < len(other_codes)
        and codes[chain.end] == other_codes[chain.other_end]
        and not taken[chain.end]
        and sections[chain.end] == sections[chain.start]
        and other_sections[chain.other_end] == other_sections[chain.other_start]
    ):
        chain.end, chain.other_end, chain.same = chain.end + 1, chain.other_end + 1, chain.same + 1
    reach = max(_SNAP, int(_SNAP_SHARE * (chain.end - chain.start)))
    before = _to_begin(later, chain.start), _to_begin(earlier, chain.other_start)
    if 0 < max(before) <= reach and not taken[chain.start - before[0] : chain.start].any():
        chain.start, chain.other_start = chain.start - before[0], chain.other_start - before[1]
    after = _to_end(later, chain.end), _to_end(earlier, chain.other_end)
    if 0 < max(after) <= reach and not taken[chain.end : chain.end + after[0]].any():
        chain.end, chain.other_end = chain.end + after[0], chain.other_end + after[1]


def _to_begin(shingled: Shingled, position: int) -> int:
    """How many characters lie between the beginning of the sentence and ``position``."""
    sentences = shingled.masked.sentences
    return position - int(np.searchsorted(sentences, sentences[position], side="left"))


def _to_end(shingled: Shingled, position: int) -> int:
    """How many characters lie between ``position`` and the end of the sentence that ends there or goes on."""
    sentences = shingled.masked.sentences
    return int(np.searchsorted(sentences, sentences[position - 1], side="right")) - position


def _passage(chain: _Chain, later: Shingled, earlier: Shingled) -> Passage:
    here, there = later.masked, earlier.masked
    words, other_words = here.unmasked(chain.start, chain.end), there.unmasked(chain.other_start, chain.other_end)
    stretch, start, end = here.span(chain.start, chain.end)
    other_stretch, other_start, other_end = there.span(chain.other_start, chain.other_end)
    return Passage(
        stretch,
        *rounded(here.texts[stretch], start, end),
        other_stretch,
        *rounded(there.texts[other_stretch], other_start, other_end),
        length=chain.end - chain.start,
        same=min(chain.same, chain.end - chain.start),
        is_exact=bool(np.array_equal(words, other_words)),
    )
