"""Drafts as they are printed: Word documents with the looks of real ones, and what LibreOffice makes of them.

PDF, doc and the other formats of LibreOffice, and page images of the PDF as a scanner would give them.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reports.drafts import Draft
from reports.layouts import _placed, _width, parts, title_of
from reports.tables import Rows

TIME_LIMIT = 300


@dataclass(frozen=True)
class Look:
    """How a document is laid out."""

    text_size: float
    cell_size: float
    footer: str
    """Words around the page number, which stands for #; "" for none."""
    has_header: bool
    is_indented: bool
    is_title_split: bool
    is_label_vertical: bool
    has_sides: bool
    row_height: float | None


def look_of(random: Random) -> Look:
    """One of the usual looks."""
    return Look(
        text_size=random.choice((12, 14, 16)),
        cell_size=random.choice((7.5, 9, 10.5)),
        footer=random.choice(("", "#", "- # -", "— # —", "第#页")),
        has_header=random.random() < 0.3,
        is_indented=random.random() < 0.8,
        is_title_split=random.random() < 0.4,
        is_label_vertical=random.random() < 0.4,
        has_sides=random.random() < 0.8,
        row_height=random.choice((None, None, 14, 20)),
    )


def printed(draft: Draft, look: Look) -> bytes:
    """A Word document with borders, margins, page numbers and small type in its tables."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    section.left_margin = section.right_margin = Pt(76)
    section.top_margin = section.bottom_margin = Pt(80)
    if look.has_header:
        section.header.paragraphs[0].text = title_of(draft)
    if look.footer:
        _page_number(section.footer.paragraphs[0], look.footer)
    for kind, content in parts(draft):
        if isinstance(content, list):
            _table(document, content, look)
            continue
        lines = [content]
        if kind == "title" and look.is_title_split:
            lines = [draft.agency, content.removeprefix(draft.agency)]
        for line in lines:
            paragraph = document.add_paragraph()
            run = paragraph.add_run(line)
            run.font.size = Pt(look.text_size + (6 if kind == "title" else 0))
            paragraph.paragraph_format.space_after = Pt(0 if look.is_indented else 6)
            if kind == "title":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            else:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                run.bold = kind == "heading"
                if look.is_indented:
                    paragraph.paragraph_format.first_line_indent = Pt(2 * look.text_size)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page_number(paragraph: object, words: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    before, after = words.split("#")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER  # type: ignore[attr-defined]
    paragraph.add_run(before)  # type: ignore[attr-defined]
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))  # type: ignore[attr-defined]
    paragraph.add_run(after)  # type: ignore[attr-defined]


def _table(document: object, rows: Rows, look: Look) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    width = _width(rows)
    table = document.add_table(len(rows), width)  # type: ignore[attr-defined]
    table.style = "Table Grid"
    table.autofit = False
    if not look.has_sides:
        borders = f'<w:tblBorders {nsdecls("w")}><w:left w:val="nil"/><w:right w:val="nil"/></w:tblBorders>'
        table._tbl.tblPr.append(parse_xml(borders))
    wide = _widths(rows)
    for column, points in zip(table.columns, wide, strict=True):
        column.width = Pt(points)
    for row in table.rows:
        if look.row_height:
            row.height = Pt(look.row_height)
        for cell, points in zip(row.cells, wide, strict=True):
            cell.width = Pt(points)
    for row, column, text, height, span in _placed(rows):
        cell = table.cell(row, column)
        if height > 1 or span > 1:
            cell = cell.merge(table.cell(row + height - 1, column + span - 1))
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(text).font.size = Pt(look.cell_size)
        if _is_value(text):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if look.is_label_vertical and height > 12:
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:textDirection {nsdecls("w")} w:val="tbRlV"/>'))
    document.add_paragraph()  # type: ignore[attr-defined]


def _widths(rows: Rows) -> list[float]:
    """The widths of the columns in points: of figures narrow, of what names them wide."""
    width = _width(rows)
    if width == 10:
        return [24, 58, 118] + [36] * 7
    heads = [box.text for box in rows[0] if box]
    shares = [4 if head in ("统计指标", "指标名称") else 1 for head in heads]
    if max(shares) == 1:
        return [443 / width] * width
    return [443 * share / sum(shares) for share in shares]


def _is_value(text: str) -> bool:
    return text.lstrip("-").replace(".", "").isdigit()


def soffice() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(files: Sequence[Path], suffix: str, out: Path) -> list[Path]:
    """``files`` as LibreOffice saves them in another format, in ``out``; a private profile is used and thrown away."""
    program = soffice()
    if program is None:
        raise FileNotFoundError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}",
                   "--convert-to", suffix, "--outdir", str(out), *map(str, files)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT)
    return [out / f"{file.stem}.{suffix.partition(':')[0]}" for file in files]


def scanned(pdf: bytes, dots: int, random: Random | None = None) -> Iterable[object]:
    """The pages of a PDF as grey images (Pillow) at ``dots`` per inch; with ``random`` as a scanner gives them: askew,
    soft, pale, with noise and specks."""
    import numpy
    import pypdfium2
    from PIL import Image, ImageFilter

    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        image = page.render(scale=dots / 72).to_pil().convert("L")
        if random is not None:
            image = image.rotate(random.uniform(-0.6, 0.6), Image.Resampling.BICUBIC, fillcolor=255)
            image = image.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 0.8)))
            noise = numpy.random.default_rng(random.randrange(2**32))
            grey = numpy.asarray(image, dtype=numpy.float32)
            grey = 255 - (255 - grey) * random.uniform(0.7, 1) - random.uniform(0, 12)
            grey += noise.normal(0, random.uniform(2, 9), grey.shape)
            grey[noise.random(grey.shape) < 0.0002] = 60
            image = Image.fromarray(grey.clip(0, 255).astype(numpy.uint8))
        yield image


def scan_pdf(pdf: bytes, dots: int, random: Random | None = None) -> bytes:
    """The pages of a PDF as a PDF of images."""
    images = list(scanned(pdf, dots, random))
    stream = io.BytesIO()
    first, *others = images
    first.save(stream, "PDF", save_all=True, append_images=others, resolution=dots)  # type: ignore[attr-defined]
    return stream.getvalue()


def ofd(pdf: bytes) -> bytes:
    """The pages of a PDF as an OFD package: a text object for each line of characters, a path for each ruling line."""
    import zipfile
    from xml.sax.saxutils import escape

    from gknlp.readers.pdf import pages_of

    millimetres = 25.4 / 72
    stream = io.BytesIO()
    namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        listed = []
        for number, page in enumerate(pages_of(pdf, "pdf")):
            objects = []
            for glyph in page.glyphs:
                x, y, size = glyph.x0 * millimetres, glyph.top * millimetres, (glyph.bottom - glyph.top) * millimetres
                width = (glyph.x1 - glyph.x0) * millimetres
                objects.append(
                    f'<ofd:TextObject ID="{len(objects) + 10}" Boundary="{x:.3f} {y:.3f} {width:.3f} {size:.3f}" Font="1" '
                    f'Size="{size:.3f}"><ofd:TextCode X="0" Y="{0.85 * size:.3f}">{escape(glyph.text)}</ofd:TextCode></ofd:TextObject>'
                )
            for line in page.lines:
                start, end, at = line.start * millimetres, line.end * millimetres, line.at * millimetres
                place = f"{start:.3f} {at:.3f}" if line.is_level else f"{at:.3f} {start:.3f}"
                path = f"M 0 0 L {end - start:.3f} 0" if line.is_level else f"M 0 0 L 0 {end - start:.3f}"
                objects.append(
                    f'<ofd:PathObject ID="{len(objects) + 10}" Boundary="{place} {end - start:.3f} {end - start:.3f}" '
                    f'LineWidth="0.3"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'
                )
            area = f"0 0 {page.width * millimetres:.2f} {page.height * millimetres:.2f}"
            package.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page {namespace}><ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area><ofd:Content>"
                f'<ofd:Layer ID="1">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>',
            )
            listed.append(f'<ofd:Page ID="{number + 1}" BaseLoc="Pages/Page_{number}/Content.xml"/>')
        package.writestr(
            "OFD.xml",
            f'<ofd:OFD {namespace} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        package.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {namespace}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{''.join(listed)}</ofd:Pages></ofd:Document>",
        )
    return stream.getvalue()


Documents = Sequence[tuple[Path, bytes]]
"""Where each file is to stand, and the Word document that it is made from."""


def _write(documents: Documents) -> None:
    for path, document in documents:
        path.write_bytes(document)


def _convert(documents: Documents) -> None:
    """What LibreOffice makes of the documents, all in one call."""
    suffix = documents[0][0].suffix.lstrip(".")
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder) / f"{number:04}.docx" for number in range(len(documents))]
        _write(list(zip(sources, (document for _, document in documents), strict=True)))
        for (path, _), file in zip(documents, converted(sources, suffix, Path(folder)), strict=True):
            shutil.move(file, path)


def _through_pdf(make: Callable[[bytes, Path], bytes]) -> Callable[[Documents], None]:
    def write(documents: Documents) -> None:
        with tempfile.TemporaryDirectory() as folder:
            through = [(Path(folder) / f"{number:04}.pdf", document) for number, (_, document) in enumerate(documents)]
            _convert(through)
            for (path, _), (file, _) in zip(documents, through, strict=True):
                path.write_bytes(make(file.read_bytes(), path))

    return write


PRINTED: dict[str, tuple[str, Callable[[Documents], None]]] = {
    "printed": ("docx", _write),
    "doc": ("doc", _convert),
    "rtf": ("rtf", _convert),
    "odt": ("odt", _convert),
    "pdf": ("pdf", _convert),
    "ofd": ("ofd", _through_pdf(lambda pdf, _: ofd(pdf))),
    "scan": ("pdf", _through_pdf(lambda pdf, path: scan_pdf(pdf, 200, Random(path.name)))),
}
"""Layouts that a printed look is made into: the suffix, and what writes the files."""
