"""A report before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.figures import Figures
from reports.indicators import Form


@dataclass(frozen=True)
class Style:
    """How a report of the editions without a prescribed look is set."""

    numbering: str = "{}、"
    """What numbers its titles."""
    has_units: bool = True
    is_double: bool = False
    """Whether the lines of the table stand in two columns side by side."""
    nothing: str = "——"
    """What fills the cells of headings in the table."""


@dataclass
class Draft:
    """A report before it is laid out. ``claims`` are (sentence piece, value, metric expression)."""

    agency: str
    we: str
    year: int
    edition: str
    figures: Figures
    form: Form | None = None
    """The table of indicators that its figures belong to, None where they are those of the tables since 2019."""
    last: Figures | None = None
    """The figures of the year before, None where there was no report."""
    listing: str = ""
    """Which blocks 附表二 has where they are not those of its edition: "mixed"."""
    style: Style = field(default_factory=Style)
    cells: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    """Cells of its tables that its edition does not ask for."""
    titles: list[tuple[str, str]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    claims: list[tuple[str, str, str]] = field(default_factory=list)
    defects: list[dict[str, str]] = field(default_factory=list)
    decoys: list[str] = field(default_factory=list)
