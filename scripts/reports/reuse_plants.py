"""What is known of a corpus of reports that reuse text: whose they are, what was copied and what was left in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from gknlp.types.reuse import TraceKind, Writing
from reports.reuse_units import Unit

Span = tuple[int, int]
RANKS = {
    "state": -1, "province": 0, "prefecture": 1, "city": 1, "county": 2, "district": 2, "zone": 2, "township": 3,
}  # fmt: skip
"""How low each level of government is."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What was left in a copy at ``span`` of its stretch ``stretch``."""

    kind: TraceKind
    stretch: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Plant:
    """The section ``stretch`` of the writing ``copy`` that was made of that of the writing ``source``; ``spans`` are (in
    the source, in the copy) of each copied sentence, in the order of the copy."""

    kind: str
    source: int
    copy: int
    stretch: int
    is_own: bool
    spans: tuple[tuple[Span, Span], ...]
    slips: tuple[Slip, ...]


@dataclass(slots=True)
class Corpus:
    """``writings`` in the order in which they came to be; ``decoys`` are (kind, first, second)."""

    writings: list[Writing] = field(default_factory=list)
    plants: list[Plant] = field(default_factory=list)
    decoys: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """Which report it is: of which unit and year."""

    number: int
    unit: Unit
    year: int

    @property
    def known(self) -> dict[str, str]:
        """What fills the gaps of its sentences."""
        unit = self.unit
        return {
            "agency": unit.agency, "place_name": unit.place, "we": unit.we, "scope": unit.scope,
            "year": str(self.year), "next": str(self.year + 1),
        }  # fmt: skip


def trace_of(gap: str, source: Told, copy: Told) -> TraceKind | None:
    """What a word that was left gives away: nothing where the copying unit may well say it."""
    mine, other = RANKS[copy.unit.government], RANKS[source.unit.government]
    text = source.known[gap]
    if text == copy.known[gap]:
        return None
    if gap in ("year", "next"):
        return TraceKind.YEAR
    if gap in ("agency", "place_name"):
        return TraceKind.NAME if other >= mine and text not in copy.unit.agency else None
    return TraceKind.LEVEL if gap in ("scope", "we") and other > mine and text[-1] in "县镇" else None
