"""How the sentences of one report become those of another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from reports.reuse_words import KIN, LONGEST

_NUMBER = re.compile(r"(?<!\d)\d+(?![\d年月])")
_WORD = re.compile(r"\{\w+\}|\d+|.")
_RATES = (0.05, 0.1, 0.2, 0.3)
_INSERTED, _DROPPED, _MIXED = 0.5, 0.3, 0.1
_LEAST_PART, _MOST_PART = 0.3, 0.7

Copied = list[tuple[str, int | None]]
"""Sentences with the numbers of those that they were made of, None where they are new."""
Way = Callable[[Copied, list[str], Random], Copied]
"""How copied sentences are changed; new ones of the copying unit are at hand."""


def renumbered(text: str, random: Random) -> str:
    """Every number another one, years and months apart."""
    return _NUMBER.sub(lambda found: str(int(found[0]) + random.randint(1, 40)), text)


def _words(text: str) -> Iterator[str]:
    """The text cut into words: the longest known one, else a gap, a number or a letter."""
    at = 0
    while at < len(text):
        known = (text[at : at + size] for size in range(LONGEST, 1, -1))
        word = next((word for word in known if word in KIN), None) or _WORD.match(text, at)[0]  # type: ignore[index]
        yield word
        at += len(word)


def swapped(text: str, rate: float, random: Random) -> str:
    """``rate`` of the words put another way; letters that are no word of the lists count as one word for two."""
    found = list(_words(text))
    known = [number for number, word in enumerate(found) if word in KIN]
    total = len(known) + (len(found) - len(known)) // 2
    for number in random.sample(known, min(len(known), round(rate * total))):
        found[number] = random.choice([word for word in KIN[found[number]] if word != found[number]])
    return "".join(found)


def _of_each(change: Callable[[str, Random], str]) -> Way:
    return lambda taken, own, random: [(change(text, random), number) for text, number in taken]


def _whole(taken: Copied, own: list[str], random: Random) -> Copied:
    return taken


def _shuffled(taken: Copied, own: list[str], random: Random) -> Copied:
    return random.sample(taken, len(taken))


def _dropped(taken: Copied, own: list[str], random: Random) -> Copied:
    return [entry for entry in taken if random.random() >= _DROPPED] or taken[:1]


def _inserted(taken: Copied, own: list[str], random: Random) -> Copied:
    found, fresh = Copied(), iter(own)
    for entry in taken:
        found.append(entry)
        if random.random() < _INSERTED and (more := next(fresh, None)):
            found.append((more, None))
    return found


def _part(taken: Copied, own: list[str], random: Random) -> Copied:
    """A run of copied sentences between new ones, of which it makes up a part."""
    part = random.uniform(_LEAST_PART, _MOST_PART)
    size = min(len(taken), max(3, round(part * len(own) / (1 - part))))
    first, place = random.randint(0, len(taken) - size), random.randint(0, len(own))
    new: Copied = [(text, None) for text in own]
    return [*new[:place], *taken[first : first + size], *new[place:]]


def _swapped(rate: float) -> Way:
    return _of_each(lambda text, random: swapped(text, rate, random))


def _mixed(taken: Copied, own: list[str], random: Random) -> Copied:
    for way in (_dropped, _shuffled, _of_each(renumbered), _swapped(_MIXED), _inserted):
        taken = way(taken, own, random)
    return taken


WHOLE, NAME_LEFT, LEVEL_LEFT, YEAR_LEFT = "whole section", "a name left", "levels left", "a year left"
WAYS: dict[str, Way] = {
    WHOLE: _whole,
    "names and years changed": _whole,
    "numbers changed": _of_each(renumbered),
    "sentences shuffled": _shuffled,
    "sentences dropped": _dropped,
    "sentences inserted": _inserted,
    "part of a section": _part,
    **{f"words swapped {rate:.0%}": _swapped(rate) for rate in _RATES},
    "mixture": _mixed,
    NAME_LEFT: _whole,
    LEVEL_LEFT: _whole,
    YEAR_LEFT: _whole,
}
"""By kind. All but the first have names and years of the copying unit, but for those that are left."""


def is_left_by(kind: str) -> Callable[[str], bool]:
    """Which gaps of a copy, asked one after another, are filled as in the source."""
    gap = {NAME_LEFT: "agency", YEAR_LEFT: "year"}.get(kind)
    asked: list[str] = []

    def is_left(name: str) -> bool:
        if gap == name:
            asked.append(name)
            return len(asked) == 1
        return kind == WHOLE or (kind == LEVEL_LEFT and name in ("scope", "we"))

    return is_left
