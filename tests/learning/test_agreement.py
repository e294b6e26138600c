"""Agreement of annotators, against worked examples in print and what has to hold of any labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from gknlp.learning.agreement import cohen_kappa, krippendorff_alpha

LABELS = st.sampled_from("abc")
PAIRS = st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=40)


def pairs(table):
    """The labels of two annotators from how often each pair of labels was given."""
    found = [
        (row, column) for row, counts in enumerate(table) for column, count in enumerate(counts) for _ in range(count)
    ]
    return [row for row, _ in found], [column for _, column in found]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., table 18.1.
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.676),
        # Fifty proposals, read twice: agreement 0.70, by chance 0.50.
        ([[20, 5], [10, 15]], 0.4),
        # Feinstein and Cicchetti, High agreement but low kappa (1990): the same agreement, 0.85, in both.
        ([[40, 9], [6, 45]], 0.70),
        ([[80, 10], [5, 5]], 0.32),
        ([[5, 0], [0, 5]], 1),
        ([[0, 5], [5, 0]], -1),
    ],
)
def test_kappa_of_worked_examples(table, kappa):
    assert cohen_kappa(*pairs(table)) == pytest.approx(kappa, abs=0.002)


@pytest.mark.parametrize(
    ("annotators", "alpha"),
    [
        # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A, B and C.
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha_of_worked_examples(annotators, alpha):
    units = [[None if label == "." else label for label in unit] for unit in zip(*annotators, strict=True)]
    assert krippendorff_alpha(units) == pytest.approx(alpha, abs=0.0006)


def test_what_is_not_defined_is_not_a_number():
    assert cohen_kappa([], []) is None
    assert cohen_kappa("aaa", "aaa") is None
    assert cohen_kappa("aaa", "bbb") == 0
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([("a", None), (None, "b"), ()]) is None
    assert krippendorff_alpha([("a", "a"), ("a", "a")]) is None
    with pytest.raises(ValueError):
        cohen_kappa("ab", "a")


@given(PAIRS)
def test_kappa_is_that_of_scikit_learn(found):
    first, second = zip(*found, strict=True)
    kappa = cohen_kappa(first, second)
    if kappa is not None:
        assert kappa == pytest.approx(cohen_kappa_score(first, second))


@given(PAIRS)
def test_who_comes_first_and_what_labels_are_called_changes_nothing(found):
    first, second = zip(*found, strict=True)
    renamed = dict(zip("abc", "cab", strict=True))
    turned = [(renamed[two], renamed[one]) for one, two in found]
    for measured in (lambda rows: cohen_kappa(*zip(*rows, strict=True)), krippendorff_alpha):
        one, other = measured(found), measured(turned)
        assert one == other or one == pytest.approx(other)
        assert one is None or one <= 1
    if first == second and len(set(first)) > 1:
        assert cohen_kappa(first, second) == krippendorff_alpha(found) == 1


@given(PAIRS, st.permutations(range(3)))
def test_texts_of_one_annotator_and_the_order_of_texts_change_no_alpha(found, order):
    alone = [(label, None) for label, _ in found]
    one, other = krippendorff_alpha(found), krippendorff_alpha([*alone, *reversed(found)])
    assert one == other or one == pytest.approx(other)
    gaps = [[[*pair, None][place] for place in order] for pair in found]
    assert krippendorff_alpha(gaps) == one or krippendorff_alpha(gaps) == pytest.approx(one)
