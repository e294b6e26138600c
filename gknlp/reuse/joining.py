"""The candidates among all reports at once: their samples joined by ranges of hashes, so that it takes little more memory
than the samples do, and time in line with their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.candidates import UNASKED, Sample, firsts_of, near, within_crowds
from gknlp.reuse.shingles import each_of

BLOCK = 128
"""Reports that are joined with all others at a time."""
_RANGE_BITS = 5
_TOP = 62
"""Bits of a hash of a sample."""
_Asking = tuple[NDArray[np.int32], NDArray[np.unsignedinteger]]
"""Numbers of hashes, and for each the section that asks for it."""


@dataclass(slots=True)
class Block:
    """The samples of reports in a row. ``parts`` are (hashes in order, the section of each) by range of hashes,
    ``owners`` the number of the report of each section, ``sizes`` the hashes that it asks for."""

    parts: list[tuple[NDArray[np.uint64], NDArray[np.unsignedinteger]]]
    owners: NDArray[np.int64]
    sizes: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Holders:
    """Who holds each hash that several samples have: ``counts`` reports from ``starts`` of ``reports``, in order."""

    reports: NDArray[np.int32]
    starts: NDArray[np.int64]
    counts: NDArray[np.int32]


def block_of(samples: Sequence[Sample], first: int) -> Block:
    """The block of the reports from number ``first``."""
    hashes = np.concatenate([sample.hashes for sample in samples])
    stretches = np.concatenate([sample.stretches for sample in samples]).astype(np.int64)
    numbers = np.repeat(np.arange(len(samples)), [len(sample.hashes) for sample in samples])
    keys, sections, sizes = np.unique(numbers << 16 | stretches - UNASKED, return_inverse=True, return_counts=True)
    sizes[keys & 0xFFFF == 0] = 0
    order = np.argsort(hashes)
    hashes, sections = hashes[order], sections[order].astype(np.min_scalar_type(len(sizes)))
    bounds = np.arange(1, 1 << _RANGE_BITS, dtype=np.uint64) << np.uint64(_TOP - _RANGE_BITS)
    cuts = np.searchsorted(hashes, bounds).tolist()
    parts = [
        (hashes[start:end].copy(), sections[start:end].copy())
        for start, end in zip([0, *cuts], [*cuts, len(hashes)], strict=True)
    ]
    return Block(parts, (keys >> 16) + first, sizes)


def joined(blocks: Sequence[Block], total: int) -> NDArray[np.int64]:
    """The pairs of ``total`` reports that may share text, as first number × ``total`` + second, the first below the
    second; in order. ``blocks`` are used up."""
    holders, asking = _holders(blocks)
    found = [np.zeros(0, dtype=np.int64)]
    for block, (ranks, sections) in zip(blocks, asking, strict=True):
        pairs = near(_hits(block, ranks, sections, holders, total), total, block.sizes, block.owners)
        one, other = np.divmod(pairs, total)
        found.append(np.minimum(one, other) * total + np.maximum(one, other))
    pairs = np.sort(np.concatenate(found))
    distinct: NDArray[np.int64] = pairs[firsts_of(pairs)]
    return distinct


def _hits(
    block: Block, ranks: NDArray[np.int32], sections: NDArray[np.unsignedinteger], holders: _Holders, total: int
) -> NDArray[np.int64]:
    """The hits (see ``near``) of a block."""
    counts = holders.counts[ranks].astype(np.int64)
    taken, telling = within_crowds(counts)
    others = holders.reports[each_of(holders.starts[ranks], taken)]
    asking = np.repeat(sections, taken)
    apart = block.owners[asking] != others
    hits: NDArray[np.int64] = (asking[apart].astype(np.int64) * total + others[apart]) << 1 | telling[apart]
    return hits


def _holders(blocks: Sequence[Block]) -> tuple[_Holders, list[_Asking]]:
    """Who holds the hashes that stand in several sections, and for each block what it asks for."""
    asking: list[list[_Asking]] = [[] for _ in blocks]
    reports, counts = [], []
    before = 0
    for _ in range(1 << _RANGE_BITS):
        parts = [block.parts.pop() for block in blocks]
        shared = _several([hashes for hashes, _ in parts])
        held = [np.zeros(0, dtype=np.int64)]
        for block, (hashes, sections), found in zip(blocks, parts, asking, strict=True):
            ranks, stands = _ranks(hashes, shared)
            sections = sections[stands]
            held.append(ranks << 32 | block.owners[sections])
            asks = block.sizes[sections] > 0
            found.append(((ranks[asks] + before).astype(np.int32), sections[asks]))
        keys = np.sort(np.concatenate(held))
        keys = keys[firsts_of(keys)]
        reports.append((keys & 0xFFFFFFFF).astype(np.int32))
        counts.append(np.bincount(keys >> 32, minlength=len(shared)).astype(np.int32))
        before += len(shared)
    sizes = np.concatenate(counts)
    starts = np.cumsum(sizes, dtype=np.int64) - sizes
    return _Holders(np.concatenate(reports), starts, sizes), [_together(found) for found in asking]


def _together(
    found: Sequence[_Asking],
) -> _Asking:
    return np.concatenate([ranks for ranks, _ in found]), np.concatenate([sections for _, sections in found])


def _several(parts: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """The hashes, in order, that stand several times in ``parts``."""
    hashes = np.sort(np.concatenate([np.zeros(0, dtype=np.uint64), *parts]))
    again = hashes[1:][hashes[1:] == hashes[:-1]]
    several: NDArray[np.uint64] = again[firsts_of(again)]
    return several


def _ranks(hashes: NDArray[np.uint64], shared: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The numbers that those of ``hashes`` have in ``shared`` which are in it, and which these are."""
    ranks = np.searchsorted(shared, hashes)
    stands = np.zeros(len(hashes), dtype=bool)
    inside = ranks < len(shared)
    stands[inside] = shared[ranks[inside]] == hashes[inside]
    return ranks[stands], stands
