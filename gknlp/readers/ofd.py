"""OFD (GB/T 33190-2016): text and paths at their places, straight from the XML of the package."""

from __future__ import annotations

import math
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gknlp.errors import UnreadableDocument
from gknlp.readers import scan
from gknlp.readers.decoding import clean
from gknlp.readers.layout import MAX_GLYPHS, Glyph, Page, blocks_of
from gknlp.readers.package import opened, parsed, part
from gknlp.readers.ruling import Line, bar, strokes
from gknlp.types.document import Document

MAX_PAGES = 300
_KIND, _ADVICE = "OFD 文件", "请重新获取"
_POINTS = 72 / 25.4
_DEPTH = 12
_MOST_STEPS = 20_000
_COVERED = 0.6
_FEW = 60
"""Characters that are added to the picture of a page."""
_COMMAND = re.compile(r"[MSLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERANDS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Matrix = tuple[float, float, float, float, float, float]


def read_ofd(content: bytes, name: str) -> Document:
    """Read an OFD file. Raises UnreadableDocument where it is damaged, encrypted, or holds scans only without OCR."""
    with opened(content, name, _KIND, _ADVICE) as package:
        if any(path.lower().endswith("encryptions.xml") for path in package.namelist()):
            raise UnreadableDocument(f"{name}：OFD 文件已加密，请解除密码后再试")
        reader = _Reader(package, name)
        pages = reader.pages()
    blocks, doubts = blocks_of(pages)
    if not blocks:
        raise UnreadableDocument(f"{name}：OFD 文件里没有文字，请提供文字版")
    return Document(name, "ofd", blocks, (("title", reader.title),) if reader.title else (), doubts)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _child(element: etree._Element | None, *path: str) -> etree._Element | None:
    for step in path:
        if element is None:
            return None
        element = next((child for child in element if _name(child) == step), None)
    return element


def _words(element: etree._Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _numbers(text: str | None) -> list[float]:
    """The numbers of a list, whatever else stands in it left out; none that no page could hold."""
    values = []
    for word in (text or "").split()[:_MOST_STEPS]:
        try:
            value = float(word)
        except ValueError:
            continue
        values.append(value if abs(value) < 1e6 else 0.0)
    return values


def _steps(text: str | None) -> list[float]:
    """The distances from character to character: ``1 2 g 3 4`` is 1 2 4 4 4."""
    result: list[float] = []
    words = (text or "").split()[:_MOST_STEPS]
    at = 0
    while at < len(words) and len(result) < _MOST_STEPS:
        if words[at] == "g" and at + 2 < len(words):
            count, value = _numbers(words[at + 1]), _numbers(words[at + 2])
            if count and value:
                result += [value[0]] * min(int(max(count[0], 0)), _MOST_STEPS)
            at += 3
            continue
        result += _numbers(words[at])
        at += 1
    return result


@dataclass(slots=True)
class _Reader:
    package: zipfile.ZipFile
    name: str
    title: str = ""
    box: list[float] = field(default_factory=lambda: [0.0, 0.0, 210.0, 297.0])
    templates: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)

    def xml(self, path: str) -> etree._Element | None:
        """The tree of a part, None where it is not there."""
        if path not in self.package.NameToInfo:
            return None
        return parsed(part(self.package, path, self.name), self.name, _KIND)

    def pages(self) -> list[Page]:
        """The pages of all documents in the package, in order."""
        main = self.xml("OFD.xml")
        if main is None:
            raise UnreadableDocument(f"{self.name}：{_KIND}已损坏或不完整（没有主入口），{_ADVICE}")
        result: list[Page] = []
        for body in main:
            if _name(body) != "DocBody":
                continue
            self.title = self.title or clean(_words(_child(body, "DocInfo", "Title"))).strip()
            root = _path("", _words(_child(body, "DocRoot")))
            document = self.xml(root)
            if document is None:
                raise UnreadableDocument(f"{self.name}：{_KIND}已损坏或不完整（没有正文），{_ADVICE}")
            self.common(document, posixpath.dirname(root))
            listed = _child(document, "Pages")
            for page in listed if listed is not None else ():
                if len(result) >= MAX_PAGES:
                    raise UnreadableDocument(f"{self.name}：OFD 超过 {MAX_PAGES} 页，不像年度报告，请确认文件是否选对")
                result.append(self.page(_path(posixpath.dirname(root), page.get("BaseLoc") or "")))
        return result

    def common(self, document: etree._Element, folder: str) -> None:
        """Take in the page size, the templates and the images that pages refer to."""
        self.templates, self.media = {}, {}
        data = _child(document, "CommonData")
        box = _numbers(_words(_child(data, "PageArea", "PhysicalBox")))
        self.box = box if len(box) == 4 and min(box[2:]) > 0 else self.box
        for child in data if data is not None else ():
            if _name(child) == "TemplatePage":
                self.templates[child.get("ID") or ""] = _path(folder, child.get("BaseLoc") or "")
            elif _name(child) in ("PublicRes", "DocumentRes"):
                self.resources(_path(folder, _words(child)))

    def resources(self, path: str) -> None:
        root = self.xml(path)
        if root is None:
            return
        folder = _path(posixpath.dirname(path), root.get("BaseLoc") or "")
        for medium in root.iter("{*}MultiMedia"):
            self.media[medium.get("ID") or ""] = _path(folder, _words(_child(medium, "MediaFile")))

    def page(self, path: str) -> Page:
        """A page with what its templates put under it."""
        root = self.xml(path)
        if root is None:
            raise UnreadableDocument(f"{self.name}：{_KIND}已损坏或不完整（缺页），{_ADVICE}")
        own = _numbers(_words(_child(root, "Area", "PhysicalBox")))
        box = own if len(own) == 4 and min(own[2:]) > 0 else self.box
        canvas = _Canvas(box)
        for child in root:
            if _name(child) == "Template":
                template = self.xml(self.templates.get(child.get("TemplateID") or "", ""))
                canvas.draw(_child(template, "Content"))
            elif _name(child) == "PageRes":
                self.resources(_path(posixpath.dirname(path), _words(child)))
        canvas.draw(_child(root, "Content"))
        if len(canvas.glyphs) > MAX_GLYPHS:
            raise UnreadableDocument(f"{self.name}：OFD 一页的文字过多，不像年度报告，请确认文件是否选对")
        is_scan = len(canvas.glyphs) < _FEW if canvas.picture else bool(canvas.hidden) and not canvas.glyphs
        if is_scan and canvas.picture and scan.is_available():
            return self.picture(canvas.picture)
        if is_scan and not canvas.glyphs and not canvas.hidden:
            raise scan.missing(self.name)
        glyphs = [*canvas.glyphs, *canvas.hidden] if is_scan else canvas.glyphs
        return Page(box[2] * _POINTS, box[3] * _POINTS, glyphs, canvas.lines, is_scan)

    def picture(self, key: str) -> Page:
        """The page that an image is."""
        path = self.media.get(key, "")
        if path not in self.package.NameToInfo:
            raise UnreadableDocument(f"{self.name}：{_KIND}已损坏或不完整（缺少页面图像），{_ADVICE}")
        pages = scan.pages_of(part(self.package, path, self.name), self.name)
        return pages[0]


def _path(folder: str, path: str) -> str:
    """A part's name: absolute from the root of the package, else from ``folder``."""
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)).lstrip("./")


