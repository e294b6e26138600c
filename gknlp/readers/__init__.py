"""Bytes -> Document, one file per format; the format is told by content, not by the file's ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gknlp.errors import UnreadableDocument
from gknlp.readers.docx import read_docx
from gknlp.readers.html import looks_like_html, read_html
from gknlp.readers.plain import read_plain
from gknlp.types.document import Document

MAX_BYTES = 50 * 1024 * 1024
"""Larger files are refused unread: no annual report comes near."""

READERS: dict[str, Callable[[bytes, str], Document]] = {
    "docx": read_docx,
    "html": read_html,
    "plain": read_plain,
}

_REFUSED = (
    (b"%PDF", "PDF 文件，暂不支持，请另存为 docx 或 txt 后再试"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "旧版 Office（doc、wps、xls）或加密文件，请用 Word 或 WPS 另存为未加密的 docx 后再试",
    ),
    (b"\x89PNG", "图片，暂不支持，请提供文字版"),
    (b"\xff\xd8\xff", "图片，暂不支持，请提供文字版"),
    (b"Rar!", "RAR 压缩包，请先解压"),
    (b"7z\xbc\xaf", "7z 压缩包，请先解压"),
    (b"\x1f\x8b", "gzip 压缩包，请先解压"),
)


def format_of(content: bytes) -> str:
    """The key in ``READERS`` of the format that ``content`` is in."""
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return "docx"
    return "html" if looks_like_html(content) else "plain"


def read_bytes(content: bytes, name: str) -> Document:
    """Read ``content`` of a file called ``name``. Raises UnreadableDocument with one Chinese line."""
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(f"{name}：文件超过 {MAX_BYTES // 1024 // 1024} MB，不像年度报告，请确认文件是否选对")
    if not content.strip():
        raise UnreadableDocument(f"{name}：文件是空的，请重新获取")
    for magic, message in _REFUSED:
        if content.startswith(magic):
            raise UnreadableDocument(f"{name}：这是{message}")
    return READERS[format_of(content)](content, name)


def read(path: Path | str) -> Document:
    """Read the file at ``path``. Raises UnreadableDocument with one Chinese line that says what, where and what to do."""
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument(
                f"{path.name}：文件超过 {MAX_BYTES // 1024 // 1024} MB，不像年度报告，请确认文件是否选对"
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path.name}：文件打不开（{error.strerror or error}），请检查路径和权限") from error
    return read_bytes(content, path.name)
