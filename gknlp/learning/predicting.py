"""Many texts -> predictions, in several processes: jieba, which cuts the words, runs in Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from gknlp.language.classifier import Classifier, load
from gknlp.learning.tasks import task_of
from gknlp.types.learning import Prediction

_BATCH = 2_000
_AHEAD = 4
"""Batches a process that are sent before the first is asked for: the texts may be endless."""
_ready: list[Classifier] = []


def predicted(folder: Path, texts: Iterable[str], jobs: int = 1) -> Iterator[Prediction]:
    """What the model in ``folder`` says of each of ``texts``, in their order, the same for any number of ``jobs``. Raises
    FaultyData where there is no model."""
    model = load(folder, task_of)
    if jobs <= 1:
        yield from model.predict(texts)
        return
    left = iter(texts)
    with ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(folder,)) as pool:
        waiting = []
        while batch := list(islice(left, _BATCH)):
            waiting.append(pool.submit(_batch, batch))
            if len(waiting) > jobs * _AHEAD:
                yield from waiting.pop(0).result()
        for part in waiting:
            yield from part.result()


def _prepare(folder: Path) -> None:
    _ready.append(load(folder, task_of))


def _batch(texts: list[str]) -> list[Prediction]:
    return list(_ready[0].predict(texts))


def with_predictions(frame: Any, folder: Path, column: str = "text", jobs: int = 1) -> Any:
    """A pandas frame with columns ``label``, ``probability`` and ``sure`` beside its texts in ``column``. Raises FaultyData where
    there is no model, KeyError where there is no such column."""
    found = list(predicted(folder, [str(text) for text in frame[column]], jobs))
    return frame.assign(
        label=["|".join(one.labels) for one in found],
        probability=[one.probabilities[0][1] for one in found],
        sure=[one.is_sure for one in found],
    )
