"""A report -> what of it is compared with others: its prose by section, without tables and titles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from gknlp.types.audit import Parsed
from gknlp.types.document import BlockKind, Place
from gknlp.types.report import Report, Section
from gknlp.types.reuse import Stretch, Writing

_CLAUSE_ENDS = re.compile(r"[，,。；;：:、！!？?（()）\n]")
_QUOTATION = re.compile(r"(?:》|号[）)]?|要求|提出|指出|强调|规定|明确|部署)[^“”。；\n]{0,12}[:：，,]?“([^“”\n]{10,})”")
"""Words of a document or of somebody above, told as such."""
_LONGEST_CLAUSE = 30
"""Characters before a figure that can be those of its metric."""


def writing_of(entry: Parsed, unit: str) -> Writing:
    """What of a report is compared; ``unit`` is the name under which the reports of its unit are put together."""
    masthead = entry.report.masthead
    stretches = (_stretch(entry, section) for section in entry.report.sections)
    return Writing(
        file=entry.file,
        agency=masthead.agency,
        unit=unit,
        year=masthead.year,
        stretches=tuple(stretch for stretch in stretches if stretch.places),
        published=masthead.published or masthead.signed,
        region=masthead.region,
        level=masthead.level,
        government=masthead.government,
    )


def _stretch(entry: Parsed, section: Section) -> Stretch:
    blocks = entry.document.blocks
    places = [
        piece
        for place in section.body
        if place.cell is None and blocks[place.block].kind is not BlockKind.GRID
        for piece in _without_tables(place, entry.report)
    ]
    starts, texts, offset = [], [], 0
    for place in places:
        text = entry.document.text(place).replace("\n", " ")
        starts.append(offset)
        texts.append(text)
        offset += len(text) + 1
    topics = tuple(
        (start, end, statement.topic)
        for statement in (entry.report.statements if section.key == "problems" else ())
        for start, end in _spans(statement.place, places, starts)
        if statement.topic
    )
    foreign = tuple(
        span
        for slip in entry.report.slips
        if slip.kind == "foreign_name"
        for span in _spans(slip.place, places, starts)
    )
    text = "\n".join(texts)
    figures = (_clause(text, *span) for claim in entry.report.claims for span in _spans(claim.place, places, starts))
    lent = tuple(sorted({*figures, *(found.span(1) for found in _QUOTATION.finditer(text))}))
    return Stretch(section.key, section.title, text, tuple(starts), tuple(places), topics, foreign, lent)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause that ``start:end`` of ``text`` stands in, up to its end: 其中自然人 before 30件."""
    marks = [found.end() for found in _CLAUSE_ENDS.finditer(text, max(0, start - _LONGEST_CLAUSE), start)]
    return marks[-1] if marks else max(0, start - _LONGEST_CLAUSE), end


def _without_tables(place: Place, report: Report) -> list[Place]:
    """The pieces of ``place`` that no table of the form was read from."""
    taken = sorted(
        (table.start, table.end)
        for found in report.tables
        for table in found.places
        if table.block == place.block and table.cell is None
    )
    pieces, begin = [], place.start
    for start, end in taken:
        if start > begin:
            pieces.append(Place(place.block, begin, min(start, place.end)))
        begin = max(begin, end)
    pieces.append(Place(place.block, begin, place.end))
    return [piece for piece in pieces if piece.start < piece.end]


def _spans(at: Place, places: list[Place], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Where the words at ``at`` stand in the text that is joined of ``places``, each of which begins at one of ``starts``;
    nowhere where none of them holds all of the words."""
    for number in range(bisect_left(places, at.block, key=lambda place: place.block), len(places)):
        place = places[number]
        if place.block != at.block:
            return
        if at.cell is None and place.start <= at.start and at.end <= place.end:
            yield at.start - place.start + starts[number], at.end - place.start + starts[number]
