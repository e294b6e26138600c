"""PDF with a text layer: characters and ruling lines at their places, by PDFium. Pages without text go to the OCR."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gknlp.errors import UnreadableDocument
from gknlp.readers import scan
from gknlp.readers.decoding import clean
from gknlp.readers.layout import MAX_GLYPHS, Glyph, Page, blocks_of
from gknlp.readers.ruling import Line, bar, strokes
from gknlp.types.document import Document

MAX_PAGES = 300
MAX_OBJECTS = 100_000
_DEPTH = 5
_MOST_IMAGES = 2000
_COVERED = 0.6
"""The share of a page that the picture of a whole page covers at least."""

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def read_pdf(content: bytes, name: str) -> Document:
    """Read a PDF. Raises UnreadableDocument where it is damaged, encrypted, or holds scans only and no OCR is there."""
    with _opened(content, name) as document:
        pages = [_page(document, number, name) for number in range(len(document))]
        title = clean(document.get_metadata_value("Title")).strip()
    blocks, doubts = blocks_of(pages)
    if not blocks:
        raise UnreadableDocument(f"{name}：PDF 里没有文字，请提供文字版")
    return Document(name, "pdf", blocks, (("title", title),) if title else (), doubts)


def pages_of(content: bytes, name: str) -> list[Page]:
    """What stands on each page. Raises UnreadableDocument."""
    with _opened(content, name) as document:
        return [_page(document, number, name) for number in range(len(document))]


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """The PDF within its limits; what goes wrong inside the block is said in one line."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise UnreadableDocument(f"{name}：{_why(error)}") from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableDocument(f"{name}：PDF 超过 {MAX_PAGES} 页，不像年度报告，请确认文件是否选对")
        yield document
    except pdfium.PdfiumError as error:
        raise UnreadableDocument(f"{name}：PDF 已损坏或不完整，请重新获取") from error
    finally:
        document.close()


def _why(error: pdfium.PdfiumError) -> str:
    text = str(error).lower()
    if "password" in text or "security" in text:
        return "PDF 已加密，请解除密码后再试"
    return "PDF 已损坏或不完整，请重新获取"


def _page(document: pdfium.PdfDocument, number: int, name: str) -> Page:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            return _read(page, text, name)
        finally:
            text.close()
    finally:
        page.close()


def _read(page: pdfium.PdfPage, text: pdfium.PdfTextPage, name: str) -> Page:
    count = text.count_chars()
    if count > MAX_GLYPHS:
        raise UnreadableDocument(f"{name}：PDF 一页的文字过多，不像年度报告，请确认文件是否选对")
    turn = _turn(page, text, count)
    width, height = turn.size
    glyphs = list(_glyphs(text, count, turn))
    if _is_scan(page, glyphs):
        if scan.is_available():
            return _scanned(page)
        if not glyphs:
            raise scan.missing(name)
    return Page(width, height, glyphs, list(_lines(page, turn)))


def _is_scan(page: pdfium.PdfPage, glyphs: list[Glyph]) -> bool:
    """Whether a page is the picture of one: an image covers it, or its characters have lost what they stand for."""
    if glyphs and sum(map(_is_lost, glyphs)) * 10 > len(glyphs):
        return True
    width, height = page.get_size()
    for number in range(min(raw.FPDFPage_CountObjects(page), _MOST_IMAGES)):
        item = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE:
            left, low, right, high = (ctypes.c_float() for _ in range(4))
            if raw.FPDFPageObj_GetBounds(item, left, low, right, high):
                covered = (right.value - left.value) * (high.value - low.value)
                if covered >= _COVERED * width * height:
                    return True
    return False


def _is_lost(glyph: Glyph) -> bool:
    """A character that a font without a table of meanings gives."""
    return glyph.text == "\ufffd" or "\ue000" <= glyph.text <= "\uf8ff"


