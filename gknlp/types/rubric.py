"""How points are given: items, their lines of deductions, and where each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from gknlp.types.rule import Severity


class Origin(Enum):
    """Whether a scheme on record says so, or whoever wrote the rubric does."""

    DOCUMENTED = "documented"
    OURS = "ours"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Line:
    """One ground for taking points. ``codes`` are rule codes or beginnings of such; ``costs`` is what a finding of a
    severity costs, a severity without a cost being none of this line's business; ``cap`` limits the line, ``code_cap``
    each rule in it. Of the lines of one ``group`` only the dearest finding counts. ``is_by_hand``: people judge it."""

    name: str
    codes: tuple[str, ...]
    costs: tuple[tuple[Severity, Decimal], ...]
    cap: Decimal | None
    code_cap: Decimal | None
    group: str
    origin: Origin
    is_by_hand: bool

    def cost(self, severity: Severity) -> Decimal | None:
        """What a finding of ``severity`` costs; None where the line does not ask for it."""
        return dict(self.costs).get(severity)


@dataclass(frozen=True, slots=True)
class Item:
    """Points to be kept (or, ``is_bonus``, to be gained where all checks of its codes are clean)."""

    key: str
    name: str
    points: Decimal
    lines: tuple[Line, ...]
    origin: Origin
    is_bonus: bool


@dataclass(frozen=True, slots=True)
class Rubric:
    """A scheme. ``overflow``: an item may lose more than its own points, to the cost of the others."""

    key: str
    name: str
    total: Decimal
    origin: Origin
    citation: str
    note: str
    overflow: bool
    items: tuple[Item, ...]
