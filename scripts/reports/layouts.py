"""Drafts as files: Word, web pages, text flattened from Word, Markdown, run-together archive text."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime

from reports.drafts import Draft
from reports.tables import HOME, TABLES, Rows

NUMBERS = "一二三四五六七八九十"
EPOCH = (2020, 1, 1, 0, 0, 0)


def title_of(draft: Draft) -> str:
    """The report's title."""
    return draft.title or f"{draft.agency}{draft.year}年政府信息公开工作年度报告"


def parts(draft: Draft) -> Iterator[tuple[str, str | Rows]]:
    """("title" | "heading" | "text", words) and ("table", rows), in order."""
    yield "title", title_of(draft)
    for text in draft.texts["preamble"]:
        yield "text", text
    for number, (key, title) in enumerate(draft.titles):
        yield "heading", draft.style.numbering.format(NUMBERS[number]) + title
        for text in draft.texts[key]:
            if text:
                yield "text", text
        table = HOME.get(key)
        if table in draft.tables and table:
            yield "table", TABLES[table](draft)


def docx(draft: Draft) -> bytes:
    """A Word document with merged cells."""
    from docx import Document

    document = Document()
    for kind, content in parts(draft):
        if isinstance(content, list):
            _docx_table(document, content)
        elif kind == "title":
            document.add_heading(content, 0)
        elif kind == "heading":
            document.add_heading(content, 1)
        else:
            document.add_paragraph(content)
    core = document.core_properties
    core.author, core.title = "", title_of(draft)
    core.created = core.modified = datetime(*EPOCH)
    stream = io.BytesIO()
    document.save(stream)
    return _same_bytes(stream.getvalue())


def _same_bytes(data: bytes) -> bytes:
    """The package with fixed times, so that the same draft gives the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return target.getvalue()


def _width(rows: Rows) -> int:
    return sum(box.columns for box in rows[0] if box)


def _placed(rows: Rows) -> Iterator[tuple[int, int, str, int, int]]:
    """(row, column, text, rows, columns) of every cell of a merged table."""
    taken: set[tuple[int, int]] = set()
    for row, boxes in enumerate(rows):
        column = 0
        for box in boxes:
            if box is None:
                continue
            while (row, column) in taken:
                column += 1
            yield row, column, box.text, box.rows, box.columns
            taken |= {(row + r, column + c) for r in range(box.rows) for c in range(box.columns)}


def _docx_table(document: object, rows: Rows) -> None:
    """A table with merged cells, its XML made here: the library's own merging takes a hundred times as long."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    width = _width(rows)
    grid: list[list[str]] = [[""] * width for _ in rows]
    for row, column, text, height, columns in _placed(rows):
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        for line in range(row, row + height):
            merged = f'<w:vMerge w:val="{"restart" if line == row else "continue"}"/>' if height > 1 else ""
            shown = html.escape(text) if line == row else ""
            grid[line][column] = (
                f'<w:tc><w:tcPr>{span}{merged}</w:tcPr><w:p><w:r><w:t xml:space="preserve">{shown}</w:t></w:r></w:p></w:tc>'
            )
    lines = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in grid)
    columns = "<w:gridCol/>" * width
    table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"
    body = document.element.body  # type: ignore[attr-defined]
    body.insert(len(body) - 1, parse_xml(table))


def _html_table(rows: Rows, word: bool) -> str:
    lines = ["<table border='1'>"]
    for boxes in rows:
        cells = []
        for box in boxes:
            if box is None:
                continue
            spans = (f' rowspan="{box.rows}"' if box.rows > 1 else "") + (
                f' colspan="{box.columns}"' if box.columns > 1 else ""
            )
            text = html.escape(box.text) if box.text else "&nbsp;"
            if word and box.text.isdigit() and len(box.text) > 1:
                text = f'<span lang="EN-US">{box.text[0]}</span><span lang="EN-US">{box.text[1:]}</span>'
            cells.append(f"<td{spans}><p>{text}</p></td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"])


