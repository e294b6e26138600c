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
from gknlp.types.reuse import Elsewhere


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
class Kin:
    """What of a batch belongs to a report. ``earlier`` are the same unit's reports of earlier years, one a year, newest
    first; ``why_no_last`` says why the year before is not among them, or may not be compared ("" where it may: Chinese).
    ``children`` are the reports of the same year of the units below it, ``absent`` the names of those not at hand.
    ``doubt`` says why the two years may not be of the same whole ("" where nothing says so)."""

    earlier: tuple[Report, ...] = ()
    why_no_last: str = "没有上年报告"
    children: tuple[Report, ...] = ()
    absent: tuple[str, ...] = ()
    doubt: str = ""


ALONE = Kin()
"""What belongs to a report that is audited by itself."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A report and what was found by comparing: the only thing a rule sees. ``elsewhere`` is None where its text was
    compared with that of no other report."""

    report: Report
    kin: Kin = ALONE
    matches: tuple[Match, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    checks: tuple[Check, ...] = ()
    elsewhere: Elsewhere | None = None

    @property
    def earlier(self) -> tuple[Report, ...]:
        """The same unit's reports of earlier years, newest first."""
        return self.kin.earlier

    @property
    def last(self) -> Report | None:
        """The same unit's report of the year before, None where there is none to compare with."""
        return last_of(self.report, self.kin)

    def need_last(self) -> Report:
        """The same unit's report of the year before. Raises NotAssessable where there is none to compare with."""
        if self.last is None:
            raise NotAssessable(self.kin.why_no_last)
        return self.last

    @property
    def edition(self) -> Edition:
        """The edition of the form that the report follows."""
        return self.report.edition

    def stated(self, metric: str) -> Decimal:
        """The value printed for ``metric``; ``last.`` asks last year's report. Raises NotAssessable."""
        if metric.startswith(LAST):
            return self._last_with(metric.removeprefix(LAST)).stated(metric.removeprefix(LAST))
        return self.report.stated(metric)

    def known(self, metric: str) -> Decimal:
        """As ``stated``, with blank cells that the identities prove. Raises NotAssessable."""
        if metric.startswith(LAST):
            return self._last_with(metric.removeprefix(LAST)).known(metric.removeprefix(LAST))
        return self.report.known(metric)

    def _last_with(self, metric: str) -> Report:
        """Last year's report, of a form that has ``metric``. Raises NotAssessable."""
        last = self.need_last()
        form = last.edition
        if metric not in last.figures and metric not in form.metrics and metric not in form.sums:
            raise NotAssessable(f"上年报告用的是{form.name}，没有“{self.edition.name_of(metric)}”一项")
        return last


def last_of(report: Report, kin: Kin) -> Report | None:
    """The report of the year before among ``kin``, None where there is none to compare with."""
    year = report.masthead.year
    if kin.why_no_last or year is None:
        return None
    return next((earlier for earlier in kin.earlier if earlier.masthead.year == year - 1), None)
