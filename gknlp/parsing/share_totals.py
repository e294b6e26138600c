"""The total of shares that make up the whole, where their parts add up to a number that stands before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from gknlp.parsing.breakdowns import hundreds
from gknlp.parsing.prose import Prose
from gknlp.types.report import Share

_BACK = 120


def with_totals(prose: Prose, shares: Sequence[Share]) -> tuple[Share, ...]:
    """``shares`` with what they are shares of, as the parts tell it: 收到1046件。其中，网上862件，占82.4%；信函171件，占16.3%；
    当面13件，占1.3%."""
    by_place = {prose.flow.place(quantity.start, quantity.end): quantity for quantity in prose.numbers}
    totals: dict[int, Decimal] = {}
    for group in hundreds(shares):
        numbers = [by_place[share.part_place] for share in group if share.part_place in by_place]
        if len(numbers) != len(group) or any(number.start < numbers[0].start for number in numbers):
            continue
        whole = sum((number.value for number in numbers), Decimal(0))
        before = prose.before(numbers[0].start, max(0, numbers[0].start - _BACK))
        if any(one.unit == numbers[0].unit and one.value == whole and one.bound == "exact" for one in before):
            totals.update((id(share), whole) for share in group)
    return tuple(
        replace(share, total=totals[id(share)])
        if id(share) in totals and share.total is None and not share.wholes and not share.readings
        else share
        for share in shares
    )
