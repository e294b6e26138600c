"""Seeded errors: one number of a clean report changed at a time. Is it caught, and does anything else move?

Numbers are changed in the document as it was read, then parsed and judged anew, so that it needs no writing of files.
Cells of tables whose digits run together, and of those that were read with a doubt, are left alone: their identities decide
how they are read, so that a wrong cell there makes them unread, not wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from evaluation.bearing import Stir, affected, leaves, rests_on
from evaluation.changes import COARSE, Change, changes_of, with_text, written_at
from gknlp.errors import NotAssessable
from gknlp.parsing import parse
from gknlp.reconciling import reconcile
from gknlp.rules import run
from gknlp.types.document import Document, Place
from gknlp.types.dossier import Dossier, Match, Status
from gknlp.types.expression import Expression
from gknlp.types.report import Bound
from gknlp.types.rule import Outcome, Run, Severity

AGREEING = (Status.AGREES, Status.AGREES_OTHERWISE)
_CLAIM_RULES = ("CLM001", "CLM002")
_YUAN = Decimal(10_000)
Runs = dict[tuple[str, str], Run]


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with what was found in it: ``runs`` by code and subject."""

    document: Document
    dossier: Dossier
    runs: Runs

    @property
    def findings(self) -> Runs:
        """The breached runs."""
        return {key: entry for key, entry in self.runs.items() if entry.outcome is Outcome.BREACHED}

    @property
    def links(self) -> list[Match]:
        """The claims that agree with a table, as far as a rule asks about them."""
        asked = {id(entry.subject.content) for (code, _), entry in self.runs.items() if code in _CLAIM_RULES}
        return [match for match in self.dossier.matches if match.status in AGREEING and id(match) in asked]


@dataclass(frozen=True, slots=True)
class Clean:
    """A report to seed errors in; ``last`` are cells of the year before, by metric."""

    name: str
    document: Document
    last: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seeded:
    """A change and what came of it: ``cause`` says why it was missed ("" where caught), ``moved`` what else did."""

    report: str
    side: str
    kind: str
    family: str
    metric: str
    before: str
    after: str
    text: str
    cause: str
    moved: tuple[str, ...] = ()


@dataclass(slots=True)
class Sowing:
    """All that was seeded; ``errors`` are those found in reports before anything was changed, ``harmless`` counts the
    changes to what another reading means, ``left`` the cells that were left alone."""

    seeded: list[Seeded] = field(default_factory=list)
    reports: int = 0
    links: int = 0
    harmless: int = 0
    left: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)


def judge(document: Document) -> Judged:
    """Parse, compare and ask every rule."""
    dossier = reconcile(parse(document))
    return Judged(document, dossier, {(entry.rule.code, entry.subject.key): entry for entry in run(dossier)})


def family_of(metric: str) -> str:
    """The kind of figure that a metric is: a row of the application table, its applicants, a group of the others."""
    table, *rest = metric.split(" ")[0].split(".")
    if table != "applications":
        return table
    return f"applications.{rest[0]}" if rest[-1] == "total" else "applications (applicants)"


def _known(base: Judged, expression: Expression) -> Decimal | None:
    try:
        return expression.value(base.dossier.report.known)
    except NotAssessable:
        return None


def _means(base: Judged, match: Match, value: Decimal) -> bool:
    """Whether the tables hold ``value`` under some reading of a claim."""
    values = [_known(base, reading.expression) for reading in match.claim.readings]
    scale = _YUAN if match.claim.unit == "元" else Decimal(1)
    return any(abs(value) in (found, found * scale) for found in values if found is not None)


def _sibling(base: Judged, expression: Expression) -> Decimal | None:
    """The value of another column of the same row: the first that differs."""
    if len(expression.metrics) != 1:
        return None
    metric, edition = expression.metrics[0], base.dossier.edition
    row = metric.rpartition(".")[0]
    columns = [key for key in (*edition.metrics, *edition.sums) if key.rpartition(".")[0] == row]
    start = columns.index(metric) if metric in columns else 0
    own = _known(base, expression)
    values = (_known(base, Expression.total([key])) for key in columns[start + 1 :] + columns[:start])
    return next((value for value in values if value is not None and value != own), None)


def _last_year(clean: Clean, base: Judged, expression: Expression) -> Decimal | None:
    sums = base.dossier.edition.sums

    def lookup(metric: str) -> Decimal:
        if metric in clean.last or metric not in sums:
            return clean.last[metric]
        return sums[metric].value(lookup)

    try:
        return expression.value(lookup)
    except KeyError:
        return None


def _others(clean: Clean, base: Judged, expression: Expression) -> dict[str, Decimal | None]:
    return {"other column": _sibling(base, expression), "last year": _last_year(clean, base, expression)}


def _moved(base: Judged, changed: Judged, rests: Callable[[Run], bool]) -> tuple[str, ...]:
    """The verdicts that changed, came or went and do not rest on what was changed."""
    moved = []
    for key in sorted(base.runs.keys() | changed.runs.keys()):
        before, after = base.runs.get(key), changed.runs.get(key)
        states = [entry.outcome.value if entry else "not asked" for entry in (before, after)]
        if states[0] != states[1] and not any(entry and rests(entry) for entry in (before, after)):
            moved.append(f"{' '.join(key)}: {' -> '.join(states)}")
    return tuple(moved)


def _is_at(place: Place, other: Place) -> bool:
    return (place.block, place.cell) == (other.block, other.cell) and place.start <= other.start < place.end


