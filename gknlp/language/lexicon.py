"""Lexicons: words with their meaning, each entry with its own examples."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from gknlp.errors import FaultyData

_PATTERNS = ("after", "with", "head", "around", "elsewhere", "without", "absent")
COUNTS = ("件", "宗", "起", "条", "份", "例", "个", "项", "次", "件次", "")


@dataclass(frozen=True, slots=True)
class Phrase:
    """How prose names a figure. The fields are those of ``lexicons/claims.toml``; ``readings`` are (expression,
    force, note) as text. Patterns may hold {last}, {year} and {next}; ``pattern`` gives them compiled for a year."""

    key: str
    family: str
    ends: tuple[str, ...]
    patterns: dict[str, str]
    near: str
    follows: str
    units: frozenset[str]
    readings: tuple[tuple[str, str, str], ...]
    timeless: bool
    free: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """The phrases with their patterns compiled for one report year. ``by_end`` maps the words that stand before a
    number to the phrases, in the lexicon's order; ``longest`` is the length of the longest of these words."""

    phrases: tuple[Phrase, ...]
    by_end: dict[str, tuple[Phrase, ...]]
    longest: int
    compiled: dict[tuple[str, str], re.Pattern[str]] = field(default_factory=dict)

    def pattern(self, phrase: Phrase, name: str) -> re.Pattern[str] | None:
        """The compiled pattern ``name`` (one of ``_PATTERNS``) of ``phrase``."""
        return self.compiled.get((phrase.key, name))


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that show that a sentence speaks of a topic."""

    key: str
    words: tuple[str, ...]
    unless: tuple[str, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("gknlp.language") / "lexicons" / f"{name}.toml").read_text(encoding="utf-8"))


def _reading(text: str) -> tuple[str, str, str]:
    expression, _, rest = text.partition("|")
    force, _, note = rest.partition("|")
    return expression.strip(), force or "must", note


@cache
def phrases() -> tuple[Phrase, ...]:
    """The phrases of ``lexicons/claims.toml``. Raises FaultyData where two have one key."""
    result = tuple(
        Phrase(
            entry["key"],
            entry["family"],
            tuple(entry.get("ends", ())),
            {name: entry[name] for name in _PATTERNS if name in entry},
            entry.get("near", ""),
            entry.get("follows", ""),
            frozenset(entry.get("units", COUNTS)),
            tuple(map(_reading, entry["readings"])),
            entry.get("timeless", False),
            entry.get("free", False),
            tuple(entry["hits"]),
            tuple(entry["misses"]),
        )
        for entry in _read("claims")["phrases"]
    )
    if len({phrase.key for phrase in result}) != len(result):
        raise FaultyData("词表 claims.toml 中有重复的 key")
    return result


def with_years(text: str, year: int) -> str:
    """``text`` with {last}, {year} and {next} filled in."""
    return text.replace("{last}", str(year - 1)).replace("{year}", str(year)).replace("{next}", str(year + 1))


@cache
def phrase_book(year: int) -> PhraseBook:
    """The phrases for reports on ``year``."""
    by_end: dict[str, list[Phrase]] = {}
    compiled = {}
    for phrase in phrases():
        for word in phrase.ends:
            by_end.setdefault(with_years(word, year), []).append(phrase)
        for name, pattern in phrase.patterns.items():
            compiled[phrase.key, name] = re.compile(with_years(pattern, year))
    return PhraseBook(
        phrases(), {word: tuple(found) for word, found in by_end.items()}, max(map(len, by_end)), compiled
    )


@cache
def topics() -> tuple[Topic, ...]:
    """The topics of ``lexicons/topics.toml``."""
    return tuple(
        Topic(entry["key"], *(tuple(entry[name]) for name in ("words", "unless", "hits", "misses")))
        for entry in _read("topics")["topics"]
    )
