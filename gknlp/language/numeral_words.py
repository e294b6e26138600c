"""The words around numerals, from ``lexicons/numerals.toml``: units, hedges, and what looks like a number and is none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from gknlp.errors import FaultyData
from gknlp.language.numeral_values import FIGURE, HAN

_NUMERAL = re.compile(rf"[{HAN}{FIGURE}半]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: ``factor`` of it make one ``base`` (公里: 1000 米), ``english`` is its English name where it has one."""

    word: str
    kind: str
    base: str
    factor: Decimal
    english: str


@dataclass(frozen=True, slots=True)
class Trap:
    """Words or a context that make a numeral count nothing. ``where`` is word, before or after."""

    key: str
    where: str
    words: tuple[str, ...]
    pattern: str
    only_report: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words before, behind or inside a number that leave it open. ``band`` is a hedge of ``numeral_bounds.band``."""

    key: str
    band: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@cache
def _lexicon() -> dict[str, Any]:
    path = resources.files("gknlp.language") / "lexicons" / "numerals.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def units(everything: bool = False) -> dict[str, Unit]:
    """The units by each of their spellings; with ``everything`` also those that reports use otherwise (块 for 元).

    Raises FaultyData where two units share a spelling."""
    found: dict[str, Unit] = {}
    for entry in _lexicon()["units"]:
        general = entry.get("only_general", False)
        if general and not everything:
            continue
        words = [(word, word, "1", "") for word in entry.get("words", ())]
        words += [(s, row[0], row[1], row[2]) for row in entry.get("rows", ()) for s in (row[0], *row[3:])]
        for spelling, word, factor, english in words:
            if spelling in found and not general:
                raise FaultyData(f"词表 numerals.toml 中单位“{spelling}”重复")
            base = entry.get("base", word)
            found[spelling] = Unit(word, entry["kind"], base, Decimal(factor), english)
    return found


@cache
def unit_examples() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """For each group of units its kind, hits (text|value|unit) and misses."""
    return tuple((entry["kind"], tuple(entry["hits"]), tuple(entry["misses"])) for entry in _lexicon()["units"])


@cache
def traps() -> tuple[Trap, ...]:
    """The traps, in the lexicon's order. Raises FaultyData where two have one key."""
    result = tuple(
        Trap(
            entry["key"],
            entry["where"],
            tuple(entry.get("words", ())),
            entry.get("pattern", ""),
            entry.get("only_report", False),
            tuple(entry["hits"]),
            tuple(entry["misses"]),
        )
        for entry in _lexicon()["traps"]
    )
    if len({trap.key for trap in result}) != len(result):
        raise FaultyData("词表 numerals.toml 中有重复的 key")
    return result


@cache
def hedges() -> tuple[Hedge, ...]:
    """The hedges, in the lexicon's order."""
    return tuple(
        Hedge(
            entry["key"], entry["band"], *(tuple(entry.get(name, ())) for name in ("before", "after", "hits", "misses"))
        )
        for entry in _lexicon()["hedges"]
    )


def alternatives(words: Iterable[str]) -> str:
    """The words as a pattern, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def word_traps(everything: bool) -> dict[str, re.Pattern[str]]:
    """For each character that a numeral may begin with, the pattern of the words in which it counts nothing, to be
    matched where the numeral begins: 统一 gives ``(?<=统)一`` under 一."""
    rests: dict[str, set[str]] = {}
    for trap in traps():
        if trap.where != "word" or (everything and trap.only_report):
            continue
        for word in trap.words:
            found = _NUMERAL.search(word)
            if found is None:
                raise FaultyData(f"词表 numerals.toml 中“{word}”没有数字")
            before = f"(?<={word[: found.start()]})" if found.start() else ""
            rests.setdefault(found[0], set()).add(before + word[found.start() :])
    return {first: re.compile("|".join(sorted(rest, key=lambda r: (-len(r), r)))) for first, rest in rests.items()}


@cache
def context(where: str, everything: bool) -> re.Pattern[str]:
    """The pattern of all traps of kind ``where`` (before, after, bare)."""
    chosen = [t.pattern for t in traps() if t.where == where and not (everything and t.only_report)]
    pattern = "|".join(chosen) or "(?!)"
    return re.compile(pattern if where == "after" else f"(?:{pattern})$")


@cache
def hedge_words(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of the hedges before (up to the number) or after it, and the band of each word."""
    bands = {word: hedge.band for hedge in hedges() for word in (hedge.before if side == "before" else hedge.after)}
    words = alternatives(bands)
    return re.compile(rf"({words})\s{{0,9}}$" if side == "before" else rf"({words})"), bands


@cache
def currency_signs() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of what names a currency before the number (￥, 人民币), and the unit of each."""
    known: dict[str, str] = _lexicon()["signs"]
    return re.compile(rf"({alternatives(known)})\s{{0,2}}$"), known


@cache
def currency_parts() -> dict[str, dict[str, Decimal]]:
    """For each unit of money the smaller ones that may follow it, and what part of it they are."""
    return {unit: {word: Decimal(part) for word, part in parts.items()} for unit, parts in _lexicon()["parts"].items()}
