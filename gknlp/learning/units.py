"""A report -> the sentences or paragraphs that a model is asked about: its prose without tables and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gknlp.reuse import writing_of
from gknlp.types.audit import Parsed
from gknlp.types.document import Place
from gknlp.types.learning import Task, Unit

_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?[”’）)]*")
_SHORTEST = 4
"""Letters of a sentence."""


def units_of(entry: Parsed, task: Task) -> Iterator[Unit]:
    """The units of a report for ``task``, in the order of the text."""
    for stretch in writing_of(entry, "").stretches:
        for start, place in zip(stretch.starts, stretch.places, strict=True):
            text = stretch.text[start : start + place.end - place.start]
            spans = (
                [(0, len(text))] if task.unit == "paragraph" else [found.span() for found in _SENTENCE.finditer(text)]
            )
            for low, high in spans:
                words = text[low:high]
                low += len(words) - len(words.lstrip())
                if sum(letter.isalnum() for letter in words) >= _SHORTEST:
                    at = Place(place.block, place.start + low, place.start + high, place.cell)
                    yield Unit(entry.file, stretch.section, at, words.strip())
