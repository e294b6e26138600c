"""Five masked characters in a row as one number, and which of them say something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.masking import CITED, NAME, NUMBER, Masked

LENGTH = 5
"""Characters of a shingle."""
_SHORTEST = 10
"""Masked characters of a sentence that is looked at by itself: shorter ones say the same by chance."""
_SAYING = 0.5
"""Of the shingles of such a sentence that have to count."""
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
    dtype=np.uint64,
)
_MIX = np.uint64(0xFF51AFD7ED558CCD)


@dataclass(frozen=True, slots=True)
class Shingled:
    """The shingles of a writing. ``hashes`` is one for each of the masked characters but the last four; ``is_whole`` says
    which lie within one stretch, ``is_counted`` which of these are neither common to most reports nor the statement of a
    figure nor nothing but masks and citations. ``raw`` are those of the text without masks."""

    masked: Masked
    hashes: NDArray[np.uint64]
    is_whole: NDArray[np.bool_]
    is_common: NDArray[np.bool_]
    is_counted: NDArray[np.bool_]
    stretches: NDArray[np.int16]
    order: NDArray[np.int64]
    """What puts ``hashes`` in order."""


def hashed(codes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The number of each shingle of ``codes``: none where there are fewer than five."""
    count = len(codes) - LENGTH + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    wide = codes.astype(np.uint64)
    result: NDArray[np.uint64] = wide[:count] * _FACTORS[0]
    for index in range(1, LENGTH):
        result += wide[index : index + count] * _FACTORS[index]
    result ^= result >> np.uint64(29)
    result *= _MIX
    result ^= result >> np.uint64(32)
    return result


def is_in(values: NDArray[np.uint64], ordered: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of ``values`` are among ``ordered``."""
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    at = np.searchsorted(ordered, values)
    at[at == len(ordered)] = 0
    return np.equal(ordered[at], values)


def runs_in(values: NDArray[np.uint64], ordered: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each of ``values`` begins among ``ordered``, and how often it stands there."""
    low = np.searchsorted(ordered, values, side="left")
    stands = np.zeros(len(values), dtype=bool)
    inside = low < len(ordered)
    stands[inside] = ordered[low[inside]] == values[inside]
    count = np.zeros(len(values), dtype=np.int64)
    count[stands] = np.searchsorted(ordered, values[stands], side="right") - low[stands]
    return low, count


def each_of(low: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """All positions of runs that begin at ``low`` and are ``count`` long, one run after another."""
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(low, count) + within


def spread(starts: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Which of ``length`` characters are covered by the shingles that ``starts`` marks."""
    covered = np.zeros(length, dtype=bool)
    for index in range(LENGTH):
        covered[index : index + len(starts)] |= starts
    return covered


def all_within(covered: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which shingles have none but ``covered`` characters."""
    count = max(len(covered) - LENGTH + 1, 0)
    result = np.ones(count, dtype=bool)
    for index in range(LENGTH):
        result &= covered[index : index + count]
    return result


def shingled(masked: Masked, common: NDArray[np.uint64]) -> Shingled:
    """The shingles of ``masked``; ``common`` are those, in order, that most reports share."""
    codes = masked.codes
    hashes = hashed(codes)
    bounds = np.asarray(masked.bounds[1:-1], dtype=np.int32)
    stretches = np.searchsorted(bounds, masked.starts, side="right").astype(np.int16)
    count = len(hashes)
    is_whole = stretches[:count] == stretches[LENGTH - 1 :] if count else np.zeros(0, dtype=bool)
    order = _order(hashes)  # looking up in order is five times as fast
    is_common = np.zeros(count, dtype=bool)
    is_common[order] = is_in(hashes[order], common)
    is_common |= all_within(masked.is_lent)
    nothing = (codes == NUMBER) | (codes == NAME) | (codes == CITED)
    covered = spread(is_common, len(codes)) | nothing
    cited = all_within(~(codes == CITED))
    is_counted = is_whole & cited & ~all_within(covered)
    return Shingled(masked, hashes, is_whole, is_common, is_counted, stretches, order)


def _order(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """What puts ``hashes`` in order, equal ones as they stand: sorted with their positions in place of their lowest bits,
    a sixth of the time of a stable sort."""
    low = np.uint64((1 << len(hashes).bit_length()) - 1)
    keys = (hashes & ~low) | np.arange(len(hashes), dtype=np.uint64)
    keys.sort()
    order: NDArray[np.int64] = (keys & low).astype(np.int64)
    there = hashes[order]
    if (there[1:] < there[:-1]).any():  # two that differ in the lowest bits alone
        order = np.argsort(hashes, kind="stable")
    return order


def sentences_of(shingled: Shingled, least: float = _SAYING) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(starts, ends) in masked characters of the sentences that say something: not too short, and ``least`` of their
    shingles count."""
    masked = shingled.masked
    keys = masked.sentences.astype(np.int64) * (len(masked.bounds) + 1) + shingled.stretches
    edges = np.flatnonzero(np.diff(keys)) + 1
    starts, ends = np.append(0, edges), np.append(edges, len(keys))
    is_long = ends - starts >= _SHORTEST
    starts, ends = starts[is_long], ends[is_long]
    counted = np.append(0, np.cumsum(shingled.is_counted))
    lasts = ends - LENGTH + 1
    says = counted[lasts] - counted[starts] >= least * (lasts - starts)
    return starts[says], ends[says]
