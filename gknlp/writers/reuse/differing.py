"""What differs between two passages, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher

from gknlp.language.characters import fold
from gknlp.language.words import cut

_MANY = 2_000
"""Words from which on the frequent ones are no help in aligning: with all of them it would take long."""


def _words(text: str) -> list[tuple[int, int]]:
    """The words of ``text`` that have a letter or a digit."""
    return [(start, end) for start, end in cut(text) if any(map(str.isalnum, text[start:end]))]


def differences(first: str, second: str) -> list[tuple[int, int, int, int]]:
    """(start, end) of what stands in ``first`` and (start, end) of what stands for it in ``second``, one of them empty
    where the other has nothing like it. White space, punctuation and the width of characters make no difference."""
    first, second = fold(first), fold(second)
    ours, theirs = _words(first), _words(second)
    left = [first[start:end] for start, end in ours]
    right = [second[start:end] for start, end in theirs]
    matcher = SequenceMatcher(None, left, right, autojunk=max(len(left), len(right)) > _MANY)
    return [
        (*_span(ours, a, b), *_span(theirs, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal" and "".join(left[a:b]) != "".join(right[c:d])
    ]


def _span(words: list[tuple[int, int]], low: int, high: int) -> tuple[int, int]:
    """From the first to the last of ``words[low:high]``; where there are none, an empty span before the next."""
    if low < high:
        return words[low][0], words[high - 1][1]
    at = words[low][0] if low < len(words) else (words[-1][1] if words else 0)
    return at, at
