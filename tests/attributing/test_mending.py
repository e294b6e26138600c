"""One wrong cell is one finding, and a cell that is named is the wrong one."""

from hypothesis import given, settings
from hypothesis import strategies as st
from planted import AMOUNTS, REPORTS, identities_of, planted, value
from reports.figures import COLUMNS

NUMBERS, SIZES = st.sampled_from(REPORTS), st.sampled_from(AMOUNTS)


@settings(max_examples=60, deadline=None)
@given(NUMBERS, SIZES, st.data())
def test_one_wrong_cell_is_one_finding(number, amount, data):
    metric = data.draw(st.sampled_from(sorted(identities_of(number))))
    found, truth = planted(number, {metric: amount})
    if found.broken:
        assert len(found.own) == 1, [entry.label for entry in found.own]
        assert set(found.named) <= truth


@settings(max_examples=60, deadline=None)
@given(NUMBERS, SIZES, SIZES, st.data())
def test_two_wrong_cells_apart_are_never_laid_to_another(number, amount, second, data):
    """Cells of no common identity, off by different amounts: off by the same, a cell between them may explain both."""
    cells = identities_of(number)
    metric = data.draw(st.sampled_from(sorted(cells)))
    apart = sorted(other for other in cells if cells[other].isdisjoint(cells[metric]))
    if not apart:
        return
    found, truth = planted(number, {metric: amount, data.draw(st.sampled_from(apart)): second})
    if found.distinct:
        assert set(found.named) <= truth
        assert len(found.own) <= 2, [entry.label for entry in found.own]


def test_a_cell_in_a_row_and_a_column_is_named():
    found, truth = planted(
        next(n for n in REPORTS if "applications.granted.natural_person" in identities_of(n)),
        {"applications.granted.natural_person": 4},
    )
    assert len(found.broken) == 2 and set(found.named) == truth
    (chief,) = found.own
    assert "2处不成立的勾稽关系即全部成立" in chief.evidence.explanation
    assert [entry.cause for entry in found.broken if entry is not chief] == [chief.label]


def test_two_cells_off_by_the_same_leave_it_open():
    """Of four corners two are wrong: no telling which, so that none is named."""
    corners = [f"applications.{row}.{column}" for row in ("granted", "partial") for column in COLUMNS[:2]]
    number = next(number for number in REPORTS if all(value(number, corner) >= 1 for corner in corners))
    found, _ = planted(number, {corners[0]: 1, corners[3]: 1})
    assert found.named == [] and len(found.own) == 4


def test_a_total_column_follows_from_the_columns_that_it_adds_up():
    """Results of two kinds of applicants are wrong with their rows' totals: the last column says nothing new."""
    number = next(number for number in REPORTS if value(number, "applications.granted.natural_person") > 9)
    found, _ = planted(number, {
        "applications.granted.natural_person": 4, "applications.granted.total": 4,
        "applications.partial.business": 2, "applications.partial.total": 2,
    })  # fmt: skip
    assert len(found.broken) == 3 and len(found.own) == 2 and found.named == []
    (folded,) = [entry for entry in found.broken if entry.cause]
    assert folded.subject.key == "applications-results/total"
    assert folded.cause == "TAB010 applications-results/natural_person"


def test_nothing_grave_goes_under_something_milder():
    """Less was published in each way than in all, a warning; the prose has the right number, an error: it stands."""
    there = [number for number in REPORTS if value(number, "channel.website") > 0]
    found = [planted(number, {"channel.website": -value(number, "channel.website")})[0] for number in there]
    turned = [entry for judged in found for entry in judged.broken if entry.cause.startswith("CLM001")]
    assert {entry.label for entry in turned} == {"TAB011 channels-with-other-cover-total"}
    assert all(len(judged.own) <= 1 for judged in found)
