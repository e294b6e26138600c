"""A batch of audits -> output, one file per format."""

from __future__ import annotations

from collections.abc import Callable

from gknlp.types.audit import Batch
from gknlp.writers import csv_table, json_tree, page, text, workbook

WRITERS: dict[str, Callable[[Batch], str | bytes]] = {
    "text": text.write,
    "json": json_tree.write,
    "csv": csv_table.write,
    "xlsx": workbook.write,
    "html": page.write,
}
BINARY = frozenset({"xlsx"})
"""Formats that are no use on a terminal."""
