"""PDF with a text layer: characters and ruling lines at their places, by PDFium. Pages without text go to the OCR."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gknlp.errors import UnreadableDocument
from gknlp.readers import scan
from gknlp.readers.decoding import clean, doubts_of
from gknlp.readers.layout import MAX_GLYPHS, Glyph, Page, blocks_of
from gknlp.readers.ruling import Line, bar, strokes
from gknlp.types.document import Document, Doubt

MAX_PAGES = 300
MAX_OBJECTS = 100_000
MAX_DRAWN = 300_000
"""What is drawn on all pages together: documents of more are refused."""
_DEPTH = 5
_COVERED = 0.6
"""The share of a page that the picture of a whole page covers at least."""
_FEW = 60
"""Characters that are added to the picture of a page: its number, the scanner's name."""
_MANY = 50
"""Figures on a page without text that may be its characters, drawn."""
_INVISIBLE = 3
_END = 1024
_LENGTH = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,9})\b")
_WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
Item = tuple[object, Matrix]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def read_pdf(content: bytes, name: str) -> Document:
    """Read a PDF. Raises UnreadableDocument where it is damaged, encrypted, or holds scans only and no OCR is there."""
    with _opened(content, name) as document:
        pages = list(_pages(document, name))
        title = clean(document.get_metadata_value("Title")).strip()
    blocks, doubts = blocks_of(pages)
    if not blocks:
        raise UnreadableDocument(f"{name}：PDF 里没有文字，请提供文字版")
    doubts += doubts_of(list(blocks))
    if _is_cut_off(content):
        doubts += (Doubt("文件没有结尾，可能被截断，请核对原文是否完整"),)
    return Document(name, "pdf", blocks, (("title", title),) if title else (), doubts)


def pages_of(content: bytes, name: str) -> list[Page]:
    """What stands on each page. Raises UnreadableDocument."""
    with _opened(content, name) as document:
        return list(_pages(document, name))


def _is_cut_off(content: bytes) -> bool:
    """Whether the end of a PDF is missing, or of one that says how long it is (laid out for the web) a part of it."""
    length = _LENGTH.search(content, 0, _END)
    return b"%%EOF" not in content[-_END:] or (length is not None and len(content) < int(length[1]))


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


def _pages(document: pdfium.PdfDocument, name: str) -> Iterator[Page]:
    scans = drawn = 0
    for number in range(len(document)):
        page, count = _page(document, number, name)
        scans, drawn = scans + page.is_scan, drawn + count
        if drawn > MAX_DRAWN:
            raise UnreadableDocument(f"{name}：PDF 里的图形过多，不像年度报告，请确认文件是否选对")
        if scans > scan.MAX_PAGES:
            raise UnreadableDocument(f"{name}：PDF 的扫描页超过 {scan.MAX_PAGES} 页，不像年度报告，请确认文件是否选对")
        yield page


def _page(document: pdfium.PdfDocument, number: int, name: str) -> tuple[Page, int]:
    """A page, and how many objects are drawn on it."""
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            return _read(page, text, name)
        finally:
            text.close()
    finally:
        page.close()


def _read(page: pdfium.PdfPage, text: pdfium.PdfTextPage, name: str) -> tuple[Page, int]:
    count = text.count_chars()
    if count > MAX_GLYPHS:
        raise UnreadableDocument(f"{name}：PDF 一页的文字过多，不像年度报告，请确认文件是否选对")
    turn = _turn(page, text, count)
    items = list(_items(page))
    sight = _Sight(items, text, page.get_size())
    glyphs: list[Glyph] = []
    hidden: list[Glyph] = []
    for index, glyph in _glyphs(text, count, turn):
        (glyphs if sight.is_seen(index) else hidden).append(glyph)
    is_scan = _is_scan(glyphs, hidden, sight)
    if is_scan and scan.is_available():
        return _scanned(page), len(items)
    if is_scan and not glyphs and not hidden:
        raise scan.missing(name)
    shown = [*glyphs, *hidden] if is_scan else glyphs
    return Page(*turn.size, shown, list(_lines(items, turn)), is_scan), len(items)


def _is_scan(glyphs: list[Glyph], hidden: list[Glyph], sight: _Sight) -> bool:
    """Whether a page is to be recognised: it is a picture with hardly any text beside it, all its text is hidden or
    drawn as figures, or its characters have lost what they stand for."""
    if glyphs and sum(map(_is_lost, glyphs)) * 10 > len(glyphs):
        return True
    if sight.has_picture:
        return len(glyphs) < _FEW
    return not glyphs and (bool(hidden) or sight.paths >= _MANY)


