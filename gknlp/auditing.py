"""From a file to an audit: the one place that sees all steps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from gknlp import waiving
from gknlp.attributing import attribute
from gknlp.pairing import lineage, pair, unit_of
from gknlp.parsing import parse
from gknlp.readers import read, read_bytes
from gknlp.reconciling import reconcile
from gknlp.rules import RULES, run
from gknlp.scoring import load, score
from gknlp.settings import rules_of, told
from gknlp.types.audit import Audit, Batch, Parsed
from gknlp.types.document import Document
from gknlp.types.dossier import ALONE, Dossier, Kin
from gknlp.types.reuse import Elsewhere
from gknlp.types.rubric import Rubric
from gknlp.types.rule import Outcome, Rule, Run
from gknlp.types.settings import DEFAULTS, Settings
from gknlp.types.units import NOTHING_TOLD, Registry

NATIONAL = "national"
_ON_TEXTS = "REU"
_SHARED = Decimal("0.5")
"""Of a section, from which on a rule may speak of it."""


@cache
def scheme_of(which: str = "") -> Rubric:
    """The rubric of that name or file, the national default where it is "". Raises FaultyData."""
    return load(which or NATIONAL, tuple(rule.code for rule in RULES))


def _rank(entry: Run) -> tuple[int, int, str, tuple[int, int]]:
    first = entry.evidence.places[0] if entry.evidence and entry.evidence.places else None
    position = (first.block, first.start) if first else (-1, 0)
    breached = entry.outcome is not Outcome.BREACHED
    return (breached, entry.rule.severity.rank, entry.rule.code, position)


def fingerprint(dossier: Dossier, entry: Run) -> str:
    """What stays the same while a fault stays the same: agency, year, code, subject and the values compared."""
    masthead = dossier.report.masthead
    values = [f"{name}={value}" for name, value in entry.evidence.values] if entry.evidence else []
    text = "\x1f".join([masthead.agency, str(masthead.year), entry.rule.code, entry.subject.key, *values])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def audit(
    path: Path | str, *, file: str | None = None, select: tuple[str, ...] = (), scheme: Rubric | None = None
) -> Audit:
    """Audit the report at ``path``; ``file`` is what to call it in the output (the path as given by default),
    ``scheme`` the rubric to score it by (the national default where None).

    Of an archive the only report in it. Raises UnreadableDocument where the file cannot be read or holds no annual
    report.
    """
    return judge(parsed(read(path), file or str(path)), rules=rules_of(Settings(select=select)), scheme=scheme)


def parsed(document: Document, file: str) -> Parsed:
    """What ``document`` states. Raises UnreadableDocument where it is no annual report."""
    return Parsed(file, document, parse(document))


def parsed_bytes(content: bytes, name: str, *, file: str) -> Parsed:
    """As ``parsed``, of the ``content`` of a file called ``name``."""
    return parsed(read_bytes(content, name), file)


def audit_bytes(
    content: bytes, name: str, *, file: str, select: tuple[str, ...] = (), scheme: Rubric | None = None
) -> Audit:
    """As ``audit``, of the ``content`` of a file called ``name``."""
    return judge(parsed_bytes(content, name, file=file), rules=rules_of(Settings(select=select)), scheme=scheme)


def judge(
    entry: Parsed,
    kin: Kin = ALONE,
    elsewhere: Elsewhere | None = None,
    *,
    rules: tuple[Rule, ...] = RULES,
    scheme: Rubric | None = None,
) -> Audit:
    """Ask the rules about a report and score it; ``kin`` are the reports of the batch that belong to it, ``elsewhere``
    what of it stands in others of the batch."""
    dossier = replace(reconcile(entry.report, kin), elsewhere=elsewhere)
    runs = tuple(sorted(run(dossier, rules), key=_rank))
    prints = [fingerprint(dossier, found) if found.outcome is Outcome.BREACHED else "" for found in runs]
    runs = attribute(dossier, runs)  # what it adds to the evidence is no part of a fingerprint
    found = [(text, one.cause) for text, one in zip(prints, runs, strict=True) if text]
    own = tuple(text for text, cause in found if not cause)
    folded = tuple(text for text, cause in found if cause)
    return Audit(entry.file, entry.document, dossier, runs, score(runs, scheme or scheme_of()), own, folded)


def judge_all(
    entries: Sequence[Parsed], settings: Settings = DEFAULTS, jobs: int = 1
) -> tuple[tuple[Audit, ...], tuple[str, ...]]:
    """Audit the reports of a batch, each beside those of the same unit and of the units below it, and its text beside
    that of all others (by ``jobs`` processes); and Chinese lines on what could not be paired."""
    kins, remarks = pair([entry.report for entry in entries], settings.registry)
    rules, scheme = rules_of(settings), scheme_of(settings.rubric)
    needs_texts = any(rule.code.startswith(_ON_TEXTS) for rule in rules)
    elsewhere = shared(entries, settings.registry, jobs) if needs_texts else (None,) * len(entries)
    told = zip(entries, kins, elsewhere, strict=True)
    return tuple(judge(entry, kin, there, rules=rules, scheme=scheme) for entry, kin, there in told), remarks


def shared(entries: Sequence[Parsed], registry: Registry = NOTHING_TOLD, jobs: int = 1) -> tuple[Elsewhere | None, ...]:
    """What of each report of a batch stands in others of it; None for a report alone."""
    if len(entries) < 2:
        return (None,) * len(entries)
    from gknlp.reuse import elsewhere_of, find, writing_of  # not needed for one report, and slow to load

    names = lineage(registry)
    writings = [writing_of(entry, unit_of(entry.report, names)) for entry in entries]
    return elsewhere_of(find(writings, _SHARED, jobs=jobs), writings)


def finish(batch: Batch, settings: Settings, today: date) -> Batch:
    """``batch`` with the waivers that hold on the day ``today`` (scored anew where one counts), and remarks on the
    settings and on waivers that are of no use."""
    asked = {rule.code for rule in rules_of(settings)}
    waivers = [waiver for waiver in settings.waivers if waiver.code in asked]
    runs, remarks = waiving.apply(waivers, batch.audits, today, settings.registry)
    scheme = scheme_of(settings.rubric)
    audits = tuple(
        replace(audit, runs=found, scorecard=score(found, scheme)) if any(run.waived for run in found) else audit
        for audit, found in zip(batch.audits, runs, strict=True)
    )
    return replace(batch, audits=audits, remarks=(*told(settings), *batch.remarks, *remarks))
