"""What an audit comes to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gknlp.types.document import Document
from gknlp.types.dossier import Dossier
from gknlp.types.report import Report
from gknlp.types.rubric import Origin
from gknlp.types.rule import Outcome, Run

_SHARE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Deduction:
    """What one finding costs. ``subject`` is the key of what it is about and ``name`` its Chinese name. ``cost`` is what the rubric asks for it, ``points`` what was taken of the item's full
    points, ``lost`` what that comes to in the points assessable; ``limit`` says in Chinese why ``points`` is less than
    ``cost`` (a cap, a group, a doubt, a cause), "" where it is not."""

    code: str
    subject: str
    name: str
    line: str
    cost: Decimal
    points: Decimal
    lost: Decimal
    reason: str
    limit: str


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One item of the rubric. ``of`` are its points, ``assessable`` those of them that its checks could speak for,
    ``points`` what is left of these (None where nothing could be assessed). ``settled`` of ``checks`` checks came to a
    verdict; ``open`` says in Chinese why the others did not and how many; ``by_hand`` names what people must judge."""

    key: str
    name: str
    of: Decimal
    assessable: Decimal
    points: Decimal | None
    checks: int
    settled: int
    deductions: tuple[Deduction, ...]
    open: tuple[tuple[str, int], ...]
    by_hand: tuple[str, ...]
    origin: Origin
    is_bonus: bool

    @property
    def assessed(self) -> Decimal:
        """The share (0 to 1) of its points that could be assessed."""
        return (self.assessable / self.of).quantize(_SHARE, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """``points`` won of ``assessable``, in a rubric of ``of``; points that could not be assessed are neither won nor
    lost."""

    rubric: str
    points: Decimal
    assessable: Decimal
    of: Decimal
    items: tuple[ScoreItem, ...]

    @property
    def assessed(self) -> Decimal:
        """The share (0 to 1) of the rubric that could be assessed."""
        return (self.assessable / self.of).quantize(_SHARE, ROUND_HALF_UP)

    @property
    def share(self) -> Decimal | None:
        """Points won of points assessable (0 to 1); None where nothing could be assessed."""
        if not self.assessable:
            return None
        return (self.points / self.assessable).quantize(_SHARE, ROUND_HALF_UP)


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
    folded: tuple[str, ...] = ()
    """As ``fingerprints``, one for each of the breached runs that follow from another, in the order of ``runs``."""

    @property
    def findings(self) -> tuple[Run, ...]:
        """The breached runs that follow from no other: errors first, then by rule code and place."""
        return tuple(run for run in self.runs if run.outcome is Outcome.BREACHED and not run.cause)

    def consequences(self, finding: Run) -> tuple[Run, ...]:
        """The breached runs that follow from ``finding``."""
        return tuple(run for run in self.runs if run.cause and run.cause == finding.label)

    @property
    def unwaived(self) -> tuple[Run, ...]:
        """The findings that count."""
        return tuple(run for run in self.findings if not run.waived)


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


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands among the others of its batch; a rank is None where it has none."""

    audit: Audit
    rank: int | None
    in_year: int | None
    in_kind: int | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranked reports in order, and ``apart`` those of which less than ``least`` (0 to 1) could be assessed."""

    least: Decimal
    ranked: tuple[Standing, ...]
    apart: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one rule costs by either rubric, in percentage points of the share, and the item where it stands."""

    code: str
    first_item: str
    first: Decimal
    second_item: str
    second: Decimal

    @property
    def change(self) -> Decimal:
        """By how much the second rubric gives a higher share."""
        return self.first - self.second


@dataclass(frozen=True, slots=True)
class Compared:
    """One report by two rubrics."""

    audit: Audit
    first: Scorecard
    second: Scorecard
    first_rank: int | None
    second_rank: int | None
    differences: tuple[Difference, ...]

    @property
    def change(self) -> Decimal | None:
        """By how many percentage points the second rubric's share is the higher; None where either has none."""
        if self.first.share is None or self.second.share is None:
            return None
        return (self.second.share - self.first.share) * 100
