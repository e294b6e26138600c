"""What a verdict rests on: the places and the metrics that its subject names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from gknlp.types.document import Place
from gknlp.types.dossier import Check
from gknlp.types.edition import Edition, SectionForm, TableForm
from gknlp.types.expression import Expression
from gknlp.types.report import Report
from gknlp.types.rule import Run

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WHOLES = (Report, Edition, TableForm, SectionForm)
"""Subjects that hold everything: what they rest on is said by the evidence alone."""


def leaves(edition: Edition, expression: Expression) -> frozenset[str]:
    """The metrics with a cell that an expression comes to."""
    found: set[str] = set()
    for metric in expression.metrics:
        found |= leaves(edition, edition.sums[metric]) if metric in edition.sums else {metric}
    return frozenset(found | set(expression.metrics))


def affected(report: Report, metric: str) -> frozenset[str]:
    """The metrics that change with a cell: itself, the sums that it is part of, blank cells derived from it."""
    found = {metric}
    identities = {identity.key: identity for identity in report.edition.identities}
    while True:
        more = {key for key, expression in report.edition.sums.items() if found & leaves(report.edition, expression)}
        for key, derived in report.derived.items():
            identity = identities.get(derived.identity)
            if identity and found & {part for side in (identity.relation.left, identity.relation.right)
                                     for part in leaves(report.edition, side)}:  # fmt: skip
                more.add(key)
        if more <= found:
            return frozenset(found)
        found |= more


def named_in(content: object) -> Iterator[Place | Expression]:
    """The places and expressions anywhere inside the subject of a rule."""
    if isinstance(content, Place | Expression):
        yield content
    elif isinstance(content, tuple):
        for entry in content:
            yield from named_in(entry)
    elif is_dataclass(content) and not isinstance(content, _WHOLES):
        for field in fields(content):
            yield from named_in(getattr(content, field.name))


def _holds(place: Place, changed: Place) -> bool:
    same = (place.block, place.cell) == (changed.block, changed.cell)
    return same and place.start <= changed.start and changed.start < max(place.end, place.start + 1)


@dataclass(frozen=True, slots=True)
class Stir:
    """What a change stirs: the number at ``place``; cells of ``metrics``; claims of ``readings``; the ``values`` before
    and after, by which a share or a growth rate that is computed again names what it rests on."""

    place: Place
    metrics: frozenset[str]
    readings: frozenset[str]
    values: frozenset[str]


def _computes_with(check: Check, values: frozenset[str]) -> bool:
    return any(values & set(_NUMBER.findall(candidate.formula)) for candidate in check.candidates)


def rests_on(run: Run, stir: Stir, edition: Edition) -> bool:
    """Whether a verdict looks at something that a change stirs."""
    content = run.subject.content
    if isinstance(content, Check) and _computes_with(content, stir.values):
        return True
    named = list(named_in(content)) + list(run.evidence.places if run.evidence else ())
    return any(
        _holds(entry, stir.place)
        if isinstance(entry, Place)
        else str(entry) in stir.readings or bool(stir.metrics & leaves(edition, entry))
        for entry in named
    )
