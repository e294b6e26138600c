"""Identities as sums of printed cells: what changes where a cell does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gknlp.errors import NotAssessable
from gknlp.types.dossier import Dossier
from gknlp.types.edition import Identity
from gknlp.types.expression import LAST, RELATIONS, Expression
from gknlp.types.report import Report

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Form:
    """A relation as ``value`` (left less right, as printed), its ``sign`` to nothing, and how often each cell counts
    in it."""

    value: Decimal
    sign: str
    cells: Mapping[str, int]

    def holds(self, change: Decimal = _NONE) -> bool:
        """Whether it holds where ``change`` is added to its value."""
        return RELATIONS[self.sign](self.value + change, _NONE)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a dossier. Cells that are blank and were derived stand for the cells that prove them."""

    dossier: Dossier
    identities: Mapping[str, Identity]
    proving: Mapping[str, list[str]]
    """By the key of an identity, the blank cells that it proves."""

    @classmethod
    def of_dossier(cls, dossier: Dossier, identities: Iterable[Identity]) -> Forms:
        """The forms of ``identities``."""
        proving: dict[str, list[str]] = {}
        for metric, derived in dossier.report.derived.items():
            proving.setdefault(derived.identity, []).append(metric)
        return cls(dossier, {identity.key: identity for identity in identities}, proving)

    @property
    def report(self) -> Report:
        """The report that they are of."""
        return self.dossier.report

    def of(self, identity: Identity) -> Form | None:
        """The form of an identity, None where it cannot be told."""
        relation = identity.relation
        try:
            left, right = self.expanded(relation.left), self.expanded(relation.right)
        except NotAssessable:
            return None
        return self._form(_plus(left, right, -1), relation.sign)

    def of_expression(self, expression: Expression) -> Form | None:
        """An expression as a form, None where it has no value."""
        try:
            return self._form(self.expanded(expression), "=")
        except NotAssessable:
            return None

    def bounds(self) -> Iterable[Form]:
        """What must stay true for the derived cells: none is negative, and those that are 0 because nothing was left
        for them find nothing again."""
        for key, metrics in self.proving.items():
            if len(metrics) == 1:
                yield self._form(self._cell(metrics[0]), ">=")
            elif (form := self.of(self.identities[key])) is not None:
                yield form

    def expanded(self, expression: Expression) -> tuple[Decimal, dict[str, int]]:
        """A constant and how often each printed cell counts. Raises NotAssessable."""
        result: tuple[Decimal, dict[str, int]] = (expression.constant, {})
        for sign, metric in expression.terms:
            result = _plus(result, self._cell(metric), sign)
        return result

    def _cell(self, metric: str) -> tuple[Decimal, dict[str, int]]:
        if metric.startswith(LAST):
            return self.dossier.known(metric), {}
        if metric in self.report.derived:
            return self._derived(metric)
        expression = self.dossier.edition.sums.get(metric)
        if expression is not None and metric not in self.report.figures:
            return self.expanded(expression)
        self.report.stated(metric)
        return _NONE, {metric: 1}

    def _derived(self, metric: str) -> tuple[Decimal, dict[str, int]]:
        """The cells that prove a blank one; it is 0 for good where it was proved to be so together with others."""
        derived = self.report.derived[metric]
        identity = self.identities.get(derived.identity)
        if identity is None or len(self.proving[derived.identity]) > 1:
            return derived.value, {}
        relation, own = identity.relation, 0
        rest: tuple[Decimal, dict[str, int]] = (relation.left.constant - relation.right.constant, {})
        for side, outer in ((relation.left, 1), (relation.right, -1)):
            for sign, part in self._leaves(side, outer):
                if part == metric:
                    own += sign
                else:
                    rest = _plus(rest, self._cell(part), sign)
        return _plus((_NONE, {}), rest, -own) if abs(own) == 1 else (derived.value, {})

    def _leaves(self, expression: Expression, outer: int) -> Iterable[tuple[int, str]]:
        sums = self.dossier.edition.sums
        for sign, metric in expression.terms:
            if metric in sums and metric not in self.report.figures:
                yield from self._leaves(sums[metric], outer * sign)
            else:
                yield outer * sign, metric

    def _form(self, parts: tuple[Decimal, dict[str, int]], sign: str) -> Form:
        value, cells = parts
        value = sum((self.report.stated(cell) * times for cell, times in cells.items()), value)
        return Form(value, sign, {cell: times for cell, times in cells.items() if times})


def _plus(
    first: tuple[Decimal, dict[str, int]], second: tuple[Decimal, dict[str, int]], sign: int
) -> tuple[Decimal, dict[str, int]]:
    cells = dict(first[1])
    for cell, times in second[1].items():
        cells[cell] = cells.get(cell, 0) + sign * times
    return first[0] + sign * second[0], cells
