"""One report of the project's generator in every format, and hostile files of every kind."""

from __future__ import annotations

import functools
import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from random import Random

import make_reports
import openpyxl
from reports import layouts, printing
from reports.tables import TABLES

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@functools.cache
def _draft() -> object:
    return make_reports.draft_of(5, 2)


@functools.cache
def _printed() -> bytes:
    return printing.printed(_draft(), printing.look_of(Random(3)))


@functools.cache
def _converted(suffix: str, source: bytes, ending: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{ending}"
        path.write_bytes(source)
        out = Path(folder) / "out"
        out.mkdir()
        return printing.converted([path], suffix, out)[0].read_bytes()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return stream.getvalue()


def stored(files: dict[str, bytes]) -> bytes:
    """A zip file that is not compressed, so that nothing looks like a bomb."""
    return zipped(files, zipfile.ZIP_STORED)


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files in a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    for name in TABLES:
        if name not in _draft().tables:
            continue
        sheet = workbook.create_sheet(name)
        for row, column, text, height, width in layouts._placed(TABLES[name](_draft())):
            sheet.cell(row + 1, column + 1, int(text) if text.isdigit() else text)
            if height > 1 or width > 1:
                sheet.merge_cells(start_row=row + 1, start_column=column + 1, end_row=row + height,
                                  end_column=column + width)  # fmt: skip
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _mhtml() -> bytes:
    message = EmailMessage()
    message["Subject"] = "report"
    message.set_content("-")
    message.add_alternative(layouts.html_page(_draft()).decode("gb18030").replace("gb2312", "utf-8"), subtype="html")
    return bytes(message).replace(b"Subject: report", b"Subject: report\nMIME-Version: 1.0", 1)


def _image(kind: str) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("L", (320, 240), 255)
    draw = ImageDraw.Draw(image)
    for x in (20, 160, 300):
        draw.line((x, 20, x, 200), fill=0, width=2)
    for y in (20, 110, 200):
        draw.line((20, y, 300, y), fill=0, width=2)
    draw.text((40, 50), "2023", fill=0, font_size=24)
    stream = io.BytesIO()
    more = {"save_all": True, "append_images": [image.copy(), image.copy()]} if kind == "TIFF" else {}
    image.save(stream, kind, **more)
    return stream.getvalue()


def _mixed() -> bytes:
    return zipped({"年报/报告.docx": sample("docx"), "年报/README.txt": HEAD.encode()})


_MADE: dict[str, Callable[[], bytes]] = {
    "utf-8": lambda: layouts.archive(_draft()),
    "flattened": lambda: layouts.flattened(_draft()),
    "gbk": lambda: layouts.flattened(_draft()).decode("utf-8-sig").encode("gb18030"),
    "utf-16": lambda: layouts.flattened(_draft()).decode("utf-8-sig").encode("utf-16"),
    "markdown": lambda: layouts.markdown(_draft()),
    "html-page": lambda: layouts.html_page(_draft()),
    "html-word": lambda: layouts.html_word(_draft()),
    "mhtml": _mhtml,
    "docx": lambda: layouts.docx(_draft()),
    "xlsx": _xlsx,
    "zip": _mixed,
    "pdf": lambda: _converted("pdf", _printed(), "docx"),
    "ofd": lambda: printing.ofd(sample("pdf")),
    "xls": lambda: _converted("xls", _xlsx(), "xlsx"),
    "doc": lambda: _converted("doc", _printed(), "docx"),
    "rtf": lambda: _converted("rtf", _printed(), "docx"),
    "odt": lambda: _converted("odt", _printed(), "docx"),
    "png": lambda: _image("PNG"),
    "jpg": lambda: _image("JPEG"),
    "tiff": lambda: _image("TIFF"),
}
FORMATS = tuple(_MADE)
BY_LIBREOFFICE = ("pdf", "ofd", "xls", "doc", "rtf", "odt")
"""Those that are made with LibreOffice."""
THROUGH_LIBREOFFICE = ("doc", "rtf", "odt")
"""Those that are read with LibreOffice: a second each."""
IMAGES = ("png", "jpg", "tiff")
WHOLE = ("html-page", "html-word", "mhtml", "docx", "xlsx", "zip", "pdf", "ofd", "xls", "doc", "odt", *IMAGES)
"""Those in which it shows that an end is missing."""


@functools.cache
def sample(name: str) -> bytes:
    """A sound file of a format."""
    return _MADE[name]()


# Hostile files.

HEAD = "临江市青山区民政局2023年政府信息公开工作年度报告\n一、总体情况\n我局收到政府信息公开申请12件。\n二、主动公开政府信息情况\n"
TAIL = "\n三、收到和处理政府信息公开申请情况\n略。\n五、存在的主要问题及改进情况\n{}\n六、其他需要报告的事项\n无。\n"


def text(trap: str, is_in_problems: bool = False) -> bytes:
    """A report in whose prose ``trap`` stands, in its second section or in that on problems."""
    return (HEAD + TAIL.format(trap) if is_in_problems else HEAD + trap + TAIL.format("略。")).encode()


_LABELS = "一、本年新收政府信息公开申请数量 二、上年结转政府信息公开申请数量 （一）予以公开 1.属于国家秘密 3.危及三安全一稳定 （七）总计".split()

TRAPS: dict[str, Callable[[int], str]] = {
    "numbers": lambda n: "一、" * n,
    "titles": lambda n: "一、总体情况\n" * n,
    "contents": lambda n: "一、总体情况……\n二、主动公开政府信息情况……\n" * n,
    "titles in line": lambda n: "。一、总体情况" * n,
    "second titles": lambda n: "。（一）" * n,
    "parentheses": lambda n: "（" * n,
    "parentheses and brackets": lambda n: "（[" * n,
    "of which": lambda n: "其中" * n,
    "counts of which": lambda n: "5件，其中" * n,
    "counts and parentheses": lambda n: "5件（" * n,
    "lists in lists": lambda n: "5件其中：1件、其他1件" * n,
    "digits": lambda n: "1" * n,
    "digits and commas": lambda n: "1,111" * n,
    "digits and points": lambda n: "1.1" * n,
    "digits with a unit": lambda n: "1" * n + "万件",
    "han digits": lambda n: "一" * n + "件",
    "han years": lambda n: "二〇" + "一" * n + "年一月一日",
    "spaces": lambda n: "a" + " " * n + "b",
    "wide spaces": lambda n: "5件" + "\u3000" * n + "b",
    "line ends": lambda n: " \n" * n,
    "fillers": lambda n: "的" * n + "5件",
    "counts": lambda n: "收到申请5件" * n,
    "counts in turn": lambda n: "微博、微信分别公开信息5条和5条，" * n,
    "years": lambda n: "2019年" * n + "5件",
    "absences": lambda n: "未收到申请" * n,
    "absences in turn": lambda n: "无诉讼，" * n,
    "agencies": lambda n: "民政局" * n + "5件",
    "dates": lambda n: "\n2024年1月1日\n" * n,
    "labels of dates": lambda n: "发布日期：" * n,
    "heading": lambda n: "# a" + " " * n + "b",
    "bold": lambda n: "**a" * n,
    "pipes": lambda n: "|" * n,
    "rule": lambda n: "a|b\n" + " " * n + "|-",
    "rule and spaces": lambda n: "a|b\n---|---" + " " * n + "x",
    "pipe rows": lambda n: "|a|b|\n|---|---|\n" * n,
    "tabs": lambda n: "\t" * n,
    "tab rows": lambda n: "a\tb\n" * n,
    "cells in lines": lambda n: "\ta\n\n" * n,
    "bookmarks": lambda n: "[bookmark:" * n,
    "conditions": lambda n: "<!--[if " * n,
    "wrapped lines": lambda n: "在全市范围内认真做好政府信息公开的工作使得人民群众满意度提升并且持续做好\n" * n,
    "digits run together": lambda n: "自然人法人或其他组织总计" + "".join(f"{label}{'1' * n}" for label in _LABELS),
    "rows run together": lambda n: "信息内容本年制发件数本年废止件数现行有效件数" + "规章1" * n,
    "records run together": lambda n: "结果维持结果纠正其他结果尚未审结总计" * 3 + "1" * n,
    "indicators": lambda n: "统计指标单位2016年" + "主动公开政府信息数条" * n,
    "problems": lambda n: "问题不足，" * n,
    "citations": lambda n: "〔2019〕60号信息处理费" * n,
    "unsure": lambda n: "⁇" * n,
    "lost": lambda n: "甲\ufffd\n" * n,
}


def trapped(name: str, length: int) -> str:
    """A trap of about ``length`` characters."""
    make = TRAPS[name]
    piece = (len(make(200)) - len(make(100))) / 100
    return make(max(1, int(length / piece)))


def page(body: str, head: str = "") -> bytes:
    """A page that holds ``body``."""
    return f"<!doctype html><html><head><meta charset='utf-8'>{head}</head><body><p>{HEAD}</p>{body}</body></html>".encode()


def docx(body: str, files: dict[str, str] | None = None) -> bytes:
    """A Word document of the XML ``body``, with other parts."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{HEAD}</w:t></w:r></w:p>{body}</w:body></w:document>',
    }
    return stored({name: data.encode() for name, data in (parts | (files or {})).items()})


def workbook(rows: str, dimension: str = "A1:B2", merged: str = "") -> bytes:
    """A workbook with one sheet of the XML ``rows``."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return stored(
        {
            name: data.encode()
            for name, data in {
                "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
                "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
                "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>',
                "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
                "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{merged}</worksheet>',
            }.items()
        }
    )


