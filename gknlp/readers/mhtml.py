"""Web pages saved as one file (mht, mhtml): the page among the parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import decode
from gknlp.readers.html import CUT_OFF, read_html
from gknlp.types.document import Document

MAX_PARTS = 5000
"""Files of more parts are refused: pages have a few hundred pictures at most."""
MAX_DEPTH = 20

_HEAD = 4000
_VERSION = re.compile(rb"^mime-version:", re.I | re.M)
_TYPE = re.compile(rb"^content-type:\s*(?:multipart/|text/html)", re.I | re.M)
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.I | re.M)
_HEADER = re.compile(rb"^content-type:.*(?:\n[ \t].*)*", re.I | re.M)
_LONGEST_HEADER = 4000
_UTF8 = b"\xef\xbb\xbf"


def is_mhtml(content: bytes) -> bool:
    """Whether ``content`` begins with the headers of a message that holds a page."""
    head = content[:_HEAD].lstrip(_UTF8 + b" \r\n\t")
    return head[:1] != b"<" and bool(_VERSION.search(head) and _TYPE.search(head))


def _is_too_long(header: re.Match[bytes]) -> bool:
    return header.end() - header.start() > _LONGEST_HEADER


def read_mhtml(content: bytes, name: str) -> Document:
    """Read a page saved as one file. Raises UnreadableDocument where no part is a page with text."""
    is_nested = len(_MULTIPART.findall(content)) > MAX_DEPTH
    if content.count(b"\n--") > 4 * MAX_PARTS or is_nested or any(map(_is_too_long, _HEADER.finditer(content))):
        raise UnreadableDocument(f"{name}：单一文件网页（mht）的部分过多，不是正常的报告网页，请另存为普通网页（html）")
    message = message_from_bytes(content.lstrip(_UTF8 + b" \r\n\t"), policy=policy.compat32)
    reason = UnreadableDocument(f"{name}：单一文件网页（mht）里没有网页正文，请另存为普通网页（html）或 docx 后再试")
    for number, page in enumerate(_pages(message)):
        html = _html(page, name)
        try:
            document = read_html(html, name)
        except UnreadableDocument as error:
            reason = error if not number else reason  # of the page itself, not of a frame in it
            continue
        doubts = document.doubts
        if message.defects and CUT_OFF not in doubts and b"</html" not in html.lower():
            doubts += (CUT_OFF,)
        return replace(document, format="mhtml", doubts=doubts)
    raise reason


def _pages(message: Message) -> Iterator[Message]:
    """The pages, the one that the message opens with first."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = str(message.get_param("start") or "")
    yield from sorted(pages, key=lambda part: not start or str(part.get("Content-ID", "")).strip() != start.strip())


def _html(page: Message, name: str) -> bytes:
    """The page in UTF-8 with a mark, so that the charset of its header stands, whatever the page says of itself."""
    payload = page.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = page.get_content_charset() or ""
    if not charset or charset in ("us-ascii", "ascii"):
        return data
    return _UTF8 + decode(data, name, charset).encode("utf-8", "replace")
