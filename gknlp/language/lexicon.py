"""Lexicons: words with their meaning, each entry with its own examples."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from gknlp.errors import FaultyData

_PATTERNS = ("words", "needs", "unless", "elsewhere")
COUNTS = ("件", "宗", "起", "条", "份", "例", "个", "项", "次", "件次", "人", "名", "家", "")


@dataclass(frozen=True, slots=True)
class Phrase:
    """How prose names a figure. The fields are those of ``lexicons/claims.toml``; ``readings`` are (expression,
    force, note) as text. Patterns may hold {last}, {year} and {next}; ``pattern`` of a book gives them compiled."""

    key: str
    family: str
    rank: int
    clues: tuple[str, ...]
    patterns: dict[str, str]
    context: str
    near: str
    follows: str
    whole: bool
    far: bool
    timeless: bool
    free: bool
    units: frozenset[str]
    editions: frozenset[str]
    readings: tuple[tuple[str, str, str], ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """The phrases of one edition with their patterns compiled for one report year."""

    phrases: tuple[Phrase, ...]
    compiled: dict[tuple[str, str], re.Pattern[str]] = field(default_factory=dict)
    clues: tuple[str, ...] = ()
    """The clues of all phrases, each once."""

    def words(self, phrase: Phrase) -> re.Pattern[str]:
        """What names the figure."""
        return self.compiled[phrase.key, "words"]

    def pattern(self, phrase: Phrase, name: str) -> re.Pattern[str] | None:
        """The compiled pattern ``name`` (needs, unless or elsewhere) of ``phrase``, None where it has none."""
        return self.compiled.get((phrase.key, name))


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that show that a sentence speaks of a topic."""

    key: str
    words: tuple[str, ...]
    unless: tuple[str, ...]
    turns: tuple[str, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """Words that show that the narrative speaks of something that it has to: see ``lexicons/elements.toml``."""

    key: str
    words: re.Pattern[str]
    heads: re.Pattern[str] | None
    casual: re.Pattern[str] | None
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern that tells what a sentence of 问题及改进 is: see ``lexicons/statements.toml``."""

    key: str
    pattern: re.Pattern[str]
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
            key=entry["key"],
            family=entry["family"],
            rank=entry["rank"],
            clues=tuple(entry["clues"]),
            patterns={name: entry[name] for name in _PATTERNS if name in entry},
            context=entry.get("context", ""),
            near=entry.get("near", ""),
            follows=entry.get("follows", ""),
            whole=entry.get("whole", False),
            far=entry.get("far", False),
            timeless=entry.get("timeless", False),
            free=entry.get("free", False),
            units=frozenset(entry.get("units", COUNTS)),
            editions=frozenset(entry.get("editions", ())),
            readings=tuple(map(_reading, entry["readings"])),
            hits=tuple(entry["hits"]),
            misses=tuple(entry["misses"]),
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
def phrase_book(year: int, edition: str) -> PhraseBook:
    """The phrases that reports on ``year`` in the form ``edition`` (its key) may use."""
    chosen = tuple(phrase for phrase in phrases() if not phrase.editions or edition in phrase.editions)
    compiled = {
        (phrase.key, name): re.compile(with_years(pattern, year))
        for phrase in chosen
        for name, pattern in phrase.patterns.items()
    }
    return PhraseBook(chosen, compiled, tuple(dict.fromkeys(clue for phrase in chosen for clue in phrase.clues)))


@cache
def topics() -> tuple[Topic, ...]:
    """The topics of ``lexicons/topics.toml``."""
    return tuple(
        Topic(entry["key"], *(tuple(entry.get(name, ())) for name in ("words", "unless", "turns", "hits", "misses")))
        for entry in _read("topics")["topics"]
    )


@dataclass(frozen=True, slots=True)
class SlipPattern:
    """How a fault of the text itself looks. The fields are those of ``lexicons/slips.toml``."""

    key: str
    kind: str
    clues: tuple[str, ...]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    within: tuple[str, ...]
    first: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@cache
def slip_patterns() -> tuple[SlipPattern, ...]:
    """The patterns of ``lexicons/slips.toml``."""
    return tuple(
        SlipPattern(
            key=entry["key"],
            kind=entry["kind"],
            clues=tuple(entry["clues"]),
            pattern=re.compile(entry["pattern"]),
            unless=re.compile(entry["unless"]) if "unless" in entry else None,
            within=tuple(entry.get("within", ())),
            first=entry.get("first", False),
            hits=tuple(entry["hits"]),
            misses=tuple(entry["misses"]),
        )
        for entry in _read("slips")["patterns"]
    )


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A set phrase as it is misspelt: see ``lexicons/misspelt.toml``."""

    right: str
    wrong: tuple[str, ...]
    unless: re.Pattern[str] | None
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@cache
def misspellings() -> tuple[Misspelling, ...]:
    """The set phrases of ``lexicons/misspelt.toml``."""
    return tuple(
        Misspelling(
            entry["right"],
            tuple(entry["wrong"]),
            re.compile(entry["unless"]) if "unless" in entry else None,
            tuple(entry["hits"]),
            tuple(entry["misses"]),
        )
        for entry in _read("misspelt")["words"]
    )


@cache
def elements() -> tuple[Element, ...]:
    """The elements of ``lexicons/elements.toml``."""

    def compiled(entry: dict[str, Any], name: str) -> re.Pattern[str] | None:
        return re.compile(entry[name]) if name in entry else None

    return tuple(
        Element(
            entry["key"],
            re.compile(entry["words"]),
            compiled(entry, "heads"),
            compiled(entry, "casual"),
            tuple(entry["hits"]),
            tuple(entry["misses"]),
        )
        for entry in _read("elements")["elements"]
    )


@cache
def listing_words() -> tuple[str, ...]:
    """The words that together show that a sentence only lists the parts of the report."""
    return tuple(_read("elements")["contents"])


@cache
def signs() -> dict[str, Sign]:
    """The signs of ``lexicons/statements.toml`` by key."""
    return {
        entry["key"]: Sign(entry["key"], re.compile(entry["pattern"]), tuple(entry["hits"]), tuple(entry["misses"]))
        for entry in _read("statements")["signs"]
    }


@cache
def generic_words() -> tuple[str, ...]:
    """Words that say nothing of what is lacking, longest first."""
    return tuple(sorted(set(_read("statements")["generic"]), key=lambda word: (-len(word), word)))
