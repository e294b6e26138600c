"""Tables that were not read though the document seems to hold them."""

from __future__ import annotations

import re

from gknlp.language.characters import label
from gknlp.parsing.reading import Reading
from gknlp.types.document import Document
from gknlp.types.edition import Edition, Layout, TableForm

_UNRULED = "没有框线"
_NO_LETTER = re.compile(r"[^\w]+|_")
_FEWEST_WORDS, _FEWEST_ROWS, _SHORTEST_ROW = 2, 4, 6


def hinted_tables(document: Document, edition: Edition, reading: Reading, squeezed: str) -> tuple[str, ...]:
    """The keys of the tables that were not read, where the text holds words of their header or labels of their rows, or
    the reader met a table that it could not read as one."""
    is_unruled = any(_UNRULED in doubt.message for doubt in document.doubts)
    text = _NO_LETTER.sub("", squeezed)
    return tuple(
        form.key for form in edition.tables if form.key not in reading.places and (is_unruled or _is_named(form, text))
    )


def _is_named(form: TableForm, text: str) -> bool:
    if sum(label(word) in text for word in form.words) >= _FEWEST_WORDS:
        return True
    rows = {label(row.labels[0]) for row in form.rows} if form.layout is Layout.MATRIX else set()
    return sum(len(row) >= _SHORTEST_ROW and row in text for row in rows) >= _FEWEST_ROWS
