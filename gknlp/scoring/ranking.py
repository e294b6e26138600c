"""The reports of a batch in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal

from gknlp.types.audit import Audit, Ranking, Scorecard, Standing

LEAST = Decimal("0.5")
"""The share of the rubric that must be assessable for a report to be ranked."""


def places(cards: Iterable[Scorecard], least: Decimal = LEAST) -> list[int | None]:
    """The rank of each card by its share: equal shares share a rank and the next ranks fall out (1, 1, 3); None where
    less than ``least`` could be assessed."""
    shares = [card.share if card.assessed >= least else None for card in cards]
    ordered = sorted((share for share in shares if share is not None), reverse=True)
    first: dict[Decimal, int] = {}
    for number, share in enumerate(ordered, 1):
        first.setdefault(share, number)
    return [None if share is None else first[share] for share in shares]


def _within(audits: list[Audit], least: Decimal, key: Callable[[Audit], Hashable]) -> list[int | None]:
    """The rank of each among those with the same ``key``; None where the key is empty."""
    found: list[int | None] = [None] * len(audits)
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, audit in enumerate(audits):
        if key(audit):
            groups[key(audit)].append(number)
    for numbers in groups.values():
        ranks = places([audits[number].scorecard for number in numbers], least)
        for number, rank in zip(numbers, ranks, strict=True):
            found[number] = rank
    return found


def rank(audits: Iterable[Audit], least: Decimal = LEAST) -> Ranking:
    """All reports in order, with their rank among those of their year, and among those of their year and kind of
    unit."""
    listed = list(audits)
    masthead = [audit.dossier.report.masthead for audit in listed]
    kinds = {id(audit): (head.year, head.level) for audit, head in zip(listed, masthead, strict=True)}
    ranks = zip(
        places([audit.scorecard for audit in listed], least),
        _within(listed, least, lambda audit: kinds[id(audit)][0]),
        _within(listed, least, lambda audit: kinds[id(audit)] if all(kinds[id(audit)]) else None),
        strict=True,
    )
    standings = [Standing(audit, *three) for audit, three in zip(listed, ranks, strict=True)]
    ranked = [standing for standing in standings if standing.rank is not None]
    ranked.sort(key=lambda standing: (standing.rank, standing.audit.file))
    return Ranking(least, tuple(ranked), tuple(standing for standing in standings if standing.rank is None))
