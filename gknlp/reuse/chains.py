"""One unit's reports over the years -> the sentences that stand in several of them, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gknlp.reuse.candidates import COMPARED_NOT
from gknlp.reuse.comparing import Prepared
from gknlp.reuse.masking import rounded
from gknlp.reuse.shingles import LENGTH, each_of, runs_in, sentences_of
from gknlp.types.reuse import Appearance, Chain, Writing

_ALIKE = 0.8
"""Of the shingles of either sentence that are in the other, for the two to be the same."""


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of a report that can be followed: (start, end) in masked characters, ``hashes`` the shingles of all
    in order, each once a sentence, ``owners`` the number of the sentence of each, ``sizes`` how many each has."""

    prepared: Prepared
    spans: list[tuple[int, int]]
    hashes: NDArray[np.uint64]
    owners: NDArray[np.int64]
    sizes: NDArray[np.int64]


def _sentences(prepared: Prepared) -> _Sentences:
    found = prepared.shingled
    starts, ends = sentences_of(found)
    taken = [stretch.section not in COMPARED_NOT for stretch in prepared.writing.stretches]
    kept = np.array(taken, dtype=bool)[found.stretches[starts]]
    starts, ends = starts[kept], ends[kept]
    owner = np.full(len(found.hashes), -1)
    lengths = ends - LENGTH + 1 - starts
    owner[each_of(starts, lengths)] = np.repeat(np.arange(len(starts)), lengths)
    order = found.order[owner[found.order] >= 0]
    hashes, owners = found.hashes[order], owner[order]
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
    sizes = np.bincount(owners[fresh], minlength=len(spans))
    return _Sentences(prepared, spans, hashes[fresh], owners[fresh], sizes)


def _matches(later: _Sentences, earlier: _Sentences) -> dict[int, int]:
    """Sentence of ``later`` -> the sentence of ``earlier`` that is the same; each of either at most once."""
    if not later.spans or not earlier.spans:
        return {}
    low, count = runs_in(later.hashes, earlier.hashes)
    others = earlier.owners[each_of(low, count)]
    keys, same = np.unique(np.repeat(later.owners, count) * len(earlier.spans) + others, return_counts=True)
    mine, theirs = keys // len(earlier.spans), keys % len(earlier.spans)
    fits = (same >= _ALIKE * later.sizes[mine]) & (same >= _ALIKE * earlier.sizes[theirs])
    found: dict[int, int] = {}
    used: set[int] = set()
    for index in sorted(np.flatnonzero(fits).tolist(), key=lambda index: (-int(same[index]), index)):
        sentence, other = int(mine[index]), int(theirs[index])
        if sentence not in found and other not in used:
            found[sentence] = other
            used.add(other)
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence of a chain: ``start:end`` of ``stretch`` of the ``report``, a number among those of the unit."""

    report: int
    stretch: int
    start: int
    end: int
    is_same: bool


def _step(years: Sequence[_Sentences], key: tuple[int, int], before: tuple[int, int] | None) -> Step:
    report, number = key
    sentences = years[report]
    masked = sentences.prepared.shingled.masked
    stretch, start, end = masked.span(*sentences.spans[number])
    is_same = before is not None and np.array_equal(_words(sentences, number), _words(years[before[0]], before[1]))
    return Step(report, stretch, *rounded(masked.texts[stretch], start, end), is_same)


def _words(sentences: _Sentences, number: int) -> NDArray[np.uint32]:
    """The characters of a sentence without masks."""
    return sentences.prepared.shingled.masked.unmasked(*sentences.spans[number])


def steps_of(reports: Sequence[Prepared]) -> Iterator[tuple[Step, ...]]:
    """The chains of one unit; ``reports`` are its reports of different years, the oldest first."""
    years = [_sentences(prepared) for prepared in reports]
    links: dict[tuple[int, int], tuple[int, int]] = {}
    for number, sentences in enumerate(years):
        open_ones = set(range(len(sentences.spans)))
        for before in range(number - 1, -1, -1):
            found = _matches(sentences, years[before])
            for sentence in sorted(open_ones & set(found)):
                links[number, sentence] = (before, found[sentence])
            open_ones -= set(found)
    followed = set(links.values())
    for end in sorted(key for key in links if key not in followed):
        keys = [end]
        while keys[-1] in links:
            keys.append(links[keys[-1]])
        befores = [None, *keys[:0:-1]]
        yield tuple(_step(years, key, before) for key, before in zip(keys[::-1], befores, strict=True))


def chain_of(reports: Sequence[Writing], steps: Sequence[Step]) -> Chain:
    """A chain of a unit by its ``steps``."""
    appearances = tuple(
        Appearance(reports[step.report], step.stretch, step.start, step.end, step.is_same) for step in steps
    )
    last = appearances[-1]
    stretch = last.writing.stretches[last.stretch]
    topic = next((name for start, end, name in stretch.topics if start < last.end and last.start < end), "")
    is_unbroken = len(steps) == steps[-1].report - steps[0].report + 1
    return Chain(last.writing.unit, stretch.section, topic, appearances, is_unbroken)
