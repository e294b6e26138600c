"""A corpus -> a model: a linear support vector machine over hashed characters and words, its strength chosen by grouped
cross-validation, its probabilities calibrated on sentences of agencies that it has not seen.

Calibration by a sigmoid: Platt, Probabilistic Outputs for Support Vector Machines (1999).
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold, KFold
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from gknlp.errors import FaultyData
from gknlp.language.classifier import FORMAT, Classifier, lightened
from gknlp.language.features import rows_of
from gknlp.types.learning import Corpus, Example

STRENGTHS = (0.1, 0.3, 1.0, 3.0)
FOLDS = 5
THRESHOLD = 0.6
_FEWEST = 10
"""Examples of a label: fewer teach nothing."""
_FEWEST_TEXTS = 2
"""Texts that have a feature."""
Split = tuple[NDArray[np.int64], NDArray[np.int64]]
Progress = Callable[[str], None]


def groups_of(examples: Sequence[Example]) -> NDArray[np.int64]:
    """A number for each example: the same for those of one agency; an example of none stands alone."""
    numbers: dict[str, int] = {}
    names = [example.agency or f"\x00{position}" for position, example in enumerate(examples)]
    return np.array([numbers.setdefault(name, len(numbers)) for name in names])


def targets_of(corpus: Corpus) -> NDArray[np.int64]:
    """The label of each example as its number, or of several a row of zeros and ones."""
    keys = corpus.task.keys
    if corpus.task.is_multiple:
        return np.array([[int(key in example.labels) for key in keys] for example in corpus.examples])
    return np.array([keys.index(example.labels[0]) for example in corpus.examples])


def splits_of(groups: NDArray[np.int64], count: int = FOLDS) -> list[Split]:
    """Parts of which no agency is on both sides."""
    count = min(count, len(set(groups.tolist())))
    return list(GroupKFold(count).split(groups, groups=groups))


def random_splits(size: int, seed: int = 1) -> list[Split]:
    """Parts drawn at random, whatever the agencies."""
    return list(KFold(FOLDS, shuffle=True, random_state=seed).split(np.zeros(size)))


def require(corpus: Corpus) -> None:
    """Raises FaultyData where there is too little to learn from."""
    few = [f"{corpus.task.name_of(key)}（{count}）" for key, count in corpus.counts.items() if count < _FEWEST]
    if few:
        raise FaultyData(f"语料太少：每个标签至少要有{_FEWEST}条，不足的有{'、'.join(few)}，请补充后再训练")
    groups = set(groups_of(corpus.examples).tolist())
    if len(groups) < 3:
        raise FaultyData("语料只来自一两个单位，无法按单位分开检验，请加入别的单位的句子")


def machine(strength: float, is_multiple: bool, splits: Sequence[Split]) -> Any:
    """The untrained estimator."""
    inner = LinearSVC(C=strength, class_weight="balanced", random_state=1)
    calibrated = CalibratedClassifierCV(inner, method="sigmoid", cv=list(splits), ensemble=False)
    return OneVsRestClassifier(calibrated) if is_multiple else calibrated


def chosen_strength(rows: Any, targets: NDArray[np.int64], splits: Sequence[Split], is_multiple: bool) -> float:
    """The strength with the best macro F1 on agencies that were not seen."""
    best = (-1.0, 0.0)
    for strength in STRENGTHS:
        plain = LinearSVC(C=strength, class_weight="balanced", random_state=1)
        plain = OneVsRestClassifier(plain) if is_multiple else plain
        found = np.zeros_like(targets)
        for taught, asked in splits:
            found[asked] = clone(plain).fit(rows[taught], targets[taught]).predict(rows[asked])
        best = max(best, (float(f1_score(targets, found, average="macro", zero_division=0)), -strength))
    return -best[1]


def columns_of(rows: Any) -> NDArray[np.int64]:
    """The features that several texts have."""
    counts = np.bincount(rows.indices, minlength=rows.shape[1])
    return np.flatnonzero(counts >= _FEWEST_TEXTS)


def trained(corpus: Corpus, command: str = "", told: Progress = lambda _: None) -> Classifier:
    """A model of ``corpus`` with its card. Raises FaultyData where there is too little to learn from."""
    require(corpus)
    told("特征")
    rows = rows_of([example.text for example in corpus.examples])
    columns = columns_of(rows)
    rows, targets = rows[:, columns], targets_of(corpus)
    splits = splits_of(groups_of(corpus.examples))
    told("选参数")
    strength = chosen_strength(rows, targets, splits, corpus.task.is_multiple)
    told("训练")
    estimator = lightened(machine(strength, corpus.task.is_multiple, splits).fit(rows, targets))
    return Classifier(corpus.task, columns, estimator, THRESHOLD, card_of(corpus, strength, command))


def card_of(corpus: Corpus, strength: float, command: str) -> dict[str, Any]:
    """What is known of a model: data, versions, command, limits."""
    return {
        "format": FORMAT,
        "task": corpus.task.key,
        "corpus": {
            "digest": corpus.digest, "examples": len(corpus.examples), "labels": corpus.counts,
            "agencies": len(corpus.agencies),
        },
        "model": {"kind": "linear", "strength": strength, "threshold": THRESHOLD},
        "versions": {"python": platform.python_version()} | {name: version(name) for name in ("scikit-learn", "jieba", "numpy")},
        "command": command,
        "limits": "语料由本项目编写，不是真实报告；判断只供参考，低于门槛的不作判断。",
    }  # fmt: skip
