"""Results that the tool itself wrote: they quote reports, and must not be read as reports."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from gknlp.errors import UnreadableDocument
from gknlp.readers.package import ZIP_ERRORS, check_entries, is_zip, part

_ENDS = 8192
"""Bytes at either end of a file that are looked at."""
_MOST = 50 * 1024 * 1024
_TITLES = ("政府信息公开工作年度报告核查结果", "政府信息公开工作年度报告两种评分标准对照")
_PAGE = re.compile(
    rf"<meta name=\"?generator\"? content=\"?gknlp|<title>{_TITLES[0]}</title>|<h1[^>]*>{_TITLES[0]}</h1>", re.I
)
_FIRST = re.compile(r"(?:\x1b\[\d+m)?━━ .{0,400}得分 [\d.]+／可评|标准一：[^\n]{0,200}\n标准二：")
_LAST = re.compile(
    r"(?:^|\n)合计：\d+ 份报告，(?:\d+ 个错误、|(?:未发现)?跨单位雷同|没有可以比对的其他报告)[^\n]{0,200}\s*$"
)
_SHEETS = ("概览", "问题", "文表比对", "不予判定", "得分")
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))


def is_result(content: bytes) -> bool:
    """Whether ``content`` is what ``gknlp audit``, ``gknlp compare`` or ``gknlp reuse`` writes (text, page, workbook)."""
    if is_zip(content):
        return _is_workbook(content)
    return _is_text(content[:_ENDS], content[-_ENDS:])


def is_result_file(path: Path) -> bool:
    """As ``is_result``, of a file of which no more than needed is read; False where it cannot be."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_ENDS)
            size = path.stat().st_size
            if is_zip(head):
                return size <= _MOST and is_result(head + stream.read(_MOST))
            stream.seek(max(0, size - _ENDS))
            return _is_text(head, stream.read(_ENDS))
    except OSError:
        return False


def _is_text(head: bytes, tail: bytes) -> bool:
    encoding = next((name for bom, name in _BOMS if head.startswith(bom)), "")
    for name in (encoding,) if encoding else ("utf-8", "gb18030"):
        if name.startswith("utf-16") and len(tail) % 2:
            tail = tail[1:]
        first, last = (piece.decode(name, "replace").lstrip("\ufeff") for piece in (head, tail))
        if _FIRST.match(first.lstrip()) or _LAST.search(last) or ("<" in first[:200] and _PAGE.search(first)):
            return True
    return False


def _is_workbook(content: bytes) -> bool:
    try:
        check_entries(content, "")
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.namelist()
            if "xl/workbook.xml" not in parts:
                return False
            sheets = part(package, "xl/workbook.xml", "").decode("utf-8", "replace")
            core = part(package, "docProps/core.xml", "") if "docProps/core.xml" in parts else b""
    except (*ZIP_ERRORS, UnreadableDocument):
        return False
    return any(f">{title}<" in core.decode("utf-8", "replace") for title in _TITLES) or all(
        f'name="{sheet}"' in sheets for sheet in _SHEETS
    )
