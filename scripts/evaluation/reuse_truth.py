"""What reports share, by brute force: every shingle of every section looked up in every report, none left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.comparing import prepare, share_of
from gknlp.types.reuse import Share, Writing

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Shingles:
    """What of a report is compared: the shingles of each section of which a share is asked, and all of them, in order."""

    sections: tuple[tuple[int, Hashes], ...]
    held: Hashes


def shingles_of(writings: Sequence[Writing], common: Hashes) -> list[Shingles]:
    """What of each report is compared; ``common`` are the shingles that say nothing."""
    found = []
    for writing in writings:
        ready = prepare(writing, common)
        sections = tuple((stretch, ready.shingled.hashes[positions]) for stretch, positions in ready.counted)
        found.append(Shingles(sections, np.unique(ready.ordered.hashes)))
    return found


def shares_between(here: Shingles, there: Shingles) -> list[Share]:
    """The masked shares of the sections of ``here`` that stand in ``there``; those without masks are not asked."""
    found = []
    for stretch, counted in here.sections:
        same = len(np.intersect1d(counted, there.held, assume_unique=True))
        if same:
            found.append(Share(stretch, len(counted), share_of(0, 1), share_of(same, len(counted))))
    return found


def pairs_by_brute_force(found: Sequence[Shingles], minimum: float) -> dict[tuple[int, int], float]:
    """The pairs (the first number below the second) of which a section of one stands in the other by ``minimum`` at the
    least, with the highest share."""
    hashes = np.concatenate([entry.held for entry in found])
    holders = np.repeat(np.arange(len(found), dtype=np.int32), [len(entry.held) for entry in found])
    order = np.argsort(hashes, kind="stable")
    hashes, holders = hashes[order], holders[order]
    pairs: dict[tuple[int, int], float] = {}
    for number, entry in enumerate(found):
        for _, counted in entry.sections:
            low = np.searchsorted(hashes, counted, side="left")
            runs = np.searchsorted(hashes, counted, side="right") - low
            within = np.arange(runs.sum()) - np.repeat(np.cumsum(runs) - runs, runs)
            same = np.bincount(holders[np.repeat(low, runs) + within], minlength=len(found))
            for other in np.flatnonzero(same >= minimum * len(counted)).tolist():
                if other != number:
                    key = (min(number, other), max(number, other))
                    pairs[key] = max(pairs.get(key, 0.0), int(same[other]) / len(counted))
    return pairs
