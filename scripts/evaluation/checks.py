"""The ``checks`` of ``corpora/claims`` against the tool: is each share, rate, change and list of parts found and judged
right?

A check is right where a check of the tool of the same kind overlaps it and has the same verdict. What the tool finds and
the set does not list counts as false, unless the tool says that it cannot tell or has found a list that adds up: the set
does not list all of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluation.scores import Tally
from evaluation.sentences import TITLES, Unit
from gknlp.parsing.breakdowns import breakdowns_of
from gknlp.parsing.changes import changes_of
from gknlp.parsing.claims import claims_of
from gknlp.parsing.flow import flow_of
from gknlp.parsing.narrative import narrative_of
from gknlp.parsing.prose import prose_of
from gknlp.parsing.shares import shares_of
from gknlp.parsing.titles import find_titles
from gknlp.reconciling import reconcile
from gknlp.types.document import Block, BlockKind, Document, Place
from gknlp.types.dossier import Kin
from gknlp.types.report import Breakdown, Figure, Masthead, Report, Table

KINDS = ("parts", "share", "rate", "growth", "direction")


@dataclass(frozen=True, slots=True)
class Judged:
    """A check of the tool: where it stands in the sentence, what it is and what the tool says of it."""

    kind: str
    place: Place
    verdict: str
    stated: str


def _report(unit: Unit, figures: dict[str, str], year: int) -> Report:
    found = {
        metric: Figure(metric, Decimal(text) if text else None, text, Place(0), blank=not text)
        for metric, text in figures.items()
        if metric in unit.edition.metrics
    }
    tables = tuple(
        Table(form.key, ()) for form in unit.edition.tables if any(metric in found for metric in form.metrics)
    )
    masthead = Masthead("", unit.agency, "", "", year, None)
    return Report(masthead, unit.edition, (), (), tables, found, {}, (), (), (), ())


def _of_parts(breakdown: Breakdown) -> Judged:
    total = sum(part.value for part in breakdown.parts)
    differs = breakdown.exhaustive or (breakdown.disjoint and total > breakdown.total)
    verdict = "agrees" if total == breakdown.total else "differs" if differs else "cannot_tell"
    return Judged("parts", breakdown.place, verdict, str(breakdown.total))


def found_checks(unit: Unit, sentence: dict[str, Any]) -> list[Judged]:
    """What the tool computes again in a sentence that stands in its section."""
    blocks = (Block(BlockKind.PARAGRAPH, TITLES[sentence["section"]]), Block(BlockKind.PARAGRAPH, sentence["text"]))
    flow = flow_of(Document("甲", "plain", blocks))
    narrative = narrative_of(flow, find_titles(flow))
    report = _report(unit, unit.figures, unit.year)
    claims = claims_of(narrative, unit.edition, report.masthead)
    prose = prose_of(narrative, unit.edition, report.masthead, claims)
    breakdowns = breakdowns_of(prose)
    report = Report(
        report.masthead, unit.edition, (), (), report.tables, report.figures, {}, claims, breakdowns, (), (),
        shares=shares_of(prose, breakdowns), changes=changes_of(prose),
    )  # fmt: skip
    last = _report(unit, unit.last, unit.year - 1) if unit.last else None
    checks = reconcile(report, Kin((last,), "") if last else Kin()).checks
    return [*map(_of_parts, breakdowns),
            *(Judged(check.kind, check.places[0], check.status.value, check.stated) for check in checks)]  # fmt: skip


def judged_checks(unit: Unit, sentence: dict[str, Any]) -> tuple[dict[str, Tally], list[str]]:
    """(by kind: what was right, false and missed; what is wrong) for a sentence."""
    found = [entry for entry in found_checks(unit, sentence) if entry.place.block == 1]
    tallies = {kind: Tally() for kind in KINDS}
    wrong = []
    for check in sentence["checks"]:
        tally = tallies[check["kind"]]
        match = next(
            (entry for entry in found if entry.kind == check["kind"]
             and entry.place.start < check["end"] and check["start"] < entry.place.end),
            None,
        )  # fmt: skip
        words = f"{check['kind']} {sentence['text'][check['start'] : check['end']]}"
        if match is None:
            tally.missed += 1
            wrong.append(f"missed {words} ({check['verdict']})")
            continue
        found.remove(match)
        if match.verdict == check["verdict"]:
            tally.right += 1
        else:
            tally.false += 1
            tally.missed += 1
            wrong.append(f"{match.verdict} for {check['verdict']}: {words}")
    for entry in found:
        adds_up = entry.kind == "parts" and entry.verdict == "agrees"
        if entry.verdict != "cannot_tell" and not adds_up:
            tallies[entry.kind].false += 1
            wrong.append(f"false {entry.kind} {entry.stated} ({entry.verdict})")
    return tallies, wrong
