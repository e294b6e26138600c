"""Precision, recall and F1 with Wilson intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z = 1.959963984540054
"""Two-sided 95 %."""


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % score interval of a share (E. B. Wilson 1927); (0, 1) of nothing."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = Z / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(slots=True)
class Tally:
    """What was found right, found wrongly and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, other: Tally) -> None:
        """Count ``other`` too."""
        self.right += other.right
        self.false += other.false
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 of nothing."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 of nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def line(self, name: str) -> str:
        """A row of a Markdown table."""
        low, high = wilson(self.right, self.right + self.false)
        bottom, top = wilson(self.right, self.right + self.missed)
        return (
            f"| {name} | {self.right + self.missed} | {self.precision:.3f} ({low:.3f}–{high:.3f}) | "
            f"{self.recall:.3f} ({bottom:.3f}–{top:.3f}) | {self.f1:.3f} |"
        )


HEAD = "| kind | in the set | precision (95 %) | recall (95 %) | F1 |\n| --- | ---: | --- | --- | ---: |"
