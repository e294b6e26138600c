"""Document -> Report: all looking at text happens here."""

from __future__ import annotations

from dataclasses import replace

from gknlp.editions import due, headers_in, recognise
from gknlp.errors import UnreadableDocument
from gknlp.parsing.announced import announcements_of
from gknlp.parsing.breakdowns import breakdowns_by_share, breakdowns_of
from gknlp.parsing.changes import changes_of
from gknlp.parsing.charges import charges_of
from gknlp.parsing.checking import broken_at_once
from gknlp.parsing.claims import claims_of
from gknlp.parsing.deriving import derive, told_apart
from gknlp.parsing.elements import element_mentions
from gknlp.parsing.flow import Flow, flow_of
from gknlp.parsing.header_words import header_places
from gknlp.parsing.hints import hinted_tables
from gknlp.parsing.masthead import filed_under, masthead_of
from gknlp.parsing.mentions import mentions_of
from gknlp.parsing.narrative import narrative_of
from gknlp.parsing.prose import prose_of
from gknlp.parsing.reading import Reading, contested_cells
from gknlp.parsing.recovering import doubtful_sections, recovered
from gknlp.parsing.runs import read_runs
from gknlp.parsing.sections import numberings_of, sections_of
from gknlp.parsing.share_totals import with_totals
from gknlp.parsing.shares import shares_of
from gknlp.parsing.slips import slips_of
from gknlp.parsing.statements import statements_of
from gknlp.parsing.tables import read_tables, unbound_rows
from gknlp.parsing.titles import Title, find_titles
from gknlp.parsing.torn import read_torn
from gknlp.types.document import BlockKind, Document, Doubt
from gknlp.types.edition import Edition
from gknlp.types.report import Masthead, Report, Section, Table

MAX_TEXT = 500_000
"""Documents of more characters, those in cells counted, are refused: no annual report comes near."""

_FEWEST_SIGNS = 3
_FEWEST_FIGURES = 8
_FREE = "additional"
"""The key of sections that the form does not prescribe."""
_OF_TABLES = {"disclosure", "applications", "litigation", "additional"}
"""Sections whose titles may stand above a table alone."""
_LITTLE_PROSE = 200
"""Characters: titles of tables, a line on who filled them in."""


def parse(document: Document) -> Report:
    """What the agency states in ``document``. Raises UnreadableDocument where it is no 年度报告."""
    flow = flow_of(document)
    squeezed = "".join(flow.text.split()) + _cell_text(document)
    if max(len(flow.text), len(squeezed)) > MAX_TEXT:
        raise UnreadableDocument(f"{document.name}：文字超过 {MAX_TEXT} 个，不像年度报告，请确认文件是否选对")
    titles = find_titles(flow)
    masthead, named = masthead_of(flow, titles[0].start if titles else 0, squeezed)
    filed = filed_under(masthead.agency, document.name)
    bare, incomplete = _check_kind(document, squeezed, titles, masthead)
    edition, recognised = recognise(squeezed, masthead.year)
    reading = read_tables(document, edition, masthead.year)
    spans = read_runs(flow, edition, reading)
    read_torn(document, edition, reading)
    titles = recovered(flow, edition, titles, reading)
    doubts = [*_located(document.doubts, reading), *named, *reading.doubts, *unbound_rows(edition, reading)]
    doubts += contested_cells(edition, reading)
    doubts += _missing_rows(edition, reading)
    doubts += broken_at_once(document, edition, reading, doubts)
    if not recognised and due(masthead.year or 0).tables:
        doubts.append(Doubt(f"未见任何一版表格的表头，按报告年度套用{edition.name}"))
    doubts += [Doubt(title.doubt, flow.place(title.start, title.end)) for title in titles if title.doubt]
    if filed != masthead.agency:
        doubts.append(
            Doubt(f"正文的“{masthead.agency}”与文件名的“{filed}”有一字之差，按文件名认定", masthead.title_place)
        )
    if not filed:
        doubts.append(Doubt("看不出报告单位"))
    if bare:
        doubts.append(Doubt("文件里只有表格，没有正文，只核查表格"))
    if incomplete:
        message = f"内容不完整：只见标题和“{titles[0].text}”，可能是截断或只取了一部分"
        doubts.append(Doubt(message, masthead.title_place, sections=tuple(form.key for form in edition.sections)))
    if masthead.year is None:
        doubts.append(Doubt("看不出报告年度"))
    sections = _with_tables(document, sections_of(flow, titles), reading)
    doubts += doubtful_sections(edition, sections)
    narrative = narrative_of(flow, titles, spans)
    claims = claims_of(narrative, edition, masthead)
    prose = prose_of(narrative, edition, masthead, claims)
    lists = breakdowns_of(prose)
    headers = headers_in(squeezed)
    shares = with_totals(prose, shares_of(prose, lists))
    return Report(
        masthead=replace(masthead, agency=filed),
        edition=edition,
        sections=sections,
        numberings=numberings_of(flow, titles, spans),
        tables=tuple(Table(form.key, tuple(reading.places[form.key])) for form in edition.tables
                     if form.key in reading.places),
        figures={metric: reading.figures[metric] for metric in edition.metrics if metric in reading.figures},
        derived=told_apart(edition, reading.figures, claims) | derive(edition, reading.figures),
        claims=claims,
        breakdowns=(*lists, *breakdowns_by_share(prose, shares)),
        mentions=(*mentions_of(flow, sections), *element_mentions(narrative, sections)),
        doubts=tuple(doubts),
        headers=headers,
        header_places=header_places(flow, headers),
        shares=shares,
        changes=changes_of(prose),
        due=due(masthead.year) if masthead.year else None,
        hinted=hinted_tables(document, edition, reading, squeezed),
        slips=slips_of(narrative, sections, edition, masthead),
        announcements=announcements_of(narrative),
        is_scanned=any(doubt.is_of_scan for doubt in document.doubts),
        statements=statements_of(flow, sections),
        charges=charges_of(narrative),
    )  # fmt: skip


