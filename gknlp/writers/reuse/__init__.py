"""A comparison of texts -> output, one file per format."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gknlp.types.audit import Failure
from gknlp.types.reuse import Reuse
from gknlp.writers.reuse import page, table, text, tree

WRITERS: dict[str, Callable[[Reuse, Sequence[Failure]], str | bytes]] = {
    "text": text.write,
    "json": tree.write,
    "csv": table.write,
    "html": page.write,
}
