"""Which reports may share text: a sample of the shingles of each, looked up in the samples of all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.shingles import Shingled, each_of, runs_in

_RATE_BITS = 2
"""One shingle in four is in the sample: by its hash alone, so that the samples of all reports are alike."""
CROWD = 512
"""Reports that share a shingle; of more than these only the first few are looked at, who have it earliest."""
_SMALL_CROWD = 64
"""Of more than these, reports but for the first few are looked at for the share of a section only: a set sentence that
hundreds have is no long passage, and to look at all their pairs for it would take most of the time."""
_FIRST = 6
_FEWEST = 3
"""Shingles of the sample of a section that another report has."""
_LEAST_SHARE = 0.12
"""Of the sample of a section: less than half of the least share that is ever asked for, so that chance misses few."""
_FEWEST_OF_LONG = 8
"""Shingles of the sample that a long passage has in any case."""

COMPARED_NOT = frozenset({"preamble", "annex"})
"""Kinds of sections of which no share is asked."""
UNASKED = -1


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample of a report: ``hashes`` that it can be found by, and for each the section that asks for it; ``UNASKED``
    where it does not count. No section asks for a hash twice."""

    hashes: NDArray[np.uint64]
    stretches: NDArray[np.int16]

    @property
    def held(self) -> NDArray[np.uint64]:
        """The hashes in order, each once."""
        ordered = np.sort(self.hashes)
        return ordered[firsts_of(ordered)]


def firsts_of(ordered: NDArray[np.uint64] | NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of ``ordered`` are not the same as the one before."""
    fresh = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return fresh


def sample_of(shingled: Shingled) -> Sample:
    """The sample of a report."""
    order = shingled.order
    order = order[: int(np.searchsorted(shingled.hashes[order], np.uint64(1 << (64 - _RATE_BITS))))]
    asks = shingled.is_counted[order]
    asking = order[asks]
    hashes, stretches = shingled.hashes[asking], shingled.stretches[asking]
    fresh = firsts_of(hashes)
    fresh[1:] |= stretches[1:] != stretches[:-1]
    others = order[~asks & shingled.is_whole[order] & ~shingled.is_common[order]]
    return Sample(
        np.concatenate((hashes[fresh], shingled.hashes[others])),
        np.concatenate((stretches[fresh], np.full(len(others), UNASKED, dtype=np.int16))),
    )


@dataclass(frozen=True, slots=True)
class Index:
    """Where each hash is held: ``hashes`` in order, ``reports`` beside them, those of one hash in order."""

    hashes: NDArray[np.uint64]
    reports: NDArray[np.int32]


def index_of(samples: Sequence[Sample]) -> Index:
    """The index of all ``samples``; reports are known by their numbers."""
    held = [sample.held for sample in samples]
    hashes = np.concatenate(held) if held else np.zeros(0, dtype=np.uint64)
    reports = np.repeat(np.arange(len(held), dtype=np.int32), [len(part) for part in held])
    order = np.argsort(hashes, kind="stable")
    return Index(hashes[order], reports[order])


def candidates(sample: Sample, index: Index, fewest: int = _FEWEST_OF_LONG) -> NDArray[np.int64]:
    """The reports of ``index`` that may share text with that of ``sample``, in order: a section of it, or ``fewest`` shingles
    of the sample in all."""
    asks = sample.stretches != UNASKED
    hashes, stretches = sample.hashes[asks], sample.stretches[asks].astype(np.int64)
    low, count = runs_in(hashes, index.hashes)
    taken, telling = within_crowds(count)
    others = index.reports[each_of(low, taken)].astype(np.int64)
    total = int(others.max(initial=0)) + 1
    sizes = np.bincount(stretches)
    hits = np.repeat(stretches, taken) * total + others
    return near(hits << 1 | telling, total, sizes, np.zeros(len(sizes), dtype=np.int64), fewest)


def within_crowds(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """How many of the holders of each hash are looked at, and for each of these whether the hash is a sign of a long
    passage."""
    taken = np.where(counts > CROWD, _FIRST, counts)
    within = each_of(np.zeros_like(taken), taken)
    return taken, np.repeat(counts <= _SMALL_CROWD, taken) | (within < _FIRST)


def near(
    hits: NDArray[np.int64],
    total: int,
    sizes: NDArray[np.int64],
    owners: NDArray[np.int64],
    fewest: int = _FEWEST_OF_LONG,
) -> NDArray[np.int64]:
    """The pairs of reports that may share text, in order, as number of the one that asks × ``total`` + number of the other.

    ``hits`` is section × ``total`` + number of another report for each hash of a section that the other holds, twice that
    and one more where it is a sign of a long passage; it is put in order. ``sizes`` are the hashes that each section asks for, ``owners`` the numbers of their reports."""
    if not len(hits):
        return hits
    hits.sort()
    begins = np.flatnonzero(firsts_of(hits >> 1))
    counts = np.diff(begins, append=len(hits))
    telling = np.add.reduceat(hits & 1, begins)
    sections, others = np.divmod(hits[begins] >> 1, total)
    is_near = (counts >= _FEWEST) & (counts >= _LEAST_SHARE * sizes[sections])
    pairs = owners[sections] * total + others
    order = np.argsort(pairs)
    pairs = pairs[order]
    begins = np.flatnonzero(firsts_of(pairs))
    whole = np.add.reduceat(telling[order], begins)
    return pairs[begins][(whole >= fewest) | np.logical_or.reduceat(is_near[order], begins)]
