"""Cells of a table that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

MARK = "\ufeff"
"""Stands before a CSV file, so that Excel knows its encoding."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"


def guard(value: object) -> object:
    """Text that a spreadsheet would take for a formula, with an apostrophe before it; one more where it has some already."""
    return f"{_GUARD}{value}" if isinstance(value, str) and _is_formula(value) else value


def csv_row(values: Iterable[object]) -> str:
    """A row of a CSV file as Excel opens it, with its line end and nothing that it would take for a formula."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(map(guard, values))
    return stream.getvalue()


def unguarded(text: str) -> str:
    """What ``guard`` made ``text`` of."""
    return text[1:] if text.startswith(_GUARD) and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    return text.lstrip(_GUARD).startswith(_FORMULA)
