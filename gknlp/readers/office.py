"""Word files that LibreOffice turns into docx: doc, wps, rtf, odt and the XML of Word 2003."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from lxml import etree

from gknlp.errors import UnreadableDocument
from gknlp.readers.docx import read_docx
from gknlp.readers.libreoffice import Failed, TimedOut, converted, soffice
from gknlp.readers.ole import is_ole, stream, streams
from gknlp.readers.package import is_zip, names, opened, parsed, part
from gknlp.types.document import Document

_XML_HEAD = 4000
_RTF = b"{\\rtf"
_WORD_2003, _FLAT = b"Word.Document", b"http://schemas.microsoft.com/office/2006/xmlPackage"
_PKG = f"{{{_FLAT.decode()}}}"
_ODT = b"application/vnd.oasis.opendocument.text"
_WORKS = {"MatOST", "CONTENTS", "MM"}
_FIB_LENGTH, _FIB_FLAGS, _FIB_ENCRYPTED = 32, 0x0A, 0x0100
_SAVE = "请用 Word 或 WPS 打开并另存为 docx 后再试"


def is_office(content: bytes) -> bool:
    """Whether ``content`` is a document of a format that this reader takes, or an OLE container of an unknown kind."""
    return is_ole(content) or content.startswith(_RTF) or _is_word_xml(content) or _is_open_document(content)


def read_office(content: bytes, name: str) -> Document:
    """Read a document of an older or other format. Raises UnreadableDocument where it is damaged or encrypted, or where
    LibreOffice is not there or cannot read it."""
    ending = _ending(content, name)
    if ending == "flat":
        return replace(read_docx(_package(content, name), name), format="doc")
    return replace(read_docx(_docx(content, ending, name), name), format="doc")


def _ending(content: bytes, name: str) -> str:
    """The ending that belongs to the content. Raises UnreadableDocument where it is nothing to be read as a document."""
    if content.startswith(_RTF):
        return "rtf"
    if is_ole(content):
        return _ole_ending(content, name)
    if is_zip(content):
        with opened(content, name, "OpenDocument 文件", _SAVE) as package:
            if not part(package, "mimetype", name).strip().startswith(_ODT):
                raise UnreadableDocument(
                    f"{name}：是 OpenDocument 表格或演示文稿，不是文档，请另存为 xlsx 或 docx 后再试"
                )
        return "odt"
    return "flat" if _FLAT in content[:_XML_HEAD] else "xml"


def _ole_ending(content: bytes, name: str) -> str:
    there = streams(content)
    if not there:
        raise UnreadableDocument(f"{name}：旧版 Office 文件已损坏或不完整，{_SAVE}")
    if "EncryptedPackage" in there:
        raise UnreadableDocument(f"{name}：文件已加密，请解除密码并另存为 docx 后再试")
    if "WordDocument" in there:
        head = stream(content, "WordDocument", name)[:_FIB_LENGTH]
        if len(head) < _FIB_LENGTH:
            raise UnreadableDocument(f"{name}：旧版 Word 文档已损坏或不完整，{_SAVE}")
        if int.from_bytes(head[_FIB_FLAGS : _FIB_FLAGS + 2], "little") & _FIB_ENCRYPTED:
            raise UnreadableDocument(f"{name}：文件已加密，请解除密码并另存为 docx 后再试")
        return "doc"
    if there & _WORKS:
        return "wps"
    what = "PowerPoint 演示文稿" if "PowerPoint Document" in there else "Office 文件，但不是文档"
    raise UnreadableDocument(f"{name}：是旧版 {what}，请把报告另存为 docx 后再试")


def _is_word_xml(content: bytes) -> bool:
    head = content[:_XML_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith(b"<?xml") and (_WORD_2003 in head or _FLAT in head)


def _is_open_document(content: bytes) -> bool:
    return is_zip(content) and "content.xml" in names(content)


def _package(content: bytes, name: str) -> bytes:
    """The docx that a file of Word's “flat” XML spells out part by part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for found in parsed(content, name, "Word XML 文件").iter(_PKG + "part"):
            path = (found.get(_PKG + "name") or "").lstrip("/")
            tree = found.find(_PKG + "xmlData")
            if path and tree is not None and len(tree):
                package.writestr(path, etree.tostring(tree[0], encoding="utf-8"))
    return stream.getvalue()


def _docx(content: bytes, ending: str, name: str) -> bytes:
    """What LibreOffice makes of ``content``."""
    program = soffice()
    if program is None:
        raise UnreadableDocument(
            f"{name}：读取 doc、wps、rtf、odt 需要 LibreOffice，未找到；请安装，或用 Word 另存为 docx"
        )
    try:
        return converted(program, content, ending)
    except TimedOut as error:
        raise UnreadableDocument(f"{name}：LibreOffice 转换超时，{_SAVE}") from error
    except Failed as error:
        raise UnreadableDocument(f"{name}：LibreOffice 未能转换（文件可能已损坏或已加密），{_SAVE}") from error
