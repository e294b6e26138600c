"""Which sentences to label next: those that a model is least sure of, and that are unlike those chosen already.

Uncertainty by margin: Scheffer, Decomain and Wrobel, Active Hidden Markov Models for Information Extraction (2001).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gknlp.language.classifier import Classifier
from gknlp.language.features import rows_of


def uncertainty(model: Classifier, texts: Sequence[str]) -> NDArray[np.float64]:
    """How unsure the model is of each text, 0 to 1: one less the margin between the two likeliest labels, or of several
    labels of the one that it is least sure of."""
    shares = model.probabilities(texts)
    if model.task.is_multiple:
        doubt: NDArray[np.float64] = 1 - np.abs(2 * shares - 1).min(axis=1, initial=1.0)
        return doubt
    ordered = np.sort(shares, axis=1)
    margin: NDArray[np.float64] = ordered[:, -1] - ordered[:, -2]
    return 1 - margin


def queue(model: Classifier, texts: Sequence[str], count: int, known: Sequence[str] = ()) -> list[int]:
    """The positions of the ``count`` most useful of ``texts``, the best first: unsure, and unlike each other and the
    ``known`` ones, which are labelled already. None is taken twice, nor one that is the same as another."""
    if not texts:
        return []
    rows = rows_of(texts)
    worth = uncertainty(model, texts)
    likest = np.zeros(len(texts))
    for start in range(0, len(known), 500):
        near = (rows @ rows_of(known[start : start + 500]).T).max(axis=1)
        likest = np.maximum(likest, near.toarray().ravel() / 2)
    chosen: list[int] = []
    while len(chosen) < count:
        scores = worth * (1 - likest)
        best = int(scores.argmax())
        if scores[best] <= 1e-6:
            break
        chosen.append(best)
        likest = np.maximum(likest, (rows @ rows[best].T).toarray().ravel() / 2)
    return chosen
