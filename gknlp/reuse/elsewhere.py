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
    years: dict[str, set[int]] = defaultdict(set)
    for writing in writings:
        if writing.unit and writing.year is not None:
            years[writing.unit].add(writing.year)
    return tuple(
        Elsewhere(
            writing,
            tuple(pairs[id(writing)]),
            tuple(chains[id(writing)]),
            others=len(writings) - (units[writing.unit] if writing.unit else 1),
            years=frozenset(year for year in years[writing.unit] if writing.year is not None and year < writing.year),
        )
        for writing in writings
    )
