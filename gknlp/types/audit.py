"""What an audit comes to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gknlp.types.document import Document
from gknlp.types.dossier import Dossier
from gknlp.types.report import Report
from gknlp.types.rule import Outcome, Run


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken for one finding."""

    code: str
    subject: str
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One item of the rubric. ``points`` is None where nothing of it could be assessed; ``assessed`` is the share
    (0 to 1) of its checks that could be."""

    key: str
    name: str
    of: Decimal
    points: Decimal | None
    assessed: Decimal
    deductions: tuple[Deduction, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Points won of points assessable. ``of`` is the rubric's full total, ``assessed`` the share of it (0 to 1) that
    could be assessed; points that could not be assessed are neither won nor lost."""

    rubric: str
    points: Decimal
    of: Decimal
    assessed: Decimal
    items: tuple[ScoreItem, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file, read. ``file`` is the path as given on the command line."""

    file: str
    document: Document
    report: Report


@dataclass(frozen=True, slots=True)
class Audit:
    """One report, judged. ``file`` is the path as given on the command line."""

    file: str
    document: Document
    dossier: Dossier
    runs: tuple[Run, ...]
    scorecard: Scorecard
    fingerprints: tuple[str, ...]
    """One for each of ``findings``: stays the same while the fault stays the same."""

    @property
    def findings(self) -> tuple[Run, ...]:
        """The breached runs: errors first, then by rule code and place."""
        return tuple(run for run in self.runs if run.outcome is Outcome.BREACHED)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, with one Chinese line that says why."""

    file: str
    error: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The audits of one call and the files that failed, in the order of their paths. ``remarks`` are Chinese lines on the
    batch as a whole."""

    audits: tuple[Audit, ...]
    failures: tuple[Failure, ...]
    remarks: tuple[str, ...] = ()