def _cause(match: Match, changed: Judged, place: Place) -> str:
    """Why a changed claim is no finding: what became of the claims at its place."""
    there = [found for found in changed.dossier.matches if _is_at(found.claim.place, place)]
    same = [found for found in there if found.claim.metric == match.claim.metric]
    if not there:
        return "no claim found there any more"
    if not same:
        return f"read as {there[0].claim.metric}"
    if same[0].status is Status.CANNOT_TELL:
        return f"cannot tell: {same[0].explanation}"
    return f"{same[0].status.value} as {same[0].reading.expression}"


def _prose(clean: Clean, base: Judged, match: Match, sowing: Sowing) -> Iterator[Seeded]:
    """The number of a claim, written otherwise."""
    claim = match.claim
    written = written_at(base.document, claim.place, claim.value)
    others = _others(clean, base, match.reading.expression)
    for change in changes_of(written, claim.bound, others) if written else ():
        if claim.bound is Bound.EXACT and _means(base, match, change.value):
            sowing.harmless += 1
        else:
            yield _claim(clean, base, match, change)


def _claim(clean: Clean, base: Judged, match: Match, change: Change) -> Seeded:
    claim, edition, place = match.claim, base.dossier.edition, change.place
    readings = frozenset(str(reading.expression) for reading in claim.readings)
    changed = judge(with_text(base.document, place, change.text))
    caught = any(
        code in _CLAIM_RULES and _is_at(entry.subject.content.claim.place, place)
        for (code, _), entry in changed.findings.items()
    )
    values = frozenset(f"{value.normalize():f}" for value in (claim.value, change.value))
    stir = Stir(place, frozenset(), readings, values)
    moved = _moved(base, changed, lambda entry: rests_on(entry, stir, edition))
    return Seeded(
        clean.name, "prose", change.kind, family_of(claim.metric), claim.metric, base.document.text(place),
        change.text, claim.text, "" if caught else _cause(match, changed, place), moved,
    )  # fmt: skip


def _cells(clean: Clean, base: Judged, most: int | None, sowing: Sowing) -> Iterator[Seeded]:
    """The cells that claims agree with, each once; of a claim on a sum of cells the first ``most``."""
    report, edition = base.dossier.report, base.dossier.edition
    claims: dict[str, list[Match]] = {}
    for match in base.links:
        parts = sorted(leaves(edition, match.reading.expression) & report.figures.keys())
        for metric in parts[:most]:
            claims.setdefault(metric, []).append(match)
    doubted = {doubt.table for doubt in report.doubts}
    tables = {metric: form.key for form in edition.tables for metric in form.metrics}
    for number, (metric, matches) in enumerate(claims.items()):
        figure = report.figures[metric]
        if figure.place.cell is None or tables[metric] in doubted:
            sowing.left += 1
            continue
        written = written_at(base.document, figure.place, figure.value or Decimal(0))
        if figure.value is None or figure.value < 0 or written is None:
            continue
        bound = min((match.claim.bound for match in matches), key=lambda bound: bound is not Bound.EXACT)
        changes = list(changes_of(written, bound, _others(clean, base, Expression.total([metric]))))
        if most is not None:
            changes = changes[number % max(len(changes), 1) :][:1]
        for change in changes:
            yield from _cell(clean, base, metric, matches, change, sowing)


def _cell(
    clean: Clean, base: Judged, metric: str, matches: list[Match], change: Change, sowing: Sowing
) -> Iterator[Seeded]:
    edition, figure = base.dossier.edition, base.dossier.report.figures[metric]
    metrics = affected(base.dossier.report, metric)
    changed = judge(with_text(base.document, change.place, change.text))

    values = {_known(judged, Expression.total([part])) for judged in (base, changed) for part in metrics}
    written = frozenset(f"{value.normalize():f}" for value in values if value is not None)
    stir = Stir(change.place, metrics, frozenset(), written)

    def rests(entry: Run) -> bool:
        return rests_on(entry, stir, edition)

    caught = any(
        rests(entry) and (key not in base.findings or base.findings[key].evidence != entry.evidence)
        for key, entry in changed.findings.items()
    )
    states = [
        match for match in changed.dossier.matches
        if any(metrics & leaves(edition, reading.expression) for reading in match.claim.readings)
    ]  # fmt: skip
    if not caught and states and all(match.status in AGREEING for match in states):
        if any(match.claim.bound is Bound.EXACT for match in states) or change.kind not in COARSE:
            sowing.harmless += 1
            return
    seen = {f"{match.status.value} {match.claim.metric} {match.explanation}".strip() for match in states}
    yield Seeded(
        clean.name, "cell", change.kind, family_of(metric), metric, figure.raw.strip(), change.text,
        matches[0].claim.text, "" if caught else "; ".join(sorted(seen)) or "no claim on the cell any more",
        _moved(base, changed, rests),
    )  # fmt: skip


def sow(reports: Iterator[Clean], most: int | None = None) -> Sowing:
    """Every error in every report; with ``most`` that many cells of a claim, each changed in one way only."""
    sowing = Sowing()
    for clean in reports:
        base = judge(clean.document)
        sowing.reports += 1
        sowing.errors += [
            (clean.name, f"{entry.rule.code} {entry.evidence.message if entry.evidence else ''}")
            for entry in base.findings.values()
            if entry.rule.severity is Severity.ERROR
        ]
        links = base.links
        sowing.links += len(links)
        for match in links:
            sowing.seeded += _prose(clean, base, match, sowing)
        sowing.seeded += _cells(clean, base, most, sowing)
    return sowing
