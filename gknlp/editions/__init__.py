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


def headers_in(squeezed: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(edition, its header words) for each edition of which words stand in ``squeezed`` (text without white space).

    A word that merely lies in a longer one of another edition (处理决定数量 in 本年处理决定数量) is not counted.
    """
    found: dict[str, list[str]] = {key: [] for key in KEYS}
    words = [(word, key) for key in KEYS for word in edition(key).headers]
    for word, key in sorted(words, key=lambda entry: (-len(entry[0]), entry)):
        if word in squeezed:
            found[key].append(word)
            squeezed = squeezed.replace(word, "\n")
    return tuple((key, tuple(sorted(words))) for key, words in found.items() if words)


def recognise(squeezed: str, year: int | None) -> tuple[Edition, bool]:
    """The edition whose header words stand in ``squeezed`` (the report's text without white space).

    The newest edition with most of its words wins; without any, the one due for ``year``. The second value tells
    whether header words decided.
    """
    best, most = None, 0
    words = dict(headers_in(squeezed))
    for key in reversed(KEYS):
        form, count = edition(key), len(words.get(key, ()))
        if count > most and (count > 1 or len(form.headers) <= 2):
            best, most = form, count
    if best is not None and not (best.key == "2014" and year is not None and year < best.first_year):
        return best, True
    return due(year) if year else edition(KEYS[-1]), best is not None


copyreg.pickle(Edition, lambda form: (edition, (form.key,)))  # one object a process, compared by identity