def pdf(content: bytes, box: str = "0 0 595 842", pages: int = 1) -> bytes:
    """A PDF whose pages all show the stream ``content``."""
    kids = " ".join(f"{number + 4} 0 R" for number in range(pages))
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode()]
    packed = zlib.compress(content)
    bodies.append(f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream")
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page_of = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 3 0 R/Resources{font}>>".encode()
    bodies += [page_of] * pages
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, start)
    return bytes(out)


def png(width: int, height: int) -> bytes:
    """A PNG that says that it is of a size, with hardly any data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(
            b"IDAT",
            zlib.compress(
                b"\x00" + b"\xff" * width if height == 1 else (b"\x00" + b"\xff" * width) * min(height, 9_000)
            ),
        )
        + chunk(b"IEND", b"")
    )


def tiff(directories: int) -> bytes:
    """A TIFF of very many directories of one pixel."""
    entries = ((256, 4, 1), (257, 4, 1), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (278, 4, 1), (279, 4, 1))
    size = 2 + 12 * len(entries) + 4
    out = bytearray(b"II*\x00" + struct.pack("<I", 12) + bytes(4))
    for number in range(directories):
        body = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
        following = 12 + (number + 1) * size if number + 1 < directories else 0
        out += struct.pack("<H", len(entries)) + body + struct.pack("<I", following)
    return bytes(out)


def _ofd(content: str) -> bytes:
    namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return stored(
        {
            "OFD.xml": f"<ofd:OFD {namespace}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>".encode(),
            "Doc_0/Document.xml": f'<ofd:Document {namespace}><ofd:Pages><ofd:Page BaseLoc="P.xml"/></ofd:Pages></ofd:Document>'.encode(),
            "Doc_0/P.xml": f"<ofd:Page {namespace}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>".encode(),
        }
    )


def _cells(count: int) -> str:
    return "<w:tr>" + "<w:tc/>" * count + "</w:tr>"


_NUMBERING = (
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="99999"/>'
    '<w:numFmt w:val="upperLetter"/><w:lvlText w:val="'
    + "%1" * 9999
    + '"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
_NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
)
_SPANNING = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/><w:vMerge/></w:tcPr></w:tc></w:tr>"
_STYLES = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(10_000))
_OVERRIDES = "".join(
    f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"/></w:lvlOverride></w:num>'
    for n in range(20_000)
)

_TEXT = b"BT /F 12 Tf 10 800 Td (2023) Tj ET "

HOSTILE: dict[str, Callable[[], bytes]] = {
    "text: 100,000 digits": lambda: text("1" * 100_000),
    "text: one line of 5 MB": lambda: text("公开" * 850_000),
    "text: 40 MB of lines": lambda: text("ab\n" * 13_000_000),
    "text: 40 MB of empty lines": lambda: text("\n" * 40_000_000),
    "text: 40 MB with an emoji": lambda: text("a" * 40_000_000 + "😀"),
    "text: a million empty cells": lambda: text("\t" * 1_000_000),
    "text: a million cells between pipes": lambda: text("|" * 1_000_000),
    "text: 200,000 rows of tabs": lambda: text("a\tb\n" * 90_000),
    "text: utf-16 of 20 MB": lambda: ("公开" * 5_000_000).encode("utf-16"),
    "html: nested tables": lambda: page("<table><tr><td>" * 10_000),
    "html: nested blockquotes": lambda: page("<blockquote>" * 10_000 + "a"),
    "html: nested inline": lambda: page("<b>" * 10_000 + "a"),
    "html: nested lists": lambda: page("<ul><li>" * 5_000 + "a"),
    "html: 5 MB of cells": lambda: page("<table><tr>" + "<td>" * 1_250_000),
    "html: cells": lambda: page("<table><tr>" + "<td>1" * 290_000),
    "html: rows": lambda: page("<table>" + "<tr><td>1" * 140_000 + "</table>"),
    "html: rows in a divided table": lambda: page("<table>" + "<tr><td>1<td>2</tr><tbody>" * 60_000),
    "html: spans": lambda: page(f"<table>{'<tr><td colspan=999999999 rowspan=999999999>1<td>2</tr>' * 2_000}</table>"),
    "html: wide spans": lambda: page(f"<table><tr>{'<td colspan=200 rowspan=0>1' * 40_000}</tr><tr><td>1</tr></table>"),
    "html: attributes": lambda: page("<p " + " ".join(f"a{n}='1'" for n in range(100_000)) + ">a</p>"),
    "html: one long attribute": lambda: page(f"<p style='{'display:' * 500_000}'>a</p>"),
    "html: style traps": lambda: page(f"<p style='{'display' + ' ' * 300_000 + 'x'}'>a</p>" * 3),
    "html: styles": lambda: page("a", f"<style>{'a{b:c}' * 800_000}</style>"),
    "html: a title of 2 MB": lambda: page("a", f"<title>{'甲2023年政府信息' * 80_000}</title>"),
    "html: metas": lambda: page("a", "<meta charset=" * 100_000),
    "html: entities": lambda: page("&amp;" * 1_000_000),
    "html: paragraphs": lambda: page("<p>一、总体情况，我们做了很多工作。</p>" * 100_000),
    "html: chains": lambda: page("<div>" * 190 + "<p>一、总体情况，我们做了。</p>" * 90_000),
    "html: links": lambda: page("<a href=a>甲乙丙丁戊己庚辛</a><br>" * 70_000),
    "html: sources": lambda: page(f"<p>{'来源：' * 300_000}</p>"),
    "html: 40 MB in a script": lambda: page("a", f"<script>{'a' * 40_000_000}</script>"),
    "mhtml: parts": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + b"--a\n\n" * 300_000
    ),
    "mhtml: nested": lambda: (
        b"MIME-Version: 1.0\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(10_000))
    ),
    "mhtml: headers": lambda: b"MIME-Version: 1.0\nContent-Type: text/html\n" + b"A: b\n" * 2_000_000 + b"\n<p>a",
    "mhtml: a long header": lambda: (
        b'MIME-Version: 1.0\nContent-Type: text/html; charset="' + b"=?a?" * 900_000 + b'"\n\n<p>a</p>'
    ),
    "mhtml: parameters": lambda: b"MIME-Version: 1.0\nContent-Type: text/html" + b";a*1=b" * 200_000 + b"\n\n<p>a</p>",
    "mhtml: soft line ends": lambda: (
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        + b"=\n" * 2_000_000
    ),
    "docx: cells": lambda: docx(f"<w:tbl>{_cells(1_000_000)}</w:tbl>"),
    "docx: rows": lambda: docx("<w:tbl>" + _cells(2) * 100_000 + "</w:tbl>"),
    "docx: spans": lambda: docx("<w:tbl>" + _SPANNING * 9_999 + "</w:tbl>"),
    "docx: nested tables": lambda: docx("<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000),
    "docx: nested within the depth": lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80),
    "docx: nested controls": lambda: docx("<w:sdt><w:sdtContent>" * 120 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 120),
    "docx: numbers": lambda: docx(_NUMBERED * 20_000, {"word/numbering.xml": _NUMBERING}),
    "docx: lists of their own": lambda: docx(
        _NUMBERED, {"word/numbering.xml": _NUMBERING.replace("</w:numbering>", _OVERRIDES + "</w:numbering>")}
    ),
    "docx: styles in a chain": lambda: docx(
        '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
        {"word/styles.xml": f'<w:styles xmlns:w="{WORD}">{_STYLES}</w:styles>'},
    ),
    "docx: table styles": lambda: docx(
        "<w:p/>", {"word/styles.xml": f'<w:styles xmlns:w="{WORD}">{"<w:tblStylePr a=1>" * 300_000}</w:styles>'}
    ),
    "docx: attributes": lambda: docx("<w:p " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>"),
    "docx: one text of 8 MB": lambda: docx(f"<w:p><w:r><w:t>{'公开' * 1_300_000}</w:t></w:r></w:p>"),
    "docx: runs": lambda: docx(f"<w:p>{'<w:r><w:t>1</w:t></w:r>' * 450_000}</w:p>"),
    "xlsx: dimension": lambda: workbook('<row r="1"><c r="A1"><v>1</v></c></row>', "A1:XFD1048576"),
    "xlsx: far cells": lambda: workbook(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "xlsx: empty cells": lambda: workbook("".join(f'<row r="{n}">{"<c/>" * 100}</row>' for n in range(1, 10_001))),
    "xlsx: merged": lambda: workbook(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        merged="<mergeCells>" + "<mergeCell ref='A1:XFD1048576'/>" * 90_000 + "</mergeCells>",
    ),
    "xlsx: cells": lambda: workbook("".join(f'<row r="{n}">{"<c><v>1</v></c>" * 18}</row>' for n in range(1, 10_001))),
    "pdf: paths": lambda: pdf(_TEXT + b"10 10 m 500 10 l S " * 100_000),
    "pdf: a path of many pieces": lambda: pdf(_TEXT + b"10 10 m " + b"500 10 l 10 10 l " * 200_000 + b"S"),
    "pdf: rectangles": lambda: pdf(
        _TEXT + b"".join(b"%d %d 9 9 re S " % (n % 500, n // 500 * 9) for n in range(40_000))
    ),
    "pdf: grid": lambda: pdf(
        _TEXT + b"".join(b"0 %d m 595 %d l S %d 0 m %d 842 l S " % (n * 3, n * 3, n * 3, n * 3) for n in range(270))
    ),
    "pdf: forms in forms": lambda: pdf(_TEXT + b"q " * 100_000 + b"Q " * 100_000),
    "pdf: a huge box": lambda: pdf(b"BT (2023) Tj ET 10 10 m 500 10 l S", "0 0 1000000000 1000000000"),
    "pdf: a box of nothing": lambda: pdf(b"BT (2023) Tj ET 10 10 m 500 10 l S", "0 0 0 0"),
    "pdf: pages": lambda: pdf(b"10 10 m 500 10 l S", pages=10_000),
    "pdf: busy pages": lambda: pdf(_TEXT + b"10 10 m 500 10 l S " * 10_000, pages=300),
    "pdf: characters": lambda: pdf(b"BT /F 9 Tf (" + b"1" * 1_000_000 + b") Tj ET"),
    "ofd: nested": lambda: _ofd("<ofd:PageBlock>" * 200 + "</ofd:PageBlock>" * 200),
    "ofd: steps": lambda: _ofd(
        f'<ofd:TextObject Boundary="0 0 9 9"><ofd:TextCode DeltaX="{"g 999999999 1 " * 9_999}">{"公" * 9_999}</ofd:TextCode></ofd:TextObject>'
        * 5
    ),
    "ofd: characters": lambda: _ofd(
        '<ofd:TextObject Boundary="0 0 9 9"><ofd:TextCode>' + "公" * 3_000_000 + "</ofd:TextCode></ofd:TextObject>"
    ),
    "ofd: texts in one line": lambda: _ofd(
        "".join(
            f'<ofd:TextObject Boundary="{n % 200} {n % 290} 9 9"><ofd:TextCode>公</ofd:TextCode></ofd:TextObject>'
            for n in range(59_000)
        )
    ),
    "ofd: paths": lambda: _ofd(
        '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 99 0</ofd:AbbreviatedData></ofd:PathObject>'
        * 150_000
    ),
    "ofd: one path": lambda: _ofd(
        f'<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0{" L 99 0 L 0 0" * 900_000}</ofd:AbbreviatedData></ofd:PathObject>'
    ),
    "ofd: huge numbers": lambda: _ofd(
        '<ofd:TextObject Boundary="1e300 nan inf 9" Size="1e308"><ofd:TextCode X="-inf" Y="nan">公开</ofd:TextCode></ofd:TextObject>'
        * 9
    ),
    "png: 100,000 x 100,000": lambda: png(100_000, 100_000),
    "png: 7,000 x 7,000": lambda: png(7_000, 7_000),
    "png: a line": lambda: png(50_000_000, 1),
    "tiff: directories": lambda: tiff(10_000),
    "rtf: braces": lambda: b"{\\rtf1" + b"{" * 2_000_000,
}
"""Files that ask for much; made when they are needed."""
