"""From a file to an audit: the one place that sees all steps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from gknlp.pairing import pair
from gknlp.parsing import parse
from gknlp.readers import read, read_bytes
from gknlp.reconciling import reconcile
from gknlp.rules import RULES, run
from gknlp.scoring import rubric, score
from gknlp.types.audit import Audit, Parsed
from gknlp.types.document import Document
from gknlp.types.dossier import ALONE, Dossier, Kin
from gknlp.types.rule import Outcome, Rule, Run, Severity
from gknlp.types.units import NOTHING_TOLD, Registry

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def chosen(select: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules whose codes begin with one of ``select``; all of them where it is empty."""
    return tuple(rule for rule in RULES if not select or rule.code.startswith(select))


def _rank(entry: Run) -> tuple[int, int, str, tuple[int, int]]:
    first = entry.evidence.places[0] if entry.evidence and entry.evidence.places else None
    position = (first.block, first.start) if first else (-1, 0)
    breached = entry.outcome is not Outcome.BREACHED
    return (breached, _ORDER[entry.rule.severity], entry.rule.code, position)


def fingerprint(dossier: Dossier, entry: Run) -> str:
    """What stays the same while a fault stays the same: agency, year, code, subject and the values compared."""
    masthead = dossier.report.masthead
    values = [f"{name}={value}" for name, value in entry.evidence.values] if entry.evidence else []
    text = "\x1f".join([masthead.agency, str(masthead.year), entry.rule.code, entry.subject.key, *values])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def audit(path: Path | str, *, file: str | None = None, select: tuple[str, ...] = ()) -> Audit:
    """Audit the report at ``path``; ``file`` is what to call it in the output (the path as given by default).

    Of an archive the only report in it. Raises UnreadableDocument where the file cannot be read or holds no annual
    report.
    """
    return judge(parsed(read(path), file or str(path)), select=select)


def parsed(document: Document, file: str) -> Parsed:
    """What ``document`` states. Raises UnreadableDocument where it is no annual report."""
    return Parsed(file, document, parse(document))


def parsed_bytes(content: bytes, name: str, *, file: str) -> Parsed:
    """As ``parsed``, of the ``content`` of a file called ``name``."""
    return parsed(read_bytes(content, name), file)


def audit_bytes(content: bytes, name: str, *, file: str, select: tuple[str, ...] = ()) -> Audit:
    """As ``audit``, of the ``content`` of a file called ``name``."""
    return judge(parsed_bytes(content, name, file=file), select=select)


def judge(entry: Parsed, kin: Kin = ALONE, *, select: tuple[str, ...] = ()) -> Audit:
    """Ask the rules about a report and score it; ``kin`` are the reports of the batch that belong to it."""
    dossier = reconcile(entry.report, kin)
    runs = tuple(sorted(run(dossier, chosen(select)), key=_rank))
    prints = tuple(fingerprint(dossier, found) for found in runs if found.outcome is Outcome.BREACHED)
    return Audit(entry.file, entry.document, dossier, runs, score(runs, rubric()), prints)


def judge_all(
    entries: Sequence[Parsed], registry: Registry = NOTHING_TOLD, *, select: tuple[str, ...] = ()
) -> tuple[tuple[Audit, ...], tuple[str, ...]]:
    """Audit the reports of a batch, each beside those of the same unit and of the units below it; and Chinese lines on
    what could not be paired."""
    kins, remarks = pair([entry.report for entry in entries], registry)
    return tuple(judge(entry, kin, select=select) for entry, kin in zip(entries, kins, strict=True)), remarks