def _scanned(page: pdfium.PdfPage) -> Page:
    width, height = page.get_size()
    scale = min(scan.DOTS / 72, math.sqrt(scan.MAX_PIXELS / max(width * height, 1)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return scan.page_of(bitmap.to_numpy().squeeze().copy())
    finally:
        bitmap.close()


class _Turn:
    """From a page's own coordinates (y upwards, before rotation) to those of the page as it is read."""

    def __init__(self, box: tuple[float, float, float, float], quarters: int) -> None:
        self.left, self.low, self.right, self.high = box
        self.quarters = quarters % 4
        width, height = self.right - self.left, self.high - self.low
        self.size = (height, width) if self.quarters % 2 else (width, height)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        if self.quarters == 1:  # turned clockwise by 90 degrees
            return y - self.low, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.low
        if self.quarters == 3:
            return self.high - y, self.right - x
        return x - self.left, self.high - y

    def box(self, left: float, low: float, right: float, high: float) -> tuple[float, float, float, float]:
        """(x0, top, x1, bottom)."""
        (ax, ay), (bx, by) = self(left, low), self(right, high)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _turn(page: pdfium.PdfPage, text: pdfium.PdfTextPage, count: int) -> _Turn:
    """How the page is to be turned so that most of its text is upright."""
    angles = Counter(_quarter(text, index) for index in range(0, count, max(1, count // 200)))
    # Upright text is what one reads, whatever the page's own rotation says.
    most = angles.most_common(1)[0][0] if angles else None
    return _Turn(page.get_bbox(), page.get_rotation() // 90 if most is None else most)


def _quarter(text: pdfium.PdfTextPage, index: int) -> int | None:
    """By how many quarters a character is turned, None where it is askew: a watermark."""
    quarters = float(raw.FPDFText_GetCharAngle(text, index)) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else None


def _glyphs(text: pdfium.PdfTextPage, count: int, turn: _Turn) -> Iterator[Glyph]:
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    left, right, low, high, x, y = (ctypes.c_double() for _ in range(6))
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code <= 32 or 0x80 <= code <= 0xA0 or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code in (0xFFFE, 0xFFFF):
            continue
        if not raw.FPDFText_GetCharBox(text, index, left, right, low, high):
            continue
        ink = (left.value, low.value, right.value, high.value)
        quarter = _quarter(text, index)
        if quarter is None:
            continue
        is_placed = (
            quarter == turn.quarters
            and raw.FPDFText_GetLooseCharBox(text, index, box)
            and raw.FPDFText_GetCharOrigin(text, index, x, y)
            and raw.FPDFText_GetMatrix(text, index, matrix)
        )
        em = float(raw.FPDFText_GetFontSize(text, index)) * math.hypot(matrix.c, matrix.d)
        if is_placed and box.right - box.left <= 3 * em:  # a vertical label has true boxes for its ink only
            yield Glyph(chr(code), *_upright(turn, (box.left, box.bottom, box.right, box.top), x.value, y.value, em))
        else:
            yield Glyph(chr(code), *turn.box(*ink), is_turned=True)


def _upright(
    turn: _Turn, box: tuple[float, float, float, float], x: float, y: float, em: float
) -> tuple[float, float, float, float]:
    """The box of a character on its base line: fonts differ in how far they say that they reach above and below it,
    and marks set in another font than the words beside them must stand in the same line."""
    x0, _, x1, _ = turn.box(*box)
    base = turn(x, y)[1]
    return x0, base - 0.85 * em, x1, base + 0.15 * em


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _matrix(item: object) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _paths(page: pdfium.PdfPage) -> Iterator[tuple[object, Matrix]]:
    """The paths of a page, those inside forms too, each with the matrix to the page's coordinates."""
    left = MAX_OBJECTS
    waiting: list[tuple[object, Matrix, int]] = [
        (raw.FPDFPage_GetObject(page, number), _SAME, 0) for number in range(raw.FPDFPage_CountObjects(page))
    ][:left]
    while waiting and left:
        item, outer, depth = waiting.pop()
        left -= 1
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, _times(_matrix(item), outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            matrix = _times(_matrix(item), outer)
            count = min(raw.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
            waiting += [(raw.FPDFFormObj_GetObject(item, n), matrix, depth + 1) for n in range(count)]


def _lines(page: pdfium.PdfPage, turn: _Turn) -> Iterator[Line]:
    for path, matrix in _paths(page):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(path, fill, stroke):
            continue
        for polygon in _polygons(path, matrix):
            points = [turn(x, y) for x, y in polygon]
            if stroke.value:
                yield from strokes(points)
            elif fill.value:
                yield from bar(points)


def _polygons(path: object, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The straight-edged figures that a path consists of; those with curves are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for number in range(min(raw.FPDFPath_CountSegments(path), MAX_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = [point]
        elif kind == raw.FPDF_SEGMENT_LINETO:
            points.append(point)
        else:
            points = []
        if points and raw.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = []
    if len(points) > 1:
        yield points
