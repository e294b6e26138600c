"""Zip packages that are one document (docx, xlsx, ofd, odt): limits, safe reading of their parts and of XML."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from lxml import etree

from gknlp.errors import UnreadableDocument

MAX_UNPACKED = 200 * 1024 * 1024
"""Packages that unpack to more are refused."""
MAX_PART = 40 * 1024 * 1024
"""Parts larger than this are refused: their tree would take too much memory."""
MAX_RATIO = 200
"""Packages and parts larger than ``SMALL`` that shrank more than this are refused."""
SMALL = 1024 * 1024
MAX_ENTRIES = 20_000
"""Zip files that list more entries are refused before their directory is read."""
MOST_HELD = 4 * 1024 * 1024
"""Bytes of a file whose names are remembered until the next one is read."""
MAX_TAGS = 2_000_000
MAX_NAME = 255
"""Characters of a name that are shown."""
_LOST = "\ufffd"

ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, LookupError,
    OverflowError, RuntimeError,
)  # fmt: skip
"""What the zip module raises on damaged, encrypted or unknown content."""
_LOCAL = re.compile(rb"PK\x03\x04.{22}(?=(..)..)", re.S)
_ENTRY = b"PK\x01\x02"


def printable(name: str) -> str:
    """A file's name as one line that can be printed anywhere."""
    return "".join(letter if letter.isprintable() else _LOST for letter in " ".join(name.split()))[:MAX_NAME]


def is_zip(content: bytes) -> bool:
    """Whether ``content`` begins like a zip file."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def names(content: bytes) -> tuple[str, ...]:
    """The names of the parts; of a damaged package those that can still be made out."""
    return _held(content) if len(content) <= MOST_HELD else _names(content)


def _names(content: bytes) -> tuple[str, ...]:
    if content.count(_ENTRY) > MAX_ENTRIES:
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return tuple(package.namelist())
    except ZIP_ERRORS:
        found = []
        for entry in _LOCAL.finditer(content, 0, 4 * SMALL):
            start, length = entry.end() + 4, int.from_bytes(entry[1], "little")
            found.append(content[start : start + length].decode("utf-8", "replace"))
        return tuple(found)


_held = lru_cache(maxsize=1)(_names)  # asked several times of one file, to tell its format


def check(unpacked: int, packed: int, most: int, name: str) -> None:
    """Refuse what unpacks to more than ``most`` bytes, or from suspiciously few."""
    if unpacked > most or (unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1)):
        raise UnreadableDocument(f"{name}：压缩包展开后过大，疑似压缩炸弹，未读取，请确认文件来源")


def check_entries(content: bytes, name: str) -> None:
    """Refuse a zip file of more entries than any document or batch of reports has, before its directory is read."""
    if content.count(_ENTRY) > MAX_ENTRIES:
        raise UnreadableDocument(f"{name}：压缩包里的文件超过 {MAX_ENTRIES} 个，未读取，请确认文件来源")


@contextmanager
def opened(content: bytes, name: str, kind: str, advice: str) -> Iterator[zipfile.ZipFile]:
    """The package within its limits. ``kind`` is what the document is called (“Word 文档”), ``advice`` what to do where
    it is damaged; whatever goes wrong with the zip inside the block is said in one line too."""
    check_entries(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            directory = package.infolist()
            unpacked, packed = sum(i.file_size for i in directory), sum(i.compress_size for i in directory)
            check(unpacked, packed, MAX_UNPACKED, name)
            yield package
    except ZIP_ERRORS as error:
        raise UnreadableDocument(f"{name}：{kind}已损坏、不完整或已加密（压缩包读不出），{advice}") from error


def part(package: zipfile.ZipFile, path: str, name: str) -> bytes:
    """The bytes of a part; the directory may lie about its size, so no more than is allowed is unpacked."""
    return unpacked_of(package, package.getinfo(path), MAX_PART, name)


def unpacked_of(package: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """The bytes of an entry, ``most`` of them at most."""
    check(info.file_size, info.compress_size, most, name)
    with package.open(info) as stream:
        data = stream.read(most + 1)
    check(len(data), info.compress_size, most, name)
    return data


def parsed(data: bytes, name: str, kind: str) -> etree._Element:
    """The tree of an XML part. Entities are refused, so nothing outside the file is read."""
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableDocument(f"{name}：{kind}过于庞大，不像年度报告，请确认文件是否选对")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(f"{name}：{kind}内容已损坏，请打开修复并另存后再试") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise UnreadableDocument(f"{name}：{kind}里有不应有的实体声明，未读取，请打开并另存后再试")
    return root
