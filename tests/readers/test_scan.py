import io
from types import SimpleNamespace

import drawing
import pypdfium2
import pytest
from drawing import Pen

from gknlp.errors import UnreadableDocument
from gknlp.readers import read_bytes, scan
from gknlp.types.document import UNSURE, BlockKind

pytestmark = pytest.mark.skipif(not scan.is_available(), reason="the extra gknlp[ocr] is not installed")
Image = pytest.importorskip("PIL.Image")
numpy = pytest.importorskip("numpy")

ROWS = (
    ("信息内容", "本年制发件数", "现行有效件数"),
    ("规章", "0", "2"),
    ("行政规范性文件", "3", "15"),
    ("行政许可", "550", "538"),
)
SENTENCE = "2024年，云溪县财政局收到政府信息公开申请12件，均已按期答复。"
XS, YS = (200, 700, 900, 1400), (400, 480, 560, 640)
"""Sides of the cells of the plain table, in pixels of a page of 200 dots per inch."""


class Engine:
    """Stands for the OCR: says ``texts`` of the crops in their order, and nothing of the rest of the page."""

    def __init__(self, texts=(), scores=()):
        self.texts, self.scores, self.crops = texts, scores, []

    def recognize_txt(self, crops):
        self.crops += crops
        texts = [*self.texts, *["字"] * len(crops)][: len(crops)]
        return SimpleNamespace(txts=texts, scores=[*self.scores, *[0.99] * len(crops)][: len(crops)])

    def __call__(self, pixels, use_cls):
        return SimpleNamespace(boxes=None, txts=())


@pytest.fixture
def engine(monkeypatch):
    made = Engine()
    monkeypatch.setattr(scan, "_engine", lambda: made)
    return made


def ruled(paper=255, ink=0, thick=3):
    """The pixels of a page with a table of nine cells, in each a block of ink where the text is."""
    pixels = numpy.full((2338, 1654), paper, dtype=numpy.uint8)
    for y in YS:
        pixels[y : y + thick, XS[0] : XS[-1] + thick] = ink
    for x in XS:
        pixels[YS[0] : YS[-1] + thick, x : x + thick] = ink
    for y in YS[:-1]:
        for x in XS[:-1]:
            pixels[y + 30 : y + 50, x + 40 : x + 80] = ink
    return pixels


def file(pixels, kind="PNG", **options):
    stream = io.BytesIO()
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    image.save(stream, kind, **options)
    return stream.getvalue()


def grids(document):
    found = [block.grid for block in document.blocks if block.grid]
    return [[[cell.text for cell in grid.row(number)] for number in range(grid.rows)] for grid in found]


def refused(content, words):
    with pytest.raises(UnreadableDocument, match=words) as caught:
        read_bytes(content, "甲.png")
    assert str(caught.value).startswith("甲.png：") and "\n" not in str(caught.value)


