"""Bytes -> Document, one file per format; the format is told by content, not by the file's ending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gknlp.errors import UnreadableDocument
from gknlp.readers.docx import read_docx
from gknlp.readers.html import looks_like_html, read_html
from gknlp.readers.pdf import read_pdf
from gknlp.readers.plain import read_plain
from gknlp.types.document import Document

MAX_BYTES = 50 * 1024 * 1024
"""Larger files are refused unread: no annual report comes near."""

READERS: dict[str, Callable[[bytes, str], Document]] = {
    "docx": read_docx,
    "html": read_html,
    "pdf": read_pdf,
    "plain": read_plain,
}

_REFUSED = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "旧版 Office（doc、wps、xls）或加密文件，尚不支持，请用 Word 或 WPS 另存为未加密的 docx 后再试",
    ),
    (b"{\\rtf", "RTF 文件，尚不支持，请用 Word 或 WPS 另存为 docx 后再试"),
    (b"\x89PNG", "图片，尚不支持，请提供文字版"),
    (b"\xff\xd8\xff", "图片，尚不支持，请提供文字版"),
    (b"GIF8", "图片，尚不支持，请提供文字版"),
    (b"Rar!", "RAR 压缩包，请先解压"),
    (b"7z\xbc\xaf", "7z 压缩包，请先解压"),
    (b"\x1f\x8b", "gzip 压缩包，请先解压"),
)
_WORD_XML = "Word XML 文件，尚不支持，请用 Word 另存为 docx 后再试"
_MHTML = "单一文件网页（mht），尚不支持，请另存为普通网页（html）或 docx 后再试"


def format_of(content: bytes) -> str:
    """The key in ``READERS`` of the format that ``content`` is in."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    return "html" if looks_like_html(content) else "plain"


def read_bytes(content: bytes, name: str) -> Document:
    """Read ``content`` of a file called ``name``. Raises UnreadableDocument with one Chinese line."""
    shown = " ".join(name.split())
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(_too_large(shown))
    if not content.strip():
        raise UnreadableDocument(f"{shown}：文件是空的，请重新获取")
    other = _other_format(content)
    if other:
        raise UnreadableDocument(f"{shown}：这是{other}")
    document = READERS[format_of(content)](content, shown)
    return document if shown == name else replace(document, name=name)


def read(path: Path | str) -> Document:
    """Read the file at ``path``. Raises UnreadableDocument with one Chinese line that says what, where and what to do."""
    path = Path(path)
    shown = " ".join(path.name.split()) or str(path)
    try:
        if path.exists() and not path.is_file():
            raise UnreadableDocument(f"{shown}：文件打不开（不是普通文件），请给出报告文件的路径")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument(_too_large(shown))
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableDocument(f"{shown}：文件打不开（没有这个文件），请检查路径") from error
    except PermissionError as error:
        raise UnreadableDocument(f"{shown}：文件打不开（没有读取权限），请检查权限") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument(f"{shown}：文件打不开（{error}），请检查路径和权限") from error
    return read_bytes(content, path.name)


def _too_large(name: str) -> str:
    return f"{name}：文件超过 {MAX_BYTES // 1024 // 1024} MB，不像年度报告，请确认文件是否选对"


def _other_format(content: bytes) -> str:
    """What ``content`` is and what to do with it, "" where it may be read."""
    for magic, message in _REFUSED:
        if content.startswith(magic):
            return message
    head = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"<?xml") and (b"Word.Document" in head or b"/2006/xmlPackage" in head):
        return _WORD_XML
    lowered = head.lower()
    return _MHTML if b"mime-version:" in lowered and b"multipart/related" in lowered else ""
