"""The form that the law prescribes, as data; which edition a report follows, and which it ought to."""

from __future__ import annotations

import copyreg
from functools import cache

from gknlp.editions.loading import SectionKind as SectionKind
from gknlp.editions.loading import load, load_kinds
from gknlp.types.edition import Edition

KEYS = ("2008", "2014", "2019", "2021")


@cache
def edition(key: str) -> Edition:
    """The edition ``key`` ("2008", "2014", "2019" or "2021"). Raises FaultyData where its file contradicts itself."""
    return load(key)


@cache
def section_kinds() -> tuple[SectionKind, ...]:
    """The kinds of sections, in the order in which their words are tried."""
    return load_kinds()


def due(year: int) -> Edition:
    """The edition that a report on ``year`` ought to follow."""
    return next((edition(key) for key in reversed(KEYS) if year >= edition(key).first_year), edition(KEYS[0]))


def recognise(squeezed: str, year: int | None) -> tuple[Edition, bool]:
    """The edition whose header words stand in ``squeezed`` (the report's text without white space).

    The newest edition with most of its words wins; without any, the one due for ``year``. The second value tells
    whether header words decided.
    """
    best, most = None, 0
    for key in reversed(KEYS):
        form = edition(key)
        count = sum(word in squeezed for word in form.headers)
        if count > most and (count > 1 or len(form.headers) <= 2):
            best, most = form, count
    if best is not None and not (best.key == "2014" and year is not None and year < best.first_year):
        return best, True
    return due(year or 0) if year else edition(KEYS[-1]), best is not None


copyreg.pickle(Edition, lambda form: (edition, (form.key,)))  # one object a process, compared by identity
