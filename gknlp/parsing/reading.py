"""What is read of the tables so far: each metric once; what two places say differently is not assessable."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from gknlp.parsing.cells import CellValue
from gknlp.types.document import Doubt, Place
from gknlp.types.edition import Edition, TableForm
from gknlp.types.report import Figure

_TWO_TABLES = "在两张表中数值不同，不知以哪一张为准"
_TWICE = "在表中出现两次且数值不同，不知以哪一处为准"


@dataclass(slots=True)
class Reading:
    """What is read so far: figures by metric, the places of each table, doubts."""

    figures: dict[str, Figure] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    unbound: dict[tuple[str, str], tuple[str, Place]] = field(default_factory=dict)
    """By (table, row): why its figures could not be given to columns, and where they stand."""
    contested: dict[str, dict[str, Place]] = field(default_factory=dict)
    """By table: the metrics that two places give different values, and the second place."""

    def add(self, form: TableForm, metric: str, place: Place, raw: str, value: CellValue) -> None:
        """Keep a cell; where the metric is there already and says something else, neither is taken."""
        figure = Figure(
            metric, value.value, raw.strip(), place, value.reason, value.blank, value.unit, value.unsure, value.note
        )
        before = self.figures.setdefault(metric, figure)
        if before is figure or (before.value, before.unit) == (figure.value, figure.unit):
            return
        is_same_grid = before.place.block == place.block
        is_other_row = before.place.cell is None or place.cell is None or before.place.cell[0] != place.cell[0]
        if is_same_grid and is_other_row and before.blank and metric not in self.contested.get(form.key, {}):
            self.figures[metric] = figure
        elif not (is_same_grid and is_other_row and figure.blank):
            self.contested.setdefault(form.key, {}).setdefault(metric, place)
            reason = _TWICE if is_same_grid else _TWO_TABLES
            self.figures[metric] = replace(
                before, value=None, reason=reason, blank=False, unit="", unsure=True, note=""
            )


def contested_cells(edition: Edition, reading: Reading) -> list[Doubt]:
    """One doubt for each table of which cells are said twice and differently."""
    doubts = []
    for form in edition.tables:
        found = reading.contested.get(form.key)
        if found:
            first = next(iter(found))
            more = f"等{len(found)}格" if len(found) > 1 else ""
            reason = reading.figures[first].reason
            message = f"{form.name}：“{edition.name_of(first)}”{more}{reason}，不予判定"
            doubts.append(Doubt(message, found[first], form.key))
    return doubts
