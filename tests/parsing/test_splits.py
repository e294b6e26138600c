from hypothesis import given
from hypothesis import strategies as st

from gknlp.parsing.splits import agreed, amiss, cuts, ways

NUMBERS = st.lists(st.integers(0, 250), min_size=1, max_size=5)


def balanced(way):
    return sum(way[:-1]) == way[-1]


@given(NUMBERS)
def test_the_true_way_is_among_the_cuts(numbers):
    digits = "".join(map(str, numbers))
    found = list(cuts(digits, len(numbers)))
    assert tuple(numbers) in found
    assert all("".join(map(str, way)) == digits for way in found)


@given(NUMBERS)
def test_the_true_row_survives_its_sum(numbers):
    row = (*numbers, sum(numbers))
    assert row in ways("".join(map(str, row)), len(row), frozenset(), balanced)


def test_seven_digits_have_one_way_even_with_a_broken_sum():
    assert ways("6000018", 7, frozenset(), balanced) == [(6, 0, 0, 0, 0, 1, 8)]


def test_spaces_force_a_cut():
    assert ways("1110", 3, frozenset({2}), lambda way: True) == [(11, 1, 0)] or (1, 1, 10) in ways(
        "1110", 3, frozenset({2}), lambda way: True
    )


def test_a_stock_of_files_cannot_be_told():
    assert len(ways("88552698", 3, frozenset(), lambda way: True)) > 1


def test_rows_decide_each_other():
    rows = [[(1, 12, 13), (11, 2, 13)], [(1, 0, 1)]]
    assert agreed(rows, lambda choice: choice[0][0] + choice[1][0] == 12) == [[11, 2, 13], [1, 0, 1]]


def test_where_ways_differ_the_number_is_unknown():
    assert agreed([[(1, 12, 13), (11, 2, 13)]], lambda choice: True) == [[None, None, 13]]


def test_a_row_whose_own_total_may_be_wrong_is_not_sure():
    rows, every = [[(1, 12, 13)], [(1, 0, 1)]], [[(1, 12, 13), (11, 2, 13)], [(1, 0, 1), (10, 1)]]
    assert amiss(rows, every, lambda choice: choice[0][0] == 11) == {0: [None, None, 13]}


def test_consistent_rows_are_not_amiss():
    rows = [[(1, 12, 13)]]
    assert amiss(rows, [[(1, 12, 13), (11, 2, 13)]], lambda choice: True) == {}


def test_a_blank_cell_may_be_why_nothing_fits():
    rows, every = [[(1, 7)], [(9, 8)]], [[(1, 7), (17,)], [(9, 8), (98,)]]
    assert amiss(rows, every, lambda choice: choice[0][0] == 17) == {0: [None, None]}
