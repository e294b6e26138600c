"""Two reports -> the passages that stand in both: seeds of five alike characters, chained where what lies between them is
short on either side, and drawn out to whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.masking import rounded
from gknlp.reuse.retelling import retold
from gknlp.reuse.seeding import Seeds
from gknlp.reuse.shingles import LENGTH, Shingled
from gknlp.types.reuse import Passage

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
    seeds: list[tuple[int, int, int]]
    """(start, other start, characters) of each."""


def passages_of(
    later: Shingled, earlier: Shingled, seeds: Seeds, is_near: bool = False
) -> tuple[tuple[Passage, int], ...]:
    """The passages of ``later`` that stand in ``earlier``, in the order of the text, each with how many of its shingles
    count; no character of ``later`` is in two of them. Of reports that are near also sentences put in other words."""
    counted = np.concatenate(([0], np.cumsum(later.is_counted)))
    taken = np.zeros(len(later.masked.codes), dtype=bool)
    found, left = _taken(list(_chained(later, earlier, seeds, counted)), later, earlier, taken)
    free = (_free(seed, taken) for chain in left for seed in chain.seeds)
    alone = [_alone(seed, counted) for seed in free if seed[2] >= _LEAST_SAME]
    more, _ = _taken(alone, later, earlier, taken)
    found += more
    for start, end, other, other_end, same in retold(later, earlier, taken) if is_near else ():
        fresh = int(counted[end - LENGTH + 1] - counted[start])
        found.append(_Chain(start, end, other, other_end, same, fresh, []))
    found.sort(key=lambda chain: chain.start)
    return tuple((_passage(chain, later, earlier), chain.counted) for chain in found)


def _taken(
    chains: Sequence[_Chain], later: Shingled, earlier: Shingled, taken: NDArray[np.bool_]
) -> tuple[list[_Chain], list[_Chain]]:
    """The chains that become passages, the best first, and those that do not since most of them is ``taken`` or too
    little of them is the same: what they are made of may still be some."""
    found, left = [], []
    ranked = sorted(chains, key=lambda chain: (-chain.same, chain.start, chain.other_start))
    for chain in ranked:
        if chain.same < _LEAST_SAME:
            break
        free = ~taken[chain.start : chain.end]
        if free.sum() * 2 < len(free):
            left.append(chain)
            continue
        _trim(chain, taken)
        longer = max(chain.end - chain.start, chain.other_end - chain.other_start)
        if chain.same < max(_LEAST_SAME, _LEAST_DENSITY * longer):
            left.append(chain)
            continue
        _draw_out(chain, later, earlier, taken)
        taken[chain.start : chain.end] = True
        found.append(chain)
    return found, left


def _free(seed: tuple[int, int, int], taken: NDArray[np.bool_]) -> tuple[int, int, int]:
    """The longest part of a seed that is not taken."""
    start, other, size = seed
    edges = np.flatnonzero(np.diff(np.concatenate(([True], taken[start : start + size], [True]))))
    if not len(edges):
        return start, other, 0
    longest = int(np.argmax(edges[1::2] - edges[::2]))
    low, high = int(edges[2 * longest]), int(edges[2 * longest + 1])
    return start + low, other + low, high - low


def _alone(seed: tuple[int, int, int], counted: NDArray[np.int64]) -> _Chain:
    """A chain of one seed."""
    start, other, size = seed
    fresh = int(counted[start + size - LENGTH + 1] - counted[start])
    return _Chain(start, start + size, other, other + size, size, fresh, [seed])


def _chained(later: Shingled, earlier: Shingled, seeds: Seeds, counted: NDArray[np.int64]) -> Iterator[_Chain]:
    """Chains of seeds, each seed in the chain that it follows most closely."""
    starts, others, lengths = seeds
    covered, other_covered = (
        _covered(starts, lengths, len(later.stretches)),
        _covered(others, lengths, len(earlier.stretches)),
    )
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
                and not _stands_elsewhere(covered, chain.end, start)
                and not _stands_elsewhere(other_covered, chain.other_end, other)
                and sections[chain.start] == sections[start]
                and other_sections[chain.other_start] == other_sections[other]
            ):
                best, least = chain, gap + shift
        open_chains = still
        seed = start, other, end - start
        if best is None:
            open_chains.append(_alone(seed, counted))
            continue
        fresh = int(counted[start + length] - counted[start])
        best.seeds.append(seed)
        overlap = max(best.end - start, best.other_end - other, 0)
        best.same += max(end - start - overlap, 0)
        best.counted += max(fresh - max(best.end - start - LENGTH + 1, 0), 0)
        best.end, best.other_end = end, other_end
    yield from open_chains


def _covered(starts: NDArray[np.int64], lengths: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    """How many of the first characters, of ``total``, seeds cover: none, one, two … characters."""
    edges = np.bincount(starts, minlength=total + 1) - np.bincount(starts + lengths + LENGTH - 1, minlength=total + 1)
    return np.concatenate(([0], np.cumsum(np.cumsum(edges)[:total] > 0)))


def _stands_elsewhere(covered: NDArray[np.int64], start: int, end: int) -> bool:
    """Whether what lies between two seeds is no rewording: most of it stands elsewhere in the other report."""
    gap = end - start
    return gap >= _LEAST_SAME and bool((covered[end] - covered[start]) * 2 >= gap)


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
    size = _alike_before(chain, later, earlier, taken)
    chain.start, chain.other_start, chain.same = chain.start - size, chain.other_start - size, chain.same + size
    size = _alike_behind(chain, later, earlier, taken)
    chain.end, chain.other_end, chain.same = chain.end + size, chain.other_end + size, chain.same + size
    _cut_back(chain, later)
    reach = max(_SNAP, int(_SNAP_SHARE * (chain.end - chain.start)))
    before = _to_begin(later, chain.start), _to_begin(earlier, chain.other_start)
    if 0 < max(before) <= reach and not taken[chain.start - before[0] : chain.start].any():
        chain.start, chain.other_start = chain.start - before[0], chain.other_start - before[1]
    after = _to_end(later, chain.end), _to_end(earlier, chain.other_end)
    if 0 < max(after) <= reach and not taken[chain.end : chain.end + after[0]].any():
        chain.end, chain.other_end = chain.end + after[0], chain.other_end + after[1]


def _cut_back(chain: _Chain, later: Shingled) -> None:
    """Leave out the end of a sentence before, and the beginning of one behind, that are the same by chance."""
    head = _to_end(later, chain.start + 1) + 1
    if _to_begin(later, chain.start) and head < LENGTH:
        chain.start, chain.other_start, chain.same = chain.start + head, chain.other_start + head, chain.same - head
    tail = _to_begin(later, chain.end - 1) + 1
    if _to_end(later, chain.end) and tail < LENGTH:
        chain.end, chain.other_end, chain.same = chain.end - tail, chain.other_end - tail, chain.same - tail


def _alike_before(chain: _Chain, later: Shingled, earlier: Shingled, taken: NDArray[np.bool_]) -> int:
    """How many characters before a chain are the same in both reports."""
    most = min(chain.start, chain.other_start)
    low, other_low = chain.start - most, chain.other_start - most
    fits = later.masked.codes[low : chain.start] == earlier.masked.codes[other_low : chain.other_start]
    fits &= ~taken[low : chain.start]
    fits &= later.stretches[low : chain.start] == later.stretches[chain.start]
    fits &= earlier.stretches[other_low : chain.other_start] == earlier.stretches[chain.other_start]
    return _length(fits[::-1])


def _alike_behind(chain: _Chain, later: Shingled, earlier: Shingled, taken: NDArray[np.bool_]) -> int:
    """As ``_alike_before``, of those behind it."""
    most = min(len(later.masked.codes) - chain.end, len(earlier.masked.codes) - chain.other_end)
    high, other_high = chain.end + most, chain.other_end + most
    fits = later.masked.codes[chain.end : high] == earlier.masked.codes[chain.other_end : other_high]
    fits &= ~taken[chain.end : high]
    fits &= later.stretches[chain.end : high] == later.stretches[chain.start]
    fits &= earlier.stretches[chain.other_end : other_high] == earlier.stretches[chain.other_start]
    return _length(fits)


def _length(fits: NDArray[np.bool_]) -> int:
    """How many of ``fits`` are true before the first that is not."""
    misses = np.flatnonzero(~fits)
    return int(misses[0]) if len(misses) else len(fits)


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
