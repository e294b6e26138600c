"""CSV of the findings, as Excel on Windows opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gknlp.language.formulas import guard
from gknlp.types.audit import Batch
from gknlp.writers.frames import findings

if TYPE_CHECKING:
    from pandas import DataFrame


def csv_of(frame: DataFrame) -> bytes:
    """A table; UTF-8 with a byte order mark, lines end in CR LF."""
    text: str = frame.astype(object).where(frame.notna(), "").map(guard).to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def write(batch: Batch) -> bytes:
    """One row a finding."""
    return csv_of(findings(batch))
