"""PDF pages drawn as agencies' word processors draw them: lengths in points, y from the top of the page."""

import io
from collections.abc import Callable, Iterator, Sequence

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
LEFT, UP = "<", "^"
"""In the rows of a table: the cell on the left, or the one above, covers this place too."""

Box = tuple[float, float, float, float]


class Pen:
    """Draws on the pages of a PDF."""

    def __init__(self, size: tuple[float, float] = A4, **options: object) -> None:
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=size, **options)
        self.width, self.height = size

    def text(self, x: float, top: float, words: str, size: float = 12, **looks: float) -> None:
        """A line of text whose characters begin at ``top``. ``mode`` 3 is invisible."""
        line = self.canvas.beginText(x, self.height - top - 0.85 * size)
        line.setFont(FONT, size)
        line.setTextRenderMode(int(looks.get("mode", 0)))
        line.setCharSpace(looks.get("spread", 0))
        line.textOut(words)
        self.canvas.drawText(line)

    def lines(self, top: float, lines: Sequence[str], size: float = 12, pitch: float = 20, x: float = 80) -> float:
        """Lines below one another, the first of a paragraph (it begins with a space) indented; returns where they end."""
        for line in lines:
            self.text(x + (2 * size if line.startswith(" ") else 0), top, line.strip(), size)
            top += pitch
        return top

    def table(self, x: float, top: float, widths: Sequence[float], rows: Sequence[Sequence[str]],
              height: float = 20, size: float = 9, style: str = "stroked") -> float:  # fmt: skip
        """A table whose cells hold lines of text; returns where it ends."""
        for (left, high, right, low), words in placed(x, top, widths, rows, height):
            RULED[style](self, (left, high, right, low))
            for number, line in enumerate(words.split("\n") if words else ()):
                self.text(left + 3, high + 3 + number * (size + 2), line, size)
        return top + height * len(rows)

    def bar(self, left: float, top: float, right: float, bottom: float, grey: float = 0) -> None:
        """A filled rectangle without a border."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(left, self.height - bottom, right - left, bottom - top, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def stroke(self, ax: float, ay: float, bx: float, by: float) -> None:
        """A line of the pen."""
        self.canvas.line(ax, self.height - ay, bx, self.height - by)

    def turned(self, degrees: float, x: float, y: float, words: str, size: float = 12) -> None:
        """A line of text turned counter-clockwise about its beginning."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - y)
        self.canvas.rotate(degrees)
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(0, 0, words)
        self.canvas.restoreState()

    def turn_over(self, size: tuple[float, float] | None = None) -> None:
        """Go on to the next page."""
        self.canvas.showPage()
        if size:
            self.canvas.setPageSize(size)
            self.width, self.height = size

    def pdf(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.stream.getvalue()


def placed(
    x: float, top: float, widths: Sequence[float], rows: Sequence[Sequence[str]], height: float
) -> Iterator[tuple[Box, str]]:
    """(left, top, right, bottom) and text of each cell."""
    xs = [x + sum(widths[:n]) for n in range(len(widths) + 1)]
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words in (LEFT, UP):
                continue
            right, down = c + 1, r + 1
            while right < len(row) and row[right] == LEFT:
                right += 1
            while down < len(rows) and rows[down][c] == UP:
                down += 1
            yield (xs[c], top + r * height, xs[right], top + down * height), words


def _stroked(pen: Pen, box: Box) -> None:
    left, top, right, bottom = box
    pen.canvas.setLineWidth(0.5)
    pen.canvas.rect(left, pen.height - bottom, right - left, bottom - top)


def _barred(pen: Pen, box: Box) -> None:
    """As Word draws: each border a thin filled rectangle."""
    left, top, right, bottom = box
    for x0, y0, x1, y1 in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom), (right, top, right, bottom)):  # fmt: skip
        pen.bar(x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25)


def _doubled(pen: Pen, box: Box) -> None:
    """Cells with borders of their own, a point from their neighbours'."""
    left, top, right, bottom = box
    _stroked(pen, (left + 0.6, top + 0.6, right - 0.6, bottom - 0.6))


def _dashed(pen: Pen, box: Box) -> None:
    pen.canvas.setDash(2, 2)
    _stroked(pen, box)
    pen.canvas.setDash()


def _dotted(pen: Pen, box: Box) -> None:
    """Dashes that are paths of their own."""
    left, top, right, bottom = box
    for y in (top, bottom):
        for n in range(int((right - left) / 3)):
            pen.stroke(left + 3 * n, y, min(left + 3 * n + 1.5, right), y)
    for x in (left, right):
        for n in range(int((bottom - top) / 3)):
            pen.stroke(x, top + 3 * n, x, min(top + 3 * n + 1.5, bottom))


def _coloured(pen: Pen, box: Box) -> None:
    """A background below the borders, which leave it as it is."""
    left, top, right, bottom = box
    pen.bar(left, top, right, bottom, grey=0.85)
    _stroked(pen, box)


def _filled(pen: Pen, box: Box) -> None:
    """Fills only: the white gaps between them are what parts the cells."""
    left, top, right, bottom = box
    pen.bar(left + 0.5, top + 0.5, right - 0.5, bottom - 0.5, grey=0.85)


def _bare(pen: Pen, box: Box) -> None:
    """No lines."""


RULED: dict[str, Callable[[Pen, Box], None]] = {
    "stroked": _stroked, "barred": _barred, "doubled": _doubled, "dashed": _dashed, "dotted": _dotted,
    "coloured": _coloured, "filled": _filled, "bare": _bare,
}  # fmt: skip


def has_chinese_font() -> bool:
    """Whether pages with Chinese text can be rendered here: the font of the drawings is not embedded in them."""
    inks = set()
    for word in "政府信息":
        pen = Pen((100, 100))
        pen.text(20, 20, word, 40)
        inks.add(bytes(pypdfium2.PdfDocument(pen.pdf())[0].render(grayscale=True).buffer))
    return len(inks) == 4
