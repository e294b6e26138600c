from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gknlp.errors import FaultyData, NotAssessable
from gknlp.types.expression import Expression, Relation

METRICS = st.from_regex(r"[a-z][a-z_]{0,5}(\.[a-z][a-z_]{0,5}){0,2}", fullmatch=True)
TERMS = st.lists(st.tuples(st.sampled_from([1, -1]), METRICS), min_size=1, max_size=6)


def test_sum_of_new_and_carried_in():
    expression = Expression.parse("applications.new.total + applications.carry_in.total - 2")
    figures = {"applications.new.total": Decimal(713), "applications.carry_in.total": Decimal(36)}
    assert expression.value(figures.__getitem__) == 747


def test_relation_holds_and_breaks():
    relation = Relation.parse("a + b = c + last.d")
    values = {"a": Decimal(71), "b": Decimal(3), "c": Decimal(70), "last.d": Decimal(4)}
    assert relation.holds(values.__getitem__)
    assert not relation.holds({**values, "c": Decimal(69)}.__getitem__)


def test_missing_metric_is_not_assessable():
    def lookup(metric: str) -> Decimal:
        raise NotAssessable(metric)

    with pytest.raises(NotAssessable):
        Expression.parse("a + b").value(lookup)


@pytest.mark.parametrize("text", ["", "a b", "a +", "a * b", "+ + a"])
def test_faulty_text_is_refused(text):
    with pytest.raises(FaultyData):
        Expression.parse(text)


@pytest.mark.parametrize("text", ["a", "a = b = c", "a > b"])
def test_faulty_relation_is_refused(text):
    with pytest.raises(FaultyData):
        Relation.parse(text)


@given(TERMS)
def test_written_out_and_read_again(terms):
    expression = Expression(tuple(terms))
    assert Expression.parse(str(expression)) == expression
