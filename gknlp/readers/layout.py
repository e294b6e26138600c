"""Pages of placed characters and ruling lines -> blocks. PDF, OFD and scans all come through here.

Lengths are in points (1/72 inch), y grows downwards. Tables are read from their ruling lines alone: where no line
parts two texts, nothing else does.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gknlp.readers.decoding import clean
from gknlp.readers.page_tables import Sheaf, joined
from gknlp.readers.ruling import Frame, Line, frames
from gknlp.types.document import UNSURE, Block, BlockKind, Doubt, Place

MAX_GLYPHS = 60_000
"""Pages with more characters are refused: no annual report comes near."""

_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]")
_PAGE_NUMBER = re.compile(
    r"[-—–－─~～·•*.(（【\[\s]*"
    r"(?:(?:第\s*)?(?:\d{1,3}|[ivxlIVXL]{1,5})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,3}\s*页?)?"
    r"|第\s*[一二三四五六七八九十]{1,3}\s*页|共\s*\d{1,3}\s*页\s*[/／,，]?\s*第\s*\d{1,3}\s*页"
    r"|(?:P|Page)[.\s]*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?)"
    r"[-—–－─~～·•*.)）】\]\s]*",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"[（(]?\s*(?:续\s*表|接\s*上\s*[页表])\s*[一二三四五六七八九十\d]*[）)]?")
_BEGINS = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]+[条章节部]|[（(]\d{1,2}[）)]|\d{1,2}[、.．](?!\d))"
)
_ENDS = tuple("。！？；：!?;:")
_MARGIN = 0.14
"""The share of a page's height, above and below, in which running heads and page numbers stand."""
_OUTER = 0.09
_SAME_HEIGHT = 3.0
_COLUMNS = 3
"""Lines of text in as many pieces, one below the other, are a table without ruling lines."""
_BARE = "此处像是没有框线的表格，未按表格读取，请与原件核对"
_FIGURE = re.compile(r"[\d,，.]*\d[\d,，.]*")
_PADDING = 14.0
"""Points that the two sides of a cell keep free at most."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character (or a word whose parts are not told apart) in its box. ``turn`` is by how many quarters it is turned
    clockwise: 1 is read downwards, 3 upwards."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page; ``glyphs`` come in any order. ``is_scan`` where they were recognised in an image."""

    width: float
    height: float
    glyphs: Sequence[Glyph]
    lines: Sequence[Line] = ()
    is_scan: bool = False


@dataclass(slots=True)
class Row:
    """A line of text."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    page: int = 0
    pieces: int = 1
    """How many texts stand beside one another."""

    @property
    def size(self) -> float:
        """The height of its characters."""
        return self.bottom - self.top


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """Characters as lines of text from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: ((g.top + g.bottom) / 2, g.x0)):
        middle = (glyph.top + glyph.bottom) / 2
        for row in reversed(rows[-3:]):
            first = row[0]
            height = min(first.bottom - first.top, glyph.bottom - glyph.top)
            if abs(middle - (first.top + first.bottom) / 2) <= 0.5 * max(height, 1.0):
                row.append(glyph)
                break
        else:
            rows.append([glyph])
    return [_row(row) for row in rows]