def _is_lost(glyph: Glyph) -> bool:
    """A character that a font without a table of meanings gives."""
    return glyph.text == "\ufffd" or "\ue000" <= glyph.text <= "\uf8ff"


def _is_unknown(code: int) -> bool:
    """A character of a font's own making; the bullets of symbol fonts (U+F0xx) are known."""
    return 0xE000 <= code <= 0xF8FF and not 0xF000 <= code <= 0xF0FF


class _Sight:
    """What of a page's text can be seen: not what is drawn with no ink, in white on white, or below the picture of a
    whole page, be it in several strips."""

    def __init__(self, items: list[Item], text: pdfium.PdfTextPage, size: tuple[float, float]) -> None:
        self.items, self.text = items, text
        self.paths = 0
        self.below: set[int] = set()
        self.seen: dict[int, bool] = {}
        self.dark: list[tuple[float, float, float, float]] | None = None
        earlier: set[int] = set()
        covered = 0.0
        for item, (a, b, c, d, _, _) in items:
            kind = raw.FPDFPageObj_GetType(item)
            self.paths += kind == raw.FPDF_PAGEOBJ_PATH
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                earlier.add(_address(item))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                covered += abs(a * d - b * c)
                if covered >= _COVERED * size[0] * size[1]:
                    self.below |= earlier
        self.has_picture = covered >= _COVERED * size[0] * size[1]

    def is_seen(self, index: int) -> bool:
        """Whether the character can be seen."""
        item = raw.FPDFText_GetTextObject(self.text, index)
        if not item:
            return True
        key = _address(item)
        if key not in self.seen:
            has_ink = raw.FPDFTextObj_GetTextRenderMode(item) != _INVISIBLE and key not in self.below
            self.seen[key] = has_ink and (not self._is_white(index) or self._is_on_dark(item))
        return self.seen[key]

    def _is_white(self, index: int) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not raw.FPDFText_GetFillColor(self.text, index, red, green, blue, alpha):
            return False
        return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE

    def _is_on_dark(self, item: object) -> bool:
        """Whether anything but white lies where the text stands."""
        if self.dark is None:
            self.dark = list(_grounds(self.items))
        left, low, right, high = _bounds(item)
        x, y = (left + right) / 2, (low + high) / 2
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self.dark)


def _grounds(items: list[Item]) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of what is filled with a colour, of images and of shadings."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for item, _ in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            raw.FPDFPath_GetDrawMode(item, fill, stroke)
            raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
            if not fill.value or min(red.value, green.value, blue.value) >= _WHITE:
                continue
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        yield _bounds(item)


def _bounds(item: object) -> tuple[float, float, float, float]:
    """(left, low, right, high) in the coordinates of the page or form that holds it."""
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, low, right, high)
    return left.value, low.value, right.value, high.value


def _address(item: object) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


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
    """By how many quarters the page is to be turned clockwise for a character to stand upright, None where it is askew:
    a watermark."""
    quarters = float(raw.FPDFText_GetCharAngle(text, index)) / (math.pi / 2)
    return -round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else None


def _glyphs(text: pdfium.PdfTextPage, count: int, turn: _Turn) -> Iterator[tuple[int, Glyph]]:
    """The characters and their numbers."""
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
        if _is_unknown(code):
            if ink[2] - ink[0] < 0.1:
                continue  # blanks of some Chinese fonts
            code = 0xFFFD
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
            loose = (box.left, box.bottom, box.right, box.top)
            yield index, Glyph(chr(code), *_upright(turn, loose, x.value, y.value, em))
        else:
            yield index, Glyph(chr(code), *turn.box(*ink), (turn.quarters - quarter) % 4 or 1)


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


def _items(page: pdfium.PdfPage) -> Iterator[Item]:
    """The objects of a page in the order of drawing, those inside forms too, each with the matrix to the page's
    coordinates."""
    left = MAX_OBJECTS
    count = min(raw.FPDFPage_CountObjects(page), left)
    waiting: list[tuple[object, Matrix, int]] = [
        (raw.FPDFPage_GetObject(page, number), _SAME, 0) for number in reversed(range(count))
    ]
    while waiting and left:
        item, outer, depth = waiting.pop()
        left -= 1
        matrix = _times(_matrix(item), outer)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _DEPTH:
            count = min(raw.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
            waiting += [(raw.FPDFFormObj_GetObject(item, n), matrix, depth + 1) for n in reversed(range(count))]


def _lines(items: list[Item], turn: _Turn) -> Iterator[Line]:
    for path, matrix in items:
        if raw.FPDFPageObj_GetType(path) != raw.FPDF_PAGEOBJ_PATH:
            continue
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
