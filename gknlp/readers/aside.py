"""Files that people write for the tool beside the reports: settings, waivers, names of units, rubrics."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gknlp.errors import FaultyData, UnreadableDocument
from gknlp.readers.decoding import decode

LARGEST = 1_000_000
"""Bytes: nobody writes more by hand."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""Byte order marks."""


def text_of(path: Path, what: str, largest: int = LARGEST) -> str:
    """The text of ``path`` in any of the usual encodings; ``what`` is it called (配置文件). Raises FaultyData with one
    Chinese line where it is not there, no file, longer than ``largest`` bytes or no text."""
    content = _content_of(path, what, largest)
    try:
        return decode(content, path.name)
    except UnreadableDocument as error:
        raise FaultyData(f"{path}：{what}不是文本，请另存为 UTF-8 编码的文本，表格请另存为 CSV") from error


def exact_text_of(path: Path, what: str, largest: int = LARGEST) -> str:
    """As ``text_of``, letter for letter, so that offsets stay true: nothing is taken out, and what cannot be decoded is
    refused."""
    content = _content_of(path, what, largest)
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FaultyData(f"{path}：{what}的编码不对或不是文本，请另存为 UTF-8 编码")


def _content_of(path: Path, what: str, largest: int) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise FaultyData(f"{path}：{what}读不了（不是文件），请检查路径")
        with path.open("rb") as stream:
            content = stream.read(largest + 1)
    except FileNotFoundError as error:
        raise FaultyData(f"{path}：{what}不存在，请检查路径") from error
    except OSError as error:
        raise FaultyData(f"{path}：{what}读不了（{error.strerror or error}），请检查路径和权限") from error
    if len(content) > largest:
        raise FaultyData(f"{path}：{what}超过{largest // 1_000_000}MB，请确认文件是否选对")
    return content


def toml_in(text: str, file: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """The data of a TOML ``text``. Raises FaultyData with one Chinese line that names ``file``."""
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except (ValueError, ArithmeticError, RecursionError) as error:
        is_path = "Unescaped '\\'" in str(error) or "hex value" in str(error)
        hint = "路径里的 \\ 请改为 /" if is_path else "请检查引号、括号和等号"
        why = "层次太多" if isinstance(error, RecursionError) else error
        raise FaultyData(f"{file}：不是正确的 TOML（{why}），{hint}") from error