class TestCells:
    nine = ("规章", "1", "2", "行政规范性文件", "3", "4", "行政许可", "550", "6")
    expected = ((["规章", "1", "2"], ["行政规范性文件", "3", "4"], ["行政许可", "550", "6"]),)

    def test_lines_part_the_cells(self, engine):
        engine.texts = self.nine
        assert grids(read_bytes(file(ruled()), "甲.png")) == list(map(list, self.expected))

    @pytest.mark.parametrize("looks", [{"paper": 190}, {"ink": 150}, {"thick": 2}, {"thick": 6}])
    def test_on_grey_paper_in_faint_and_in_other_lines(self, engine, looks):
        engine.texts = self.nine
        assert grids(read_bytes(file(ruled(**looks)), "甲.png")) == list(map(list, self.expected))

    @pytest.mark.parametrize("degrees", [-1.0, -0.3, 0.5, 1.0])
    def test_a_page_that_lies_askew(self, engine, degrees):
        engine.texts = self.nine
        image = Image.fromarray(ruled()).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
        assert grids(read_bytes(file(image), "甲.png")) == list(map(list, self.expected))

    def test_specks_are_no_text(self, engine):
        pixels = ruled()
        places = numpy.random.default_rng(7).random(pixels.shape) < 0.0003
        pixels[places] = 60
        engine.texts = self.nine
        assert grids(read_bytes(file(pixels), "甲.png")) == list(map(list, self.expected))

    @pytest.mark.parametrize("dots", [100, 150, 300])
    def test_pages_of_other_resolutions(self, engine, dots):
        engine.texts = self.nine
        image = Image.fromarray(ruled()).resize((1654 * dots // 200, 2338 * dots // 200), Image.Resampling.BICUBIC)
        assert grids(read_bytes(file(image), "甲.png")) == list(map(list, self.expected))

    def test_a_photograph_with_its_turn_noted(self, engine):
        engine.texts = self.nine
        exif = Image.Exif()
        exif[0x0112] = 6
        image = Image.fromarray(ruled()).rotate(90, expand=True)
        assert grids(read_bytes(file(image, "JPEG", exif=exif, quality=95), "甲.png")) == list(map(list, self.expected))

    def test_an_empty_cell_is_empty(self, engine):
        pixels = ruled()
        pixels[YS[1] + 10 : YS[2] - 10, XS[1] + 10 : XS[2] - 10] = 255
        engine.texts = ["规章", "1", "2", "行政许可", "6"]
        assert grids(read_bytes(file(pixels), "甲.png"))[0][1] == ["行政许可", "", "6"]

    def test_every_reading_is_doubted(self, engine):
        messages = [doubt.message for doubt in read_bytes(file(ruled()), "甲.png").doubts]
        assert messages == ["第1页是扫描图像，文字由识别得来，可能有误", "表格由图像识别得来，请与原件核对"]


class TestFigures:
    @pytest.mark.parametrize("seen, score, shown", [
        ("12", 0.99, "12"),
        ("1,024", 0.99, "1,024"),
        ("7730.28", 0.99, "7730.28"),
        ("12", 0.5, "12" + UNSURE),
        ("O", 0.99, "0" + UNSURE),
        ("l2", 0.99, "12" + UNSURE),
        ("1.2.3", 0.99, "1.2.3" + UNSURE),
        ("10,24", 0.99, "10,24" + UNSURE),
        ("ab", 0.99, "ab" + UNSURE),
        ("规章", 0.5, "规章"),
    ])  # fmt: skip
    def test_figures_that_are_not_sure_are_marked(self, engine, seen, score, shown):
        engine.texts, engine.scores = [seen], [score]
        assert grids(read_bytes(file(ruled()), "甲.png"))[0][0][0] == shown


class TestFiles:
    def test_pages_of_a_tiff(self, engine):
        engine.texts = TestCells.nine
        pages = [Image.fromarray(ruled()) for _ in range(3)]
        document = read_bytes(file(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "甲.tif")
        assert [len(grid) for grid in grids(document)] == [9]  # the table goes on from page to page
        assert document.doubts[0].message.startswith("第1、2、3页")

    def test_too_many_pages(self, engine):
        pages = [Image.new("1", (10, 10), 1) for _ in range(scan.MAX_PAGES + 1)]
        refused(file(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "超过 60 页")

    def test_too_many_pixels_are_refused_before_they_are_decoded(self, engine, monkeypatch):
        content = file(Image.new("1", (10_000, 7_000), 1))
        monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda image: pytest.fail("decoded"))
        refused(content, "图片过大（10000×7000）")

    @pytest.mark.parametrize("percent", [5, 50, 90])
    def test_truncated(self, engine, percent):
        noise = numpy.random.default_rng(3).integers(0, 255, (300, 200), dtype=numpy.uint8)
        content = file(noise)
        refused(content[: len(content) * percent // 100], "已损坏或不完整")

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP"])
    def test_an_empty_page_has_no_text(self, engine, kind):
        refused(file(Image.new("L", (827, 1169), 255), kind), "没有认出文字")

    def test_colours_and_transparency(self, engine):
        image = Image.fromarray(ruled()).convert("RGBA")
        assert len(grids(read_bytes(file(image), "甲.png"))) == 1

    def test_without_the_extra_a_line_says_what_to_do(self, monkeypatch):
        monkeypatch.setattr(scan, "is_available", lambda: False)
        refused(file(ruled()), r"gknlp\[ocr\]")


@pytest.fixture(scope="module")
def printed():
    """The pixels of a printed page."""
    if not drawing.has_chinese_font():
        pytest.skip("no Chinese font to render pages with")
    pen = Pen()
    pen.lines(80, ["二、主动公开政府信息情况"], size=14)
    pen.table(80, 120, (140, 120, 120), ROWS, size=10)
    pen.lines(260, [SENTENCE], size=12)
    return pypdfium2.PdfDocument(pen.pdf())[0].render(scale=scan.DOTS / 72, grayscale=True).to_numpy().squeeze().copy()


def is_read(document):
    texts = [block.text for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    return texts == ["二、主动公开政府信息情况", SENTENCE] and grids(document) == [[list(row) for row in ROWS]]


@pytest.mark.slow
class TestRecognition:
    def test_a_clean_page(self, printed):
        assert is_read(read_bytes(file(printed), "甲.png"))

    def test_a_pale_page(self, printed):
        pale = (255 - (255 - printed.astype(int)) * 0.35).astype(numpy.uint8)
        assert is_read(read_bytes(file(pale), "甲.png"))

    def test_a_grey_page_askew_with_specks(self, printed):
        image = Image.fromarray(printed).rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255)
        pixels = (numpy.asarray(image) * 0.8).astype(numpy.uint8)
        pixels[numpy.random.default_rng(5).random(pixels.shape) < 0.0003] = 40
        document = read_bytes(file(pixels), "甲.png")
        assert grids(document) == [[list(row) for row in ROWS]] and document.blocks[-1].text == SENTENCE

    @pytest.mark.parametrize("degrees", [90, 180, 270])
    def test_a_page_the_wrong_way_round(self, printed, degrees):
        assert is_read(read_bytes(file(Image.fromarray(printed).rotate(degrees, expand=True)), "甲.png"))
