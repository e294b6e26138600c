"""One batch by two rubrics: what makes the difference."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from gknlp.scoring.points import score
from gknlp.scoring.ranking import LEAST, places
from gknlp.types.audit import Audit, Compared, Difference, Scorecard
from gknlp.types.rubric import Rubric

REST = ""
"""In place of a code: what no finding explains (points gained, a total that cannot fall below 0)."""
_CENT = Decimal("0.01")


def compare(audits: Iterable[Audit], second: Rubric, least: Decimal = LEAST) -> tuple[Compared, ...]:
    """The audits, as they are scored, beside their scores by ``second``."""
    listed = list(audits)
    cards = [score(audit.runs, second) for audit in listed]
    ranks = zip(places([audit.scorecard for audit in listed], least), places(cards, least), strict=True)
    return tuple(
        Compared(audit, audit.scorecard, card, *two, _differences(audit.scorecard, card))
        for audit, card, two in zip(listed, cards, ranks, strict=True)
    )


def _costs(card: Scorecard) -> dict[str, tuple[str, Decimal]]:
    """By rule: the item where it stands and the percentage points that it costs. All of them together and the share
    come to 100."""
    found: dict[str, tuple[str, Decimal]] = {}
    rest = card.assessable - card.points
    for item in card.items:
        for deduction in item.deductions:
            if deduction.lost:
                before = found.get(deduction.code, ("", Decimal(0)))[1]
                found[deduction.code] = (item.name, before + deduction.lost)
                rest -= deduction.lost
    if rest:
        found[REST] = ("", rest)
    return {code: (name, lost / card.assessable * 100) for code, (name, lost) in found.items()}


def _differences(first: Scorecard, second: Scorecard) -> tuple[Difference, ...]:
    """What differs, the greatest difference first; nothing where either has no share."""
    if first.share is None or second.share is None:
        return ()
    here, there = _costs(first), _costs(second)
    nothing = ("", Decimal(0))
    found = []
    for code in sorted(here.keys() | there.keys()):
        (name, cost), (other, price) = here.get(code, nothing), there.get(code, nothing)
        difference = Difference(
            code, name, cost.quantize(_CENT, ROUND_HALF_UP), other, price.quantize(_CENT, ROUND_HALF_UP)
        )
        if difference.change:
            found.append(difference)
    return tuple(sorted(found, key=lambda difference: -abs(difference.change)))
