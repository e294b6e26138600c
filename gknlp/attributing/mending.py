"""Which cell, put right, would make broken identities hold: exact arithmetic, no guess.

A move changes one cell, or a cell and the total of its row, by one and the same amount. It mends where every broken identity
that it touches holds afterwards and every other still does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gknlp.attributing.forms import Form, Forms
from gknlp.types.edition import Force, Identity

_WORTH = 2
"""A move that mends some of many must mend so many: one alone says nothing."""


Stated = Callable[[tuple[str, ...]], set[Decimal]]
"""By how much cells would have to change to be what the prose says."""


@dataclass(frozen=True, slots=True)
class Move:
    """Cells that change by ``amount``, and the keys of the broken identities that hold then."""

    cells: tuple[str, ...]
    amount: Decimal
    mended: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cause:
    """Broken identities that one wrong cell explains. ``moves`` are the ways to put it right, more than one where the
    figures leave it open; ``is_stated`` says that the prose has the right number."""

    keys: tuple[str, ...]
    moves: tuple[Move, ...]
    is_stated: bool = False


@dataclass(slots=True)
class Sheet:
    """The identities of a report, those that are broken and those that hold."""

    forms: Forms
    broken: dict[str, Form]
    stated: Stated
    holding: dict[str, list[Form]] = field(default_factory=dict)
    """By cell."""
    rows: list[Form] = field(default_factory=list)
    """Identities that hold, whose cells may change together."""

    @classmethod
    def of(cls, forms: Forms, broken: Iterable[Identity], stated: Stated) -> Sheet:
        """The sheet of the ``broken`` identities; all the others that must or should hold and do."""
        found = {identity.key: forms.of(identity) for identity in broken}
        sheet = cls(forms, {key: form for key, form in found.items() if form is not None and not form.holds()}, stated)
        figures = forms.report.figures
        for key, identity in forms.identities.items():
            if key in found or identity.force is Force.MAY or not identity.applies(figures):
                continue
            form = forms.of(identity)
            if form is not None and form.holds():
                sheet._keep(form)
                sheet.rows += [form] if form.sign == "=" else []
        for form in forms.bounds():
            sheet._keep(form)
        return sheet

    def _keep(self, form: Form) -> None:
        for cell in form.cells:
            self.holding.setdefault(cell, []).append(form)

    def settle(self, keys: Iterable[str]) -> None:
        """Take broken identities for mended from here on."""
        for key in keys:
            form = self.broken.pop(key)
            self._keep(Form(Decimal(0), form.sign, form.cells))

    def groups(self) -> Iterator[dict[str, Form]]:
        """The broken identities, those that share cells together."""
        left = dict(self.broken)
        while left:
            key = next(iter(left))
            group, cells = {key: left.pop(key)}, set(self.broken[key].cells)
            while near := [other for other, form in left.items() if not cells.isdisjoint(form.cells)]:
                for other in near:
                    group[other] = left.pop(other)
                    cells.update(group[other].cells)
            yield group

    def moves(self, group: Mapping[str, Form], sets: Iterable[tuple[str, ...]]) -> list[Move]:
        """The moves of ``sets`` of cells that mend something of ``group`` and break nothing."""
        return [move for cells in sets if (move := self._move(group, cells)) is not None]

    def _move(self, group: Mapping[str, Form], cells: tuple[str, ...]) -> Move | None:
        touched = {key: times for key, form in group.items() if (times := _times(form, cells))}
        amounts = {-group[key].value / times for key, times in touched.items() if group[key].sign == "="}
        amounts = amounts or (self.stated(cells) if touched else set())  # what must only be more or less gives no value
        if len(amounts) != 1:
            return None
        amount = amounts.pop()
        if not all(self._may_be(cell, amount) for cell in cells):
            return None
        if not all(group[key].holds(amount * times) for key, times in touched.items()):
            return None
        others = (form for cell in cells for form in self.holding.get(cell, ()))
        if not all(form.holds(amount * _times(form, cells)) for form in others):
            return None
        return Move(cells, amount, frozenset(touched))

    def _may_be(self, cell: str, amount: Decimal) -> bool:
        """Whether the form lets a cell be what it would be: a count is whole and not below 0."""
        value = self.forms.report.stated(cell) + amount
        column = cell.rpartition(".")[2]
        table = next((table for table in self.forms.dossier.edition.tables if cell in table.metrics), None)
        decimals, signed = (table.decimals, table.signed) if table else (frozenset(), frozenset())
        return (value == value.to_integral_value() or column in decimals) and (value >= 0 or column in signed)


def _times(form: Form, cells: tuple[str, ...]) -> int:
    return sum(form.cells.get(cell, 0) for cell in cells)


def causes(sheet: Sheet) -> list[Cause]:
    """What explains broken identities."""
    result: list[Cause] = []
    found = True
    while found:
        groups = [group for group in sheet.groups() if len(group) >= _WORTH]
        causes = [cause for group in groups for cause in _of_group(sheet, group)]
        for cause in causes:
            sheet.settle(cause.keys)
        result += causes
        found = bool(causes)
    for group in sheet.groups():
        if len(group) < _WORTH:
            result += _of_group(sheet, group)
    return result


def _of_group(sheet: Sheet, group: Mapping[str, Form]) -> list[Cause]:
    cells = dict.fromkeys(cell for form in group.values() for cell in form.cells)
    moves = sheet.moves(group, ((cell,) for cell in cells))
    stated = {move.cells for move in moves if move.amount in sheet.stated(move.cells)}
    whole = [move for move in moves if len(move.mended) == len(group)]
    if whole:
        return [_cause(whole, stated)]
    chosen = [move for move in moves if len(move.mended) >= _WORTH and _is_best(move, moves, stated)]
    if chosen or len(group) == 1:
        return [_cause([move], stated) for move in chosen]
    moves = [move for move in sheet.moves(group, _pairs(sheet, cells)) if len(move.mended) == len(group)]
    return [_cause(moves, set())] if moves else []


def _cause(moves: list[Move], stated: set[tuple[str, ...]]) -> Cause:
    confirmed = [move for move in moves if move.cells in stated]
    chosen = confirmed if len(confirmed) == 1 else moves
    return Cause(tuple(sorted(moves[0].mended)), tuple(chosen), len(confirmed) == 1)


def _is_best(move: Move, moves: list[Move], stated: set[tuple[str, ...]]) -> bool:
    """Whether no other move mends as much of the same."""

    def weight(one: Move) -> tuple[int, bool]:
        return len(one.mended), one.cells in stated

    return all(other is move or move.mended.isdisjoint(other.mended) or weight(other) < weight(move) for other in moves)


def _pairs(sheet: Sheet, cells: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Two cells that an identity which holds sets against each other, so that it holds on where both change."""
    known = set(cells)
    for form in sheet.rows:
        totals = [cell for cell, times in form.cells.items() if times < 0 and cell in known]
        if len(totals) == 1:
            yield from ((cell, totals[0]) for cell, times in form.cells.items() if times > 0 and cell in known)


def follows_from_columns(sheet: Sheet) -> list[tuple[str, str]]:
    """(key, key of its cause) of each broken identity of a column 总计 that is off by what the columns before it are off
    together: where the rows hold, it must be. Its cause is the column that is off by the most."""
    result = []
    for key, form in sheet.broken.items():
        family, _, instance = key.rpartition("/")
        if instance != "total" or form.sign != "=":
            continue
        columns = {
            other: sheet.forms.of(identity)
            for other, identity in sheet.forms.identities.items()
            if other != key and other.rpartition("/")[0] == family
        }
        if not all(any(row.sign == "=" for row in sheet.holding.get(cell, ())) for cell in form.cells):
            continue
        off = {other: sheet.broken[other].value for other in columns if other in sheet.broken}
        if off and None not in columns.values() and sum(off.values()) == form.value:
            result.append((key, max(off, key=lambda other: abs(off[other]))))
    return result
