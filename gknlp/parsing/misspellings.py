"""Set phrases that are misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from gknlp.language.lexicon import misspellings
from gknlp.parsing.narrative import Narrative, is_quoted
from gknlp.types.report import Slip

_AROUND = 6


def misspellings_in(narrative: Narrative) -> Iterator[Slip]:
    """The misspelt set phrases outside titles of documents and quotations."""
    text = narrative.text
    taken: set[int] = set()
    for entry in misspellings():
        for wrong in entry.wrong:
            start = text.find(wrong)
            while start >= 0:
                end = start + len(wrong)
                around = text[max(0, start - _AROUND) : end + _AROUND]
                excused = entry.unless is not None and entry.unless.search(around)
                if not excused and start not in taken and not is_quoted(text, start):
                    taken.update(range(start, end))
                    yield Slip("misspelt", wrong, narrative.flow.place(start, end), entry.right)
                start = text.find(wrong, end)
