"""Bytes -> text, whatever the encoding."""

from __future__ import annotations

import re

from gknlp.errors import UnreadableDocument

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_UNASSIGNED = re.compile("[\ud800-\uf8ff\ufffd]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAMPLE = 65536


def decode(content: bytes, name: str, declared: str = "") -> str:
    """The text of ``content``: by its byte order mark, else the first of UTF-8, ``declared`` and GB18030 that fits.

    Invisible characters are taken out. Raises UnreadableDocument for binary content.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return clean(content[len(mark) :].decode(encoding, errors="replace"))
    if b"\x00" in content[:_SAMPLE]:
        return clean(_utf16(content, name))
    for encoding in ("utf-8", declared, "gb18030"):
        try:
            text = content.decode(encoding) if encoding else ""
        except (UnicodeDecodeError, LookupError):
            continue
        if text:
            break
    else:
        text = content.decode("gb18030", errors="replace")
    sample = text[:_SAMPLE]
    odd = len(_CONTROL.findall(sample)) + len(_UNASSIGNED.findall(sample))
    if odd > max(2, len(sample) // 50):
        raise UnreadableDocument(f"{name}：内容是二进制或编码已损坏，不是文本，请重新导出后再试")
    return clean(_CONTROL.sub(" ", text))


def clean(text: str) -> str:
    """``text`` without invisible characters, with plain line ends."""
    return _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _utf16(content: bytes, name: str) -> str:
    even, odd = content[:_SAMPLE:2].count(0), content[1:_SAMPLE:2].count(0)
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    text = content.decode(encoding, errors="replace")
    han = sum("\u4e00" <= character <= "\u9fff" for character in text[:2000])
    odd_signs = len(_CONTROL.findall(text[:2000])) + sum(
        "\ud800" <= c <= "\uf8ff" or c == "\ufffd" for c in text[:2000]
    )
    if min(even, odd) > 2 or han * 4 < len(text[:2000]) or odd_signs > 2 or "\x00" in text:
        raise UnreadableDocument(f"{name}：含有空字节，是二进制文件而不是文本，请确认文件是否选对")
    return text
