"""CSV of the findings, as Excel on Windows opens it."""

from __future__ import annotations

from gknlp.types.audit import Batch
from gknlp.writers.frames import findings

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guard(value: object) -> object:
    """Text that a spreadsheet would take for a formula, with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def write(batch: Batch) -> bytes:
    """One row a finding; UTF-8 with a byte order mark, lines end in CR LF."""
    frame = findings(batch).map(guard)
    text: str = frame.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")