def _html_body(draft: Draft, word: bool) -> str:
    lines = []
    for kind, content in parts(draft):
        if isinstance(content, list):
            lines.append(_html_table(content, word))
            continue
        text = html.escape(content)
        if word:
            middle = len(text) // 2 if "&" not in text else 0
            text = f'<span>{text[:middle]}</span><span style="font-size:16pt">{text[middle:]}</span>'
        tag = "h1" if kind == "title" and not word else "p"
        lines.append(f"<{tag}>{text}</{tag}>")
    return "\n".join(lines)


def html_fragment(draft: Draft) -> bytes:
    """The bare content, as some systems store it."""
    return _html_body(draft, False).encode()


def html_page(draft: Draft) -> bytes:
    """A saved page: the report inside navigation and footer."""
    links = "".join(
        f'<li><a href="/c/{number}">{name}</a></li>'
        for number, name in enumerate(("首页", "新闻", "公开", "互动", "服务"))
    )
    footer = "<div class='foot'><p>主办：某某人民政府办公室　备案号：某ICP备00000000号</p></div>"
    page = (
        f"<!doctype html><html><head><meta charset='gb2312'><title>{title_of(draft)}</title>"
        f"<script>var ready = 1;</script></head><body><div class='top'><ul>{links}</ul></div>"
        f"<div class='wrap'><div class='position'>当前位置：<a href='/'>首页</a></div><div id='main'>{_html_body(draft, False)}</div>"
        f"<div class='share'><a>分享</a></div></div>{footer}</body></html>"
    )
    return page.encode("gb18030")


def html_word(draft: Draft) -> bytes:
    """What Word exports: numbers and words split over spans."""
    return f"<html><head><meta charset='utf-8'></head><body>{_html_body(draft, True)}</body></html>".encode()


def flattened(draft: Draft) -> bytes:
    """Text taken from Word: a cell a line behind a tab, an empty line between rows."""
    lines = []
    for _, content in parts(draft):
        if not isinstance(content, list):
            lines.append(content)
            continue
        for boxes in content:
            lines += ["\t" + (box.text if box else "") for box in boxes]
            lines.append("")
        lines.append("")
    return "\n".join(lines).encode("utf-8-sig")


def markdown(draft: Draft) -> bytes:
    """Markdown with pipe tables, merged labels joined into one column."""
    lines = []
    for kind, content in parts(draft):
        if kind == "title":
            lines += [f"# {content}", ""]
        elif kind == "heading":
            lines += [f"## {content}", ""]
        elif isinstance(content, str):
            lines += [content, ""]
        else:
            lines += [*_pipes(content), ""]
    return "\n".join(lines).encode()


def _pipes(rows: Rows) -> list[str]:
    width = _width(rows)
    grid = [[""] * width for _ in rows]
    for row, column, text, _, _ in _placed(rows):
        grid[row][column] = text
    lines = ["| " + " | ".join(cells) + " |" for cells in grid]
    return [lines[0], "|" + "---|" * width, *lines[1:]]


def archive(draft: Draft) -> bytes:
    """An archive's text file: header lines, then everything on one line, cells run together."""
    body = []
    for _, content in parts(draft):
        if isinstance(content, str):
            body.append(content)
        else:
            body += ["".join(box.text for box in boxes if box) for boxes in content]
    published = draft.published or f"{draft.year + 1}-01-2{draft.year % 10}"
    return f"标题: {title_of(draft)}\n发布时间: {published} 09:30\n====\n{''.join(body)}\n".encode()


LAYOUTS: dict[str, tuple[str, Callable[[Draft], bytes]]] = {
    "docx": ("docx", docx),
    "html-fragment": ("html", html_fragment),
    "html-page": ("html", html_page),
    "html-word": ("html", html_word),
    "flattened": ("txt", flattened),
    "markdown": ("md", markdown),
    "archive": ("txt", archive),
}
EXACT = tuple(name for name in LAYOUTS if name != "archive")
"""Layouts that keep every cell apart."""
