"""Saved web pages and pieces of them: the report is found inside navigation and footers, tables keep merged cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import clean, decode, doubts_of
from gknlp.readers.html_content import content_of, page_title
from gknlp.readers.html_flow import MAX_DEPTH, Element, Passage, TooDeep, joined, passages
from gknlp.types.document import Document, Doubt

MAX_TAGS = 300_000
"""Pages of more tags are refused: their tree would take too much memory."""

MAX_COMPARISONS = 1_000_000_000
"""The parser compares each attribute of a tag with all before it; pages that ask for more of that are refused."""

CUT_OFF = Doubt("文件没有结尾，可能被截断，请核对原文是否完整")

_BEGINNING = re.compile(r"\s*(?:<!doctype[^>]{0,500}>\s*)?<html\b", re.I)
_END = 20_000
"""Characters behind which servers and browsers add nothing to a page's end."""
_LONG_TAG = 1000
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^"'>])?|["'])*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_BETWEEN = re.compile(r"[\s/]++")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|p|span|meta)\b", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_DATE = r"((?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2})"
_PUBLISHED = re.compile(
    rf"(?:(?:发布|公开|发表|上传|发稿|录入)(?:日期|时间)|(?<![\u4e00-\u9fff])(?:日期|时间))[\s:：】\]]{{0,4}}{_DATE}"
)
_CLOCKED = re.compile(rf"{_DATE}\s{{1,4}}\d{{1,2}}:\d{{2}}")
_NOW = re.compile(r"今天|现在|当前|更新")
_SIGNED = re.compile(rf"(?:成文|生成|形成|发文|印发|签发|制发)(?:日期|时间)\s*[:：]?\s*{_DATE}")
_PUBLISHER = re.compile(
    r"(?:信息来源|文章来源|来源|发布机构|发布单位)\s*[:：]\s*([\u4e00-\u9fffA-Za-z“”\"+\-（）()]{2,40}?)"
    r"(?=作者|发布|时间|日期|浏览|字体|字号|点击|阅读|责任|编辑|打印|分享|发文|成文|[^\u4e00-\u9fffA-Za-z“”\"+\-（）()]|$)"
)
_METAS = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "published",
    "publishdate": "published",
    "contentsource": "publisher",
}


def looks_like_html(content: bytes) -> bool:
    """Whether ``content`` begins like a page or a piece of one."""
    head = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").replace(b"\x00", b"")
    if head[:1] == b"<" and _MARKUP.search(head):
        return True
    return len(_MARKUP.findall(content[:200_000])) >= 3 and b"</" in content


def read_html(content: bytes, name: str) -> Document:
    """Read a page. Raises UnreadableDocument where there is no text in it, or too many tags, or they nest too deep."""
    declared = _CHARSET.search(content[:4096])
    text = decode(content, name, declared[1].decode("ascii", "ignore") if declared else "")
    root = _parsed(text, name)
    stated = _stated(root)
    try:
        found = passages(root)
    except TooDeep as error:
        raise UnreadableDocument(
            f"{name}：网页元素嵌套超过 {MAX_DEPTH} 层，不是正常的报告网页，请重新保存后再试"
        ) from error
    report = content_of(found, stated.get("title", ""))
    if not report.blocks:
        raise UnreadableDocument(f"{name}：网页里没有正文，可能要联网才显示，请保存完整网页或另存为 docx")
    metadata = tuple(sorted((_told(report.before) | stated).items()))
    doubts = doubts_of(list(report.blocks))
    if _BEGINNING.match(text) and "</html" not in text[-_END:].lower():
        doubts += (CUT_OFF,)
    return Document(name, "html", report.blocks, metadata, doubts)


def _parsed(text: str, name: str) -> Element:
    if text.count("<") > MAX_TAGS:
        raise UnreadableDocument(f"{name}：网页标签超过 {MAX_TAGS} 个，不是正常的报告网页，请只保存报告所在的网页")
    if _comparisons(text) > MAX_COMPARISONS:
        raise UnreadableDocument(f"{name}：网页标签的属性过多，不是正常的报告网页，请重新保存网页后再试")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, recover=True
    )
    try:
        root: Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument(f"{name}：网页无法解析，请重新保存网页后再试") from error
    if root is None:
        raise UnreadableDocument(f"{name}：网页里没有内容，请重新保存网页后再试")
    return root


def _comparisons(text: str) -> int:
    """How many pairs of attributes the long tags of a page have."""
    tags = (found[0] for found in _TAG.finditer(text) if found.end() - found.start() > _LONG_TAG)
    return sum(len(_BETWEEN.findall(_QUOTED.sub("=", tag))) ** 2 for tag in tags)


def _stated(root: Element) -> dict[str, str]:
    """What the head of the page says of it."""
    stated: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = _METAS.get((meta.get("name") or meta.get("property") or "").strip().lower())
        value = clean(meta.get("content") or "").strip()
        if key and value:
            stated.setdefault(key, joined(value))
    title = page_title(root)
    if title:
        stated.setdefault("title", title)
    return stated


def _told(before: Sequence[Passage]) -> dict[str, str]:
    """What the lines above the report's text say of the page."""
    pieces: list[str] = []
    for passage in before:
        grid = passage.block.grid
        pieces += [cell.text for cell in grid.cells] if grid else [passage.block.text]
    text = " ".join(pieces)
    told = {
        "published": _PUBLISHED.search(text),
        "signed": _SIGNED.search(text),
        "publisher": _PUBLISHER.search(text),
    }
    if told["published"] is None:
        clocked = (_CLOCKED.search(piece) for piece in pieces if not _NOW.search(piece))
        told["published"] = next((match for match in clocked if match), None)
    return {key: match[1].strip() for key, match in told.items() if match}
