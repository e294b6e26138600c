"""A trained model: texts -> labels with probabilities, and an abstention where it is not sure.

Models are files of skops, which runs nothing when it reads them; no type is accepted but those of ``_TRUSTED``.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gknlp.errors import FaultyData
from gknlp.language.features import rows_of
from gknlp.types.learning import Prediction, Task

FORMAT = "gknlp/model/1"
MODEL, CARD = "model.skops", "card.json"
_TRUSTED = frozenset(
    {
        "sklearn.calibration._CalibratedClassifier",
        "sklearn.calibration._SigmoidCalibration",
        "sklearn.multiclass._ConstantPredictor",
    }
)
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Classifier:
    """A model of a task. ``columns`` are those of the features that it looks at, ``threshold`` (0 to 1) the probability below
    which it abstains; ``card`` is what is known of it (see ``learning.training``)."""

    task: Task
    columns: NDArray[np.int64]
    estimator: Any
    threshold: float
    card: dict[str, Any]

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(number of ``texts``, number of labels): how likely each label is, in the order of the task."""
        if not texts:
            return np.zeros((0, len(self.task.keys)))
        found = self.estimator.predict_proba(rows_of(texts)[:, self.columns])
        if self.task.is_multiple:
            return np.asarray(found)
        order = [list(self.estimator.classes_).index(index) for index in range(len(self.task.keys))]
        return np.asarray(found)[:, order]

    def predict(self, texts: Iterable[str]) -> Iterator[Prediction]:
        """What the model says of each of ``texts``, in their order, a few thousand at a time."""
        left = iter(texts)
        while part := list(islice(left, _BATCH)):
            for text, row in zip(part, self.probabilities(part).tolist(), strict=True):
                yield self._told(text, row)

    def _told(self, text: str, row: Sequence[float]) -> Prediction:
        ranked = sorted(zip(self.task.keys, row, strict=True), key=lambda entry: -entry[1])
        if self.task.is_multiple:
            labels = tuple(key for key, share in zip(self.task.keys, row, strict=True) if share >= 0.5)
            is_sure = all(abs(share - 0.5) >= self.threshold - 0.5 for share in row)
        else:
            labels, is_sure = (ranked[0][0],), ranked[0][1] >= self.threshold
        return Prediction(text, labels, tuple((key, round(share, 4)) for key, share in ranked), is_sure)


def lightened(estimator: Any) -> Any:
    """The estimator with the weights of its machines cut to four decimals, which take a fifth of the bytes."""
    for one in getattr(estimator, "estimators_", [estimator]):
        for part in getattr(one, "calibrated_classifiers_", ()):
            part.estimator.coef_ = np.round(part.estimator.coef_, 4).astype(np.float32)
    return estimator


def save(model: Classifier, folder: Path) -> None:
    """Write a model and its card into ``folder``. Raises OSError."""
    from skops.io import dump

    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "format": FORMAT, "task": model.task.key, "labels": list(model.task.keys), "threshold": model.threshold,
        "columns": model.columns, "estimator": model.estimator,
    }  # fmt: skip
    dump(content, folder / MODEL, compression=zipfile.ZIP_DEFLATED)
    text = json.dumps(model.card, ensure_ascii=False, indent=1) + "\n"
    (folder / CARD).write_text(text, encoding="utf-8", newline="\n")


def load(folder: Path, task_of: Callable[[str], Task]) -> Classifier:
    """Read a model; ``task_of`` gives the task of a key. Raises FaultyData where it is damaged, of other types than a model
    has, or of another version."""
    from skops.io import get_untrusted_types
    from skops.io import load as read

    path = folder / MODEL
    if not path.is_file():
        raise FaultyData(f"{folder}：没有模型（{MODEL}），请用 gknlp train 训练")
    try:
        strange = set(get_untrusted_types(file=path)) - _TRUSTED
        if strange:
            raise FaultyData(f"{path}：模型里有不该有的内容（{sorted(strange)[0][:60]}），不予加载，请换用可信的模型")
        content = read(path, trusted=sorted(_TRUSTED))
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        task = task_of(content["task"])
        is_right = content["format"] == FORMAT and content["labels"] == list(task.keys) and isinstance(card, dict)
        model = Classifier(
            task, np.asarray(content["columns"]), content["estimator"], float(content["threshold"]), card
        )
        model.probabilities(["试"])
    except FaultyData:
        raise
    except Exception:  # a damaged file makes zipfile, skops and numpy raise whatever they like
        raise FaultyData(f"{folder}：模型缺损或不是本工具的模型，请重新训练") from None
    if not is_right:
        raise FaultyData(f"{folder}：模型由另一版本的工具训练，请重新训练")
    return model
