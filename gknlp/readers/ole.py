"""The container of Word, WPS and Excel files from before docx and xlsx (OLE): what is in it."""

from __future__ import annotations

import io

import olefile

from gknlp.errors import UnreadableDocument

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ADVICE = "请用 Word 或 WPS 打开并另存为 docx 后再试"


def is_ole(content: bytes) -> bool:
    """Whether ``content`` begins like an OLE container."""
    return content.startswith(_MAGIC)


def streams(content: bytes) -> frozenset[str]:
    """The names of the streams at the top of the container, none where it is damaged."""
    try:
        with _opened(content) as container:
            return frozenset(path[0] for path in container.listdir() if len(path) == 1)
    except _ERRORS:
        return frozenset()


def stream(content: bytes, path: str, name: str) -> bytes:
    """The bytes of one stream. Raises UnreadableDocument where the container is damaged."""
    try:
        with _opened(content) as container:
            return bytes(container.openstream(path).read())
    except _ERRORS as error:
        raise UnreadableDocument(f"{name}：旧版 Office 文件已损坏或不完整，{_ADVICE}") from error


def _opened(content: bytes) -> olefile.OleFileIO:
    return olefile.OleFileIO(io.BytesIO(content))


_ERRORS = (OSError, ValueError, LookupError, ArithmeticError, AttributeError, TypeError, RecursionError)
"""What olefile raises on damaged containers; it checks little before it reads."""