def _row(glyphs: list[Glyph]) -> Row:
    ordered = sorted(glyphs, key=lambda g: (g.x0, g.x1))
    pieces: list[str] = []
    last: Glyph | None = None
    for glyph in ordered:
        size = max(glyph.bottom - glyph.top, 1.0)
        if last is not None:
            if glyph.text == last.text and glyph.x0 - last.x0 < 0.25 * size and len(glyph.text) == 1:
                continue  # printed twice to look bold
            if _is_apart(last, glyph, size):
                pieces.append(" ")
        pieces.append(glyph.text)
        last = glyph
    heights = sorted(glyph.bottom - glyph.top for glyph in ordered)
    middle = sorted((glyph.top + glyph.bottom) / 2 for glyph in ordered)[len(ordered) // 2]
    height = heights[len(heights) // 2]
    return Row(
        clean("".join(pieces)).strip(),
        ordered[0].x0,
        middle - height / 2,
        max(glyph.x1 for glyph in ordered),
        middle + height / 2,
        pieces=pieces.count(" ") + 1,
    )


def _is_apart(left: Glyph, right: Glyph, size: float) -> bool:
    """Whether a space stands between two characters: wide ones only beside Chinese, whose lines are stretched."""
    gap = right.x0 - left.x1
    chinese = _HAN.match(left.text[-1:]) or _HAN.match(right.text[:1])
    return gap > (1.2 if chinese else 0.3) * size


@dataclass(slots=True)
class _Laid:
    """A page with its text parted from its tables, both in reading order."""

    number: int
    page: Page
    pieces: list[Row | Sheaf] = field(default_factory=list)


def _laid(number: int, page: Page) -> _Laid:
    page = _righted(page)
    tables = frames(page.lines, page.is_scan)
    inside: list[dict[int, list[Glyph]]] = [{} for _ in tables]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if not (0 <= x <= page.width and 0 <= y <= page.height):
            continue  # cut off
        for frame, cells in zip(tables, inside, strict=True):
            box = frame.at(x, y)
            if box is not None:
                cells.setdefault(box, []).append(glyph)
                break
        else:
            if not glyph.turn:  # outside tables: what a cell has no room for, stamps
                outside.append(glyph)
    laid = _Laid(number, page)
    rows = [row for row in rows_of(outside) if row.text]
    for row in rows:
        row.page = number
    sheaves = [_sheaf(number, frame, cells) for frame, cells in zip(tables, inside, strict=True) if cells]
    laid.pieces = sorted([*rows, *sheaves], key=lambda piece: (piece.top, piece.x0))
    return laid


def _turned(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """The character as it stands on a page of ``width`` × ``height`` that is turned back by ``turn`` quarters."""
    x0, top, x1, bottom = glyph.x0, glyph.top, glyph.x1, glyph.bottom
    if turn == 1:
        x0, top, x1, bottom = top, width - x1, bottom, width - x0
    elif turn == 2:
        x0, top, x1, bottom = width - x1, height - bottom, width - x0, height - top
    elif turn == 3:
        x0, top, x1, bottom = height - bottom, x0, height - top, x1
    return Glyph(glyph.text, x0, top, x1, bottom, (glyph.turn - turn) % 4)


def _turned_line(line: Line, turn: int, width: float, height: float) -> Line:
    ends = (line.start, line.at, line.end, line.at) if line.is_level else (line.at, line.start, line.at, line.end)
    box = _turned(Glyph("", *ends), turn, width, height)
    is_level = line.is_level == (turn % 2 == 0)
    return Line(is_level, box.top, box.x0, box.x1) if is_level else Line(is_level, box.x0, box.top, box.bottom)


def _righted(page: Page) -> Page:
    """The page with most of its text upright."""
    turn = _turn_of(page.glyphs)
    if not turn:
        return page
    size = (page.height, page.width) if turn % 2 else (page.width, page.height)
    glyphs = [_turned(glyph, turn, page.width, page.height) for glyph in page.glyphs]
    return Page(*size, glyphs, [_turned_line(line, turn, page.width, page.height) for line in page.lines], page.is_scan)


def _turn_of(glyphs: Sequence[Glyph]) -> int:
    """How most of the characters are turned."""
    turns = Counter(glyph.turn for glyph in glyphs)
    return next((turn for turn, count in turns.items() if count * 2 > len(glyphs)), 0)


def _sheaf(page: int, frame: Frame, cells: dict[int, list[Glyph]]) -> Sheaf:
    torn = _across(cells)
    texts = []
    for number, box in enumerate(frame.boxes):
        text = _cell(cells.get(number, ()), frame.xs[box.column_end] - frame.xs[box.column])
        texts.append(text + UNSURE if number in torn and not text.endswith(UNSURE) else text)
    return Sheaf(page, page, frame.xs, frame.ys, list(zip(frame.boxes, texts, strict=True)))


def _cell(glyphs: Sequence[Glyph], width: float) -> str:
    """The text of a cell; of figures that stand below one another it is not sure that they are one."""
    turn = _turn_of(glyphs)
    if turn:  # the ink of a mark fills its square in part: all are given the same breadth
        glyphs = [_turned(glyph, turn, 0, 0) for glyph in glyphs]
        half = max(glyph.bottom - glyph.top for glyph in glyphs) / 2
        middles = [(glyph.top + glyph.bottom) / 2 for glyph in glyphs]
        glyphs = [Glyph(g.text, g.x0, y - half, g.x1, y + half) for g, y in zip(glyphs, middles, strict=True)]
    rows = rows_of(glyphs)
    are_figures = len(rows) > 1 and all(_FIGURE.fullmatch(row.text) for row in rows)
    has_room = any(width - (row.x1 - row.x0) > 0.6 * row.size + _PADDING for row in rows[:-1])
    is_wrapped = are_figures and (bool(turn) or not has_room)
    text = ("" if is_wrapped else "\n").join(row.text for row in rows)
    return text + UNSURE if are_figures and not is_wrapped else text


def _across(cells: dict[int, list[Glyph]]) -> set[int]:
    """The cells between which a number runs on over the line that parts them."""
    starts: dict[int, list[tuple[int, Glyph]]] = {}
    for number, glyphs in cells.items():
        for glyph in glyphs:
            if glyph.text.isdigit() and not glyph.turn:
                starts.setdefault(round(glyph.x0), []).append((number, glyph))
    found: set[int] = set()
    for number, glyph in (pair for pairs in starts.values() for pair in pairs):
        size = max(glyph.bottom - glyph.top, 1.0)
        near = (pair for x in (-1, 0, 1) for pair in starts.get(round(glyph.x1) + x, ()))
        for other, following in near:
            is_level = abs(glyph.bottom - following.bottom) < 0.2 * size
            if other != number and is_level and abs(following.x0 - glyph.x1) < 0.1 * size:
                found |= {number, other}
    return found


def blocks_of(pages: Sequence[Page]) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The paragraphs and tables of ``pages`` in reading order, and the doubts about them.

    Lines are joined into paragraphs, also over pages; page numbers and running heads are left out; a table that goes
    on over pages is one.
    """
    laid = [_laid(number, page) for number, page in enumerate(pages, 1)]
    _drop_heads(laid)
    pieces = joined([piece for sheet in laid for piece in sheet.pieces])
    margins = _Margins([piece for piece in pieces if isinstance(piece, Row)])
    bare = _without_lines(pieces)
    scans = [sheet.number for sheet in laid if sheet.page.is_scan]
    blocks: list[Block] = []
    doubts: list[Doubt] = []
    paragraph: list[Row] = []

    def finish() -> None:
        if paragraph:
            if paragraph[0] in bare:
                doubts.append(Doubt(_BARE, Place(len(blocks))))
            blocks.append(Block(BlockKind.PARAGRAPH, _sentence(paragraph), page=paragraph[0].page))
            paragraph.clear()

    for piece in pieces:
        if isinstance(piece, Row):
            if paragraph and not margins.goes_on(paragraph, piece):
                finish()
            paragraph.append(piece)
            continue
        finish()
        grid, torn = piece.grid()
        place = Place(len(blocks))
        if torn:
            doubts.append(Doubt("表格线不完整，单元格的划分可能有误，请与原件核对", place))
        if any(piece.page <= number <= piece.last_page for number in scans):
            doubts.append(Doubt("表格由图像识别得来，请与原件核对", place))
        blocks.append(Block(BlockKind.GRID, grid=grid, page=piece.page))
    finish()
    if scans:
        message = f"第{'、'.join(map(str, scans))}页是扫描图像，文字由识别得来，可能有误"
        doubts.insert(0, Doubt(message, is_of_scan=True))
    return tuple(blocks), tuple(doubts)


def _without_lines(pieces: Sequence[Row | Sheaf]) -> list[Row]:
    """The first lines of what looks like tables that have no ruling lines."""
    found: list[Row] = []
    above = 0
    for piece, following in zip(pieces, pieces[1:], strict=False):
        is_table = all(isinstance(row, Row) and row.pieces >= _COLUMNS for row in (piece, following))
        if is_table and not above and isinstance(piece, Row):
            found.append(piece)
        above = is_table
    return found


def _sentence(rows: Sequence[Row]) -> str:
    """The text of a paragraph; a space stands where a Latin word ends a line."""
    text = rows[0].text
    for row in rows[1:]:
        latin = text[-1:].isascii() and row.text[:1].isascii() and text[-1:].isalpha() and row.text[:1].isalpha()
        text += (" " if latin else "") + row.text
    return text


class _Margins:
    """Where the lines of the text begin and end, to tell a line that goes on from one that ends a paragraph."""

    def __init__(self, rows: Sequence[Row]) -> None:
        long = [row for row in rows if len(row.text) >= 20] or list(rows)
        starts = Counter(round(row.x0 / 3) for row in long)
        ends = sorted(row.x1 for row in long)
        # Among short lines alone none can be told to be full.
        self.right = ends[int(len(ends) * 0.75)] if any(len(row.text) >= 20 for row in long) else math.inf
        self.left = min((at * 3.0 for at, count in starts.items() if count * 8 >= len(long)), default=0.0)
        pitches = sorted(
            b.top - a.top for a, b in zip(rows, rows[1:], strict=False) if a.page == b.page and b.top > a.top
        )
        self.pitch = pitches[len(pitches) // 2] if pitches else 0.0

    def goes_on(self, paragraph: Sequence[Row], row: Row) -> bool:
        """Whether ``row`` continues the paragraph."""
        last = paragraph[-1]
        size = max(last.size, 1.0)
        if min(row.pieces, last.pieces) >= _COLUMNS:
            return False
        if abs(row.size - last.size) > 0.25 * size or last.x1 < self.right - 1.6 * size:
            return False
        if row.x0 > self.left + 1.2 * size:
            return False  # indented or centred
        if row.page == last.page and self.pitch and row.top - last.top > max(2.0 * self.pitch, 3 * size):
            return False
        return not (_BEGINS.match(row.text) and last.text.endswith(_ENDS))


def _drop_heads(laid: list[_Laid]) -> None:
    """Leave out page numbers and running heads: what stands alone in the margins and says the same page after page."""
    stands: dict[tuple[bool, str], list[tuple[int, float, float]]] = {}
    for sheet in laid:
        for row in _edge(sheet):
            share = min(row.top, sheet.page.height - row.bottom) / sheet.page.height
            for key in _keys(sheet, row):
                stands.setdefault(key, []).append((sheet.number, row.top, share))
    running = {key for key, places in stands.items() if _is_running(key[1], places, len(laid))}
    for sheet in laid:
        gone = [
            row
            for row in _edge(sheet)
            if _PAGE_NUMBER.fullmatch(row.text)
            or _CONTINUED.fullmatch(row.text)
            or not running.isdisjoint(_keys(sheet, row))
        ]
        sheet.pieces = [piece for piece in sheet.pieces if not any(piece is row for row in gone)]


def _keys(sheet: _Laid, row: Row) -> set[tuple[bool, str]]:
    """What other pages say in the same place if the line is a running head: once with the number of its page masked,
    once with all numbers masked."""
    text = "".join(row.text.split())
    if text.endswith(_ENDS):
        return set()
    own = re.sub(r"\d+", lambda number: "#" if int(number[0]) == sheet.number else number[0], text)
    return {(row.top < sheet.page.height / 2, masked) for masked in (own, "##" + re.sub(r"\d+", "#", text))}


def _is_running(text: str, places: Sequence[tuple[int, float, float]], pages: int) -> bool:
    """Whether what stands in ``places`` (page, y, share of the page beyond it) is a running head: on most pages, or on
    every other one; what only two pages have must stand further out."""
    found = {number for number, _, _ in places}
    tops = [top for _, top, _ in places]
    is_out = len(found) > 2 or (not text.startswith("##") and max(share for _, _, share in places) < _OUTER)
    return len(found) > 1 and len(found) * 2 >= pages - 1 and max(tops) - min(tops) <= _SAME_HEIGHT and is_out


def _edge(sheet: _Laid) -> list[Row]:
    """The lines in the upper and the lower margin that nothing else stands beyond."""
    height = sheet.page.height
    found: list[Row] = []
    for pieces, is_top in ((sheet.pieces, True), (sheet.pieces[::-1], False)):
        for piece in pieces[:3]:
            if not isinstance(piece, Row):
                break
            if (piece.top > height * _MARGIN) if is_top else (piece.bottom < height * (1 - _MARGIN)):
                break
            found.append(piece)
    return found
