"""Text that stands elsewhere too: passages that reports share, sentences that stand for years, and common templates.

Candidates come from a sample of hashed shingles, every share that is reported is counted exactly, and passages are aligned
last: nothing is reported by an estimate.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.background import Background as Background
from gknlp.reuse.background import common_of
from gknlp.reuse.candidates import pairs_of, sample_of
from gknlp.reuse.chains import chains_of
from gknlp.reuse.comparing import Prepared, order_of, pair_of, prepare
from gknlp.reuse.elsewhere import elsewhere_of as elsewhere_of
from gknlp.reuse.families import families_of
from gknlp.reuse.store import Store as Store
from gknlp.reuse.writing import writing_of as writing_of
from gknlp.types.reuse import Chain, Pair, Reuse, Writing

_MOST_READY = 1000
MINIMUM = Decimal("0.3")
"""The least masked share of a section at which two reports are reported."""


def find(
    writings: Sequence[Writing],
    minimum: Decimal = MINIMUM,
    background: Background | None = None,
    against: Sequence[Writing] = (),
) -> Reuse:
    """What ``writings`` share with each other and with those of ``against``: pairs with a section of which ``minimum``
    (0 to 1) stands in the other or with a long passage, sentences that one unit has for years, and templates that units
    share. Pairs of which both reports are of ``against`` are left out."""
    return _found(_Shelf(common_of(background)), writings, minimum, against)


def find_in(store: Store, writings: Sequence[Writing], minimum: Decimal = MINIMUM) -> Reuse:
    """What ``writings`` share with each other and with the reports of an index, to which they are then added. Raises
    FaultyData where the index is damaged."""
    shelf = _Shelf(store.common)
    samples = [sample_of(shelf[writing].shingled) for writing in writings]
    near = sorted({number for one, sample in zip(writings, samples, strict=True) for number in store.near(one, sample)})
    files = {writing.file for writing in writings}
    found = _found(shelf, writings, minimum, [writing for writing in store.load(near) if writing.file not in files])
    total = len(store)
    store.add(writings, samples)
    return replace(found, remarks=(*found.remarks, f"与索引中的{total}份报告比对，索引现有{len(store)}份"))


def _found(shelf: _Shelf, writings: Sequence[Writing], minimum: Decimal, against: Sequence[Writing]) -> Reuse:
    old = {id(writing) for writing in against}
    reports = tuple(sorted((*writings, *against), key=order_of))
    numbers = pairs_of([sample_of(shelf[writing].shingled) for writing in reports])
    compared = (
        pair_of(shelf[reports[first]], shelf[reports[second]], minimum)
        for first, second in numbers
        if not {id(reports[first]), id(reports[second])} <= old
    )
    pairs = sorted((pair for pair in compared if pair is not None), key=_likeness)
    chains = tuple(_chains(reports, shelf))
    return Reuse(reports, tuple(pairs), chains, families_of(pairs, shelf.__getitem__), minimum)


def _likeness(pair: Pair) -> tuple[Decimal, int, tuple[int, str, str], tuple[int, str, str]]:
    length = max((passage.same for passage in pair.passages), default=0)
    return -pair.most, -length, order_of(pair.later), order_of(pair.earlier)


class _Shelf:
    """Writings made ready when they are asked for; no more than ``_MOST_READY`` are kept, since each takes a hundred
    times as many bytes as it has characters."""

    def __init__(self, common: NDArray[np.uint64]) -> None:
        self.common = common
        self.ready: OrderedDict[int, Prepared] = OrderedDict()  # by the id of a writing, which it keeps alive

    def __getitem__(self, writing: Writing) -> Prepared:
        found = self.ready.pop(id(writing), None) or prepare(writing, self.common)
        self.ready[id(writing)] = found
        if len(self.ready) > _MOST_READY:
            self.ready.popitem(last=False)
        return found


def _chains(writings: Sequence[Writing], shelf: _Shelf) -> Iterator[Chain]:
    """The chains of each unit, of several reports on one year the last."""
    units: dict[str, dict[int, Writing]] = defaultdict(dict)
    for writing in writings:
        if writing.unit and writing.year is not None:
            units[writing.unit][writing.year] = writing
    for _, years in sorted(units.items()):
        if len(years) > 1:
            yield from chains_of([shelf[years[year]] for year in sorted(years)])
