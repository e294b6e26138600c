from decimal import Decimal

import pytest

from gknlp.errors import FaultyData
from gknlp.rules import RULES
from gknlp.scoring import _read, rubric, score
from gknlp.types.rule import Evidence, Outcome, Run, Subject


def runs(code, *outcomes, doubtful=False):
    rule = next(rule for rule in RULES if rule.code == code)
    return [Run(rule, Subject(str(n), "", None), outcome, Evidence("甲") if outcome is Outcome.BREACHED else None, doubtful=doubtful)
            for n, outcome in enumerate(outcomes)]  # fmt: skip


def item(card, key):
    return next(entry for entry in card.items if entry.key == key)


def test_every_rule_stands_in_the_national_rubric():
    codes = {code for entry in rubric().items for code in entry.codes}
    assert codes == {rule.code for rule in RULES}


def test_points_are_taken_per_finding_up_to_the_item():
    card = score(runs("TAB010", *[Outcome.BREACHED] * 2, Outcome.CLEAN), rubric())
    assert item(card, "identities").points == 12
    card = score(runs("TAB010", *[Outcome.BREACHED] * 9), rubric())
    assert item(card, "identities").points == 0
    assert sum(deduction.points for deduction in item(card, "identities").deductions) == 20


def test_what_could_not_be_assessed_is_neither_won_nor_lost():
    card = score(runs("TAB010", Outcome.NOT_ASSESSABLE), rubric())
    assert item(card, "identities").points is None
    assert (card.points, card.assessed) == (0, 0)


def test_share_assessed():
    card = score(runs("TAB010", Outcome.CLEAN, Outcome.NOT_ASSESSABLE), rubric())
    assert item(card, "identities").assessed == Decimal("0.5")
    assert card.assessed == Decimal("0.1")


def test_a_doubted_reading_costs_nothing():
    card = score(runs("TAB010", Outcome.BREACHED, doubtful=True), rubric())
    assert item(card, "identities").points == 20


@pytest.mark.parametrize("points", [90, 110])
def test_points_must_sum_to_100(points):
    with pytest.raises(FaultyData):
        _read({"name": "甲", "items": [{"key": "a", "name": "甲", "points": points, "each": 5, "codes": ["SEC001"]}]})


def test_a_rule_counts_once():
    entry = {"key": "a", "name": "甲", "points": 50, "each": 5, "codes": ["SEC001"]}
    with pytest.raises(FaultyData):
        _read({"name": "甲", "items": [entry, entry]})
