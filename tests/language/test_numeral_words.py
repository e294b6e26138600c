"""Every entry of ``lexicons/numerals.toml`` is run on its own examples."""

from decimal import Decimal

import pytest

from gknlp.language.characters import fold
from gknlp.language.numeral_words import hedges, traps, unit_examples, units, word_traps
from gknlp.language.numerals import quantities


@pytest.mark.parametrize(("kind", "hits", "misses"), unit_examples())
def test_unit_knows_its_examples(kind, hits, misses):
    for hit in hits:
        text, value, unit = hit.split("|")
        [found] = quantities(fold(text))
        assert (found.value, found.unit, found.kind) == (Decimal(value), unit, kind), text
    for miss in misses:
        assert [found for found in quantities(fold(miss)) if found.unit] == [], miss


@pytest.mark.parametrize("hedge", hedges(), ids=lambda hedge: hedge.key)
def test_hedge_knows_its_examples(hedge):
    assert hedge.hits and hedge.misses
    for hit in hedge.hits:
        text, bound, low, high = hit.split("|")
        [found] = quantities(text)
        ends = tuple(None if end == "None" else Decimal(end) for end in (low, high))
        assert (found.bound, found.low, found.high) == (bound, *ends), text
    for miss in hedge.misses:
        [found] = quantities(miss)
        assert found.bound == "exact", miss


@pytest.mark.parametrize("trap", traps(), ids=lambda trap: trap.key)
def test_trap_knows_its_examples(trap):
    assert trap.hits and trap.misses
    for hit in trap.hits:
        assert list(quantities(fold(hit))) == [], hit
    for miss in trap.misses:
        text, value = miss.split("|")
        assert [found.value for found in quantities(fold(text))] == [Decimal(value)], text


@pytest.mark.parametrize("everything", [False, True])
def test_every_word_is_a_trap_where_it_stands(everything):
    for trap in traps():
        if trap.where != "word" or (everything and trap.only_report) or trap.key == "one-by-one":
            continue
        for word in trap.words:
            plain = word.split("(", 1)[0]
            found = [
                found for found in quantities(f"加强{plain}工作", everything=everything) if found.start < 2 + len(plain)
            ]
            assert found == [], word


def test_every_unit_is_found_with_a_number():
    for spelling, unit in units().items():
        [found] = quantities(f"共12{spelling}。")
        assert (found.value, found.unit) == (Decimal(12), unit.word), spelling
        assert found.base().unit == unit.base
        assert found.base().value == 12 * unit.factor


def test_words_hold_numerals():
    assert all(len(first) == 1 for first in word_traps(False))
