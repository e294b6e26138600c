"""A document as one run of folded text, with the way back to places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from gknlp.language.characters import fold, squeeze
from gknlp.types.document import BlockKind, Document, Place

GRID = "\ufffc"
"""Stands for a grid in the text."""


@dataclass(frozen=True, slots=True)
class Flow:
    """``text`` is the folded text of all blocks, a line each, a grid as one ``GRID`` character; ``starts`` the offset
    at which each block begins."""

    document: Document
    text: str
    starts: tuple[int, ...]

    def block(self, offset: int) -> int:
        """The number of the block that ``offset`` lies in."""
        return bisect_right(self.starts, offset) - 1

    def place(self, start: int, end: int) -> Place:
        """The place of ``text[start:end]``, cut off at the end of its first block."""
        block = self.block(start)
        begin = self.starts[block]
        length = len(self.document.blocks[block].text)
        return Place(block, min(start - begin, length), min(end - begin, length))

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """The pieces of blocks that ``text[start:end]`` covers, those without any text but grids left out."""
        pieces = []
        for block in range(self.block(start), self.block(max(start, end - 1)) + 1):
            begin = self.starts[block]
            if self.document.blocks[block].kind is BlockKind.GRID:
                if begin >= start:
                    pieces.append(Place(block))
                continue
            length = len(self.document.blocks[block].text)
            low, high = max(0, start - begin), min(length, end - begin)
            if low < high:
                pieces.append(Place(block, low, high))
        return tuple(pieces)

    def squeezed(self) -> tuple[str, list[int]]:
        """The text without white space, and the offset of each of its characters."""
        return squeeze(self.text)


def flow_of(document: Document) -> Flow:
    """Lay the blocks of ``document`` one after another."""
    texts = [GRID if block.kind is BlockKind.GRID else block.text.replace("\n", " ") for block in document.blocks]
    starts, offset = [], 0
    for text in texts:
        starts.append(offset)
        offset += len(text) + 1
    return Flow(document, fold("\n".join(texts)), tuple(starts))


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with ``spans`` filled with ``GRID``: as long as before, nothing left in them to be found."""
    for start, end in spans:
        text = text[:start] + GRID * (end - start) + text[end:]
    return text
