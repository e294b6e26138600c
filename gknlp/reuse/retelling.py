"""Sentences of one report put in other words in another."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.seeding import MOST_PLACES
from gknlp.reuse.shingles import LENGTH, Shingled, each_of, runs_in, sentences_of

_SAYING = 0.2
"""Of the shingles of such a sentence that have to count."""
_FEWEST_HITS = 2
"""Shingles that it has with the other one."""
_LEAST_ALIKE = 0.6
"""Of the characters of either sentence."""


def retold(later: Shingled, earlier: Shingled, taken: NDArray[np.bool_]) -> Iterator[tuple[int, int, int, int, int]]:
    """(start, end, other start, other end, characters alike) in masked characters of whole sentences of which nothing is
    ``taken``, each with that of the earlier report with which it has the most shingles, where most of their characters
    are alike."""
    starts, ends = sentences_of(later, _SAYING)
    begins, stops = sentences_of(earlier, _SAYING)
    before = np.concatenate(([0], np.cumsum(taken)))
    is_free = before[starts] == before[ends]
    starts, ends = starts[is_free], ends[is_free]
    for number, best in _likest(later, earlier, (starts, ends), (begins, stops)):
        start, end, other, other_end = (int(edges[at]) for edges, at in
                                        ((starts, number), (ends, number), (begins, best), (stops, best)))  # fmt: skip
        one, two = later.masked.codes[start:end].tolist(), earlier.masked.codes[other:other_end].tolist()
        same = sum(block.size for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks())
        if same >= _LEAST_ALIKE * max(len(one), len(two)):
            yield start, end, other, other_end, same


Spans = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Where sentences begin and end."""


def _likest(later: Shingled, earlier: Shingled, ours: Spans, theirs: Spans) -> Iterator[tuple[int, int]]:
    """For each sentence that has several shingles with one of the earlier report: its number, and that of the one with
    which it has the most."""
    if not len(ours[0]) or not len(theirs[0]):
        return
    sizes = ours[1] - ours[0] - LENGTH + 1
    mine, hashes = each_of(ours[0], sizes), earlier.hashes[earlier.order]
    low, count = runs_in(later.hashes[mine], hashes)
    count = np.minimum(count, MOST_PLACES)
    places = earlier.order[each_of(low, count)]
    askers = np.repeat(np.repeat(np.arange(len(sizes)), sizes), count)
    owners = np.searchsorted(theirs[0], places, side="right") - 1
    inside = (owners >= 0) & (places < theirs[1][owners])
    keys, hits = np.unique(askers[inside] * len(theirs[0]) + owners[inside], return_counts=True)
    keys, hits = keys[hits >= _FEWEST_HITS], hits[hits >= _FEWEST_HITS]
    best: dict[int, tuple[int, int]] = {}
    for key, found in zip(keys.tolist(), hits.tolist(), strict=True):
        number, owner = divmod(key, len(theirs[0]))
        if found > best.get(number, (0, 0))[0]:
            best[number] = found, owner
    for number, (_, owner) in best.items():
        yield number, owner
