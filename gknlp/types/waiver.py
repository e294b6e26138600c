"""A fault that people have looked at and let pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """Whoever grants it names the finding: ``agency``, report ``year``, ``code`` of the rule and key of the ``subject``
    ("" for every subject of the rule). It holds to the end of the day ``until``, for good where that is None.
    ``file`` and ``row`` (from 1) say where it is written."""

    agency: str
    year: int
    code: str
    subject: str
    reason: str
    until: date | None = None
    file: str = ""
    row: int = 0

    @property
    def origin(self) -> str:
        """Where it is written, in Chinese."""
        return f"{self.file}第{self.row}{'条' if self.file.lower().endswith('.toml') else '行'}"

    @property
    def label(self) -> str:
        """What it names, in Chinese."""
        return " ".join([f"{self.agency}{self.year}年度", self.code, self.subject]).rstrip()

    def holds_on(self, day: date) -> bool:
        """Whether it is still in force on ``day``."""
        return self.until is None or day <= self.until
