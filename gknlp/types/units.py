"""What people tell of units that no report tells: earlier names, and who belongs to whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Renaming:
    """A unit ``name`` and what it was called: ``also`` are other spellings of one name, ``former`` the units before a
    reform of institutions (机构改革). From the report year ``since`` on it bears the new name, None where that is not
    known. Of one former unit the figures go on; of several they do not follow from one report."""

    name: str
    also: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    since: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Belonging:
    """The units whose figures the 汇总 report of ``parent`` sums up."""

    parent: str
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """All that is told of the units of a batch."""

    renamings: tuple[Renaming, ...] = ()
    belongings: tuple[Belonging, ...] = ()


NOTHING_TOLD = Registry()
