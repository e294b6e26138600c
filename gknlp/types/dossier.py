"""All that a rule may look at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from gknlp.errors import NotAssessable
from gknlp.types.document import Place
from gknlp.types.edition import Edition
from gknlp.types.expression import LAST
from gknlp.types.report import Claim, Reading, Report


class Status(Enum):
    """How a claim stands to the table."""

    AGREES = "agrees"
    AGREES_OTHERWISE = "agrees_otherwise"
    DIFFERS = "differs"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Match:
    """A claim beside the table. ``reading`` is the one it agrees with, or else the likeliest; ``expected`` the table's
    value under that reading, None where it cannot be told. ``explanation`` is Chinese."""

    claim: Claim
    reading: Reading
    status: Status
    expected: Decimal | None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Claims of one metric in several places of a report, exact values only, in order of place."""

    key: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that the figures give: ``formula`` says of what (Chinese: 表中275÷805)."""

    formula: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Check:
    """A share, a rate or a change computed again. ``kind`` is ``share``, ``rate``, ``growth`` or ``direction``; ``stated``
    is what the prose says; ``candidates`` what the figures give, likeliest first; ``is_cut`` that the stated share is the
    right one cut off, not rounded. The first of ``places`` is what was checked. ``explanation`` is Chinese."""

    kind: str
    text: str
    stated: str
    candidates: tuple[Candidate, ...]
    status: Status
    explanation: str = ""
    places: tuple[Place, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """A report and what was found by comparing: the only thing a rule sees."""

    report: Report
    last: Report | None = None
    matches: tuple[Match, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def edition(self) -> Edition:
        """The edition of the form that the report follows."""
        return self.report.edition

    def stated(self, metric: str) -> Decimal:
        """The value printed for ``metric``; ``last.`` asks last year's report. Raises NotAssessable."""
        if metric.startswith(LAST):
            if self.last is None:
                raise NotAssessable("没有上年报告")
            return self.last.stated(metric.removeprefix(LAST))
        return self.report.stated(metric)

    def known(self, metric: str) -> Decimal:
        """As ``stated``, with blank cells that the identities prove. Raises NotAssessable."""
        if metric.startswith(LAST):
            return self.stated(metric)
        return self.report.known(metric)
