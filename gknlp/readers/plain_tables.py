"""Tables in text: flattened from Word, one row a line between tabs, and between pipes."""

from __future__ import annotations

import re

from gknlp.types.document import Block, BlockKind, Cell, Grid

_PIPE = re.compile(r"^\s*\|.*\|\s*$")
_DASHES = re.compile(r":?-{3,}:?")
_BORDER = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*\*")
_NUMBER = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]?$|第[一二三四五六七八九十]+[条章节部分]+$|[-•·*●]$"
)
_TITLE = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]|附?表|第[一二三四五六七八九十]+条")
_VALUE = re.compile(r"[+\-－]?[\d０-９.,，]+\s*[^\d\s]{0,3}$|[/／\-—－–]*$|无$")
_PROSE = 100


def unmarked(text: str) -> str:
    """``text`` without Markdown's marks of bold type; asterisks that hide a part of a name stay."""
    return _BOLD.sub(r"\1", text) if "**" in text else text


def tab_table(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """The table that begins in line ``index``, None where its tabs are only layout of text, and the line after it."""
    if "\t" in lines[index].strip("\t "):
        return _tabbed(lines, index)
    return _flattened(lines, index) if lines[index].startswith("\t") else (None, index + 1)


def _grid(rows: list[list[str]], spans_known: bool) -> Grid:
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Grid(cells, len(rows), max(map(len, rows)), spans_known)


def _flattened(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """A table with one cell a line behind a tab and an empty line between its rows."""
    rows: list[list[str]] = []
    row: list[str] = []
    while index < len(lines):
        line = lines[index]
        if line.startswith("\t"):
            row += [part.strip() for part in line[1:].split("\t")]
        elif not line.strip():
            if row:
                rows.append(row)
                row = []
            if index + 1 >= len(lines) or not lines[index + 1].startswith("\t"):
                break
        elif row and _is_cell_text(lines, index, bool(rows)):
            row[-1] += "\n" + line.strip()
        else:
            break
        index += 1
    if row:
        rows.append(row)
    return None if _is_indented_prose(rows) else _grid(rows, False), index


def _is_indented_prose(rows: list[list[str]]) -> bool:
    """Paragraphs that merely begin with a tab: nothing stands beside anything, or whole sentences do."""
    if all(len(row) < 2 for row in rows) or not any(text for row in rows for text in row):
        return True
    texts = [text for row in rows for text in row if text]
    prose = sum(text.endswith("。") or len(text) > _PROSE for text in texts)
    return prose * 4 >= len(texts)


def _is_cell_text(lines: list[str], index: int, has_rows: bool) -> bool:
    """A line without a tab inside a row: the second line of the cell before.

    Where empty lines part the rows, a paragraph cannot follow a cell directly; before the first of them it may.
    """
    following, second = (*lines[index + 1 : index + 3], "", "")[:2]
    if has_rows:
        return following.startswith("\t") or not following.strip()
    goes_on = following.startswith("\t") or (not following.strip() and second.startswith("\t"))
    return goes_on and not _TITLE.match(lines[index].strip())


def _tabbed(lines: list[str], index: int) -> tuple[Grid | None, int]:
    """A table with one row a line, cells parted by tabs."""
    first = index
    while index < len(lines) and _is_row(lines[index]):
        index += 1
    taken = [line.rstrip("\n") for line in lines[first:index]]
    if not taken:
        return None, first + 1
    # A tab before every row is layout; before some, it is the empty first cell that a merged one leaves below it.
    layout = all(line.startswith("\t") for line in taken)
    rows = [[cell.strip() for cell in line[layout:].split("\t")] for line in taken]
    return _grid(rows, False) if _is_table(rows) else None, index


def _is_row(line: str) -> bool:
    cells = line.split("\t")
    return len(cells) > 1 and bool(line.strip()) and max(map(len, cells)) < _PROSE


def _is_table(rows: list[list[str]]) -> bool:
    """Titles with a tab behind their number are no table; a lone row must hold a value or three cells."""
    if all(len(row) == 2 and (not row[0] or _NUMBER.match(row[0])) for row in rows):
        return False
    if len(rows) == 1:
        [row] = rows
        return len(row) > 2 or bool(row[0] and row[1] and _VALUE.match(row[1]))
    return sum(len(row) > 1 for row in rows) > 1


def is_pipe_table(lines: list[str], index: int) -> bool:
    """Whether a row of a pipe table stands in line ``index``; without pipes at its ends it needs a rule below, or all of
    the rows a pipe at their right end."""
    line = lines[index]
    below = lines[index + 1] if index + 1 < len(lines) else ""
    if _PIPE.match(line) or ("|" in below and "-" in below and _is_rule(below)):
        return True
    return _is_right_bordered(line) and _is_right_bordered(below)


def _is_right_bordered(line: str) -> bool:
    return line.rstrip().endswith("|") and line.count("|") > 1 and bool(line.strip(" |"))


def _is_rule(line: str) -> bool:
    """Whether a line is the rule under the header of a pipe table: dashes between pipes."""
    cells = [cell.strip() for cell in line.strip().removeprefix("|").split("|")]
    if len(cells) > 1 and not cells[-1]:
        return all(map(_DASHES.fullmatch, cells[:-1]))
    return len(cells) > 1 and all(map(_DASHES.fullmatch, cells))


def pipe_tables(lines: list[str], index: int, blocks: list[Block]) -> int:
    """Append the pipe table that begins in line ``index``; a rule under a later row begins a new one."""
    first, bare = index, not _PIPE.match(lines[index])
    rows: list[list[str]] = []
    while index < len(lines) and (_PIPE.match(lines[index]) or (bare and "|" in lines[index])):
        is_rule = _is_rule(lines[index])
        if rows and not is_rule and index + 1 < len(lines) and _is_rule(lines[index + 1]):
            break
        if not is_rule:
            rows.append(_cells(lines[index].strip()))
        index += 1
    if rows:
        same = len({len(row) for row in rows}) == 1
        blocks.append(Block(BlockKind.GRID, grid=_grid(rows, same), line=first + 1))
    return index


def _cells(line: str) -> list[str]:
    body = line.removeprefix("|")
    if body.endswith("|") and not body.endswith("\\|"):
        body = body[:-1]
    return [unmarked(cell.strip().replace("\\|", "|")) for cell in _BORDER.split(body)]
