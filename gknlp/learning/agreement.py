"""How far annotators agree beyond chance, for labels without an order.

Cohen, A Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement 20 (1960), 37-46;
Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), for any number of annotators and with gaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

LEAST_ALPHA = 0.667
"""Below it no conclusions should be drawn (Krippendorff, Content Analysis, 2004, p. 241)."""


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """κ of two annotators who labelled the same texts, in the same order: -1 to 1. None where it is not defined: no texts, or
    both gave all of them one and the same label. Raises ValueError where one labelled more texts than the other."""
    size = len(first)
    if size != len(second):
        raise ValueError("annotators of different numbers of texts")
    if not size:
        return None
    mine, theirs = Counter(first), Counter(second)
    by_chance = sum(count * theirs[label] for label, count in mine.items())
    if by_chance == size * size:
        return None
    same = sum(one == other for one, other in zip(first, second, strict=True))
    return (same * size - by_chance) / (size * size - by_chance)


def krippendorff_alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """α of ``units``, each the labels that the annotators gave one text, None where one gave none; texts with fewer than two
    labels do not count. At most 1; None where it is not defined: nothing to compare, or one label only."""
    totals: Counter[Hashable] = Counter()
    apart = 0.0
    for unit in units:
        counts = Counter(label for label in unit if label is not None)
        size = counts.total()
        if size < 2:
            continue
        totals.update(counts)
        apart += (size * size - sum(count * count for count in counts.values())) / (size - 1)
    size = totals.total()
    expected = size * size - sum(count * count for count in totals.values())
    return 1 - (size - 1) * apart / expected if expected else None
