"""The labelled sentences of ``corpora/claims`` against the tool: is each claim found, with its value, meaning and verdict?"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from evaluation.scores import Tally
from gknlp.editions import edition
from gknlp.parsing.agencies import level_of
from gknlp.parsing.claims import claims_of
from gknlp.parsing.flow import flow_of
from gknlp.parsing.narrative import narrative_of
from gknlp.parsing.titles import find_titles
from gknlp.reconciling import reconcile
from gknlp.types.document import Block, BlockKind, Document, Place
from gknlp.types.dossier import Match
from gknlp.types.edition import Edition
from gknlp.types.report import Figure, Masthead, Report, Table

FOLDER = Path(__file__).resolve().parents[2] / "corpora" / "claims"
TITLES = {
    "overview": "一、总体情况", "disclosure": "二、主动公开政府信息情况", "applications": "三、收到和处理政府信息公开申请情况",
    "litigation": "四、政府信息公开行政复议、行政诉讼情况", "problems": "五、存在的主要问题及改进情况", "other": "六、其他需要报告的事项",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with the figures that its sentences are judged against."""

    agency: str
    year: int
    edition: Edition
    figures: dict[str, str]
    last: dict[str, str]
    money: dict[str, str]
    """The units of money cells."""


def digest() -> str:
    """The hash of the set: floors hold for one version of it."""
    content = b"".join((FOLDER / name).read_bytes() for name in ("tables.toml", "sentences.jsonl"))
    return hashlib.sha256(content).hexdigest()[:16]


def units() -> dict[str, Unit]:
    """The units of ``tables.toml``."""
    data = tomllib.loads((FOLDER / "tables.toml").read_text(encoding="utf-8"))["units"]
    return {
        key: Unit(unit["agency"], unit["year"], edition(unit["edition"]), unit["figures"],
                  unit.get("last", {}), unit.get("units", {}))
        for key, unit in data.items()
    }  # fmt: skip


def sentences() -> Iterator[dict[str, Any]]:
    """The labelled sentences, in order."""
    for line in (FOLDER / "sentences.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _table(unit: Unit, figures: dict[str, str], flow_place: Place) -> tuple[dict[str, Figure], tuple[Table, ...]]:
    found = {
        metric: Figure(
            metric, Decimal(text) if text else None, text, flow_place, blank=not text, unit=unit.money.get(metric, "")
        )
        for metric, text in figures.items()
        if metric in unit.edition.metrics
    }
    tables = tuple(
        Table(form.key, ()) for form in unit.edition.tables if any(metric in found for metric in form.metrics)
    )
    return found, tables


def matches_of(unit: Unit, sentence: dict[str, Any]) -> tuple[tuple[Match, ...], int]:
    """The tool's matches for a sentence that stands in its section, and the number of the sentence's block."""
    blocks = (Block(BlockKind.PARAGRAPH, TITLES[sentence["section"]]), Block(BlockKind.PARAGRAPH, sentence["text"]))
    flow = flow_of(Document("甲", "plain", blocks))
    masthead = Masthead("", unit.agency, level_of(unit.agency), "", unit.year, None)
    claims = claims_of(narrative_of(flow, find_titles(flow)), unit.edition, masthead)
    figures, tables = _table(unit, unit.figures, Place(0))
    report = Report(masthead, unit.edition, (), (), tables, figures, {}, claims, (), (), ())
    return reconcile(report).matches, 1


_MONEY = {"千元": 1000, "万元": 10_000, "亿元": 100_000_000}


def value_of(claim: dict[str, Any]) -> Decimal:
    """The value of a labelled claim, money in 元."""
    return Decimal(claim["value"]) * _MONEY.get(claim["unit"], 1)


def _is_compared(claim: dict[str, Any]) -> bool:
    return not claim["period"] and not claim["scope"]


def _metric(unit: Unit, metric: str) -> str:
    """The cell that a metric by the name of a later form stands for."""
    terms = unit.edition.sums[metric].terms if metric in unit.edition.sums else ()
    return terms[0][1] if len(terms) == 1 and terms[0][0] == 1 else metric


def _is_without_cell(unit: Unit, match: Match) -> bool:
    """Whether the unit's report has no table for what is claimed: such a claim is never compared."""
    return not any(_metric(unit, metric) in unit.figures or metric in unit.edition.sums
                   for metric in match.claim.readings[0].expression.metrics)  # fmt: skip


def judged(unit: Unit, sentence: dict[str, Any]) -> tuple[Tally, Tally, list[str]]:
    """(claims found, verdicts right, what is wrong) for a sentence."""
    matches, _ = matches_of(unit, sentence)
    found = [
        match for match in matches
        if not match.claim.period and not match.claim.scope and not _is_without_cell(unit, match)
    ]  # fmt: skip
    wanted = [claim for claim in sentence["claims"] if _is_compared(claim)]
    claims, verdicts, wrong = Tally(), Tally(), []
    for claim in wanted:
        first = {_metric(unit, part) for part in claim["readings"][0].split(" + ")}
        match = next(
            (
                match for match in found
                if match.claim.value == value_of(claim)
                and {_metric(unit, metric) for metric in match.claim.readings[0].expression.metrics} == first
                and match.claim.place.start < claim["end"] and claim["start"] < match.claim.place.end
            ),
            None,
        )  # fmt: skip
        if match is None:
            claims.missed += 1
            wrong.append(f"missed {claim['value']}{claim['unit']} {claim['readings'][0]}")
            continue
        found.remove(match)
        claims.right += 1
        if match.status.value == claim["verdict"]:
            verdicts.right += 1
        else:
            verdicts.false += 1
            verdicts.missed += 1
            wrong.append(
                f"verdict {match.status.value} for {claim['verdict']}: {claim['value']} {claim['readings'][0]}"
            )
    for match in found:
        claims.false += 1
        wrong.append(f"false {match.claim.value}{match.claim.unit} {match.claim.metric} ({match.status.value})")
    return claims, verdicts, wrong