def _located(doubts: tuple[Doubt, ...], reading: Reading) -> list[Doubt]:
    """The reader's doubts, those about a grid under the table that was read from it."""
    table_of = {place.block: key for key, places in reading.places.items() for place in places}
    return [
        replace(doubt, table=table_of.get(doubt.place.block, "")) if doubt.place and not doubt.table else doubt
        for doubt in doubts
    ]


def _cell_text(document: Document) -> str:
    return "".join(
        "".join(cell.text.split())
        for block in document.blocks
        if block.kind is BlockKind.GRID and block.grid is not None
        for cell in block.grid.cells
    )


def _check_kind(document: Document, squeezed: str, titles: list[Title], masthead: Masthead) -> tuple[bool, bool]:
    """Refuse what is no annual report: it must hold the form's tables and nothing else, or speak of 信息公开 and look
    like a report in two more ways; a title with a prescribed section below will do. Returns whether it is nothing but
    tables, and whether nothing but a beginning."""
    if _is_bare(document, squeezed, titles, masthead.year):
        return True, False
    signs = [
        "信息公开" in squeezed or "政务公开" in squeezed,
        bool(masthead.title),
        len(titles) >= 2,
        "依申请公开" in squeezed or "公开申请" in squeezed,
        "行政复议" in squeezed and "年度报告" in squeezed,
    ]
    if signs[0] and sum(signs) >= _FEWEST_SIGNS:
        return False, False
    is_titled = masthead.title_place is not None and "name" not in (masthead.title_lacks or ())
    if signs[0] and is_titled and any(title.key != _FREE for title in titles):
        return False, True
    missing = [name for name, found in (("报告标题", masthead.title), ("法定部分", titles)) if not found]
    why = f"未见{'和'.join(missing)}" if missing else "只有标题和个别字样"
    raise UnreadableDocument(f"{document.name}：内容不像政府信息公开工作年度报告（{why}），请确认文件是否选对")


def _is_bare(document: Document, squeezed: str, titles: list[Title], year: int | None) -> bool:
    """Whether a document holds tables of the form without the report around them."""
    prose = sum(len("".join(block.text.split())) for block in document.blocks)
    if prose > _LITTLE_PROSE or not {title.key for title in titles} <= _OF_TABLES:
        return False
    edition, _ = recognise(squeezed, year)
    return len(read_tables(document, edition, year).figures) >= _FEWEST_FIGURES


def _missing_rows(edition: Edition, reading: Reading) -> list[Doubt]:
    """A doubt for each table of which some cells were not found."""
    doubts = []
    for form in edition.tables:
        if form.key not in reading.places or not form.required:
            continue
        optional = {form.metric(row, column.key) for choice in form.either for row in choice for column in form.columns}
        missing = [metric for metric in form.metrics if metric not in reading.figures and metric not in optional]
        if form.either and not any(metric in reading.figures for metric in optional):
            missing += sorted(optional)[:1]
        if missing:
            names = "、".join(edition.name_of(metric) for metric in missing[:3])
            message = f"{form.name}有{len(missing)}格未读到（{names}{'等' if len(missing) > 3 else ''}），所涉勾稽关系不予判定"
            doubts.append(Doubt(message, reading.places[form.key][0], ""))
    return doubts


def _with_tables(document: Document, sections: tuple[Section, ...], reading: Reading) -> tuple[Section, ...]:
    """The sections with the keys of the tables that stand in them, and the number of grids that were not read."""
    result = []
    read = {place.block for places in reading.places.values() for place in places}
    for section in sections:
        blocks = [(place.block, place.start, place.end) for place in section.body]
        tables = tuple(
            key
            for key, places in reading.places.items()
            if any(
                block == place.block and start <= place.start and place.end <= end
                for block, start, end in blocks
                for place in places
            )
        )
        grids = [place.block for place in section.body if document.blocks[place.block].kind is BlockKind.GRID]
        unread = sum(block not in read for block in grids)
        result.append(replace(section, tables=tables, unread=unread) if tables or unread else section)
    return tuple(result)


__all__ = ["Flow", "parse"]
