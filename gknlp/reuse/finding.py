"""Writings -> what they share: candidates, the sieve, pairs and chains, families; each step in several processes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.background import Background, common_of
from gknlp.reuse.candidates import Sample, sample_of
from gknlp.reuse.chains import Step, chain_of, steps_of
from gknlp.reuse.comparing import Likeness, likeness_of, order_of, pair_of, prepare
from gknlp.reuse.families import FEWEST_UNITS, Template, family_of, groups_of, template_of
from gknlp.reuse.joining import BLOCK, Block, block_of, joined
from gknlp.reuse.masking import masked
from gknlp.reuse.planning import Task, tasks_of
from gknlp.reuse.shingles import Shingled, shingled
from gknlp.reuse.sieving import Outline, Outlines, outline_of, sieved
from gknlp.reuse.store import Store, digest_of, path_of
from gknlp.reuse.workers import Parcel, Workers
from gknlp.types.reuse import Chain, Pair, Reuse, Writing

MINIMUM = Decimal("0.3")
"""The least masked share of a section at which two reports are reported."""
_MOST_READY = 256
"""Writings of a task that are kept ready: each takes a hundred times as many bytes as it has characters."""


def find(
    writings: Sequence[Writing],
    minimum: Decimal = MINIMUM,
    background: Background | None = None,
    against: Sequence[Writing] = (),
    jobs: int = 1,
) -> Reuse:
    """What ``writings`` share with each other and with those of ``against``: pairs with a section of which ``minimum``
    (0 to 1) stands in the other or with a long passage, sentences that one unit has for years, and templates that units
    share. Pairs of which both reports are of ``against`` are left out. ``jobs`` processes work on it; the result is the
    same for any number."""
    with Workers(jobs) as workers:
        return _Search(workers, common_of(background), minimum).found(writings, against)


def find_in(store: Store, writings: Sequence[Writing], minimum: Decimal = MINIMUM, jobs: int = 1) -> Reuse:
    """What ``writings`` share with each other and with the reports of an index, to which they are then added. Raises
    FaultyData where the index is damaged."""
    with Workers(jobs) as workers:
        parts = workers.each(partial(_samples, store.common), _in_blocks(writings))
        samples = [sample for part in parts for sample in part]
        near = {number for one, sample in zip(writings, samples, strict=True) for number in store.near(one, sample)}
        total = len(store)
        places, digests = {path_of(writing) for writing in writings}, {digest_of(writing) for writing in writings}
        old = [
            writing
            for writing in store.load(sorted(near))
            if path_of(writing) not in places and digest_of(writing) not in digests
        ]
        found = _Search(workers, store.common, minimum).found(writings, old)
    added = store.add(writings, samples)
    told = f"索引中原有{total}份报告，这批报告中新加入{added}份，索引现有{len(store)}份；索引里已有的同一份报告不再比对"
    return replace(found, remarks=(*found.remarks, told))


def _in_blocks(writings: Sequence[Writing]) -> list[Parcel]:
    return [Parcel(writings[start : start + BLOCK]) for start in range(0, len(writings), BLOCK)]


def _shingled(common: NDArray[np.uint64], writing: Writing) -> Shingled:
    return shingled(masked(writing), common)


def _samples(common: NDArray[np.uint64], block: Parcel) -> list[Sample]:
    return [sample_of(_shingled(common, writing)) for writing in block.writings]


def _outlined(common: NDArray[np.uint64], minimum: Decimal, block: tuple[int, Parcel]) -> tuple[Block, list[Outline]]:
    """The samples and the outlines of reports in a row; the block is (number of the first, the writings)."""
    first, parcel = block
    samples, outlines = [], []
    for writing in parcel.writings:
        ready = _shingled(common, writing)
        samples.append(sample_of(ready))
        outlines.append(outline_of(writing, ready, minimum))
    return block_of(samples, first), outlines


def _compared(
    common: NDArray[np.uint64], minimum: Decimal, work: tuple[Task, Parcel]
) -> tuple[list[Likeness | None], list[list[tuple[Step, ...]]]]:
    """What each pair of a task shares and the chains of each of its units; with the writings by their numbers."""
    task, parcel = work
    writings = dict(zip(task.numbers, parcel.writings, strict=True))
    ready = lru_cache(_MOST_READY)(lambda number: prepare(writings[number], common))
    chains = [list(steps_of([ready(number) for number in unit])) for unit in task.units]
    return [likeness_of(ready(later), ready(earlier), minimum) for earlier, later in task.pairs], chains


def _template(common: NDArray[np.uint64], group: Parcel) -> Template:
    return template_of(group.writings, partial(_shingled, common))


class _Search:
    """One search: who works on it, the shingles that do not count, and the least share that is reported."""

    def __init__(self, workers: Workers, common: NDArray[np.uint64], minimum: Decimal) -> None:
        self.workers, self.common, self.minimum = workers, common, minimum

    def found(self, writings: Sequence[Writing], against: Sequence[Writing]) -> Reuse:
        old = {id(writing) for writing in against}
        reports = tuple(sorted((*writings, *against), key=order_of))
        is_old = np.array([id(writing) in old for writing in reports], dtype=bool)
        pairs, chains = self._compared(reports, self._candidates(reports, is_old))
        pairs.sort(key=_likeness)
        groups = groups_of(pairs)
        templates = self.workers.each(partial(_template, self.common), map(Parcel, groups))
        families = tuple(
            family_of(group, template)
            for group, template in zip(groups, templates, strict=True)
            if template.holders >= FEWEST_UNITS
        )
        return Reuse(reports, tuple(pairs), chains, families, self.minimum)

    def _candidates(self, reports: Sequence[Writing], is_old: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """The numbers of the reports of pairs that may come to something."""
        tasks = [(number * BLOCK, part) for number, part in enumerate(_in_blocks(reports))]
        blocks: list[Block] = []
        with closing(Outlines()) as outlines:
            for block, part in self.workers.each(partial(_outlined, self.common, self.minimum), tasks):
                blocks.append(block)
                for outline in part:
                    outlines.add(outline)
            pairs = joined(blocks, len(reports))
            firsts, seconds = np.divmod(pairs, max(len(reports), 1))
            kept = sieved(pairs[~(is_old[firsts] & is_old[seconds])], len(reports), outlines)
        firsts, seconds = np.divmod(kept, max(len(reports), 1))
        return list(zip(firsts.tolist(), seconds.tolist(), strict=True))

    def _compared(
        self, reports: Sequence[Writing], candidates: Sequence[tuple[int, int]]
    ) -> tuple[list[Pair], tuple[Chain, ...]]:
        """The pairs in the order of ``candidates``, and the chains by unit."""
        tasks = list(tasks_of(candidates, _units(reports)))
        work = [(task, Parcel([reports[number] for number in task.numbers])) for task in tasks]
        pairs: dict[tuple[int, int], Pair] = {}
        chains: dict[str, list[Chain]] = {}
        done = self.workers.each(partial(_compared, self.common, self.minimum), work)
        for task, (likenesses, units) in zip(tasks, done, strict=True):
            for (first, second), likeness in zip(task.pairs, likenesses, strict=True):
                if likeness:
                    pairs[first, second] = pair_of(reports[second], reports[first], likeness)
            for unit, found in zip(task.units, units, strict=True):
                members = [reports[number] for number in unit]
                chains[members[0].unit] = [chain_of(members, steps) for steps in found]
        return [pairs[key] for key in sorted(pairs)], tuple(
            chain for _, part in sorted(chains.items()) for chain in part
        )


def _likeness(pair: Pair) -> tuple[Decimal, int, tuple[int, str, str], tuple[int, str, str]]:
    length = max((passage.same for passage in pair.passages), default=0)
    return -pair.most, -length, order_of(pair.later), order_of(pair.earlier)


def _units(reports: Sequence[Writing]) -> list[tuple[int, ...]]:
    """The numbers of the reports of each unit with several years, the oldest first, of several reports on one year the
    last."""
    units: dict[str, dict[int, int]] = defaultdict(dict)
    for number, writing in enumerate(reports):
        if writing.unit and writing.year is not None:
            units[writing.unit][writing.year] = number
    return [tuple(years[year] for year in sorted(years)) for _, years in sorted(units.items()) if len(years) > 1]
