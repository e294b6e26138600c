"""What is measured: scores by name (higher is better), the tables that show them, and every failure."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from evaluation.scores import HEAD, Tally
from evaluation.sentences import Unit, digest, judged, sentences, units

VERDICTS = "verdicts on those found"
_CHANGED = re.compile(r"(?:verdict )?(?P<found>\w+) for (?P<expected>\w+): (?P<what>.*)", re.DOTALL)
Tallies = dict[str, Tally]
Judge = Callable[[Unit, dict[str, Any]], tuple[Tallies, list[str]]]
"""Tallies by kind, and what is wrong, of one sentence."""
Names = Callable[[dict[str, Any]], list[str]]
"""The kinds of all that a sentence has."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that the tool got wrong."""

    id: str
    family: str
    text: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A set that was measured: ``digest`` is the version of the set, ``lines`` are Markdown."""

    name: str
    digest: str
    scores: dict[str, float]
    lines: list[str]
    failures: list[Failure] = field(default_factory=list)
    summary: str = ""


def failure_of(sentence: dict[str, Any], wrong: str) -> Failure:
    """A line of what is wrong with a sentence, taken apart."""
    changed = _CHANGED.fullmatch(wrong)
    word, _, rest = wrong.partition(" ")
    if changed:
        expected, found = (f"{changed['what']} {changed[side]}" for side in ("expected", "found"))
    elif word == "missed":
        expected, found = rest, ""
    elif word == "false":
        expected, found = "", rest
    else:
        expected, found = "", wrong
    return Failure(sentence["id"], sentence["family"], sentence["text"], expected, found)


def _claims(unit: Unit, sentence: dict[str, Any]) -> tuple[Tallies, list[str]]:
    claims, verdicts, wrong = judged(unit, sentence)
    return {sentence["family"]: claims, VERDICTS: verdicts}, wrong


def claim_names(sentence: dict[str, Any]) -> list[str]:
    """The family once for each claim; where there is none, once for what ought to have been left alone."""
    return [sentence["family"]] * max(1, len(sentence["claims"]))


def check_names(sentence: dict[str, Any]) -> list[str]:
    """The kinds of the checks of a sentence."""
    return [check["kind"] for check in sentence["checks"]] or ["nothing to check"]


def tallied(judge: Judge, entries: Iterable[dict[str, Any]], known: dict[str, Unit], names: Names
            ) -> tuple[Tallies, list[Failure]]:  # fmt: skip
    """Tallies by kind, and the failures. A crash misses all that the sentence has, one thing at least."""
    whole: Tallies = {}
    failures: list[Failure] = []
    for sentence in entries:
        try:
            found, wrong = judge(known[sentence["unit"]], sentence)
        except Exception as error:  # whatever it is, it counts
            found = {name: Tally(missed=count) for name, count in Counter(names(sentence)).items()}
            wrong = [f"crash: {type(error).__name__}: {error}"]
        for name, tally in found.items():
            whole.setdefault(name, Tally()).add(tally)
        failures += [failure_of(sentence, text) for text in wrong]
    return whole, failures


def _sum(tallies: Tallies) -> Tally:
    total = Tally()
    for name, tally in tallies.items():
        if name != VERDICTS:
            total.add(tally)
    return total


def scores_of(kind: str, tallies: Tallies) -> dict[str, float]:
    """The scores that have floors. Where there is nothing to find, the score falls with each false one."""
    total = _sum(tallies)
    scores = {f"{kind}/precision": total.precision, f"{kind}/recall": total.recall, f"{kind}/f1": total.f1}
    for name, tally in sorted(tallies.items()):
        if name == VERDICTS:
            scores[f"{kind}/verdicts"] = tally.recall
        else:
            there = tally.right + tally.missed
            scores[f"{kind}/{name}"] = tally.f1 if there else 1 / (1 + tally.false)
    return scores


def _measure(kind: str, tallies: Tallies, failures: list[Failure]) -> Measure:
    total, verdicts = _sum(tallies), tallies.get(VERDICTS)
    lines = [HEAD, *(tally.line(name) for name, tally in sorted(tallies.items()) if name != VERDICTS)]
    lines.append(total.line(f"all {kind}"))
    summary = f"labelled {kind}: precision {total.precision:.3f}, recall {total.recall:.3f}, F1 {total.f1:.3f}"
    if verdicts:
        lines.append(verdicts.line(VERDICTS))
        summary += f", verdicts {verdicts.recall:.3f}"
    return Measure(f"labelled {kind}", digest(), scores_of(kind, tallies), lines, failures, summary)


def labelled() -> list[Measure]:
    """The labelled sentences: their claims, and their checks where there is a judge for them."""
    known, entries = units(), list(sentences())
    found = [_measure("claims", *tallied(_claims, entries, known, claim_names))]
    if importlib.util.find_spec("evaluation.checks") is not None:
        judge: Judge = importlib.import_module("evaluation.checks").judged_checks
        found.append(_measure("checks", *tallied(judge, entries, known, check_names)))
    return found
