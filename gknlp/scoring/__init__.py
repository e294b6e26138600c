"""Runs -> points, by a rubric."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from gknlp.errors import FaultyData
from gknlp.types.audit import Deduction, Scorecard, ScoreItem
from gknlp.types.rule import Outcome, Run

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a rubric: ``each`` points are taken per finding of ``codes``, ``points`` at the most."""

    key: str
    name: str
    points: Decimal
    each: Decimal
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """A scheme of 100 points."""

    name: str
    items: tuple[Item, ...]


@cache
def rubric(name: str = "national") -> Rubric:
    """The rubric ``name``. Raises FaultyData where its points do not sum to 100 or a rule stands in two items."""
    text = (resources.files("gknlp.scoring") / "rubrics" / f"{name}.toml").read_text(encoding="utf-8")
    return _read(tomllib.loads(text))


def _read(data: dict[str, Any]) -> Rubric:
    items = tuple(
        Item(
            entry["key"],
            entry["name"],
            Decimal(str(entry["points"])),
            Decimal(str(entry["each"])),
            tuple(entry["codes"]),
        )
        for entry in data["items"]
    )
    if sum(item.points for item in items) != FULL:
        raise FaultyData(f"评分标准“{data['name']}”各项分值之和不是{FULL}")
    codes = [code for item in items for code in item.codes]
    if len(codes) != len(set(codes)):
        raise FaultyData(f"评分标准“{data['name']}”中有规则列入两项")
    return Rubric(data["name"], items)


def _item(item: Item, runs: list[Run]) -> ScoreItem:
    settled = [run for run in runs if run.outcome is not Outcome.NOT_ASSESSABLE]
    if not settled:
        return ScoreItem(item.key, item.name, item.points, None, Decimal(0), ())
    left = item.points
    deductions = []
    for run in settled:
        if run.outcome is Outcome.BREACHED and run.evidence is not None and not run.doubtful and not run.waived:
            taken = min(item.each, left)
            left -= taken
            deductions.append(Deduction(run.rule.code, run.subject.key, taken, run.evidence.message))
    share = (Decimal(len(settled)) / Decimal(len(runs))).quantize(Decimal("0.0001"))
    return ScoreItem(item.key, item.name, item.points, left, share, tuple(deductions))


def score(runs: Iterable[Run], scheme: Rubric) -> Scorecard:
    """The points of a report. An item of which nothing could be assessed is neither won nor lost; a finding that rests
    on a doubted reading, or that is waived, costs nothing."""
    by_code: dict[str, list[Run]] = {}
    for run in runs:
        by_code.setdefault(run.rule.code, []).append(run)
    items = tuple(_item(item, [run for code in item.codes for run in by_code.get(code, ())]) for item in scheme.items)
    points = sum((item.points for item in items if item.points is not None), Decimal(0))
    assessed = sum((item.of * item.assessed for item in items), Decimal(0)) / FULL
    return Scorecard(scheme.name, points, FULL, assessed.quantize(Decimal("0.0001")), items)
