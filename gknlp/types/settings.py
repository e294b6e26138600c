"""How an audit is to be made: which rules, how grave, what is waived."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gknlp.types.rule import Severity
from gknlp.types.units import NOTHING_TOLD, Registry
from gknlp.types.waiver import Waiver

NEVER = "never"
"""As ``fail_on``: no finding makes the call fail."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What one source (``source``: a file, "" for the command line) says; None where it says nothing.

    ``severities`` are (code or its first letters, severity), None for a rule not to be asked.
    """

    source: str = ""
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severities: tuple[tuple[str, Severity | None], ...] = ()
    rubric: str | None = None
    fail_on: str | None = None
    waivers: tuple[Path, ...] | None = None
    aliases: Path | None = None
    units: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What all sources come to. ``select`` is empty for all rules; of ``severities`` the longest that fits counts;
    ``rubric`` is a name or a path, "" for the default; ``fail_on`` a severity's value or ``NEVER``; ``source`` the file
    that they were read from, "" for none."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity | None], ...] = ()
    rubric: str = ""
    fail_on: str = Severity.ERROR.value
    waivers: tuple[Waiver, ...] = ()
    registry: Registry = NOTHING_TOLD
    source: str = ""


DEFAULTS = Settings()
