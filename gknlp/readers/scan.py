"""Scanned pages and images: ruling lines give the cells, an offline OCR the text. Needs the extra ``gknlp[ocr]``.

Every cell is recognised by itself, so that no figure can slip into its neighbour.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from gknlp.errors import UnreadableDocument
from gknlp.readers.decoding import clean
from gknlp.readers.layout import Glyph, Page, blocks_of
from gknlp.readers.ruling import Frame, Line, frames
from gknlp.types.document import UNSURE, Document

if TYPE_CHECKING:
    import numpy

    Pixels = numpy.ndarray[Any, numpy.dtype[Any]]

DOTS = 200
"""Dots per inch at which pages are recognised: more made it slower and no better, fewer made it worse."""
MAX_PIXELS = 60_000_000
MAX_PAGES = 60
SURE = 0.85
_UPRIGHT = 0.9
"""Pages read the right way round score 0.97 and more, turned ones 0.8 and less."""
"""A figure whose score is lower is marked as not clearly read."""
_WIDTH, _HEIGHT = 8.27, 11.69
_CONTRAST = 40
"""By how much ink is darker than the paper at least."""
_SLIM = 10
_FAULTS = (
    OSError, ValueError, SyntaxError, LookupError, TypeError, AttributeError, ArithmeticError, EOFError, struct.error,
)  # fmt: skip
"""What Pillow raises on damaged images; it checks little before it reads."""
_SPECK = 4
"""Pixels of a speck: a point in the smallest print has nine."""
_SHORTEST_WORD = 6
_SHORTEST_SIDE, _LOWEST_ROW, _FULL = 12, 6, 0.97
"""Points: uprights that are shorter may be strokes of type; no row of a table is lower."""
_DIGITS_ONLY = re.compile(r"[\d.,:：;；'·。、，\-－—|]*\d[\d.,:：;；'·。、，\-－—|]*")
_NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_DIGITS = str.maketrans("OoQ〇OОlI|丨ｌｉiSBZ", "00000011111115" + "82")
_MISSING = '是扫描图像，需要文字识别组件：请运行 pip install "gknlp[ocr]" 后再试，或提供文字版'


def is_available() -> bool:
    """Whether the extra is installed."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("cv2", "rapidocr", "onnxruntime", "PIL"))


def read_image(content: bytes, name: str) -> Document:
    """Read an image (PNG, JPEG, TIFF, BMP, also of several pages). Raises UnreadableDocument."""
    if not is_available():
        raise missing(name)
    blocks, doubts = blocks_of(pages_of(content, name))
    if not blocks:
        raise UnreadableDocument(f"{name}：图片里没有认出文字，请提供更清晰的图片或文字版")
    return Document(name, "image", blocks, (), doubts)


def pages_of(content: bytes, name: str) -> list[Page]:
    """The pages of an image file. Raises UnreadableDocument."""
    for _ in _frames(content, name):
        pass  # all is there, before each page takes seconds
    return [page_of(grey) for grey in _frames(content, name)]


def _frames(content: bytes, name: str) -> Iterator[Pixels]:
    """The images in an image file."""
    import numpy
    from PIL import Image, ImageOps, ImageSequence

    formats = ("PNG", "JPEG", "TIFF", "BMP")
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=formats) as image:
            if getattr(image, "n_frames", 1) > MAX_PAGES:
                raise UnreadableDocument(f"{name}：图片超过 {MAX_PAGES} 页，不像年度报告，请确认文件是否选对")
            for frame in ImageSequence.Iterator(image):
                if _is_strip(frame.height, frame.width):
                    raise UnreadableDocument(f"{name}：图片过于狭长（{frame.width}×{frame.height}），不像报告的一页")
                if frame.width * frame.height > MAX_PIXELS:
                    raise UnreadableDocument(f"{name}：图片过大（{frame.width}×{frame.height}），请缩小后再试")
                yield numpy.asarray(ImageOps.exif_transpose(frame).convert("L"))
    except (Image.DecompressionBombError, *_FAULTS) as error:
        raise UnreadableDocument(f"{name}：图片已损坏或不完整，请重新获取") from error


