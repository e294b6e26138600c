"""All that a rule may look at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from gknlp.errors import NotAssessable
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
class Dossier:
    """A report and what was found by comparing: the only thing a rule sees."""

    report: Report
    last: Report | None = None
    matches: tuple[Match, ...] = ()
    repeats: tuple[Repeat, ...] = ()

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