@dataclass(slots=True)
class _Canvas:
    """What the objects of a page draw, in points."""

    box: list[float]
    glyphs: list[Glyph] = field(default_factory=list)
    hidden: list[Glyph] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    picture: str = ""

    def draw(self, element: etree._Element | None, depth: int = 0) -> None:
        """Draw the layers, blocks and objects below ``element``."""
        for child in element if element is not None and depth < _DEPTH else ():
            name = _name(child)
            if name in ("Layer", "PageBlock"):
                self.draw(child, depth + 1)
            elif name == "TextObject":
                (self.glyphs if _is_seen(child) else self.hidden).extend(self.text(child))
            elif name == "PathObject":
                self.path(child)
            elif name == "ImageObject":
                bounds = _numbers(child.get("Boundary"))
                if len(bounds) == 4 and bounds[2] * bounds[3] >= _COVERED * self.box[2] * self.box[3]:
                    self.picture = child.get("ResourceID") or ""

    def place(self, element: etree._Element) -> Matrix:
        """From an object's own coordinates to points on the page."""
        bounds = (_numbers(element.get("Boundary")) + [0.0] * 4)[:4]
        own = _numbers(element.get("CTM"))
        a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        x, y = bounds[0] - self.box[0], bounds[1] - self.box[1]
        return a * _POINTS, b * _POINTS, c * _POINTS, d * _POINTS, (e + x) * _POINTS, (f + y) * _POINTS

    def text(self, element: etree._Element) -> Iterator[Glyph]:
        matrix = self.place(element)
        turn = _turn(matrix)
        if turn is None:
            return
        size = (_numbers(element.get("Size")) or [3.0])[0]
        stretch = (_numbers(element.get("HScale")) or [1.0])[0]
        for code in element:
            if _name(code) != "TextCode" or len(self.glyphs) + len(self.hidden) > MAX_GLYPHS:
                continue
            x, y = ((_numbers(code.get(key)) or [0.0])[0] for key in ("X", "Y"))
            right, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
            for number, character in enumerate((code.text or "")[: MAX_GLYPHS + 1]):
                width = size * stretch * (0.5 if character.isascii() else 1.0)
                if not character.isspace():
                    yield _glyph(character, matrix, turn, (x, y, width, size))
                x += right[number] if number < len(right) else (0.0 if down else width)
                y += down[number] if number < len(down) else 0.0

    def path(self, element: etree._Element) -> None:
        if len(self.lines) > 100_000:
            return
        a, b, c, d, e, f = self.place(element)
        is_drawn = (element.get("Stroke") or "true").lower() != "false"
        is_filled = (element.get("Fill") or "false").lower() == "true"
        for figure in _figures(_words(_child(element, "AbbreviatedData"))):
            points = [(a * x + c * y + e, b * x + d * y + f) for x, y in figure]
            if is_drawn:
                self.lines += strokes(points)
            elif is_filled:
                self.lines += bar(points)


