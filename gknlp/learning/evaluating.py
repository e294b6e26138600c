"""How good a model is on agencies that it has not seen, with intervals, beside what it has to be better than.

Intervals are percentiles of resamples of whole agencies (Efron and Tibshirani, An Introduction to the Bootstrap, 1993): the
sentences of one agency are not independent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from gknlp.language.features import rows_of
from gknlp.learning.baselines import by_keywords, keywords, majority, words_in
from gknlp.learning.training import (
    Progress,
    Split,
    chosen_strength,
    columns_of,
    groups_of,
    machine,
    random_splits,
    require,
    splits_of,
    targets_of,
)
from gknlp.types.learning import Corpus, Evaluation, Interval, Score

_RESAMPLES = 200
_LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_BINS = 10
_CURVE = (0.25, 0.5, 1.0)
"""Shares of the agencies that a learning curve is drawn at."""


def evaluated(corpus: Corpus, told: Progress = lambda _: None) -> Evaluation:
    """Measure how well what is learnt from some agencies holds for others. Raises FaultyData where there is too little."""
    require(corpus)
    told("特征")
    texts = [example.text for example in corpus.examples]
    rows, targets, groups = rows_of(texts), targets_of(corpus), groups_of(corpus.examples)
    splits = splits_of(groups)
    told("按单位交叉检验")
    shares = _shares(rows, targets, groups, splits)
    found = _decided(shares)
    told("对照")
    words = words_in(texts)
    most, telling = np.zeros_like(targets), np.zeros_like(targets)
    for taught, asked in splits:
        most[asked] = majority(targets, taught, len(asked))
        best = keywords([words[at] for at in taught], targets[taught], len(corpus.task.keys))
        telling[asked] = by_keywords([words[at] for at in asked], best, most[asked])
    told("随机划分与学习曲线")
    mixed = _decided(_shares(rows, targets, groups, random_splits(len(texts))))
    drawn = _resamples(groups)
    return Evaluation(
        corpus,
        _interval(targets, found, drawn),
        _interval(targets, most, drawn),
        _interval(targets, telling, drawn),
        _macro(targets, mixed),
        tuple(_score(corpus, number, targets, found, drawn) for number in range(len(corpus.task.keys))),
        _confusion(corpus, targets, found),
        _calibration(targets, shares),
        _abstention(targets, shares),
        _learning_curve(rows, targets, groups, splits),
        _errors(corpus, targets, shares),
    )


def _shares(
    rows: Any, targets: NDArray[np.int64], groups: NDArray[np.int64], splits: Sequence[Split]
) -> NDArray[np.float64]:
    """The calibrated probabilities of each text, by a model that was taught without its part."""
    is_multiple = targets.ndim == 2
    labels = targets.shape[1] if is_multiple else int(targets.max()) + 1
    shares = np.zeros((len(targets), labels))
    for taught, asked in splits:
        columns = columns_of(rows[taught])
        part, inner = rows[taught][:, columns], splits_of(groups[taught], 3)
        strength = chosen_strength(part, targets[taught], inner, is_multiple)
        model = machine(strength, is_multiple, inner).fit(part, targets[taught])
        found = model.predict_proba(rows[asked][:, columns])
        shares[np.ix_(asked, np.arange(labels) if is_multiple else model.classes_)] = found
    return shares


def _decided(shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """The likeliest label; where the rows do not add up to one, several may hold."""
    if np.allclose(shares.sum(axis=1), 1):
        likeliest: NDArray[np.int64] = shares.argmax(axis=1)
        return likeliest
    return (shares >= 0.5).astype(np.int64)


def _macro(targets: NDArray[np.int64], found: NDArray[np.int64]) -> float:
    return float(f1_score(targets, found, average="macro", zero_division=0))


def _interval(targets: NDArray[np.int64], found: NDArray[np.int64], drawn: Sequence[NDArray[np.int64]]) -> Interval:
    low, high = np.percentile([_macro(targets[at], found[at]) for at in drawn], [2.5, 97.5])
    return _macro(targets, found), float(low), float(high)


def _resamples(groups: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Positions of the examples of agencies drawn with replacement, the same each time."""
    random = np.random.default_rng(1)
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    return [
        np.concatenate([members[at] for at in random.integers(0, len(members), len(members))])
        for _ in range(_RESAMPLES)
    ]


