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
    return tuple(
        Elsewhere(
            writing,
            tuple(pairs[id(writing)]),
            tuple(chains[id(writing)]),
            others=len(writings) - (units[writing.unit] if writing.unit else 1),
            earlier=_earlier(writing, writings) if units[writing.unit] > 1 else 0,
        )
        for writing in writings
    )


def _earlier(writing: Writing, writings: Sequence[Writing]) -> int:
    if not writing.unit or writing.year is None:
        return 0
    return sum(
        other.unit == writing.unit and other.year is not None and other.year < writing.year for other in writings
    )
