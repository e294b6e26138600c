"""Failures as a table that Excel opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple

from evaluation.measures import Measure
from gknlp.writers.csv_table import guard

COLUMNS = ("set", "id", "family", "text", "expected", "found")


def table(measures: Iterable[Measure]) -> bytes:
    """One row a failure; UTF-8 with a byte order mark, and no cell that a spreadsheet takes for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for measure in measures:
        for failure in measure.failures:
            writer.writerow([guard(cell) for cell in (measure.name, *astuple(failure))])
    return stream.getvalue().encode("utf-8-sig")
