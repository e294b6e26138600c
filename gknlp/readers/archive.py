"""Zip archives of several files: their members, nested archives too, in memory only, so no name can lead anywhere."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from gknlp.errors import UnreadableDocument
from gknlp.readers.package import ZIP_ERRORS, check_entries, is_zip, names, printable, unpacked_of

MAX_MEMBERS = 2000
"""Archives that hold more files, those in archives inside counted, are read up to there."""
MAX_MEMBER = 50 * 1024 * 1024
MAX_TOTAL = 500 * 1024 * 1024
"""Bytes unpacked of one archive and all archives inside it."""
MAX_FOLDERS = 20
"""Of a file that lies deeper only the last folders are named."""
MAX_DEPTH = 3
"""Archives inside archives are opened down to this depth, the outermost counted."""
PAGE_FOLDERS = ("_files", ".files")
"""How browsers call the folder of a saved page's pictures and scripts: the page's name with one of these behind."""

_DOCUMENTS = ("word/", "xl/", "ppt/", "Doc_0/")
_DOCUMENT_PARTS = {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "OFD.xml", "content.xml"}
_LEFT_OUT = {"thumbs.db", "desktop.ini", "__macosx"}
_PAGE = re.compile(r"\.html?$", re.I)
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_ADVICE = "请确认文件来源，解压后再试"

Member = tuple[str, bytes | UnreadableDocument]


def is_archive(content: bytes) -> bool:
    """Whether ``content`` is a zip file of several files, not a zip package that is one document."""
    if not is_zip(content):
        return False
    parts = names(content)
    if "[Content_Types].xml" in parts and any(part.startswith(_DOCUMENTS) for part in parts):
        return False
    return not _DOCUMENT_PARTS.intersection(parts)


def members(content: bytes, name: str) -> Iterator[Member]:
    """(name, bytes) of each file in the archive, by its name (“a.zip/内层/报告.docx”); one that cannot be unpacked
    stands with the reason instead of its bytes. What no report can be (system files, README) is left out."""
    yield from _Unpacking().archive(content, name, 1)


@dataclass(slots=True)
class _Unpacking:
    """Counts what has been unpacked over all nested archives."""

    taken: int = 0
    unpacked: int = 0

    def archive(self, content: bytes, name: str, depth: int) -> Iterator[Member]:
        """The members of one archive and of those inside it."""
        try:
            check_entries(content, name)
            with zipfile.ZipFile(io.BytesIO(content)) as opened:
                yield from self.entries(opened, name, depth)
        except UnreadableDocument as error:
            yield name, error
        except ZIP_ERRORS:
            yield name, UnreadableDocument(f"{name}：压缩包已损坏或不完整，请重新获取或解压后再试")

    def entries(self, opened: zipfile.ZipFile, name: str, depth: int) -> Iterator[Member]:
        """The entries of an archive that are files of people, in the order of their names."""
        named = [(parts_of(info), info) for info in opened.infolist() if not info.is_dir()]
        pages = {_PAGE.sub("", "/".join(parts)) for parts, _ in named if _PAGE.search(parts[-1])}
        for parts, info in sorted(named, key=lambda entry: entry[0]):
            if _is_left_out(parts, pages):
                continue
            shown = "/".join((name, *parts))
            if self.taken >= MAX_MEMBERS or self.unpacked >= MAX_TOTAL:
                message = f"{name}：压缩包里的文件过多或展开后过大，其余未读取，{_ADVICE}"
                yield name, UnreadableDocument(message)
                return
            self.taken += 1
            yield from self.member(opened, info, shown, depth)

    def member(self, opened: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str, depth: int) -> Iterator[Member]:
        """One file, or the members of the archive that it is."""
        if info.flag_bits & _ENCRYPTED:
            yield shown, UnreadableDocument(f"{shown}：压缩包里的这个文件已加密，请用密码解压后再试")
            return
        try:
            content = unpacked_of(opened, info, min(MAX_MEMBER, MAX_TOTAL - self.unpacked), shown)
        except UnreadableDocument as error:
            yield shown, error
            return
        except ZIP_ERRORS:  # NotImplementedError, of an unknown way to compress, is one of them
            self.unpacked += info.file_size
            message = f"{shown}：压缩包里的这个文件已损坏，或压缩方式不支持，请解压后再试"
            yield shown, UnreadableDocument(message)
            return
        self.unpacked += len(content)
        if not is_archive(content):
            yield shown, content
        elif depth < MAX_DEPTH:
            yield from self.archive(content, shown, depth + 1)
        else:
            yield shown, UnreadableDocument(f"{shown}：压缩包嵌套超过 {MAX_DEPTH} 层，未读取，请解压后再试")


def parts_of(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and the file that an entry names. Names without the mark of UTF-8 are in the code page of the
    computer that packed them: UTF-8 on a Mac, GBK on Chinese Windows."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    pieces = (printable(piece) for piece in re.split(r"[/\\]", name.partition("\0")[0]))
    return tuple(piece for piece in pieces if piece not in ("", ".", ".."))[-MAX_FOLDERS:] or ("无名文件",)


def _is_left_out(parts: tuple[str, ...], pages: set[str]) -> bool:
    """Whether a file is no report: system files, drafts of Office, README, what belongs to a saved page."""
    if any(part.startswith((".", "~$")) or part.lower() in _LEFT_OUT for part in parts):
        return True
    folders = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
    if any(folder.endswith(end) and folder.removesuffix(end) in pages for folder in folders for end in PAGE_FOLDERS):
        return True
    return parts[-1].rpartition(".")[0].lower() == "readme" or parts[-1].lower() == "readme"
