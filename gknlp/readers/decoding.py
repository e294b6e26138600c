"""Bytes -> text, whatever the encoding."""

from __future__ import annotations

import re

from gknlp.errors import UnreadableDocument
from gknlp.types.document import Block, BlockKind, Doubt, Place

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_UNCLEAN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\r\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\ud800-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_PLAIN = re.compile("[\t\n\r -~\u00a0\u2010-\u203f\u2160-\u217f\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_LOST = "\ufffd"
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAMPLE = 65536


def decode(content: bytes, name: str, declared: str = "") -> str:
    """The text of ``content``: by its byte order mark, else the first of UTF-8, ``declared`` and GB18030 that fits.

    Invisible characters are taken out, lost ones stand as U+FFFD. Raises UnreadableDocument for binary content.
    """
    text = _decoded(content, name, declared)
    sample = text[:_SAMPLE]
    if len(_ODD.findall(sample)) > max(2, len(sample) // 50):
        raise UnreadableDocument(f"{name}：内容是二进制或编码已损坏，不是文本，请重新导出后再试")
    return clean(_CONTROL.sub(" ", text))


def clean(text: str) -> str:
    """``text`` without invisible characters, with plain line ends."""
    if not _UNCLEAN.search(text):
        return text
    return _LINE_END.sub("\n", _INVISIBLE.sub("", text))


def doubts_of(blocks: list[Block]) -> tuple[Doubt, ...]:
    """A doubt for each block that holds characters which could not be decoded."""
    return tuple(
        Doubt("此处有字符无法解码（文件可能被截断或编码损坏），请核对原文", place)
        for number, block in enumerate(blocks)
        for place in _lost(number, block)
    )


def _lost(number: int, block: Block) -> list[Place]:
    if block.kind is not BlockKind.GRID:
        at = block.text.find(_LOST)
        return [Place(number, at, at + 1)] if at >= 0 else []
    cells = block.grid.cells if block.grid else ()
    found = [(cell, cell.text.find(_LOST)) for cell in cells if _LOST in cell.text]
    return [Place(number, at, at + 1, (cell.row, cell.column)) for cell, at in found[:1]]


def _decoded(content: bytes, name: str, declared: str) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in content[:_SAMPLE]:
        return _utf16(content, name)
    for encoding in ("utf-8", declared, "gb18030"):
        try:
            text = content.decode(encoding) if encoding else ""
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
        # GB18030 reads most bytes as something: a file of UTF-8 with one broken place is still UTF-8.
        if text and (encoding == "utf-8" or not _is_broken_utf8(content)):
            return text
    encoding = "utf-8" if _is_broken_utf8(content) else "gb18030"
    return content.decode(encoding, errors="replace")


def _is_broken_utf8(content: bytes) -> bool:
    """UTF-8 cut off or damaged in a few places: hardly anything is lost in decoding it as such."""
    text = content[:_SAMPLE].decode("utf-8", errors="replace")
    return text.count(_LOST) <= 1 + len(text) // 100 and not text.isascii() and bool(text.strip(_LOST + " \t\r\n"))


def _utf16(content: bytes, name: str) -> str:
    """UTF-16 without a mark: the zero bytes of its ASCII characters stand all at even or all at odd offsets."""
    even, odd = content[:_SAMPLE:2].count(0), content[1:_SAMPLE:2].count(0)
    text = content.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")
    sample = text[:_SAMPLE]
    if min(even, odd) > 2 or "\x00" in sample or len(_PLAIN.findall(sample)) * 20 < len(sample) * 19:
        raise UnreadableDocument(f"{name}：含有空字节，是二进制文件而不是文本，请确认文件是否选对")
    return text


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Superscript ``text`` with its digits raised: what refers to a note must not run on a number."""
    return text.translate(_RAISED)
