"""Where the header words that tell an edition stand."""

from __future__ import annotations

from collections.abc import Iterator

from gknlp.language.characters import fold
from gknlp.parsing.flow import Flow
from gknlp.types.document import BlockKind, Place

Headers = tuple[tuple[str, tuple[str, ...]], ...]


def header_places(flow: Flow, headers: Headers) -> dict[str, Place]:
    """The first place of each word of ``headers``: the cell that holds it or, of flattened tables, the text."""
    words = [word for _, found in headers for word in found]
    places: dict[str, Place] = {}
    for text, place in _cells(flow):
        for word in words:
            if (
                word in text
                and word not in places
                and not any(word in other for other in words if other != word and other in text)
            ):
                places[word] = place
    left = [word for word in words if word not in places]
    if left:
        text, offsets = flow.squeezed()
        for word in left:
            if (at := _alone(text, word, words)) >= 0:
                places[word] = flow.place(offsets[at], offsets[at + len(word) - 1] + 1)
    return places


def _cells(flow: Flow) -> Iterator[tuple[str, Place]]:
    for number, block in enumerate(flow.document.blocks):
        if block.kind is BlockKind.GRID and block.grid is not None:
            for cell in block.grid.cells:
                text = "".join(fold(cell.text).split())
                if text:
                    yield text, Place(number, 0, len(cell.text), (cell.row, cell.column))


def _alone(text: str, word: str, words: list[str]) -> int:
    """The offset of ``word`` where it is no part of a longer one of ``words``, -1 for nowhere."""
    longer = [(other, other.find(word)) for other in words if other != word and word in other]
    at = text.find(word)
    while at >= 0 and any(text.startswith(other, at - inside) for other, inside in longer if at >= inside):
        at = text.find(word, at + 1)
    return at
