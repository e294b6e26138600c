"""The words by which the cells of a table of the form are known, also where they are cut short or garbled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache

from gknlp.language.characters import bare_label, label
from gknlp.language.dates import arabic_years
from gknlp.types.edition import Edition, Label, Layout

_SHORTEST_BEGINNING = 6
_YEAR = re.compile(r"(?:20\d\d年?|二[〇○零]\w{2}年?|本年?|全年|当年)(?:度)?(?:数|数量|统计数)?")
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_WHICH = re.compile(r"^\s*其\s*中\s*[:：]?\s*")
_SHORTEST_GARBLED, _LIKE, _APART = 3, 0.74, 0.15


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a form: label -> key."""

    rows: dict[str, str]
    columns: dict[str, str]
    groups: dict[str, str]
    shared: dict[str, tuple[Label, ...]] = field(default_factory=dict)
    """Words that several rows bear, told apart by the group that they stand in."""

    def row(self, text: str) -> str | None:
        """The key of the row that a cell names."""
        for word in _wordings(text):
            if word in self.rows:
                return self.rows[word]
        return None

    def row_within(self, text: str, group: str) -> str | None:
        """The key of the row that a cell below the heading of ``group`` names."""
        for word in _wordings(text):
            if word in self.shared:
                return next((entry.key for entry in self.shared[word] if entry.group == group), None)
        return self.row(text)

    def column(self, text: str) -> str | None:
        """The key of the column that a cell names; “2016年度” is “年度”."""
        whole, bare, _, _ = _wordings(text)
        found = self.columns.get(whole) or self.columns.get(bare)
        year = self.columns.get("年度") if not found else None
        return found or (year if year and _YEAR.fullmatch(whole) else None)

    def is_other_year(self, text: str, year: int | None) -> bool:
        """Whether a cell heads a column of figures by a year that is not ``year``."""
        found = _PLAIN_YEAR.match(label(arabic_years(text)))
        is_column = "年度" in self.columns and bool(_YEAR.fullmatch(label(text)))
        return bool(year and found and is_column and int(found[0]) != year)

    def group(self, text: str) -> str | None:
        """The key of the group that a cell names."""
        whole, bare, _, _ = _wordings(text)
        return self.groups.get(whole) or self.groups.get(bare)

    def near_row(self, text: str) -> str | None:
        """The key of the row whose words ``text`` garbles: letters lost or misread."""
        return _nearest(label(text), tuple(self.rows.items())) if not self.known(text) else None

    def near_column(self, text: str) -> str | None:
        """The key of the column whose words ``text`` garbles."""
        return _nearest(label(text), tuple(self.columns.items())) if not self.known(text) else None

    def known(self, text: str) -> bool:
        """Whether a cell is any label of the form."""
        return bool(self.row(text) or self.column(text) or self.group(text))


@lru_cache(maxsize=4096)
def _nearest(text: str, words: tuple[tuple[str, str], ...]) -> str | None:
    """The one entry that is much like ``text``, or begins with it, while no other is; None where there is none such."""
    if len(text) < _SHORTEST_GARBLED:
        return None
    likeness: dict[str, float] = {}
    for word, key in words:
        if len(word) >= _SHORTEST_GARBLED:
            likeness[key] = max(likeness.get(key, 0), _likeness(text, word))
    best, *others = sorted(likeness, key=lambda key: (-likeness[key], key)) or [""]
    if not best or likeness[best] < _LIKE or (others and likeness[best] - likeness[others[0]] < _APART):
        return None
    return best


def _likeness(text: str, word: str) -> float:
    """From 0 to 1; what cannot matter beside a likeness that is enough counts as 0."""
    if len(text) >= _SHORTEST_BEGINNING and word.startswith(text):
        return 1.0
    matcher = SequenceMatcher(None, text, word, autojunk=False)
    limit = _LIKE - _APART
    return matcher.ratio() if matcher.real_quick_ratio() >= limit and matcher.quick_ratio() >= limit else 0.0


@lru_cache(maxsize=4096)
def _wordings(text: str) -> tuple[str, str, str, str]:
    """The words that a cell may name a row by: all of it, without what is in parentheses, without “其中”."""
    inner = _OF_WHICH.sub("", text)
    return label(text), bare_label(text), label(inner), bare_label(inner)


def _words(labels: Iterable[Label]) -> dict[str, str]:
    return {label(wording): entry.key for entry in labels for wording in entry.labels}


@cache
def vocabulary(edition: Edition, key: str) -> Vocabulary:
    """The words of table ``key``."""
    form = edition.table(key)
    assert form is not None
    bearers: dict[str, list[Label]] = {}
    for row in form.rows:
        for wording in row.labels:
            bearers.setdefault(label(wording), []).append(row)
    # In a matrix the words of two rows may be the same on purpose: their place in the form's order tells them apart.
    shared = {word: tuple(rows) for word, rows in bearers.items() if len(rows) > 1}
    if form.layout is not Layout.INDICATORS:
        shared = {}
    return Vocabulary(_words(form.rows), _words(form.columns), _words(form.groups), shared)
