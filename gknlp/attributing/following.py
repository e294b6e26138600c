"""What else goes away where a fault is mended: claims beside a wrong cell, and what an empty section or an old form brings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from gknlp.attributing.forms import Forms
from gknlp.attributing.mending import Move, Stated
from gknlp.errors import NotAssessable
from gknlp.parsing.deriving import derive
from gknlp.reconciling import reconcile
from gknlp.types.dossier import Check, Dossier, Match, Repeat, Status
from gknlp.types.report import TOLD, Bound, Breakdown, Claim, Report
from gknlp.types.rule import Run

_Content = TypeVar("_Content")
_SETTLED = (Status.AGREES, Status.AGREES_OTHERWISE)


def stated_amounts(forms: Forms, runs: Iterable[Run]) -> Stated:
    """By how much cells would have to change to be what claims that now differ from the table state exactly."""
    exact = []
    for run in runs:
        match = run.subject.content
        if isinstance(match, Match) and match.claim.bound is Bound.EXACT and not match.claim.period:
            form = forms.of_expression(match.reading.expression)
            exact += [(form, match.claim.value)] if form is not None and form.value == match.expected else []

    def stated(cells: tuple[str, ...]) -> set[Decimal]:
        counts = ((form, value, sum(form.cells.get(cell, 0) for cell in cells)) for form, value in exact)
        return {(value - form.value) / times for form, value, times in counts if times}

    return stated


def mended(dossier: Dossier, move: Move) -> Dossier:
    """The dossier with the cells of ``move`` put right, all that rests on them computed anew."""
    report: Report = dossier.report
    figures = dict(report.figures)
    for cell in move.cells:
        figures[cell] = replace(figures[cell], value=report.stated(cell) + move.amount)
    told = {cell: derived for cell, derived in report.derived.items() if derived.identity == TOLD}
    fresh = replace(report, figures=figures, derived=told | derive(report.edition, figures))
    again = reconcile(fresh, dossier.kin)
    return replace(dossier, report=fresh, matches=again.matches, repeats=again.repeats, checks=again.checks)


def corrected(dossier: Dossier, match: Match) -> Dossier:
    """The dossier with a claim put right: it states what the table has."""
    assert match.expected is not None
    wrong, right = match.claim, replace(match.claim, value=match.expected)

    def of(claim: Claim) -> Claim:
        return right if claim is wrong else claim

    matches = tuple(
        replace(other, claim=right, status=Status.AGREES) if other.claim is wrong else other
        for other in dossier.matches
    )
    repeats = tuple(replace(repeat, claims=tuple(map(of, repeat.claims))) for repeat in dossier.repeats)
    breakdowns = tuple(_with(breakdown, wrong, match.expected) for breakdown in dossier.report.breakdowns)
    report = replace(dossier.report, breakdowns=breakdowns)
    return replace(dossier, report=report, matches=matches, repeats=repeats)


def _with(breakdown: Breakdown, claim: Claim, value: Decimal) -> Breakdown:
    if breakdown.place == claim.place and breakdown.total == claim.value:
        return replace(breakdown, total=value)
    parts = tuple(
        replace(part, value=value) if part.place == claim.place and part.value == claim.value else part
        for part in breakdown.parts
    )
    return breakdown if parts == breakdown.parts else replace(breakdown, parts=parts)


def goes(dossier: Dossier, changed: Dossier, run: Run) -> bool:
    """Whether a finding of the prose is gone in the ``changed`` dossier: asked again, its rule finds nothing."""
    content = run.subject.content
    if isinstance(content, Match):
        match = _beside(dossier.matches, changed.matches, content)
        return match is not None and match.status in _SETTLED
    if isinstance(content, Check):
        return any(
            check.kind == content.kind and check.places == content.places and check.text == content.text
            and check.status in _SETTLED
            for check in changed.checks
        )  # fmt: skip
    same: Repeat | Breakdown | None = None
    if isinstance(content, Repeat):
        same = _beside(dossier.repeats, changed.repeats, content)
    elif isinstance(content, Breakdown):
        same = _beside(dossier.report.breakdowns, changed.report.breakdowns, content)
    try:
        return same is not None and run.rule.check(changed, same) is None
    except NotAssessable:
        return False


def _beside(before: tuple[_Content, ...], after: tuple[_Content, ...], one: _Content) -> _Content | None:
    """What stands in the place of ``one`` afterwards."""
    return next((new for old, new in zip(before, after, strict=True) if old is one), None)


@dataclass(frozen=True, slots=True)
class Following:
    """A finding that brings another with it: the codes of both, and whether it does so here."""

    cause: str
    follower: str
    applies: Callable[[Run, Run], bool]


def _same_section(cause: Run, follower: Run) -> bool:
    """Whether the follower speaks of the section that the cause finds empty or missing: of its title, or of its key."""
    key = cause.subject.key.partition("/")[0]
    if follower.subject.section:
        return follower.subject.section == key
    places = [run.evidence.places[:1] for run in (cause, follower) if run.evidence]
    return bool(places[0]) and places[0] == places[-1]


def _cites_the_old_form(_: Run, follower: Run) -> bool:
    """Whether it is the notice of the old form that is cited, not the regulation of 2008."""
    values: Mapping[str, str] = dict(follower.evidence.values) if follower.evidence else {}
    return "〔2019〕60号" in values.get("所引", "")


def _always(_: Run, follower: Run) -> bool:
    return follower.evidence is not None


def _safeguards(cause: Run, _: Run) -> bool:
    """Whether it is 监督保障 that nothing is said of: the results of supervision are told there."""
    return cause.subject.key == "safeguards"


def _same_change(cause: Run, follower: Run) -> bool:
    """Whether a wrong word of direction and a wrong size are those of one and the same change."""
    one, other = cause.subject.content, follower.subject.content
    return isinstance(one, Check) and isinstance(other, Check) and one.text == other.text and bool(
        set(one.places) & set(other.places)
    )  # fmt: skip


def _same_words(cause: Run, follower: Run) -> bool:
    """Whether both speak of the same words."""
    ours, theirs = (run.evidence.places if run.evidence else () for run in (cause, follower))
    return any(one.overlaps(other) for one in ours for other in theirs)


FOLLOWINGS = (
    Following("CLM007", "CLM006", _same_change),  # an increase that was none has no size either
    Following("SEC001", "NAR", _same_section),  # what is not there at all cannot speak of its topics
    Following("SEC002", "NAR", _same_section),  # nor can what is empty
    Following("NAR003", "NAR013", _always),  # the last section says nothing of the fee, so nothing of its notices
    Following("NAR005", "NAR007", _safeguards),
    Following("TAB004", "NAR004", _cites_the_old_form),  # who fills in the old form cites the notice that it came with
    Following("REU005", "TXT003", _same_words),  # a name, a word for itself and a year that came with what was copied
    Following("REU005", "TXT008", _same_words),
    Following("REU006", "TXT001", _same_words),
    Following("REU006", "TXT002", _same_words),
    Following("NAR011", "REU003", _same_words),  # where all is as before, so is each problem and each remedy
    Following("NAR011", "REU004", _same_words),
)
"""What one fault of the text brings with it. The codes of followers are whole ones or the family's letters."""
