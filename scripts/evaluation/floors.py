"""Floors: what a score may not fall below, pinned together with the version of the set that it was measured on."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation.measures import Measure

FILE = Path(__file__).resolve().parents[2] / "corpora" / "floors.json"
Floors = dict[str, Any]
_UPDATE = "scripts/evaluate.py --update-floors"


class Refused(Exception):
    """Floors would be lowered without a reason."""


def load(file: Path = FILE) -> Floors:
    """The floors by set, and why some were lowered."""
    if not file.exists():
        return {"sets": {}, "lowered": []}
    floors: Floors = json.loads(file.read_text(encoding="utf-8"))
    return floors


def save(floors: Floors, file: Path = FILE) -> None:
    """Write the floors down."""
    file.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def rounded(score: float) -> float:
    """A score as a floor: cut off after four decimals, so that the score itself stays above it."""
    return math.floor(round(score * 10_000, 6)) / 10_000


def shortfalls(measure: Measure, floors: Floors) -> list[str]:
    """A line for each thing that is not as the floors want it."""
    pinned = floors["sets"].get(measure.name)
    if pinned is None:
        return [f"{measure.name}: has no floors yet ({_UPDATE})"]
    lines = []
    if pinned["digest"] != measure.digest:
        lines.append(
            f"{measure.name}: the set has changed (floors are for {pinned['digest']}, this is {measure.digest}); "
            f"look at the scores, then {_UPDATE}"
        )
    for name, floor in pinned["floors"].items():
        score = measure.scores.get(name)
        if score is None:
            lines.append(f"{measure.name}: {name} is no longer measured (floor {floor:g})")
        elif rounded(score) < floor:
            lines.append(f"{measure.name}: {name} is {rounded(score):g}, below its floor {floor:g}")
    lines += [f"{measure.name}: {name} has no floor yet" for name in measure.scores if name not in pinned["floors"]]
    return lines


def updated(floors: Floors, measures: Iterable[Measure], reason: str) -> Floors:
    """The floors set to what was measured. Raises Refused where one would fall, or go, and there is no ``reason``."""
    sets, lowered = dict(floors["sets"]), list(floors["lowered"])
    fallen = []
    for measure in measures:
        new = {name: rounded(score) for name, score in sorted(measure.scores.items())}
        for name, floor in sets.get(measure.name, {"floors": {}})["floors"].items():
            if new.get(name, -1.0) < floor:
                fallen.append({"set": measure.name, "floor": name, "from": floor, "to": new.get(name)})
        sets[measure.name] = {"digest": measure.digest, "floors": new}
    if fallen and not reason.strip():
        listed = "\n".join(f"  {entry['set']}: {entry['floor']} {entry['from']} -> {entry['to']}" for entry in fallen)
        raise Refused(f"these floors would be lowered, which takes --reason TEXT:\n{listed}")
    if fallen:
        lowered.append({"reason": reason.strip(), "floors": fallen})
    return {"sets": dict(sorted(sets.items())), "lowered": lowered}