def _score(
    corpus: Corpus,
    number: int,
    targets: NDArray[np.int64],
    found: NDArray[np.int64],
    drawn: Sequence[NDArray[np.int64]],
) -> Score:
    has, says = (part[:, number] == 1 if part.ndim == 2 else part == number for part in (targets, found))
    right, told, there = int((has & says).sum()), int(says.sum()), int(has.sum())
    values = [f1_score(has[at], says[at], zero_division=0) for at in drawn]
    low, high = np.percentile(values, [2.5, 97.5])
    f1 = float(f1_score(has, says, zero_division=0)), float(low), float(high)
    return Score(corpus.task.keys[number], right / told if told else 0.0, right / there if there else 0.0, f1, there)


def _confusion(
    corpus: Corpus, targets: NDArray[np.int64], found: NDArray[np.int64]
) -> tuple[tuple[str, str, int], ...]:
    if targets.ndim == 2:
        return ()
    keys, size = corpus.task.keys, len(corpus.task.keys)
    counts = np.bincount(targets * size + found, minlength=size * size).reshape(size, size)
    return tuple((keys[one], keys[other], int(counts[one, other])) for one in range(size) for other in range(size))


def _sureness(targets: NDArray[np.int64], shares: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """How sure the model is of each decision, and whether it is right."""
    if targets.ndim == 2:
        return np.maximum(shares, 1 - shares).ravel(), ((shares >= 0.5) == (targets == 1)).ravel()
    return shares.max(axis=1), shares.argmax(axis=1) == targets


def _calibration(targets: NDArray[np.int64], shares: NDArray[np.float64]) -> tuple[tuple[float, float, int], ...]:
    sure, right = _sureness(targets, shares)
    bins = np.minimum((sure * _BINS).astype(np.int64), _BINS - 1)
    return tuple(
        (float(sure[bins == one].mean()), float(right[bins == one].mean()), int((bins == one).sum()))
        for one in range(_BINS)
        if (bins == one).any()
    )


def _abstention(targets: NDArray[np.int64], shares: NDArray[np.float64]) -> tuple[tuple[float, float, float], ...]:
    sure, right = _sureness(targets, shares)
    return tuple(
        (level, float((sure >= level).mean()), float(right[sure >= level].mean()) if (sure >= level).any() else 0.0)
        for level in _LEVELS
    )


def _learning_curve(
    rows: Any, targets: NDArray[np.int64], groups: NDArray[np.int64], splits: Sequence[Split]
) -> tuple[tuple[int, float], ...]:
    """Macro F1 where only a share of the agencies is taught."""
    points = []
    for share in _CURVE:
        found, sizes = np.zeros_like(targets), []
        for taught, asked in splits:
            names = np.unique(groups[taught])
            kept = taught[np.isin(groups[taught], names[: max(3, round(share * len(names)))])]
            sizes.append(len(kept))
            model = machine(1.0, targets.ndim == 2, splits_of(groups[kept], 3)).fit(rows[kept], targets[kept])
            found[asked] = model.predict(rows[asked])
        points.append((round(sum(sizes) / len(sizes)), _macro(targets, found)))
    return tuple(points)


def _errors(
    corpus: Corpus, targets: NDArray[np.int64], shares: NDArray[np.float64]
) -> tuple[tuple[int, tuple[str, ...], float], ...]:
    keys = corpus.task.keys
    found = []
    for position, row in enumerate(shares):
        if targets.ndim == 2:
            said = tuple(key for key, share in zip(keys, row, strict=True) if share >= 0.5)
            sure = float(np.maximum(row, 1 - row).min())
        else:
            said, sure = (keys[int(row.argmax())],), float(row.max())
        if said != corpus.examples[position].labels:
            found.append((position, said, sure))
    return tuple(sorted(found, key=lambda entry: (-entry[2], entry[0])))
