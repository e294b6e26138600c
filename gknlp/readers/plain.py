"""Text: as it is, flattened from Word (a cell a line behind a tab), Markdown, hard-wrapped lines, one long line."""

from __future__ import annotations

import re
from collections import Counter

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import decode, doubts_of
from gknlp.readers.plain_tables import is_pipe_table, pipe_tables, tab_table, unmarked
from gknlp.types.document import Block, BlockKind, Document

MAX_LINES = MAX_CELLS = 200_000
"""Texts of more lines or cells are refused: no annual report comes near."""

_DEBRIS = re.compile(r"\[bookmark:[^\]\n]{0,200}\]|<!--\[(?:if [^\]\n]{0,200}|endif)\]-->")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_SENTENCE_END = tuple("。！？；：!?;:”）)】》")
_NUMBER = r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]+[条章节部]|[（(]?\d{1,2}(?:[、)）]|[.．](?!\d))"
_NUMBERED = re.compile(_NUMBER)
_NEW_PARAGRAPH = re.compile(rf"(?:{_NUMBER}|[一二三四五六七八九十]是|[|#\t]|[-*]\s|表[一二三四五\d])")
_FEWEST_WRAPPED = 6
_LONG = 40
_BEGINS_SENTENCE = re.compile(
    r"(?:[（(“《【]|20\d\d|\d+\s*年|[二〇○零]{2}|[一二三四五六七八九十]+是|今年|去年|全[年市县区省局镇]|本|我|各|该|此|同时|另|其[中他]|下一?步|按照|根据|"
    r"依据|针对|截至|截止|目前|通过|加强|坚持|为[了进切]|对于?|在|共|年内|近年|附|表|注|特此|以上)"
)
_PAIRS = ("“”", "《》", "（）", "()", "【】")


def read_plain(content: bytes, name: str) -> Document:
    """Read a text file. Raises UnreadableDocument where it is binary or empty."""
    text = _DEBRIS.sub("", decode(content, name))
    if not text.strip():
        raise UnreadableDocument(f"{name}：文件里没有文字，请重新获取")
    if text.count("\n") > MAX_LINES or text.count("\t") + text.count("|") > MAX_CELLS:
        raise UnreadableDocument(f"{name}：文本的行或表格的格过多，不像年度报告，请确认文件是否选对")
    lines = text.split("\n")
    blocks = _blocks(lines, _wrap_width(lines))
    if not blocks:  # borders without cells
        raise UnreadableDocument(f"{name}：文件里没有文字，请重新获取")
    return Document(name, "plain", tuple(blocks), doubts=doubts_of(blocks))


def _width(line: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in line.strip())


def _wrap_width(lines: list[str]) -> int:
    """The width at which the file's lines are broken, 0 where they are not: many lines of nearly the same width that
    end amid a sentence."""
    widths = [
        _width(line)
        for line in lines
        if 20 <= len(line) <= 124
        and not line.startswith(("\t", "|", "#"))
        and not line.rstrip().endswith(_SENTENCE_END)
    ]
    wide = [width for width in widths if 40 <= width <= 120]
    if len(wide) < _FEWEST_WRAPPED:
        return 0
    common, _ = Counter(width // 4 for width in wide).most_common(1)[0]
    near = sum(abs(width - common * 4) <= 8 for width in wide)
    return common * 4 if near * 10 >= len(wide) * 7 and near >= _FEWEST_WRAPPED else 0


def _blocks(lines: list[str], wrap: int) -> list[Block]:
    blocks: list[Block] = []
    index = examined = 0
    while index < len(lines):
        line = lines[index]
        grid = None
        if "\t" in line and index >= examined:
            grid, examined = tab_table(lines, index)
        if grid is not None:
            blocks.append(Block(BlockKind.GRID, grid=grid, line=index + 1))
            index = examined
        elif not line.strip(" \t\r\u3000|"):  # a border that stands alone, cells on lines of their own around it
            index += 1
        elif "|" in line and is_pipe_table(lines, index):
            index = pipe_tables(lines, index, blocks)
        else:
            index = _paragraph(lines, index, wrap, blocks)
    return blocks


def _paragraph(lines: list[str], index: int, wrap: int, blocks: list[Block]) -> int:
    first, line = index, lines[index].strip()
    if line.endswith("|") and line.count("|") == 1:
        line = line[:-1].rstrip()  # a cell with its border
    heading = _HEADING.match(line) if line.startswith("#") else None
    words = line[heading.end() :].rstrip("#").strip() if heading else ""
    if heading and words:
        blocks.append(Block(BlockKind.HEADING, unmarked(words), level=len(heading[1]), line=first + 1))
        return index + 1
    pieces = [line]
    while True:
        if wrap and _is_wrapped(lines, index, wrap):
            index += 1
        else:
            following = _after_page_break(pieces[-1] if wrap else line, lines, index)
            if not following:
                break
            index = following
        pieces.append(lines[index].strip())
        line = pieces[-1]
    blocks.append(Block(BlockKind.PARAGRAPH, unmarked("".join(pieces)), line=first + 1))
    return index + 1


def _is_wrapped(lines: list[str], index: int, wrap: int) -> bool:
    """Whether line ``index`` was broken at the wrap width and goes on in the next line."""
    if index + 1 >= len(lines):
        return False
    line, following = lines[index].strip(), lines[index + 1]
    if not following.strip() or line.endswith(("。", "！", "？")) or not wrap - 10 <= _width(line) <= wrap + 16:
        return False
    return not _NEW_PARAGRAPH.match(following.strip()) and not following.startswith(("\t", "|"))


def _after_page_break(line: str, lines: list[str], index: int) -> int:
    """The line in which the sentence goes on that the end of a page cut in ``line``, 0 where there is none.

    A paragraph may merely lack its full stop: the line must be long and within a sentence, and what follows one
    empty line must not look like the beginning of anything.
    """
    number = index + 2
    if len(line) < 20 or number >= len(lines) or lines[index + 1].strip() or not _is_amid(line[-1]):
        return 0
    following = lines[number].strip()
    if not following or not _is_amid(following[0]) or lines[number].startswith(("\t", "|", " ", "\u3000")):
        return 0
    if _NEW_PARAGRAPH.match(following) or _BEGINS_SENTENCE.match(following) or "。" not in following:
        return 0
    is_open = any(line.count(pair[0]) > line.count(pair[1]) for pair in _PAIRS)
    is_title = bool(_NUMBERED.match(line)) and "。" not in line
    is_long = len(line) >= _LONG and "，" in line and not is_title
    return number if is_open or is_long else 0


def _is_amid(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character in "，、0123456789"
