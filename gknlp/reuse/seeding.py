"""Runs of shingles that stand in two reports: the seeds of their passages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.shingles import Shingled, each_of

MOST_PLACES = 8
"""Places of the earlier report at which one shingle is looked for."""


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
    count = np.minimum(count, MOST_PLACES)
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