def _is_seen(element: etree._Element) -> bool:
    """Whether an object is drawn with ink at all."""
    says = [(element.get(key) or "").lower() for key in ("Visible", "Fill", "Stroke", "Alpha")]
    return says[0] != "false" and (says[1] != "false" or says[2] == "true") and says[3] != "0"


def _turn(matrix: Matrix) -> int | None:
    """By how many quarters text is turned clockwise, None where it is askew: a watermark."""
    quarters = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else None


def _glyph(character: str, matrix: Matrix, turn: int, place: tuple[float, float, float, float]) -> Glyph:
    a, b, c, d, e, f = matrix
    x, y, width, size = place
    corners = [
        (a * px + c * py + e, b * px + d * py + f) for px in (x, x + width) for py in (y - 0.85 * size, y + 0.15 * size)
    ]
    xs, ys = [px for px, _ in corners], [py for _, py in corners]
    return Glyph(character, min(xs), min(ys), max(xs), max(ys), turn)


def _figures(data: str) -> Iterator[list[tuple[float, float]]]:
    """The straight-edged figures of a path; curves break them."""
    words = _COMMAND.findall(data[:200_000])
    points: list[tuple[float, float]] = []
    at = 0
    while at < len(words):
        command = words[at]
        count = _OPERANDS.get(command, 0)
        values = _numbers(" ".join(words[at + 1 : at + 1 + count]))
        if command not in _OPERANDS or len(values) != count:
            at += 1
            continue
        at += 1 + count
        if command in "MS":
            if len(points) > 1:
                yield points
            points = [(values[0], values[1])]
        elif command == "L":
            points.append((values[0], values[1]))
        elif command == "C":
            if len(points) > 1:
                yield [*points, points[0]]
            points = []
        else:
            points = []
    if len(points) > 1:
        yield points
