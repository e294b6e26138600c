"""Which reports may share text: a sample of the shingles of each, looked up in the samples of all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.shingles import Shingled, each_of, runs_in

_RATE_BITS = 2
"""One shingle in four is in the sample: by its hash alone, so that the samples of all reports are alike."""
_CROWD = 64
"""Reports that share a shingle; of more than these only the first few are looked at, who have it earliest."""
_FIRST = 4
_FEWEST = 3
"""Shingles of the sample of a section that another report has."""
_LEAST_SHARE = 0.12
"""Of the sample of a section: less than half of the least share that is ever asked for, so that chance misses few."""
_FEWEST_OF_LONG = 8
"""Shingles of the sample that a long passage has in any case."""

COMPARED_NOT = frozenset({"preamble", "annex"})
"""Kinds of sections of which no share is asked."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample of a report: ``held`` are the hashes that it can be found by, ``asked`` those of its sections that count
    and ``stretches`` the section of each."""

    held: NDArray[np.uint64]
    asked: NDArray[np.uint64]
    stretches: NDArray[np.int16]


def sample_of(shingled: Shingled) -> Sample:
    """The sample of a report."""
    in_sample = (shingled.hashes >> np.uint64(64 - _RATE_BITS)) == 0
    count = len(shingled.hashes)
    asked = np.flatnonzero(in_sample & shingled.is_counted)
    hashes, stretches = shingled.hashes[asked], shingled.stretches[:count][asked]
    order = np.lexsort((hashes, stretches))
    hashes, stretches = hashes[order], stretches[order]
    fresh = np.ones(len(hashes), dtype=bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (stretches[1:] != stretches[:-1])
    held = np.unique(shingled.hashes[in_sample & shingled.is_whole & ~shingled.is_common])
    return Sample(held, hashes[fresh], stretches[fresh])


@dataclass(frozen=True, slots=True)
class Index:
    """Where each hash is held: ``hashes`` in order, ``reports`` beside them, those of one hash in order."""

    hashes: NDArray[np.uint64]
    reports: NDArray[np.int32]


def index_of(samples: Sequence[Sample]) -> Index:
    """The index of all ``samples``; reports are known by their numbers."""
    lengths = [len(sample.held) for sample in samples]
    hashes = np.concatenate([sample.held for sample in samples]) if samples else np.zeros(0, dtype=np.uint64)
    reports = np.repeat(np.arange(len(samples), dtype=np.int32), lengths)
    order = np.argsort(hashes, kind="stable")
    return Index(hashes[order], reports[order])


def candidates(sample: Sample, index: Index, itself: int = -1) -> NDArray[np.int32]:
    """The reports of ``index`` that may share text with that of ``sample``, in order; ``itself`` is left out."""
    low, count = runs_in(sample.asked, index.hashes)
    count[count > _CROWD] = _FIRST
    reports = index.reports[each_of(low, count)].astype(np.int64)
    stretches = np.repeat(sample.stretches, count).astype(np.int64)
    keys, hits = np.unique(reports << 16 | stretches, return_counts=True)
    asked = np.bincount(sample.stretches, minlength=int(sample.stretches.max(initial=0)) + 1)
    of_section = asked[keys & 0xFFFF]
    is_near = (hits >= _FEWEST) & (hits >= _LEAST_SHARE * of_section)
    found, owners = np.unique(keys >> 16, return_inverse=True)
    whole = np.bincount(owners, weights=hits, minlength=len(found))
    near = np.union1d((keys >> 16)[is_near], found[whole >= _FEWEST_OF_LONG])
    others: NDArray[np.int32] = near[near != itself].astype(np.int32)
    return others


def pairs_of(samples: Sequence[Sample]) -> Iterator[tuple[int, int]]:
    """The pairs of reports, the first number below the second, that may share text either way; in order."""
    index = index_of(samples)
    found = set()
    for number, sample in enumerate(samples):
        for other in candidates(sample, index, number).tolist():
            found.add((min(number, other), max(number, other)))
    yield from sorted(found)
