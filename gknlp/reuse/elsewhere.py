"""What was found in a batch -> what of each report of it stands elsewhere, as the rules ask for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from gknlp.types.reuse import Chain, Elsewhere, Pair, Reuse, Writing


def elsewhere_of(found: Reuse, writings: Sequence[Writing]) -> tuple[Elsewhere, ...]:
    """What of each of ``writings``, of which ``found`` was made, stands elsewhere; in their order."""
    pairs: dict[int, list[Pair]] = defaultdict(list)
    chains: dict[int, list[Chain]] = defaultdict(list)
    for pair in found.pairs:
        pairs[id(pair.later)].append(pair)
        pairs[id(pair.earlier)].append(pair)
    for chain in found.chains:
        for appearance in chain.appearances[1:]:
            chains[id(appearance.writing)].append(chain)
    units = Counter(writing.unit for writing in writings)
    years: dict[str, list[int]] = defaultdict(list)
    for writing in writings:
        if writing.unit and writing.year is not None:
            years[writing.unit].append(writing.year)
    return tuple(
        Elsewhere(
            writing,
            tuple(pairs[id(writing)]),
            tuple(chains[id(writing)]),
            others=len(writings) - (units[writing.unit] if writing.unit else 1),
            earlier=len(earlier),
            years=frozenset(earlier),
        )
        for writing in writings
        for earlier in [_earlier(writing, years[writing.unit])]
    )


def _earlier(writing: Writing, years: Sequence[int]) -> list[int]:
    """The years of the unit's reports before that of ``writing``."""
    return [year for year in years if writing.year is not None and year < writing.year]
