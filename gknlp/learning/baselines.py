"""What a model has to be better than: the commonest label, and a few telling words of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_selection import chi2

from gknlp.language.features import words_of

_WORDS = 20
"""Telling words of a label."""
_FEWEST = 3
"""Texts that have such a word."""


def majority(targets: NDArray[np.int64], taught: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """The commonest label of what was taught, ``count`` times; of several labels those that most have."""
    known = targets[taught]
    if known.ndim == 2:
        return np.tile((known.mean(axis=0) > 0.5).astype(np.int64), (count, 1))
    return np.full(count, np.bincount(known).argmax())


def words_in(texts: Sequence[str]) -> list[frozenset[str]]:
    """The words of each text."""
    return [frozenset(words_of(text)) for text in texts]


def keywords(words: Sequence[frozenset[str]], targets: NDArray[np.int64], labels: int) -> list[frozenset[str]]:
    """For each label the words that tell it best, by χ², of those that stand with it more often than without."""
    counts = Counter(word for found in words for word in found)
    kept = sorted(word for word, count in counts.items() if count >= _FEWEST)
    place = {word: number for number, word in enumerate(kept)}
    table = np.zeros((len(words), len(kept)), dtype=np.float32)
    for row, found in enumerate(words):
        table[row, [place[word] for word in found if word in place]] = 1
    telling = []
    for label in range(labels):
        has = targets[:, label] == 1 if targets.ndim == 2 else targets == label
        scores, _ = chi2(table, has)
        more = table[has].mean(axis=0) > table[~has].mean(axis=0)
        best = np.argsort(np.where(more, -scores, 0.0), kind="stable")[:_WORDS]
        telling.append(frozenset(kept[at] for at in best.tolist() if more[at]))
    return telling


def by_keywords(
    words: Sequence[frozenset[str]], telling: Sequence[frozenset[str]], commonest: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The label of which a text has the most telling words, the commonest where it has none; of several labels those of
    which it has any."""
    hits = np.array([[len(found & label) for label in telling] for found in words])
    if commonest.ndim == 2:
        return (hits > 0).astype(np.int64)
    return np.where(hits.max(axis=1) > 0, hits.argmax(axis=1), commonest)
