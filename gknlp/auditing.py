"""From a file to an audit: the one place that sees all steps."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gknlp.attributing import attribute
from gknlp.parsing import parse
from gknlp.readers import read, read_bytes
from gknlp.reconciling import reconcile
from gknlp.rules import RULES, run
from gknlp.scoring import rubric, score
from gknlp.types.audit import Audit
from gknlp.types.document import Document
from gknlp.types.dossier import Dossier
from gknlp.types.rule import Outcome, Rule, Run, Severity

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
    return _audit(read(path), file or str(path), select)


def audit_bytes(content: bytes, name: str, *, file: str, select: tuple[str, ...] = ()) -> Audit:
    """As ``audit``, of the ``content`` of a file called ``name``."""
    return _audit(read_bytes(content, name), file, select)


def _audit(document: Document, file: str, select: tuple[str, ...]) -> Audit:
    dossier = reconcile(parse(document))
    runs = tuple(sorted(run(dossier, chosen(select)), key=_rank))
    prints = [fingerprint(dossier, entry) if entry.outcome is Outcome.BREACHED else "" for entry in runs]
    runs = attribute(dossier, runs)  # what it adds to the evidence is no part of a fingerprint
    found = [(text, entry.cause) for text, entry in zip(prints, runs, strict=True) if text]
    own = tuple(text for text, cause in found if not cause)
    return Audit(
        file, document, dossier, runs, score(runs, rubric()), own, tuple(text for text, cause in found if cause)
    )
