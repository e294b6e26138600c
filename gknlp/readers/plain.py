"""Text: as it is, flattened from Word (a cell a line behind a tab), Markdown, hard-wrapped lines, one long line."""

from __future__ import annotations

import re
from collections import Counter

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import decode
from gknlp.types.document import Block, BlockKind, Cell, Document, Grid

_DEBRIS = re.compile(r"\[bookmark:[^\]\n]*\]|<!--\[(?:if [^\]\n]*|endif)\]-->")
_PIPE = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?\s*$")
_HEADING = re.compile(r"^(#{1,6})\s+(\S.*?)\s*#*$")
_SENTENCE_END = tuple("。！？；：!?;:”）)】》")
_NEW_PARAGRAPH = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]+|\d{1,2}[.．、)）]|"
    r"[一二三四五六七八九十]是|[|#\t*-]|表[一二三四五\d])"
)
_FEWEST_WRAPPED = 6


def read_plain(content: bytes, name: str) -> Document:
    """Read a text file. Raises UnreadableDocument where it is binary or empty."""
    text = _DEBRIS.sub("", decode(content, name))
    if not text.strip():
        raise UnreadableDocument(f"{name}：文件里没有文字，请重新获取")
    lines = text.split("\n")
    return Document(name, "plain", tuple(_blocks(lines, _wrap_width(lines))))


def _width(line: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in line.strip())


def _wrap_width(lines: list[str]) -> int:
    """The width at which the file's lines are broken, 0 where they are not: many lines of nearly the same width that
    end amid a sentence."""
    widths = [
        _width(line)
        for line in lines
        if line.strip() and not line.startswith(("\t", "|", "#")) and not line.rstrip().endswith(_SENTENCE_END)
    ]
    wide = [width for width in widths if 40 <= width <= 120]
    if len(wide) < _FEWEST_WRAPPED:
        return 0
    common, _ = Counter(width // 4 for width in wide).most_common(1)[0]
    near = sum(abs(width - common * 4) <= 8 for width in wide)
    return common * 4 if near * 10 >= len(wide) * 7 and near >= _FEWEST_WRAPPED else 0


def _blocks(lines: list[str], wrap: int) -> list[Block]:
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.strip() and not line.startswith("\t"):
            index += 1
        elif line.startswith("\t") and (line.strip() or _is_flattened(lines, index)):
            index = _flattened(lines, index, blocks)
        elif "\t" in line.strip() and _is_tabbed(lines, index):
            index = _tabbed(lines, index, blocks)
        elif _PIPE.match(line):
            index = _markdown(lines, index, blocks)
        else:
            index = _paragraph(lines, index, wrap, blocks)
    return blocks


def _paragraph(lines: list[str], index: int, wrap: int, blocks: list[Block]) -> int:
    line = lines[index]
    heading = _HEADING.match(line.strip())
    if heading:
        title = heading[2].replace("**", "")
        blocks.append(Block(BlockKind.HEADING, title.strip(), level=len(heading[1]), line=index + 1))
        return index + 1
    text, first = line.strip(), index
    while wrap and _continues(lines, index, wrap):
        index += 1
        text += lines[index].strip()
    blocks.append(Block(BlockKind.PARAGRAPH, text.replace("**", ""), line=first + 1))
    return index + 1


def _continues(lines: list[str], index: int, wrap: int) -> bool:
    """Whether line ``index`` was broken at the wrap width and goes on in the next line."""
    if index + 1 >= len(lines):
        return False
    line, following = lines[index].strip(), lines[index + 1]
    if not following.strip() or _width(line) < wrap - 10 or line.endswith(("。", "！", "？")):
        return False
    return not _NEW_PARAGRAPH.match(following.strip()) and not following.startswith(("\t", "|"))


def _grid(rows: list[list[str]], spans_known: bool) -> Grid:
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Grid(cells, len(rows), max(map(len, rows)), spans_known)


def _is_flattened(lines: list[str], index: int) -> bool:
    """An empty cell begins a table only where more cells follow at once."""
    return index + 1 < len(lines) and lines[index + 1].startswith("\t")


def _flattened(lines: list[str], index: int, blocks: list[Block]) -> int:
    """A table with one cell a line behind a tab and an empty line between its rows, or one row a line."""
    first = index
    rows: list[list[str]] = []
    row: list[str] = []
    while index < len(lines):
        line = lines[index]
        if line.startswith("\t"):
            parts = line[1:].split("\t")
            if len(parts) > 2 and not row:
                rows.append([part.strip() for part in parts])
            else:
                row += [part.strip() for part in parts] if len(parts) > 1 else [line[1:].strip()]
        elif not line.strip():
            if row:
                rows.append(row)
                row = []
            if not _goes_on(lines, index):
                break
        elif row and _is_cell_text(lines, index):
            row[-1] += "\n" + line.strip()
        else:
            break
        index += 1
    if row:
        rows.append(row)
    blocks.append(Block(BlockKind.GRID, grid=_grid(rows, False), line=first + 1))
    return index


def _goes_on(lines: list[str], index: int) -> bool:
    """Whether another row of the table follows the empty line ``index``."""
    return index + 1 < len(lines) and lines[index + 1].startswith("\t")


def _is_cell_text(lines: list[str], index: int) -> bool:
    """A line without a tab inside a row: the second line of the cell before, where more of the row follows."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return following.startswith("\t") and not _NEW_PARAGRAPH.match(lines[index].strip())


def _is_tabbed(lines: list[str], index: int) -> bool:
    cells = lines[index].strip("\n").split("\t")
    return len(cells) > 1 and max(map(len, cells)) < 80


def _tabbed(lines: list[str], index: int, blocks: list[Block]) -> int:
    """A table with one row a line, cells parted by tabs."""
    first = index
    rows: list[list[str]] = []
    while index < len(lines) and "\t" in lines[index].strip("\n") and _is_tabbed(lines, index):
        rows.append([cell.strip() for cell in lines[index].split("\t")])
        index += 1
    blocks.append(Block(BlockKind.GRID, grid=_grid(rows, False), line=first + 1))
    return index


def _markdown(lines: list[str], index: int, blocks: list[Block]) -> int:
    """A pipe table; a rule under a later row begins a new one."""
    first = index
    rows: list[list[str]] = []
    while index < len(lines) and _PIPE.match(lines[index]):
        if index + 1 < len(lines) and _RULE.match(lines[index + 1]) and rows and not _RULE.match(lines[index]):
            break
        if not _RULE.match(lines[index]):
            body = lines[index].strip()[1:-1]
            rows.append([cell.strip().replace("**", "") for cell in body.split("|")])
        index += 1
    if rows:
        same = len({len(row) for row in rows}) == 1
        blocks.append(Block(BlockKind.GRID, grid=_grid(rows, same), line=first + 1))
    return index
