"""Which candidates cannot come to anything: by an upper bound of what two reports share, so that most of them are never
made ready to be compared. Nothing is lost by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from tempfile import SpooledTemporaryFile

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.candidates import firsts_of
from gknlp.reuse.comparing import LONG_PASSAGE, counted_of
from gknlp.reuse.shingles import Shingled, all_within
from gknlp.types.reuse import Writing

_KEY_BITS = 24
"""Of a hash: by chance a report of 5,000 characters holds one or two of the keys of another."""
_ROUNDED = Decimal("0.00005")
"""By which a share may have been rounded up."""
_NEVER = 1 << 30
_IN_MEMORY = 256 << 20
"""Bytes of keys that are kept in memory: those of about 14,000 reports of 5,000 characters."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A report as keys: one for each of its shingles that counts, in the order of the text, then those of the others that
    may count elsewhere. Of the first ``ends[-1]`` the keys of stretch n end at ``ends[n]``, and a share of it is reported
    where another report holds ``needs[n]`` of its shingles at the least."""

    keys: NDArray[np.uint32]
    ends: NDArray[np.int64]
    needs: NDArray[np.int64]
    least: int
    """The least of ``needs``."""

    @property
    def counted(self) -> int:
        """How many of the keys are of shingles that count."""
        return int(self.ends[-1]) if len(self.ends) else 0

    def suffices(self, places: NDArray[np.int64]) -> bool:
        """Whether a share is reported where the keys at ``places``, and no others, stand in another report."""
        if len(places) < self.least:
            return False
        held = np.bincount(np.searchsorted(self.ends, places, side="right"), minlength=len(self.ends))
        return bool((held >= self.needs).any())


def outline_of(writing: Writing, shingled: Shingled, minimum: Decimal) -> Outline:
    """The outline of a writing; ``minimum`` (0 to 1) is the least share that is reported."""
    counted = np.flatnonzero(shingled.is_counted)
    may_count = ~shingled.is_common | all_within(
        shingled.masked.is_lent
    )  # the same words may state no figure elsewhere
    others = np.flatnonzero(shingled.is_whole & ~shingled.is_counted & may_count)
    kept = np.concatenate((counted, others))
    keys = (shingled.hashes[kept] >> np.uint64(64 - _KEY_BITS)).astype(np.uint32)
    ends = np.searchsorted(shingled.stretches[counted], np.arange(len(writing.stretches)), side="right")
    needs = np.full(len(writing.stretches), _NEVER)
    for number, places in counted_of(writing, shingled):
        least = (len(places) * (minimum - _ROUNDED)).to_integral_value(ROUND_CEILING)
        needs[number] = max(int(least), 1)
    return Outline(keys, ends, needs, int(needs.min(initial=_NEVER)))


class Outlines:
    """The outlines of all reports by their numbers; of many, the keys are kept in a temporary file, for they take as many
    bytes as the texts of the reports do."""

    def __init__(self) -> None:
        """There are none yet."""
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._places: list[tuple[int, int]] = []
        self._rest: list[Outline] = []

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def add(self, outline: Outline) -> None:
        """Add the outline of the next report; before any is asked for. Raises OSError where the disk is full."""
        self._places.append((self._file.tell(), outline.keys.nbytes))
        self._file.write(outline.keys.tobytes())
        self._rest.append(replace(outline, keys=outline.keys[:0].copy()))

    def __getitem__(self, number: int) -> Outline:
        start, length = self._places[number]
        self._file.seek(start)
        return replace(self._rest[number], keys=np.frombuffer(self._file.read(length), dtype=np.uint32))


def sieved(pairs: NDArray[np.int64], total: int, outlines: Outlines) -> NDArray[np.int64]:
    """Those of ``pairs`` that may come to something: first number × ``total`` + second, in order, the first the earlier
    report."""
    if not len(pairs):
        return pairs
    firsts, seconds = np.divmod(pairs, total)
    table, marks = np.zeros((2, 1 << _KEY_BITS), dtype=bool)
    kept = np.zeros(len(pairs), dtype=bool)
    begins = np.flatnonzero(firsts_of(firsts)).tolist()
    for begin, end in zip(begins, [*begins[1:], len(pairs)], strict=True):
        earlier = outlines[int(firsts[begin])]
        table[earlier.keys] = True
        for number in range(begin, end):
            kept[number] = _may_show(earlier, outlines[int(seconds[number])], table, marks)
        table[earlier.keys] = False
    return pairs[kept]


def _may_show(earlier: Outline, later: Outline, table: NDArray[np.bool_], marks: NDArray[np.bool_]) -> bool:
    """Whether a long passage or a share can be found; ``table`` holds the keys of ``earlier``, ``marks`` none."""
    hits = table[later.keys]
    places = np.flatnonzero(hits[: later.counted])
    if len(places) >= LONG_PASSAGE or later.suffices(places):
        return True
    shared = later.keys[hits]
    if len(shared) < earlier.least:
        return False
    marks[shared] = True
    back = np.flatnonzero(marks[earlier.keys[: earlier.counted]])
    marks[shared] = False
    return earlier.suffices(back)
