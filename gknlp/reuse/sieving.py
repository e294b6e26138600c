"""Which candidates cannot come to anything: by an upper bound of what two reports share, so that most of them are never
made ready to be compared. Nothing is lost by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.candidates import firsts_of
from gknlp.reuse.comparing import LONG_PASSAGE, counted_of
from gknlp.reuse.shingles import Shingled
from gknlp.types.reuse import Writing

_KEY_BITS = 24
"""Of a hash: by chance a report of 5,000 characters holds one or two of the keys of another."""
_ROUNDED = Decimal("0.00005")
"""By which a share may have been rounded up."""
_NEVER = 1 << 30


@dataclass(frozen=True, slots=True)
class Outline:
    """A report as keys: one for each of its shingles that is not common, in the order of the text. The keys of stretch n
    end at ``ends[n]``, and a share of it is reported where another report holds ``needs[n]`` of its shingles at the
    least."""

    keys: NDArray[np.uint32]
    ends: NDArray[np.int64]
    needs: NDArray[np.int64]

    def suffices(self, places: NDArray[np.int64]) -> bool:
        """Whether a share is reported where the keys at ``places``, and no others, stand in another report."""
        held = np.bincount(np.searchsorted(self.ends, places, side="right"), minlength=len(self.ends))
        return bool((held >= self.needs).any())


def outline_of(writing: Writing, shingled: Shingled, minimum: Decimal) -> Outline:
    """The outline of a writing; ``minimum`` (0 to 1) is the least share that is reported."""
    kept = np.flatnonzero(shingled.is_whole & ~shingled.is_common)
    keys = (shingled.hashes[kept] >> np.uint64(64 - _KEY_BITS)).astype(np.uint32)
    ends = np.searchsorted(shingled.stretches[kept], np.arange(len(writing.stretches)), side="right")
    needs = np.full(len(writing.stretches), _NEVER)
    for number, hashes, _ in counted_of(writing, shingled):
        least = (len(hashes) * (minimum - _ROUNDED)).to_integral_value(ROUND_CEILING)
        needs[number] = max(int(least), 1)
    return Outline(keys, ends, needs)


def sieved(pairs: NDArray[np.int64], outlines: Sequence[Outline]) -> NDArray[np.int64]:
    """Those of ``pairs`` that may come to something: first number × number of ``outlines`` + second, in order, the first
    the earlier report."""
    if not len(pairs):
        return pairs
    firsts, seconds = np.divmod(pairs, len(outlines))
    table, marks = np.zeros((2, 1 << _KEY_BITS), dtype=bool)
    kept = np.zeros(len(pairs), dtype=bool)
    begins = np.flatnonzero(firsts_of(firsts)).tolist()
    for begin, end in zip(begins, [*begins[1:], len(pairs)], strict=True):
        earlier = outlines[firsts[begin]]
        table[earlier.keys] = True
        for number in range(begin, end):
            kept[number] = _may_show(earlier, outlines[seconds[number]], table, marks)
        table[earlier.keys] = False
    return pairs[kept]


def _may_show(earlier: Outline, later: Outline, table: NDArray[np.bool_], marks: NDArray[np.bool_]) -> bool:
    """Whether a long passage or a share can be found; ``table`` holds the keys of ``earlier``, ``marks`` none."""
    places = np.flatnonzero(table[later.keys])
    if len(places) >= LONG_PASSAGE or later.suffices(places):
        return True
    shared = later.keys[places]
    marks[shared] = True
    back = np.flatnonzero(marks[earlier.keys])
    marks[shared] = False
    return earlier.suffices(back)