def _is_strip(height: int, width: int) -> bool:
    """Whether an image has sides that no page has."""
    return max(height, width) > _SLIM * min(height, width)


def missing(name: str) -> UnreadableDocument:
    """The error to raise for a scan where the extra is not installed."""
    return UnreadableDocument(f"{name}：{_MISSING}")


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Rec.rec_img_shape": [3, 48, 96]})


@dataclass(slots=True)
class _Sureness:
    """How well a page reads: the scores of its lines of text, and how many lie on their side."""

    scores: list[float] = field(default_factory=list)
    lying: int = 0

    @property
    def value(self) -> float:
        """From 0, no text or the wrong way up, to 1."""
        is_lying = 2 * self.lying >= max(len(self.scores), 1)
        return 0.0 if is_lying or not self.scores else sum(self.scores) / len(self.scores)


def page_of(grey: Pixels) -> Page:
    """What stands on a page, from its grey pixels (height × width, 0 black to 255 white), turned upright if need be."""
    import numpy

    if _is_strip(*grey.shape):
        return Page(_points(grey.shape[1]), _points(grey.shape[0]), (), is_scan=True)
    page, sureness = _read(grey)
    if sureness >= _UPRIGHT or not page.glyphs:
        return page
    turned = [_read(numpy.ascontiguousarray(numpy.rot90(grey, quarters))) for quarters in (1, 2, 3)]
    best, most = max(turned, key=lambda entry: entry[1])
    return best if most > sureness else page


def _read(grey: Pixels) -> tuple[Page, float]:
    """What stands on a page as it lies, and how sure that is (0 to 1)."""
    import cv2

    height, width = grey.shape
    upright = height >= width
    scale = DOTS * (_HEIGHT if upright else _WIDTH) / height
    if abs(scale - 1) > 0.1:
        grey = cv2.resize(
            grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        )
    grey = _levelled(grey)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 15)
    grey = _without_specks(grey, ink)
    lines, mask = _ruling(ink)
    tables = frames(lines, is_scan=True)
    mask &= _inside(tables, mask)
    bare = grey.copy()
    bare[mask > 0] = 255
    sureness = _Sureness()
    glyphs = list(_cells(tables, bare, ink & ~mask, sureness))
    bare[_inside(tables, mask) > 0] = 255
    glyphs += _text(bare, sureness)
    rows, columns = grey.shape
    return Page(_points(columns), _points(rows), glyphs, lines, is_scan=True), sureness.value


def _inside(tables: Sequence[Frame], like: Pixels) -> Pixels:
    """The pixels that lie in a table or on its border."""
    result = like * 0
    for frame in tables:
        x0, x1, y0, y1 = (_pixels(v) for v in (frame.xs[0], frame.xs[-1], frame.ys[0], frame.ys[-1]))
        result[max(0, y0 - 4) : y1 + 4, max(0, x0 - 4) : x1 + 4] = 255
    return result


def _pixels(points: float) -> int:
    return round(points * DOTS / 72)


def _points(pixels: float) -> float:
    return pixels * 72 / DOTS


def _levelled(grey: Pixels) -> Pixels:
    """The page turned by the few tenths of a degree by which it lay askew: the turn that makes its lines sharpest."""
    import cv2
    import numpy

    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    dark = (255 - small).astype(numpy.float32)

    def turned(image: Pixels, degrees: float, fill: int) -> Pixels:
        matrix = cv2.getRotationMatrix2D((image.shape[1] / 2, image.shape[0] / 2), degrees, 1)
        result: Pixels = cv2.warpAffine(image, matrix, (image.shape[1], image.shape[0]), borderValue=fill)
        return result

    def sharpness(degrees: float) -> float:
        sums = turned(dark, degrees, 0).sum(axis=1)
        return float(((sums[1:] - sums[:-1]) ** 2).sum())

    best = max((step / 5 for step in range(-15, 16)), key=lambda degrees: (sharpness(degrees), -abs(degrees)))
    best = max((best + step / 20 for step in range(-4, 5)), key=lambda degrees: (sharpness(degrees), -abs(degrees)))
    return turned(grey, best, 255) if abs(best) > 0.04 else grey


