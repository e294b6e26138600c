"""Two writings -> how much of each section stands in the other, exactly, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.candidates import COMPARED_NOT, firsts_of
from gknlp.reuse.masking import masked
from gknlp.reuse.passages import passages_of
from gknlp.reuse.seeding import Ordered, ordered, seeds_of
from gknlp.reuse.shingles import Shingled, each_of, hashed, is_in, runs_in, shingled
from gknlp.reuse.traces import traces_of
from gknlp.types.reuse import Pair, Passage, Share, Trace, TraceKind, Writing

FEWEST_COUNTED = 30
"""Shingles of a section that say something, below which no share is asked: short answers are alike by chance."""
LONG_PASSAGE = 60
"""Shingles that say something, of a passage that is shown whatever the share of its section."""
_FEWEST_SHOWN = 8
"""Shingles that say something, of any passage that is shown."""
_FEWEST_OF_NEAR = 5
"""The same where a section shares what is asked for, so that a sentence in other words is no chance."""
_LEAST_ALIKE = 0.75
"""Of the characters of such a passage."""
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A writing made ready to be compared."""

    writing: Writing
    shingled: Shingled
    ordered: Ordered
    raw: NDArray[np.uint64]
    """The shingles without masks, in the order of the text."""
    ordered_raw: NDArray[np.uint64]
    counted: tuple[tuple[int, NDArray[np.int64]], ...]
    """(stretch, where each of its counted shingles stands first) of the sections of which a share is asked."""

    def plain(self, positions: NDArray[np.int64]) -> NDArray[np.uint64]:
        """The shingles without masks that begin where the masked ones at ``positions`` do."""
        masked = self.shingled.masked
        at = np.searchsorted(masked.raw_starts, masked.starts[positions])
        return self.raw[np.minimum(at, len(self.raw) - 1)]


def prepare(writing: Writing, common: NDArray[np.uint64]) -> Prepared:
    """Make a writing ready to be compared; ``common`` are the shingles that most reports share."""
    found = shingled(masked(writing), common)
    raw = hashed(found.masked.raw)
    return Prepared(writing, found, ordered(found), raw, np.sort(raw), tuple(counted_of(writing, found)))


def counted_of(writing: Writing, shingled: Shingled) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """(stretch, where each of its counted shingles stands first) of the sections of which a share is asked."""
    order = shingled.order[shingled.is_counted[shingled.order]]
    stretches = shingled.stretches[order]
    for number, stretch in enumerate(writing.stretches):
        if stretch.section in COMPARED_NOT:
            continue
        at = order[stretches == number]
        firsts = at[firsts_of(shingled.hashes[at])]
        if len(firsts) >= FEWEST_COUNTED:
            yield number, firsts


def share_of(same: int, whole: int) -> Decimal:
    """``same`` of ``whole``, 0 to 1 with four decimals."""
    return (Decimal(same) / Decimal(whole)).quantize(_PLACES, ROUND_HALF_UP) if whole else Decimal(0)


def shares_of(here: Prepared, there: Prepared, stands: NDArray[np.bool_]) -> tuple[Share, ...]:
    """How much of each section of ``here`` stands anywhere in ``there``, sections of which nothing does left out;
    ``stands`` is which of the shingles of ``here`` do."""
    found = []
    for stretch, positions in here.counted:
        whole, places = len(positions), positions[stands[positions]]
        if len(places):
            plain = int(is_in(here.plain(places), there.ordered_raw).sum())
            found.append(Share(stretch, whole, share_of(plain, whole), share_of(len(places), whole)))
    return tuple(found)


def order_of(writing: Writing) -> tuple[int, str, str]:
    """What puts writings in the order in which they came to be, as far as that is known."""
    year = writing.year if writing.year is not None else 9999
    return year, writing.published.isoformat() if writing.published else "9999", writing.file


def is_before(earlier: Writing, later: Writing) -> bool:
    """Whether ``earlier`` is known to have come before ``later``."""
    if earlier.year is None or later.year is None:
        return False
    if earlier.published is None or later.published is None:
        return earlier.year < later.year
    if earlier.year != later.year:
        return earlier.year < later.year and earlier.published <= later.published
    return earlier.published < later.published


