"""Text that stands elsewhere too: what is compared, and what was found."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from gknlp.types.document import Place


@dataclass(frozen=True, slots=True)
class Stretch:
    """The prose of one section of a report, tables and titles left out.

    ``text`` are its own characters, its pieces joined by line ends; ``places`` says where each piece stands in the
    document and ``starts`` at which offset of ``text`` it begins. ``topics`` are (start, end, topic) of the sentences
    that tell of a ``problem`` or promise a ``remedy``, ``foreign`` (start, end) of names of other units by which the
    report calls its maker, ``lent`` (start, end) of what is rightly not its maker's own words: clauses that state a figure
    of the form, and quotations.
    """

    section: str
    title: str
    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]
    topics: tuple[tuple[int, int, str], ...] = ()
    foreign: tuple[tuple[int, int], ...] = ()
    lent: tuple[tuple[int, int], ...] = ()

    def places_of(self, start: int, end: int) -> tuple[Place, ...]:
        """Where ``text[start:end]`` stands in the document, a piece of a block each."""
        found = []
        for number in range(max(0, bisect_right(self.starts, start) - 1), len(self.starts)):
            begin, place = self.starts[number], self.places[number]
            if begin >= end:
                break
            low, high = max(start - begin, 0), min(end - begin, place.end - place.start)
            if low < high:
                found.append(Place(place.block, place.start + low, place.start + high, place.cell))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Writing:
    """What of a report is compared with others. ``unit`` is the name under which the reports of one unit are put
    together, ``government`` the level of government that it is or belongs to (see ``Masthead``), ``region`` the place
    that its text puts before its name."""

    file: str
    agency: str
    unit: str
    year: int | None
    stretches: tuple[Stretch, ...]
    published: date | None = None
    region: str = ""
    level: str = ""
    government: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in two reports: ``start:end`` of the stretch number ``stretch`` of the later one, the same of the
    earlier one. ``length`` counts the characters of the former without white space and punctuation, ``same`` those of
    them that are alike once numbers and the units' own names are masked; ``is_exact`` that not even those differ."""

    stretch: int
    start: int
    end: int
    earlier_stretch: int
    earlier_start: int
    earlier_end: int
    length: int
    same: int
    is_exact: bool = False

    def turned(self) -> Passage:
        """The same words with the reports the other way round."""
        return replace(
            self, stretch=self.earlier_stretch, start=self.earlier_start, end=self.earlier_end,
            earlier_stretch=self.stretch, earlier_start=self.start, earlier_end=self.end,
        )  # fmt: skip


class TraceKind(Enum):
    """What gives copying away."""

    NAME = "name"
    """The name of the unit or the place that the words come from."""
    LEVEL = "level"
    """我县, 全县 in the report of a city."""
    YEAR = "year"
    """The year of the report that the words come from."""
    NUMBERS = "numbers"
    """Four numbers or more in a row, all the same."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What in the later report gives copying away: ``start:end`` of the stretch ``stretch``, and the same of the earlier
    one; ``text`` are the words, ``expected`` what ought to stand there ("" where that cannot be said)."""

    kind: TraceKind
    text: str
    stretch: int
    start: int
    end: int
    earlier_stretch: int
    earlier_start: int
    earlier_end: int
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a section (``stretch`` of a report) stands in another report: ``counted`` of its shingles (five
    characters in a row) are neither the form's nor set phrases, ``masked`` (0 to 1) is the share of these that stand
    there once numbers, years and the units' own names are masked, ``raw`` the share without that."""

    stretch: int
    counted: int
    raw: Decimal
    masked: Decimal


_OFFICES = ("办公室", "办公厅", "党政办公室", "综合办公室")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that share text. ``is_ordered`` says that ``earlier`` is known to be the earlier one: by the years they
    report on, by its unit's name that is left in the other one (``is_named``), or by the days of publication; where it is
    not, they stand in the order of their files.

    ``shares`` are of the sections of ``later`` (how much of each stands anywhere in ``earlier``), ``earlier_shares`` the
    other way round; ``passages`` are in the order of ``later``'s text.
    """

    later: Writing
    earlier: Writing
    is_ordered: bool
    shares: tuple[Share, ...]
    earlier_shares: tuple[Share, ...]
    passages: tuple[Passage, ...]
    traces: tuple[Trace, ...] = ()
    is_named: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the order is beyond doubt: days of publication within one year tell little of who wrote first."""
        return self.is_ordered and (self.is_named or self.later.year != self.earlier.year)

    @property
    def is_of_one_house(self) -> bool:
        """Whether one unit is the office of the other, a government: the office writes both reports."""
        short, long = sorted((self.later.unit, self.earlier.unit), key=len)
        rest = long.removeprefix(short).removeprefix("人民政府").removeprefix("管委会")
        return bool(short) and long.startswith(short) and rest in _OFFICES

    @property
    def is_of_one_unit(self) -> bool:
        """Whether both are of the same unit."""
        return bool(self.later.unit) and self.later.unit == self.earlier.unit

    @property
    def most(self) -> Decimal:
        """The highest masked share of a section, either way; 0 where none is asked."""
        return max((share.masked for share in (*self.shares, *self.earlier_shares)), default=Decimal(0))


@dataclass(frozen=True, slots=True)
class Appearance:
    """A sentence in the report of one year: ``start:end`` of the stretch ``stretch`` of ``writing``; ``is_same`` that it
    is letter for letter that of the year before, numbers and years included."""

    writing: Writing
    stretch: int
    start: int
    end: int
    is_same: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return self.writing.stretches[self.stretch].text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Chain:
    """A sentence that stands in several years' reports of one unit, numbers and years apart; ``appearances`` are in the
    order of the years, at least two, one a report. ``topic`` is ``problem``, ``remedy`` or "". ``is_unbroken`` says that
    no report at hand between the first and the last lacks it."""

    unit: str
    section: str
    topic: str
    appearances: tuple[Appearance, ...]
    is_unbroken: bool = True

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the reports, each once."""
        return tuple(dict.fromkeys(entry.writing.year for entry in self.appearances if entry.writing.year is not None))


@dataclass(frozen=True, slots=True)
class Family:
    """Reports of several units with a common template. ``text`` is the longest passage that most of them share, in the
    words of ``first``; ``holders`` how many of ``members`` have it. ``first`` is the report that had it first, None where
    that cannot be told."""

    members: tuple[Writing, ...]
    text: str
    holders: int
    first: Writing | None


@dataclass(frozen=True, slots=True)
class Reuse:
    """What a comparison came to. ``pairs`` are those at or above ``minimum`` (a masked share, 0 to 1) or with a long
    passage, by likeness, the highest first; ``remarks`` are Chinese lines on what was compared with what."""

    writings: tuple[Writing, ...]
    pairs: tuple[Pair, ...]
    chains: tuple[Chain, ...]
    families: tuple[Family, ...]
    minimum: Decimal
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What of one report of a batch stands in others of it: ``pairs`` are those of which it is one, with a section of
    which half stands in the other or with a long passage, ``chains`` those that go on into it. ``others`` counts the
    reports of other units that it was compared with, ``years`` are those of its own unit's reports on earlier years."""

    writing: Writing
    pairs: tuple[Pair, ...]
    chains: tuple[Chain, ...]
    others: int
    years: frozenset[int]