def _without_specks(grey: Pixels, ink: Pixels) -> Pixels:
    """The page without specks of dirt: marks smaller than any point of print. ``ink`` loses them too."""
    import cv2
    import numpy

    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = boxes[:, cv2.CC_STAT_AREA] <= _SPECK
    small[0] = False
    if count < 2 or not small.any():
        return grey
    specks: Pixels = numpy.asarray(small[labels], dtype=numpy.uint8)
    ink[specks > 0] = 0
    result = grey.copy()
    result[cv2.dilate(specks, numpy.ones((3, 3), numpy.uint8)) > 0] = 255
    return result


def _ruling(ink: Pixels) -> tuple[list[Line], Pixels]:
    """The ruling lines, and the pixels that they cover."""
    import cv2

    lines: list[Line] = []
    mask = ink * 0
    for is_level, size in ((True, (_pixels(18), 1)), (False, (1, _pixels(_SHORTEST_SIDE)))):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
        found = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
        found = cv2.dilate(found, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
        count, _, boxes, centres = cv2.connectedComponentsWithStats(found)
        for number in range(1, count):
            x, y, width, height, _ = (int(v) for v in boxes[number])
            long, thick = (width, height) if is_level else (height, width)
            if thick > max(14, long // 20):
                found[y : y + height, x : x + width] = 0  # a blot or a picture
                continue
            at = _points(float(centres[number][1 if is_level else 0]))
            start = x if is_level else y
            lines.append(Line(is_level, at, _points(start), _points(start + long)))
        mask |= found
    for x, y0, y1 in _low_sides(ink, lines):
        lines.append(Line(False, _points(x), _points(y0), _points(y1)))
        mask[y0:y1, max(0, x - 2) : x + 3] = 255
    return lines, mask


def _low_sides(ink: Pixels, lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """(x, from y, to y) of the sides of cells in rows that are lower than any line is otherwise taken for one: dark all
    the way from one level line to the next, as no stroke of type is."""
    import numpy

    levels = sorted((_pixels(line.at), _pixels(line.start), _pixels(line.end)) for line in lines if line.is_level)
    for number, (top, left, right) in enumerate(levels):
        below = next((y for y, x0, x1 in levels[number + 1 :] if y > top + 6 and x0 < right and x1 > left), None)
        if below is None or not _pixels(_LOWEST_ROW) <= below - top <= _pixels(_SHORTEST_SIDE) + 4:
            continue
        band = ink[top:below, max(0, left - 3) : right + 3] > 0
        dark = numpy.flatnonzero(band.mean(axis=0) >= _FULL)
        for run in numpy.split(dark, numpy.flatnonzero(numpy.diff(dark) > 1) + 1):
            if 0 < len(run) <= 8:
                yield max(0, left - 3) + int(run.mean()), top, below


def _cells(tables: Sequence[Frame], grey: Pixels, ink: Pixels, sureness: _Sureness) -> Iterator[Glyph]:
    """The lines of text in the cells of all tables."""
    places: list[tuple[int, int, int, int]] = []
    for frame in tables:
        for box in frame.boxes:
            x0, x1 = _pixels(frame.xs[box.column]), _pixels(frame.xs[box.column_end])
            y0, y1 = _pixels(frame.ys[box.row]), _pixels(frame.ys[box.row_end])
            places += _lines_in(ink, x0 + 3, y0 + 3, x1 - 3, y1 - 3)
    crops = [_crop(grey, *place) for place in places]
    for (x0, y0, x1, y1), (text, score) in zip(places, _recognised(crops), strict=True):
        if len(text) > 1:
            sureness.scores.append(score)
        shown = _figure(text, score)
        if shown:
            yield Glyph(shown, _points(x0), _points(y0), _points(x1), _points(y1))


def _lines_in(ink: Pixels, x0: int, y0: int, x1: int, y1: int) -> list[tuple[int, int, int, int]]:
    """The boxes of the lines of text within a cell."""
    part = ink[y0:y1, x0:x1] > 0
    result: list[tuple[int, int, int, int]] = []
    if part.size == 0 or part.sum() < 8:
        return result
    filled = part.sum(axis=1) > 0
    start, gap = -1, 0
    for y in range(len(filled) + 1):
        if y < len(filled) and filled[y]:
            start, gap = (y if start < 0 else start), 0
            continue
        gap += 1
        if start >= 0 and (gap > 2 or y >= len(filled)):
            _add(result, part, start, y - gap + 1, x0, y0)
            start = -1
    return _joined(result)


def _add(result: list[tuple[int, int, int, int]], part: Pixels, top: int, bottom: int, x0: int, y0: int) -> None:
    import numpy

    columns = numpy.flatnonzero(part[top:bottom].any(axis=0))
    if part[top:bottom].sum() >= 8:
        result.append((x0 + int(columns[0]), y0 + top, x0 + int(columns[-1]) + 1, y0 + bottom))


def _joined(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Strokes of one line put together: pieces much lower than a line of type belong to the line they nearly touch."""
    result: list[tuple[int, int, int, int]] = []
    for box in boxes:
        if result:
            last = result[-1]
            low = min(box[3] - box[1], last[3] - last[1])
            if box[1] - last[3] <= 6 and low < 12 and box[3] - last[1] <= 60:
                result[-1] = (min(last[0], box[0]), last[1], max(last[2], box[2]), box[3])
                continue
        result.append(box)
    return result


def _crop(grey: Pixels, x0: int, y0: int, x1: int, y1: int) -> Pixels:
    """The pixels of a line of text with a white margin around them, as the recognition was trained on."""
    import cv2

    part = grey[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1]
    result: Pixels = cv2.cvtColor(
        cv2.copyMakeBorder(part, 6, 6, 12, 12, cv2.BORDER_CONSTANT, value=255), cv2.COLOR_GRAY2BGR
    )
    return result


def _recognised(crops: list[Pixels]) -> list[tuple[str, float]]:
    if not crops:
        return []
    found = _engine().recognize_txt(crops)
    return [(clean(text).strip(), float(score)) for text, score in zip(found.txts, found.scores, strict=True)]


def _figure(text: str, score: float) -> str:
    """The text of a cell: letters that stand for digits read as these, doubtful figures marked."""
    squeezed = "".join(text.split())
    digits = squeezed.translate(_DIGITS)
    if not _DIGITS_ONLY.fullmatch(digits):
        is_garbled = squeezed.isascii() and len(squeezed) < _SHORTEST_WORD and any(map(str.isalnum, squeezed))
        return text + UNSURE if is_garbled else text
    is_sure = digits == squeezed and score >= SURE and _NUMBER.fullmatch(digits)
    return digits if is_sure else digits + UNSURE


def _text(grey: Pixels, sureness: _Sureness) -> list[Glyph]:
    """The lines of text outside the tables."""
    import cv2
    import numpy

    if not (grey < numpy.median(grey) - _CONTRAST).any():
        return []
    found = _engine()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), use_cls=False)
    if found.boxes is None:
        return []
    glyphs = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        x0, top, x1, bottom = box[:, 0].min(), box[:, 1].min(), box[:, 0].max(), box[:, 1].max()
        if text.strip():
            sureness.scores.append(float(score))
            sureness.lying += bottom - top > 1.5 * (x1 - x0) and len(text) > 1
            glyphs.append(Glyph(clean(text).strip(), _points(x0), _points(top), _points(x1), _points(bottom)))
    return glyphs