def _shows(entry: tuple[Passage, int], later: Prepared, earlier: Prepared, is_near: bool) -> bool:
    """Whether a passage is worth showing: not what opens every report, but for the name of another unit in it; of reports
    that are near a sentence put in other words too."""
    passage, counted = entry
    here, there = later.writing.stretches[passage.stretch], earlier.writing.stretches[passage.earlier_stretch]
    if here.section in COMPARED_NOT or there.section in COMPARED_NOT:
        return any(passage.start <= start and end <= passage.end for start, end in here.foreign)
    return counted >= (_FEWEST_OF_NEAR if is_near else _FEWEST_SHOWN)


def _is_long(passage: Passage, counted: int) -> bool:
    """Whether a passage is worth showing by itself: long, and more than the same words here and there."""
    return counted >= LONG_PASSAGE and passage.same >= _LEAST_ALIKE * passage.length


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two writings share: the parts of a ``Pair`` that are not the writings themselves."""

    shares: tuple[Share, ...]
    earlier_shares: tuple[Share, ...]
    passages: tuple[Passage, ...]
    traces: tuple[Trace, ...]
    is_turned: bool = False
    """Whether it is told the other way round: the report that is taken for the earlier one has the other's name in it."""


def _standing(
    later: Prepared, earlier: Prepared, low: NDArray[np.int64], count: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which shingles of either stand in the other; those of ``later``, in order, begin at ``low`` of those of ``earlier``
    and stand there ``count`` times."""
    here = np.zeros(len(later.shingled.hashes), dtype=bool)
    there = np.zeros(len(earlier.shingled.hashes), dtype=bool)
    at = np.flatnonzero(count)
    here[later.ordered.positions[at]] = True
    at = at[firsts_of(low[at])]
    there[earlier.ordered.positions[each_of(low[at], count[at])]] = True
    return here, there


def likeness_of(later: Prepared, earlier: Prepared, minimum: Decimal) -> Likeness | None:
    """What two writings share; None where no section shares ``minimum`` (0 to 1) and no passage is long. Where the years
    do not tell which came first, a name that was left does."""
    found = _likeness_of(later, earlier, minimum)
    one, other = earlier.writing, later.writing
    if found is None or one.unit == other.unit or _years_tell(one, other) or _is_named(found.traces):
        return found
    turned = [passage.turned() for passage in found.passages]
    if not _is_named(traces_of(one, other, turned)):
        return found
    again = _likeness_of(earlier, later, minimum)
    return replace(again, is_turned=True) if again is not None and _is_named(again.traces) else found


def _is_named(traces: Sequence[Trace]) -> bool:
    return any(trace.kind is TraceKind.NAME for trace in traces)


def _years_tell(one: Writing, other: Writing) -> bool:
    return one.year is not None and other.year is not None and one.year != other.year


def _likeness_of(later: Prepared, earlier: Prepared, minimum: Decimal) -> Likeness | None:
    low, count = runs_in(later.ordered.hashes, earlier.ordered.hashes)
    here, there = _standing(later, earlier, low, count)
    shares, earlier_shares = shares_of(later, earlier, here), shares_of(earlier, later, there)
    is_near = any(share.masked >= minimum for share in (*shares, *earlier_shares))
    found = [
        entry
        for entry in passages_of(
            later.shingled,
            earlier.shingled,
            seeds_of(later.shingled, later.ordered, earlier.ordered, low, count),
            is_near,
        )
        if _shows(entry, later, earlier, is_near)
    ]
    if not is_near and not any(_is_long(passage, counted) for passage, counted in found):
        return None
    passages = tuple(passage for passage, _ in found)
    return Likeness(shares, earlier_shares, passages, traces_of(later.writing, earlier.writing, passages))


def pair_of(later: Writing, earlier: Writing, likeness: Likeness) -> Pair:
    """Two writings with what they share; ``likeness`` may turn them round."""
    if likeness.is_turned:
        later, earlier = earlier, later
    is_named = later.unit != earlier.unit and not _years_tell(later, earlier) and _is_named(likeness.traces)
    return Pair(
        later=later,
        earlier=earlier,
        is_ordered=is_named or is_before(earlier, later),
        shares=likeness.shares,
        earlier_shares=likeness.earlier_shares,
        passages=likeness.passages,
        traces=likeness.traces,
        is_named=is_named,
    )
