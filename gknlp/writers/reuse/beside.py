"""Two reports side by side, cut where a shared passage, a changed word or a trace begins or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gknlp.types.reuse import Pair, Trace, TraceKind, Writing
from gknlp.writers.reuse import wording
from gknlp.writers.reuse.differing import differences
from gknlp.writers.words import safe

COLOURS = 8
_LONGEST_GAP, _KEPT = 1_600, 500
"""Prose between two marks that is longer is cut to its first and last characters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a stretch. ``number`` is that of the passage, from 1, or 0; ``trace`` are the words of a trace."""

    start: int
    end: int
    number: int = 0
    is_changed: bool = False
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same marks. ``numbers`` are the passages that it belongs to and ``begins`` those that begin here;
    ``colour`` is that of the first of them. ``left_out`` counts characters that stand here and are not shown."""

    text: str
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    is_changed: bool = False
    trace: str = ""
    left_out: int = 0

    @property
    def colour(self) -> int:
        """Passages of one number have one colour on both sides."""
        return (self.numbers[0] - 1) % COLOURS


@dataclass(frozen=True, slots=True)
class Block:
    """A section with marks."""

    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One report of a pair: its sections with marks, and the names of those without."""

    blocks: tuple[Block, ...]
    unmarked: tuple[str, ...]

    @property
    def size(self) -> int:
        """About how many bytes of a page it takes."""
        pieces = [piece for block in self.blocks for piece in block.pieces]
        return sum(90 + 3 * len(piece.text) + 3 * len(piece.trace) for piece in pieces)


def beside(pair: Pair) -> tuple[Side, Side]:
    """The later and the earlier report."""
    ours: dict[int, list[Mark]] = defaultdict(list)
    theirs: dict[int, list[Mark]] = defaultdict(list)
    for number, passage in enumerate(pair.passages, 1):
        left, right = passage.start, passage.earlier_start
        ours[passage.stretch].append(Mark(left, passage.end, number))
        theirs[passage.earlier_stretch].append(Mark(right, passage.earlier_end, number))
        if passage.is_exact:
            continue
        for a, b, c, d in differences(wording.later_text(pair, passage), wording.earlier_text(pair, passage)):
            ours[passage.stretch].append(Mark(left + a, left + b, is_changed=True))
            theirs[passage.earlier_stretch].append(Mark(right + c, right + d, is_changed=True))
    for trace in pair.traces:
        ours[trace.stretch] += _outlines(trace, trace.start, wording.later_text(pair, trace))
        theirs[trace.earlier_stretch] += _outlines(trace, trace.earlier_start, wording.earlier_text(pair, trace))
    return _side(pair.later, ours), _side(pair.earlier, theirs)


def _outlines(trace: Trace, start: int, text: str) -> Iterator[Mark]:
    """The words of a trace; of numbers that are the same each by itself."""
    words = wording.trace_words(trace)
    if trace.kind is not TraceKind.NUMBERS:
        yield Mark(start, start + len(text), trace=words)
        return
    for found in wording.NUMBERS.finditer(text):
        yield Mark(start + found.start(), start + found.end(), trace=words)


def _side(writing: Writing, marks: dict[int, list[Mark]]) -> Side:
    blocks, unmarked = [], []
    for number, stretch in enumerate(writing.stretches):
        title = wording.line(stretch.title) or wording.section(stretch)
        if number in marks:
            blocks.append(Block(title, tuple(pieces(stretch.text, marks[number]))))
        else:
            unmarked.append(title)
    return Side(tuple(blocks), tuple(unmarked))


def pieces(text: str, marks: list[Mark]) -> Iterator[Piece]:
    """``text`` cut at the ends of ``marks``, so that overlapping marks never nest wrongly."""
    begins: dict[int, list[Mark]] = defaultdict(list)
    stops: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.start < mark.end <= len(text):
            begins[mark.start].append(mark)
            stops[mark.end].append(mark)
    active: list[Mark] = []
    edges = sorted({0, len(text), *begins, *stops})
    for start, end in zip(edges, edges[1:], strict=False):
        for mark in stops[start]:
            active.remove(mark)
        active += begins[start]
        numbers = tuple(sorted(mark.number for mark in active if mark.number))
        first = tuple(sorted(mark.number for mark in begins[start] if mark.number))
        changed = any(mark.is_changed for mark in active)
        trace = "；".join(dict.fromkeys(mark.trace for mark in active if mark.trace))
        if active:
            yield Piece(safe(text[start:end]), numbers, first, changed, trace)
        else:
            yield from _plain(text[start:end])


def _plain(text: str) -> Iterator[Piece]:
    if len(text) <= _LONGEST_GAP:
        yield Piece(safe(text))
        return
    yield Piece(safe(text[:_KEPT]))
    yield Piece("", left_out=len(text) - 2 * _KEPT)
    yield Piece(safe(text[-_KEPT:]))
