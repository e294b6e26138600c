"""Invented reports in any number, made fast, for measuring how text that reports share is found.

A third of the reports copied sentences of one other, a tenth of these of last year's report of the same unit; each has
some set sentences, which 50 to 500 others have too. No word and no sentence is anybody's.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gknlp.types.document import Place
from gknlp.types.reuse import Stretch, Writing

SENTENCES = 174
"""Of a report, 60 to a section: about 5,000 characters."""
_SECTIONS = ("overview", "problems", "other")
_WORDS = 8000
_YEARS = 4
_SET = 3
"""Set sentences that a report has, at its end."""


def corpus(count: int, seed: int = 1) -> list[Writing]:
    """``count`` reports of about 5,000 characters, the same for the same seed."""
    random = np.random.default_rng(seed)
    words = random.integers(0x4E00, 0x7000, (_WORDS, 2)).astype(np.uint16)
    rates = 1 / (np.arange(_WORDS) + 10)
    bounds = np.cumsum(rates / rates.sum())
    fixed = list(_drawn(random, words, bounds, max(count * _SET // 275, 1)))
    shares = np.cumsum(random.integers(50, 501, len(fixed)).astype(float))
    writings: list[Writing] = []
    for number in range(count):
        sentences = list(_drawn(random, words, bounds, SENTENCES))
        which = np.searchsorted(shares, random.random(_SET) * shares[-1], side="right")
        sentences[-_SET:] = [fixed[one] for one in which.tolist()]
        if number and number % 3 == 0:
            is_own = number % _YEARS and random.random() < 0.1
            source = writings[number - 1 if is_own else int(random.integers(number))]
            copied = int(random.integers(20, 121))
            sentences[:copied] = "。".join(stretch.text for stretch in source.stretches).split("。")[:copied]
        writings.append(_writing(number, sentences))
    return writings


def _drawn(
    random: np.random.Generator, words: NDArray[np.uint16], bounds: NDArray[np.float64], count: int
) -> Iterator[str]:
    """``count`` sentences of 8 to 20 words."""
    lengths = random.integers(8, 21, count)
    drawn = np.minimum(np.searchsorted(bounds, random.random(int(lengths.sum()))), _WORDS - 1)
    text = words[drawn].tobytes().decode("utf-16-le")
    stops = np.cumsum(lengths) * 2
    for start, stop in zip((stops - lengths * 2).tolist(), stops.tolist(), strict=True):
        yield text[start:stop]


def _writing(number: int, sentences: list[str]) -> Writing:
    texts = ["。".join(sentences[start : start + 60]) for start in range(0, SENTENCES, 60)]
    stretches = tuple(
        Stretch(section, section, text, (0,), (Place(place, 0, len(text)),))
        for place, (section, text) in enumerate(zip(_SECTIONS, texts, strict=True))
    )
    unit = f"云溪县第{number // _YEARS}局"
    return Writing(f"{number:06}.txt", unit, unit, 2020 + number % _YEARS, stretches)
