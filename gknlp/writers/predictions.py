"""What a model says of sentences, as CSV for Excel or as lines of JSON, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from gknlp.language.formulas import MARK, csv_row
from gknlp.types.learning import Prediction, Task, Unit
from gknlp.writers.words import safe

_COLUMNS = ("文件", "部分", "位置", "文字", "判断", "概率", "有把握")


def _place(unit: Unit) -> str:
    return f"{unit.place.block + 1}:{unit.place.start}-{unit.place.end}"


def as_csv(told: Iterable[tuple[Unit, Prediction]], task: Task) -> Iterator[str]:
    """A header and a line a sentence, with a mark by which Excel knows the encoding."""
    yield MARK + csv_row(_COLUMNS)
    for unit, found in told:
        labels = "、".join(task.name_of(label) for label in found.labels)
        chance = f"{found.probabilities[0][1]:.2f}"
        cells = unit.file, unit.section, _place(unit), unit.text, labels, chance, "是" if found.is_sure else "否"
        yield csv_row(map(safe, cells))


def as_json(told: Iterable[tuple[Unit, Prediction]], task: Task) -> Iterator[str]:
    """A JSON object a sentence."""
    for unit, found in told:
        record = {
            "file": unit.file, "section": unit.section, "block": unit.place.block, "start": unit.place.start,
            "end": unit.place.end, "text": unit.text, "task": task.key, "labels": list(found.labels),
            "probabilities": dict(found.probabilities), "sure": found.is_sure,
        }  # fmt: skip
        yield json.dumps(record, ensure_ascii=False) + "\n"


WRITERS = {"csv": as_csv, "jsonl": as_json}
