"""The general mode against the number exam beside the repository: exact spans and values, every case counted.

Deliberate disagreements (docs/decisions/0005-numerals.md) count as misses. A case is right where all its spans and values
are found and nothing else is.
"""

import json
from pathlib import Path

import pytest

from gknlp.language.characters import fold
from gknlp.language.numeral_general import numbers
from gknlp.language.numerals import quantities

BARS = {"Number": 0.918, "Percent": 0.914, "Currency": 0.80, "Dimension": 0.306}
"""The share of cases that the recogniser which the exam was written for gets right: to be exceeded."""
NO_DIMENSION = {"percent", "points", "money", "count", "number", "multiple"}
CLOSE = 1e-12
"""The exam prints 15 digits."""

pytestmark = pytest.mark.real


def answers(model: str, text: str) -> list[tuple[int, int, float]]:
    """The spans (first and last character) and values that the general mode finds for one of the exam's models."""
    if model == "Number":
        found = list(numbers(text))
    else:
        found = [
            quantity
            for quantity in quantities(text, everything=True)
            if (model == "Percent" and quantity.kind in ("percent", "points"))
            or (model == "Currency" and quantity.kind == "money")
            or (model == "Dimension" and quantity.kind not in NO_DIMENSION)
        ]
    return [(quantity.start, quantity.end - 1, float(quantity.value)) for quantity in found]


def is_right(model: str, case: dict) -> bool:
    wanted = [(result["Start"], result["End"], result["Resolution"]["value"]) for result in case["Results"]]
    found = answers(model, fold(case["Input"]))
    return len(found) == len(wanted) and all(
        (start, end) == (first, last)
        and value is not None
        and worth == pytest.approx(float(value.rstrip("%")), rel=CLOSE)
        for (start, end, worth), (first, last, value) in zip(found, wanted, strict=True)
    )


def score(folder: Path, model: str) -> tuple[float, list[str]]:
    """The share of the exam's cases that are right, and the inputs of the others."""
    cases = json.loads((folder / "numbers" / f"{model}Model.json").read_text(encoding="utf-8"))
    wrong = [case["Input"] for case in cases if not is_right(model, case)]
    return 1 - len(wrong) / len(cases), wrong


@pytest.mark.parametrize("model", BARS)
def test_the_general_mode_is_above_the_bar(exams, model):
    reached, wrong = score(exams, model)
    assert reached > BARS[model], wrong
