"""Bytes -> Document, one file per format; the format is told by content, not by the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from gknlp.errors import UnreadableDocument
from gknlp.readers.archive import Member, is_archive, members
from gknlp.readers.docx import read_docx
from gknlp.readers.html import looks_like_html, read_html
from gknlp.readers.mhtml import is_mhtml, read_mhtml
from gknlp.readers.ofd import read_ofd
from gknlp.readers.office import is_office, read_office
from gknlp.readers.package import is_zip, names, printable
from gknlp.readers.pdf import read_pdf
from gknlp.readers.plain import read_plain
from gknlp.readers.results import is_result
from gknlp.readers.scan import read_image
from gknlp.readers.workbook import is_workbook, read_workbook
from gknlp.types.document import Document

MAX_BYTES = 50 * 1024 * 1024
"""Larger files are refused unread: no annual report comes near."""
MAX_ARCHIVE = 300 * 1024 * 1024
"""The same for archives, which hold many."""

Test = Callable[[bytes], bool]


def _begins(*magics: bytes) -> Test:
    return lambda content: content.startswith(magics)


def _has_part(start: str) -> Test:
    return lambda content: is_zip(content) and any(part.startswith(start) for part in names(content))


READERS: dict[str, Callable[[bytes, str], Document]] = {
    "docx": read_docx,
    "html": read_html,
    "image": read_image,
    "mhtml": read_mhtml,
    "ofd": read_ofd,
    "office": read_office,
    "pdf": read_pdf,
    "plain": read_plain,
    "workbook": read_workbook,
}
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_MAGICS: tuple[tuple[Test, str], ...] = (
    (lambda content: b"%PDF-" in content[:1024], "pdf"),
    (_has_part("OFD.xml"), "ofd"),
    (is_workbook, "workbook"),
    (is_office, "office"),
    (is_zip, "docx"),
    (_begins(*_IMAGES), "image"),
    (is_mhtml, "mhtml"),
    (looks_like_html, "html"),
)
"""How each format is told, in the order of asking; what is none of them is "plain"."""
_REFUSED: tuple[tuple[Test, str], ...] = (
    (_has_part("ppt/"), "PowerPoint 演示文稿，尚不支持，请把报告另存为 docx 后再试"),
    (is_result, "本工具写出的核查结果，不是年度报告，请给出报告文件"),
    (_begins(b"GIF8"), "GIF 图片，尚不支持，请另存为 png 或 jpg 后再试"),
    (_begins(b"Rar!"), "RAR 压缩包，请先解压"),
    (_begins(b"7z\xbc\xaf"), "7z 压缩包，请先解压"),
    (_begins(b"\x1f\x8b"), "gzip 压缩包，请先解压"),
)


def format_of(content: bytes) -> str:
    """The key in ``READERS`` of the format that ``content`` is in."""
    return next((key for test, key in _MAGICS if test(content)), "plain")


def read_bytes(content: bytes, name: str) -> Document:
    """Read ``content`` of a file called ``name``; of an archive its only file. Raises UnreadableDocument with one
    Chinese line."""
    shown = printable(name)
    if is_archive(content):
        return _only(content, shown)
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(_too_large(shown, MAX_BYTES))
    if not content.strip():
        raise UnreadableDocument(f"{shown}：文件是空的，请重新获取")
    other = next((message for test, message in _REFUSED if test(content)), "")
    if other:
        raise UnreadableDocument(f"{shown}：这是{other}")
    document = READERS[format_of(content)](content, shown)
    return document if shown == name else replace(document, name=name)


def read(path: Path | str) -> Document:
    """Read the file at ``path``. Raises UnreadableDocument with one Chinese line that says what, where and what to do."""
    path = Path(path)
    return read_bytes(_content(path), path.name)


def contents(path: Path | str) -> Iterator[Member]:
    """(name, bytes) of the file at ``path`` or, where it is an archive, of each file in it (“a.zip/内层/报告.docx”);
    where it cannot be had, an UnreadableDocument instead of the bytes."""
    path = Path(path)
    try:
        content = _content(path)
    except UnreadableDocument as error:
        yield path.name, error
        return
    if not is_archive(content):
        yield path.name, content
        return
    empty = True
    for member in members(content, path.name):
        empty = False
        yield member
    if empty:
        yield path.name, UnreadableDocument(_nothing_in(path.name))


def read_all(path: Path | str) -> Iterator[tuple[str, Document | UnreadableDocument]]:
    """(name, document) of the file at ``path`` or of each file in the archive there; of what cannot be read the error."""
    for name, content in contents(path):
        if isinstance(content, UnreadableDocument):
            yield name, content
            continue
        try:
            yield name, read_bytes(content, name)
        except UnreadableDocument as error:
            yield name, error


def _content(path: Path) -> bytes:
    shown = printable(path.name) or printable(str(path))
    try:
        if path.exists() and not path.is_file():
            raise UnreadableDocument(f"{shown}：文件打不开（不是普通文件），请给出报告文件的路径")
        with path.open("rb") as stream:
            head = stream.read(4)
            most = MAX_ARCHIVE if is_zip(head) else MAX_BYTES
            if path.stat().st_size > most:
                raise UnreadableDocument(_too_large(shown, most))
            return head + stream.read(most)
    except FileNotFoundError as error:
        raise UnreadableDocument(f"{shown}：文件打不开（没有这个文件），请检查路径") from error
    except PermissionError as error:
        raise UnreadableDocument(f"{shown}：文件打不开（没有读取权限），请检查权限") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument(f"{shown}：文件打不开（{error}），请检查路径和权限") from error


def _only(content: bytes, name: str) -> Document:
    """The only document in an archive."""
    found: Document | None = None
    reason = UnreadableDocument(_nothing_in(name))
    for shown, member in members(content, name):
        try:
            if isinstance(member, UnreadableDocument):
                raise member
            document = read_bytes(member, shown)
        except UnreadableDocument as error:
            reason = error
            continue
        if found is not None:
            raise UnreadableDocument(f"{name}：压缩包里有多个文件，请用 gknlp audit 逐个核查，或解压后再试")
        found = document
    if found is None:
        raise reason
    return found


def _nothing_in(name: str) -> str:
    return f"{name}：压缩包里没有可读的文件，请确认文件是否选对"


def _too_large(name: str, most: int) -> str:
    return f"{name}：文件超过 {most // 1024 // 1024} MB，不像年度报告，请确认文件是否选对"
