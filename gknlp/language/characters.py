"""Folding: variants of one character become one, one character in and one out, so that offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻙⻚⻘⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "民虎西见角贝车长门韦页青风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)
"""Radicals that Unicode gives no compatibility form, though fonts in PDF files put them for the characters."""


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    del table[0xFF0C]  # ， is no thousands separator: it ends a clause, a comma between digits does not
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):  # radicals and compatibility forms, seen in PDF text
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    table.update({ord(radical): plain for radical, plain in _RADICALS.items()})
    spaces = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\v\f"
    table.update({ord(space): " " for space in spaces})
    table.update({ord(dash): "-" for dash in "‐‑‒–−﹣"})
    table.update({ord("〈"): "<", ord("〉"): ">", ord("﹪"): "%", ord("︰"): ":", ord("∶"): ":"})
    return table


_FOLD = _table()
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)[、.]?|\(?\d{1,2}\)?[、.)]|[①-⑳])"
)
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NO_LETTER = re.compile(r"[^\w]+|_")


def fold(text: str) -> str:
    """``text`` with full-width letters and digits, odd spaces, dashes and compatibility forms made plain.

    The length never changes: character i of the result stands for character i of ``text``. ``，`` stays.
    """
    return text.translate(_FOLD)


def squeeze(text: str) -> tuple[str, list[int]]:
    """``text`` without white space, and for each character kept its offset in ``text`` (one more at the end)."""
    kept = [index for index, character in enumerate(text) if not character.isspace()]
    return "".join([text[index] for index in kept]), [*kept, len(text)]


@lru_cache(maxsize=8192)
def label(text: str) -> str:
    """A row or column label as letters and digits only: no white space, numbering or punctuation."""
    squeezed = "".join(fold(text).split())
    return _NO_LETTER.sub("", _NUMBERING.sub("", squeezed))


@lru_cache(maxsize=8192)
def bare_label(text: str) -> str:
    """As ``label``, without what stands in parentheses."""
    squeezed = "".join(fold(text).split())
    return _NO_LETTER.sub("", _PARENTHESES.sub("", _NUMBERING.sub("", squeezed)))
